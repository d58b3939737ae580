import { describe, expect, it } from "vitest";
import { area, image, ip, node, pool } from "./api/wire";
import {
  addressObjection,
  candidateNodes,
  findArea,
  findCd,
  findImage,
  findNode,
  freeAddresses,
  type RstackCatalog,
} from "./catalog";

const catalog: RstackCatalog = {
  areas: [area.parse({ id: "1", name: "East" }), area.parse({ id: "2", name: "South" })],
  nodes: [
    node.parse({ id: "1", name: "zone a", areaid: "1", status: "0" }),
    node.parse({ id: "2", name: "zone b", areaid: "1", status: "1" }),
    node.parse({ id: "3", name: "zone a", areaid: "2", status: "0" }),
  ],
  images: [
    image.parse({ id: "15", name: "centos7.6", osfile: "os" }),
    image.parse({ id: "16", name: "debian11" }),
    image.parse({ id: "90", name: "rescue", osfile: "cd" }),
  ],
  pools: [pool.parse({ id: "1", nodeid: "1" }), pool.parse({ id: "3", nodeid: "3" })],
  ips: [
    ip.parse({ ip: "10.0.0.1", ipblockid: "1", vmid: "341", iptype: "0" }),
    ip.parse({ ip: "10.0.0.2", ipblockid: "1", vmid: "0", iptype: "0" }),
    ip.parse({ ip: "10.9.0.2", ipblockid: "1", vmid: "", iptype: "2" }),
    ip.parse({ ip: "fd00::1", ipblockid: "3", iptype: "1" }),
  ],
};

describe("names", () => {
  it("are found as written, without regard to capitals, and by id", () => {
    expect(findArea(catalog, "East").match?.id).toBe("1");
    expect(findArea(catalog, " east ").match?.id).toBe("1");
    expect(findNode(catalog, "3").match?.areaId).toBe("2");
  });

  it("that are unknown or ambiguous list the candidates", () => {
    expect(findArea(catalog, "North").fault).toBe('there is no area "North"; there are: South (2), East (1)');
    expect(findNode(catalog, "zone a").fault).toBe(
      '"zone a" is the name of 2 nodes; use an id: zone a (1), zone a (3)',
    );
    expect(findImage(catalog, "debian").fault).toBe(
      'there is no image "debian"; there are: debian11 (16), centos7.6 (15)',
    );
  });

  it("stand in other fields with some controllers, or nowhere", () => {
    const other: RstackCatalog = {
      ...catalog,
      areas: [area.parse({ id: "1", areaname: "East" })],
      nodes: [node.parse({ id: "1", nodename: "zone a" }), node.parse({ id: "2" })],
    };
    expect(findArea(other, "east").match?.id).toBe("1");
    expect(findNode(other, "zone a").match?.id).toBe("1");
    expect(findNode(other, "zone c").fault).toBe('there is no node "zone c"; there are: zone a (1), node 2');
  });

  it("of systems and of CDs are apart, where the controller says which is which", () => {
    expect(findImage(catalog, "rescue").match).toBeUndefined();
    expect(findCd(catalog, "centos7.6").match).toBeUndefined();
    expect([findImage(catalog, "debian11").match?.id, findCd(catalog, "debian11").match?.id]).toEqual([
      "16",
      "16",
    ]);
  });
});

describe("nodes for a machine", () => {
  it("are the one that is named, or those of the area that are not in maintenance", () => {
    expect(candidateNodes(catalog, { nodeId: "2" }).map(({ id }) => id)).toEqual(["2"]);
    expect(candidateNodes(catalog, { areaId: "1" }).map(({ id }) => id)).toEqual(["1"]);
  });
});

describe("addresses", () => {
  it("are counted by node and kind", () => {
    expect(freeAddresses(catalog, "1", "ipv4")).toBe(2);
    expect(freeAddresses(catalog, "1", "publicIpv4")).toBe(1);
    expect(freeAddresses(catalog, "1", "ipv6")).toBe(0);
    expect(freeAddresses(catalog, "3", "ipv6")).toBe(1);
  });

  it("are not counted when the controller does not say where they are", () => {
    const silent = { ...catalog, pools: [] };
    expect(freeAddresses(silent, "1", "ipv4")).toBeUndefined();
    expect(addressObjection({ ...catalog, ips: [] }, "10.0.0.1", catalog.nodes)).toBeUndefined();
  });

  it("cannot be had when they are unknown, in use, or elsewhere", () => {
    const nodes = candidateNodes(catalog, { nodeId: "1" });
    expect(addressObjection(catalog, "10.0.0.2", nodes)).toBeUndefined();
    expect(addressObjection(catalog, "10.0.0.1", nodes)).toEqual({
      words: "10.0.0.1 is in use by VM 341",
      isTaken: true,
    });
    expect(addressObjection(catalog, "10.0.0.1", nodes, "341")).toBeUndefined();
    expect(addressObjection(catalog, "10.0.0.3", nodes)).toEqual({
      words: "10.0.0.3 is in no pool of the controller",
      isTaken: false,
    });
    const nameless = { ...catalog, nodes: catalog.nodes.slice(0, 1) };
    expect(addressObjection(nameless, "fd00::1", nodes)?.words).toBe(
      "fd00::1 belongs to another node (node 3)",
    );
    expect(addressObjection(catalog, "FD00::1", nodes)?.words).toBe(
      "FD00::1 belongs to another node (zone a 3)",
    );
    expect(addressObjection(catalog, "FD00::1", [])).toBeUndefined();
  });
});
