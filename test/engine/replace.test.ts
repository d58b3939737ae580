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
  test("buys anew and then refunds, for another line and for another model", async () => {
    const scene = await Scene.open();
    scene.declare({ web: server });
    await scene.up();
    const first = await scene.idOf("web");
    scene.declare({ web: { ...server, line: otherLine } });
    const text = await scene.preview();
    expect(text).toMatch(/\+-.*BaremetalServer web replace/);
    expect(text).toContain(
      `buy anew: 1 month: CNY 860.00; then REFUND ${first} (if refused, both stay paid)`,
    );
    expect((await scene.up()).writes).toEqual(["create", "refund"]);
    const second = await scene.idOf("web");
    expect(services(scene)).toEqual([
      [first, "-2"],
      [second, "1"],
    ]);
    await scene.unchanged();

    scene.declare({ web: { ...server, line: otherLine, product: "E3-1230 / 16G" } });
    const changed = await scene.up();
    expect(changed.text).toContain(
      `buy anew: 1 month: CNY 500.00; then REFUND ${second} (if refused, both stay paid)`,
    );
    expect(changed.writes).toEqual(["create", "refund"]);
    expect(kindsOf(scene)).toEqual(["create", "create", "refund", "create", "refund"]);
    await scene.unchanged();
  });

  test("keeps what could not be refunded, through a second replacement, and buys nothing twice", async () => {
    const scene = await Scene.open();
    scene.sandbox.panel.refuseRefunds(refusal);
    scene.declare({ web: server });
    await scene.up();
    const first = await scene.idOf("web");
    scene.declare({ web: { ...server, line: otherLine } });
    const refused = await scene.watch(() => scene.stack.up());
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain(refusal);
    expect(refused.text).toContain("It stays in state, and stays paid");
    expect(refused.writes).toEqual(["create", "refund"]);
    const second = await scene.idOf("web");
    expect(await inState(scene)).toEqual(expect.arrayContaining([first, second]));

    // Trying again asks for the refund only.
    expect((await scene.watch(() => scene.stack.up())).writes).toEqual(["refund"]);

    scene.declare({ web: { ...server, line: otherLine, product: "E3-1230 / 16G" } });
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

  test("buys another one for purchaseTriggers, and sets a lost random password anew after --replace", async () => {
    const scene = await Scene.open();
    scene.declare({ web: server });
    await scene.up();
    const { id: first, urn } = await scene.stack.resource("web");
    const refused = await scene.refused("--replace", urn);
    expect(refused).toContain(
      "set a new password (stops and starts the machine): it needs `allowPowerCycle: true`",
    );
    expect((await scene.watch(() => scene.stack.up("--replace", urn))).writes).toEqual([]);
    scene.declare({ web: { ...server, allowPowerCycle: true } });
    const text = await scene.preview("--replace", urn);
    expect(text).toContain("buys nothing; then set a new password (stops and starts the machine)");
    expect((await scene.up("--replace", urn)).writes).toEqual(["stop", "setpass", "start"]);
    await scene.unchanged();

    scene.declare({ web: { ...server, allowPowerCycle: true, purchaseTriggers: ["another"] } });
    const another = await scene.up();
    expect(another.text).toContain(
      `buy anew: 1 month: CNY 860.00; then REFUND ${first ?? ""} (if refused, both stay paid)`,
    );
    expect(another.writes).toEqual(["create", "refund"]);
    expect(await scene.idOf("web")).not.toBe(first);
    expect(kindsOf(scene)).toEqual(["create", "create", "refund"]);
    await scene.unchanged();
  });
});

describe("a destroy through the real engine", () => {
  test("does with each server what its onDelete says", async () => {
    const scene = await Scene.open();
    const { panel } = scene.sandbox;
    const servers = {
      plain: server,
      kept: { ...server, onDelete: "keep" },
      either: { ...server, onDelete: "refundOrKeep" },
      never: { ...server, onDelete: "refuse" },
      listed: server,
      gone: server,
    };
    scene.declare(servers);
    await scene.up();
    const ids = new Map(
      await Promise.all(Object.keys(servers).map(async (name) => [name, await scene.idOf(name)] as const)),
    );
    const idOf = (name: string) => ids.get(name) ?? "";
    // What a delete will do can be reviewed: it is an input.
    expect((await scene.stack.resource("plain")).inputs).toMatchObject({ onDelete: "refund" });
    panel.refuseRefunds(refusal);
    panel.removeService(idOf("gone"));
    scene.stack.set({ RESELLER_KEEP: idOf("listed") });

    const first = await scene.watch(() => scene.stack.destroy("--continue-on-error"));
    expect(first.code).not.toBe(0);
    expect(first.text).toContain(`kept ${idOf("kept")} until it expires at `);
    expect(first.text).toContain(`kept ${idOf("either")} until it expires: `);
    expect(first.text).toContain(`${idOf("never")} is not deleted: \`onDelete\` is "refuse"`);
    expect(first.text).toContain(`kept ${idOf("listed")}: it is listed in reseller:keep`);
    expect(first.text).toContain(`${idOf("gone")} is gone already`);
    expect(first.text).toMatch(
      new RegExp(`plain: .*The panel said: "${refusal}" \\(the refund is refused\\)`),
    );
    expect(first.sent.map(({ params }) => params.guid).toSorted()).toEqual(
      [idOf("either"), idOf("plain")].toSorted(),
    );
    expect((await inState(scene)).toSorted()).toEqual([idOf("never"), idOf("plain")].toSorted());
    expect(kindsOf(scene)).not.toContain("refund");

    panel.refuseRefunds(undefined);
    const second = await scene.watch(() => scene.stack.destroy("--continue-on-error"));
    expect(second.code).not.toBe(0);
    expect(second.sent).toMatchObject([{ action: "refund", params: { guid: idOf("plain") } }]);
    expect(await inState(scene)).toEqual([idOf("never")]);

    scene.declare({ never: { ...server, onDelete: "refundOrKeep" } });
    expect((await scene.up()).writes).toEqual([]);
    await scene.unchanged();
    const last = await scene.watch(() => scene.stack.destroy());
    expect(last).toMatchObject({ code: 0, writes: ["refund"] });
    expect(await inState(scene)).toEqual([]);
  });

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
