import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LocalPanel } from "../../../test-support/zonkvm-panel";
import { ConfigurationError, UnavailableError } from "../../core/errors";
import { CommonClient } from "./common";

const panel = new LocalPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});
const client = (timeZone?: string) => new CommonClient({ transport: panel.transport(), timeZone });
const answer = (data: unknown) => {
  panel.answer = () => ({ code: 1, data });
};

const windows = {
  type_id: 1,
  status: 1,
  guid: "1659170726623836",
  name: "2016 数据中心版 64位",
  login_name: "administrator",
  login_password: "***",
  port: "23543",
  mirror_name: "Win2016_40",
  cpu_limit: 4,
  ram_limit: 4,
  type: "create,install",
  system_harddisk: 40,
  support: "server,lease,idc",
  lines: '["1696639073705350"]',
  sort: 16,
  create_time: "2022-07-30 14:45:26",
  update_time: "2025-03-31 14:33:41",
  type_name: "Windows",
  zone_names: "德阳电信、眉山二区",
};

describe("zones", () => {
  it("are read, disabled ones too", async () => {
    answer([
      {
        status: 1,
        guid: "1696639073705350",
        name: "德阳电信",
        identityStatus: 1,
        whiteListStatus: 0,
        sort: 111,
      },
      { status: "0", guid: 1698529778685045, name: "眉山二区" },
    ]);
    expect(await client().getZones()).toEqual([
      {
        guid: "1696639073705350",
        name: "德阳电信",
        status: "enabled",
        identityRequired: true,
        whitelistRequired: false,
        sortOrder: 111,
      },
      { guid: "1698529778685045", name: "眉山二区", status: "disabled" },
    ]);
    expect(panel.seen).toMatchObject([{ action: "getzones", fields: {} }]);
  });

  it.each([[], {}, "", null, undefined, "[]"])("may be none: %j", async (data) => {
    answer(data);
    expect(await client().getZones()).toEqual([]);
  });

  it("must have a GUID", async () => {
    answer([{ name: "x" }]);
    await expect(client().getZones()).rejects.toThrow(UnavailableError);
  });
});

describe("images", () => {
  it("are read, and what is missing is unknown", async () => {
    answer({
      "0": windows,
      "1": { guid: "1659170791658716", type_id: 2, status: 1, support: null, lines: "" },
    });
    expect(await client().getImages()).toEqual([
      {
        guid: "1659170726623836",
        name: "2016 数据中心版 64位",
        status: "enabled",
        family: "windows",
        familyName: "Windows",
        loginName: "administrator",
        loginPort: 23543,
        mirrorName: "Win2016_40",
        minCpuCores: 4,
        minMemoryGb: 4,
        uses: ["create", "install"],
        systemDiskGb: 40,
        kinds: ["server", "lease", "idc"],
        zoneGuids: ["1696639073705350"],
        zoneNames: ["德阳电信", "眉山二区"],
        sortOrder: 16,
        createdAt: "2022-07-30T14:45:26+08:00",
        updatedAt: "2025-03-31T14:33:41+08:00",
      },
      { guid: "1659170791658716", status: "enabled", family: "linux", zoneGuids: [] },
    ]);
    expect(panel.seen).toMatchObject([{ action: "getsystems", fields: {} }]);
  });

  it("have the panel's time zone", async () => {
    answer([windows]);
    expect(await client("UTC").getImages()).toMatchObject([{ createdAt: "2022-07-30T14:45:26Z" }]);
    expect(() => client("Mars/Olympus")).toThrow(ConfigurationError);
  });
});
