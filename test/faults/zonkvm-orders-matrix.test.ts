import { vi } from "vitest";
import type { ZonkvmSandbox, ZonkvmSandboxOptions } from "../../provider/src/sandbox";
import { buy } from "../../provider/src/sandbox/zonkvm/caller";
import { describeMatrix, type StruckOperation } from "../support/matrix";
import { zonkvmPanel } from "../support/panels";
import { database, hosting, idc, inDays, lease } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

/* What spends, gives back and sets for physical servers, colocation, web hosting and databases, struck by faults. */

type Struck = Omit<StruckOperation<ZonkvmSandbox>, "type" | "effects" | "action"> &
  Partial<StruckOperation<ZonkvmSandbox>> & { readonly sends: string };

type Arguments = Readonly<Record<string, unknown>>;

const ordersOf = (kind: string) => (sandbox: ZonkvmSandbox) =>
  sandbox.ledger().orders.filter((order) => order.kind === kind).length;
const holds = (ref: string, expected: Readonly<Record<string, unknown>>) => (sandbox: ZonkvmSandbox) => {
  const service: Readonly<Record<string, unknown>> = { ...sandbox.panel.service(ref) };
  return Object.entries(expected).every(([key, value]) => service[key] === value) ? 1 : 0;
};
const hasPassword = (ref: string, password: string) => (sandbox: ZonkvmSandbox) =>
  sandbox.panel.passwordIs(ref, password) ? 1 : 0;

/** What is written alike for a kind: its name, the orders that it spends, and what errors call a part of an operation. */
function of(
  type: string,
  struck: Readonly<Record<string, Struck>>,
): Record<string, StruckOperation<ZonkvmSandbox>> {
  return Object.fromEntries(
    Object.entries(struck).map(([name, { sends, ...one }]) => [
      `${type} ${name}`,
      { type, action: sends, called: sends.replace("/", " "), effects: ordersOf(name), ...one },
    ]),
  );
}

const grown = (before: Arguments, more: Arguments) => ({ before, wanted: { ...before, ...more } });
const spent = { isQuarantined: true } as const;
const renewed = { ...spent, words: /renew 1 month, paid until / } as const;
const passwords = ["First-Password-11", "Second-Password-22"] as const;
const [first, second] = passwords;

const operations = {
  ...of("WebHosting", {
    create: {
      ...{ ...spent, isOrder: true, wanted: hosting, sends: "create_order/create_hosting" },
      words: "buy 防劫持IP空间-A型, 30 GB traffic, for 1 month: CNY 80.00",
    },
    upgrade: {
      ...{ ...spent, ...grown(hosting, { trafficGb: 50 }), sends: "hosting_operate/hosting_upgrade" },
      words: "upgrade 30 → 50 GB traffic",
    },
    renew: {
      ...renewed,
      ...grown(hosting, { renewUntil: inDays(45) }),
      sends: "hosting_operate/hosting_renew",
    },
    refund: { before: hosting, words: "REFUND 1", sends: "hosting_operate/hosting_refund" },
    name: {
      ...{ ...grown(hosting, { displayName: "shop" }), sends: "hosting_operate/hosting_edit_name" },
      ...{ words: 'name it "shop"', effects: holds("hosting_1", { name: "shop" }) },
    },
    php: {
      ...{ ...grown(hosting, { programVersion: "php82" }), sends: "hosting_operate/hosting_set_php_version" },
      ...{ words: "PHP php81 → php82", effects: holds("hosting_1", { programVersion: "php82" }) },
    },
    password: {
      before: { ...hosting, ftpPassword: first },
      wanted: { ...hosting, ftpPassword: second },
      ...{ isUnseen: true, words: "set a new FTP password", sends: "hosting_operate/hosting_edit_pwd" },
      effects: hasPassword("hosting_1", second),
    },
    stop: {
      before: { ...hosting, powerState: "running" },
      wanted: { ...hosting, powerState: "stopped" },
      ...{ words: "stop the site", sends: "hosting_operate/hosting_stop" },
      effects: holds("hosting_1", { runStatus: -1 }),
    },
  }),
  ...of("CloudDatabase", {
    create: {
      ...{ ...spent, isOrder: true, wanted: database, sends: "create_order/create_database" },
      words: "buy 云数据库1G-A型 for 1 month: CNY 28.00",
    },
    upgrade: {
      ...{ ...spent, ...grown(database, { product: "云数据库2G-A型" }), sends: "sql_operate/sql_upgrade" },
      words: "upgrade 云数据库1G-A型 → 云数据库2G-A型",
    },
    renew: { ...renewed, ...grown(database, { renewUntil: inDays(45) }), sends: "sql_operate/sql_renew" },
    refund: { before: database, words: "REFUND 1", sends: "sql_operate/sql_refund" },
    access: {
      ...{ ...grown(database, { access: ["203.0.113.7"] }), sends: "sql_operate/sql_set_access" },
      ...{ words: "let in 203.0.113.7", effects: holds("sql_1", { access: "203.0.113.7" }) },
    },
    password: {
      before: { ...database, password: first },
      wanted: { ...database, password: second },
      ...{ isUnseen: true, words: "set a new password", sends: "sql_operate/sql_reset_password" },
      effects: hasPassword("sql_1", second),
    },
    free: {
      // It comes with a hosting that is there.
      async prepare(sandbox) {
        const id = await buy(sandbox, "hosting");
        sandbox.panel.open(`hosting_${id}`);
        return { hosting: id };
      },
      ...{ ...spent, isOrder: true, wanted: {}, sends: "hosting_operate/hosting_add_database" },
      words: "add the free database of web hosting 1",
      effects: (sandbox) => sandbox.ledger().services.filter(({ kind }) => kind === "sql").length,
    },
  }),
  ...of("LeaseServer", {
    upgrade: {
      ...{ ...spent, ...grown(lease, { bandwidthMbps: 50 }), sends: "lease_upgrade" },
      words: "upgrade 30 → 50 Mbps",
    },
    renew: { ...renewed, ...grown(lease, { renewUntil: inDays(45) }), sends: "lease_renew" },
    refund: { before: lease, words: "REFUND 1", sends: "lease_refund" },
    reinstall: {
      ...{ before: lease, sends: "lease_install", words: "REINSTALL CentOS 7.9 64位" },
      wanted: { ...lease, system: "CentOS 7.9 64位", allowReinstall: true },
      effects: (sandbox) => sandbox.ledger().services[0]?.reinstalls ?? 0,
    },
    stop: {
      before: { ...lease, powerState: "running" },
      wanted: { ...lease, powerState: "stopped" },
      ...{ words: "stop the machine", sends: "lease_stop", effects: holds("lease_1", { runStatus: -1 }) },
    },
  }),
  ...of("IdcServer", {
    upgrade: {
      ...{ ...spent, ...grown(idc, { defenseGbps: 100 }), sends: "idc_upgrade" },
      words: "upgrade 5 → 100 Gbps defense",
    },
    renew: { ...renewed, ...grown(idc, { renewUntil: inDays(45) }), sends: "idc_renew" },
    refund: { before: idc, words: "REFUND 1", sends: "idc_refund" },
    install: {
      ...{ before: idc, sends: "idc_install", words: "REINSTALL Debian 12 64位" },
      wanted: { ...idc, system: "Debian 12 64位", allowReinstall: true },
      effects: (sandbox) => sandbox.ledger().services[0]?.reinstalls ?? 0,
    },
    restart: {
      ...{ ...grown(idc, { rebootTriggers: [1] }), sends: "idc_restart", words: "restart the machine" },
      effects: (sandbox) => sandbox.ledger().services[0]?.restarts ?? 0,
    },
  }),
};

describeMatrix<ZonkvmSandbox, ZonkvmSandboxOptions>({
  kind: zonkvmPanel,
  // Long enough to be seen on a busy machine.
  options: { openingSeconds: 0.2, busySeconds: 1.5 },
  faults: [
    ...(["lostBefore", "lostAfter", "http500Before", "http500After"] as const),
    ...(["htmlAfter", "halfJsonBefore", "refused"] as const),
  ],
  operations,
  refusal: 'The panel said: "系统繁忙，请稍后再试" (the panel has a fault or is busy)',
  urlOf: ({ url }) => `${url}/api/same/index`,
  made: ordersOf("create"),
});
