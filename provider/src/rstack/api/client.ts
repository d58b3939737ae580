import { ArgumentError } from "../../core/errors";
import type { Effect } from "../../core/http/http";
import { registerSecret } from "../../core/redact";
import { remembered } from "../../core/wire/remembered";
import * as filters from "./filters";
import { created, data, done, object, rows, wordAndObject, type ReadReply } from "./reply";
import {
  createFields,
  newUserFields,
  updateFields,
  userUpdateFields,
  type CreateOrder,
  type Fields,
  type NewUser,
  type UserChanges,
  type VmChanges,
} from "./requests";
import { id, name } from "./scalars";
import { RstackTransport, type RstackTransportOptions } from "./transport";
import * as wire from "./wire";
import { vmStates, type VmState } from "./wire-words";
import { say } from "../language/say";

export interface RstackClientOptions extends RstackTransportOptions {
  /** The zone of the controller's wall. Default `Asia/Shanghai`. */
  readonly timeZone?: string | undefined;
}

/**
 * The Hyper-V part of an RStack controller's API: a method for each of its 36 actions, and one for each sub-action. Reads
 * are repeated when they fail; what changes something is sent once. Every method throws {@link RefusedError} when the
 * controller says no. Most changes go on after the reply: `getVmState` and `getTasks` tell.
 */
export class RstackClient {
  readonly #transport: RstackTransport;
  readonly #timeZone: string;
  readonly #vm;

  /** @throws {ConfigurationError} when the key is empty. */
  constructor({ timeZone = "Asia/Shanghai", ...connection }: RstackClientOptions) {
    this.#transport = new RstackTransport(connection);
    this.#timeZone = timeZone;
    this.#vm = remembered(wire.vm(timeZone));
  }

  /** Whether the controller answers and accepts the key (`test`). */
  test(): Promise<void> {
    return this.#read("test", {}, done);
  }

  /** Creates a user (`user_add`). Returns the controller's number of it, which `updateUser` takes. */
  addUser(user: NewUser): Promise<string> {
    registerSecret(user.password);
    return this.#make("user_add", newUserFields(user), data(id));
  }

  /** Changes a user (`user_update`). @param id the controller's number, not `userId`. */
  updateUser(id: string, changes: UserChanges): Promise<void> {
    registerSecret(changes.password);
    return this.#change("user_update", { id, ...userUpdateFields(changes) });
  }

  /** Deletes a user (`user_delete`). @param userId the number that the client chose. */
  deleteUser(userId: string): Promise<void> {
    return this.#change("user_delete", { userid: userId });
  }

  /** The users that fit (`user_info`): all without a filter. The remark is matched in part. */
  async getUsers(filter: filters.UserFilter = {}): Promise<wire.User[]> {
    return this.#read("user_info", filters.userFilter(filter), rows(wire.user));
  }

  /** Creates a VM (`vm_create`). It is being installed when it comes back. */
  async createVm(order: CreateOrder): Promise<wire.CreatedVm> {
    registerSecret(order.password);
    return this.#make("vm_create", createFields(order), created(wire.createdVm));
  }

  /**
   * Changes a VM (`vm_update`).
   * @param apply whether sizes are changed on the node too, which may restart the machine; otherwise only in the record.
   */
  async updateVm(id: string, changes: VmChanges, apply: boolean): Promise<void> {
    const fields = { id, update_vm: apply ? 1 : 0, ...updateFields(changes) };
    return this.#change("vm_update", fields);
  }

  /** Deletes a VM with its disks (`vm_delete`). Done when `getVms` does not show it any more. */
  deleteVm(vmId: string, options: { readonly force?: boolean | undefined } = {}): Promise<void> {
    return this.#change("vm_delete", { vmid: vmId, forcedelete: options.force === true ? 1 : undefined });
  }

  /** Free addresses of a node (`vm_freeip`), with `vmId` those of this VM too. */
  async getFreeIps(nodeId: string, filter: filters.FreeIpFilter = {}): Promise<wire.Ip[]> {
    const fields = { nodeid: nodeId, ...filters.freeIpFilter(filter) };
    return this.#read("vm_freeip", fields, rows(wire.ip));
  }

  /** Powers on (`vm_start`). Done when `getVmState` says `running`. */
  startVm(vmId: string): Promise<void> {
    return this.#change("vm_start", { vmid: vmId });
  }

  /** Shuts down and starts again (`vm_restart`). */
  restartVm(vmId: string): Promise<void> {
    return this.#change("vm_restart", { vmid: vmId });
  }

  /** Shuts down (`vm_stop`). Done when `getVmState` says `stopped`. */
  stopVm(vmId: string): Promise<void> {
    return this.#change("vm_stop", { vmid: vmId });
  }

  /** Cuts the power and starts again (`vm_force_restart`). */
  forceRestartVm(vmId: string): Promise<void> {
    return this.#change("vm_force_restart", { vmid: vmId });
  }

  /** Cuts the power (`vm_force_stop`). */
  forceStopVm(vmId: string): Promise<void> {
    return this.#change("vm_force_stop", { vmid: vmId });
  }

  /** What a VM does now (`vm_state`). A state that the vendor does not document is `unknown`. */
  async getVmState(vmId: string): Promise<wire.VmActivity & { readonly state: VmState | "unknown" }> {
    const read = wordAndObject(wire.vmActivity(this.#timeZone));
    const { word, object: activity } = await this.#read("vm_state", { vmid: vmId }, read);
    const state = new Map<string, VmState>(Object.entries(vmStates)).get(word.toLowerCase()) ?? "unknown";
    return { ...activity, state };
  }

  /** Binds the VM's addresses again inside the machine (`vm_setips`). */
  rebindIps(vmId: string): Promise<void> {
    return this.#change("vm_setips", { vmid: vmId });
  }

  /** Sets the remote port (`vm_setport`): 0 the initial one, 1 a random one, or 10000–65535. */
  setRemotePort(vmId: string, port: number): Promise<void> {
    return this.#change("vm_setport", { vmid: vmId, remote_port: port });
  }

  /** The console (`vm_console` with `state`). Its token is there after {@link openConsole}. */
  getConsole(vmId: string): Promise<wire.ConsoleState> {
    const read = object(wire.consoleState(this.#timeZone));
    return this.#read("vm_console", { vmid: vmId, subvaction: "state" }, read);
  }

  /** Opens the console (`vm_console` with `enable`). */
  openConsole(vmId: string): Promise<void> {
    return this.#change("vm_console", { vmid: vmId, subvaction: "enable" });
  }

  /** Closes the console (`vm_console` with `logout`). */
  closeConsole(vmId: string): Promise<void> {
    return this.#change("vm_console", { vmid: vmId, subvaction: "logout" });
  }

  /** Installs an image (`vm_reload`). Erases the system disk, or all disks. */
  reinstallVm(vmId: string, imageId: string, erase: "systemDisk" | "allDisks"): Promise<void> {
    const fields = { vmid: vmId, osid: imageId, rot: erase === "allDisks" ? 1 : 0 };
    return this.#change("vm_reload", fields);
  }

  /** Makes a snapshot (`vm_snapshot` with `create`). Returns the name that the controller gives it. */
  createSnapshot(vmId: string): Promise<string> {
    return this.#make("vm_snapshot", { vmid: vmId, subvaction: "create" }, data(name));
  }

  /** Takes the machine back to a snapshot (`vm_snapshot` with `revert`). What was written since is lost. */
  revertSnapshot(vmId: string, snapshot: string): Promise<void> {
    return this.#change("vm_snapshot", { vmid: vmId, subvaction: "revert", snapshotname: snapshot });
  }

  /** Deletes a snapshot (`vm_snapshot` with `del`). */
  deleteSnapshot(vmId: string, snapshot: string): Promise<void> {
    return this.#change("vm_snapshot", { vmid: vmId, subvaction: "del", snapshotname: snapshot });
  }

  /** The snapshots of a VM (`vm_snapshot` with `list`). */
  getSnapshots(vmId: string): Promise<wire.Backup[]> {
    return this.#read("vm_snapshot", { vmid: vmId, subvaction: "list" }, rows(wire.backup));
  }

  /**
   * Sets a password inside the running machine (`vm_resetps`).
   * @param user an account to be made for it, on Windows; without it the system's own.
   */
  resetPassword(vmId: string, password: string, user?: string): Promise<void> {
    registerSecret(password);
    return this.#change("vm_resetps", { vmid: vmId, vmuser: user, vmpass: password });
  }

  /** The CD images for a VM (`vm_cd_manage` with `list`). */
  getCdImages(vmId: string): Promise<wire.Image[]> {
    return this.#read("vm_cd_manage", { vmid: vmId, subvaction: "list" }, rows(wire.image));
  }

  /** Puts a CD image into the drive, or takes it out (`vm_cd_manage` with `change`). */
  changeCd(vmId: string, cdId: string | undefined): Promise<void> {
    return this.#change("vm_cd_manage", { vmid: vmId, subvaction: "change", cdid: cdId ?? "-1" });
  }

  /** Maps a port of the shared address to one of the machine (`vm_portmap` with `add`). `getNatRules` tells which. */
  addPortMapping(vmId: string, privatePort: number): Promise<void> {
    return this.#change("vm_portmap", { vmid: vmId, subvaction: "add", privateport: privatePort });
  }

  /** Ends a mapping (`vm_portmap` with `del`). @param ruleId from {@link getNatRules}. */
  deletePortMapping(ruleId: string): Promise<void> {
    return this.#change("vm_portmap", { portid: ruleId, subvaction: "del" });
  }

  /** Serves a domain of the shared address by the machine (`vm_domain` with `add`). */
  addNatWebsite(vmId: string, domain: string, privatePort: number): Promise<void> {
    const fields = { vmid: vmId, subvaction: "add", domainname: domain, privateport: privatePort };
    return this.#change("vm_domain", fields);
  }

  /** Ends a website (`vm_domain` with `del`). @param ruleId from {@link getNatRules}. */
  deleteNatWebsite(ruleId: string): Promise<void> {
    return this.#change("vm_domain", { domainid: ruleId, subvaction: "del" });
  }

  /** Port mappings and NAT websites (`hypernat`). */
  async getNatRules(filter: filters.NatFilter = {}): Promise<wire.NatRule[]> {
    return this.#read("hypernat", filters.natFilter(filter), rows(wire.natRule));
  }

  /**
   * Adds so many addresses to a VM (`vm_addip`): an increment. `getIps` tells which.
   * @param bind whether they are bound inside the machine at once; otherwise only recorded.
   */
  async addIps(
    vmId: string,
    counts: { readonly ipv4?: number | undefined; readonly ipv6?: number | undefined },
    bind: boolean,
  ): Promise<void> {
    const { ipv4 = 0, ipv6 = 0 } = counts;
    if (ipv4 + ipv6 < 1) throw new ArgumentError([{ property: "ipv4", reason: say("adds no address") }]);
    const fields = {
      vmid: vmId,
      ip_num: ipv4 > 0 ? ipv4 : undefined,
      ipv6_num: ipv6 > 0 ? ipv6 : undefined,
      binding_ip: bind ? 1 : undefined,
    };
    return this.#change("vm_addip", fields);
  }

  /** A VM's identity, image, traffic and shared address (`vm_exinfo`). */
  getVmDetails(vmId: string): Promise<wire.VmDetails> {
    return this.#read("vm_exinfo", { vmid: vmId }, object(wire.vmDetails(this.#timeZone)));
  }

  /** Areas (`area`). */
  getAreas(filter: filters.AreaFilter = {}): Promise<wire.Area[]> {
    return this.#read("area", { ...filter }, rows(wire.area));
  }

  /** VMs (`hyper`): all without a filter, in one reply. */
  async getVms(filter: filters.VmFilter = {}): Promise<wire.Vm[]> {
    return this.#read("hyper", filters.vmFilter(filter), rows(this.#vm));
  }

  /** Snapshots and full backups (`hyperbackup`). */
  async getBackups(filter: filters.BackupFilter = {}): Promise<wire.Backup[]> {
    return this.#read("hyperbackup", filters.backupFilter(filter), rows(wire.backup));
  }

  /** Pools of addresses (`hyperipblock`). With `ip`, the pool of this address. */
  async getIpPools(filter: filters.PoolFilter = {}): Promise<wire.Pool[]> {
    return this.#read("hyperipblock", filters.poolFilter(filter), rows(wire.pool));
  }

  /** Addresses, free and assigned (`hyperip`). */
  async getIps(filter: filters.IpFilter = {}): Promise<wire.Ip[]> {
    const ips = await this.#read("hyperip", filters.ipFilter(filter), rows(wire.ip));
    return filter.type === "privateIpv4" ? ips.filter(({ type }) => type === filter.type) : ips;
  }

  /** Images (`hyperos`). With `vmId` or `nodeId`, those that are allowed there. */
  async getImages(filter: filters.ImageFilter = {}): Promise<wire.Image[]> {
    return this.#read("hyperos", filters.imageFilter(filter), rows(wire.image));
  }

  /** Nodes (`hypernode`). The sizes ask for nodes that have at least so much. */
  async getNodes(filter: filters.NodeFilter = {}): Promise<wire.Node[]> {
    return this.#read("hypernode", filters.nodeFilter(filter), rows(wire.node));
  }

  /** Tasks (`hypertask`). */
  async getTasks(filter: filters.TaskFilter = {}): Promise<wire.Task[]> {
    return this.#read("hypertask", filters.taskFilter(filter), rows(wire.task));
  }

  /** A day's samples, one a minute (`vm_monitor`). @param day `YYYY-MM-DD` in the controller's zone; today without it. */
  getMonitoring(vmId: string, day?: string): Promise<wire.Sample[]> {
    const fields = { vmid: vmId, yyyymmdd: day?.replaceAll("-", "") };
    return this.#read("vm_monitor", fields, rows(wire.sample(this.#timeZone)));
  }

  /**
   * Any action, by the names of the vendor's document.
   * @param read how its reply is read.
   */
  ask<T>(action: string, effect: Effect, fields: Fields, read: ReadReply<T>): Promise<T> {
    return this.#transport.call(action, effect, fields, read);
  }

  #read<T>(action: string, fields: Fields, read: ReadReply<T>): Promise<T> {
    return this.ask(action, "read", fields, read);
  }

  #change(action: string, fields: Fields): Promise<void> {
    return this.#make(action, fields, done);
  }

  #make<T>(action: string, fields: Fields, read: ReadReply<T>): Promise<T> {
    return this.ask(action, "write", fields, read);
  }
}
