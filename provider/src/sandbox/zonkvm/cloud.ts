import { randomBytes } from "node:crypto";
import { z } from "zod";
import { buyer, newOrder, refuseTerm, sell, term } from "./buy";
import type { CloudLine } from "./catalog-rows";
import { command } from "./operation";
import type { ZonkvmPanel } from "./panel";
import { catalogGuid, disks, guid, integer, json, newPassword, optional } from "./params";
import { changeAmount } from "./pricing";
import { malformed, noDecrease, noProduct, notForSale, noUpgrade, refused } from "./refusal";
import type { Cloud } from "./service";
import { suitableSystem } from "./systems";

const count = integer(1, 4096);
const figures = { cpu: count, bandwidth: count, defense: integer(0, 10_000) };

/** What a cloud server has, as far as a line sets limits to it. */
type Figures = Pick<Cloud, "cpu" | "memory" | "bandwidth" | "defense" | "ipnum" | "disks">;

/** On a line of packages: the package of these figures; on any other none, but within the line's limits. */
function packageOf(panel: ZonkvmPanel, line: CloudLine, wanted: Figures): string {
  const within = (value: number, least: number, most: number): boolean => value >= least && value <= most;
  if (line.lines_product_type === "2") {
    const row = panel.catalog.packages.find(
      (one) =>
        one.lines_guid === line.guid &&
        one.status === 1 &&
        one.cpu === wanted.cpu &&
        one.memory === wanted.memory &&
        one.bandwidth === wanted.bandwidth &&
        one.defense === wanted.defense &&
        one.ipnum === wanted.ipnum &&
        wanted.disks.join(",") === [one.systemdisk, one.harddisk].filter((size) => size > 0).join(","),
    );
    if (row === undefined) throw noProduct;
    return row.name;
  }
  if (!within(wanted.bandwidth, line.bandwidthMinSize, line.bandwidthMaxSize)) throw malformed("bandwidth");
  if (!within(wanted.defense, line.defenseMinSize, line.defenseMaxSize)) throw malformed("defense");
  if (!within(wanted.disks.length, line.harddiskMinNum, line.harddiskMaxNum)) throw malformed("harddisks");
  const fits = wanted.disks
    .slice(1)
    .every(
      (size) => within(size, line.harddiskMinSize, line.harddiskMaxSize) && size % line.harddiskStep === 0,
    );
  if (!fits) throw malformed("harddisks");
  return "";
}

const Create = z.strictObject({
  ...buyer,
  system_guid: catalogGuid,
  content: json(
    z.strictObject({
      ...figures,
      ram: count,
      harddisksValues: disks,
      ip_num: optional(integer(1, 64)),
      loginPassword: optional(newPassword),
      ...term,
    }),
  ),
});

export const createServer = command(Create, (panel, params) => {
  const { content } = params;
  const line = panel.find(panel.catalog.cloudLines, params.line_guid, refused.line);
  if (line.status !== 1) throw refused.line;
  if (line.buyStatus !== 1) throw notForSale;
  refuseTerm(line.months, content.months ?? 1);
  const wanted: Figures = {
    cpu: content.cpu,
    memory: content.ram,
    bandwidth: content.bandwidth,
    defense: content.defense,
    ipnum: content.ip_num ?? 1,
    disks: content.harddisksValues,
  };
  const packageName = packageOf(panel, line, wanted);
  const use = {
    kind: "server",
    for: "create",
    zone: line.line_guid,
    cpu: wanted.cpu,
    memory: wanted.memory,
  } as const;
  const system = suitableSystem(panel, params.system_guid, use);
  // The first disk is the system's.
  if (wanted.disks[0] !== system.system_harddisk) throw malformed("content.harddisksValues");
  const draft: Cloud = {
    kind: "server",
    ...newOrder(panel, packageName, params),
    ...wanted,
    systemGuid: system.guid,
    ips: [],
    loginName: system.login_name,
    password: content.loginPassword ?? generatedPassword(),
    port: Number(system.port),
    work: null,
    restarts: 0,
    reinstalls: 0,
    vncPassword: "",
  };
  return sell(panel, draft, content.number ?? 1);
});

export const generatedPassword = (): string => `Aa1${randomBytes(6).toString("hex")}`;

const Upgrade = z.strictObject({ guid, ...figures, memory: count, harddisks: disks });

/** Sets everything anew; nothing may become less. */
export const serverUpgrade = command(Upgrade, (panel, params) => {
  const server = panel.idle("server", params.guid);
  const line = panel.known(panel.catalog.cloudLines, server.lineGuid);
  if (line.upgradeStatus !== 1) throw noUpgrade;
  const wanted = {
    cpu: params.cpu,
    memory: params.memory,
    bandwidth: params.bandwidth,
    defense: params.defense,
    ipnum: server.ipnum,
    disks: params.harddisks,
  };
  const smaller =
    (["cpu", "memory", "bandwidth", "defense"] as const).some((name) => wanted[name] < server[name]) ||
    server.disks.some((size, index) => (wanted.disks[index] ?? 0) < size) ||
    wanted.disks[0] !== server.disks[0];
  if (smaller) throw noDecrease;
  const after: Cloud = { ...server, ...wanted, productGuid: packageOf(panel, line, wanted) };
  const amount = changeAmount(panel, server, after);
  if (amount.lt(0)) throw noDecrease;
  panel.require(amount);
  server.payments.push({ amount: amount.toFixed(2), from: panel.stamp(), to: server.endsAt });
  Object.assign(server, { ...wanted, productGuid: after.productGuid });
  panel.charge(server, "upgrade", amount);
});
