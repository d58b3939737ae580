import type { SystemRow } from "./catalog";
import { lines } from "./offer-lines";

const linux = "1666193469952094";
const windows = "1666193469963105";
const everywhere = lines.map((line) => line.guid);
const firstLine = everywhere.slice(0, 1);

type Image = Pick<SystemRow, "name"> & Partial<SystemRow>;

const generated = (name: string, versions: string[]): Image[] =>
  versions.map((version) => ({ name: `${name} ${version} x64` }));

/** More than a page of 50: some images that users look for stand on the second page. */
const images: Image[] = [
  { name: "CentOS 7.9 x64" },
  { name: "Ubuntu 22.04 x64" },
  ...generated("CentOS", [
    "6.8",
    "6.9",
    "6.10",
    "7.2",
    "7.3",
    "7.4",
    "7.5",
    "7.6",
    "7.7",
    "7.8",
    "8.0",
    "8.5",
  ]),
  ...generated("Ubuntu", ["14.04", "16.04", "18.04", "20.04", "23.10", "24.04"]),
  ...generated("Rocky Linux", ["8.6", "8.7", "8.8", "8.9", "8.10", "9.0", "9.1", "9.2", "9.3", "9.4"]),
  ...generated("AlmaLinux", ["8.6", "8.7", "8.8", "8.9", "8.10", "9.0", "9.1", "9.2", "9.3", "9.4"]),
  ...generated("openSUSE Leap", ["15.1", "15.2", "15.3", "15.4", "15.5", "15.6"]),
  ...generated("Fedora", ["36", "37", "38", "39", "40"]),
  { name: "Debian 12 x64", lines: [everywhere] },
  ...generated("Debian", ["8", "9", "10", "11"]),
  {
    name: "Windows Server 2019",
    class_guid: windows,
    login_name: "Administrator",
    port: "3389",
    ram_limit: "4",
    system_harddisk: "50",
    boot_menu_contents: '{"19":"","250":""}',
    ghost_url: '{"19":"","250":""}',
  },
  {
    name: "Windows Server 2022 Datacenter",
    class_guid: windows,
    login_name: "Administrator",
    port: "3389",
    ram_limit: "32",
    system_harddisk: "50",
    lines: firstLine,
  },
  { name: "HPC Linux 8 x64", cpu_limit: "64" },
  { name: "Cloud Linux 3 x64", support: "server" },
  { name: "Rescue Live x64", type: "install" },
  { name: "Factory Image x64", type: "create" },
  { name: "Hangzhou Only Linux x64", lines: firstLine },
];

/** The images on offer. */
export const systems: SystemRow[] = images.map((image, index) => ({
  distinct_id: String(101 + index),
  id: String(101 + index),
  guid: `16336528014${(61868 + index * 13).toString().padStart(5, "0")}`,
  class_guid: linux,
  login_name: "root",
  port: "22",
  mirror_name: `${image.name.toLowerCase().replace(/[^a-z\d.]+/g, "_")}.gho`,
  cpu_limit: "0",
  ram_limit: "0",
  type: "create,install",
  system_harddisk: "30",
  support: "server,idc,baremetal",
  boot_menu_contents: { "19": "", "250": "" },
  ghost_url: { "19": "", "250": "" },
  lines: everywhere,
  ...image,
}));
