import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createServiceSchema } from "../api/wire-service";
import { baremetalServer } from "./baremetal-server";
import type { Account } from "../../core/account";
import { Progress } from "../../core/flow/progress";
import { blankRecord } from "../../core/flow/resource";
import { baremetalServerObserved, observe } from "./observed";
import { anObserved, degraded, upgraded } from "../../../test-support/zkeys-samples";

const timeZone = "Asia/Shanghai";

describe("the status of a server", () => {
  it.each([
    ["ready", { order_status: "1", run_status: "1" }],
    ["stopped", { order_status: "1", run_status: "-1" }],
    ["locked", { order_status: "1", run_status: "-2" }],
    ["locked", { order_status: "1", run_status: "1", lock_status: "1" }],
    ["opening", { order_status: "0" }],
    ["expired", { order_status: "3", run_status: "1" }],
    ["deleted", { order_status: "-2" }],
    ["opening", { order_status: "99" }],
  ])("is %s for %j", (status, change) => {
    expect(anObserved(change).status).toBe(status);
  });

  it.each([
    [undefined, {}],
    ["reinstalling", { act_status: "2" }],
    ["starting up", { act_status: "5" }],
    ["being pushed to another account", { push_status: "1" }],
    ["an operation that is not documented (act_status 42)", { act_status: "42" }],
  ])("is busy with %s for %j", (busyWith, change) => {
    expect(anObserved(change).busyWith).toBe(busyWith);
  });
});

describe("the sizes of a server", () => {
  it("are what came with the model and the upgrades in effect", () => {
    const observed = anObserved({
      upgrade: [
        upgraded("bandwidth", 10),
        upgraded("bandwidth", 5, { status: "0" }),
        upgraded("defense", 5),
        upgraded("ipnum", 8, { value: "10.0.0.8-15" }),
      ],
    });
    expect(observed).toMatchObject({
      bandwidthMbps: 30,
      defenseGbps: 10,
      ipCount: 9,
      included: { bandwidthMbps: 20, defenseGbps: 5, ipCount: 1 },
    });
    expect(observed.addedRanges).toEqual(["10.0.0.8-15"]);
  });

  it("have what is scheduled beside them: the totals afterwards, and when", () => {
    const observed = anObserved({
      upgrade: [upgraded("bandwidth", 10), upgraded("bandwidth", 5)],
      degrades: [degraded("bandwidth", 10), degraded("bandwidth", 5, { status: "-1" })],
    });
    expect(observed.bandwidthMbps).toBe(35);
    expect(observed.scheduledChange).toEqual({ bandwidthMbps: 25, at: "2026-06-01T00:00:00+08:00" });
    expect(anObserved().scheduledChange).toBeUndefined();
  });

  it.each([
    ["10.0.0.8-15", 8],
    ["10.0.0.8,10.0.0.9", 2],
    ["10.0.0.8", 1],
    ["8", 8],
  ])("count the addresses that a booked decrease names as %s", (value, amount) => {
    const [booked] = anObserved({ degrades: [degraded("ip", 8, { value })] }).downgrades;
    expect(booked?.amount).toBe(amount);
  });
});

describe("the addresses of a server", () => {
  it("are those that the machine can use, the main one first of all", () => {
    const observed = anObserved({
      ip: [
        { ip: "10.0.0.1", net_type: "gateway" },
        { ip: "10.0.0.2", net_type: "ip", is_default: "0" },
        { ip: "10.0.0.3", net_type: "ip", is_default: "1", mask: "255.255.255.0" },
        { ip: "10.0.0.4", net_type: "ip", status: "-1" },
        { ip: "10.0.0.5" },
      ],
    });
    expect(observed.addresses.map(({ address }) => address)).toEqual(["10.0.0.2", "10.0.0.3", "10.0.0.5"]);
    expect(observed.ipAddress).toBe("10.0.0.3");
    expect(anObserved().ipAddress).toBeUndefined();
  });
});

describe("what is observed", () => {
  it("has times with an offset, and reads the same after state", () => {
    const observed = anObserved({
      upgrade: [upgraded("bandwidth", 10)],
      degrades: [degraded("bandwidth", 10)],
      buy_remarks: "mine rs-1",
    });
    expect(observed.expiresAt).toBe("2026-09-17T16:57:43+08:00");
    // State has the machine in one line.
    const isKept = (key: string) => key !== "hardware";
    const stored: unknown = JSON.parse(
      JSON.stringify(observed, (key, value: unknown) => (isKept(key) ? value : undefined)),
    );
    expect(JSON.parse(JSON.stringify(baremetalServerObserved.parse(stored)))).toEqual(stored);
  });
});

describe("what one read of the panel tells and another leaves out", () => {
  const [one, list] = ["one", "list"].map((name) =>
    readFileSync(join(__dirname, `../fixtures/sync_baremetal-${name}.json`), "utf8"),
  );
  const account: Account = {
    ...{ vendor: "zkeys", alias: "default", key: "zkeys://test", currency: "CNY", timeZone },
    session: undefined,
  };

  it("stays, whichever came last", () => {
    const schema = z.object({ data: z.object({ baremetal: z.unknown() }) });
    const single: unknown = schema.parse(JSON.parse(one ?? "")).data.baremetal;
    const [listed] = z.array(z.unknown()).parse(schema.parse(JSON.parse(list ?? "")).data.baremetal);
    const rows = [single, listed].map((row) => observe(createServiceSchema(timeZone).parse(row)));
    for (const order of [rows, [...rows].reverse(), [...rows, ...rows]]) {
      const wish = {
        wanted: {},
        unknown: new Set<string>(),
        faults: [],
        urn: "",
        token: "",
        names: {},
        account,
      };
      const progress = new Progress(baremetalServer, account, blankRecord(wish, {}, {}));
      for (const row of order) progress.observe(row);
      expect(progress.outputs()).toMatchObject({ name: "APIzhzy4.0", panelClientUserId: "1601638" });
    }
  });
});
