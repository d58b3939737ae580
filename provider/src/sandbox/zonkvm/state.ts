import { z } from "zod";
import { LedgerState } from "../ledger";
import { Catalog } from "./catalog-rows";
import { cloudLines, packages, systems, zones } from "./offer-cloud";
import { disks, idcLines, idcProducts, leaseLines, leaseProducts } from "./offer-rack";
import { hostingLines, hostingProducts, sqlProducts } from "./offer-web";
import { Service } from "./service";

/** A rule of a cloud server's security group, as it is listed. */
export const PolicyRow = z.object({
  id: z.number(),
  product_id: z.number(),
  guid: z.string(),
  name: z.string(),
  weight: z.number(),
  direction: z.string(),
  protocol: z.string(),
  action: z.string(),
  remote_ip: z.string(),
  local_port: z.string(),
  service_type: z.string(),
  status: z.number(),
  create_time: z.string(),
});
export type PolicyRow = z.infer<typeof PolicyRow>;

/** Everything that a panel remembers. */
export const ZonkvmState = z.object({
  schema: z.literal("zonkvm-sandbox-1"),
  appId: z.string(),
  appKey: z.string(),
  clockOffsetMs: z.number(),
  money: LedgerState,
  catalog: Catalog,
  services: z.array(Service),
  policies: z.array(PolicyRow),
  /** Last number given out, by what it is for: every kind counts its own ids. */
  sequences: z.record(z.string(), z.number()),
  /** Why every call is refused, if it is. */
  blocked: z.string().nullable(),
  /** Why refunds are refused, if they are. */
  refundsRefused: z.string().nullable(),
  /** How many coming purchases never open by themselves. */
  stalledOpenings: z.number(),
});
export type ZonkvmState = z.infer<typeof ZonkvmState>;

/** A panel with something to sell and nothing sold. */
export const freshState = (appId: string, appKey: string, balance: string): ZonkvmState => ({
  schema: "zonkvm-sandbox-1",
  appId,
  appKey,
  clockOffsetMs: 0,
  money: { balance, orders: [] },
  catalog: structuredClone({
    zones,
    systems,
    cloudLines,
    packages,
    leaseLines,
    leaseProducts,
    disks,
    idcLines,
    idcProducts,
    hostingLines,
    hostingProducts,
    sqlProducts,
  }),
  services: [],
  policies: [],
  sequences: { server: 1000, invoice: 500 },
  blocked: null,
  refundsRefused: null,
  stalledOpenings: 0,
});
