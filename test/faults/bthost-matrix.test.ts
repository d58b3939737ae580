import { describe, vi } from "vitest";
import type { BthostSandbox, BthostSandboxOptions } from "../../provider/src/sandbox";
import { settled } from "../support/bthost";
import { describeMatrix, type Matrix, type StruckOperation } from "../support/matrix";
import { bthostPanel } from "../support/panels";

/* Every operation that changes a host, struck by every fault. */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const eventsOf =
  (kind: string, detail?: string) =>
  (sandbox: BthostSandbox): number =>
    sandbox
      .ledger()
      .events.filter((event) => event.kind === kind && (detail === undefined || event.detail === detail))
      .length;
const rowOf = (sandbox: BthostSandbox) => {
  const [first] = sandbox.ledger().hosts;
  return first && sandbox.panel.host(first.id);
};
const when =
  (condition: (row: NonNullable<ReturnType<typeof rowOf>>) => boolean) => (sandbox: BthostSandbox) => {
    const row = rowOf(sandbox);
    return row !== undefined && condition(row) ? 1 : 0;
  };
const hasPassword = (of: "ftp" | "sql", password: string) => (sandbox: BthostSandbox) =>
  sandbox.panel.passwordIs(67, of, password) ? 1 : 0;

const withLimits = (limits: object) => ({ ...settled, settings: { ...settled.settings, ...limits } });
const byPlan = { plan: "默认", expiresOn: "2037-01-01" };

const creation: Readonly<Record<string, StruckOperation<BthostSandbox>>> = {
  create: {
    type: "BtHost",
    action: "host_build",
    words: "create host (a name of its own), until 2037-01-01",
    wanted: settled,
    isQuarantined: true,
    isOrder: true,
    effects: eventsOf("create"),
  },
};

const operations: Readonly<Record<string, StruckOperation<BthostSandbox>>> = {
  plan: {
    type: "BtHost",
    action: "host_update",
    words: "move to plan large (2): siteMaxMb 200 → 1000",
    before: byPlan,
    wanted: { ...byPlan, plan: "large" },
    effects: when(({ site_max: max }) => max === 1_000),
  },
  limits: {
    type: "BtHost",
    action: "host_edit",
    words: "siteMaxMb 200 → 500, webBackups 5 → 9",
    before: settled,
    wanted: withLimits({ siteMaxMb: 500, webBackups: 9 }),
    effects: when((row) => row.site_max === 500 && row.web_back_num === 9),
  },
  end: {
    type: "BtHost",
    action: "host_endtime",
    words: "renew until 2037-02-01",
    before: settled,
    wanted: { ...settled, renewUntil: "2037-02-01" },
    effects: eventsOf("endtime", "2037-02-01"),
  },
  remark: {
    type: "BtHost",
    action: "host_notice",
    words: "set its remark",
    before: settled,
    wanted: { ...settled, remark: "shop" },
    effects: when(({ notice }) => notice === "shop"),
  },
  owner: {
    type: "BtHost",
    action: "host_push",
    words: "give it from user 1 to user 2",
    prepare: ({ panel }) => {
      panel.addLike("users", 1, { id: 2, username: "second" });
      return {};
    },
    before: settled,
    wanted: { ...settled, owner: "2" },
    effects: eventsOf("owner", "2"),
  },
  category: {
    type: "BtHost",
    action: "host_edit",
    words: "move it to category vip",
    before: settled,
    wanted: { ...settled, category: "vip" },
    effects: when((row) => row.sort_id === 5),
  },
  stop: {
    type: "BtHost",
    action: "host_stop",
    words: "stop the site",
    before: { ...settled, powerState: "running" },
    wanted: { ...settled, powerState: "stopped" },
    effects: eventsOf("status", "stop"),
  },
  start: {
    type: "BtHost",
    action: "host_start",
    words: "start the site",
    before: { ...settled, powerState: "stopped" },
    wanted: { ...settled, powerState: "running" },
    effects: eventsOf("status", "normal"),
  },
  lock: {
    type: "BtHost",
    action: "host_locked",
    words: "lock the site",
    before: settled,
    wanted: { ...settled, locked: true },
    effects: eventsOf("status", "locked"),
  },
  unlock: {
    type: "BtHost",
    action: "host_start",
    words: "unlock the site",
    before: { ...settled, locked: true },
    wanted: { ...settled, locked: false },
    effects: eventsOf("status", "normal"),
  },
  bind: {
    type: "BtHost",
    action: "host_bindip",
    words: "addresses: bind 2",
    before: settled,
    wanted: { ...settled, ipAddresses: ["2"] },
    effects: when(({ ips }) => ips.join() === "2"),
  },
  unbind: {
    type: "BtHost",
    action: "host_unbindip",
    words: "addresses: unbind 2",
    before: { ...settled, ipAddresses: ["1", "2"] },
    wanted: { ...settled, ipAddresses: ["1"] },
    effects: when(({ ips }) => ips.join() === "1"),
  },
  ftpPassword: {
    type: "BtHost",
    action: "ftp_pass",
    words: "set a new password for FTP and database",
    before: { ...settled, password: "FirstPassword11" },
    wanted: { ...settled, password: "SecondPassword22" },
    effects: hasPassword("ftp", "SecondPassword22"),
  },
  sqlPassword: {
    type: "BtHost",
    action: "sql_pass",
    words: "set a new password for FTP and database",
    before: { ...settled, password: "FirstPassword11" },
    wanted: { ...settled, password: "SecondPassword22" },
    effects: hasPassword("sql", "SecondPassword22"),
  },
  ftpAccount: {
    type: "BtHost",
    action: "ftp_status",
    words: "disable its FTP account",
    before: settled,
    wanted: { ...settled, ftpEnabled: false },
    effects: (sandbox) => sandbox.ledger().done.ftp_status ?? 0,
  },
  speed: {
    type: "BtHost",
    action: "host_speed",
    words: "limit it to 300 connections of 512 KB a second",
    before: settled,
    wanted: { ...settled, speedLimit: { connections: 300, rateKb: 512 } },
    isUnseen: true,
    effects: (sandbox) => (sandbox.panel.site(67)?.limits?.perserver === 300 ? 1 : 0),
  },
  recycle: {
    type: "BtHost",
    action: "host_recycle",
    words: /put host 67 \(.*\) into the RECYCLE BIN/,
    before: settled,
    effects: eventsOf("recycle"),
  },
};

const common: Omit<Matrix<BthostSandbox, BthostSandboxOptions>, "operations"> = {
  kind: bthostPanel,
  options: { habits: { spoilsAddresses: false } },
  settleSeconds: 1,
  refusal: 'The panel said: "系统繁忙,请稍后再试"',
  urlOf: ({ url }, action) => `${url}/${action}`,
  made: eventsOf("create"),
};

describe("a host that is to be made", () => {
  describeMatrix({ ...common, operations: creation });
});

// How each fault is told from an answer, the other one shows.
describe("a host that is there", () => {
  const faults = ["lostBefore", "lostAfter", "http500After", "htmlBefore", "refused"] as const;
  describeMatrix({ ...common, faults, operations });
});
