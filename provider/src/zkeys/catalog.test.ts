import { describe, expect, it } from "vitest";
import { createWire } from "./api/wire";
import { findLine, findProduct, findSystem, findZone, type ZkeysCatalog } from "./catalog";

const wire = createWire("Asia/Shanghai");
const line = (guid: string, name: string, zone = "11", status = "1") => ({
  guid,
  name,
  line_guid: zone,
  status,
});
const product = (guid: string, name: string, lineGuid = "21", status = "1") => ({
  guid,
  name,
  line_guid: lineGuid,
  status,
});
const system = (guid: string, name: string, more: object = {}) => ({
  guid,
  name,
  type: "create,install",
  support: "server,baremetal",
  lines: ["21"],
  ...more,
});

const catalog: ZkeysCatalog = {
  zones: wire.zones.parse({
    zones: [
      { guid: "11", name: "深圳一区" },
      { guid: "12", name: "Hangzhou" },
    ],
  }).zones,
  lines: wire.lines.parse([
    line("21", "Hangzhou BGP"),
    line("22", "Hangzhou CN2"),
    line("23", "BGP"),
    line("24", "BGP", "12"),
    line("25", "Beijing", "11", "-1"),
    line("26", "Hidden", "11", "0"),
    line("27", "Case"),
    line("28", "CASE"),
    line("29", "30"),
    line("30", "twenty-nine"),
  ]),
  systems: wire.systems.parse({
    systems: [
      system("31", "CentOS 7.9 x64"),
      system("32", "Ubuntu 22.04", { type: "install" }),
      system("33", "Cloud only", { support: "server" }),
      system("34", "Elsewhere", { lines: ["22"] }),
      { guid: "35", name: "Says nothing" },
    ],
  }).systems,
  harddisks: [],
  products: wire.products.parse([
    product("41", "E5-2670 x2 / 64G"),
    product("42", "E5-2670 x2 / 128G"),
    product("43", "Old", "21", "-1"),
    product("44", "Other", "22"),
  ]),
};

describe("a text", () => {
  it.each([
    ["a name", "Hangzhou BGP", "21"],
    ["a name with spaces around", "  Hangzhou BGP ", "21"],
    ["a name in other letters, when only one fits", "hangzhou cn2", "22"],
    ["a name exactly as written, though others differ in letters only", "CASE", "28"],
    ["an id", "22", "22"],
    ["an id rather than a name", "30", "30"],
    ["the id of a deleted line", "25", "25"],
    ["the name of a hidden line", "Hidden", "26"],
  ])("stands for a line as %s", (_, wanted, guid) => {
    expect(findLine(catalog, wanted).match?.guid).toBe(guid);
  });

  it("stands for a zone", () => {
    expect(findZone(catalog, "深圳一区").match?.guid).toBe("11");
  });

  it("is looked for within a zone, when one is given", () => {
    expect(findLine(catalog, "BGP", "Hangzhou").match?.guid).toBe("24");
    expect(findLine(catalog, "BGP", "11").match?.guid).toBe("23");
  });

  it("stands for a model of the line only", () => {
    expect(findProduct(catalog, "21", "e5-2670 x2 / 64g").match?.guid).toBe("41");
    expect(findProduct(catalog, "21", "43").match?.guid).toBe("43");
    expect(findProduct(catalog, "21", "Other").match).toBeUndefined();
    expect(findProduct(catalog, "21", "44").match).toBeUndefined();
  });

  it.each([
    ["create", "CentOS 7.9 x64", "31"],
    ["install", "CentOS 7.9 x64", "31"],
    ["create", "Ubuntu 22.04", undefined],
    ["install", "Ubuntu 22.04", "32"],
    ["install", "32", "32"],
    ["create", "Cloud only", undefined],
    ["create", "33", undefined],
    ["create", "Elsewhere", undefined],
    ["create", "Says nothing", "35"],
  ] as const)("stands for an image offered for this use: %s %s", (use, wanted, guid) => {
    expect(findSystem(catalog, "21", wanted, use).match?.guid).toBe(guid);
  });
});

describe("a fault", () => {
  it("lists the candidates, the nearest first", () => {
    expect(findProduct(catalog, "21", "E5-2670 x2/128G").fault).toBe(
      'there is no product "E5-2670 x2/128G" on the line Hangzhou BGP; there are: E5-2670 x2 / 128G (42), E5-2670 x2 / 64G (41)',
    );
  });

  it("puts first what contains the text", () => {
    expect(findLine(catalog, "cn2").fault).toMatch(/; there are: Hangzhou CN2 \(22\), /);
  });

  it("lists only those that an ambiguous name fits", () => {
    expect(findLine(catalog, "bgp").fault).toBe(
      '"bgp" is the name of 2 lines; use an id: BGP (23), BGP (24)',
    );
    expect(findLine(catalog, "case").fault).toBe(
      '"case" is the name of 2 lines; use an id: Case (27), CASE (28)',
    );
  });

  it("does not offer what is deleted", () => {
    expect(findLine(catalog, "Beijing").fault).toMatch(/^there is no line "Beijing"; there are: /);
    expect(findLine(catalog, "Beijing").fault).not.toContain("(25)");
  });

  it("names the use of an image", () => {
    expect(findSystem(catalog, "21", "Ubuntu 22.04", "create").fault).toBe(
      'there is no system "Ubuntu 22.04" for a purchase on the line Hangzhou BGP; there are: CentOS 7.9 x64 (31), Says nothing (35)',
    );
  });

  it("is that of the zone, when the zone is unknown", () => {
    expect(findLine(catalog, "BGP", "Hangzou").fault).toBe(
      'there is no zone "Hangzou"; there are: Hangzhou (12), 深圳一区 (11)',
    );
  });

  it("says so when there is nothing to choose from", () => {
    expect(findProduct(catalog, "29", "x").fault).toBe("there is no product on the line 30");
  });

  it("lists ten candidates at most", () => {
    const many = {
      ...catalog,
      zones: Array.from({ length: 25 }, (_, index) => ({ guid: `${index}`, name: `zone ${index}` })),
    };
    const { fault } = findZone(many, "zone");
    expect(fault?.match(/zone \d+ \(/g)).toHaveLength(10);
    expect(fault).toMatch(/, and 15 more$/);
  });
});
