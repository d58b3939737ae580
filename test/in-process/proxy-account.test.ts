import { describe, expect, test, vi } from "vitest";
import { proxy911Panel } from "../support/panels";
import { Scene } from "../support/scene";
import { secretsOf } from "../support/secrets";

vi.setConfig({ testTimeout: 400_000 });

const productType = "dynamicResidentialTraffic";
const secret = (value: string) => ({ $secret: value });
const operations = (writes: readonly string[]): string[] =>
  writes.map((action) => action.replace("whitelist-account/", ""));
const slowly = "it works, and costs, for about five minutes more";

describe("a proxy account", () => {
  test("is added, limited at once, and changed in place, where it differs and nowhere else", async () => {
    const scene = await Scene.inProcess(proxy911Panel);
    const { sandbox, stack } = scene;
    const web = { productType, username: "shopweb", password: secret("First11111"), trafficLimitGb: 5 };
    const declare = (args: object): void => {
      scene.declare({ web: { ...web, ...args }, plain: { productType } }, "ProxyAccount");
    };
    declare({ proxyEndpoint: "gate.example.com:1000" });
    const preview = await scene.preview();
    expect(preview).toContain(`add account shopweb (${productType}); then limit unlimited → 5 GB`);
    expect(preview).toContain(`add account named by its token (${productType})`);
    const added = await scene.up();
    expect(operations(added.writes)).toEqual(["add", "change-limit"]);
    expect(sandbox.panel.account("shopweb")).toMatchObject({
      password: "First11111",
      limit_flow: 5,
      enabled: true,
    });
    const plain = sandbox.panel.account(await scene.idOf("plain"));
    expect(plain?.username).toMatch(/^rs[0-9a-z]{12}$/);
    expect(plain?.password).toMatch(/^[A-Za-z0-9]{16}$/);
    expect(await secretsOf(stack, "plain")).toEqual({ password: plain?.password });
    expect(await secretsOf(stack, "web")).toEqual({
      password: "First11111",
      httpProxyUrl: "http://shopweb:First11111@gate.example.com:1000",
      socksProxyUrl: "socks5://shopweb:First11111@gate.example.com:1000",
    });
    await scene.unchanged();
    expect((await stack.resource("web")).outputs).toMatchObject({
      origin: "bought",
      status: "ready",
      usageGb: "0",
      enabled: true,
    });

    declare({ password: secret("Second2222"), remark: "crawler", trafficLimitGb: 0, enabled: false });
    expect(await scene.preview()).toContain(
      `limit 5 GB → unlimited; then disable (${slowly}); then set the password (the old one works for five more minutes); then remark "crawler"`,
    );
    const changed = await scene.up();
    expect(operations(changed.writes)).toEqual([
      "change-limit",
      "disable",
      "change-password",
      "change-remark",
    ]);
    expect(sandbox.panel.account("shopweb")).toMatchObject({
      password: "Second2222",
      remark: "crawler",
      limit_flow: 0,
      enabled: false,
    });
    expect((await stack.resource("web")).outputs).toMatchObject({ status: "stopped" });
    expect(await secretsOf(stack, "web")).toEqual({ password: "Second2222" });
    await scene.unchanged();

    // What is left out is not managed: it stays as it is.
    scene.declare({ web: { productType, username: "shopweb" }, plain: { productType } }, "ProxyAccount");
    expect((await scene.up()).writes).toEqual([]);
    expect(sandbox.panel.account("shopweb")).toMatchObject({ remark: "crawler", enabled: false });
    scene.declare(
      {
        web: { productType, username: "shopweb", enabled: true, tags: { team: "a" } },
        plain: { productType },
      },
      "ProxyAccount",
    );
    expect(operations((await scene.up()).writes)).toEqual(["enable"]);
    await scene.unchanged();
  });

  test("is another one with another name; another type comes only with it, and nothing is said of money", async () => {
    const scene = await Scene.inProcess(proxy911Panel, {}, { deleteSeconds: 300 });
    const { sandbox, stack } = scene;
    const staying = (): string[] =>
      sandbox
        .ledger()
        .accounts.filter(({ goneAtMs }) => goneAtMs === null)
        .map(({ username }) => username)
        .toSorted();
    const declare = (named: object, plain: object = {}): void => {
      scene.declare(
        { named: { productType, username: "shop1", ...named }, plain: { productType, ...plain } },
        "ProxyAccount",
      );
    };
    declare({});
    await scene.up();
    const first = await scene.idOf("plain");

    const retyped = "staticResidentialIp";
    declare({ productType: retyped });
    expect(await scene.refused()).toContain(
      `productType: cannot become ${retyped}: an account of another type is a new one, and the name shop1 of a deleted account must not be reused; change \`username\` with it`,
    );
    declare({}, { productType: retyped });
    expect(await scene.refused()).toContain("change `purchaseTriggers` with it, which makes a new name");

    declare({ productType: retyped, username: "shop2" }, { productType: retyped, purchaseTriggers: [1] });
    const preview = await scene.preview();
    expect(preview).toMatch(/\+-.*ProxyAccount named replace/);
    expect(preview).toContain(
      `add account shop2 (${retyped}); then DELETE account shop1 (${slowly}; its traffic records are lost)`,
    );
    sandbox.fault({ action: "whitelist-account/delete", kind: "refused", times: 9 });
    const refused = await scene.watch(() => stack.up());
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain('It stays in state. To keep it instead, set `onDelete` to "keep"');
    expect(staying()).toEqual([first, await scene.idOf("plain"), "shop1", "shop2"].toSorted());
    expect(await stack.resources()).toHaveLength(4);
    expect(await stack.up()).not.toMatchObject({ code: 0 });
    sandbox.clearFaults();
    const done = await scene.up();
    expect(new Set(operations(done.writes))).toEqual(new Set(["delete"]));
    expect(staying()).toEqual([await scene.idOf("plain"), "shop2"]);
    expect(await stack.resources()).toHaveLength(2);
    await scene.unchanged();

    // The engine calls this a create: it finds its own account, and the delete leaves that alone.
    const { urn } = await stack.resource("plain");
    const replaced = await scene.watch(() => stack.up("--replace", urn));
    expect(replaced).toMatchObject({ code: 0 });
    expect(replaced.text).toContain("): nothing new was made");
    expect(replaced.text).toContain("a newer entry in state holds the same service");
    expect(staying()).toEqual([await scene.idOf("plain"), "shop2"]);
    await scene.unchanged();
    for (const text of [preview, refused.text, done.text, replaced.text])
      expect(text).not.toMatch(/stays? paid|bought|buys|anew|refund/i);
  });
});
