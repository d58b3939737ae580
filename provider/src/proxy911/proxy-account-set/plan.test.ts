import { describe, expect, it } from "vitest";
import type { ProxyAccountSetArguments } from "./arguments";
import {
  planCollection,
  wordsOf,
  type CollectionInput,
  type CollectionPlan,
} from "../../core/collection/plan";
import { emptyState, type CollectionState } from "../../core/collection/state";
import type { ProxyAccountObserved } from "../proxy-account/observed";
import { proxyAccountSet } from "./proxy-account-set";
import { Proxy911Session } from "../session";
import { sentBy } from "../../../test-support/recorded-calls";

const now = new Date("2026-01-01T00:00:00Z");
const productType = "dynamicResidentialTraffic";

const row = (username: string, more: Partial<ProxyAccountObserved> = {}): ProxyAccountObserved => ({
  serviceId: username,
  status: "ready",
  username,
  password: "first111",
  productType,
  remark: "",
  trafficLimitGb: 0,
  enabled: true,
  usageKb: 0,
  usageGb: "0",
  ...more,
});
const rows = (...all: (string | ProxyAccountObserved)[]): Map<string, ProxyAccountObserved> =>
  new Map(all.map((one) => (typeof one === "string" ? row(one) : one)).map((one) => [one.username, one]));

const plan = (
  more: Partial<ProxyAccountSetArguments>,
  state: Partial<CollectionState> = {},
  listed?: CollectionInput["listed"],
): CollectionPlan => {
  const wanted: Partial<ProxyAccountSetArguments> = { productType, ...more };
  return planCollection(proxyAccountSet, { wanted, state: { ...emptyState, ...state }, listed, now });
};
const added = ({ additions }: CollectionPlan): string[] => additions.map(({ name }) => name);
const deleted = ({ deletions }: CollectionPlan): (string | undefined)[] =>
  deletions.map(({ step }) => step.target);

describe("a numbered set", () => {
  it("begins with 1, and goes on behind every number that was ever used", () => {
    expect(added(plan({ usernamePrefix: "u", count: 2 }))).toEqual(["u1", "u2"]);
    const lastNumbers = new Map([["u", 7]]);
    expect(added(plan({ usernamePrefix: "u", count: 2 }, { members: rows("u3"), lastNumbers }))).toEqual([
      "u8",
    ]);
    const deleting = new Map([["u9", now.toISOString()]]);
    expect(added(plan({ usernamePrefix: "u", count: 1 }, { deleting, lastNumbers }))).toEqual(["u10"]);
    expect(added(plan({ usernamePrefix: "u", count: 1 }, { lastNumbers }, rows("u20", "ux", "v30")))).toEqual(
      ["u21"],
    );
    expect(added(plan({ usernamePrefix: "v", count: 1 }, { lastNumbers }))).toEqual(["v1"]);
  });

  it("deletes the highest numbers first, in their order", () => {
    const members = rows("u1", "u10", "u11", "u2", "u9");
    expect(deleted(plan({ usernamePrefix: "u", count: 2 }, { members }))).toEqual(["u9", "u10", "u11"]);
    expect(deleted(plan({ usernamePrefix: "u", count: 5 }, { members }))).toEqual([]);
  });

  it("of another prefix is a new one", () => {
    const changed = plan({ usernamePrefix: "v", count: 2 }, { members: rows("u1", "u2") });
    expect([added(changed), deleted(changed)]).toEqual([
      ["v1", "v2"],
      ["u1", "u2"],
    ]);
  });
});

describe("named accounts", () => {
  it("have the values of the set where they have none of their own", async () => {
    const accounts = { a: {}, b: { trafficLimitGb: 7, remark: "", enabled: false } };
    const { changes } = plan({ accounts, trafficLimitGb: 5, remark: "all" }, { members: rows("a", "b") });
    const sent = changes.flatMap(({ name, steps }) =>
      steps.map((step) => sentBy(step, row(name), Proxy911Session)),
    );
    expect((await Promise.all(sent)).flat()).toEqual([
      ["changeLimit", "a", 5],
      ["changeRemark", "a", "all"],
      ["changeLimit", "b", 7],
      ["disable", "b"],
    ]);
  });

  it("are left alone where nothing is asked for", () => {
    const a = row("a", { remark: "x", trafficLimitGb: 3, enabled: false });
    expect(plan({ accounts: { a: {} } }, { members: rows(a) }).steps).toEqual([]);
  });

  it("are not added under a name that somebody has, or that is being deleted", () => {
    const deleting = new Map([
      ["b", "2025-12-31T23:58:00Z"],
      ["c", "2025-12-31T23:00:00Z"],
    ]);
    const accounts = { a: {}, b: {}, c: {} };
    expect([...plan({ accounts }, { deleting }).blocked.keys()]).toEqual(["b"]);
    const looked = plan({ accounts }, { deleting }, rows("a", "c"));
    expect([...looked.blocked.keys()]).toEqual(["a", "c"]);
    expect(looked.blocked.get("c")).toContain("still being deleted, which takes about five minutes");
    expect(added(looked)).toEqual(["b"]);
  });
});

it("says nothing of a plan that does nothing", () => {
  expect(wordsOf(proxyAccountSet, plan({ accounts: {} }))).toBe("");
});

it("limits deletions to 20 by default, and not additions", () => {
  const members = rows(...Array.from({ length: 21 }, (_, index) => `a${index}`));
  expect(plan({ accounts: { a0: {} } }, { members }).faults).toEqual([]);
  expect(plan({ accounts: {} }, { members }).faults).toMatchObject([{ property: "maxDeletes" }]);
  expect(plan({ accounts: {}, maxDeletes: 21 }, { members }).faults).toEqual([]);
});
