import { describe, expect, it } from "vitest";
import { vm, vmActivity } from "../api/wire";
import { hyperVmObserved, needsCloserLook, observe, type Activity } from "./observed";

const row = (fields: Record<string, string> = {}) =>
  vm("Asia/Shanghai").parse({ id: "341", vmname: "web1", status: "2", ...fields });
const activity = (state: Activity["state"], fields: Record<string, string> = {}): Activity => ({
  ...vmActivity("Asia/Shanghai").parse({
    taskstatus: "3",
    taskstep: "3",
    tasktype: "1",
    taskmsg: "0",
    ...fields,
  }),
  state,
});

describe("the status", () => {
  it.each([
    ["2", "ready"],
    ["1", "locked"],
    ["-1", "suspended"],
    ["-2", "ready"],
    ["-3", "stopped"],
    ["0", "opening"],
    ["7", "opening"],
  ])("of a row with status %s is %s", (status, expected) => {
    expect(observe(row({ status })).status).toBe(expected);
  });

  it.each([
    ["2", "running", "ready"],
    ["2", "stopped", "stopped"],
    ["2", "paused", "stopped"],
    ["2", "unknown", "ready"],
    ["0", "installing", "opening"],
    ["0", "running", "opening"],
    ["0", "installFailed", "stopped"],
    ["7", "running", "ready"],
    ["1", "locked", "locked"],
    ["-1", "suspended", "suspended"],
    ["-3", "overTraffic", "stopped"],
  ] as const)("of status %s that is %s is %s", (status, state, expected) => {
    expect(observe(row({ status }), { activity: activity(state) }).status).toBe(expected);
  });

  it("is looked at closely while the list does not say that the machine is there", () => {
    expect(["2", "1", "-1", "-2", "-3"].map((status) => needsCloserLook(row({ status })))).toEqual(
      Array(5).fill(false),
    );
    expect(["0", "7", ""].map((status) => needsCloserLook(row({ status })))).toEqual([true, true, true]);
  });
});

describe("a machine's traffic", () => {
  it.each<[Record<string, string>, Activity["state"] | undefined, boolean, boolean]>([
    [{ bwlimit: "500", bwusage: "500" }, undefined, false, false],
    // What is used has no unit.
    [{ bwlimit: "500", bwusage: "501" }, undefined, false, false],
    [{ bwlimit: "0", bwusage: "501" }, undefined, false, false],
    [{ status: "-2", bwlimit: "500", bwusage: "400" }, "running", true, false],
    [{ status: "-3", bwlimit: "500", bwusage: "501" }, undefined, true, true],
    [{ bwlimit: "500" }, "overTraffic", true, true],
  ])("%j that is %s: over %s, stopped %s", (fields, state, overTraffic, stoppedForTraffic) => {
    const observed = observe(row(fields), { activity: state === undefined ? undefined : activity(state) });
    expect(observed).toMatchObject({ overTraffic, stoppedForTraffic });
  });

  it("is told by its state where the list leaves it out, and a machine that was stopped for it is off", () => {
    const seen = observe(row({ status: "-3" }), {
      activity: activity("overTraffic", { bwlimit: "500", bwusage: "501.5" }),
    });
    expect(seen).toMatchObject({ trafficGb: 500, trafficUsedGb: 501.5, powerState: "stopped" });
  });
});

describe("what keeps the machine busy", () => {
  it.each<[Activity["state"], Record<string, string>, string | undefined]>([
    ["installing", { taskstatus: "1", taskmsg: "40" }, "installing: copying the image, 40%"],
    ["installing", { taskstatus: "0", taskmsg: "" }, "installing: waiting"],
    ["installing", { taskstatus: "2", taskmsg: "wait" }, "installing: starting and checking the network"],
    [
      "installing",
      { tasktype: "2", taskstatus: "1", taskmsg: "7.5%" },
      "reinstalling: copying the image, 7%",
    ],
    ["running", { tasktype: "6", taskstatus: "1" }, "setting its password"],
    ["installing", { taskstatus: "1", taskmsg: "0" }, "installing: copying the image"],
    ["running", { tasktype: "3", backuptask: "1" }, "making a snapshot"],
    ["running", { tasktype: "5" }, undefined],
    ["running", { tasktype: "5", taskstatus: "9" }, undefined],
    ["installFailed", { taskstatus: "1" }, undefined],
  ])("%s with %j: %s", (state, fields, expected) => {
    expect(observe(row(), { activity: activity(state, fields) }).busyWith).toBe(expected);
  });
});

describe("a row", () => {
  it("says only what the controller said", () => {
    expect(observe(row())).toEqual({
      serviceId: "341",
      status: "ready",
      suspended: false,
      locked: false,
      overTraffic: false,
      stoppedForTraffic: false,
      name: "web1",
    });
  });

  it.each<[string, Record<string, string>, readonly string[] | undefined]>([
    [
      "a main and further addresses",
      { ip: "10.0.0.1", additionals_ip: "10.0.0.2" },
      ["10.0.0.1", "10.0.0.2"],
    ],
    ["no further ones", { ip: "10.0.0.1", additionals_ip: "" }, ["10.0.0.1"]],
    ["no main one", { ip: "", additionals_ip: "" }, undefined],
    ["a main one alone", { ip: "10.0.0.1" }, undefined],
    ["nothing", {}, undefined],
  ])("that tells %s", (_, fields, ipv4Addresses) => {
    expect(observe(row(fields)).ipv4Addresses).toEqual(ipv4Addresses);
    expect("ipv4Addresses" in observe(row(fields))).toBe(ipv4Addresses !== undefined);
  });

  it("is in our words, with the remark taken apart", () => {
    const observed = observe(
      row({
        ip: "10.0.0.1",
        additionals_ip: "10.0.0.2",
        ipv6: "fd00::1",
        additionals_ipv6: "",
        backup_snapshot: "-1",
        portmap: "2",
        cdid: "",
        remark: "shop rs-0123456789ab 2026-10-01T12:00:16+08:00",
      }),
      { activity: activity("installFailed", { taskmsg: "copy error" }) },
    );
    expect(observed).toMatchObject({
      failure: "copy error",
      ipAddress: "10.0.0.1",
      ipv4Addresses: ["10.0.0.1", "10.0.0.2"],
      ipv6Addresses: ["fd00::1"],
      quotasInForce: { snapshots: "byUserGroup", portMappings: 2 },
      cdId: "none",
      remark: "shop",
      boughtAt: "2026-10-01T12:00:16+08:00",
    });
    expect(hyperVmObserved.parse(JSON.parse(JSON.stringify(observed)))).toEqual(observed);
  });
});
