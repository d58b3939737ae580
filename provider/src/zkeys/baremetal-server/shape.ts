import { z } from "zod";
import { documentedObject } from "../../core/documented";
import { statuses } from "../../core/observed";

/* What is observed of a server, in our words. */

/** The sizes that can be bought and given up, in the words of the arguments. */
export const sizeKinds = ["bandwidthMbps", "defenseGbps", "ipCount"] as const;
export type SizeKind = (typeof sizeKinds)[number];

const upgradeRecord = documentedObject({
  /** What was added to. */
  size: z.enum(sizeKinds),
  /** How much: Mbit/s, Gbit/s or addresses. */
  amount: z.number(),
  /** The addresses, or the amount again (`value`). */
  value: z.string().optional(),
  /** Whether it is in effect. */
  active: z.boolean(),
  /** The panel's number of its order. */
  orderNo: z.string().optional(),
  /** GUID of the decrease that goes with it (`degrade_guid`). */
  degradeId: z.string().optional(),
  /** When it was made, ISO 8601 with offset. */
  createdAt: z.string().optional(),
});
export type UpgradeRecord = z.infer<typeof upgradeRecord>;

const downgradeRecord = documentedObject({
  /** GUID of the booking. */
  id: z.string(),
  /** What is taken from. */
  size: z.enum(sizeKinds),
  /** How much: Mbit/s, Gbit/s or addresses. */
  amount: z.number(),
  /** What it was before, as the panel says it. */
  oldValue: z.number().optional(),
  /** Where it stands. */
  status: z.enum(["waiting", "done", "cancelled", "unknown"]),
  /** When it is carried out, ISO 8601 with offset. */
  applyAt: z.string().optional(),
  /** When it was booked, ISO 8601 with offset. */
  createdAt: z.string().optional(),
});
export type DowngradeRecord = z.infer<typeof downgradeRecord>;

/** An address, as state has it. */
const address = documentedObject({
  /** The address. */
  address: z.string(),
});

/** An address, as lookups have it. */
export interface Address {
  /** The address. */
  readonly address: string;
  /** Its network mask. */
  readonly mask?: string | undefined;
  /** Its gateway. */
  readonly gateway?: string | undefined;
  /** Whether it is the main address. */
  readonly isMain: boolean;
}

const scheduledChange = documentedObject({
  /** Bandwidth from then on, in all, in Mbit/s. */
  bandwidthMbps: z.number().optional(),
  /** DDoS defense from then on, in all, in Gbit/s. */
  defenseGbps: z.number().optional(),
  /** Billed addresses from then on, in all. */
  ipCount: z.number().optional(),
  /** When, ISO 8601 with offset. */
  at: z.string().optional(),
});

/** The machine itself, for lookups: state has it in one line. Memory in GB; one id per disk. */
export interface Hardware {
  /** Model of its processors (`cpu`). */
  readonly cpuModel?: string | undefined;
  /** Cores in all (`cpu_value`). */
  readonly cpuCores?: number | undefined;
  /** Number of processors (`cpu_num`). */
  readonly cpuCount?: number | undefined;
  /** Most processors that fit (`cpu_max_num`). */
  readonly maxCpuCount?: number | undefined;
  /** Model of its memory (`memory`). */
  readonly memoryModel?: string | undefined;
  /** Memory in GB (`memory_num`). */
  readonly memoryGb?: number | undefined;
  /** Most memory that fits, in GB (`memory_max_num`). */
  readonly maxMemoryGb?: number | undefined;
  /** Main board. */
  readonly mainBoard?: string | undefined;
  /** Height in rack units (`size`). */
  readonly rackUnits?: number | undefined;
  /** The panel's note on RAID (`raid_tips`). */
  readonly raidNote?: string | undefined;
  /** Its disks, by the GUIDs of `getHarddisks`: a model that is fitted twice is named twice. */
  readonly harddiskIds?: readonly string[] | undefined;
  /** Most disks that fit (`harddisk_max_num`). */
  readonly maxHarddiskCount?: number | undefined;
}

/** Access to the management controller, of servers that staff set up. */
const ipmi = documentedObject({
  /** Address of the management controller (`ipmi_ip`). */
  address: z.string(),
  /** Its login name (`ipmi_user`). */
  user: z.string().optional(),
  /** Secret. Its password (`ipmi_pass`). */
  password: z.string().optional(),
});
export type Ipmi = z.infer<typeof ipmi>;

/** How renewals are priced. */
const renewal = documentedObject({
  /** `system`, `monthly` or `byTerm`. */
  setting: z.string().optional(),
  /** Fixed price of a month, a decimal string. */
  price: z.string().optional(),
  /** Prices by term, JSON as the panel writes it. */
  pricesByTerm: z.string().optional(),
  /** The panel's note on a fixed price. */
  note: z.string().optional(),
});

/** A bare-metal server as the panel has it, in our words. */
export const baremetalServerObserved = documentedObject({
  /** GUID of the server: what `adopt` and `BaremetalServer.get` take. Its `id` is the same, but for a purchase whose outcome was unknown at first. */
  serviceId: z.string(),
  /** Where it stands, in the words of the output `status`. */
  status: z.enum(statuses),
  /** What the machine is busy with, in words. */
  busyWith: z.string().optional(),
  /** `running`, `stopped`, `locked` or `unknown`. */
  powerState: z.enum(["running", "stopped", "locked", "unknown"]).default("unknown"),
  /** Start of the service, ISO 8601 with offset. */
  startedAt: z.string().optional(),
  /** End of what is paid, ISO 8601 with offset. */
  expiresAt: z.string().optional(),
  /** When it was bought, ISO 8601 with offset. */
  boughtAt: z.string().optional(),
  /** The name that the panel gave it. */
  name: z.string().optional(),
  /** Cabinet or asset number. */
  cabinet: z.string().optional(),
  /** GUID of the line that it is on (`line_guid`). */
  lineId: z.string().optional(),
  /** GUID of its model (`product_guid`). */
  productId: z.string().optional(),
  /** GUID of the installed image (`system_guid`). */
  systemId: z.string().optional(),
  /** Login name. */
  loginName: z.string().optional(),
  /** The remark of the purchase, with its token. */
  purchaseRemark: z.string().optional(),
  /** What came with the model. */
  included: documentedObject({
    /** Bandwidth, in Mbit/s. */
    bandwidthMbps: z.number(),
    /** DDoS defense, in Gbit/s. */
    defenseGbps: z.number(),
    /** Billed addresses. */
    ipCount: z.number(),
  }),
  /** Bandwidth in effect, in all, in Mbit/s: the model's and the upgrades'. */
  bandwidthMbps: z.number().default(0),
  /** DDoS defense in effect, in all, in Gbit/s: the model's and the upgrades'. */
  defenseGbps: z.number().default(0),
  /** Billed addresses in effect, in all: the model's and the upgrades'. */
  ipCount: z.number().default(0),
  /** What was added after the purchase. */
  upgrades: z.array(upgradeRecord).default([]),
  /** Decreases that were booked. */
  downgrades: z.array(downgradeRecord).default([]),
  /** What is booked to change, to what, and when. */
  scheduledChange: scheduledChange.optional(),
  /** Its usable addresses. */
  addresses: z.array(address).default([]),
  /** Addresses that came with upgrades, as the panel writes them: `114.114.8.16-23`. */
  addedRanges: z.array(z.string()).default([]),
  /** The main address. */
  ipAddress: z.string().optional(),
  /** The machine in one line: processors, memory, disks, board. */
  hardwareSummary: z.string().optional(),
  /** Your own user id, as the panel has it (`client_user_id`). */
  panelClientUserId: z.string().optional(),
  /** Secret. Access to the management controller, of servers that staff set up, as far as the panel tells it. */
  ipmi: ipmi.optional(),
  /** How renewals are priced. */
  renewal: renewal.optional(),
  /** `bios` or `uefi`. */
  bootMode: z.string().optional(),
  /** The panel's number of the machine in its stock (`stock_id`). */
  stockId: z.string().optional(),
  /** Whether the panel renews it by itself. */
  autoRenew: z.boolean().optional(),
  /** Why the panel has it locked (`lock_reason`), in the panel's words. */
  lockReason: z.string().optional(),
  /** Since when the panel has it locked (`lock_time`), ISO 8601 with offset. */
  lockedAt: z.string().optional(),
  /** SSH public key that the panel has of it (`ssh_public_key`). */
  sshPublicKey: z.string().optional(),
});
export type BaremetalServerObserved = z.infer<typeof baremetalServerObserved>;

/** A server as it is listed, with what state leaves out. */
export type BaremetalServerRow = Omit<BaremetalServerObserved, "addresses"> & {
  /** The machine itself. */
  readonly hardware: Hardware;
  /** Its usable addresses. */
  readonly addresses: Address[];
  /** Whether staff, or stock, deliver it. */
  readonly stock?: string | undefined;
  /** Whether its console is locked (`lock_vnc`). */
  readonly vncLocked?: boolean | undefined;
  /** Whether its user may upgrade it in the panel. */
  readonly selfServiceUpgrade?: boolean | undefined;
  /** Whether an agent bought it (`is_agent`). */
  readonly boughtByAgent?: boolean | undefined;
  /** How many reminders of its renewal were sent (`renew_notice`). */
  readonly renewalReminders?: number | undefined;
  /** The system partition as the panel writes it (`system_partition`). */
  readonly systemPartition?: string | undefined;
  /** Its size as the panel writes it: the unit is unclear. */
  readonly systemPartitionSize?: string | undefined;
};
