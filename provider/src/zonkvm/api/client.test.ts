import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LocalPanel, appId, appKey } from "../../../test-support/zonkvm-panel";
import { ConfigurationError } from "../../core/errors";
import { HttpClient } from "../../core/http/http";
import { Client, type ConnectionOptions } from "./client";
import { zonkvmUrl } from "./transport";

const panel = new LocalPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});
const client = (options: Partial<ConnectionOptions> = {}) =>
  new Client({ http: new HttpClient({ endpoint: zonkvmUrl(panel.site) }), appId, appKey, ...options });

const reads: [action: string, read: (client: Client) => Promise<unknown>][] = [
  ["getzones", ({ common }) => common.getZones()],
  ["getservers", ({ cloudServers }) => cloudServers.listServers(1)],
  ["lease_orders", ({ leaseServers }) => leaseServers.listServers(1)],
  ["idc_orders", ({ idcServers }) => idcServers.listServers(1)],
  ["hosting_orders", ({ hosting }) => hosting.listOrders(1)],
  ["sql_orders", ({ databases }) => databases.listOrders(1)],
];

describe("a client", () => {
  it("asks for every kind of thing over one connection", async () => {
    const one = client();
    for (const [, read] of reads) await read(one);
    expect(panel.seen.map(({ action }) => action)).toEqual(reads.map(([action]) => action));
    // A field of another key's would stand here as `unsigned`.
    expect(panel.seen.every(({ fields }) => !("unsigned" in fields))).toBe(true);
  });

  it("writes nested parameters and reads times as it is told to", async () => {
    const one = client({ encoding: "brackets", timeZone: "UTC" });
    panel.answer = () => ({ code: 1, data: { id: 1, endTime: "2026-05-25 10:00:00" } });
    expect(await one.cloudServers.getServer("1")).toMatchObject({ expiresAt: "2026-05-25T10:00:00Z" });
    await one.idcServers.create({
      clientUserId: 1,
      clientOrderId: "zk-1",
      lineGuid: "2",
      productGuid: "3",
      power: "0.5A/220V",
      bandwidthMbps: 10,
      defenseGbps: 0,
    });
    expect(panel.seen[1]?.fields).toMatchObject({ "content[power]": "0.5A/220V" });
  });

  it.each([{ appId: "" }, { appKey: "" }, { timeZone: "Mars/Olympus" }])("is not made of %j", (options) => {
    expect(() => client(options)).toThrow(ConfigurationError);
  });
});
