import { z } from "zod";
import { buyer, newOrder, refuseTerm, sell, term } from "./buy";
import type { IdcLine, LeaseLine } from "./catalog-rows";
import { generatedPassword } from "./cloud";
import { addresses } from "./life";
import { command } from "./operation";
import type { ZonkvmPanel } from "./panel";
import {
  catalogGuid,
  clientOrderNo,
  clientUserId,
  guid,
  integer,
  json,
  newPassword,
  optional,
  text,
} from "./params";
import { changeAmount, powersOf } from "./pricing";
import { malformed, noProduct, notForSale, noUpgrade, refused } from "./refusal";
import type { Idc, Lease } from "./service";
import { suitableSystem } from "./systems";

/* Physical servers and colocation. */

const amount = integer(0, 100_000);
const figures = { bandwidth: amount, defense: amount };

interface Figures {
  bandwidth: number;
  defense: number;
  ipnum: number;
}

/** A product's own figures. */
interface Base {
  bandwidth: number;
  defense: number;
  ipnum: string;
}

const choices = (list: string): number[] => list.split(",").map(Number);

/** The figures that a purchase means: whole ones, or what comes on top of the product's. */
function meant(panel: ZonkvmPanel, base: Base, sent: Figures): Figures {
  if (!panel.habits.figuresAreAdditions) return sent;
  return {
    bandwidth: base.bandwidth + sent.bandwidth,
    defense: base.defense + sent.defense,
    ipnum: Number(base.ipnum) + sent.ipnum,
  };
}

/** @throws ZonkvmRefusal for figures below the product's or beyond the line's */
function refuseFigures(line: LeaseLine | IdcLine, base: Base, wanted: Figures): void {
  const { bandwidth, defense, ipnum } = wanted;
  if (bandwidth < base.bandwidth || bandwidth > line.bandwidth_max_size) throw malformed("bandwidth");
  if (defense < base.defense || defense > Math.max(line.defense_max_size, base.defense))
    throw malformed("defense");
  const least = Math.max(Number(base.ipnum), line.ip_min_size);
  if (ipnum < least || ipnum > line.ip_max_size) throw malformed("ipnum");
}

/** @throws ZonkvmRefusal for figures that are none of the choices; the product's own are always one */
function refuseUnlisted(line: LeaseLine | IdcLine, base: Base, wanted: Figures): void {
  if (wanted.defense !== base.defense && !choices(line.defense_num_list).includes(wanted.defense))
    throw malformed("defense");
  if (wanted.ipnum !== Number(base.ipnum) && !choices(line.ip_num_list).includes(wanted.ipnum))
    throw malformed("ipnum");
}

/** @throws ZonkvmRefusal unless the line sells */
function openLine<Row extends LeaseLine | IdcLine>(
  panel: ZonkvmPanel,
  rows: readonly Row[],
  lineGuid: string,
): Row {
  const line = panel.find(rows, lineGuid, refused.line);
  if (line.status !== 1) throw refused.line;
  if (line.buy_status !== 1) throw notForSale;
  return line;
}

export const createLease = command(
  z.strictObject({
    ...buyer,
    product_guid: catalogGuid,
    system_guid: catalogGuid,
    content: json(
      z.strictObject({
        ...figures,
        ip_num: optional(integer(0, 10_000)),
        loginPassword: optional(newPassword),
        ...term,
      }),
    ),
  }),
  (panel, params) => {
    const { content } = params;
    const line = openLine(panel, panel.catalog.leaseLines, params.line_guid);
    const product = panel.find(panel.catalog.leaseProducts, params.product_guid, noProduct);
    if (product.status !== 1 || product.line_guid !== line.guid) throw noProduct;
    refuseTerm(line.months, content.months ?? 1);
    const wanted = meant(panel, product, { ...figuresOf(content), ipnum: content.ip_num ?? 1 });
    refuseFigures(line, product, wanted);
    if (!panel.habits.figuresAreAdditions) refuseUnlisted(line, product, wanted);
    const system = suitableSystem(panel, params.system_guid, {
      kind: "lease",
      for: "create",
      zone: line.line_guid,
      cpu: product.cpu_value,
      memory: product.memory_num,
    });
    const draft: Lease = {
      kind: "lease",
      ...newOrder(panel, product.guid, params),
      ...wanted,
      ...freshMachine,
      systemGuid: system.guid,
      loginName: system.login_name,
      password: content.loginPassword ?? generatedPassword(),
      port: Number(system.port),
    };
    return sell(panel, draft, content.number ?? 1);
  },
);

const figuresOf = ({ bandwidth, defense }: { bandwidth: number; defense: number }) => ({
  bandwidth,
  defense,
});
const freshMachine = { ips: [], work: null, restarts: 0, reinstalls: 0 };

export const createIdc = command(
  z.strictObject({
    ...buyer,
    product_guid: catalogGuid,
    content: json(z.strictObject({ ...figures, power: text, ipnum: optional(integer(0, 10_000)), ...term })),
  }),
  (panel, params) => {
    const { content } = params;
    const line = openLine(panel, panel.catalog.idcLines, params.line_guid);
    const product = panel.find(panel.catalog.idcProducts, params.product_guid, noProduct);
    if (product.status !== 1 || product.market_status !== 1 || product.line_guid !== line.guid)
      throw noProduct;
    refuseTerm(line.months, content.months ?? 1);
    if (!powersOf(product.power).some(({ name }) => name === content.power)) throw malformed("content.power");
    const wanted = meant(panel, product, { ...figuresOf(content), ipnum: content.ipnum ?? 1 });
    refuseFigures(line, product, wanted);
    if (!panel.habits.figuresAreAdditions) refuseUnlisted(line, product, wanted);
    const draft: Idc = {
      kind: "idc",
      ...newOrder(panel, product.guid, params),
      ...wanted,
      ...freshMachine,
      power: content.power,
      systemGuid: "",
      loginName: "root",
      password: "",
      port: 22,
    };
    return sell(panel, draft, content.number ?? 1);
  },
);

const additions = { ipnumAdd: amount, bandwidthAdd: amount, defenseAdd: amount };

interface Additions {
  ipnumAdd: number;
  bandwidthAdd: number;
  defenseAdd: number;
  client_order_id?: string;
}

/** Adds to what a machine has, and takes the money for the rest of the term. */
function add(
  panel: ZonkvmPanel,
  machine: Lease | Idc,
  line: LeaseLine | IdcLine,
  base: Base,
  params: Additions,
): void {
  const wanted = {
    bandwidth: machine.bandwidth + params.bandwidthAdd,
    defense: machine.defense + params.defenseAdd,
    ipnum: machine.ipnum + params.ipnumAdd,
  };
  if (params.bandwidthAdd + params.defenseAdd + params.ipnumAdd === 0) throw malformed("ipnumAdd");
  refuseFigures(line, base, wanted);
  const price = changeAmount(panel, machine, { ...machine, ...wanted });
  panel.require(price);
  machine.payments.push({ amount: price.toFixed(2), from: panel.stamp(), to: machine.endsAt });
  Object.assign(machine, wanted);
  machine.ips = addresses(machine);
  const { client_order_id: clientOrderNo } = params;
  panel.charge(machine, "upgrade", price, clientOrderNo === undefined ? {} : { clientOrderNo });
}

export const leaseUpgrade = command(
  z.strictObject({ guid, ...additions, client_order_id: clientOrderNo, client_user_id: clientUserId }),
  (panel, params) => {
    const lease = panel.idle("lease", params.guid);
    const line = panel.known(panel.catalog.leaseLines, lease.lineGuid);
    const product = panel.known(panel.catalog.leaseProducts, lease.productGuid);
    if (line.upgrade_status !== 1 || product.upgrade_status !== 1) throw noUpgrade;
    add(panel, lease, line, product, params);
  },
);

export const idcUpgrade = command(z.strictObject({ guid, ...additions }), (panel, params) => {
  const idc = panel.idle("idc", params.guid);
  const line = panel.known(panel.catalog.idcLines, idc.lineGuid);
  add(panel, idc, line, panel.known(panel.catalog.idcProducts, idc.productGuid), params);
});
