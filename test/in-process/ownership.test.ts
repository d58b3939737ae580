import { describe, expect, test, vi } from "vitest";
import { startZkeysSandbox } from "../../provider/src/sandbox";
import { InProcessStack } from "../support/in-process/stack";
import { zkeysPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { server } from "../support/stack";

vi.setConfig({ testTimeout: 400_000 });

const gone = /change `purchaseTriggers` to buy another one, or forget it with `pulumi state delete`/;

describe("a service that exists", () => {
  test("is adopted without a purchase, stays the same without the argument, and is left alone by a destroy", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const { sandbox, stack } = scene;
    const id = sandbox.panel.addService();
    scene.declare({ web: { ...server, adopt: id } });
    expect(await scene.preview()).toContain(`adopt ${id}: buys nothing`);
    expect(await scene.up()).toMatchObject({ writes: [] });
    expect(await stack.resource("web")).toMatchObject({
      id,
      inputs: { onDelete: "keep" },
      outputs: { origin: "adopted", status: "ready" },
    });
    expect((await stack.resource("web")).outputs).not.toHaveProperty("password");
    await scene.unchanged();
    scene.declare({ web: server });
    await scene.unchanged();
    scene.declare({ web: { ...server, adopt: "1234567890123456" } });
    expect(await scene.refused()).toContain(
      `adopt: the resource is ${id} already; \`adopt\` cannot be changed, only removed`,
    );
    scene.declare({ web: { ...server, adopt: id, line: "Shenzhen BGP" } });
    expect(await scene.refused()).toContain(
      "a change needs a new service, and this one is adopted: remove `adopt` first",
    );
    const destroyed = await scene.watch(() => stack.destroy());
    expect(destroyed).toMatchObject({ code: 0, writes: [] });
    expect(destroyed.text).toContain(`kept ${id} until it expires at `);
    expect(sandbox.panel.service(id)?.order_status).toBe("1");
  });

  test("is not adopted when it is something else, not there, or another resource already", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const id = scene.sandbox.panel.addService({ lineName: "Shenzhen BGP" });
    scene.declare({ web: { ...server, adopt: id } });
    expect(await scene.refused()).toMatch(
      new RegExp(
        `adopt: ${id} is not what the arguments say \\(adopting replaces nothing\\): its line is \\d+, not Hangzhou BGP`,
      ),
    );
    scene.declare({ web: { ...server, adopt: "1234567890123456" } });
    expect(await scene.refused()).toMatch(
      /adopt: account zkeys:\S+ has no bare-metal server 1234567890123456/,
    );
    const right = scene.sandbox.panel.addService();
    scene.declare({ web: { ...server, adopt: right }, twin: { ...server, adopt: right } });
    expect(await scene.refused()).toMatch(new RegExp(`adopt: ${right} is already the resource (web|twin)`));
    scene.declare({ web: { ...server, adopt: right } });
    await scene.up();
    scene.declare({ web: server, twin: { ...server, adopt: right } });
    expect(await scene.refused()).toMatch(/is already the resource (web|twin)/);
  });
});

describe("a service that is gone", () => {
  test("stays in state as missing or deleted, with the ways on, and a destroy counts it as done", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const { sandbox, stack } = scene;
    scene.declare({ missing: server, deleted: server });
    await scene.up();
    const [missing, deleted] = [await scene.idOf("missing"), await scene.idOf("deleted")];
    sandbox.panel.removeService(missing);
    sandbox.panel.editService(deleted, { order_status: "-2" });
    expect(await scene.refresh()).toContain(
      `missing (${missing}) is neither listed nor readable; it stays in state as "missing"`,
    );
    expect(await stack.resource("missing")).toMatchObject({ id: missing, outputs: { status: "missing" } });
    expect(await stack.resource("deleted")).toMatchObject({ id: deleted, outputs: { status: "deleted" } });
    const refused = await scene.watch(() => stack.up());
    expect(refused.code).not.toBe(0);
    expect(refused).toMatchObject({ writes: [] });
    expect(refused.text).toMatch(gone);

    scene.declare({
      missing: { ...server, purchaseTriggers: ["again"] },
      deleted: { ...server, purchaseTriggers: ["again"] },
    });
    expect(await scene.preview()).toContain("buy anew: 1 month: CNY 860.00");
    expect((await scene.up()).writes).toEqual(["create", "create"]);
    expect(await stack.resources()).toHaveLength(2);
    sandbox.panel.removeService(await scene.idOf("missing"));
    const destroyed = await scene.watch(() => stack.destroy());
    expect(destroyed).toMatchObject({ code: 0, writes: ["refund"] });
    expect(destroyed.text).toContain("is gone already");
    expect(await stack.resources()).toEqual([]);
  });
});

describe("another account", () => {
  test("is an error, for previews, runs, refreshes and destroys: never gone, never a replacement", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const { sandbox, stack } = scene;
    const other = await startZkeysSandbox({ userId: "2200268" });
    scene.declare({ web: server });
    await scene.up();
    const id = await scene.idOf("web");
    const was = `zkeys://127.0.0.1:${sandbox.port}/api#${sandbox.userId}`;
    stack.set({ ZKEYS_ENDPOINT: other.url, ZKEYS_USER_ID: other.userId });
    const words = `web belongs to account ${was}, but the config now names zkeys://127.0.0.1:${other.port}/api#2200268. Set zkeys:endpoint and its keys back`;
    for (const command of [
      () => stack.preview(),
      () => stack.up(),
      () => stack.refresh(),
      () => stack.destroy(),
    ]) {
      const { code, text } = await command();
      expect(code).not.toBe(0);
      expect(text).toContain(words);
    }
    expect(other.writes()).toBe(0);
    expect(await stack.resource("web")).toMatchObject({ id, outputs: { status: "ready" } });
    stack.set({ ZKEYS_ENDPOINT: sandbox.url, ZKEYS_USER_ID: sandbox.userId });
    await scene.unchanged();
    await other.close();
  });
});

describe("the same stack and name in two states of one account", () => {
  test("is adopted with a warning when it carries the mark of another stack's resource", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({ web: server });
    await scene.up();
    const id = await scene.idOf("web");
    const second = new InProcessStack(scene.sandbox);
    second.declare({ other: { args: { ...server, adopt: id } } });
    const { text, code } = await second.preview();
    expect(code, text).toBe(0);
    expect(text).toMatch(new RegExp(`${id} carries the mark of another resource \\("rs-\\w{12}`));
    second.declare({ web: { args: { ...server, adopt: id } } });
    expect((await second.preview()).text).not.toContain("carries the mark");
    second.remove();
  });

  test("never buys twice by accident: it takes over what is fresh, stops at what is not, and a namespace separates", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const { sandbox } = scene;
    scene.declare({ web: server });
    await scene.up();
    const id = await scene.idOf("web");
    const second = new InProcessStack(sandbox);
    second.declare({ web: { args: { ...server, allowPowerCycle: true } } });

    second.set({ RESELLER_CLAIM_HOURS: "0" });
    const stopped = await scene.watch(() => second.up());
    expect(stopped.code).not.toBe(0);
    expect(stopped.writes).toEqual([]);
    expect(stopped.text).toMatch(
      new RegExp(
        `${id} \\(ready, bought .*\\) carries the token rs-\\w{12} of this resource, but is older than 0 hours \\(reseller:claimHours\\)`,
      ),
    );
    expect(stopped.text).toMatch(/`adopt: "<id>"`.*`purchaseTriggers`.*different `reseller:namespace`s/);

    second.set({ RESELLER_CLAIM_HOURS: undefined });
    second.declare({
      web: {
        args: {
          ...server,
          line: "Shenzhen BGP",
          identity: { name: "张三丰", mobile: "13912345678", idNumber: "110101199003071234" },
        },
      },
    });
    const different = await scene.watch(() => second.preview());
    expect(different.code).not.toBe(0);
    expect(different.text).toContain("but is not what is asked for: its line is ");

    second.set({ RESELLER_NAMESPACE: "second" });
    second.declare({ web: { args: server } });
    expect(await scene.watch(() => second.up())).toMatchObject({ code: 0, writes: ["create"] });
    expect((await second.resource("web")).id).not.toBe(id);
    expect(scene.paid()).toEqual(["create 860.00", "create 860.00"]);

    const third = new InProcessStack(sandbox);
    third.declare({ web: { args: { ...server, allowPowerCycle: true } } });
    const taken = await scene.watch(() => third.up());
    expect(taken.text).toContain(`took over ${id}, found by its token rs-`);
    expect(taken.writes).not.toContain("create");
    expect(await third.resource("web")).toMatchObject({ id, outputs: { origin: "takenOver" } });
    expect(scene.paid()).toHaveLength(2);
    for (const stack of [second, third]) stack.remove();
  });
});
