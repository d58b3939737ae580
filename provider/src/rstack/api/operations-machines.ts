import { z } from "zod";
import { created } from "./reply";
import {
  day,
  id,
  remotePort,
  reply,
  toVm,
  vm,
  vmName,
  type RstackOperation,
  type Value,
} from "./operations-values";
import { atLeastOne, exactlyOne } from "../../core/operations/check";
import type { Family, Parameters } from "../../core/operations/operation";
import { chosenBy } from "../../core/operations/table";
import { anyText, bit, needed, oneOf, optional, password, text, whole } from "../../core/operations/values";

/* The actions of VMs. */

const sizes: Parameters<Value> = {
  cpu_limit: optional("percent of the CPU; 100 no limit", whole(0, 100)),
  cpu_weight: optional("weight of the CPU", whole(0)),
  ram_buffer: optional("percent of memory buffer", whole(0)),
  ram_weight: optional("weight of the memory", whole(0)),
  systemdisk: optional("GB of the system disk: 100,150 for Windows and Linux", text),
  disk: optional("GB of the data disk; 0 none", whole(0)),
  disk_sys_iops: optional("limit of the system disk; 0 none", whole(0)),
  disk_data_iops: optional("limit of the data disk; 0 none", whole(0)),
  bwlimit: optional("GB of traffic a month; 0 no limit", whole(0)),
  backup_snapshot: optional("snapshots; 0 none, -1 as the user's group", whole(-1)),
  backup_full: optional("full backups; 0 none, -1 as the user's group", whole(-1)),
  portmap: optional("port mappings; 0 none", whole(0)),
  binding_domain: optional("domains of NAT websites; 0 none", whole(0)),
};

/** Those that every VM must be given. */
const mainSizes = {
  cpu: ["CPU cores", whole(1)],
  ram_min: ["least memory, MB", whole(1)],
  ram: ["most memory, MB; the same as ram_min for static memory", whole(1)],
  port: ["Mbit/s of the port", whole(1)],
} as const;

const mainSizesNeeded = Object.fromEntries(
  Object.entries(mainSizes).map(([name, [words, read]]) => [name, needed(words, read)]),
);
const mainSizesOptional = Object.fromEntries(
  Object.entries(mainSizes).map(([name, [words, read]]) => [name, optional(words, read)]),
);

const vmCreate: RstackOperation = {
  effect: "spends",
  words: "creates a VM",
  takes: {
    id: optional("an id of your own; the controller counts without it", id),
    userid: needed("your number of the owner", text),
    areaid: optional("on any node of this area", id),
    nodeid: optional("on this node", id),
    osid: needed("id of the image", id),
    vmname: needed("letters and digits, at least 2", vmName),
    ...mainSizesNeeded,
    ...sizes,
    vmpass: needed("password", password),
    remote_port: optional("0 unchanged, 1 random, or 10000 to 65535", remotePort),
    ip: needed("number of addresses, or one address", text),
    additionals_ip: optional("further addresses, with commas between them", anyText),
    ipv6: optional("number of IPv6 addresses, or one", text),
    additionals_ipv6: optional("further IPv6 addresses, with commas between them", anyText),
    iprandom: optional("1 picks addresses at random", bit),
    iptype: optional("0 public IPv4, 2 private IPv4", oneOf("0", "2")),
    remark: optional("remark", anyText),
    returnjson: optional("1 answers with more of the VM", oneOf("1")),
  },
  check: exactlyOne("areaid", "nodeid"),
  read: created(z.unknown()),
};

const vmUpdate: RstackOperation = {
  effect: "changes",
  words: "changes a VM",
  takes: {
    id: needed("id of the VM", id),
    update_vm: optional("1 changes the hardware too, which may restart it; 0 only the record", bit),
    areaid: optional("id of the area", id),
    nodeid: optional("id of the node", id),
    userid: optional("your number of the new owner", text),
    ...mainSizesOptional,
    ...sizes,
    bwusage: optional("traffic used", whole(0)),
    bwdate: optional("when the traffic is counted anew: Unix time, or 2019-11-15 00:28:22", text),
    rvcount: optional("reinstalls done", whole(0)),
    cvdate: optional("day of the last reinstall: 20190816", day),
    ip: optional("the main address", text),
    additionals_ip: optional("all further addresses, with commas between them", anyText),
    ipv6: optional("the main IPv6 address", text),
    additionals_ipv6: optional("all further IPv6 addresses, with commas between them", anyText),
    addipnumber: optional("adds so many addresses, which work after a click in the back office", whole(1)),
    status: optional(
      "0 installing, 1 locked, 2 normal, -1 suspended, -2 over traffic, -3 stopped over traffic",
      oneOf("0", "1", "2", "-1", "-2", "-3"),
    ),
    remark: optional("remark", anyText),
  },
  read: reply.done,
};

/** An action of which `subvaction` decides what it does. */
function family(words: string, among: Record<string, RstackOperation>): Family<Value, RstackOperation> {
  return { words, ...chosenBy<Value>("subvaction", String), among, shows: "whole" };
}

const privateport = needed("port of the machine", whole(1, 65_535));
const snapshotname = needed("name of the snapshot", text);

const families: Record<string, Family<Value, RstackOperation>> = {
  vm_console: family("reads, opens or closes the console", {
    state: toVm("reads", "tells whether the console is open, and where", {}, reply.object),
    enable: toVm("changes", "opens the console"),
    logout: toVm("changes", "closes the console"),
  }),
  vm_snapshot: family("makes, restores, deletes or lists snapshots", {
    create: toVm("changes", "makes a snapshot", {}, reply.data),
    revert: toVm("destroys", "takes the VM back to a snapshot; what was written since is lost", {
      snapshotname,
    }),
    del: toVm("destroys", "deletes a snapshot", { snapshotname }),
    list: toVm("reads", "lists the snapshots", {}, reply.rows),
  }),
  vm_cd_manage: family("lists or changes the CD in the drive", {
    change: toVm("changes", "puts a CD image into the drive, or takes it out", {
      cdid: needed("id of the CD image; -1 takes it out", whole(-1)),
    }),
    list: toVm("reads", "lists the CD images for the VM", {}, reply.rows),
  }),
  vm_portmap: family("adds or deletes a port mapping of the shared address", {
    add: toVm("changes", "maps a port of the shared address", { privateport }),
    del: {
      effect: "destroys",
      words: "deletes a port mapping",
      takes: { portid: needed("id of the rule, from hypernat", id) },
      read: reply.done,
    },
  }),
  vm_domain: family("adds or deletes a website of the shared address", {
    add: toVm("changes", "serves a domain of the shared address", {
      domainname: needed("the domain", text),
      privateport,
    }),
    del: {
      effect: "destroys",
      words: "deletes a NAT website",
      takes: { domainid: needed("id of the rule, from hypernat", id) },
      read: reply.done,
    },
  }),
};

export const machineOperations: Record<string, RstackOperation | Family<Value, RstackOperation>> = {
  vm_create: vmCreate,
  vm_update: vmUpdate,
  vm_delete: toVm(
    "destroys",
    "deletes a VM with its disks",
    {
      forcedelete: optional("1 deletes by force", bit),
      returnmsg: optional("1 answers with what was deleted", oneOf("1")),
    },
    reply.doneOrObject,
  ),
  vm_start: toVm("changes", "powers on"),
  vm_restart: toVm("changes", "shuts down and starts again"),
  vm_stop: toVm("changes", "shuts down"),
  vm_force_restart: toVm("changes", "cuts the power and starts again"),
  vm_force_stop: toVm("changes", "cuts the power"),
  vm_state: toVm("reads", "tells what a VM does now", {}, reply.state),
  vm_setips: toVm("changes", "binds the addresses again inside the machine"),
  vm_setport: toVm("changes", "sets the remote port", {
    remote_port: needed("0 the initial one, 1 random, or 10000 to 65535", remotePort),
  }),
  vm_reload: toVm("destroys", "installs an image, which erases the system disk or all disks", {
    osid: needed("id of the image", id),
    rot: needed("0 the system disk, 1 all disks", bit),
  }),
  vm_resetps: toVm("changes", "sets a password inside the running machine", {
    vmuser: optional("an account to be made for it, on Windows", text),
    vmpass: needed("the new password, 6 characters at least", password),
  }),
  vm_addip: {
    ...toVm("changes", "adds so many addresses", {
      ip_num: optional("IPv4 addresses to add", whole(1)),
      ipv6_num: optional("IPv6 addresses to add", whole(1)),
      binding_ip: optional("1 binds them inside the machine", oneOf("1")),
    }),
    check: atLeastOne("ip_num", "ipv6_num"),
  },
  vm_exinfo: {
    effect: "reads",
    words: "reads identity, traffic and shared address of a VM",
    takes: vm,
    read: reply.object,
  },
  ...families,
};
