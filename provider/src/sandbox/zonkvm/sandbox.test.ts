import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZonkvmSandbox, type ZonkvmSandbox } from "./sandbox";
import { buy, call, dataOf, elasticLine, purchases, row } from "./caller";

let folder: string;
let sandbox: ZonkvmSandbox;
const start = () => startZonkvmSandbox({ openingSeconds: 0, stateFile: join(folder, "panel.json") });
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "zonkvm-"));
  sandbox = await start();
});
afterEach(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

describe("the state file", () => {
  it("brings back everything: money, orders of every kind, the clock", async () => {
    for (const kind of ["server", "lease", "idc", "hosting", "sql"] as const) await buy(sandbox, kind);
    sandbox.clock.advance({ days: 3 });
    sandbox.panel.setKey("another-key");
    const [before, wasAt] = [sandbox.ledger(), sandbox.clock.now().getTime()];
    await sandbox.close();
    sandbox = await start();
    expect(sandbox.ledger()).toEqual(before);
    expect(before.services.map(({ ref }) => ref)).toEqual([
      "server_1001",
      "lease_1",
      "idc_1",
      "hosting_1",
      "sql_1",
    ]);
    expect(sandbox.appKey).toBe("another-key");
    expect(sandbox.clock.now().getTime()).toBeGreaterThanOrEqual(wasAt);
    expect(await buy(sandbox, "server")).toBe("1002");
  });
});

describe("the catalogue", () => {
  const guids = async (action: string) =>
    (await dataOf<{ guid: string }[]>(sandbox, action)).map(({ guid }) => guid);

  it.each([
    ["getzones", "1696639073705350"],
    ["getsystems", "1659170726623836"],
    ["getlines", elasticLine],
    ["lease_lines", "1661580261164386"],
    ["lease_harddisk", "1658944863134013"],
    ["lease_product", "1721941250649658"],
    ["idc_lines", "20250409132657673520"],
    ["idc_product", "20250409132727581219"],
    ["hosting_lines", "20250409132657673528"],
    ["hosting_product", "20250408030033590712"],
    ["sql_product", "20250407053315151712"],
  ])("of %s has GUIDs that differ as texts", async (action, first) => {
    const all = await guids(action);
    expect(all[0]).toBe(first);
    expect(new Set(all).size).toBe(all.length);
  });

  it("has lines that no number tells apart", async () => {
    const all = await guids("getlines");
    expect(new Set(all.map(Number)).size).toBeLessThan(all.length);
  });

  it("has packages without a GUID, and an image that does not say what it is for", async () => {
    const packages = await dataOf<Record<string, unknown>[]>(sandbox, "getproduct");
    expect(packages[1]).toMatchObject({ name: "绍兴BGP- B型", price: "208.00", description: null });
    expect(packages.every((one) => !("guid" in one))).toBe(true);
    const images = await dataOf<Record<string, unknown>[]>(sandbox, "getsystems");
    expect(images.filter((one) => !("support" in one))).toHaveLength(1);
  });

  it("can be changed, and what was sold keeps its place in it", async () => {
    const guid = await buy(sandbox, "server");
    sandbox.panel.editCatalog("cloudLines", ({ guid: line }) => line === elasticLine, { status: 0 });
    expect((await call(sandbox, "create_order", purchases.server())).msg).toBe("该线路节点不存在或已下架");
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ line_guid: elasticLine });
    expect(() => {
      sandbox.panel.editCatalog("cloudLines", () => false, {});
    }).toThrow(RangeError);
  });
});

describe("the back office", () => {
  it("recycles, deletes and erases orders, and turns machines off", async () => {
    const guid = await buy(sandbox, "server");
    sandbox.panel.setPower(`server_${guid}`, "off");
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ runStatus: -1 });
    sandbox.panel.end(`server_${guid}`, "recycled");
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ orderStatus: -1 });
    sandbox.panel.end(`server_${guid}`, "deleted");
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ orderStatus: -2 });
    sandbox.panel.erase(`server_${guid}`);
    expect((await call(sandbox, "getserver", { guid })).msg).toBe("未找到产品记录");
    expect(sandbox.panel.service(`server_${guid}`)).toBeUndefined();
    expect(() => {
      sandbox.panel.open(`server_${guid}`);
    }).toThrow(RangeError);
  });
});
