import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aLine, anObserved, degraded, upgraded } from "../../../test-support/zkeys-samples";
import { disagreements, planSizes, sizeWords } from "./size-plan";

const line = aLine();
/** 20 Mbps with the model, 10 + 10 + 5 more. */
const grown = anObserved({
  upgrade: [upgraded("bandwidth", 10), upgraded("bandwidth", 10), upgraded("bandwidth", 5)],
});
const reasons = (plan: ReturnType<typeof planSizes>) =>
  plan.faults.map(({ property, reason }) => `${property}: ${reason}`);

describe("more", () => {
  it("is one upgrade with the increments", () => {
    expect(planSizes(grown, { bandwidthMbps: 60, defenseGbps: 10, ipCount: 9 }, line)).toMatchObject({
      up: { bandwidthMbps: 15, defenseGbps: 5, ipCount: 8 },
      down: [],
      cancels: [],
      faults: [],
    });
  });

  it("is nothing for what is there already, or is not mentioned", () => {
    expect(planSizes(grown, {}, line)).toMatchObject({
      up: {},
      down: [],
      cancels: [],
      faults: [],
      after: { bandwidthMbps: 45 },
    });
    expect(planSizes(grown, { bandwidthMbps: 45, defenseGbps: 5, ipCount: 1 }, line)).toMatchObject({
      up: {},
      down: [],
      faults: [],
    });
  });

  it.each([
    [{ bandwidthMbps: 101 }, {}, "bandwidthMbps: is at most 100 Mbps on this line"],
    [{ defenseGbps: 55 }, {}, "defenseGbps: is at most 50 Gbps defense on this line"],
    [{ defenseGbps: 12 }, {}, "defenseGbps: goes in steps of 5 Gbps defense: 10 or 15, not 12"],
    [{ defenseGbps: 10 }, { defense_status: "0" }, "defenseGbps: the line sells no defense"],
    [
      { ipCount: 5 },
      {},
      "ipCount: addresses are added 1, 8 at a time: from 1 the totals 2, 9 can be reached, not 5",
    ],
    [
      { bandwidthMbps: 50 },
      { upgrade_status: "0" },
      "bandwidthMbps: the line Hangzhou BGP sells no upgrades",
    ],
  ])("is refused beyond what the line sells: %j on %j", (wanted, change, reason) => {
    expect(reasons(planSizes(grown, wanted, aLine(change)))).toEqual([reason]);
  });

  it("is all refused together, and nothing of it is planned", () => {
    const plan = planSizes(grown, { bandwidthMbps: 101, defenseGbps: 12, ipCount: 5 }, line);
    expect(plan.faults.map(({ property }) => property)).toEqual(["bandwidthMbps", "defenseGbps", "ipCount"]);
    expect(plan).toMatchObject({ up: {}, down: [], cancels: [] });
  });
});

describe("the ratio of bandwidth to addresses", () => {
  it("is held against the totals afterwards", () => {
    expect(reasons(planSizes(anObserved(), { ipCount: 9 }, aLine({ ip_bandwidth_rate: "2.5" })))).toEqual([
      "ipCount: 9 IPs need at least 23 Mbps on this line (2.5 Mbps each), not 20",
    ]);
    expect(
      planSizes(anObserved(), { ipCount: 9, bandwidthMbps: 23 }, aLine({ ip_bandwidth_rate: "2.5" })).faults,
    ).toEqual([]);
  });

  it("is no rule where it is 0, and is not asked of what does not change", () => {
    expect(planSizes(anObserved(), { ipCount: 9 }, aLine({ ip_bandwidth_rate: "0" })).faults).toEqual([]);
    expect(planSizes(anObserved(), { ipCount: 1 }, aLine({ ip_bandwidth_rate: "50" })).faults).toEqual([]);
  });

  it("holds for what goes down and up together", () => {
    const many = anObserved({
      upgrade: [upgraded("bandwidth", 20), upgraded("ip", 8, { value: "10.0.0.8-15" })],
    });
    expect(reasons(planSizes(many, { bandwidthMbps: 20 }, aLine({ ip_bandwidth_rate: "4" })))[0]).toContain(
      "9 IPs need at least 36 Mbps",
    );
    expect(
      planSizes(many, { bandwidthMbps: 20, ipCount: 1 }, aLine({ ip_bandwidth_rate: "4" })).faults,
    ).toEqual([]);
  });
});

describe("less", () => {
  it("goes by whole upgrade records, in the fewest", () => {
    expect(planSizes(grown, { bandwidthMbps: 35 }, line).down.map(({ amount }) => amount)).toEqual([10]);
    expect(
      planSizes(grown, { bandwidthMbps: 30 }, line)
        .down.map(({ amount }) => amount)
        .sort(),
    ).toEqual([10, 5]);
    expect(planSizes(grown, { bandwidthMbps: 20 }, line).down).toHaveLength(3);
  });

  it("names the totals that can be reached where records do not fit", () => {
    expect(reasons(planSizes(grown, { bandwidthMbps: 38 }, line))).toEqual([
      "bandwidthMbps: goes down by whole upgrades only: from 45 the totals 20, 25, 30, 35, 40 can be reached, not 38",
    ]);
  });

  it("agrees with trying all sets of records", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 60 }),
        (amounts, decrease) => {
          const observed = anObserved({ upgrade: amounts.map((amount) => upgraded("bandwidth", amount)) });
          const total = observed.bandwidthMbps;
          fc.pre(total - decrease >= 20);
          const plan = planSizes(
            observed,
            { bandwidthMbps: total - decrease },
            aLine({ bandwidth_max_size: "1000" }),
          );
          const sets = amounts.reduce<number[][]>(
            (all, amount) => [...all, ...all.map((set) => [...set, amount])],
            [[]],
          );
          const fitting = sets
            .filter((set) => set.reduce((left, right) => left + right, 0) === decrease)
            .map((set) => set.length);
          if (fitting.length === 0) expect(plan.faults).toHaveLength(1);
          else expect(plan.down).toHaveLength(Math.min(...fitting));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("never goes below what came with the model", () => {
    expect(reasons(planSizes(grown, { bandwidthMbps: 15 }, line))).toEqual([
      "bandwidthMbps: cannot be less than the 20 Mbps that came with the model",
    ]);
  });

  it("names the addresses that would go", () => {
    const addressed = anObserved({
      upgrade: [upgraded("ip", 8, { value: "10.0.0.8-15" })],
      bandwidth: "100",
    });
    expect(planSizes(addressed, { ipCount: 1 }, line).down).toMatchObject([
      { amount: 8, value: "10.0.0.8-15" },
    ]);
    expect(reasons(planSizes(addressed, { ipCount: 5 }, line))[0]).toContain(
      "the totals 1 can be reached, not 5 (what goes is 10.0.0.8-15)",
    );
  });

  it("is refused where the line books none, or the catalogue cannot be had", () => {
    expect(
      reasons(planSizes(grown, { bandwidthMbps: 35 }, aLine({ reservation_degrade_status: "0" })))[0],
    ).toContain("books no decreases");
    expect(reasons(planSizes(grown, { bandwidthMbps: 35, defenseGbps: 10 }, undefined))).toHaveLength(2);
  });
});

describe("a decrease that is booked", () => {
  const booked = anObserved({
    upgrade: [upgraded("bandwidth", 10), upgraded("bandwidth", 10), upgraded("bandwidth", 5)],
    degrades: [degraded("bandwidth", 10)],
  });

  it("is no further difference", () => {
    expect(planSizes(booked, { bandwidthMbps: 35 }, line)).toMatchObject({
      cancels: [],
      up: {},
      down: [],
      faults: [],
    });
    expect(planSizes(booked, {}, line)).toMatchObject({ cancels: [], after: { bandwidthMbps: 35 } });
  });

  it("is withdrawn when the size is to stay, or to grow", () => {
    expect(planSizes(booked, { bandwidthMbps: 45 }, line)).toMatchObject({
      cancels: [{ id: "910" }],
      up: {},
      down: [],
    });
    expect(planSizes(booked, { bandwidthMbps: 50 }, line)).toMatchObject({
      cancels: [{ id: "910" }],
      up: { bandwidthMbps: 5 },
    });
  });

  it("stays when more is to go, and is withdrawn for another one", () => {
    expect(planSizes(booked, { bandwidthMbps: 25 }, line)).toMatchObject({
      cancels: [],
      down: [{ amount: 10 }],
    });
    expect(planSizes(booked, { bandwidthMbps: 40 }, line)).toMatchObject({
      cancels: [{ id: "910" }],
      down: [{ amount: 5 }],
    });
  });

  it("is not withdrawn when the new wish cannot be met", () => {
    expect(planSizes(booked, { bandwidthMbps: 43 }, line)).toMatchObject({ cancels: [], up: {}, down: [] });
    expect(planSizes(booked, { bandwidthMbps: 45, defenseGbps: 12 }, line)).toMatchObject({ cancels: [] });
  });

  it("that is done or cancelled counts for nothing", () => {
    const over = anObserved({
      upgrade: [upgraded("bandwidth", 10)],
      degrades: [degraded("bandwidth", 10, { status: "-1" }), degraded("bandwidth", 10, { status: "1" })],
    });
    expect(planSizes(over, { bandwidthMbps: 30 }, line)).toMatchObject({ cancels: [], up: {}, down: [] });
  });
});

describe("the panel's record against ours", () => {
  const seen = anObserved({ upgrade: [upgraded("bandwidth", 10, { order_no_api: "77" })] });
  const ours = [{ orderNo: "77", bandwidthMbps: 10 }];

  it("agrees when nothing has changed", () => {
    expect(disagreements(seen, seen, ours)).toEqual([]);
    expect(disagreements(seen, undefined, [])).toEqual([]);
  });

  it("disagrees when a total is another one, and names the figures", () => {
    expect(disagreements(anObserved(), seen, [])).toEqual(["bandwidthMbps was 30 and is 20 in the panel"]);
  });

  it("disagrees when an upgrade of ours is not there", () => {
    expect(disagreements(anObserved(), undefined, ours)[0]).toContain(
      "order 77 added 10 Mbps, but the panel's record (20 in all) does not have it",
    );
  });

  it("finds an upgrade of ours also without its number, and one that has gone as it was booked to", () => {
    expect(disagreements(anObserved({ upgrade: [upgraded("bandwidth", 10)] }), undefined, ours)).toEqual([]);
    expect(
      disagreements(anObserved({ degrades: [degraded("bandwidth", 10, { status: "1" })] }), undefined, ours),
    ).toEqual([]);
  });

  it("agrees when a scheduled decrease was carried out", () => {
    const before = anObserved({
      upgrade: [upgraded("bandwidth", 10)],
      degrades: [degraded("bandwidth", 10)],
    });
    expect(
      disagreements(anObserved({ degrades: [degraded("bandwidth", 10, { status: "1" })] }), before, []),
    ).toEqual([]);
  });

  it("disagrees with a booked decrease that starts from elsewhere", () => {
    const odd = anObserved({
      upgrade: [upgraded("bandwidth", 10)],
      degrades: [degraded("bandwidth", 10, { old_value: "50", new_value: "40" })],
    });
    expect(disagreements(odd, odd, [])[0]).toContain(
      "the booked decrease 910 starts from 50 Mbps, the panel's record from 30",
    );
  });
});

describe("the words of a size", () => {
  it("have its unit", () => {
    expect([sizeWords("bandwidthMbps", 10), sizeWords("defenseGbps", 5), sizeWords("ipCount", "8")]).toEqual([
      "10 Mbps",
      "5 Gbps defense",
      "8 IPs",
    ]);
  });
});
