import type { AreaRow, ImageRow, IpRow, Node, PoolRow } from "./rows";

export const areas: AreaRow[] = [
  { id: "1", name: "华东区域", remark: "East China" },
  { id: "2", name: "South China", remark: "" },
  { id: "3", name: "Shared IP", remark: "one public address for all" },
];

export const images: ImageRow[] = [
  { id: "15", name: "centos7.6", osname: "centos7.6.vhdx", ostype: "centos", osfile: "os", remark: "" },
  { id: "16", name: "debian11", osname: "debian11.vhdx", ostype: "debian", osfile: "os", remark: "" },
  { id: "17", name: "ubuntu22.04", osname: "ubuntu22.04.vhdx", ostype: "ubuntu", osfile: "os", remark: "" },
  { id: "18", name: "windows2019", osname: "windows.2019.vhdx", ostype: "windows", osfile: "os", remark: "" },
  {
    id: "19",
    name: "windows 2003r2",
    osname: "win.2003r2.vhdx",
    ostype: "windows",
    osfile: "os",
    remark: "",
  },
  {
    id: "20",
    name: "ubuntu22.04",
    osname: "ubuntu22.04-min.vhdx",
    ostype: "ubuntu",
    osfile: "os",
    remark: "",
  },
  { id: "90", name: "virtio-win", osname: "virtio-win.iso", ostype: "windows", osfile: "cd", remark: "" },
  { id: "91", name: "rescue", osname: "rescue.iso", ostype: "centos", osfile: "cd", remark: "" },
];

const everywhere = ["15", "16", "17", "18", "90", "91"];

export const nodes: Node[] = [
  {
    row: {
      id: "1",
      name: "可用区 a",
      areaid: "1",
      ip: "192.168.1.23",
      maxcpu: "64",
      allowram: "1048576",
      allowdisk: "65536",
      status: "0",
      remark: "",
    },
    images: everywhere,
    publicip: "",
  },
  {
    row: {
      id: "2",
      name: "可用区 b",
      areaid: "1",
      ip: "192.168.1.24",
      maxcpu: "32",
      allowram: "524288",
      allowdisk: "32768",
      status: "0",
      remark: "",
    },
    images: everywhere,
    publicip: "",
  },
  {
    row: {
      id: "3",
      name: "可用区 a",
      areaid: "2",
      ip: "192.168.3.23",
      maxcpu: "16",
      allowram: "32768",
      allowdisk: "2048",
      status: "0",
      remark: "small",
    },
    images: ["15", "20"],
    publicip: "",
  },
  {
    row: {
      id: "4",
      name: "old",
      areaid: "2",
      ip: "192.168.3.24",
      maxcpu: "16",
      allowram: "65536",
      allowdisk: "4096",
      status: "1",
      remark: "",
    },
    images: everywhere,
    publicip: "",
  },
  {
    row: {
      id: "5",
      name: "shared",
      areaid: "3",
      ip: "192.168.5.23",
      maxcpu: "16",
      allowram: "65536",
      allowdisk: "4096",
      status: "0",
      remark: "",
    },
    images: [...everywhere, "19"],
    publicip: "192.168.1.202",
  },
];

const pool = (id: string, nodeid: string, iptype: string, gateway: string, netmask: string): PoolRow => ({
  id,
  name: `pool ${id}`,
  nodeid,
  iptype,
  gateway,
  netmask,
});

export const pools: PoolRow[] = [
  pool("1", "1", "0", "192.168.1.1", "255.255.255.0"),
  pool("2", "2", "0", "192.168.2.1", "255.255.255.0"),
  pool("3", "3", "0", "192.168.3.1", "255.255.255.0"),
  pool("4", "1", "1", "2607:fcd0:100:5600::1", "64"),
  pool("5", "5", "2", "172.16.3.1", "255.255.255.0"),
  pool("6", "3", "2", "172.16.4.1", "255.255.255.0"),
];

/** The addresses of each pool: prefix, first, last. */
const ranges: [poolid: string, prefix: string, first: number, last: number][] = [
  ["1", "192.168.1.", 30, 200],
  ["2", "192.168.2.", 10, 100],
  ["3", "192.168.3.", 30, 35],
  ["4", "2607:fcd0:100:5600::", 1030, 1059],
  ["5", "172.16.3.", 3, 40],
  ["6", "172.16.4.", 3, 6],
];

export const ips: IpRow[] = ranges
  .flatMap(([ipblockid, prefix, first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => ({
      ip: `${prefix}${first + index}`,
      ipblockid,
      iptype: pools.find((one) => one.id === ipblockid)?.iptype ?? "",
    })),
  )
  .map((address, index) => ({ id: String(index + 1), vmid: "0", remark: "", ...address }));
