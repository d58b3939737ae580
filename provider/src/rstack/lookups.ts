import * as pulumi from "@pulumi/pulumi";
import type { RstackClient } from "./api/client";
import type {
  AreaFilter,
  BackupFilter,
  FreeIpFilter,
  ImageFilter,
  IpFilter,
  NatFilter,
  NodeFilter,
  PoolFilter,
  TaskFilter,
  UserFilter,
  VmFilter,
} from "./api/filters";
import type {
  Area,
  Backup,
  ConsoleState,
  Image,
  Ip,
  NatRule,
  Node,
  Pool,
  Sample,
  Task,
  VmDetails,
} from "./api/wire";
import { findArea, findNode } from "./catalog";
import { hyperUser, observeUser, type HyperUserObserved } from "./hyper-user";
import { observe, type Activity, type HyperVmObserved } from "./hyper-vm/observed";
import {
  accountsOfProgram,
  found,
  outputForm,
  required,
  type Lookup,
  type LookupArgs,
} from "../pulumi/lookup";
import { sessionOf, type RstackSession } from "./session";
import { rstack } from "./vendor";

const accountOf = accountsOfProgram(rstack);

function session(args: LookupArgs | undefined): RstackSession {
  return sessionOf(accountOf(args?.account));
}

/**
 * The typed client of a configured account: a method per documented operation, for what no resource does. Reads are repeated, what changes
 * something is sent once; neither the preview nor a brake holds what you call, and what it makes is in no state.
 * @throws {ConfigurationError} when the account is not configured.
 */
export const client = (args?: LookupArgs): RstackClient => session(args).client;

/** Without the key that is ours alone. */
function filterOf<A extends LookupArgs>(args: A | undefined): Omit<A, "account"> | undefined {
  return args === undefined ? undefined : { ...args, account: undefined };
}

/** The same, or `undefined` when nothing is narrowed. */
function narrowing<A extends LookupArgs>(args: A | undefined): Omit<A, "account"> | undefined {
  const filter = filterOf(args);
  return Object.values(filter ?? {}).some((value) => value !== undefined) ? filter : undefined;
}

/** Narrows areas. Names and remarks may be matched in part. */
export interface GetAreasArgs extends LookupArgs, AreaFilter {}

/** Narrows VMs. Names and remarks may be matched in part. */
export interface GetVmsArgs extends LookupArgs, VmFilter {}

/** Narrows users. The remark is matched in part, and `loginIp` also against the address of the registration. */
export interface GetUsersArgs extends LookupArgs, UserFilter {}

/** Narrows snapshots and full backups. */
export interface GetBackupsArgs extends LookupArgs, BackupFilter {}

/** Narrows the addresses that may be given to a VM. */
export interface GetFreeAddressesArgs extends LookupArgs, FreeIpFilter {
  /** The node, by name or id. Required. */
  readonly node?: string | undefined;
}

/** Narrows nodes. */
export interface GetNodesArgs extends LookupArgs, Omit<NodeFilter, "areaIds"> {
  /** The area, by name or id. */
  readonly area?: string | undefined;
}

/** Narrows images. */
export interface GetImagesArgs extends LookupArgs, Omit<ImageFilter, "vmId" | "nodeId" | "kind"> {
  /** Images that may be installed on this VM, by its `serviceId`. */
  readonly vm?: string | undefined;
  /** Images that are usable on this node, by name or id. */
  readonly node?: string | undefined;
  /** `system` (default with `vm` or `node`) or `cd`. */
  readonly kind?: "system" | "cd" | undefined;
}

/** Narrows pools of addresses. With `ip`, the pool of this address. */
export interface GetPoolsArgs extends LookupArgs, PoolFilter {}

/** Narrows addresses. */
export interface GetAddressesArgs extends LookupArgs, IpFilter {
  /** Only those that no VM has. Default false. */
  readonly onlyFree?: boolean | undefined;
}

/** Narrows tasks. */
export interface GetTasksArgs extends LookupArgs, TaskFilter {}

/** Narrows port mappings and NAT websites. */
export interface GetNatRulesArgs extends LookupArgs, NatFilter {}

/** Names a VM. */
export interface GetOfVmArgs extends LookupArgs {
  /** The VM, by its `serviceId`. Required. */
  readonly vm?: string | undefined;
}

/** A day of a VM. */
export interface GetMonitoringArgs extends GetOfVmArgs {
  /** `YYYY-MM-DD` in the controller's zone; today without it. */
  readonly day?: string | undefined;
}

/** The console of a VM. */
export interface GetConsoleArgs extends GetOfVmArgs {
  /** Opens it (`vm_console` with `enable`), which is what makes the token; never in a preview. Default false: only looks. */
  readonly open?: boolean | undefined;
}

/** Areas (`area`). */
export const getAreas: Lookup<GetAreasArgs, readonly Area[]> = async (args) => {
  const filter = narrowing(args);
  return filter === undefined ? (await session(args).catalog()).areas : session(args).client.getAreas(filter);
};

/** Nodes (`hypernode`), with what is free on each. */
export const getNodes: Lookup<GetNodesArgs, readonly Node[]> = async (args) => {
  const opened = session(args);
  const { area, ...filter } = filterOf(args) ?? {};
  const areaIds = area === undefined ? undefined : [found("area", findArea(await opened.catalog(), area)).id];
  return opened.client.getNodes({ ...filter, areaIds });
};

/** Images of systems and of CDs (`hyperos`). */
export const getImages: Lookup<GetImagesArgs, readonly Image[]> = async (args) => {
  const opened = session(args);
  const { vm, node, kind, ...filter }: Omit<GetImagesArgs, "account"> = filterOf(args) ?? {};
  const nodeId = node === undefined ? undefined : found("node", findNode(await opened.catalog(), node)).id;
  // The controller wants to know the kind wherever a place is named.
  return opened.client.getImages({
    ...filter,
    vmId: vm,
    nodeId,
    kind: kind ?? ((vm ?? nodeId) === undefined ? undefined : "system"),
  });
};

/** Pools of addresses (`hyperipblock`), with gateway and mask. */
export const getPools: Lookup<GetPoolsArgs, readonly Pool[]> = (args) =>
  session(args).client.getIpPools(filterOf(args));

/** Addresses, free and assigned (`hyperip`). */
export const getAddresses: Lookup<GetAddressesArgs, readonly Ip[]> = async (args) => {
  const { onlyFree, ...filter } = filterOf(args) ?? {};
  const rows = await session(args).client.getIps(filter);
  return onlyFree === true ? rows.filter(({ vmId }) => vmId === undefined) : rows;
};

/** Tasks (`hypertask`): installations, backups, resets. */
export const getTasks: Lookup<GetTasksArgs, readonly Task[]> = (args) =>
  session(args).client.getTasks(filterOf(args));

/** A day's samples of a VM, one a minute (`vm_monitor`). */
export const getMonitoring: Lookup<GetMonitoringArgs, readonly Sample[]> = async (args) =>
  session(args).client.getMonitoring(required("vm", args?.vm), args?.day);

/** A VM of the list, without its secrets. */
export type ListedVm = Omit<HyperVmObserved, "panelPassword" | "console">;

/** VMs (`hyper`), those in no stack included: for finding the id to `adopt`. */
export const getVms: Lookup<GetVmsArgs, readonly ListedVm[]> = async (args) => {
  const filter = narrowing(args);
  const opened = session(args);
  const rows =
    filter === undefined
      ? await opened.vms.all(5_000)
      : (await opened.client.getVms(filter)).map((vm) => observe(vm));
  return rows.map((row) => ({ ...row, panelPassword: undefined, console: undefined }));
};

/** Users (`user_info`), those in no stack included. */
export const getUsers: Lookup<GetUsersArgs, readonly HyperUserObserved[]> = async (args) => {
  const filter = narrowing(args);
  if (filter === undefined) return hyperUser.inventory(accountOf(args?.account), {}).all(5_000);
  return (await session(args).client.getUsers(filter)).map(observeUser);
};

/** What a VM does now (`vm_state`), its task included. */
export const getVmState: Lookup<GetOfVmArgs, Activity> = async (args) =>
  session(args).client.getVmState(required("vm", args?.vm));

/** A VM's identity, image, traffic, remote port and shared address (`vm_exinfo`). */
export const getVmDetails: Lookup<GetOfVmArgs, VmDetails> = async (args) =>
  session(args).client.getVmDetails(required("vm", args?.vm));

/** The CD images for a VM (`vm_cd_manage`). */
export const getCdImages: Lookup<GetOfVmArgs, readonly Image[]> = async (args) =>
  session(args).client.getCdImages(required("vm", args?.vm));

/** Snapshots and full backups (`hyperbackup`); the controller has no operation that makes or restores a full one. */
export const getBackups: Lookup<GetBackupsArgs, readonly Backup[]> = (args) =>
  session(args).client.getBackups(filterOf(args));

/** Addresses of a node that may be given to a VM (`vm_freeip`): with `vmId` those that it has too. */
export const getFreeAddresses: Lookup<GetFreeAddressesArgs, readonly Ip[]> = async (args) => {
  const { node, ...filter }: Omit<GetFreeAddressesArgs, "account"> = filterOf(args) ?? {};
  const name = required("node", node);
  const opened = session(args);
  return opened.client.getFreeIps(found("node", findNode(await opened.catalog(), name)).id, filter);
};

/** Port mappings and NAT websites (`hypernat`). */
export const getNatRules: Lookup<GetNatRulesArgs, readonly NatRule[]> = (args) =>
  session(args).client.getNatRules(filterOf(args));

/** The snapshots of a VM (`vm_snapshot`). */
export const getSnapshots: Lookup<GetOfVmArgs, readonly Backup[]> = async (args) =>
  session(args).client.getSnapshots(required("vm", args?.vm));

/**
 * The console of a VM (`vm_console`). Its token is secret and lives for a short time: there is no `…Output` form, and it does
 * not belong into an output of the stack.
 */
export const getConsole: Lookup<GetConsoleArgs, ConsoleState> = async (args) => {
  const { client } = session(args);
  const vm = required("vm", args?.vm);
  if (args?.open === true && !pulumi.runtime.isDryRun()) await client.openConsole(vm);
  return client.getConsole(vm);
};

/** Leaves the console of a VM (`vm_console` with `logout`), which ends its token; never in a preview. */
export const closeConsole: Lookup<GetOfVmArgs, void> = async (args) => {
  const vm = required("vm", args?.vm);
  if (!pulumi.runtime.isDryRun()) await session(args).client.closeConsole(vm);
};

export const getAreasOutput = outputForm(getAreas);
export const getNodesOutput = outputForm(getNodes);
export const getImagesOutput = outputForm(getImages);
export const getPoolsOutput = outputForm(getPools);
export const getAddressesOutput = outputForm(getAddresses);
export const getTasksOutput = outputForm(getTasks);
export const getMonitoringOutput = outputForm(getMonitoring);
export const getVmsOutput = outputForm(getVms);
export const getUsersOutput = outputForm(getUsers);
export const getNatRulesOutput = outputForm(getNatRules);
export const getSnapshotsOutput = outputForm(getSnapshots);
export const getBackupsOutput = outputForm(getBackups);
export const getFreeAddressesOutput = outputForm(getFreeAddresses);
export const getVmStateOutput = outputForm(getVmState);
export const getVmDetailsOutput = outputForm(getVmDetails);
export const getCdImagesOutput = outputForm(getCdImages);
