import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dateOf,
  daysLeft,
  expiryAfter,
  monthsUntil,
  planPurchaseTerm,
  planRenewal,
  termsFor,
  type TermOffer,
} from "./term";

const timeZone = "Asia/Shanghai";
const offer: TermOffer = { months: [1, 3, 6, 12], timeZone };
const now = new Date("2026-03-01T12:00:00.000Z");

const someOffer = fc
  .uniqueArray(fc.integer({ min: 1, max: 36 }), { minLength: 1, maxLength: 5 })
  .map((months) => months.sort((a, b) => a - b));
const instant = fc
  .date({ min: new Date("2024-01-01"), max: new Date("2030-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString());
const calls = (plan: ReturnType<typeof planRenewal>) => {
  if ("reason" in plan) throw new Error(plan.reason);
  return plan.calls;
};
const after = (from: string, months: readonly number[]) =>
  months.reduce((end, one) => expiryAfter(end, one, timeZone), from);

describe("months until a date", () => {
  it("are counted on the vendor's wall, through the day itself", () => {
    // Already the 30th in Shanghai.
    expect(monthsUntil("2027-05-29T16:30:00.000Z", "2027-06-30", timeZone)).toBe(1);
    // Still the 29th there.
    expect(monthsUntil("2027-05-29T15:30:00.000Z", "2027-06-30", timeZone)).toBe(2);
    expect(monthsUntil("2027-06-30T00:00:00.000+08:00", "2027-06-30", timeZone)).toBe(0);
  });

  it("are the fewest that are enough", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 3_000 }), (from, days) => {
        const until = dateOf(new Date(Date.parse(from) + days * 86_400_000).toISOString(), timeZone);
        const months = monthsUntil(from, until, timeZone);
        expect(dateOf(expiryAfter(from, months, timeZone), timeZone) >= until).toBe(true);
        if (months > 0) expect(dateOf(expiryAfter(from, months - 1, timeZone), timeZone) < until).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the calls of a term", () => {
  it("are the fewest that give the smallest sum that is enough", () => {
    expect(termsFor(7, [1, 3, 6, 12])).toEqual([6, 1]);
    expect(termsFor(11, [1, 3, 6, 12])).toEqual([6, 3, 1, 1]);
    expect(termsFor(2, [3, 6])).toEqual([3]);
    expect(termsFor(8, [1, 4, 5])).toEqual([4, 4]);
    expect(termsFor(5, [])).toBeUndefined();
    expect(termsFor(121, [12])).toBeUndefined();
  });

  it("are on offer, reach the months, and no shorter sum on offer does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), someOffer, (months, offered) => {
        const found = termsFor(months, offered) ?? [];
        const total = found.reduce((left, right) => left + right, 0);
        expect(found.every((term) => offered.includes(term))).toBe(true);
        expect(total).toBeGreaterThanOrEqual(months);
        const reachable = new Set([0]);
        for (let sum = 1; sum < total; sum += 1)
          if (offered.some((term) => reachable.has(sum - term))) reachable.add(sum);
        expect([...reachable].every((sum) => sum < months || sum === total)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the term of a purchase", () => {
  it("is one month, or what is asked for", () => {
    expect(planPurchaseTerm({}, offer, now)).toEqual({ calls: [1] });
    expect(planPurchaseTerm({ months: 6 }, offer, now)).toEqual({ calls: [6] });
  });

  it("is one that the line sells", () => {
    expect(planPurchaseTerm({ months: 2 }, offer, now)).toEqual({
      property: "months",
      reason: "2 months is not sold: the terms on offer are 1, 3, 6, 12 months",
    });
    expect(planPurchaseTerm({}, { ...offer, months: [3, 6] }, now)).toMatchObject({ property: "months" });
  });

  it("reaches renewUntil, in the fewest calls, when that is longer than months", () => {
    expect(planPurchaseTerm({ renewUntil: "2026-09-30" }, offer, now)).toEqual({ calls: [6, 1] });
    expect(planPurchaseTerm({ months: 12, renewUntil: "2026-09-30" }, offer, now)).toEqual({ calls: [12] });
    expect(planPurchaseTerm({ months: 1, renewUntil: "2026-03-15" }, offer, now)).toEqual({ calls: [1] });
  });

  it("reaches renewUntil also where the line does not sell single months", () => {
    expect(planPurchaseTerm({ renewUntil: "2026-04-30" }, { ...offer, months: [3, 6] }, now)).toEqual({
      calls: [3],
    });
    expect(planPurchaseTerm({ renewUntil: "2020-01-01" }, { ...offer, months: [3, 6] }, now)).toEqual({
      calls: [3],
    });
  });

  it("is enough for keepPaid, which would otherwise renew at once", () => {
    const plan = planPurchaseTerm({ keepPaid: { whenDaysLeft: 60, months: 3 } }, offer, now);
    expect(plan).toEqual({ calls: [1, 3] });
  });

  it("never outlives what the line allows", () => {
    expect(planPurchaseTerm({ renewUntil: "2029-01-01" }, { ...offer, lifeYears: 2 }, now)).toEqual({
      property: "renewUntil",
      reason: "a service on this line lives 2 years at most",
    });
    expect(planPurchaseTerm({ renewUntil: "2040-01-01" }, offer, now)).toMatchObject({
      property: "renewUntil",
    });
  });

  it("is refused exactly when its end lies behind that of the longest life, whatever the day of the month", () => {
    fc.assert(
      fc.property(
        instant,
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 9 }),
        (from, months, lifeYears) => {
          const plan = planPurchaseTerm(
            { months },
            { months: [months], lifeYears, timeZone },
            new Date(from),
          );
          const last = Date.parse(expiryAfter(from, lifeYears * 12, timeZone));
          expect("calls" in plan).toBe(Date.parse(expiryAfter(from, months, timeZone)) <= last);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("reaches the date, whatever is on offer", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 1_500 }), someOffer, (from, days, months) => {
        const until = dateOf(new Date(Date.parse(from) + days * 86_400_000).toISOString(), timeZone);
        const plan = planPurchaseTerm(
          { months: months[0], renewUntil: until },
          { months, timeZone },
          new Date(from),
        );
        if ("reason" in plan) return;
        expect(dateOf(after(from, plan.calls), timeZone) >= until).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe("renewals", () => {
  const paid = { startedAt: "2026-01-31T10:00:00.000+08:00", expiresAt: "2026-03-31T10:00:00.000+08:00" };

  it("are none without a wish, whatever the time", () => {
    fc.assert(
      fc.property(instant, instant, (expiresAt, today) => {
        expect(
          planRenewal({ months: 12 }, offer, { startedAt: expiresAt, expiresAt }, new Date(today)),
        ).toEqual({ calls: [] });
      }),
      { numRuns: 40 },
    );
  });

  it("are the months that renewUntil lacks, and none once it is met", () => {
    expect(planRenewal({ renewUntil: "2026-10-30" }, offer, paid, now)).toEqual({ calls: [6, 1] });
    // Half a year from 31 March ends on 30 September, so that the last day of October takes a month more.
    expect(planRenewal({ renewUntil: "2026-10-31" }, offer, paid, now)).toEqual({ calls: [6, 1, 1] });
    expect(planRenewal({ renewUntil: "2026-03-31" }, offer, paid, now)).toEqual({ calls: [] });
    expect(planRenewal({ renewUntil: "2020-01-01" }, offer, paid, now)).toEqual({ calls: [] });
  });

  it("reach the date in the end, and are then none: also over months of different lengths", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 1_500 }), someOffer, (expiresAt, days, months) => {
        const until = dateOf(new Date(Date.parse(expiresAt) + days * 86_400_000).toISOString(), timeZone);
        const plan = planRenewal(
          { renewUntil: until },
          { months, timeZone },
          { startedAt: expiresAt, expiresAt },
          now,
        );
        if ("reason" in plan) return;
        const end = after(expiresAt, plan.calls);
        expect(
          calls(
            planRenewal(
              { renewUntil: until },
              { months, timeZone },
              { startedAt: expiresAt, expiresAt: end },
              now,
            ),
          ),
        ).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("never take more after some of the calls than was planned", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 1_500 }), (expiresAt, days) => {
        const until = dateOf(new Date(Date.parse(expiresAt) + days * 86_400_000).toISOString(), timeZone);
        const plan = calls(
          planRenewal({ renewUntil: until }, offer, { startedAt: expiresAt, expiresAt }, now),
        );
        const total = plan.reduce((left, right) => left + right, 0);
        let done = 0;
        let end = expiresAt;
        for (let round = 0; round < 20; round += 1) {
          const [next] = calls(
            planRenewal({ renewUntil: until }, offer, { startedAt: expiresAt, expiresAt: end }, now),
          );
          if (next === undefined) break;
          done += next;
          end = expiryAfter(end, next, timeZone);
        }
        expect(done).toBeLessThanOrEqual(total);
      }),
      { numRuns: 40 },
    );
  });

  it("of keepPaid are one call, only when too few days are left", () => {
    const keepPaid = { whenDaysLeft: 30, months: 1 };
    expect(daysLeft(paid.expiresAt, now)).toBe(29);
    expect(planRenewal({ keepPaid }, offer, paid, now)).toEqual({ calls: [1] });
    expect(planRenewal({ keepPaid: { ...keepPaid, whenDaysLeft: 29 } }, offer, paid, now)).toEqual({
      calls: [],
    });
    expect(planRenewal({ keepPaid: { whenDaysLeft: 200, months: 1 } }, offer, paid, now)).toEqual({
      calls: [6],
    });
    expect(planRenewal({ keepPaid }, { ...offer, months: [12, 6, 1] }, paid, now)).toEqual({ calls: [1] });
    expect(
      planRenewal({ keepPaid: { whenDaysLeft: 366, months: 1 } }, { ...offer, months: [1] }, paid, now),
    ).toMatchObject({ property: "keepPaid" });
  });

  it("stay within the life of a service", () => {
    expect(planRenewal({ renewUntil: "2029-03-31" }, { ...offer, lifeYears: 3 }, paid, now)).toMatchObject({
      property: "renewUntil",
    });
    expect(planRenewal({ renewUntil: "2027-03-31" }, { ...offer, lifeYears: 3 }, paid, now)).toEqual({
      calls: [12],
    });
  });
});
