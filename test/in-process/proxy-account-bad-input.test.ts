import { describe, expect, test, vi } from "vitest";
import { startProxy911Sandbox } from "../../provider/src/sandbox";
import { InProcessStack } from "../support/in-process/stack";
import { proxy911Panel } from "../support/panels";
import { Scene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

const productType = "dynamicResidentialTraffic";
const types =
  '"dynamicResidentialTraffic", "dynamicResidentialIp", "staticDatacenterIp", "staticResidentialIp"';

/** The faults that the engine names for the resources of a preview. */
function faultsIn(text: string): string[] {
  const [, diagnostics = ""] = text.split("\nDiagnostics:\n");
  return diagnostics
    .split("\n")
    .map((line) => / has a problem: (.*)$/.exec(line)?.[1])
    .filter((fault) => fault !== undefined)
    .toSorted();
}

describe("arguments that cannot be carried out", () => {
  test("are all named in one preview, each with its property", async () => {
    const scene = await Scene.inProcess(proxy911Panel);
    const { sandbox } = scene;
    const web = {
      username: "shop_1",
      password: "no good",
      productType: "residential",
      remark: "中".repeat(33),
      trafficLimitGb: 102_401,
      enabled: "yes",
      proxyEndpoint: "gate.example.com",
      onDelete: "destroy",
      timeouts: { create: "2 hours" },
      limit: 5,
    };
    scene.declare({ web }, "ProxyAccount");
    expect(faultsIn(await scene.refused())).toEqual([
      "enabled: must be a boolean",
      "limit: is not an argument of this resource",
      'onDelete: must be one of "refund", "delete", "keep", "refundOrKeep", "refuse"',
      "password: must consist of letters and digits",
      `productType: must be one of ${types}`,
      "proxyEndpoint: must be host:port",
      "remark: must be at most 64 Latin or 32 Chinese characters",
      'timeouts.create: is not a duration such as "90s", "30m" or "2h"',
      "trafficLimitGb: must be at most 102400",
      "username: must consist of letters and digits",
    ]);
    const fleet = {
      productType,
      accounts: { a_b: {}, c: { password: "no good", limit: 1 }, d: { trafficLimitGb: 0.5 } },
      usernamePrefix: "u1",
      count: -1,
      maxDeletes: "many",
      adopt: "u",
    };
    scene.declare({ fleet }, "ProxyAccountSet");
    expect(faultsIn(await scene.refused())).toEqual([
      "accounts.a_b: a username must consist of letters and digits",
      "accounts.c.limit: is not an argument of this resource",
      "accounts.c.password: must consist of letters and digits",
      "accounts.d.trafficLimitGb: must be a whole number",
      "adopt: is not an argument of this resource",
      "count: does not go together with `accounts`",
      "count: must be at least 0",
      "maxDeletes: must be a number",
      "usernamePrefix: does not go together with `accounts`",
      "usernamePrefix: must consist of letters and digits, with a letter at the end",
    ]);
    scene.declare({ fleet: { productType } }, "ProxyAccountSet");
    expect(faultsIn(await scene.refused())).toEqual([
      "accounts: is required, or `usernamePrefix` and `count`",
    ]);
    expect(sandbox.writes()).toBe(0);
    expect(scene.stack.printed).not.toContain("no good");
  });

  test("are names that are taken: by others, by another resource, by a set", async () => {
    const scene = await Scene.inProcess(proxy911Panel);
    const { sandbox, stack } = scene;
    sandbox.panel.addAccount({ username: "shop1" });
    stack.declare({ web: { type: "ProxyAccount", args: { productType, username: "shop1" } } });
    expect(faultsIn(await scene.refused())).toEqual([
      "username: shop1 is taken by another account, or still being deleted: choose another one. " +
        "The name of a deleted account is free again after about five minutes, but its traffic records would mix with the old ones. " +
        'If it is yours, take it over with `adopt: "shop1"`',
    ]);
    const twin = { type: "ProxyAccount", args: { productType, username: "twin" } };
    stack.declare({ first: twin, second: twin });
    expect(await scene.refused()).toMatch(/username: twin is also that of (first|second)/);
    stack.declare({
      fleet: { type: "ProxyAccountSet", args: { productType, accounts: { twin: {}, shop1: {} } } },
      first: { ...twin, options: { dependsOn: ["fleet"] } },
    });
    expect(await scene.refused()).toMatch(/shop1 is taken by another account/);
    stack.declare({
      fleet: { type: "ProxyAccountSet", args: { productType, accounts: { twin: {} } } },
      first: { ...twin, options: { dependsOn: ["fleet"] } },
    });
    expect(await scene.refused()).toContain("username: twin is also that of fleet");
  });
});

describe("config that cannot be used", () => {
  test("is said key by key, with how to set it: missing, unreachable, wrong, blocked", async () => {
    const stack = new InProcessStack(undefined);
    stack.declare({ web: { type: "ProxyAccount", args: { productType } } });
    const missing = await stack.preview();
    expect(missing.code).not.toBe(0);
    expect(missing.text).toContain("the config of 911Proxy is not complete: appKey is missing");
    expect(missing.text).toContain(
      "pulumi config set --secret proxy911:appKey <value>  (or PROXY911_APP_KEY)",
    );

    const gone = await startProxy911Sandbox();
    await gone.close();
    const { appKey } = gone;
    stack.set({ PROXY911_APP_KEY: appKey, PROXY911_ENDPOINT: "http://api.example.com" });
    expect((await stack.preview()).text).toContain(
      "the endpoint http://api.example.com/ would send keys and passwords in the clear. Use https:",
    );
    stack.set({ PROXY911_ENDPOINT: gone.url });
    const unreachable = await stack.preview();
    expect(unreachable.code).not.toBe(0);
    expect(unreachable.text).toContain("in 4 attempts: the connection was refused (ECONNREFUSED)");
    stack.declare({ web: { type: "ProxyAccount", args: { productType, account: "second" } } });
    expect((await stack.preview()).text).toContain('account "second" is not configured');
    expect(stack.printed).not.toContain(appKey);
    stack.remove();

    const scene = await Scene.inProcess(proxy911Panel);
    const { sandbox } = scene;
    scene.declare({ web: { productType } }, "ProxyAccount");
    sandbox.panel.setAppKey("EXAMPLEAPPKEY0002EXAMPLEAPPKEY02");
    const wrong = await scene.refused();
    expect(wrong).toContain(
      "(the app_key is not valid). Check `proxy911:appKey`: it stands on the home page",
    );
    const up = await scene.watch(() => scene.stack.up());
    expect(up.code).not.toBe(0);
    expect(up.writes).toEqual([]);
    expect(scene.stack.printed).not.toContain(appKey);
  });
});
