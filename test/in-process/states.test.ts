import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { vendorLoaders } from "../../provider/src/vendors";
import { buy, openSite } from "../../provider/src/sandbox/zonkvm/caller";
import {
  bthostPanel,
  proxy911Panel,
  rstackPanel,
  zkeysPanel,
  zonkvmPanel,
  type PanelKind,
  type Sandbox,
} from "../support/panels";
import { host as site, settled } from "../support/bthost";
import { vm } from "../support/rstack";
import { Scene } from "../support/scene";
import { server, type Declaration } from "../support/stack";
import { cloud, database, hosting, idc, lease, packaged } from "../support/zonkvm";

vi.setConfig({ testTimeout: 300_000 });

/*
 * What a version has written into state, every later one reads. Each file is a stack as the engine has saved it, with a resource of
 * each kind of a vendor, and is never changed: a new kind, and another way of writing, get files of their own, which
 * RESELLER_WRITE_STATES=1 writes.
 */

const fileOf = (name: string): string => join(__dirname, "..", "fixtures", "states", `${name}.json`);

type Program = Readonly<Record<string, Declaration>>;

const servers: Program = {
  web: {
    type: "BaremetalServer",
    args: { ...server, bandwidthMbps: 10, months: 3, remark: "first", tags: { team: "shop" } },
  },
  // Whatever the date is when this is read, nothing is due.
  db: { type: "BaremetalServer", args: { ...server, renewUntil: "2027-01-31" } },
};

const quotas = { portMappings: 2, natWebsites: 1, snapshots: 1 };
const machines: Program = {
  owner: {
    type: "HyperUser",
    args: { userId: "9001", username: "shop", email: "ops@example.com", remark: "by us" },
  },
  web: { type: "HyperVm", args: { ...vm, quotas, remark: "first", cd: "rescue" } },
  other: { type: "HyperVm", args: { ...vm, name: "web2", password: "a-password-of-mine" } },
};

const productType = "dynamicResidentialTraffic";
const proxies: Program = {
  one: {
    type: "ProxyAccount",
    args: {
      ...{ productType, username: "crawl1", remark: "first", trafficLimitGb: 5 },
      proxyEndpoint: "proxy.example:8080",
    },
  },
  set: {
    type: "ProxyAccountSet",
    args: { productType, usernamePrefix: "u", count: 3, remark: "of the set" },
  },
  traffic: {
    type: "ProxyOrder",
    args: { packageId: 101, paymentMethodId: 1, maxPrice: "20.00", acceptUnknownPrice: true },
  },
};

/** The children of a machine that is not of the stack. */
const childrenOf = (id: string): Program => ({
  ssh: { type: "PortMapping", args: { vm: id, privatePort: 22 } },
  site: { type: "NatWebsite", args: { vm: id, domain: "a.example.com", privatePort: 80 } },
  before: { type: "Snapshot", args: { vm: id, triggers: ["first"] } },
});

/** Machines of a finance system: one with its token, one with a number of its user's, and two that nothing tells from others. */
const racks: Program = {
  cloud: { type: "CloudServer", args: { ...cloud, vncPassword: "a-vnc-password", renewUntil: "2027-01-31" } },
  packaged: { type: "CloudServer", args: { ...packaged, clientUserId: 4_711 } },
  lease: { type: "LeaseServer", args: { ...lease, bandwidthMbps: 30 } },
  idc: { type: "IdcServer", args: { ...idc, onDelete: "keep" } },
};

const pem = (kind: string): string =>
  `-----BEGIN ${kind}-----\nMIIFazCCA1OgAwIBAgIRAIIQ\n-----END ${kind}-----\n`;

/** What belongs to a cloud server and to a hosting that are not of the stack. */
const zonkvmChildrenOf = (server: string, hosting: string): Program => ({
  https: {
    type: "SecurityRule",
    args: {
      ...{ server, name: "https", priority: 100, direction: "inbound", operation: "allow" },
      ...{ protocol: "tcp", remoteIp: "0.0.0.0/0", localPort: "443" },
    },
  },
  www: { type: "HostingDomain", args: { hosting, domain: "www.example.com" } },
  api: { type: "HostingProxy", args: { hosting, name: "api", targetUrl: "https://api.example.com" } },
  old: {
    type: "HostingRedirect",
    args: { hosting, domains: ["old.example.com"], targetUrl: "https://example.com" },
  },
  tls: {
    type: "HostingCertificate",
    args: { hosting, certificate: pem("CERTIFICATE"), privateKey: pem("PRIVATE KEY") },
  },
  backup: { type: "HostingBackup", args: { hosting, triggers: ["first"] } },
  home: { type: "HostingFile", args: { hosting, path: "/www/wwwroot/web1/home.html", content: "Hello" } },
});

const webs: Program = {
  hosting: {
    type: "WebHosting",
    args: {
      ...{ ...hosting, displayName: "shop", indexFiles: ["index.php"], months: 12 },
      ftpPassword: "a-password-of-mine",
    },
  },
  bought: { type: "CloudDatabase", args: { ...database, access: ["203.0.113.7"], months: 12 } },
  free: { type: "CloudDatabase", args: { hosting: { $output: "hosting.id" } } },
  backup: { type: "DatabaseBackup", args: { database: { $output: "bought.id" }, triggers: ["first"] } },
};

/** A host with everything that can be set, one by a plan, and what belongs to an installation. */
const sites: Program = {
  customer: {
    type: "BtUser",
    args: { username: "customer", nickname: "Example", password: "a-password-of-mine" },
  },
  other: { type: "BtUser", args: {} },
  shops: { type: "BtCategory", args: { name: "shops" } },
  settled: {
    type: "BtHost",
    args: {
      ...{ ...settled, username: "shop1", category: "vip", remark: "first", powerState: "stopped" },
      ...{ owner: { $output: "customer.id" }, password: "Apassword1", domainReview: true },
      ...{ speedLimit: { connections: 300, rateKb: 512 }, subdirectoryBinding: true },
    },
  },
  planned: { type: "BtHost", args: { ...site, renewUntil: "2037-02-01" } },
  www: { type: "BtDomain", args: { host: { $output: "planned.id" }, domain: "www.example.com" } },
};

/** An account that is known by a name, wherever its panel is. */
const named = (vendor: string) => ({ [`${vendor.toUpperCase()}_PANEL_NAME`]: "fixture" });

async function write<Panel extends Sandbox, Options>(
  kind: PanelKind<Panel, Options>,
  file: string,
  programOn: (panel: Panel) => Program | Promise<Program>,
): Promise<void> {
  const scene = await Scene.on(kind);
  scene.stack.set(named(kind.vendor));
  scene.stack.declare(await programOn(scene.sandbox));
  await scene.up();
  const { text } = await scene.stack.run("stack", "export", "--show-secrets");
  // Where on the writer's machine the program stood is no part of what is read.
  const isPlace = (key: string): boolean => key === "sourcePosition" || key === "stackTrace";
  const saved: unknown = JSON.parse(text, (key, value: unknown) => (isPlace(key) ? undefined : value));
  writeFileSync(file, `${JSON.stringify(saved, undefined, 2)}\n`);
}

/** A program whose state was saved has nothing to do, and what is secret in it still is. */
async function read<Panel extends Sandbox, Options>(
  name: string,
  kind: PanelKind<Panel, Options>,
  programOn: (panel: Panel) => Program | Promise<Program>,
): Promise<void> {
  const file = fileOf(name);
  if (!existsSync(file) && process.env.RESELLER_WRITE_STATES === "1") await write(kind, file, programOn);
  const scene = await Scene.inProcess(kind);
  scene.stack.set(named(kind.vendor));
  const program = await programOn(scene.sandbox);
  scene.stack.declare(program);
  const saved = readFileSync(file, "utf8");
  scene.stack.continueFrom(saved);
  const resources = await scene.stack.resources();
  for (const [key, { type = "" }] of Object.entries(program))
    expect(resources.some(({ urn }) => urn.endsWith(`:${type}::${key}`))).toBe(true);
  await scene.unchanged();
  // What a state means is seen when something changes: nothing of it is replaced.
  scene.stack.declare(
    Object.fromEntries(
      Object.entries(program).map(([key, one]) => [key, { ...one, args: { ...one.args, tags: { a: "b" } } }]),
    ),
  );
  // Where it was written in another way that shows once, among what changes.
  const { text } = await scene.stack.preview();
  expect(text).not.toMatch(/replace|delete|create/i);
  expect(text.match(/update/g)?.length).toBeGreaterThanOrEqual(Object.keys(program).length);
}

/** The ways of writing, and what their files end in. */
const ways = [
  ["names with their texts", ""],
  ["names by their ids", "-ids"],
] as const;

test.each(ways)("of servers is read (%s)", (_, way) => read(`zkeys${way}`, zkeysPanel, () => servers));
test.each(ways)("of virtual machines and users is read (%s)", (_, way) =>
  read(`rstack${way}`, rstackPanel, () => machines),
);
test.each(ways)("of what belongs to a machine is read (%s)", (_, way) =>
  read(`rstack-children${way}`, rstackPanel, ({ panel }) =>
    childrenOf(
      panel.addVm({
        ...{ vmname: "shared", nodeid: "5", portmap: 2, binding_domain: 1, backup_snapshot: 2 },
      }),
    ),
  ),
);
test.each(ways)("of proxy accounts, sets of them and orders is read (%s)", (_, way) =>
  read(`proxy911${way}`, proxy911Panel, () => proxies),
);
test("of web hostings, databases and backups is read", () => read("zonkvm-web", zonkvmPanel, () => webs));

test("of web hosts, users, domains and categories is read", () => read("bthost", bthostPanel, () => sites));

test("of machines of a finance system is read", () => read("zonkvm-machines", zonkvmPanel, () => racks));

test("of what belongs to a cloud server and to a hosting is read", () =>
  read("zonkvm-children", zonkvmPanel, async (sandbox) => {
    const server = await buy(sandbox, "server");
    const { guid: hosting } = await openSite(sandbox);
    sandbox.panel.open(`server_${server}`);
    sandbox.panel.open(`hosting_${hosting}`);
    return zonkvmChildrenOf(server, hosting);
  }));

test("is there for every kind", async () => {
  const programs = [servers, machines, childrenOf(""), proxies, racks, zonkvmChildrenOf("", ""), webs, sites];
  const covered = new Set(programs.flatMap((program) => Object.values(program)).map(({ type }) => type));
  const vendors = await Promise.all(Object.values(vendorLoaders).map((load) => load()));
  const kinds = vendors.flatMap(({ kinds: own, collections }) =>
    [...own, ...collections].map(({ type }) => type),
  );
  expect(kinds.filter((type) => !covered.has(type))).toEqual([]);
});
