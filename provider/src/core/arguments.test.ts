import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  argumentOf,
  machineArguments,
  orderArguments,
  parseArguments,
  termArguments,
  UNKNOWN,
} from "./arguments";

const schema = z.strictObject({
  ...orderArguments,
  ...termArguments,
  ...machineArguments,
  name: z.string().min(1),
  deep: z.strictObject({ list: z.array(z.strictObject({ port: z.int().max(65_535) })) }).optional(),
});
const sound = { name: "web" };

describe("reading arguments", () => {
  it("returns those that are sound", () => {
    const given = {
      ...sound,
      months: 3,
      renewUntil: "2027-06-30",
      keepPaid: { whenDaysLeft: 7, months: 1 },
      timeouts: { create: "90s" },
      allowReinstall: "CentOS 7",
      tags: { team: "a" },
    };
    expect(parseArguments(schema, given)).toEqual({ wanted: given, unknown: new Set(), faults: [] });
  });

  it("takes undefined for not given", () => {
    expect(parseArguments(schema, { ...sound, months: undefined })).toEqual({
      wanted: sound,
      unknown: new Set(),
      faults: [],
    });
  });

  it("faults an output that turned out to have no value, wherever it stands, but for a trigger", () => {
    const given = {
      name: null,
      months: null,
      deep: { list: [null] },
      tags: { team: null },
      purchaseTriggers: [null],
      adopt: null,
    };
    const { wanted, faults } = parseArguments(schema, given);
    expect(faults.map(({ property }) => property)).toEqual([
      "name",
      "months",
      "deep.list[0]",
      "tags.team",
      "adopt",
    ]);
    expect(faults[0]?.reason).toContain(
      "is missing: the output that it comes from turned out to have no value",
    );
    expect(wanted).toEqual({ purchaseTriggers: [null] });
  });

  it("finds every fault, with its path", () => {
    const { wanted, faults } = parseArguments(schema, {
      name: "",
      months: "3",
      renewUntil: "2027-13-01",
      maxMonthlyPrice: 900,
      keepPaid: { whenDaysLeft: 0 },
      powerState: "on",
      deep: { list: [{ port: 80 }, { port: 70_000 }, { port: "x", more: 1 }] },
      timeouts: { create: "1 hour" },
      mounths: 3,
      tags: { team: "a" },
    });
    expect(Object.fromEntries(faults.map(({ property, reason }) => [property, reason]))).toEqual({
      name: "must not be empty",
      months: "must be a number",
      renewUntil: "is not a date such as 2027-06-30",
      maxMonthlyPrice: "must be a string",
      "keepPaid.whenDaysLeft": "must be at least 1",
      "keepPaid.months": "is required",
      powerState: 'must be one of "running", "stopped"',
      "deep.list[1].port": "must be at most 65535",
      "deep.list[2].port": "must be a number",
      "deep.list[2].more": "is not an argument of this resource",
      "timeouts.create": 'is not a duration such as "90s", "30m" or "2h"',
      mounths: "is not an argument of this resource; the nearest is months",
    });
    expect(wanted).toEqual({ tags: { team: "a" } });
    expect(new Set(faults.map(argumentOf))).toEqual(
      new Set([
        "name",
        "months",
        "renewUntil",
        "maxMonthlyPrice",
        "keepPaid",
        "powerState",
        "deep",
        "timeouts",
        "mounths",
      ]),
    );
  });

  it("never shows the value that is wrong", () => {
    const { faults } = parseArguments(schema, { ...sound, password: 12_345_678, adopt: "" });
    expect(JSON.stringify(faults)).not.toContain("12345678");
  });

  it("says of a fraction that it must be whole", () => {
    expect(parseArguments(schema, { ...sound, months: 1.5 }).faults).toEqual([
      { property: "months", reason: "must be a whole number" },
    ]);
  });
});

describe("values that are not known yet", () => {
  it("are found at any depth", () => {
    const nested = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.constant(UNKNOWN),
        fc.array(tie("node"), { minLength: 1, maxLength: 2 }),
        fc.record({ inner: tie("node") }),
      ),
    })).node;
    const hasUnknown = (value: unknown): boolean =>
      value === UNKNOWN ||
      (typeof value === "object" && value !== null && Object.values(value).some(hasUnknown));
    fc.assert(
      fc.property(nested, (value) => {
        expect(parseArguments(schema, { ...sound, purchaseTriggers: [value] }).unknown).toEqual(
          new Set(hasUnknown(value) ? ["purchaseTriggers"] : []),
        );
      }),
    );
  });

  it("are neither faults nor values, and hide no fault elsewhere", () => {
    const { wanted, unknown, faults } = parseArguments(schema, {
      name: UNKNOWN,
      deep: { list: [{ port: UNKNOWN }] },
      months: 0,
      powerState: "running",
    });
    expect(unknown).toEqual(new Set(["name", "deep"]));
    expect(faults).toEqual([{ property: "months", reason: "must be at least 1" }]);
    expect(wanted).toEqual({ powerState: "running" });
  });
});
