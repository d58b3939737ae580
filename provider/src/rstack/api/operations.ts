import { machineOperations } from "./operations-machines";
import {
  id,
  ids,
  lists,
  reply,
  vm,
  type RstackOperation,
  type Some,
  type Value,
  day,
} from "./operations-values";
import type { Table } from "../../core/operations/operation";
import { operationsOf } from "../../core/operations/table";
import { anyText, bit, needed, oneOf, optional, password, text, whole } from "../../core/operations/values";
import { sessionOf } from "../session";
import { say } from "../language/say";
import { operations as chinese } from "../language/operations";

/* The 36 actions of the Hyper-V API, by the names of the vendor's document. */

const person = {
  name: optional("name of the person", anyText),
  phone: optional("mobile number", anyText),
  vcount: optional("number of services", whole(0)),
  utype: optional("group: 0 ordinary, 10 administrator", whole(0)),
  mail_verified: optional("1: the e-mail address is verified", bit),
  mobile_verified: optional("1: the mobile number is verified", bit),
  reg_ip: optional("address of the registration", anyText),
  login_ip: optional("address of the login", anyText),
};

const users: Some = {
  test: {
    effect: "reads",
    words: "tells whether the controller answers and accepts the key",
    takes: {},
    read: reply.done,
  },
  user_add: {
    effect: "changes",
    words: "creates a user",
    takes: {
      userid: needed("your number of the user", text),
      username: needed("login name", text),
      password: needed("password, 6 characters at least", password),
      email: needed("e-mail address", text),
      status: needed("0 active, 1 disabled", bit),
      remark: optional("remark", anyText),
      ...person,
    },
    read: reply.data,
  },
  user_update: {
    effect: "changes",
    words: "changes a user",
    takes: {
      id: needed("the controller's own number of the user, not userid", id),
      userid: optional("your number of the user", text),
      username: optional("login name", text),
      password1: optional("the new password", password),
      password2: optional("the new password again", password),
      email: optional("e-mail address", text),
      status: optional("0 active, 1 disabled", bit),
      cvdate: optional("until when reinstalls are limited: 20260901, 0 for no limit", day),
      rvcount: optional("reinstalls done", whole(0)),
      ...person,
    },
    check: ({ password1, password2 }) =>
      password1 === password2
        ? []
        : [{ property: "password2", reason: say("must be the same as password1") }],
    read: reply.done,
  },
  user_delete: {
    effect: "destroys",
    words: "deletes a user",
    takes: { userid: needed("your number of the user", text) },
    read: reply.done,
  },
  user_info: lists("lists users", {
    id: optional("the controller's own number", id),
    userid: optional("your number of the user", text),
    username: optional("login name", text),
    name: optional("name of the person", text),
    email: optional("e-mail address", text),
    phone: optional("mobile number", text),
    utype: optional("group: 0 ordinary, 10 administrator", whole(0)),
    login_ip: optional("address of the login or the registration", text),
    remark: optional("part of the remark", text),
  }),
};

const filters = {
  nodeid: optional("id of the node", id),
  vmid: optional("id of the VM", id),
  userid: optional("your number of the owner", text),
  ip: optional("address", text),
  remark: optional("remark", text),
};
const ipType = optional("0 public IPv4, 1 IPv6, 2 private IPv4", oneOf("0", "1", "2"));
const limits = optional("most rows", whole(1));

const catalog: Some = {
  vm_freeip: lists("lists the free addresses of a node", {
    nodeid: needed("id of the node", id),
    vmid: optional("shows the addresses of this VM too", id),
    iptype: optional("0 public IPv4, 1 IPv6, 2 private IPv4; several with commas", ids),
    iprandom: optional("1 in random order", bit),
    limits,
  }),
  hypernat: lists("lists port mappings and NAT websites", {
    userid: filters.userid,
    nodeid: filters.nodeid,
    vmid: filters.vmid,
    ip: filters.ip,
    domainname: optional("domain of a website", text),
    nattype: optional("1 port mappings, 2 websites", oneOf("1", "2")),
  }),
  area: lists("lists the areas", {
    id: optional("id of the area", id),
    name: optional("its name", text),
    remark: filters.remark,
  }),
  hyper: lists("lists the VMs", {
    id: optional("id of the VM", id),
    areaid: optional("id of the area", id),
    nodeid: filters.nodeid,
    vmname: optional("name of the VM", text),
    guid: optional("Hyper-V's own id", text),
    ip: filters.ip,
    ipv6: optional("IPv6 address", text),
    osid: optional("id of the image", id),
    cdid: optional("id of the CD image", id),
    status: optional(
      "0 installing, 1 locked, 2 normal, -1 suspended, -2 over traffic, -3 stopped over traffic",
      oneOf("0", "1", "2", "-1", "-2", "-3"),
    ),
    remark: filters.remark,
  }),
  hyperbackup: lists("lists snapshots and full backups", {
    userid: filters.userid,
    vmid: filters.vmid,
    backuptype: optional("1 snapshots, 2 full backups", oneOf("1", "2")),
    name: optional("name of the backup", text),
    status: optional("1: completed", oneOf("0", "1")),
  }),
  hyperipblock: lists("lists the pools of addresses", {
    id: optional("id of the pool", id),
    name: optional("its name", text),
    nodeid: filters.nodeid,
    ip: optional("an address of the pool", text),
    iptype: ipType,
  }),
  hyperip: lists("lists the addresses", {
    ipblockid: optional("id of the pool", id),
    vmid: optional("id of the VM; 0|id shows the free ones too", text),
    ip: filters.ip,
    iptype: optional("0 IPv4, 1 IPv6", oneOf("0", "1")),
    remark: filters.remark,
  }),
  hyperos: {
    ...lists("lists the images", {
      id: optional("id of the image", id),
      name: optional("its name: windows2008r2", text),
      osname: optional("its file: windows.208r2.vhdx", text),
      ostype: optional("windows, centos, debian, ubuntu, …", text),
      osfile: optional("os or cd", oneOf("os", "cd")),
      remark: filters.remark,
      vmid: optional("those allowed for this VM; needs osfile", id),
      nodeid: optional("those usable on this node; needs osfile", id),
    }),
    check: ({ vmid, nodeid, osfile }) =>
      (vmid ?? nodeid) !== undefined && osfile === undefined
        ? [{ property: "osfile", reason: say("is required together with vmid or nodeid") }]
        : [],
  },
  hypernode: lists("lists the nodes", {
    id: optional("id of the node", id),
    areaid: optional("ids of areas, with commas between them", ids),
    ip: filters.ip,
    maxcpu: optional("CPU cores that it offers at least", whole(0)),
    allowram: optional("MB of free memory at least", whole(0)),
    allowdisk: optional("GB of free disk at least", whole(0)),
    status: optional("0 normal, 1 in maintenance", oneOf("0", "1")),
    remark: filters.remark,
    limits,
  }),
  hypertask: lists("lists the tasks", {
    vmid: filters.vmid,
    vmname: optional("name of the VM", text),
    tasktype: optional(
      "1 create, 2 reinstall, 3 backup, 4 restore, 5 addresses, 6 password, 7 port",
      oneOf("1", "2", "3", "4", "5", "6", "7"),
    ),
    taskstep: optional("1 copying, 2 starting, 3 done", oneOf("1", "2", "3")),
    status: optional("0 waiting, 1 installing, 2 checking the network, 3 done", oneOf("0", "1", "2", "3")),
    nodeid: filters.nodeid,
  }),
  vm_monitor: lists("lists the samples of a day, one a minute", {
    ...vm,
    yyyymmdd: optional("the day: 20260901; today without it", day),
  }),
};

const table: Table<Value, RstackOperation> = { ...users, ...machineOperations, ...catalog };

export const operations = operationsOf(table, chinese, (account, action, { effect, read }, values) =>
  sessionOf(account).client.ask(action, effect === "reads" ? "read" : "write", values, read),
);
