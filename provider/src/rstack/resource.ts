import type * as pulumi from "@pulumi/pulumi";
import type { machineArguments, orderArguments } from "../core/arguments";
import { hyperVmFace } from "./faces";
import type { hyperVmOnly } from "./hyper-vm/arguments";
import type { HyperVmObserved } from "./hyper-vm/observed";
import { faceOf, isResourceOf, ResellerResource, type ArgsOf } from "../pulumi/resource";

/** Arguments of a {@link HyperVm}. */
export type HyperVmArgs = ArgsOf<typeof orderArguments & typeof machineArguments & typeof hyperVmOnly>;

const face = { ...faceOf(hyperVmFace), outputs: [...hyperVmFace.outputs, "name", "user", "image"] };

/** Where and how to log in: fits `remote.Command` of `@pulumi/command` as it is. */
export interface HyperVmConnection {
  /** The shared address, or the machine's own. */
  readonly host: string;
  /** Port of SSH, or of remote desktop on Windows, at `host`. */
  readonly port: number;
  /** `root`, or `Administrator` on Windows. */
  readonly user: string;
  /** Secret. The password that was set last, or else the one that the controller lists. */
  readonly password: string;
}

/**
 * A Hyper-V virtual machine of an RStack controller, which knows no prices and no terms.
 *
 * A create makes the machine (`vm_create`) and follows its installation; a destroy deletes it with its disks (`vm_delete`).
 * What each argument's change does stands beside the argument.
 *
 * ```ts
 * const web = new reseller.HyperVm("web", {
 *   user: "8080",
 *   area: "South China",
 *   image: "ubuntu22.04",
 *   name: "web1",
 *   cpu: 2,
 *   memoryMb: 2048,
 *   portMbps: 10,
 *   trafficGb: 500,
 * }, { protect: true });
 * ```
 */
export class HyperVm extends ResellerResource {
  /** Name of the machine. */
  declare readonly name: pulumi.Output<string>;
  /** Owner, by the number that you gave it. */
  declare readonly user: pulumi.Output<string>;
  /** The image, as it was written. */
  declare readonly image: pulumi.Output<string>;
  /** Area that it is in (`areaname`). */
  declare readonly areaName: pulumi.Output<string | undefined>;
  /** Node that it runs on, by id (`nodeid`). */
  declare readonly nodeId: pulumi.Output<string | undefined>;
  /** Node that it runs on, by name (`nodename`). */
  declare readonly nodeName: pulumi.Output<string | undefined>;
  /** Installed image, by id (`osid`). */
  declare readonly imageId: pulumi.Output<string | undefined>;
  /** Installed image, by the controller's name of it (`os`). */
  declare readonly imageName: pulumi.Output<string | undefined>;
  /** Hyper-V's own id (`guid`), once the machine is on its node. */
  declare readonly guid: pulumi.Output<string | undefined>;
  /** Hardware address of its network adapter (`mac`): `00:15:5d:2b:63:90`. */
  declare readonly macAddress: pulumi.Output<string | undefined>;
  /** The main address. */
  declare readonly ipAddress: pulumi.Output<string>;
  /** All addresses, IPv4 first. */
  declare readonly ipAddresses: pulumi.Output<string[]>;
  /** `publicIpv4`, `privateIpv4`, `ipv6`: what the main address is. */
  declare readonly ipType: pulumi.Output<HyperVmObserved["ipType"]>;
  /** The shared address of a machine with a private one (`publicip`). */
  declare readonly publicIp: pulumi.Output<string | undefined>;
  /** Whether it has a shared address: only then it can have port mappings and NAT websites. */
  declare readonly sharesAddress: pulumi.Output<boolean | undefined>;
  /** Port of SSH or remote desktop; 0 is the system's own. On a machine with a shared address any other is a port of that address. */
  declare readonly remotePortInUse: pulumi.Output<number | undefined>;
  /** Cores in effect (`cpu`). */
  declare readonly cpu: pulumi.Output<number>;
  /** Maximum of memory in effect, in MB (`ram`). */
  declare readonly memoryMb: pulumi.Output<number>;
  /** Data disk in effect, in GB (`disk`); 0 for none. */
  declare readonly dataDiskGb: pulumi.Output<number | undefined>;
  /** Speed of the network in effect, in Mbit/s (`port`). */
  declare readonly portMbps: pulumi.Output<number>;
  /** Traffic of the month in GB (`bwlimit`); 0 for no limit. */
  declare readonly trafficGb: pulumi.Output<number>;
  /** Traffic used this month (`bwusage`), as the panel counts it: the vendor states no unit. */
  declare readonly trafficUsedGb: pulumi.Output<number | undefined>;
  /** When the count of the traffic begins anew (`bwdate`), ISO 8601 with offset. */
  declare readonly trafficResetsAt: pulumi.Output<string | undefined>;
  /** Whether more is used than the month has (`status` -2 or -3): the machine may run on. */
  declare readonly overTraffic: pulumi.Output<boolean>;
  /** Whether the controller has stopped the machine for its traffic (`status` -3, or `overbw` by `vm_state`). */
  declare readonly stoppedForTraffic: pulumi.Output<boolean>;
  /** What the owner may make, as it stands. */
  declare readonly quotasInForce: pulumi.Output<HyperVmObserved["quotasInForce"]>;
  /** Known when `powerState` is managed. */
  declare readonly powerState: pulumi.Output<HyperVmObserved["powerState"]>;
  /** Whether it is suspended (`status` -1, or `overdue` by `vm_state`). */
  declare readonly suspended: pulumi.Output<boolean>;
  /** Whether it is locked (`status` 1, or `locked` by `vm_state`). */
  declare readonly locked: pulumi.Output<boolean>;
  /** Why the installation failed. */
  declare readonly failure: pulumi.Output<string | undefined>;
  /** Secret. The password that was set last. */
  declare readonly password: pulumi.Output<string | undefined>;
  /** Secret. The password that the controller lists, which may be that of the creation. */
  declare readonly panelPassword: pulumi.Output<string | undefined>;
  /** Secret. The VNC console; there only on what `.get` reads, and its token only while it is open. */
  declare readonly console: pulumi.Output<HyperVmObserved["console"]>;
  /**
   * Secret. For `remote.Command` of `@pulumi/command`. Host and port are of one side: the shared address with its port, or the
   * machine's own address with its own. Not there while that is not known.
   */
  declare readonly connection: pulumi.Output<HyperVmConnection | undefined>;

  constructor(name: string, args: HyperVmArgs, opts?: pulumi.CustomResourceOptions) {
    super(face, name, args, opts);
  }

  /** Reads a VM that is not managed here. Fails when the controller does not have it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): HyperVm {
    // Nothing is made on this way: the required arguments come back from the controller.
    return new HyperVm(name, {} as HyperVmArgs, { ...opts, id });
  }

  /** Whether a value is a `HyperVm`. */
  static override isInstance(value: unknown): value is HyperVm {
    return isResourceOf(face.type, value);
  }
}
