import { expect, test, vi } from "vitest";
import { Scene } from "../support/scene";
import { server } from "../support/stack";

vi.setConfig({ testTimeout: 600_000 });

const other = "E3-1230 / 16G";

/** Each service that was bought, and whether the panel still has it in effect. */
const services = (scene: Scene) =>
  scene.sandbox.ledger().services.map(({ guid, orderStatus }) => [guid, orderStatus] as const);

test("an error hook that repeats what fails orders and changes nothing twice", async () => {
  const scene = await Scene.open();
  const { sandbox, stack } = scene;
  const options = { $retries: 2 };
  const declare = (web: object, db?: object): void => {
    const declared = { web: { args: { ...server, ...web }, options } };
    stack.declare(db === undefined ? declared : { ...declared, db: { args: { ...server, ...db }, options } });
  };
  sandbox.fault({ action: "upgrade", kind: "refused", message: "系统繁忙" });
  declare({ bandwidthMbps: 10 });
  const first = await scene.up();
  expect(first.text).toContain("retrying create due to on-error hook request");
  expect(first.writes).toEqual(["create", "upgrade", "upgrade"]);
  const web = await scene.idOf("web");
  // The engine keeps in mind that the first try failed: one more update, of nothing.
  expect((await scene.up()).writes).toEqual([]);
  await scene.unchanged();

  // A lost renewal and a lost order: neither is sent again in this run, nor in the next one.
  const renewUntil = new Date(Date.now() + 45 * 86_400_000).toISOString().slice(0, 10);
  sandbox.fault({ action: "renew", kind: "lostBefore" });
  sandbox.fault({ action: "create", kind: "lostBefore" });
  declare({ bandwidthMbps: 10, renewUntil }, {});
  const lost = await scene.watch(() => stack.up("--continue-on-error"));
  expect(lost.code).not.toBe(0);
  expect(lost.text).toContain("retrying update due to on-error hook request");
  expect(lost.writes.toSorted()).toEqual(["create", "renew"]);
  expect((await stack.resource("db")).outputs).toMatchObject({ status: "ordering" });
  expect((await scene.watch(() => stack.up("--continue-on-error"))).writes).toEqual([]);
  stack.set({ RESELLER_QUARANTINE_MINUTES: "0" });
  expect((await scene.up()).writes.toSorted()).toEqual(["create", "renew"]);
  expect(services(scene)).toEqual([
    [web, "1"],
    [String((await stack.resource("db")).outputs.serviceId), "1"],
  ]);
  await scene.unchanged();
});

test("deleteBeforeReplace is said, asked for and survived; --target-replace and a taint cost no stop without consent", async () => {
  const scene = await Scene.open();
  const { sandbox, stack } = scene;
  const declare = (args: object, options: Readonly<Record<string, unknown>> = {}): void => {
    stack.declare({ web: { args: { ...server, ...args }, options } });
  };
  declare({});
  await scene.up();
  const first = await scene.idOf("web");
  const deleteFirst = { deleteBeforeReplace: true };

  declare({}, deleteFirst);
  await scene.unchanged();
  declare({ product: other }, deleteFirst);
  expect(await scene.refused()).toContain(
    `allowDeleteBeforeReplace: REFUND ${first} would come before another bare-metal server is bought`,
  );
  // A transform is not seen by the resource's class: nothing is deleted before what was said is bought.
  declare({ product: other, allowDeleteBeforeReplace: true }, { $transform: deleteFirst });
  expect(await scene.preview()).toContain(`then REFUND ${first} (if refused, both stay paid)`);
  const unsaid = await scene.watch(() => stack.up());
  expect(unsaid.code).not.toBe(0);
  expect(unsaid.text).toContain(`${first} would be deleted before there is another one`);
  expect(unsaid.writes).toEqual([]);

  declare({ product: other, allowDeleteBeforeReplace: true }, deleteFirst);
  expect(await scene.preview()).toContain(
    `first REFUND ${first} (if refused, it stays, and nothing is bought); then buy anew: 1 month: CNY 500.00`,
  );
  sandbox.fault({ action: "create", kind: "refused", message: "库存不足" });
  const failed = await scene.watch(() => stack.up());
  expect(failed.code).not.toBe(0);
  expect(failed.writes).toEqual(["refund", "create"]);
  expect((await stack.resource("web")).outputs).toMatchObject({
    status: "ordering",
    lost: { serviceId: first, what: `REFUND ${first}` },
  });
  expect(await scene.preview()).toContain(`${first} is gone (REFUND ${first}, `);
  expect((await scene.up()).writes).toEqual(["create"]);
  const second = String((await stack.resource("web")).outputs.serviceId);
  expect((await stack.resource("web")).outputs).not.toHaveProperty("lost");
  expect(await stack.resources()).toHaveLength(1);
  await scene.unchanged();

  // No diff is asked for then: the token finds the server that is in state.
  const { urn } = await stack.resource("web");
  const consent = "set a new password (stops and starts the machine): it needs `allowPowerCycle: true`";
  for (const flag of ["--replace", "--target-replace"]) {
    expect(await scene.refused(flag, urn)).toContain(consent);
    expect((await scene.watch(() => stack.up(flag, urn))).writes).toEqual([]);
  }
  await stack.run("state", "taint", urn, "--yes");
  expect(await scene.refused()).toContain(consent);
  declare({ product: other, allowPowerCycle: true }, deleteFirst);
  expect(await scene.preview()).toMatch(new RegExp(`take over ${second}, found by its token rs-`));
  // It goes before it comes, as the engine sees it: the server stays.
  const tainted = await scene.up();
  expect(tainted.writes).toEqual(["stop", "setpass", "start"]);
  expect(tainted.text).toContain(`kept ${second}: what replaces it in state is the same service`);
  expect(await scene.idOf("web")).toBe(second);
  expect(services(scene)).toEqual([
    [first, "-2"],
    [second, "1"],
  ]);
  await scene.unchanged();
});
