import { isIP } from "node:net";
import { z } from "zod";
import type { CloudServer } from "../api/cloud-servers";
import { documentedObject } from "../../core/documented";
import { withoutGaps } from "../../core/gaps";
import { statuses } from "../../core/observed";
import { busyWords, powerOf, statusOf } from "../states";
import { say } from "../language/say";

/** A cloud server as the panel has it, in our words. What the panel does not say is not there. */
export const cloudServerObserved = documentedObject({
  /** Number of the order: what `adopt` and `CloudServer.get` take. Its `id` is the same, but for a purchase whose outcome was unknown at first. */
  serviceId: z.string(),
  /** Where it stands, in the words of the output `status`. */
  status: z.enum(statuses),
  /** What it is busy with, in words. */
  busyWith: z.string().optional(),
  /** `running`, `stopped` or `locked`, as far as the panel says. */
  powerState: z.enum(["running", "stopped", "locked"]).optional(),
  /** When it was bought (`buyTime`), ISO 8601 with offset. */
  boughtAt: z.string().optional(),
  /** The same: the vendor tells no other start. */
  startedAt: z.string().optional(),
  /** End of what is paid (`endTime`), ISO 8601 with offset. */
  expiresAt: z.string().optional(),
  /** GUID of its line (`line_guid`). */
  lineId: z.string().optional(),
  /** GUID of the installed image (`system_guid`). */
  systemId: z.string().optional(),
  /** Cores in effect. */
  cpu: z.number().optional(),
  /** Memory in effect, in GB. */
  memoryGb: z.number().optional(),
  /** Bandwidth in effect, in Mbit/s. */
  bandwidthMbps: z.number().optional(),
  /** Limit of inbound traffic, in Mbit/s (`in_bandwidth`). */
  inboundBandwidthMbps: z.number().optional(),
  /** DDoS defense in effect, in Gbit/s. */
  defenseGbps: z.number().optional(),
  /** Sizes of its disks in GB, as the panel has them. */
  diskSizesGb: z.array(z.number()).optional(),
  /** The main address. */
  ipAddress: z.string().optional(),
  /** Further addresses, as far as the panel's own text names them (`append_ip`). */
  moreIpAddresses: z.array(z.string()).optional(),
  /** Address inside the panel's network (`localIP`). */
  privateIpAddress: z.string().optional(),
  /** Public `address:port` of a server without an address of its own (`share_ip`). */
  sharedIpAddress: z.string().optional(),
  /** Login name. */
  loginName: z.string().optional(),
  /** Port of the remote login. */
  loginPort: z.number().optional(),
  /** Secret. The password as the panel lists it, where it does not mask it. */
  panelPassword: z.string().optional(),
  /** Port of the VNC console. */
  vncPort: z.number().optional(),
  /** Whether the panel asks for a new VNC password (`need_reset_vnc`). */
  vncPasswordResetNeeded: z.boolean().optional(),
  /** The number that the order was given (`client_user_id`): its token, or your own. */
  panelClientUserId: z.number().optional(),
  /** Which system runs it behind the panel (`api_type`). */
  backend: z.string().optional(),
});
export type CloudServerObserved = z.output<typeof cloudServerObserved>;

/** The addresses in a text whose form the vendor does not document. */
function addressesIn(value: unknown): string[] {
  if (typeof value === "string") return value.split(/[\s,;|，]+/).filter((part) => isIP(part) !== 0);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(addressesIn);
}

function busyWith(server: CloudServer): string | undefined {
  const { snapshotActivity } = server;
  if (snapshotActivity === "taking") return say("taking a snapshot");
  if (snapshotActivity === "restoring") return say("restoring a snapshot");
  return busyWords(server.activity, server.activityCode);
}

/** A row of the panel as what is observed of the resource. */
export function observeCloudServer(server: CloudServer): CloudServerObserved {
  return withoutGaps({
    serviceId: server.id,
    status: statusOf(server.orderStatus, server.runStatus),
    busyWith: busyWith(server),
    powerState: powerOf(server.runStatus),
    boughtAt: server.boughtAt,
    startedAt: server.boughtAt,
    expiresAt: server.expiresAt,
    lineId: server.lineGuid,
    systemId: server.imageGuid,
    cpu: server.cpuCores,
    memoryGb: server.memoryGb,
    bandwidthMbps: server.bandwidthMbps,
    inboundBandwidthMbps: server.inboundBandwidthMbps,
    defenseGbps: server.defenseGbps,
    diskSizesGb: server.diskSizesGb,
    ipAddress: server.ipAddress,
    moreIpAddresses: server.extraIpAddresses === undefined ? undefined : addressesIn(server.extraIpAddresses),
    privateIpAddress: server.privateIpAddress,
    sharedIpAddress: server.ipKind === "shared" ? server.sharedIpAddress : undefined,
    loginName: server.loginName,
    loginPort: server.loginPort,
    panelPassword: server.loginPassword,
    vncPort: server.vncPort,
    vncPasswordResetNeeded: server.vncPasswordResetNeeded,
    panelClientUserId: server.clientUserId,
    backend: server.backend,
  });
}
