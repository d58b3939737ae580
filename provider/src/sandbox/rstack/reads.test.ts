import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRstackSandbox, type RstackSandbox } from "./sandbox";
import { call, create, rows, type Form } from "./caller";

let sandbox: RstackSandbox;
beforeEach(async () => {
  sandbox = await startRstackSandbox({ installSeconds: 0, taskSeconds: 0, powerSeconds: 0 });
});
afterEach(() => sandbox.close());

const ids = async (action: string, params: Form = {}): Promise<(string | undefined)[]> =>
  (await rows(sandbox, action, params)).map((row) => row.id);

describe("the list of machines", () => {
  it("is an empty body when there are none, and one reply for all", async () => {
    expect(await call(sandbox, "hyper")).toBe("");
    for (let index = 0; index < 20; index += 1) sandbox.panel.addVm({ vmname: `vm${index}` });
    expect(await rows(sandbox, "hyper")).toHaveLength(20);
  });

  it("matches parts of names and remarks, and everything else as a whole", async () => {
    const web = await create(sandbox, { vmname: "web1", remark: "shop rs-1" });
    const more = await create(sandbox, { vmname: "web12", remark: "rs-12" });
    expect(await ids("hyper", { vmname: "web1" })).toEqual([web, more]);
    expect(await ids("hyper", { remark: "rs-1" })).toEqual([web, more]);
    expect(await ids("hyper", { ip: "192.168.1.3" })).toEqual([]);
    expect(await ids("hyper", { ip: "192.168.1.31" })).toEqual([more]);
    expect(await ids("hyper", { status: "2", osid: "15", nodeid: "1", areaid: "1" })).toEqual([web, more]);
    expect(await call(sandbox, "hyper", { userid: "8080" })).toBe("-1|unknown parameter userid");
  });
});

describe("the catalogue", () => {
  it("has areas, nodes and pools", async () => {
    expect(await rows(sandbox, "area")).toHaveLength(3);
    expect(await ids("area", { name: "China" })).toEqual(["2"]);
    expect(await ids("hypernode", { areaid: "2,3" })).toEqual(["3", "4", "5"]);
    expect(await ids("hypernode", { status: "0", maxcpu: "32", allowram: "600000" })).toEqual(["1"]);
    expect(await ids("hypernode", { limits: "2" })).toEqual(["1", "2"]);
    expect(await ids("hyperipblock", { ip: "172.16.3.9" })).toEqual(["5"]);
    expect(await ids("hyperipblock", { ip: "10.0.0.1" })).toEqual([]);
    expect(await ids("hyperipblock", { nodeid: "1", iptype: "1" })).toEqual(["4"]);
    expect(await call(sandbox, "hyperip", { iptype: "2" })).toBe("-1|invalid parameter iptype");
  });

  it("has images, those of a node only with their kind", async () => {
    expect(await rows(sandbox, "hyperos")).toHaveLength(8);
    expect(await ids("hyperos", { nodeid: "3", osfile: "os" })).toEqual(["15", "20"]);
    expect(await ids("hyperos", { ostype: "windows", osfile: "os" })).toEqual(["18", "19"]);
    expect(await call(sandbox, "hyperos", { nodeid: "3" })).toBe("-1|missing parameter osfile");
    const vmid = await create(sandbox);
    expect(await ids("hyperos", { vmid, osfile: "cd" })).toEqual(["90", "91"]);
  });

  it("shows what an administrator changed", async () => {
    sandbox.panel.editNode("1", { status: "1" });
    sandbox.panel.editImage("15", { name: "centos7.9" });
    sandbox.panel.editPool("1", { gateway: "192.168.1.254" });
    expect(await ids("hypernode", { status: "1" })).toEqual(["1", "4"]);
    expect(await ids("hyperos", { name: "centos7.9" })).toEqual(["15"]);
    expect(await rows(sandbox, "hyperipblock", { id: "1" })).toMatchObject([{ gateway: "192.168.1.254" }]);
    expect(() => {
      sandbox.panel.editImage("1", {});
    }).toThrow(RangeError);
  });
});

describe("addresses", () => {
  it("are free ones, and with a machine its own too", async () => {
    const vmid = await create(sandbox, { nodeid: "3", iptype: "0" });
    const free = await rows(sandbox, "vm_freeip", { nodeid: "3", iptype: "0" });
    expect(free.map((row) => row.ip)).toEqual([
      "192.168.3.31",
      "192.168.3.32",
      "192.168.3.33",
      "192.168.3.34",
      "192.168.3.35",
    ]);
    expect(await rows(sandbox, "vm_freeip", { nodeid: "3", vmid })).toHaveLength(10);
    expect(
      (await rows(sandbox, "vm_freeip", { nodeid: "3", iprandom: "1", limits: "1", iptype: "0" }))[0]?.ip,
    ).toBe("192.168.3.35");
    expect(await rows(sandbox, "hyperip", { vmid })).toMatchObject([{ ip: "192.168.3.30", ipblockid: "3" }]);
    expect(await rows(sandbox, "hyperip", { vmid: `0|${vmid}`, ipblockid: "3" })).toHaveLength(6);
    expect(await call(sandbox, "vm_freeip")).toBe("-1|missing parameter nodeid");
  });
});

describe("monitoring", () => {
  it("has samples of today for a machine that is on, and else an empty list", async () => {
    const vmid = await create(sandbox);
    const [sample] = await rows(sandbox, "vm_monitor", { vmid });
    expect(Object.keys(sample ?? {}).sort()).toEqual(
      ["cpu", "disk", "memory", "network", "systemversion", "time", "times", "vmname"].sort(),
    );
    expect(await call(sandbox, "vm_monitor", { vmid, yyyymmdd: "20190501" })).toBe("[]");
    expect(await call(sandbox, "vm_monitor", { vmid, yyyymmdd: "2019-05-01" })).toBe(
      "-1|invalid parameter yyyymmdd",
    );
    sandbox.panel.setPower(vmid, "off");
    expect(await call(sandbox, "vm_monitor", { vmid })).toBe("[]");
  });
});
