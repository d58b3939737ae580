import Big from "big.js";
import { z } from "zod";
import type { IdcLine, LeaseLine } from "./catalog-rows";
import type { ZonkvmPanel } from "./panel";
import type { Cloud, Hosting, Idc, Lease, Service } from "./service";
import { monthsLeft, unusedPart } from "./time";

/** A month's price of one core, of one GB of memory and of a further address of a cloud server: no operation of the document tells them. */
export const untold = { core: "10.00", memoryGb: "5.00", address: "20.00" } as const;

/** The shape of prices by steps is the sandbox's own: the document's examples are empty. */
const Stairs = z.array(z.object({ start: z.coerce.number(), end: z.coerce.number(), price: z.string() }));
const Discounts = z.array(
  z.object({ month: z.coerce.number(), discount: z.union([z.string(), z.number()]) }),
);

/** What bandwidth costs a month: at the step that its amount is on, or the plain price. */
function bandwidthPrice(stairs: string, plain: string, mbps: number): Big {
  const step = Stairs.parse(JSON.parse(stairs)).find(({ start, end }) => mbps >= start && mbps <= end);
  return new Big(step?.price ?? plain).times(mbps);
}

/** The discount of the longest term in the table that is not longer than this one. */
function discountOf(table: string, months: number): Big | undefined {
  const fitting = Discounts.parse(JSON.parse(table)).filter(({ month }) => month <= months);
  const best = fitting.sort((one, other) => other.month - one.month)[0];
  return best === undefined ? undefined : new Big(best.discount);
}

/** `0.00` is in the document for what cannot be free: it counts as not set. */
function yearFactor(line: LeaseLine | IdcLine, months: number): Big {
  const factor =
    months >= 36 ? line.discount3 : months >= 24 ? line.discount2 : months >= 12 ? line.discount1 : "1";
  return new Big(factor).eq(0) ? new Big(1) : new Big(factor);
}

const beyond = (amount: number, free: number): number => Math.max(0, amount - free);

function cloudMonthly(panel: ZonkvmPanel, server: Cloud): Big {
  const line = panel.known(panel.catalog.cloudLines, server.lineGuid);
  const asPackage = panel.catalog.packages.find(
    (row) => row.lines_guid === line.guid && row.name === server.productGuid,
  );
  if (asPackage !== undefined) return new Big(asPackage.price);
  const diskGb = server.disks.reduce((sum, size) => sum + size, 0);
  const mbps = beyond(server.bandwidth, line.bandwidth_free_size);
  return new Big(untold.core)
    .times(server.cpu)
    .plus(new Big(untold.memoryGb).times(server.memory))
    .plus(new Big(untold.address).times(server.ipnum - 1))
    .plus(new Big(line.harddiskPrice).times(beyond(diskGb, line.harddisk_free_size)))
    .plus(bandwidthPrice(line.bandwidth_stairs_price, line.bandwidth6Price, mbps))
    .plus(new Big(line.defensePrice).times(beyond(server.defense, line.defenseFreeSize)))
    .times(line.markup);
}

/** What stands beyond the product's own figures. */
function rackMonthly(
  line: LeaseLine | IdcLine,
  product: { price: string; bandwidth: number; defense: number; ipnum: string },
  machine: Lease | Idc,
): Big {
  const mbps = beyond(machine.bandwidth, product.bandwidth);
  const addresses = beyond(machine.ipnum, Math.max(Number(product.ipnum), line.ip_free_size));
  return new Big(product.price)
    .plus(bandwidthPrice(line.bandwidth_stairs_price, line.bandwidth_price, mbps))
    .plus(new Big(line.ip_price).times(addresses))
    .plus(new Big(line.defense_price).times(beyond(machine.defense, product.defense)));
}

/** The power specifications of a colocation product, by name. */
export const powersOf = (power: string): { name: string; price: string }[] =>
  z.array(z.object({ name: z.string(), price: z.string() })).parse(JSON.parse(power));

function hostingMonthly(panel: ZonkvmPanel, hosting: Hosting): Big {
  const product = panel.known(panel.catalog.hostingProducts, hosting.productGuid);
  const packs = beyond(hosting.flow, product.flow) / product.up_flow;
  return new Big(product.price).plus(new Big(product.up_flow_price).times(packs));
}

/** What a service costs a month, before any discount for a term. */
export function monthlyOf(panel: ZonkvmPanel, service: Service): Big {
  const { catalog } = panel;
  switch (service.kind) {
    case "server":
      return cloudMonthly(panel, service);
    case "lease":
      return rackMonthly(
        panel.known(catalog.leaseLines, service.lineGuid),
        panel.known(catalog.leaseProducts, service.productGuid),
        service,
      );
    case "idc": {
      const product = panel.known(catalog.idcProducts, service.productGuid);
      const power = powersOf(product.power).find((one) => one.name === service.power);
      return rackMonthly(panel.known(catalog.idcLines, service.lineGuid), product, service).plus(
        power?.price ?? 0,
      );
    }
    case "hosting":
      return hostingMonthly(panel, service);
    case "sql":
      return service.hostingId === 0
        ? new Big(panel.known(catalog.sqlProducts, service.productGuid).price)
        : new Big(0);
  }
}

/** The price factor of a term. */
function termFactor(panel: ZonkvmPanel, service: Service, months: number): Big {
  const { catalog } = panel;
  const one = new Big(1);
  switch (service.kind) {
    case "server":
      return discountOf(panel.known(catalog.cloudLines, service.lineGuid).discount, months) ?? one;
    case "lease":
      return yearFactor(panel.known(catalog.leaseLines, service.lineGuid), months);
    case "idc":
      return yearFactor(panel.known(catalog.idcLines, service.lineGuid), months);
    case "hosting":
      return (
        discountOf(panel.known(catalog.hostingProducts, service.productGuid).discount, months)?.div(100) ??
        one
      );
    case "sql":
      if (service.hostingId !== 0) return one;
      return (
        discountOf(panel.known(catalog.sqlProducts, service.productGuid).discount, months)?.div(100) ?? one
      );
  }
}

/** What a term costs, for a purchase and for a renewal alike. */
export const termAmount = (panel: ZonkvmPanel, service: Service, months: number): Big =>
  monthlyOf(panel, service)
    .times(months)
    .times(termFactor(panel, service, months))
    .round(2);

/** What it costs to turn a service into another one for the rest of its term. */
export const changeAmount = (panel: ZonkvmPanel, before: Service, after: Service): Big =>
  monthlyOf(panel, after)
    .minus(monthlyOf(panel, before))
    .times(monthsLeft(before.endsAt, panel.stamp()))
    .round(2);

/** What was paid for time that is not used yet. */
export const refundAmount = (service: Service, now: string): Big =>
  service.payments
    .reduce((sum, paid) => sum.plus(unusedPart(paid.from, paid.to, now).times(paid.amount)), new Big(0))
    .round(2);
