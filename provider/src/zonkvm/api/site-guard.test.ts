import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LocalPanel } from "../../../test-support/zonkvm-panel";
import { describeOperations, describeUnsent, type Operation } from "../../../test-support/zonkvm-operations";
import { HostingClient, type CcSettings, type HotlinkSettings } from "./hosting";

const panel = new LocalPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});
const client = () => new HostingClient({ transport: panel.transport() });
const answer = (data: unknown) => {
  panel.answer = () => ({ code: 1, data });
};

const hotlink: HotlinkSettings = {
  enabled: true,
  allowedDomains: ["test.com", "test2.com"],
  fileSuffixes: [".jpg", ".png", ".gif"],
  httpStatus: 404,
};
const cc: CcSettings = {
  mode: "enhanced",
  periodSeconds: 60,
  limit: 120,
  banSeconds: 300,
  global: true,
  increase: 2,
  privateBrowsingIncrease: 3,
  increaseKindCode: 1,
  kindStatusCode: 2,
  blocksUrls: true,
  connections: { enabled: true, maxConnections: 50, static: false },
};
const attacks = { maxAttacks: 10, banSeconds: 600, periodSeconds: 60 };
const days = { kind: "site_total", from: "2026-05-25", to: "2026-05-26" };

const operations: Operation<HostingClient>[] = [
  [
    "hosting_get_security",
    (api) => api.getHotlinkProtection("1"),
    {},
    {
      domains: "test.com\ntest2.com",
      fix: ".jpg|.png|.gif",
      status: 1,
      http_status: "403",
      none: "403",
    },
    {
      enabled: true,
      allowedDomains: ["test.com", "test2.com"],
      fileSuffixes: [".jpg", ".png", ".gif"],
      httpStatus: 403,
      windowsHttpStatus: 403,
    },
  ],
  [
    "hosting_set_security",
    (api) => api.setHotlinkProtection("1", hotlink),
    { fix: ".jpg|.png|.gif", domains: "test.com\ntest2.com", statusSecurity: "1", http_status: "404" },
  ],
  [
    "hosting_get_index",
    (api) => api.getFirewall("1"),
    { name: "get_site_config_byname", s: "get_site_config_byname" },
    { cc: { status: 1, mode: "hard" }, user_agent: { status: 1 }, retry: { status: 1, count: 300 } },
    {
      cc: { enabled: true, mode: "hard" },
      ccReported: { status: 1, mode: "hard" },
      userAgent: { enabled: true },
      userAgentReported: { status: 1 },
      retry: { enabled: true, count: 300 },
      retryReported: { status: 1, count: 300 },
    },
  ],
  [
    "hosting_set_site_status",
    (api) => api.setFirewallFunction("1", "user-agent", false),
    { name: "set_site_obj_open", s: "set_site_obj_open", status: "0", obj: "user-agent" },
  ],
  [
    "hosting_set_site_status",
    (api) => api.setTamperProtection("1", true),
    { name: "set_site_status", s: "set_site_status", status: "1" },
  ],
  [
    "hosting_set_site_cc_conf",
    (api) => api.setCcProtection("1", cc),
    {
      post: '{"name":"set_site_cc_conf","s":"set_site_cc_conf","cc_mode":1,"cycle":60,"limit":120,"endtime":300,"is_open_global":1,"increase":2,"increase_wu_heng":3,"cc_increase_type":1,"cc_type_status":2,"is_cc_url":1,"cc_ip_max":{"open":1,"ip_max":50,"static":0}}',
    },
  ],
  [
    "hosting_set_site_retry",
    (api) => api.setAttackLimit("1", attacks),
    {
      post: '{"name":"set_site_retry","s":"set_site_retry","retry":10,"retry_time":600,"retry_cycle":60}',
    },
  ],
  [
    "hosting_get_site_total_list_custom",
    (api) => api.getStatistics("1", days),
    { part_type: "site_total", start_date: "2026-05-25", end_date: "2026-05-26" },
    {
      list: [
        { time: "2026-05-25 00:00", count: 150 },
        { time: "2026-05-25 01:00", count: 230 },
      ],
      total: 24,
    },
    {
      points: [
        { at: "2026-05-25T00:00:00+08:00", count: 150 },
        { at: "2026-05-25T01:00:00+08:00", count: 230 },
      ],
      total: 24,
    },
  ],
];

describeOperations("what keeps visitors out", panel, client, /_get_/, [], {
  action: "hosting_operate",
  id: "1",
  operations,
});

describe("the protection of files", () => {
  it.each([
    [
      { domains: ["a.com"], status: "0" },
      { allowedDomains: ["a.com"], enabled: false },
    ],
    [{ domains: '["a.com","b.com"]' }, { allowedDomains: ["a.com", "b.com"] }],
    [
      { domains: "a.com,b.com", fix: "" },
      { allowedDomains: ["a.com", "b.com"], fileSuffixes: [] },
    ],
    [{ domains: "" }, { allowedDomains: [] }],
    [[], {}],
    [null, {}],
    [undefined, {}],
  ])("may come as %j", async (data, ours) => {
    answer(data);
    expect(await client().getHotlinkProtection("1")).toEqual(ours);
  });

  it("may be off, with nobody allowed", async () => {
    await client().setHotlinkProtection("1", { ...hotlink, enabled: false, allowedDomains: [] });
    expect(panel.seen[0]?.fields).toMatchObject({ domains: "", statusSecurity: "0" });
  });
});

describe("the firewall", () => {
  it.each([
    [
      { cc: '{"status":"0"}', retry: [] },
      { cc: { enabled: false }, ccReported: { status: "0" } },
    ],
    [[], {}],
    ["", {}],
    [null, {}],
  ])("may come as %j", async (data, ours) => {
    answer(data);
    expect(await client().getFirewall("1")).toMatchObject(ours);
  });

  it("may be set by other names", async () => {
    const names = { name: "btwaf", subOperation: "set_site_retry_byname" };
    await client().setAttackLimit("1", { ...attacks, ...names });
    await client().setCcProtection("1", { ...cc, ...names });
    for (const { fields } of panel.seen)
      expect(JSON.parse(fields.post ?? "")).toMatchObject({ name: "btwaf", s: "set_site_retry_byname" });
  });

  it("is sent in PHP's brackets where that is set", async () => {
    const api = new HostingClient({ transport: panel.transport({ encoding: "brackets" }) });
    await api.setCcProtection("1", { ...cc, mode: "strict" });
    expect(panel.seen[0]?.fields).toMatchObject({ "post[cc_mode]": "2", "post[cc_ip_max][ip_max]": "50" });
  });
});

describe("statistics", () => {
  it.each([
    [
      { list: [], total: 0 },
      { points: [], total: 0 },
    ],
    [
      { list: '[{"time":"2026-05-25","count":"7"}]' },
      { points: [{ at: "2026-05-25T00:00:00+08:00", count: 7 }] },
    ],
    [{ list: [{ time: "00:00", value: 1 }] }, { points: [{}] }],
    [[], { points: [] }],
    [undefined, { points: [] }],
  ])("may come as %j", async (data, ours) => {
    answer(data);
    expect(await client().getStatistics("1", days)).toEqual(ours);
  });
});

describeUnsent<HostingClient>(panel, client, [
  ["two domains in one", (api) => api.setHotlinkProtection("1", { ...hotlink, allowedDomains: ["a\nb"] })],
  ["an empty domain", (api) => api.setHotlinkProtection("1", { ...hotlink, allowedDomains: [""] })],
  ["two suffixes in one", (api) => api.setHotlinkProtection("1", { ...hotlink, fileSuffixes: [".a|.b"] })],
  ["a status of no kind", (api) => api.setHotlinkProtection("1", { ...hotlink, httpStatus: 4 })],
  ["no function", (api) => api.setFirewallFunction("1", "", true)],
  ["a period of nothing", (api) => api.setCcProtection("1", { ...cc, periodSeconds: 0 })],
  ["a negative ban", (api) => api.setCcProtection("1", { ...cc, banSeconds: -1 })],
  ["half an attack", (api) => api.setAttackLimit("1", { ...attacks, maxAttacks: 0.5 })],
  ["an empty name", (api) => api.setAttackLimit("1", { ...attacks, name: "" })],
  ["no kind", (api) => api.getStatistics("1", { ...days, kind: "" })],
  ["no day", (api) => api.getStatistics("1", { ...days, from: "today" })],
  ["a day that there is not", (api) => api.getStatistics("1", { ...days, to: "2026-02-30" })],
]);
