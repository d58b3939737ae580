/** What is measured: fleets of each kind of resource, and the stand-ins that they are ordered from. */

import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const dist = fileURLToPath(new URL("../../provider/dist", import.meta.url));
const sandbox = require(`${dist}/sandbox/index.js`);

// The controller of the sandbox has 171 addresses on its first node: too few for a fleet.
const { ips } = require(`${dist}/sandbox/rstack/offer.js`);
for (let number = 0; number < 1_000; number += 1) {
  const ip = `10.0.${number >> 8}.${number & 255}`;
  ips.push({ id: String(10_000 + number), ip, ipblockid: "1", iptype: "0", vmid: "0", remark: "" });
}

const each = (argumentsOf) => (count) => Array.from({ length: count }, (_, number) => argumentsOf(number));

const server = () => ({
  line: "Hangzhou BGP",
  product: "E5-2670 x2 / 64G",
  system: "CentOS 7.9 x64",
});
const machine = (number) => ({
  user: "8080",
  node: "1",
  image: "centos7.6",
  name: `vm${number}`,
  cpu: 1,
  memoryMb: 512,
  portMbps: 10,
  trafficGb: 100,
});
const cloud = () => ({
  line: "德阳电信",
  system: "Debian 12 64位",
  cpu: 4,
  memoryGb: 8,
  bandwidthMbps: 20,
  diskSizesGb: [40],
});
const productType = "dynamicResidentialTraffic";

/** The engine's own limit on two processors. */
const byDefault = 8;

/**
 * `resources(count)`: the arguments of each resource of a fleet for so many things; `parallel`: how many of them the engine
 * works on at once; `list`: what its vendor's session calls the list of them; `plain`: what a user would write instead.
 */
const lists = {
  zkeys: "servers",
  rstack: "vms",
  proxy911: "accounts",
  zonkvm: "cloudServers",
  bthost: "hosts",
};

const fleets = [
  {
    name: "BaremetalServer",
    vendor: "zkeys",
    resources: each(server),
    plain: fileURLToPath(new URL("plain.cjs", import.meta.url)),
  },
  { name: "HyperVm", vendor: "rstack", resources: each(machine) },
  {
    name: "HyperVm, powerState managed",
    vendor: "rstack",
    resources: each((number) => ({ ...machine(number), powerState: "running" })),
  },
  { name: "CloudServer", vendor: "zonkvm", resources: each(cloud) },
  { name: "BtHost", vendor: "bthost", resources: each(() => ({ plan: "默认", expiresOn: "2037-01-01" })) },
  { name: "ProxyAccount", vendor: "proxy911", resources: each(() => ({ productType })) },
  {
    name: "ProxyAccount, --parallel 100",
    vendor: "proxy911",
    resources: each(() => ({ productType })),
    parallel: 100,
  },
  {
    name: "ProxyAccountSet",
    vendor: "proxy911",
    resources: (count) => [{ productType, usernamePrefix: "shop", count }],
  },
];

/** The fleets of these vendors. */
export function fleetsOf(names) {
  return fleets
    .filter(({ vendor }) => names.includes(vendor))
    .map((fleet) => ({
      parallel: byDefault,
      type: /^\w+/.exec(fleet.name)[0],
      list: lists[fleet.vendor],
      ...fleet,
    }));
}

/** Starts the stand-in of a fleet, in which everything takes `seconds`; `config` has the stack's config for it. */
export async function startFor({ vendor }, seconds) {
  const kind = sandbox.standIns[vendor];
  const panel = await kind.start(kind.lasting(seconds));
  const entries = Object.entries(kind.settings(panel)).map(([key, value]) => [`${vendor}:${key}`, value]);
  return { panel, config: Object.fromEntries(entries) };
}

/** Runs a piece of work and says which requests it made: how many read, how many write, and of which operations. */
export async function counted(panel, work) {
  const [sent, written] = [panel.requests.length, panel.writes()];
  const result = await work();
  const writes = panel.writes() - written;
  const operations = {};
  for (const { action } of panel.requests.slice(sent)) operations[action] = (operations[action] ?? 0) + 1;
  return { result, requests: { reads: panel.requests.length - sent - writes, writes, operations } };
}
