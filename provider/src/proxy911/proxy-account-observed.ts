import { z } from "zod";
import { statuses } from "../core/noun";
import type { ProxyAccountRow } from "./wire";

/** A proxy account as the vendor lists it, in our words. */
export const proxyAccountObserved = z.object({
  /** The username: it is what every operation names. */
  serviceId: z.string(),
  /** `ready`, or `stopped` while it is disabled. */
  status: z.enum(statuses),
  username: z.string(),
  /** The vendor's own number. */
  accountId: z.number().optional(),
  password: z.string().optional(),
  productType: z.string(),
  remark: z.string(),
  /** 0 is unlimited. */
  trafficLimitGb: z.number(),
  enabled: z.boolean(),
  /** Traffic used, exact, up to five minutes ago. */
  usageKb: z.number(),
  /** The same in GB (of 1024² KB), a decimal string. */
  usageGb: z.string(),
  createdAt: z.string().optional(),
  boughtAt: z.string().optional(),
});
export type ProxyAccountObserved = z.output<typeof proxyAccountObserved>;

/** A listed row, observed. */
export function observe(row: ProxyAccountRow): ProxyAccountObserved {
  return {
    serviceId: row.username,
    status: row.status === "disabled" ? "stopped" : "ready",
    username: row.username,
    accountId: row.id,
    password: row.password,
    productType: row.productType,
    remark: row.remark,
    trafficLimitGb: row.trafficLimitGb,
    enabled: row.status !== "disabled",
    usageKb: row.usageKb,
    usageGb: row.usageGb,
    createdAt: row.createdAt,
    boughtAt: row.createdAt,
  };
}
