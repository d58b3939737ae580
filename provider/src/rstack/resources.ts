import type { machineArguments, orderArguments } from "../core/arguments";
import type { childArguments } from "../core/child-kind";
import { hyperUserFace, hyperVmFace, natWebsiteFace, portMappingFace, snapshotFace } from "./faces";
import type { HyperUserDerived, HyperUserObserved, hyperUserOnly } from "./hyper-user";
import type { hyperVmOnly } from "./hyper-vm/arguments";
import type { HyperVmDerived } from "./hyper-vm/outputs";
import type { HyperVmObserved } from "./hyper-vm/shape";
import type { NatRuleObserved } from "./nat-rules";
import type { natWebsiteOnly } from "./nat-website";
import type { portMappingOnly } from "./port-mapping";
import type { ResellerResource } from "../pulumi/reseller-resource";
import { resource, type ArgsOf, type OutputsOf } from "../pulumi/resource";
import type { SnapshotObserved, snapshotOnly } from "./snapshot";

export type { HyperVmConnection } from "./hyper-vm/outputs";

/** Arguments of a {@link HyperVm}. */
export type HyperVmArgs = ArgsOf<typeof orderArguments & typeof machineArguments & typeof hyperVmOnly>;

interface HyperVmOutputs
  extends ResellerResource, OutputsOf<typeof hyperVmFace, HyperVmObserved, HyperVmDerived> {}

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
export class HyperVm extends resource<HyperVmArgs, HyperVmOutputs>(hyperVmFace) {}

/** Arguments of a {@link HyperUser}. */
export type HyperUserArgs = ArgsOf<typeof childArguments & typeof hyperUserOnly>;

interface HyperUserOutputs
  extends ResellerResource, OutputsOf<typeof hyperUserFace, HyperUserObserved, HyperUserDerived> {}

/**
 * A user of an RStack controller, who owns VMs.
 *
 * A create makes the user (`user_add`), every change is made in place (`user_update`), a destroy deletes it (`user_delete`),
 * which the controller may refuse while VMs are the user's. It costs nothing: when it is gone, it is made again. A user of
 * this number or name who is there already is taken over if everything else that can be read is the same, and gets the
 * password; otherwise nothing is made.
 *
 * ```ts
 * const owner = new reseller.rstack.HyperUser("owner", { userId: "9001", username: "shop", email: "ops@example.com" });
 * const web = new reseller.HyperVm("web", { user: owner.userId, … });
 * ```
 */
export class HyperUser extends resource<HyperUserArgs, HyperUserOutputs>(hyperUserFace) {}

/** Arguments of a {@link PortMapping}. */
export type PortMappingArgs = ArgsOf<typeof childArguments & typeof portMappingOnly>;

interface PortMappingOutputs extends ResellerResource, OutputsOf<typeof portMappingFace, NatRuleObserved> {}

/**
 * A port of the shared address that leads to one of a VM (`vm_portmap`). The VM must share an address, and its quota
 * `portMappings` must have room. A change is a replacement, the old mapping first. When it is gone, it is made again.
 *
 * Name the VM by its `id`: it stays known while the VM is updated, so that a preview does not announce a replacement.
 *
 * ```ts
 * const ssh = new reseller.rstack.PortMapping("ssh", { vm: web.id, privatePort: 22 });
 * export const port = ssh.publicPort;
 * ```
 */
export class PortMapping extends resource<PortMappingArgs, PortMappingOutputs>(portMappingFace) {}

/** Arguments of a {@link NatWebsite}. */
export type NatWebsiteArgs = ArgsOf<typeof childArguments & typeof natWebsiteOnly>;

interface NatWebsiteOutputs extends ResellerResource, OutputsOf<typeof natWebsiteFace, NatRuleObserved> {}

/**
 * A domain of the shared address that a VM serves (`vm_domain`). The VM must share an address, and its quota `natWebsites`
 * must have room. A change is a replacement, the old website first. When it is gone, it is made again.
 *
 * Name the VM by its `id`: it stays known while the VM is updated, so that a preview does not announce a replacement.
 *
 * ```ts
 * new reseller.rstack.NatWebsite("shop", { vm: web.id, domain: "shop.example.com", privatePort: 80 });
 * ```
 */
export class NatWebsite extends resource<NatWebsiteArgs, NatWebsiteOutputs>(natWebsiteFace) {}

/** Arguments of a {@link Snapshot}. */
export type SnapshotArgs = ArgsOf<typeof childArguments & typeof snapshotOnly>;

interface SnapshotOutputs extends ResellerResource, OutputsOf<typeof snapshotFace, SnapshotObserved> {}

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
 * const before = new reseller.rstack.Snapshot("before", { vm: web.id, triggers: [release] });
 * ```
 */
export class Snapshot extends resource<SnapshotArgs, SnapshotOutputs>(snapshotFace) {}
