import { describe, expect, test } from "vitest";
import { zkeysPanel } from "../support/panels";
import { consentRequired, Scene, type InProcessScene } from "../support/scene";
import { server } from "../support/stack";

/** The line "Guangzhou" in the zone of the others; another zone has a line of the same name. */
const otherLine = "1665907446592913";
const refusal = "该业务不允许退款";

/** Each service that was bought, and whether the panel still has it in effect. */
const services = (scene: InProcessScene) =>
  scene.sandbox.ledger().services.map(({ guid, orderStatus }) => [guid, orderStatus] as const);

const kindsOf = (scene: InProcessScene) => scene.sandbox.ledger().orders.map(({ kind }) => kind);

/** Ids in state, those that wait for their deletion included. */
async function inState(scene: InProcessScene): Promise<(string | undefined)[]> {
  return (await scene.stack.resources()).map(({ id }) => id);
}

describe("a replacement", () => {
  test("buys anew and then refunds, for another line and for another model", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({ web: server });
    await scene.up();
    const first = await scene.idOf("web");
    scene.declare({ web: { ...server, line: otherLine } });
    expect(await scene.preview()).toContain(`then REFUND ${first}`);
    scene.stack.set(consentRequired);
    expect(await scene.refused()).toContain(
      `line: cannot be changed in place: there would be another one, and then REFUND ${first}, with all that is on ${first}. It needs \`allowReplace: true\``,
    );
    scene.declare({ web: { ...server, allowReplace: true, line: otherLine } });
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

    scene.declare({ web: { ...server, allowReplace: true, line: otherLine, product: "E3-1230 / 16G" } });
    const changed = await scene.up();
    expect(changed.text).toContain(
      `buy anew: 1 month: CNY 500.00; then REFUND ${second} (if refused, both stay paid)`,
    );
    expect(changed.writes).toEqual(["create", "refund"]);
    expect(kindsOf(scene)).toEqual(["create", "create", "refund", "create", "refund"]);
    await scene.unchanged();
  });

  test("buys another one for purchaseTriggers, and sets a lost random password anew after --replace", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
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

describe("a destroy", () => {
  test("does with each server what its onDelete says", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
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
});
