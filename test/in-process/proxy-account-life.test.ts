import { describe, expect, test, vi } from "vitest";
import { startProxy911Sandbox } from "../../provider/src/sandbox";
import { InProcessStack } from "../support/in-process/stack";
import { environmentOf, proxy911Panel } from "../support/panels";
import { Scene } from "../support/scene";
import { secretsOf } from "../support/secrets";

vi.setConfig({ testTimeout: 400_000 });

const productType = "dynamicResidentialTraffic";
const operations = (writes: readonly string[]): string[] =>
  writes.map((action) => action.replace("whitelist-account/", ""));

describe("what somebody does in the dashboard", () => {
  test("shows in a refresh and is undone by the next run, but for what is not managed", async () => {
    const scene = await Scene.inProcess(proxy911Panel);
    const { sandbox, stack } = scene;
    const web = {
      productType,
      username: "shop1",
      password: { $secret: "First11111" },
      trafficLimitGb: 5,
      remark: "a",
    };
    scene.declare({ web }, "ProxyAccount");
    await scene.up();
    sandbox.panel.editAccount("shop1", { limit_flow: 50, enabled: false });
    expect((await scene.up()).writes).toEqual([]);
    expect(await scene.refresh()).toMatch(/diff: ~.*trafficLimitGb/);
    expect(await scene.preview()).toContain("limit 50 GB → 5 GB");
    expect(operations((await scene.up()).writes)).toEqual(["change-limit"]);
    // A change of something else finds what differs from the program, too: settings are set as they are declared.
    sandbox.panel.editAccount("shop1", { limit_flow: 60 });
    scene.declare({ web: { ...web, remark: "b" } }, "ProxyAccount");
    expect(operations((await scene.up()).writes)).toEqual(["change-limit", "change-remark"]);
    // Nobody asked for it to be enabled.
    expect(sandbox.panel.account("shop1")).toMatchObject({ limit_flow: 5, remark: "b", enabled: false });
    await scene.unchanged();

    sandbox.panel.editAccount("shop1", { password: "Other33333" });
    await scene.refresh();
    expect(await scene.preview()).toContain("set the password");
    expect(operations((await scene.up()).writes)).toEqual(["change-password"]);
    expect(sandbox.panel.account("shop1")).toMatchObject({ password: "First11111" });
    expect(stack.printed).not.toMatch(/First11111|Other33333/);
  });

  test("to delete an account drops it from state with a refresh, and the next run makes it again", async () => {
    const scene = await Scene.inProcess(proxy911Panel);
    const { sandbox, stack } = scene;
    const declare = (args: object): void => {
      scene.declare(
        { named: { productType, username: "shop1", ...args }, plain: { productType, ...args } },
        "ProxyAccount",
      );
    };
    declare({});
    await scene.up();
    const plain = await scene.idOf("plain");
    for (const name of ["shop1", plain]) sandbox.panel.removeAccount(name);
    declare({ trafficLimitGb: 5 });
    const missing = await scene.watch(() => stack.up("--continue-on-error"));
    expect(missing.code).not.toBe(0);
    expect(missing.writes).toEqual([]);
    expect(missing.text).toContain(
      "shop1 is gone while waiting for the service. Run `pulumi refresh`: it leaves state then, and the next `pulumi up` makes another",
    );
    await scene.refresh();
    expect(await stack.resources()).toEqual([]);
    const again = await scene.up();
    expect(operations(again.writes)).toEqual(["add", "change-limit", "change-limit"]);
    expect(await scene.idOf("plain")).toBe(plain);
    await scene.unchanged();
  });

  test("leaves a name blocked while its deletion is under way, and free afterwards", async () => {
    const scene = await Scene.inProcess(proxy911Panel, {}, { deleteSeconds: 300 });
    const { sandbox, stack } = scene;
    scene.declare({ named: { productType, username: "shop1" }, plain: { productType } }, "ProxyAccount");
    await scene.up();
    const destroyed = await stack.destroy();
    expect(destroyed.code).toBe(0);
    expect(destroyed.text).toContain(
      "DELETE account shop1 (it works, and costs, for about five minutes more; its traffic records are lost): done",
    );
    expect(await stack.resources()).toEqual([]);
    // The list does not tell; only a write would.
    expect(await scene.preview()).toContain(") (unless it is still being deleted): makes nothing new");
    const blocked = await scene.watch(() => stack.up("--continue-on-error"));
    expect(blocked.code).not.toBe(0);
    expect(operations(blocked.writes)).not.toContain("add");
    expect(blocked.text).toContain("shop1 is still being deleted, which takes about five minutes");
    expect(await stack.resources()).toEqual([]);
    scene.declare({ other: { productType, username: "shop1" } }, "ProxyAccount");
    expect(await scene.refused()).toContain(
      "username: shop1 is taken by another account, or still being deleted",
    );

    sandbox.clock.advance({ minutes: 6 });
    scene.declare({ named: { productType, username: "shop1" }, plain: { productType } }, "ProxyAccount");
    expect(operations((await scene.up()).writes)).toEqual(["add"]);
    await scene.unchanged();
  });
});

describe("an account that exists", () => {
  test("is adopted, stays when the argument goes, is kept by a destroy, and can be read", async () => {
    const scene = await Scene.inProcess(proxy911Panel);
    const { sandbox, stack } = scene;
    sandbox.panel.addAccount({ username: "old1", remark: "mine", password: "Panel77777" });
    scene.declare({ web: { adopt: "nobody", productType } }, "ProxyAccount");
    expect(await scene.refused()).toMatch(/adopt: account proxy911:\S+ has no proxy account nobody/);
    scene.declare({ web: { adopt: "old1", productType: "staticDatacenterIp" } }, "ProxyAccount");
    expect(await scene.refused()).toContain(
      `adopt: old1 is not what the arguments say (adopting replaces nothing): its productType is ${productType}, not staticDatacenterIp`,
    );
    scene.declare({ web: { adopt: "old1", productType, trafficLimitGb: 3 } }, "ProxyAccount");
    expect(await scene.preview()).toContain("adopt old1: makes nothing new; then limit unlimited → 3 GB");
    expect(operations((await scene.up()).writes)).toEqual(["change-limit"]);
    expect(await secretsOf(stack, "web")).toEqual({ password: "Panel77777" });
    expect(await stack.resource("web")).toMatchObject({
      id: "old1",
      outputs: { origin: "adopted", remark: "mine" },
    });
    await scene.unchanged();
    scene.declare({ web: { productType, trafficLimitGb: 3 } }, "ProxyAccount");
    expect((await scene.up()).writes).toEqual([]);
    await scene.unchanged();
    const destroyed = await scene.watch(() => stack.destroy());
    expect(destroyed).toMatchObject({ code: 0, writes: [] });
    expect(destroyed.text).toContain("kept old1; it is no longer in state");

    stack.declare({ seen: { type: "ProxyAccount", get: "old1" } });
    expect(await scene.up()).toMatchObject({ writes: [] });
    expect(await secretsOf(stack, "seen")).toEqual({ password: "Panel77777" });
    stack.declare({ seen: { type: "ProxyAccount", get: "nobody" } });
    const missing = await stack.up();
    expect(missing.code).not.toBe(0);
    expect(missing.text).toMatch(/account proxy911:\S+ has no proxy account nobody/);
  });

  test("is deleted or left as `onDelete` and `reseller:keep` say", async () => {
    const scene = await Scene.inProcess(proxy911Panel, {}, { deleteSeconds: 300 });
    const { sandbox, stack } = scene;
    const choices = { usual: undefined, kept: "keep", refusing: "refuse", listed: undefined };
    scene.declare(
      Object.fromEntries(
        Object.entries(choices).map(([name, onDelete]) => [name, { productType, username: name, onDelete }]),
      ),
      "ProxyAccount",
    );
    await scene.up();
    stack.set({ RESELLER_KEEP: "listed" });
    const destroyed = await scene.watch(() => stack.destroy("--continue-on-error"));
    expect(destroyed.code).not.toBe(0);
    expect(destroyed.sent).toMatchObject([{ params: { accounts: "usual" } }]);
    expect(destroyed.text).toContain("kept listed: it is listed in reseller:keep");
    expect(destroyed.text).toContain("kept kept; it is no longer in state");
    expect(destroyed.text).toContain(
      'refusing is not deleted: `onDelete` is "refuse". Set `onDelete` to "delete" or "keep"',
    );
    expect((await stack.resources()).map(({ id }) => id)).toEqual(["refusing"]);
    const { accounts } = sandbox.ledger();
    expect(accounts.filter(({ goneAtMs }) => goneAtMs !== null).map(({ username }) => username)).toEqual([
      "usual",
    ]);
  });
});

describe("another customer, and another state", () => {
  test("another key is an error for every command: never gone, never a replacement", async () => {
    const scene = await Scene.inProcess(proxy911Panel);
    const { stack } = scene;
    const other = await startProxy911Sandbox({ appKey: "EXAMPLEAPPKEY0002EXAMPLEAPPKEY02" });
    const set = { productType, usernamePrefix: "u", count: 2 };
    const declare = (): void => {
      stack.declare({
        web: { type: "ProxyAccount", args: { productType, username: "shop1" } },
        set: { type: "ProxyAccountSet", args: set },
      });
    };
    declare();
    await scene.up();
    stack.set(environmentOf(proxy911Panel, other));
    for (const command of [
      () => stack.preview(),
      () => stack.up(),
      () => stack.refresh(),
      () => stack.destroy(),
    ]) {
      const { code, text } = await command();
      expect(code).not.toBe(0);
      expect(text).toMatch(
        /(web|set) belongs to account proxy911:\S+, but the config now names proxy911:\S+ Set proxy911:endpoint and its keys back/,
      );
      expect(text).not.toContain(other.appKey);
    }
    expect(other.writes()).toBe(0);
    expect((await stack.resources()).map(({ id }) => id)).toContain("shop1");
    stack.set(environmentOf(proxy911Panel, scene.sandbox));
    await scene.unchanged();
    await other.close();
  });

  test("a second state of the same names takes over what is its own, and a namespace separates", async () => {
    const scene = await Scene.inProcess(proxy911Panel);
    const { sandbox } = scene;
    const declared = {
      plain: { type: "ProxyAccount", args: { productType } },
      named: { type: "ProxyAccount", args: { productType, username: "shop1" } },
    };
    scene.stack.declare(declared);
    await scene.up();
    const second = new InProcessStack(undefined, {}, { environment: environmentOf(proxy911Panel, sandbox) });
    second.declare(declared);
    second.set({ RESELLER_NAMESPACE: "second" });
    const taken = await scene.watch(() => second.preview());
    expect(taken.code).not.toBe(0);
    expect(taken.text).toContain(
      "shop1 is taken by another account, or still being deleted: choose another one.",
    );
    expect(taken.text).toContain('take it over with `adopt: "shop1"`');
    second.declare({ plain: declared.plain });
    expect(operations((await scene.watch(() => second.up())).writes)).toEqual(["add"]);

    const third = new InProcessStack(
      undefined,
      { claimHours: "0" },
      { environment: environmentOf(proxy911Panel, sandbox) },
    );
    third.declare({ named: declared.named });
    const old = await scene.watch(() => third.preview());
    expect(old.text).toMatch(
      /shop1 \(ready, made \S+\) looks like this resource's own, by its name and password, but is older than 0 hours \(reseller:claimHours\)\. Either take one over with `adopt: "<id>"`, or choose another name, or delete it in the panel/,
    );
    third.set({ RESELLER_CLAIM_HOURS: undefined });
    const found = await scene.watch(() => third.up());
    expect(found.text).toContain("took over shop1, found by its name (ready, made ");
    expect(operations(found.writes)).toEqual(["enable"]);
    expect(sandbox.ledger().accounts).toHaveLength(3);
    for (const stack of [second, third]) stack.remove();
  });
});
