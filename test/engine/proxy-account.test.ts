import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startProxy911Sandbox, type Proxy911Sandbox } from "../../provider/src/sandbox";
import { Stack } from "../support/stack";

describe("proxy accounts through the real engine", () => {
  let sandbox: Proxy911Sandbox;
  let stack: Stack;

  beforeEach(async () => {
    sandbox = await startProxy911Sandbox({ deleteSeconds: 0.1 });
    stack = new Stack(
      undefined,
      {},
      { environment: { PROXY911_ENDPOINT: sandbox.url, PROXY911_APP_KEY: sandbox.appKey } },
    );
  });

  afterEach(async () => {
    stack.remove();
    await sandbox.close();
  });

  const productType = "dynamicResidentialTraffic";

  test("one by one: made in a batch, limited, changed in place, deleted without waiting", async () => {
    const accounts = (args: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(
        ["alpha", "beta", "gamma"].map((name) => [
          name,
          { type: "ProxyAccount", args: { username: `shop${name}`, productType, ...args } },
        ]),
      );
    stack.declare(accounts({}));
    expect(await stack.preview()).toMatchObject({ code: 0 });
    expect(sandbox.writes()).toBe(0);
    expect(await stack.up()).toMatchObject({ code: 0 });
    const writes = sandbox.writes();
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    expect(sandbox.writes()).toBe(writes);
    stack.declare(accounts({ trafficLimitGb: 5 }));
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect((await stack.resource("beta")).outputs).toMatchObject({ trafficLimitGb: 5 });
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    expect(await stack.resources()).toEqual([]);
  });

  test("as a set of 1,000: few requests, unchanged afterwards, every deletion named", async () => {
    const set = (count: number, more: Readonly<Record<string, unknown>> = {}) => {
      stack.declare({
        fleet: { type: "ProxyAccountSet", args: { usernamePrefix: "shop", count, productType, ...more } },
      });
    };
    set(1_000);
    expect((await stack.preview()).text).toContain("add 1000");
    expect(sandbox.writes()).toBe(0);
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(sandbox.writes()).toBeLessThanOrEqual(25);
    const writes = sandbox.writes();
    expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    expect(await stack.refresh()).toMatchObject({ code: 0 });
    expect(sandbox.writes()).toBe(writes);
    set(960);
    const refused = await stack.preview();
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("maxDeletes");
    set(960, { maxDeletes: 40 });
    expect((await stack.preview()).text).toContain("delete 40 (shop961, ");
    expect(await stack.up()).toMatchObject({ code: 0 });
    expect(await stack.destroy()).toMatchObject({ code: 0 });
  });
});
