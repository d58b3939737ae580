import { z } from "zod";
import { machineArguments, orderArguments } from "../../core/arguments";
import { documentedStrictObject } from "../../core/documented";
import { say } from "../language/say";

const size = (least: number, most = 1_000_000_000) => z.int().min(least).max(most);
const quota = z.union([size(0), z.literal("byUserGroup")], {
  error: () => say('is not a number, or "byUserGroup"'),
});

const addressWish = <S extends z.ZodType>(address: S, least: number) =>
  z.union(
    [
      documentedStrictObject({
        /** How many: the controller picks them. */
        count: size(least),
      }),
      documentedStrictObject({
        /** Which, the main one first. */
        addresses: z.array(address).min(1),
      }),
    ],
    { error: () => say("is not {count} or {addresses}", { count: "{ count }", addresses: "{ addresses }" }) },
  );

/** What only a `HyperVm` takes. By itself, because editors show its doc comments. */
export const hyperVmOnly = {
  /** Owner: the number that you gave the user (`userid`). A change transfers the VM in place. */
  user: z.string().min(1),
  /** Area, by name or id: the controller picks a node. Exactly one of `area` and `node`. A change to another area is a replacement. */
  area: z.string().min(1).optional(),
  /** Node, by name or id. A change to another node is a replacement. */
  node: z.string().min(1).optional(),
  /** Image, by name or id (`hyperos`). A change reinstalls (`vm_reload`): erases the system disk, needs `allowReinstall`. */
  image: z.string().min(1),
  /** Name of the machine: letters and digits, at least 2, when it is created; 15 are safe for Windows. A change is a replacement. */
  name: z.string().min(1),
  /** Cores. A change is made in place (`vm_update`), which may restart a running machine: needs `allowPowerCycle`. */
  cpu: size(1),
  /** Cap of the cores' use, in percent; 100 (default) for none, and the vendor advises at least 50. Changes like `cpu`. */
  cpuLimitPercent: size(0, 100).optional(),
  /** Who gets CPU first when the node is short: up to 100. Default 10. Changes like `cpu`. */
  cpuWeight: size(0, 100).optional(),
  /** Maximum of memory, in MB. Changes like `cpu`. */
  memoryMb: size(1),
  /** Minimum of memory, in MB. Default `memoryMb`, which is static memory; less is dynamic memory. Changes like `cpu`. */
  memoryMinMb: size(1).optional(),
  /** Buffer of dynamic memory, in percent. Default 20. Changes like `cpu`. */
  memoryBufferPercent: size(0).optional(),
  /** Who gets memory first when the node is short: up to 100. Default 50. Changes like `cpu`. */
  memoryWeight: size(0, 100).optional(),
  /** Size of the system disk in GB, for any image or one for Windows and one for Linux. Default: the controller's. A change takes a reinstall. */
  systemDisksGb: z
    .union(
      [
        size(1),
        documentedStrictObject({
          /** Size under Windows. */
          windows: size(1),
          /** Size under Linux. */
          linux: size(1),
        }),
      ],
      { error: () => say("is not a number, or {sizes}", { sizes: "{ windows, linux }" }) },
    )
    .optional(),
  /** Data disk in GB; 0 (default) for none. Grows in place, like `cpu`; it never shrinks. */
  dataDiskGb: size(0).optional(),
  /** Limit of what the system disk does a second, as the panel counts it; 0 (default) for none. Changes like `cpu`. */
  systemDiskIops: size(0).optional(),
  /** The same for the data disk. Changes like `cpu`. */
  dataDiskIops: size(0).optional(),
  /** Speed of the network in Mbit/s. Changes like `cpu`. */
  portMbps: size(1),
  /** Traffic a month in GB; 0 for no limit. Changes in place; more than is used brings back a VM that was stopped for its traffic. */
  trafficGb: size(0),
  /** What the owner may make: 0 (default) for none. Changes in place. */
  quotas: documentedStrictObject({
    /** Snapshots (`backup_snapshot`), or as the user's group has it. */
    snapshots: quota.optional(),
    /** Full backups (`backup_full`), or as the user's group has it. */
    backups: quota.optional(),
    /** Port mappings (`portmap`). */
    portMappings: size(0).optional(),
    /** NAT websites (`binding_domain`). */
    natWebsites: size(0).optional(),
  }).optional(),
  /** How many IPv4 addresses, or which, the main one first. Default one. Changes in place (`vm_addip`, or `vm_update` and `vm_setips`). */
  ipv4: addressWish(z.ipv4({ error: () => say("is not an IPv4 address") }), 1).optional(),
  /** The same for IPv6; none by default. The last one cannot be taken away. */
  ipv6: addressWish(z.ipv6({ error: () => say("is not an IPv6 address") }), 0).optional(),
  /** Public or private IPv4, where a node has both. Used when ordering; a change is recorded and does nothing. */
  ipType: z.enum(["public", "private"]).optional(),
  /** Picks the addresses at random. Used when ordering; a change is recorded and does nothing. */
  randomIps: z.boolean().optional(),
  /** Port of SSH or remote desktop: 0 (default) the system's own, 1 a random one, or 10000–65535. Changes in place (`vm_setport`) while running. */
  remotePort: z
    .int()
    .refine((port) => port === 0 || port === 1 || (port >= 10_000 && port <= 65_535), {
      error: () => say("must be 0, 1 or 10000–65535"),
    })
    .optional(),
  /** Remark for the panel's staff, behind the token of the order. Changes in place. */
  remark: z.string().optional(),
  /** CD image in the drive, by name or id; nothing ejects. Changes in place (`vm_cd_manage`). */
  cd: z.string().min(1).optional(),
  /** Whether the VM is suspended (`vm_update` `status` -1); not managed when unset. */
  suspended: z.boolean().optional(),
  /** Whether the VM is locked (`vm_update` `status` 1); not managed when unset. */
  locked: z.boolean().optional(),
  /** Any values; a change binds the addresses in the running machine again (`vm_setips`), as after somebody removed one there. */
  bindTriggers: z.array(z.unknown()).optional(),
  /** Stops and restarts by cutting the power (`vm_force_stop`, `vm_force_restart`). A change is recorded and does nothing by itself. Default false. */
  forcePower: z.boolean().optional(),
  /** What a reinstall erases: the system disk (default), or all disks (`rot` 1). A change is recorded for the next one. */
  reinstallErases: z.enum(["systemDisk", "allDisks"]).optional(),
  /** Deletes by force, also a VM that is locked or busy (`forcedelete`). A change is recorded for the deletion. Default false. */
  forceDelete: z.boolean().optional(),
};

/**
 * The arguments of a `HyperVm`. References take a name or an id; an unknown or ambiguous name fails in the preview and lists
 * the candidates. The panel knows no prices and no terms.
 */
export const hyperVmArguments = z.strictObject({ ...orderArguments, ...machineArguments, ...hyperVmOnly });

/** Arguments as checked. */
export type HyperVmArguments = z.output<typeof hyperVmArguments>;

/** The arguments that are hardware. */
export const hardwareKeys = [
  "cpu",
  "cpuLimitPercent",
  "cpuWeight",
  "memoryMb",
  "memoryMinMb",
  "memoryBufferPercent",
  "memoryWeight",
  "dataDiskGb",
  "systemDiskIops",
  "dataDiskIops",
  "portMbps",
] as const;
export type HardwareKey = (typeof hardwareKeys)[number];

export const quotaKeys = ["snapshots", "backups", "portMappings", "natWebsites"] as const;
export type QuotaKey = (typeof quotaKeys)[number];

/** Both sizes of the system disk. */
export function systemDisksOf(given: {
  readonly systemDisksGb?: HyperVmArguments["systemDisksGb"];
}): { windows: number; linux: number } | undefined {
  const disks = given.systemDisksGb;
  return typeof disks === "number" ? { windows: disks, linux: disks } : disks;
}
