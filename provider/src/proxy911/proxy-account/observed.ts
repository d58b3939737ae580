import { z } from "zod";
import type { ProxyAccountRow } from "../api/wire";
import { documentedObject } from "../../core/documented";
import { statuses } from "../../core/observed";

/** A proxy account as the vendor lists it, in our words. */
export const proxyAccountObserved = documentedObject({
  /** The username, which every operation names: what `adopt` and `ProxyAccount.get` take. */
  serviceId: z.string(),
  /** `ready`, or `stopped` while it is disabled. */
  status: z.enum(statuses),
  /** Its name: the given one, or the one made from the resource's token. */
  username: z.string(),
  /** The vendor's own number. */
  accountId: z.number().optional(),
  /** Secret. The password as the vendor lists it. */
  password: z.string().optional(),
  /** Which packages it draws on. */
  productType: z.string(),
  /** Remark (`remark`); empty for none. */
  remark: z.string(),
  /** Traffic limit in GB; 0 is unlimited. */
  trafficLimitGb: z.number(),
  /** Whether it is enabled (`status` 1): one just disabled works, and costs, for about five minutes more. */
  enabled: z.boolean(),
  /** Traffic used, in KB, up to five minutes ago. */
  usageKb: z.number(),
  /** The same in GB (of 1024² KB), a decimal string. */
  usageGb: z.string(),
  /** When it was added, ISO 8601 with offset. */
  createdAt: z.string().optional(),
  /** The same. */
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

/** Outputs of a `ProxyAccount` that no row of 911Proxy has. */
export interface ProxyAccountDerived {
  /** Secret. `http://user:password@host:port`, where `proxyEndpoint` is given. */
  readonly httpProxyUrl: string | undefined;
  /** Secret. `socks5://user:password@host:port`, where `proxyEndpoint` is given. */
  readonly socksProxyUrl: string | undefined;
}
