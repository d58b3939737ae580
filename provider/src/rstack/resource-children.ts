import type * as pulumi from "@pulumi/pulumi";
import type { childArguments } from "../core/child-kind";
import * as faces from "./faces";
import type { hyperUserOnly } from "./hyper-user";
import type { natWebsiteOnly } from "./nat-website";
import type { portMappingOnly } from "./port-mapping";
import { faceOf, isResourceOf, ResellerResource, type ArgsOf } from "../pulumi/resource";
import type { snapshotOnly } from "./snapshot";

/** Arguments of a {@link HyperUser}. */
export type HyperUserArgs = ArgsOf<typeof childArguments & typeof hyperUserOnly>;
/** Arguments of a {@link PortMapping}. */
export type PortMappingArgs = ArgsOf<typeof childArguments & typeof portMappingOnly>;
/** Arguments of a {@link NatWebsite}. */
export type NatWebsiteArgs = ArgsOf<typeof childArguments & typeof natWebsiteOnly>;
/** Arguments of a {@link Snapshot}. */
export type SnapshotArgs = ArgsOf<typeof childArguments & typeof snapshotOnly>;

const hyperUserFace = faceOf(faces.hyperUserFace);
const portMappingFace = faceOf(faces.portMappingFace);
const natWebsiteFace = faceOf(faces.natWebsiteFace);
const snapshotFace = faceOf(faces.snapshotFace);

/**
 * A user of an RStack controller, who owns VMs.
 *
 * A create makes the user (`user_add`), every change is made in place (`user_update`), a destroy deletes it (`user_delete`),
 * which the controller may refuse while VMs are the user's. It costs nothing: when it is gone, it is made again. A user of
 * this number or name who is there already is taken over if everything else that can be read is the same, and gets the
 * password; otherwise nothing is made.
 *
 * ```ts
 * const owner = new reseller.HyperUser("owner", { userId: "9001", username: "shop", email: "ops@example.com" });
 * const web = new reseller.HyperVm("web", { user: owner.userId, … });
 * ```
 */
export class HyperUser extends ResellerResource {
  /** Your number of the user: what `HyperVm` takes as `user`. */
  declare readonly userId: pulumi.Output<string>;
  /** Login name (`username`). */
  declare readonly username: pulumi.Output<string>;
  /** E-mail address (`email`). */
  declare readonly email: pulumi.Output<string>;
  /** Name of the person (`name`). */
  declare readonly name: pulumi.Output<string | undefined>;
  /** Mobile number (`phone`). */
  declare readonly phone: pulumi.Output<string | undefined>;
  /** 0 ordinary, 10 administrator, others: groups of the back office. */
  declare readonly group: pulumi.Output<number | undefined>;
  /** Whether the user may not log in. */
  declare readonly disabled: pulumi.Output<boolean | undefined>;
  /** Whether the e-mail address counts as verified (`mail_verified`). */
  declare readonly emailVerified: pulumi.Output<boolean | undefined>;
  /** Whether the mobile number counts as verified (`mobile_verified`). */
  declare readonly phoneVerified: pulumi.Output<boolean | undefined>;
  /** Date (`YYYY-MM-DD`) until which the user may not reinstall. */
  declare readonly reinstallLimitedUntil: pulumi.Output<string | undefined>;
  /** Address that the user registered from (`reg_ip`). */
  declare readonly registeredFromIp: pulumi.Output<string | undefined>;
  /** Number of services, as the controller counts them now (`vcount`). */
  declare readonly servicesCounted: pulumi.Output<number | undefined>;
  /** Reinstalls done, as the controller counts them now (`rvcount`). */
  declare readonly reinstallsCounted: pulumi.Output<number | undefined>;
  /** Address of the last login (`login_ip`). */
  declare readonly lastLoginIp: pulumi.Output<string | undefined>;
  /** The remark as the panel has it. */
  declare readonly panelRemark: pulumi.Output<string | undefined>;
  /** Secret. The password that was set last. */
  declare readonly password: pulumi.Output<string>;

  constructor(name: string, args: HyperUserArgs, opts?: pulumi.CustomResourceOptions) {
    super(hyperUserFace, name, args, opts);
  }

  /** Reads a user that is not managed here. @param id the controller's own number. Fails when there is none. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): HyperUser {
    // Nothing is made on this way: the required arguments come back from the controller.
    return new HyperUser(name, {} as HyperUserArgs, { ...opts, id });
  }

  /** Whether a value is a `HyperUser`. */
  static override isInstance(value: unknown): value is HyperUser {
    return isResourceOf(hyperUserFace.type, value);
  }
}

/**
 * A port of the shared address that leads to one of a VM (`vm_portmap`). The VM must share an address, and its quota
 * `portMappings` must have room. A change is a replacement, the old mapping first. When it is gone, it is made again.
 *
 * Name the VM by its `id`: it stays known while the VM is updated, so that a preview does not announce a replacement.
 *
 * ```ts
 * const ssh = new reseller.PortMapping("ssh", { vm: web.id, privatePort: 22 });
 * export const port = ssh.publicPort;
 * ```
 */
export class PortMapping extends ResellerResource {
  /** The VM, by its number. */
  declare readonly vm: pulumi.Output<string>;
  /** Port of the machine. */
  declare readonly privatePort: pulumi.Output<number>;
  /** Port of the shared address, which the controller picked. */
  declare readonly publicPort: pulumi.Output<number | undefined>;
  /** The shared address, where the controller's list of VMs tells it. */
  declare readonly publicIp: pulumi.Output<string | undefined>;
  /** The machine's own address. */
  declare readonly privateIp: pulumi.Output<string | undefined>;
  /** Owner of the VM, by your number (`userid`). */
  declare readonly userId: pulumi.Output<string | undefined>;
  /** Node of the VM, by id (`nodeid`). */
  declare readonly nodeId: pulumi.Output<string | undefined>;

  constructor(name: string, args: PortMappingArgs, opts?: pulumi.CustomResourceOptions) {
    super(portMappingFace, name, args, opts);
  }

  /** Reads a mapping that is not managed here. @param id the controller's number of it. Fails when there is none. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): PortMapping {
    // Nothing is made on this way: the required arguments come back from the controller.
    return new PortMapping(name, {} as PortMappingArgs, { ...opts, id });
  }

  /** Whether a value is a `PortMapping`. */
  static override isInstance(value: unknown): value is PortMapping {
    return isResourceOf(portMappingFace.type, value);
  }
}

/**
 * A domain of the shared address that a VM serves (`vm_domain`). The VM must share an address, and its quota `natWebsites`
 * must have room. A change is a replacement, the old website first. When it is gone, it is made again.
 *
 * Name the VM by its `id`: it stays known while the VM is updated, so that a preview does not announce a replacement.
 *
 * ```ts
 * new reseller.NatWebsite("shop", { vm: web.id, domain: "shop.example.com", privatePort: 80 });
 * ```
 */
export class NatWebsite extends ResellerResource {
  /** The VM, by its number. */
  declare readonly vm: pulumi.Output<string>;
  /** The domain (`domainname`); capitals make no difference. */
  declare readonly domain: pulumi.Output<string>;
  /** Port of the machine's web server. */
  declare readonly privatePort: pulumi.Output<number>;
  /** Port of the shared address. */
  declare readonly publicPort: pulumi.Output<number | undefined>;
  /** The shared address, to which the domain is to point, where the controller's list of VMs tells it. */
  declare readonly publicIp: pulumi.Output<string | undefined>;
  /** The machine's own address. */
  declare readonly privateIp: pulumi.Output<string | undefined>;
  /** Owner of the VM, by your number (`userid`). */
  declare readonly userId: pulumi.Output<string | undefined>;
  /** Node of the VM, by id (`nodeid`). */
  declare readonly nodeId: pulumi.Output<string | undefined>;

  constructor(name: string, args: NatWebsiteArgs, opts?: pulumi.CustomResourceOptions) {
    super(natWebsiteFace, name, args, opts);
  }

  /** Reads a website that is not managed here. @param id the controller's number of it. Fails when there is none. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): NatWebsite {
    // Nothing is made on this way: the required arguments come back from the controller.
    return new NatWebsite(name, {} as NatWebsiteArgs, { ...opts, id });
  }

  /** Whether a value is a `NatWebsite`. */
  static override isInstance(value: unknown): value is NatWebsite {
    return isResourceOf(natWebsiteFace.type, value);
  }
}

/**
 * A snapshot of a VM (`vm_snapshot`), whose quota `snapshots` must have room. The controller names it.
 *
 * A create takes it and waits until it is complete; a change of `revertTriggers` takes the machine back to it, by consent; a
 * destroy deletes the snapshot and leaves the machine as it is. When it is gone, another one is made. One that a killed
 * create has left behind is not recognised, because nothing tells it from one made by hand: `name` takes it over.
 *
 * Name the VM by its `id`: it stays known while the VM is updated, so that a preview does not announce a replacement.
 *
 * ```ts
 * const before = new reseller.Snapshot("before", { vm: web.id, triggers: [release] });
 * ```
 */
export class Snapshot extends ResellerResource {
  /** The VM, by its number. */
  declare readonly vm: pulumi.Output<string>;
  /** The name that the controller gave it. */
  declare readonly name: pulumi.Output<string>;

  constructor(name: string, args: SnapshotArgs, opts?: pulumi.CustomResourceOptions) {
    super(snapshotFace, name, args, opts);
  }

  /** Reads a snapshot that is not managed here. @param id VM and name: `341/web1_20260101000000_345`. Fails when there is none. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Snapshot {
    // Nothing is made on this way: the required arguments come back from the controller.
    return new Snapshot(name, {} as SnapshotArgs, { ...opts, id });
  }

  /** Whether a value is a `Snapshot`. */
  static override isInstance(value: unknown): value is Snapshot {
    return isResourceOf(snapshotFace.type, value);
  }
}
