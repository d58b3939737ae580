import { ArgumentError, ConfigurationError } from "../../core/errors";
import type { Effect, HttpClient } from "../../core/http/http";
import { registerSecret } from "../../core/redact";
import { remembered } from "../../core/wire/remembered";
import * as filters from "./filters";
import { created, data, done, object, openReply, rows, wordAndObject, type ReadReply } from "./reply";
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
import { commonParameters, type Language } from "./sign";
import * as wire from "./wire";
import { vmStates, type VmState } from "./wire-words";

export interface RstackClientOptions {
  /** Its endpoint is the controller's `https://…/api/v3`. */
  readonly http: HttpClient;
  /** The API key (API秘钥). */
  readonly apiKey: string;
  /** The language of refusals. Default `english`. */
  readonly language?: Language | undefined;
  /** The zone of the controller's wall. Default `Asia/Shanghai`. */
  readonly timeZone?: string | undefined;
  readonly now?: (() => Date) | undefined;
}

/**
 * The Hyper-V part of an RStack controller's API: a method for each of its 36 actions, and one for each sub-action. Reads
 * are repeated when they fail; what changes something is sent once. Every method throws {@link RefusedError} when the
 * controller says no. Most changes go on after the reply: `getVmState` and `getTasks` tell.
 */
export class RstackClient {
  readonly #http: HttpClient;
  readonly #apiKey: string;
  readonly #language: Language;
  readonly #now: () => Date;
  readonly #timeZone: string;
  readonly #vm;

  constructor(options: RstackClientOptions) {
    if (options.apiKey === "") throw new ConfigurationError("the API key is empty");
    registerSecret(options.apiKey);
    this.#http = options.http;
    this.#apiKey = options.apiKey;
    this.#language = options.language ?? "english";
    this.#timeZone = options.timeZone ?? "Asia/Shanghai";
    this.#vm = remembered(wire.vm(this.#timeZone));
    this.#now = options.now ?? (() => new Date());
  }

  /** Whether the controller answers and accepts the key (`test`). */
  test(): Promise<void> {
    return this.#call("test", "read", {}, done);
  }

  /** Creates a user (`user_add`). Returns the controller's number of it, which `updateUser` takes. */
  addUser(user: NewUser): Promise<string> {
    registerSecret(user.password);
    return this.#call("user_add", "write", newUserFields(user), data(id));
  }

  /** Changes a user (`user_update`). @param id the controller's number, not `userId`. */
  updateUser(id: string, changes: UserChanges): Promise<void> {
    registerSecret(changes.password);
    return this.#call("user_update", "write", { id, ...userUpdateFields(changes) }, done);
  }

  /** Deletes a user (`user_delete`). @param userId the number that the client chose. */
  deleteUser(userId: string): Promise<void> {
    return this.#call("user_delete", "write", { userid: userId }, done);
  }

  /** The users that fit (`user_info`): all without a filter. The remark is matched in part. */
  async getUsers(filter: filters.UserFilter = {}): Promise<wire.User[]> {
    return this.#call("user_info", "read", filters.userFilter(filter), rows(wire.user));
  }

  /** Creates a VM (`vm_create`). It is being installed when it comes back. */
  async createVm(order: CreateOrder): Promise<wire.CreatedVm> {
    registerSecret(order.password);
    return this.#call("vm_create", "write", createFields(order), created(wire.createdVm));
  }

  /**
   * Changes a VM (`vm_update`).
   * @param apply whether sizes are changed on the node too, which may restart the machine; otherwise only in the record.
   */
  async updateVm(id: string, changes: VmChanges, apply: boolean): Promise<void> {
    const fields = { id, update_vm: apply ? 1 : 0, ...updateFields(changes) };
    return this.#call("vm_update", "write", fields, done);
  }

  /** Deletes a VM with its disks (`vm_delete`). Done when `getVms` does not show it any more. */
  deleteVm(vmId: string, options: { readonly force?: boolean | undefined } = {}): Promise<void> {
    return this.#call(
      "vm_delete",
      "write",
      { vmid: vmId, forcedelete: options.force === true ? 1 : undefined },
      done,
    );
  }

  /** Free addresses of a node (`vm_freeip`), with `vmId` those of this VM too. */
  async getFreeIps(nodeId: string, filter: filters.FreeIpFilter = {}): Promise<wire.Ip[]> {
    const fields = { nodeid: nodeId, ...filters.freeIpFilter(filter) };
    return this.#call("vm_freeip", "read", fields, rows(wire.ip));
  }

  /** Powers on (`vm_start`). Done when `getVmState` says `running`. */
  startVm(vmId: string): Promise<void> {
    return this.#call("vm_start", "write", { vmid: vmId }, done);
  }

  /** Shuts down and starts again (`vm_restart`). */
  restartVm(vmId: string): Promise<void> {
    return this.#call("vm_restart", "write", { vmid: vmId }, done);
  }

  /** Shuts down (`vm_stop`). Done when `getVmState` says `stopped`. */
  stopVm(vmId: string): Promise<void> {
    return this.#call("vm_stop", "write", { vmid: vmId }, done);
  }

  /** Cuts the power and starts again (`vm_force_restart`). */
  forceRestartVm(vmId: string): Promise<void> {
    return this.#call("vm_force_restart", "write", { vmid: vmId }, done);
  }

  /** Cuts the power (`vm_force_stop`). */
  forceStopVm(vmId: string): Promise<void> {
    return this.#call("vm_force_stop", "write", { vmid: vmId }, done);
  }

  /** What a VM does now (`vm_state`). A state that the vendor does not document is `unknown`. */
  async getVmState(vmId: string): Promise<wire.VmActivity & { readonly state: VmState | "unknown" }> {
    const read = wordAndObject(wire.vmActivity(this.#timeZone));
    const { word, object: activity } = await this.#call("vm_state", "read", { vmid: vmId }, read);
    const state = new Map<string, VmState>(Object.entries(vmStates)).get(word.toLowerCase()) ?? "unknown";
    return { ...activity, state };
  }

  /** Binds the VM's addresses again inside the machine (`vm_setips`). */
  rebindIps(vmId: string): Promise<void> {
    return this.#call("vm_setips", "write", { vmid: vmId }, done);
  }

  /** Sets the remote port (`vm_setport`): 0 the initial one, 1 a random one, or 10000–65535. */
  setRemotePort(vmId: string, port: number): Promise<void> {
    return this.#call("vm_setport", "write", { vmid: vmId, remote_port: port }, done);
  }

  /** The console (`vm_console` with `state`). Its token is there after {@link openConsole}. */
  getConsole(vmId: string): Promise<wire.ConsoleState> {
    const read = object(wire.consoleState(this.#timeZone));
    return this.#call("vm_console", "read", { vmid: vmId, subvaction: "state" }, read);
  }

  /** Opens the console (`vm_console` with `enable`). */
  openConsole(vmId: string): Promise<void> {
    return this.#call("vm_console", "write", { vmid: vmId, subvaction: "enable" }, done);
  }

  /** Closes the console (`vm_console` with `logout`). */
  closeConsole(vmId: string): Promise<void> {
    return this.#call("vm_console", "write", { vmid: vmId, subvaction: "logout" }, done);
  }

  /** Installs an image (`vm_reload`). Erases the system disk, or all disks. */
  reinstallVm(vmId: string, imageId: string, erase: "systemDisk" | "allDisks"): Promise<void> {
    const fields = { vmid: vmId, osid: imageId, rot: erase === "allDisks" ? 1 : 0 };
    return this.#call("vm_reload", "write", fields, done);
  }

  /** Makes a snapshot (`vm_snapshot` with `create`). Returns the name that the controller gives it. */
  createSnapshot(vmId: string): Promise<string> {
    return this.#call("vm_snapshot", "write", { vmid: vmId, subvaction: "create" }, data(name));
  }

  /** Takes the machine back to a snapshot (`vm_snapshot` with `revert`). What was written since is lost. */
  revertSnapshot(vmId: string, snapshot: string): Promise<void> {
    return this.#call(
      "vm_snapshot",
      "write",
      { vmid: vmId, subvaction: "revert", snapshotname: snapshot },
      done,
    );
  }

  /** Deletes a snapshot (`vm_snapshot` with `del`). */
  deleteSnapshot(vmId: string, snapshot: string): Promise<void> {
    return this.#call(
      "vm_snapshot",
      "write",
      { vmid: vmId, subvaction: "del", snapshotname: snapshot },
      done,
    );
  }

  /** The snapshots of a VM (`vm_snapshot` with `list`). */
  getSnapshots(vmId: string): Promise<wire.Backup[]> {
    return this.#call("vm_snapshot", "read", { vmid: vmId, subvaction: "list" }, rows(wire.backup));
  }

  /**
   * Sets a password inside the running machine (`vm_resetps`).
   * @param user an account to be made for it, on Windows; without it the system's own.
   */
  resetPassword(vmId: string, password: string, user?: string): Promise<void> {
    registerSecret(password);
    return this.#call("vm_resetps", "write", { vmid: vmId, vmuser: user, vmpass: password }, done);
  }

  /** The CD images for a VM (`vm_cd_manage` with `list`). */
  getCdImages(vmId: string): Promise<wire.Image[]> {
    return this.#call("vm_cd_manage", "read", { vmid: vmId, subvaction: "list" }, rows(wire.image));
  }

  /** Puts a CD image into the drive, or takes it out (`vm_cd_manage` with `change`). */
  changeCd(vmId: string, cdId: string | undefined): Promise<void> {
    return this.#call(
      "vm_cd_manage",
      "write",
      { vmid: vmId, subvaction: "change", cdid: cdId ?? "-1" },
      done,
    );
  }

  /** Maps a port of the shared address to one of the machine (`vm_portmap` with `add`). `getNatRules` tells which. */
  addPortMapping(vmId: string, privatePort: number): Promise<void> {
    return this.#call(
      "vm_portmap",
      "write",
      { vmid: vmId, subvaction: "add", privateport: privatePort },
      done,
    );
  }

  /** Ends a mapping (`vm_portmap` with `del`). @param ruleId from {@link getNatRules}. */
  deletePortMapping(ruleId: string): Promise<void> {
    return this.#call("vm_portmap", "write", { portid: ruleId, subvaction: "del" }, done);
  }

  /** Serves a domain of the shared address by the machine (`vm_domain` with `add`). */
  addNatWebsite(vmId: string, domain: string, privatePort: number): Promise<void> {
    const fields = { vmid: vmId, subvaction: "add", domainname: domain, privateport: privatePort };
    return this.#call("vm_domain", "write", fields, done);
  }

  /** Ends a website (`vm_domain` with `del`). @param ruleId from {@link getNatRules}. */
  deleteNatWebsite(ruleId: string): Promise<void> {
    return this.#call("vm_domain", "write", { domainid: ruleId, subvaction: "del" }, done);
  }

  /** Port mappings and NAT websites (`hypernat`). */
  async getNatRules(filter: filters.NatFilter = {}): Promise<wire.NatRule[]> {
    return this.#call("hypernat", "read", filters.natFilter(filter), rows(wire.natRule));
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
    if (ipv4 + ipv6 < 1) throw new ArgumentError([{ property: "ipv4", reason: "adds no address" }]);
    const fields = {
      vmid: vmId,
      ip_num: ipv4 > 0 ? ipv4 : undefined,
      ipv6_num: ipv6 > 0 ? ipv6 : undefined,
      binding_ip: bind ? 1 : undefined,
    };
    return this.#call("vm_addip", "write", fields, done);
  }

  /** A VM's identity, image, traffic and shared address (`vm_exinfo`). */
  getVmDetails(vmId: string): Promise<wire.VmDetails> {
    return this.#call("vm_exinfo", "read", { vmid: vmId }, object(wire.vmDetails(this.#timeZone)));
  }

  /** Areas (`area`). */
  getAreas(filter: filters.AreaFilter = {}): Promise<wire.Area[]> {
    return this.#call("area", "read", { ...filter }, rows(wire.area));
  }

  /** VMs (`hyper`): all without a filter, in one reply. */
  async getVms(filter: filters.VmFilter = {}): Promise<wire.Vm[]> {
    return this.#call("hyper", "read", filters.vmFilter(filter), rows(this.#vm));
  }

  /** Snapshots and full backups (`hyperbackup`). */
  async getBackups(filter: filters.BackupFilter = {}): Promise<wire.Backup[]> {
    return this.#call("hyperbackup", "read", filters.backupFilter(filter), rows(wire.backup));
  }

  /** Pools of addresses (`hyperipblock`). With `ip`, the pool of this address. */
  async getIpPools(filter: filters.PoolFilter = {}): Promise<wire.Pool[]> {
    return this.#call("hyperipblock", "read", filters.poolFilter(filter), rows(wire.pool));
  }

  /** Addresses, free and assigned (`hyperip`). */
  async getIps(filter: filters.IpFilter = {}): Promise<wire.Ip[]> {
    const ips = await this.#call("hyperip", "read", filters.ipFilter(filter), rows(wire.ip));
    return filter.type === "privateIpv4" ? ips.filter(({ type }) => type === filter.type) : ips;
  }

  /** Images (`hyperos`). With `vmId` or `nodeId`, those that are allowed there. */
  async getImages(filter: filters.ImageFilter = {}): Promise<wire.Image[]> {
    return this.#call("hyperos", "read", filters.imageFilter(filter), rows(wire.image));
  }

  /** Nodes (`hypernode`). The sizes ask for nodes that have at least so much. */
  async getNodes(filter: filters.NodeFilter = {}): Promise<wire.Node[]> {
    return this.#call("hypernode", "read", filters.nodeFilter(filter), rows(wire.node));
  }

  /** Tasks (`hypertask`). */
  async getTasks(filter: filters.TaskFilter = {}): Promise<wire.Task[]> {
    return this.#call("hypertask", "read", filters.taskFilter(filter), rows(wire.task));
  }

  /** A day's samples, one a minute (`vm_monitor`). @param day `YYYY-MM-DD` in the controller's zone; today without it. */
  getMonitoring(vmId: string, day?: string): Promise<wire.Sample[]> {
    const fields = { vmid: vmId, yyyymmdd: day?.replaceAll("-", "") };
    return this.#call("vm_monitor", "read", fields, rows(wire.sample(this.#timeZone)));
  }

  /**
   * Any action, by the names of the vendor's document.
   * @param read how its reply is read.
   */
  ask<T>(action: string, effect: Effect, fields: Fields, read: ReadReply<T>): Promise<T> {
    return this.#call(action, effect, fields, read);
  }

  #call<T>(action: string, effect: Effect, fields: Fields, read: ReadReply<T>): Promise<T> {
    const facts = { operation: action, endpoint: this.#http.endpoint };
    let signature = "";
    return this.#http.call(
      action,
      effect,
      () => {
        const common = commonParameters(action, this.#apiKey, this.#language, this.#now());
        signature = common.api_sign;
        const form = new URLSearchParams({ ...common });
        for (const [name, value] of Object.entries(fields))
          if (value !== undefined) form.set(name, String(value));
        return {
          method: "POST",
          headers: { "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" },
          body: form.toString(),
        };
      },
      (reply) => {
        // There is a new one for each request: too many to remember as secrets, should the controller quote it.
        const text = reply.text.replaceAll(signature, "[secret]");
        return read(openReply({ ...reply, text }, facts), facts);
      },
    );
  }
}
