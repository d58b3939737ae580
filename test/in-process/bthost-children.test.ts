import { describe, expect, test, vi } from "vitest";
import type { BthostSandbox } from "../../provider/src/sandbox";
import { host } from "../support/bthost";
import { bthostPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

type BthostScene = InProcessScene<BthostSandbox>;

const opened = (): Promise<BthostScene> =>
  Scene.inProcess(bthostPanel, { settleSeconds: "1", pollSeconds: "0.05" });

describe("a BtUser", () => {
  test("is made with a name of its own, changed in place, dropped when it is gone and made again", async () => {
    const scene = await opened();
    const { sandbox, stack } = scene;
    scene.declare({ customer: {} }, "BtUser");
    expect(await scene.preview()).toContain("create user (a name of its own)");
    expect((await scene.up()).writes).toEqual(["user_create"]);
    const { outputs, id } = await stack.resource("customer");
    expect(id).toBe("2");
    expect(outputs).toMatchObject({
      serviceId: "2",
      status: "ready",
      username: expect.stringMatching(/^r[0-9a-z]{10}$/) as string,
    });
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    scene.declare(
      { customer: { nickname: "Example", remark: "pays late", access: "locked", password: "Secret1234" } },
      "BtUser",
    );
    expect((await scene.up()).writes).toEqual(["user_edit"]);
    expect(sandbox.ledger().users.at(-1)).toMatchObject({
      nickname: "Example",
      notice: "pays late",
      status: "locked",
    });
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    sandbox.panel.edit("users", 2, { deletetime: 1 });
    await scene.refresh();
    expect((await scene.up()).writes).toEqual(["user_create", "user_edit"]);
    await scene.unchanged();
    expect(await scene.watch(() => stack.destroy())).toMatchObject({ code: 0, writes: ["user_del"] });
  });

  test("is one when the reply to its create is lost", async () => {
    const scene = await opened();
    scene.declare({ customer: { username: "example" }, other: {} }, "BtUser");
    scene.sandbox.fault({ action: "user_create", kind: "lostAfter", times: 2 });
    await scene.up();
    expect(scene.sandbox.ledger().users).toHaveLength(3);
    await scene.unchanged();
  });

  test("of another one's name is not taken over when it is another", async () => {
    const scene = await opened();
    scene.declare({ customer: { username: "admin", nickname: "Somebody else" } }, "BtUser");
    expect(await scene.refused()).toMatch(/user 1: it is there already, but its nickname is "Admin"/i);
    scene.declare({ one: { username: "same" }, two: { username: "same" } }, "BtUser");
    expect(await scene.refused()).toContain("user same");
    scene.declare({ customer: { username: "a", password: "a&b<c>", nickname: "or" } }, "BtUser");
    const text = await scene.refused();
    expect(text).toContain("username: is not 3 to 32 letters");
    expect(text).toMatch(/password: must not hold any of/);
    expect(text).toMatch(/nickname: must not be a word of the panel's query language/);
  });
});

describe("a BtCategory", () => {
  test("is made, renamed in place, and deleted", async () => {
    const scene = await opened();
    const { sandbox, stack } = scene;
    const names = () => sandbox.ledger().categories.map(({ name }) => name);
    const before = names();
    scene.declare({ shops: { name: "shops" } }, "BtCategory");
    expect((await scene.up()).writes).toEqual(["sort_create"]);
    await scene.unchanged();
    scene.declare({ shops: { name: "stores" } }, "BtCategory");
    expect(await scene.preview()).toContain("rename category shops to stores");
    expect((await scene.up()).writes).toEqual(["sort_edit"]);
    expect(names()).toEqual([...before, "stores"]);
    await scene.refresh();
    await scene.unchanged();
    expect(await scene.watch(() => stack.destroy())).toMatchObject({ code: 0, writes: ["sort_delete"] });
    expect(names()).toEqual(before);
  });
});

describe("a BtDomain", () => {
  test("is bound once, stays bound when it is destroyed, and goes with its host", async () => {
    const scene = await opened();
    const { sandbox, stack } = scene;
    stack.declare({ shop: { type: "BtHost", args: { ...host } } });
    await scene.up();
    const domains = (args: object) =>
      ({
        shop: { type: "BtHost", args: { ...host } },
        www: { type: "BtDomain", args: { host: "67", domain: "WWW.example.com", ...args } },
      }) as const;
    stack.declare(domains({}));
    sandbox.fault({ action: "host_domain", kind: "lostAfter" });
    expect((await scene.up()).writes).toEqual(["host_domain"]);
    expect(sandbox.ledger().bindings.map(({ domain }) => domain)).toContain("www.example.com");
    expect(await stack.resource("www")).toMatchObject({
      outputs: { serviceId: "67/www.example.com", status: "ready" },
    });
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    stack.declare(domains({ domain: "shop.example.com" }));
    expect(await scene.preview()).toMatch(
      /leave domain 67\/www\.example\.com where it is: the panel has no operation that unbinds/,
    );
    expect((await scene.up()).writes).toEqual(["host_domain"]);
    stack.declare({ shop: { type: "BtHost", args: { ...host } } });
    expect((await scene.up()).writes).toEqual([]);
    expect(sandbox.ledger().bindings.filter(({ domain }) => domain.endsWith("example.com"))).toHaveLength(2);
    stack.declare(domains({ host: "99" }));
    expect(await scene.refused()).toMatch(/host: account .* has no host 99/);
  });

  test("waits for a review where that is asked for", async () => {
    const scene = await opened();
    const { stack } = scene;
    stack.declare({ shop: { type: "BtHost", args: { ...host } } });
    await scene.up();
    stack.declare({
      shop: { type: "BtHost", args: { ...host } },
      www: {
        type: "BtDomain",
        args: { host: "67", domain: "www.example.com", directory: "/shop", review: true },
      },
    });
    await scene.up();
    expect(await stack.resource("www")).toMatchObject({
      outputs: { status: "stopped", reviewState: "waitingForReview", directory: "/shop" },
    });
    await scene.unchanged();
  });
});
