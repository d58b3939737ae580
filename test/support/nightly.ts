import { expect } from "vitest";
import type { ZkeysSandbox } from "../../provider/src/sandbox";
import type { Scene } from "./scene";
import { server, type Commands } from "./stack";

/** The panel's wall, so many days from now. */
const wallIn = (days: number): string =>
  new Date(Date.now() + (days * 24 + 9) * 3_600_000).toISOString().slice(0, 19).replace("T", " ");

const renewed = { ...server, keepPaid: { whenDaysLeft: 10, months: 1 } };

/**
 * A night of a fleet: all end soon; one is gone, one has become too dear, one was changed by hand, one is to be bought, and one is
 * to be renewed and changed. Only renewals are allowed.
 * @param isFollowed whether the next night and the next day are lived too.
 */
export async function nightOf(scene: Scene<ZkeysSandbox, Commands>, isFollowed: boolean): Promise<void> {
  const { sandbox, stack } = scene;
  const fleet = {
    plain: renewed,
    gone: renewed,
    dear: { ...renewed, maxRenewalPrice: "900.00" },
    larger: renewed,
    edited: { ...renewed, powerState: "running" },
  };
  scene.declare(fleet);
  await scene.up();
  const ids = Object.fromEntries(
    await Promise.all(Object.keys(fleet).map(async (name) => [name, await scene.idOf(name)] as const)),
  );
  for (const id of Object.values(ids)) sandbox.panel.editService(id, { end_time: wallIn(5) });
  sandbox.panel.removeService(ids.gone ?? "");
  sandbox.panel.editService(ids.edited ?? "", { run_status: "-1" });
  await scene.refresh();
  scene.declare({
    ...fleet,
    dear: { ...renewed, maxRenewalPrice: "800.00" },
    larger: { ...renewed, bandwidthMbps: 20 },
    fresh: renewed,
  });
  stack.set({ RESELLER_ALLOW_STEPS: "renew" });
  const before = sandbox.ledger().orders.length;
  const night = await scene.watch(() => stack.up("--continue-on-error"));
  expect(night.code).not.toBe(0);
  const paid = sandbox.ledger().orders.slice(before);
  expect(paid.map(({ kind, serviceGuid }) => [kind, serviceGuid]).toSorted()).toEqual(
    [ids.plain, ids.larger, ids.edited].map((id) => ["renew", id]).toSorted(),
  );
  for (const words of [
    /\(gone\):[^]*is neither listed nor readable in its account/,
    /\(dear\):[^]*maxRenewalPrice: renew 1 month.* would cost CNY 860\.00, more than 800\.00 a month/,
    /\(fresh\):[^]*"buy 1 month: CNY 860\.00" is not allowed here/,
    /\(larger\):[^]*"upgrade 5 → 20 Mbps: .*" is not allowed here/,
    /\(edited\):[^]*"start the machine" is not allowed here/,
  ])
    expect(night.text).toMatch(words);

  if (!isFollowed) return;
  // The next night does nothing more, and by day what was left is done.
  expect((await scene.watch(() => stack.up("--continue-on-error"))).writes).toEqual([]);
  stack.set({ RESELLER_ALLOW_STEPS: undefined });
  scene.declare({
    plain: renewed,
    larger: { ...renewed, bandwidthMbps: 20 },
    edited: fleet.edited,
    dear: renewed,
    gone: { ...renewed, purchaseTriggers: ["another"] },
    fresh: renewed,
  });
  const day = await scene.up();
  expect(day.writes.toSorted()).toEqual(["create", "create", "renew", "start", "upgrade"]);
  await scene.unchanged();
}
