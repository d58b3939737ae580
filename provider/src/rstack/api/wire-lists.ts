import type { z } from "zod";
import { at } from "../../core/wire/table";
import { row, rowOrText } from "./rows";
import { date, flag, id, name, number, optionalId, text, word } from "./scalars";
import {
  backupTypes,
  imageKinds,
  ipTypes,
  natTypes,
  nodeStatuses,
  taskStatuses,
  taskSteps,
  taskTypes,
  userStatuses,
} from "./wire-words";

/*
 * The rows of what there is besides VMs. The vendor documents few of them: the names of the filters are expected, and what is not
 * expected is kept.
 */

const taskTable = {
  /** Number of the task. */
  id: at("id", text),
  /** VM, by its `serviceId` (`vmid`). */
  vmId: at("vmid", optionalId),
  /** Name of the machine (`vmname`). */
  vmName: at("vmname", text),
  /** Node, by id (`nodeid`). */
  nodeId: at("nodeid", optionalId),
  /** What is done (`tasktype`). */
  type: at("tasktype", word(taskTypes)),
  /** How far it is (`taskstep`). */
  step: at("taskstep", word(taskSteps)),
  /** Where it stands (`status`). */
  status: at("status", word(taskStatuses)),
  /** What the controller says of it: words, or a percentage (`taskmsg`). */
  message: at("taskmsg", text),
};

const userTable = {
  /** The controller's own number: `user_update` takes it. */
  id: at("id", id),
  /** The number that the client chose: everything else takes it. */
  userId: at("userid", text),
  username: at("username", text),
  name: at("name", text),
  email: at("email", text),
  phone: at("phone", text),
  serviceCount: at("vcount", number),
  group: at("utype", number),
  status: at("status", word(userStatuses)),
  remark: at("remark", text),
  emailVerified: at("mail_verified", flag),
  phoneVerified: at("mobile_verified", flag),
  reinstallLimitedUntil: at("cvdate", date),
  reinstalls: at("rvcount", number),
  registeredFromIp: at("reg_ip", text),
  loginIp: at("login_ip", text),
};

const imageTable = {
  /** Number of the image: what `image` (or `cd`) takes. */
  id: at("id", id, "osid", "cdid"),
  /** Name of the image: what `image` (or `cd`) takes too. */
  name: at("name", text),
  /** Name of its file (`osname`). */
  fileName: at("osname", text),
  /** Its system, as the back office names it: `windows`, `centos`, … (`ostype`). */
  type: at("ostype", text),
  /** An image of a system, or of a CD (`osfile`). */
  kind: at("osfile", word(imageKinds)),
  /** Description in the back office (`remark`). */
  remark: at("remark", text),
};

const ipTable = {
  /** Number of the address in the controller. */
  id: at("id", text),
  /** The address (`ip`). */
  ip: at("ip", name),
  /** Pool that it is in, by id (`ipblockid`). */
  poolId: at("ipblockid", optionalId),
  /** The VM that has it; not there for a free one. */
  vmId: at("vmid", optionalId),
  /** Node, by id (`nodeid`). */
  nodeId: at("nodeid", optionalId),
  /** Kind of address (`iptype`). */
  type: at("iptype", word(ipTypes)),
  /** Remark in the back office (`remark`). */
  remark: at("remark", text),
};

export const user = row(userTable);
export type User = z.output<typeof user>;
export const image = row(imageTable);
export type Image = z.output<typeof image>;
export const ip = rowOrText("ip", row(ipTable));
export type Ip = z.output<typeof ip>;
export const task = row(taskTable);
export type Task = z.output<typeof task>;

export const area = row({
  /** Number of the area: what `area` takes. */
  id: at("id", id),
  /** Name of the area: what `area` takes too. */
  name: at("name", text, "areaname"),
  /** Remark in the back office (`remark`). */
  remark: at("remark", text),
});
export type Area = z.output<typeof area>;

export const node = row({
  /** Number of the node: what `node` takes. */
  id: at("id", id),
  /** Name of the node: what `node` takes too. */
  name: at("name", text, "nodename"),
  /** Area that it is in, by id (`areaid`). */
  areaId: at("areaid", optionalId),
  /** Its own address (`ip`). */
  ip: at("ip", text),
  /** Most cores of one VM, by reading (`maxcpu`). */
  maxCpu: at("maxcpu", number),
  /** Free memory, in MB (`allowram`). */
  freeMemoryMb: at("allowram", number),
  /** Free disk, in GB (`allowdisk`). */
  freeDiskGb: at("allowdisk", number),
  /** Whether it is in maintenance (`status`). */
  status: at("status", word(nodeStatuses)),
  /** Remark in the back office (`remark`). */
  remark: at("remark", text),
});
export type Node = z.output<typeof node>;

export const pool = row({
  /** Number of the pool. */
  id: at("id", id),
  /** Name of the pool. */
  name: at("name", text),
  /** Node, by id (`nodeid`). */
  nodeId: at("nodeid", optionalId),
  /** Kind of its addresses (`iptype`). */
  type: at("iptype", word(ipTypes)),
  /** Gateway of its addresses. */
  gateway: at("gateway", text),
  /** Network mask of its addresses. */
  netmask: at("netmask", text),
});
export type Pool = z.output<typeof pool>;

export const natRule = row({
  /** Number of the rule: what `PortMapping.get` and `NatWebsite.get` take. */
  id: at("id", id, "portid", "domainid"),
  /** Owner of the VM, by your number (`userid`). */
  userId: at("userid", text),
  /** Node, by id (`nodeid`). */
  nodeId: at("nodeid", optionalId),
  /** VM, by its `serviceId` (`vmid`). */
  vmId: at("vmid", optionalId),
  /** The machine's own address (`ip`). */
  ip: at("ip", text),
  /** Domain of a website (`domainname`). */
  domain: at("domainname", text),
  /** A port mapping or a website (`nattype`). */
  type: at("nattype", word(natTypes)),
  /** Port of the machine (`privateport`). */
  privatePort: at("privateport", number),
  /** Port of the shared address (`publicport`). */
  publicPort: at("publicport", number),
});
export type NatRule = z.output<typeof natRule>;

export const backup = rowOrText(
  "name",
  row({
    /** The name that the controller gave it: what `Snapshot` takes as `name`. */
    name: at("name", name, "snapshotname"),
    /** Owner of the VM, by your number (`userid`). */
    userId: at("userid", text),
    /** VM, by its `serviceId` (`vmid`). */
    vmId: at("vmid", optionalId),
    /** A snapshot or a full backup (`backuptype`). */
    type: at("backuptype", word(backupTypes)),
    /** Whether it was completed (`status` 1). */
    completed: at("status", flag),
  }),
);
export type Backup = z.output<typeof backup>;
