import { describe, expect, test } from "vitest";
import { Scene } from "../support/scene";
import { server } from "../support/stack";

/** The line "Guangzhou" in the zone of the others; another zone has a line of the same name. */
const otherLine = "1665907446592913";
const larger = "Gold 6138 x2 / 128G";
const password = { $secret: "First-Pass-1" };
const refusal = "该业务不允许退款";

/** Each service that was bought, and whether the panel still has it in effect. */
const services = (scene: Scene) =>
  scene.sandbox.ledger().services.map(({ guid, orderStatus }) => [guid, orderStatus] as const);

const kindsOf = (scene: Scene) => scene.sandbox.ledger().orders.map(({ kind }) => kind);

/** Ids in state, those that wait for their deletion included. */
async function inState(scene: Scene): Promise<(string | undefined)[]> {
  return (await scene.stack.resources()).map(({ id }) => id);
}

describe("a replacement through the real engine", () => {
  test("keeps what could not be refunded, through a second replacement, and buys nothing twice", async () => {
    const scene = await Scene.open();
    scene.sandbox.panel.refuseRefunds(refusal);
    scene.declare({ web: server });
    await scene.up();
    const first = await scene.idOf("web");
    scene.declare({ web: { ...server, allowReplace: true, line: otherLine } });
    const refused = await scene.watch(() => scene.stack.up());
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain(refusal);
    expect(refused.text).toContain("It stays in state, and stays paid");
    expect(refused.writes).toEqual(["create", "refund"]);
    const second = await scene.idOf("web");
    expect(await inState(scene)).toEqual(expect.arrayContaining([first, second]));

    // Trying again asks for the refund only.
    expect((await scene.watch(() => scene.stack.up())).writes).toEqual(["refund"]);

    scene.declare({ web: { ...server, allowReplace: true, line: otherLine, product: "E3-1230 / 16G" } });
    const again = await scene.watch(() => scene.stack.up());
    expect(again.code).not.toBe(0);
    expect(again.writes.filter((action) => action === "create")).toHaveLength(1);
    const third = await scene.idOf("web");
    expect((await inState(scene)).toSorted()).toEqual([first, second, third].toSorted());
    expect(kindsOf(scene)).toEqual(["create", "create", "create"]);

    scene.sandbox.panel.refuseRefunds(undefined);
    expect((await scene.up()).writes).toEqual(["refund", "refund"]);
    expect(services(scene)).toEqual([
      [first, "-2"],
      [second, "-2"],
      [third, "1"],
    ]);
    expect(await inState(scene)).toEqual([third]);
    await scene.unchanged();
  });

  test("takes the same service over with --replace: it is neither bought again nor refunded", async () => {
    const scene = await Scene.open();
    scene.declare({ web: { ...server, password } });
    await scene.up();
    const { id, urn } = await scene.stack.resource("web");
    const text = await scene.preview("--replace", urn);
    expect(text).toMatch(
      new RegExp(`take over ${id ?? ""}, found by its token rs-\\w+ \\(ready, bought .*\\): buys nothing`),
    );
    const replaced = await scene.up("--replace", urn);
    expect(replaced.writes).toEqual([]);
    expect(replaced.text).toContain(`kept ${id ?? ""}`);
    expect(await scene.stack.resource("web")).toMatchObject({
      id,
      outputs: { origin: "takenOver", status: "ready" },
    });
    expect(await inState(scene)).toEqual([id]);
    await scene.unchanged();
    // Twice is the same, and the claim of the second is the higher one.
    expect((await scene.up("--replace", urn)).writes).toEqual([]);
    expect(scene.paid()).toEqual(["create 860.00"]);

    // What was bought long ago is not taken over.
    const old = { buy_time: "2026-01-01 00:00:00" };
    scene.sandbox.panel.editService(id ?? "", old);
    const aged = await scene.refused("--replace", urn);
    expect(aged).toContain("is older than 24 hours (reseller:claimHours)");
    expect(aged).toContain("purchaseTriggers");
    await scene.unchanged();

    expect((await scene.watch(() => scene.stack.destroy())).writes).toEqual(["refund"]);
    expect(services(scene)).toEqual([[id, "-2"]]);
  });
});

describe("a destroy through the real engine", () => {
  test("takes its default from reseller:onDelete, and keeps without the panel", async () => {
    const scene = await Scene.open();
    scene.declare({ web: server, own: { ...server, onDelete: "refund" } });
    await scene.up();
    scene.stack.set({ RESELLER_ON_DELETE: "keep" });
    expect((await scene.up()).writes).toEqual([]);
    expect((await scene.stack.resource("web")).inputs).toMatchObject({ onDelete: "keep" });
    expect((await scene.stack.resource("own")).inputs).toMatchObject({ onDelete: "refund" });
    await scene.unchanged();
    // A replacement says what becomes of the old one.
    scene.declare({ web: { ...server, product: larger }, own: { ...server, onDelete: "refund" } });
    expect(await scene.preview()).toContain(`then keep ${await scene.idOf("web")} until it expires at `);

    scene.declare({ own: { ...server, onDelete: "refund" } });
    scene.stack.set({ ZKEYS_API_KEY: undefined });
    const urn = (await scene.stack.resource("web")).urn;
    const kept = await scene.watch(() => scene.stack.destroy("--target", urn));
    expect(kept).toMatchObject({ code: 0, writes: [] });
    const refused = await scene.watch(() => scene.stack.destroy());
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain("apiKey is missing");
    scene.stack.set({ ZKEYS_API_KEY: scene.sandbox.apiSecret });
    expect(await scene.watch(() => scene.stack.destroy())).toMatchObject({ code: 0, writes: ["refund"] });
  });
});
