import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { zkeysPanel } from "../support/panels";
import { Scene, type Effect } from "../support/scene";
import { server } from "../support/stack";

const timeZone = "Asia/Shanghai";
const today = () => DateTime.now().setZone(timeZone);

/** A date that a purchase of today reaches with so many months and not with fewer, on whatever day of a month this runs. */
function inMonths(months: number): string {
  const day = today().plus({ months });
  return day.set({ day: Math.min(day.day, 28) }).toFormat("yyyy-MM-dd");
}

/** The date at which a service ends after these terms. */
function endAfter(startedAt: unknown, ...terms: number[]): string {
  const start = DateTime.fromISO(String(startedAt), { zone: timeZone });
  return terms.reduce((end, months) => end.plus({ months }), start).toFormat("yyyy-MM-dd");
}

/** `create 6`, `renew 1`, `upgrade`. */
const calls = ({ sent }: Effect): string[] =>
  sent.map(({ action, params }) => `${action} ${params.months ?? ""}`.trim());

/** A time as the panel writes it. */
const wallTime = (time: DateTime): string => time.setZone(timeZone).toFormat("yyyy-MM-dd HH:mm:ss");

describe("the term of a server", () => {
  test("buys and renews what `renewUntil` is missing, in the fewest calls, all of them shown", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({ web: { ...server, bandwidthMbps: 10, renewUntil: inMonths(7) } });
    const bought = await scene.up();
    const { outputs } = await scene.stack.resource("web");
    const { startedAt } = outputs;
    expect(outputs.expiresAt).toContain(endAfter(startedAt, 6, 1));
    expect(bought.text).toContain(
      `buy 6 months: CNY 5,160.00; then renew 1 month, paid until ${endAfter(startedAt, 6, 1)}: CNY 860.00; ` +
        "then upgrade 5 → 10 Mbps: CNY 50.00 more a month",
    );
    expect(calls(bought)).toEqual(["create 6", "renew 1", "upgrade"]);
    expect(scene.paid().slice(0, 2)).toEqual(["create 5160.00", "renew 860.00"]);
    await scene.unchanged();

    scene.declare({ web: { ...server, bandwidthMbps: 10, renewUntil: inMonths(12) } });
    const renewed = await scene.up();
    expect(renewed.text).toContain(
      `renew 3 months, paid until ${endAfter(startedAt, 6, 1, 3)}: CNY 2,730.00; ` +
        `then renew 2 months, paid until ${endAfter(startedAt, 6, 1, 3, 2)}: CNY 1,820.00`,
    );
    expect(calls(renewed)).toEqual(["renew 3", "renew 2"]);
    expect(scene.paid().slice(3)).toEqual(["renew 2730.00", "renew 1820.00"]);
    await scene.unchanged();

    scene.declare({ web: { ...server, bandwidthMbps: 10, renewUntil: inMonths(40) } });
    expect(await scene.refused()).toContain("renewUntil: a service on this line lives 3 years at most");
    // A date that is earlier than what is paid asks for nothing.
    scene.declare({ web: { ...server, bandwidthMbps: 10, renewUntil: inMonths(2) } });
    expect((await scene.up()).writes).toEqual([]);
  });

  test("counts each renewal from the end of the one before, where the last days of a month may be lost", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({ web: server });
    await scene.up();
    const august = today().plus({ years: 1 }).set({ month: 8, day: 31 }).startOf("day");
    scene.sandbox.panel.editService(await scene.idOf("web"), { end_time: wallTime(august) });
    await scene.refresh();
    // Six months on it is the end of February, and from there a month is not enough.
    const march = `${august.year + 1}-03-31`;
    scene.declare({ web: { ...server, renewUntil: march } });
    const renewed = await scene.up();
    expect(renewed.text).toMatch(
      /renew 6 months, paid until \d{4}-02-2[89]: .*; then renew 2 months, paid until \d{4}-04-2[89]/,
    );
    expect(calls(renewed)).toEqual(["renew 6", "renew 2"]);
    await scene.unchanged();
  });

  test("warns of a day that is over", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({ web: server });
    await scene.up();
    scene.declare({ web: { ...server, renewUntil: "2020-01-01" } });
    expect(await scene.preview()).toContain("`renewUntil` 2020-01-01 is over: it renews nothing");
    expect((await scene.up()).writes).toEqual([]);
  });

  test("keeps paid by one renewal that is long enough, only when few days are left", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const servers = {
      short: { ...server, keepPaid: { whenDaysLeft: 10, months: 3 } },
      long: { ...server, keepPaid: { whenDaysLeft: 100, months: 1 }, months: 6 },
      plain: { ...server, months: 3 },
    };
    scene.declare(servers);
    expect((await scene.up()).writes).toEqual(["create", "create", "create"]);
    const soon = today().plus({ days: 5, hours: 1 });
    for (const name of Object.keys(servers))
      scene.sandbox.panel.editService(await scene.idOf(name), { end_time: wallTime(soon) });
    await scene.refresh();
    const renewed = await scene.up();
    expect(renewed.text).toContain(
      `renew 3 months, paid until ${soon.plus({ months: 3 }).toFormat("yyyy-MM-dd")}: CNY 2,580.00`,
    );
    // Three months more are 97 days at the most: too few.
    expect(renewed.text).toContain(
      `renew 6 months, paid until ${soon.plus({ months: 6 }).toFormat("yyyy-MM-dd")}: CNY 5,160.00`,
    );
    expect(renewed.text).toContain(
      "expires in 5 days, and nothing will renew it: set `renewUntil` or `keepPaid`",
    );
    expect(renewed.sent.map(({ params }) => params.months).toSorted()).toEqual(["3", "6"]);
    expect(await scene.unchanged()).toContain("expires in 5 days, and nothing will renew it");

    scene.declare({
      ...servers,
      plain: { ...server, months: 6 },
      short: { ...servers.short, renewUntil: inMonths(9) },
    });
    expect(await scene.refused()).toMatch(/has a problem: keepPaid: excludes `renewUntil`/);
    scene.declare({ ...servers, plain: { ...server, months: 6 } });
    const edited = await scene.up();
    expect(edited.text).toContain(
      "`months` is the term of the purchase: editing it does nothing, use `renewUntil`",
    );
    expect(edited.writes).toEqual([]);
    await scene.unchanged();
  });

  test("keeps an expired server in state, does nothing for it but renewals, and gets it back by one", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({ web: server });
    await scene.up();
    const id = await scene.idOf("web");
    const ended = today().minus({ hours: 2 });
    scene.sandbox.panel.editService(id, { end_time: wallTime(ended) });
    expect(scene.sandbox.ledger().services).toMatchObject([{ orderStatus: "3" }]);
    await scene.refresh();
    expect(await scene.stack.resource("web")).toMatchObject({ id, outputs: { status: "expired" } });
    await scene.unchanged();

    scene.declare({ web: { ...server, bandwidthMbps: 10 } });
    expect(await scene.refused()).toContain(
      "bandwidthMbps: upgrade 5 → 10 Mbps: the service is expired; renew it first (`renewUntil`)",
    );

    scene.declare({ web: { ...server, bandwidthMbps: 10, renewUntil: endAfter(ended.toISO(), 1) } });
    const back = await scene.up();
    expect(back.text).toContain("renew 1 month, paid until");
    expect(back.writes).toEqual(["renew", "upgrade"]);
    expect(await scene.stack.resource("web")).toMatchObject({
      id,
      outputs: { status: "ready", bandwidthMbps: 10 },
    });
    await scene.unchanged();
  });

  test("holds the price limits: a month's for purchases and upgrades, a renewal's for renewals", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({ web: { ...server, bandwidthMbps: 10, maxMonthlyPrice: "900.00" } });
    expect(await scene.refused()).toContain(
      "maxMonthlyPrice: a month would cost CNY 910.00, more than 900.00",
    );
    scene.declare({ web: { ...server, maxMonthlyPrice: "900.00" } });
    await scene.up();
    scene.declare({ web: { ...server, bandwidthMbps: 10, maxMonthlyPrice: "900.00" } });
    expect(await scene.refused()).toContain(
      "maxMonthlyPrice: a month would cost CNY 910.00, more than 900.00",
    );

    scene.sandbox.panel.editProduct(server.product, { price: "1000.00" });
    scene.declare({ web: { ...server, maxMonthlyPrice: "900.00" } });
    await scene.unchanged();
    scene.declare({
      web: { ...server, maxMonthlyPrice: "900.00", maxRenewalPrice: "950.00", renewUntil: inMonths(2) },
    });
    expect(await scene.refused()).toMatch(
      /maxRenewalPrice: renew 1 month, paid until [\d-]+ would cost CNY 1,000\.00, more than 950\.00 a month/,
    );
    scene.declare({
      web: { ...server, maxMonthlyPrice: "900.00", maxRenewalPrice: "1000.00", renewUntil: inMonths(2) },
    });
    expect((await scene.up()).writes).toEqual(["renew"]);
    expect(scene.paid()).toEqual(["create 860.00", "renew 1000.00"]);
    await scene.unchanged();
  });

  test("renews at the price that staff fixed, and says when an upgrade may end it", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({ web: server });
    await scene.up();
    // Only the reply to a purchase tells it, and the sandbox cannot be told beforehand: as if it had.
    scene.sandbox.panel.editService(await scene.idOf("web"), {
      renew_price_setting: "1",
      renew_price: "700.00",
    });
    await scene.editOutputs("web", { renewPriceSetting: "monthly", renewPrice: "700.00" });
    scene.declare({
      web: { ...server, renewUntil: inMonths(3), maxRenewalPrice: "700.00", bandwidthMbps: 10 },
    });
    const { text, writes } = await scene.up();
    expect(text).toMatch(/renew 2 months, paid until [\d-]+: CNY 1,400\.00/);
    expect(text).toContain("an upgrade may end the fixed renewal price of this server");
    expect(writes).toEqual(["renew", "upgrade"]);
    expect(scene.paid()[1]).toBe("renew 1400.00");
    await scene.unchanged();
  });
});
