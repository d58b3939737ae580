import { describe, expect, it } from "vitest";
import { runSettings, strictest, type RunSettings } from "./run-settings";

type Given = Readonly<Record<string, unknown>>;

function joined(environment: Given, config: Given): RunSettings {
  const place = (values: Given) => ({
    settings: runSettings.parse(values),
    given: new Set(Object.keys(values)),
  });
  return strictest([place(environment), place(config)]);
}

/** What comes of two places, whichever of them says which. */
function bothWays(one: Given, other: Given): [RunSettings, RunSettings] {
  return [joined(one, other), joined(other, one)];
}

describe("a brake that two places set", () => {
  it.each<[string, Given, Given, Partial<RunSettings>]>([
    ["allowSpending", { allowSpending: false }, { allowSpending: true }, { allowSpending: false }],
    [
      "allowSteps",
      { allowSteps: ["renew", "power"] },
      { allowSteps: ["buy", "renew"] },
      { allowSteps: ["renew"] },
    ],
    [
      "allowSteps without anything in common",
      { allowSteps: ["renew"] },
      { allowSteps: ["buy"] },
      { allowSteps: [] },
    ],
    ["maxUnavailable", { maxUnavailable: 1 }, { maxUnavailable: 9 }, { maxUnavailable: 1 }],
    ["quarantineMinutes", { quarantineMinutes: 30 }, { quarantineMinutes: 0 }, { quarantineMinutes: 30 }],
    ["claimHours", { claimHours: 24 }, { claimHours: 8_000 }, { claimHours: 24 }],
    ["onDelete", { onDelete: "refuse" }, { onDelete: "refund" }, { onDelete: "refuse" }],
    ["onDelete", { onDelete: "keep" }, { onDelete: "refundOrKeep" }, { onDelete: "keep" }],
  ])("is the stricter: %s", (_key, one, other, expected) => {
    for (const settings of bothWays(one, other)) expect(settings).toMatchObject(expected);
  });

  it.each<[keyof RunSettings, Given, Given, readonly unknown[]]>([
    ["keep", { keep: ["1", "2"] }, { keep: ["2", "3"] }, ["1", "2", "3"]],
    ["maxSpendPerRun", { maxSpendPerRun: "900" }, { maxSpendPerRun: { CNY: "5" } }, ["900", { CNY: "5" }]],
    ["approved", { approved: "a.json" }, { approved: "b.json" }, ["a.json", "b.json"]],
    ["planFile", { planFile: "a" }, { planFile: "b" }, ["a", "b"]],
  ])("holds twice: %s", (key, one, other, expected) => {
    for (const settings of bothWays(one, other)) {
      expect(settings[key]).toHaveLength(expected.length);
      expect(settings[key]).toEqual(expect.arrayContaining([...expected]));
    }
  });

  it("is as the only place says that sets it, and as ever where none does", () => {
    expect(joined({ allowSpending: false }, {})).toMatchObject({ allowSpending: false, maxUnavailable: 1 });
    expect(joined({}, { maxUnavailable: 7, allowSteps: ["buy"] })).toMatchObject({
      maxUnavailable: 7,
      allowSteps: ["buy"],
    });
    expect(joined({}, {})).toEqual(runSettings.parse({}));
  });
});

describe("reseller:acceptUnpublished", () => {
  it("is for the limit that stands beside it, and lifts no other", () => {
    const limited = { maxSpendPerRun: "900" };
    const accepting = { acceptUnpublished: true };
    expect(joined({ ...limited, ...accepting }, {})).toMatchObject(accepting);
    expect(joined({ ...limited, ...accepting }, { ...limited, ...accepting })).toMatchObject(accepting);
    for (const settings of [
      joined(limited, accepting),
      joined(limited, { ...limited, ...accepting }),
      joined({ acceptUnpublished: false }, { ...limited, ...accepting }),
    ])
      expect(settings).toMatchObject({ acceptUnpublished: false });
  });
});

it("of everything else the last place counts", () => {
  expect(joined({ pollSeconds: 1, settleSeconds: 2 }, { pollSeconds: 3 })).toMatchObject({
    pollSeconds: 3,
    settleSeconds: 2,
  });
});
