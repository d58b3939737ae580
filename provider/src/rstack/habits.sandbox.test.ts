import { bare, describeHabits, everyField, onlyFilters } from "../../test-support/rstack-habits";

describeHabits([
  ["says numbers as numbers", { bareNumbers: true }],
  ["says null for nothing", { nulls: true }],
  ["lists of a VM what the filters name", { leavesOut: { hyper: onlyFilters } }],
  ["lists of a VM next to nothing", { leavesOut: { hyper: bare } }],
  ["tells neither VMs nor addresses in full", { leavesOut: { hyper: bare, hyperip: ["vmid", "iptype"] } }],
  [
    "says little of its nodes",
    { leavesOut: { hypernode: ["maxcpu", "allowram", "allowdisk", "status", "areaid"] } },
  ],
  [
    "answers a creation with next to nothing",
    { leavesOut: { vm_create: everyField.filter((name) => name !== "id") } },
  ],
  ["cuts remarks behind the token", { longestRemark: 15 }],
  ["cuts remarks within the time", { longestRemark: 30 }],
  ["cuts remarks within the text", { longestRemark: 43 }],
  [
    "does not say whether an address is shared",
    { leavesOut: { hyper: ["publicip"], vm_exinfo: ["publicip"] } },
  ],
]);
