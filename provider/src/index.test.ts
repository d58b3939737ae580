import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import * as reseller from "./index";
import {
  startProxy911Sandbox,
  startRstackSandbox,
  startZkeysSandbox,
  type Proxy911Sandbox,
  type RstackSandbox,
  type ZkeysSandbox,
} from "./sandbox";

describe("the typed clients", () => {
  let panels: readonly [ZkeysSandbox, RstackSandbox, Proxy911Sandbox];
  beforeAll(async () => {
    panels = await Promise.all([startZkeysSandbox(), startRstackSandbox(), startProxy911Sandbox()]);
    const [zkeys, rstack, proxy911] = panels;
    vi.stubEnv("ZKEYS_ENDPOINT", zkeys.url);
    vi.stubEnv("ZKEYS_USER_ID", zkeys.userId);
    vi.stubEnv("ZKEYS_API_KEY", zkeys.apiSecret);
    vi.stubEnv("RSTACK_ENDPOINT", rstack.url);
    vi.stubEnv("RSTACK_API_KEY", rstack.apiKey);
    vi.stubEnv("PROXY911_ENDPOINT", proxy911.url);
    vi.stubEnv("PROXY911_APP_KEY", proxy911.appKey);
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await Promise.all(panels.map((panel) => panel.close()));
  });

  it("are made from the config, one per vendor", async () => {
    const [zkeys, rstack, proxy911] = [
      reseller.zkeys.client(),
      reseller.rstack.client({}),
      reseller.proxy911.client(),
    ];
    expect(zkeys).toBeInstanceOf(reseller.zkeys.Client);
    expect(rstack).toBeInstanceOf(reseller.rstack.Client);
    expect(proxy911).toBeInstanceOf(reseller.proxy911.Client);
    expect((await zkeys.getZones()).length).toBeGreaterThan(0);
    expect((await rstack.getAreas()).length).toBeGreaterThan(0);
    expect(await proxy911.listAccounts()).toEqual([]);
  });

  it("throw what tells a caller how to react", async () => {
    const refused = reseller.rstack.client().deleteVm("999999");
    await expect(refused).rejects.toBeInstanceOf(reseller.RefusedError);
    await expect(refused).rejects.toBeInstanceOf(reseller.ResellerError);
  });

  it("name an account that is not configured", () => {
    expect(() => reseller.zkeys.client({ account: "other" })).toThrow(reseller.ConfigurationError);
  });
});
