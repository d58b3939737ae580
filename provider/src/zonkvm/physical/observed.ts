import { z } from "zod";
import type { IdcServer } from "../api/idc-servers";
import type { LeaseServer } from "../api/lease-servers";
import { withoutGaps } from "../../core/gaps";
import { statuses } from "../../core/observed";
import { busyWords, powerOf, statusOf } from "../states";

/** What is observed of both kinds. What the panel does not say is not there. */
export const physicalObserved = {
  /** Number of the order: what `adopt` and `.get` take. Its `id` is the same, but for a purchase whose outcome was unknown at first. */
  serviceId: z.string(),
  /** Where it stands, in the words of the output `status`. */
  status: z.enum(statuses),
  /** What it is busy with, in words. */
  busyWith: z.string().optional(),
  /** `running`, `stopped` or `locked`, as far as the panel says. */
  powerState: z.enum(["running", "stopped", "locked"]).optional(),
  /** When it was bought (`buy_time`), ISO 8601 with offset. */
  boughtAt: z.string().optional(),
  /** When it was delivered (`start_time`), ISO 8601 with offset. */
  startedAt: z.string().optional(),
  /** End of what is paid (`end_time`), ISO 8601 with offset. */
  expiresAt: z.string().optional(),
  /** The name that the panel gave it. */
  name: z.string().optional(),
  /** GUID of its line (`line_guid`). */
  lineId: z.string().optional(),
  /** GUID of its product (`product_guid`). */
  productId: z.string().optional(),
  /** GUID of the installed image (`system_guid`), where the panel shows it. */
  systemId: z.string().optional(),
  /** Bandwidth in effect, in Mbit/s. */
  bandwidthMbps: z.number().optional(),
  /** DDoS defense in effect, in Gbit/s. */
  defenseGbps: z.number().optional(),
  /** Number of addresses in effect (`ipnum`). */
  ipCount: z.number().optional(),
  /** Its addresses, as far as the panel tells them yet (`ip`). */
  ipAddresses: z.array(z.string()).optional(),
  /** Login name. */
  loginName: z.string().optional(),
  /** Port of the remote login. */
  loginPort: z.number().optional(),
  /** Secret. The password as the panel lists it, where it does not mask it. */
  panelPassword: z.string().optional(),
  /** The number that the order was given (`client_user_id`), where a panel shows it: the vendor documents none. */
  panelClientUserId: z.number().optional(),
  /** Which system runs it behind the panel (`api_type`). */
  backend: z.string().optional(),
};

/** An order of either kind as it is observed. */
export interface PhysicalObserved extends z.output<z.ZodObject<typeof physicalObserved>> {
  readonly power?: string | undefined;
}

/** What both kinds of orders tell. */
export function observePhysical(order: LeaseServer | IdcServer): PhysicalObserved {
  const { addresses = [] } = order;
  return withoutGaps({
    serviceId: order.id,
    status: statusOf(order.orderStatus, order.runStatus),
    busyWith: busyWords(order.activity, order.activityCode),
    powerState: powerOf(order.runStatus),
    boughtAt: order.boughtAt,
    startedAt: order.startedAt,
    expiresAt: order.expiresAt,
    name: order.name,
    lineId: order.lineGuid,
    productId: order.productGuid,
    systemId: order.imageGuid,
    bandwidthMbps: order.bandwidthMbps,
    defenseGbps: order.defenseGbps,
    ipCount: order.ipCount,
    ipAddresses: addresses.length === 0 ? undefined : addresses.map(({ address }) => address),
    loginName: order.loginName,
    loginPort: order.loginPort,
    panelPassword: order.loginPassword,
    panelClientUserId: order.clientUserId,
    backend: order.backend,
  });
}
