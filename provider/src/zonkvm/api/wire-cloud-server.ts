import type { z } from "zod";
import { remembered } from "../../core/wire/remembered";
import { at, record } from "../../core/wire/table";
import { enabledStatuses, orderStatuses, runStatuses } from "./replies";
import {
  decimal,
  flag,
  guid,
  integer,
  integers,
  lenient,
  money,
  opaque,
  optionalGuid,
  optionalWord,
  orderId,
  password,
  rows,
  strictInteger,
  strictTime,
  text,
  time,
  word,
} from "./scalars";

/* Cloud servers on the wire, and ours beside them: what can be bought, what was bought, and its firewall. */

/** A line (线路): a network with its prices, limits and switches. Only lines that the vendor opened for the API are listed. */
export const cloudLine = record({
  /** GUID of the line: what `line` takes. */
  guid: at("guid", guid),
  /** GUID of its zone. On the wire it is `line_guid`, which elsewhere is the line of a product or of an order. */
  zoneGuid: at("line_guid", optionalGuid),
  /** Name of the line: what `line` takes too. */
  name: at("name", text),
  /** The panel's text on it (`descript`). */
  description: at("descript", text),
  /** A page on the data center (`introUrl`). */
  introductionUrl: at("introUrl", text),
  /** Whether it is in use (`status`). */
  status: at("status", word(enabledStatuses)),
  /** How servers are sold on it: sizes at will, or packages (`lines_product_type`). */
  sales: at("lines_product_type", word({ "1": "elastic", "2": "packages" })),
  /** Whether servers can be bought on it (`buyStatus`). */
  purchaseOpen: at("buyStatus", flag),
  /** Whether they can be upgraded (`upgradeStatus`). */
  upgradeOpen: at("upgradeStatus", flag),
  /** Whether they can be renewed (`renewStatus`). */
  renewalOpen: at("renewStatus", flag),
  /** Fewest disks that can be attached (`harddiskMinNum`). */
  minDiskCount: at("harddiskMinNum", integer),
  /** Most disks that can be attached (`harddiskMaxNum`). */
  maxDiskCount: at("harddiskMaxNum", integer),
  /** Smallest disk, in GB (`harddiskMinSize`). */
  minDiskGb: at("harddiskMinSize", integer),
  /** Largest disk, in GB (`harddiskMaxSize`). */
  maxDiskGb: at("harddiskMaxSize", integer),
  /** Disks are sold in steps of so many GB (`harddiskStep`). */
  diskStepGb: at("harddiskStep", integer),
  /** Price of a GB of disk, a decimal string (`harddiskPrice`). The vendor does not say for how long. */
  diskPricePerGb: at("harddiskPrice", money),
  /** Disk that costs nothing, in GB by reading (`harddisk_free_size`). */
  freeDiskGb: at("harddisk_free_size", integer),
  /** Least bandwidth, in Mbit/s (`bandwidthMinSize`). */
  minBandwidthMbps: at("bandwidthMinSize", integer),
  /** Most bandwidth, in Mbit/s (`bandwidthMaxSize`). */
  maxBandwidthMbps: at("bandwidthMaxSize", integer),
  /** Bandwidth that costs nothing, in Mbit/s (`bandwidth_free_size`). */
  freeBandwidthMbps: at("bandwidth_free_size", integer),
  /** What inbound traffic is limited to (`bandwidth_in_type`). */
  inboundBandwidthLimit: at("bandwidth_in_type", word({ "1": "fixed", "2": "equalToOutbound" })),
  /** The fixed limit of inbound traffic, in Mbit/s (`bandwidth_in_value`). */
  inboundBandwidthMbps: at("bandwidth_in_value", integer),
  /** Price of bandwidth from 5 to 6 Mbit/s a month, a decimal string (`bandwidth6Price`). */
  bandwidthPriceFrom5To6Mbps: at("bandwidth6Price", money),
  /** Prices of bandwidth by tiers, as the panel has them: their form is not documented (`bandwidth_stairs_price`). */
  bandwidthPriceTiers: at("bandwidth_stairs_price", opaque),
  /** Least DDoS defense, in Gbit/s (`defenseMinSize`). */
  minDefenseGbps: at("defenseMinSize", integer),
  /** Most DDoS defense, in Gbit/s (`defenseMaxSize`). */
  maxDefenseGbps: at("defenseMaxSize", integer),
  /** DDoS defense that costs nothing, in Gbit/s (`defenseFreeSize`). */
  freeDefenseGbps: at("defenseFreeSize", integer),
  /** Price of DDoS defense, a decimal string, in a unit that is not documented (`defensePrice`). */
  defensePrice: at("defensePrice", money),
  /** The terms that are sold, in months (`months`). */
  months: at("months", integers),
  /** A factor on prices, a decimal string (`markup`). */
  priceFactor: at("markup", decimal),
  /** Factors on prices by term, decimal strings (`discount`). */
  discounts: at(
    "discount",
    lenient(rows(record({ months: at("month", integer), factor: at("discount", decimal) }))),
  ),
});
export type CloudLine = z.output<typeof cloudLine>;

/** A package (套餐): sizes for one price. It has no documented GUID: a purchase names its sizes. */
export const cloudPackage = record({
  /** Its GUID, where the panel shows one. */
  guid: at("guid", optionalGuid, "id"),
  /** Name of the package. */
  name: at("name", text),
  /** GUID of its line (`lines_guid`). */
  lineGuid: at("lines_guid", optionalGuid),
  /** Whether it is in use (`status`). */
  status: at("status", word(enabledStatuses)),
  /** Cores (`cpu`). */
  cpuCores: at("cpu", integer),
  /** Memory in GB (`memory`). */
  memoryGb: at("memory", integer),
  /** Size of the system disk, in GB (`systemdisk`). */
  systemDiskGb: at("systemdisk", integer),
  /** Size of the data disk, in GB (`harddisk`). */
  dataDiskGb: at("harddisk", integer),
  /** Number of addresses (`ipnum`). */
  ipCount: at("ipnum", integer),
  /** Bandwidth in Mbit/s (`bandwidth`). */
  bandwidthMbps: at("bandwidth", integer),
  /** DDoS defense in Gbit/s (`defense`). */
  defenseGbps: at("defense", integer),
  /** Price a month, a decimal string (`price`). */
  price: at("price", money),
  /** The panel's text on it (`description`). */
  description: at("description", text),
  /** Where it stands in the panel's list, smaller first (`sort`). */
  sortOrder: at("sort", integer),
});
export type CloudPackage = z.output<typeof cloudPackage>;

/** An order of a cloud server. Rows of the list have fewer fields. @param timeZone the IANA zone of the panel's wall. */
export function createCloudServerSchema(timeZone: string) {
  const moment = time(timeZone);
  return remembered(
    record({
      id: at("id", orderId),
      /** What the purchase called `user_id`, by all that is known. */
      clientUserId: at("client_user_id", integer),
      /** Not documented, and of use where a panel shows it all the same. */
      clientOrderId: at("client_order_id", text),
      lineGuid: at("line_guid", optionalGuid),
      /** The panel's number of the line. */
      lineId: at("lineID", text),
      imageGuid: at("system_guid", optionalGuid),
      ipAddress: at("ip", text),
      privateIpAddress: at("localIP", text),
      cpuCores: at("cpu", strictInteger),
      memoryGb: at("memory", strictInteger),
      /** Whether the system disk is among them, the vendor does not say: by the samples it is the first. */
      diskSizesGb: at("harddisks", integers),
      bandwidthMbps: at("bandwidth", strictInteger),
      inboundBandwidthMbps: at("in_bandwidth", integer),
      defenseGbps: at("defense", strictInteger),
      loginName: at("loginName", text),
      loginPassword: at("loginPassword", password),
      loginPort: at("login_port", integer),
      boughtAt: at("buyTime", moment),
      expiresAt: at("endTime", strictTime(timeZone)),
      orderStatus: at("orderStatus", word(orderStatuses)),
      orderStatusCode: at("orderStatus", text),
      runStatus: at("runStatus", word(runStatuses)),
      runStatusCode: at("runStatus", text),
      /** The operation in progress. */
      activity: at(
        "actStatus",
        word({ "0": "none", "3": "startingUp", "4": "shuttingDown", "5": "restarting" }),
      ),
      activityCode: at("actStatus", text),
      snapshotActivity: at("snapStatus", optionalWord({ "0": "none", "1": "taking", "2": "restoring" })),
      vncPort: at("vnc_port", integer),
      vncPasswordResetNeeded: at("need_reset_vnc", flag),
      ipKind: at("share_type", optionalWord({ "0": "own", "1": "shared" })),
      /** `IP:port` of a server without an address of its own. */
      sharedIpAddress: at("share_ip", text),
      /** As the panel has them: the form of these three is not documented. */
      extraIpAddresses: at("append_ip", opaque),
      securityPolicies: at("securityPolicyList", opaque),
      portForwardings: at("port", opaque),
      /** Which system runs it behind the panel. */
      backend: at("api_type", text),
    }),
  );
}
export type CloudServer = z.output<ReturnType<typeof createCloudServerSchema>>;

const lowerCase = text.transform((value): unknown => value?.toLowerCase());

/** A rule of a cloud server's security group (安全组). @param timeZone the IANA zone of the panel's wall. */
export function createSecurityRuleSchema(timeZone: string) {
  return record({
    /** What deletes it. */
    guid: at("guid", guid),
    /** A number that no operation takes. */
    id: at("id", text),
    /** What it belongs to: the order, by reading. */
    productId: at("product_id", text),
    name: at("name", text),
    /** The smaller, the earlier. */
    weight: at("weight", integer),
    direction: at("direction", lowerCase.pipe(word({ inbound: "inbound", outbound: "outbound" }))),
    protocol: at("protocol", lowerCase.pipe(word({ tcp: "tcp", udp: "udp", icmp: "icmp" }))),
    /** Sent as `operation`. */
    verdict: at("action", lowerCase.pipe(word({ allow: "allow", deny: "deny" }))),
    /** An address or a range. */
    remoteIp: at("remote_ip", text),
    localPort: at("local_port", text),
    serviceType: at("service_type", text),
    /** A number that the vendor does not explain. */
    statusCode: at("status", text),
    createdAt: at("create_time", time(timeZone)),
  });
}
export type SecurityRule = z.output<ReturnType<typeof createSecurityRuleSchema>>;
