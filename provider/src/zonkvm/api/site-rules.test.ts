import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LocalPanel } from "../../../test-support/zonkvm-panel";
import { describeOperations, describeUnsent, type Operation } from "../../../test-support/zonkvm-operations";
import { RefusedError } from "../../core/errors";
import { HostingClient, type ProxySettings, type RedirectSettings } from "./hosting";

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

const settings: ProxySettings = {
  name: "myproxy",
  enabled: true,
  directory: "/api",
  directoryEnabled: true,
  targetUrl: "https://api.example.com",
  targetDomain: "api.example.com",
  caching: true,
  cacheHours: 24,
  replacements: [{ from: "旧文本", to: "新文本" }],
};
// The vendor's sample, with the rules as a text inside the object.
const proxyData =
  '{"cache":1,"proxyname":"myproxy","cachetime":24,"proxydir":"/api","proxysite":"https://api.example.com","todomain":"api.example.com","advanced":1,"subfilter":"[{\\"sub1\\":\\"旧文本\\",\\"sub2\\":\\"新文本\\"}]","type":1}';
const proxy = {
  id: "1",
  sitename: "test.jhgf.gyhost.cn",
  proxyname: "myproxy",
  cache: 1,
  cachetime: 24,
  proxydir: "/api",
  proxysite: "https://api.example.com",
  todomain: "api.example.com",
  advanced: 1,
  type: 1,
  subfilter: "[]",
};
const ourProxy = {
  id: "1",
  siteName: "test.jhgf.gyhost.cn",
  name: "myproxy",
  enabled: true,
  directory: "/api",
  directoryEnabled: true,
  targetUrl: "https://api.example.com",
  targetDomain: "api.example.com",
  caching: true,
  cacheHours: 24,
  replacements: [],
};
const proxyFile = "#PROXY-START myproxy\nlocation /api {\n}\n#PROXY-END myproxy\n";

const byDomain: RedirectSettings = {
  enabled: true,
  kind: "permanent",
  matches: "domain",
  domains: ["old-domain.com", "older-domain.com"],
  keepsPath: false,
  targetUrl: "https://new-domain.com",
};
const redirect = {
  id: "1",
  sitename: "test.jhgf.gyhost.cn",
  redirectname: "redirect_1",
  redirectdomain: ["old-domain.com"],
  redirectpath: "/old-path",
  redirecttype: 1,
  type: 1,
  domainorpath: "domain",
  holdpath: 0,
  tourl: "https://new-domain.com",
};
const ourRedirect = {
  id: "1",
  siteName: "test.jhgf.gyhost.cn",
  name: "redirect_1",
  enabled: true,
  kind: "unknown",
  kindCode: "1",
  matches: "domain",
  domains: ["old-domain.com"],
  path: "/old-path",
  keepsPath: false,
  targetUrl: "https://new-domain.com",
};

const operations: Operation<HostingClient>[] = [
  ["hosting_get_proxy_list", (api) => api.listProxies("1"), {}, [proxy], [ourProxy]],
  ["hosting_create_proxy", (api) => api.createProxy("1", settings), { proxyData }],
  ["hosting_modify_proxy", (api) => api.modifyProxy("1", settings), { proxyData }],
  ["hosting_delete_proxy", (api) => api.deleteProxy("1", "myproxy"), { proxyname: "myproxy" }],
  [
    "hosting_get_proxy_file",
    (api) => api.getProxyFile("1", "myproxy"),
    { proxyname: "myproxy" },
    { content: proxyFile, status: true },
    { text: proxyFile, data: { content: proxyFile, status: true } },
  ],
  ["hosting_get_redirect_list", (api) => api.listRedirects("1"), {}, [redirect], [ourRedirect]],
  [
    "hosting_create_redirect",
    (api) => api.createRedirect("1", byDomain),
    {
      post: '{"redirectdomain":"old-domain.com,older-domain.com","redirectpath":"","redirecttype":301,"type":1,"domainorpath":"domain","holdpath":0,"tourl":"https://new-domain.com"}',
    },
  ],
  [
    "hosting_modify_redirect",
    (api) =>
      api.modifyRedirect("1", "redirect_1", {
        enabled: false,
        kind: "temporary",
        matches: "path",
        path: "/old-path",
        keepsPath: true,
        targetUrl: "https://new-domain.com",
        targetPath: "/new-path",
        errorPage: true,
      }),
    {
      post: '{"redirectdomain":"","redirectpath":"/old-path","redirecttype":302,"type":0,"domainorpath":"path","holdpath":1,"tourl":"https://new-domain.com","redirectname":"redirect_1","topath":"/new-path","errorpage":1}',
    },
  ],
  ["hosting_delete_redirect", (api) => api.deleteRedirect("1", "redirect_1"), { redirectname: "redirect_1" }],
  [
    "hosting_get_redirect_file",
    (api) => api.getRedirectFile("1", "redirect_1"),
    { redirectname: "redirect_1" },
    { content: " # text\n", status: true },
    { text: " # text\n", data: { content: " # text\n", status: true } },
  ],
  [
    "hosting_save_redirect_file",
    (api) => api.saveRedirectFile("1", "redirect_1", "# text\n"),
    { path: "redirect_1", text: "# text\n" },
  ],
];

describeOperations("proxies and redirects", panel, client, /_get_/, [], {
  action: "hosting_operate",
  id: "1",
  operations,
});

describe("a proxy", () => {
  it("may show its replacements as they were sent, or as a list", async () => {
    const rules = [{ sub1: "旧文本", sub2: "" }];
    answer([
      { ...proxy, subfilter: JSON.stringify(rules) },
      { ...proxy, subfilter: rules, cache: "0" },
    ]);
    const replacements = [{ from: "旧文本", to: "" }];
    expect(await client().listProxies("1")).toEqual([
      { ...ourProxy, replacements },
      { ...ourProxy, replacements, caching: false },
    ]);
  });

  it("may replace nothing, and be off", async () => {
    const none = { enabled: false, caching: false, cacheHours: 0, replacements: undefined };
    await client().createProxy("1", { ...settings, ...none });
    expect(JSON.parse(panel.seen[0]?.fields.proxyData ?? "")).toMatchObject({
      subfilter: "[]",
      type: 0,
      cache: 0,
      cachetime: 0,
    });
  });

  it("is sent in PHP's brackets where that is set", async () => {
    const api = new HostingClient({ transport: panel.transport({ encoding: "brackets" }) });
    await api.createProxy("1", settings);
    expect(panel.seen[0]?.fields).toMatchObject({
      "proxyData[proxyname]": "myproxy",
      "proxyData[subfilter]": '[{"sub1":"旧文本","sub2":"新文本"}]',
    });
  });

  it("has no file where the panel says so inside a success", async () => {
    answer({ content: "", status: false, msg: "规则不存在" });
    const failure: unknown = await client()
      .getProxyFile("1", "none")
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RefusedError);
    expect(String(failure)).toContain("规则不存在");
    expect(panel.seen).toHaveLength(1);
  });
});

describe("a redirect", () => {
  it.each([
    [301, "permanent"],
    ["302", "temporary"],
    [0, "proxy"],
    [307, "unknown"],
  ])("of the kind %j", async (redirecttype, kind) => {
    answer([{ ...redirect, redirecttype, redirectdomain: "a.com,b.com" }]);
    expect(await client().listRedirects("1")).toMatchObject([
      { kind, kindCode: String(redirecttype), domains: ["a.com", "b.com"] },
    ]);
  });

  it("is changed without what nobody asked for", async () => {
    await client().modifyRedirect("1", "redirect_1", byDomain);
    expect(JSON.parse(panel.seen[0]?.fields.post ?? "")).toEqual({
      redirectdomain: "old-domain.com,older-domain.com",
      redirectpath: "",
      redirecttype: 301,
      type: 1,
      domainorpath: "domain",
      holdpath: 0,
      tourl: "https://new-domain.com",
      redirectname: "redirect_1",
    });
  });

  it.each([
    ["# bare\n", { text: "# bare\n", data: "# bare\n" }],
    ['{"name":"shop"}', { text: '{"name":"shop"}', data: { name: "shop" } }],
    [{ data: "# inside" }, { text: "# inside", data: { data: "# inside" } }],
    // In any reply but a proxy's, a status is no more than data.
    [{ status: false }, { data: { status: false } }],
    ["", { text: "", data: "" }],
    [[], { data: [] }],
    [null, { data: null }],
    [undefined, { data: undefined }],
  ])("may have its file in %j", async (data, ours) => {
    answer(data);
    expect(await client().getRedirectFile("1", "redirect_1")).toEqual(ours);
  });
});

describe.each(["listProxies", "listRedirects"] as const)("%s", (method) => {
  it.each([[[]], [{}], [""], [null], [undefined], ["[]"]])("has none: %j", async (data) => {
    answer(data);
    expect(await client()[method]("1")).toEqual([]);
  });

  it("cannot be read without names", async () => {
    answer([{ id: "1" }]);
    await expect(client()[method]("1")).rejects.toThrow("must be there");
  });
});

describeUnsent<HostingClient>(panel, client, [
  ["a proxy without a name", (api) => api.createProxy("1", { ...settings, name: "" })],
  ["a proxy of nothing", (api) => api.createProxy("1", { ...settings, directory: "" })],
  ["a proxy to nowhere", (api) => api.modifyProxy("1", { ...settings, targetUrl: "" })],
  ["a proxy to no domain", (api) => api.modifyProxy("1", { ...settings, targetDomain: "" })],
  ["half an hour", (api) => api.createProxy("1", { ...settings, cacheHours: 0.5 })],
  ["no proxy", (api) => api.deleteProxy("1", "")],
  ["a redirect of no domain", (api) => api.createRedirect("1", { ...byDomain, domains: [] })],
  ["a redirect of an empty domain", (api) => api.createRedirect("1", { ...byDomain, domains: [""] })],
  ["two domains in one", (api) => api.createRedirect("1", { ...byDomain, domains: ["a.com,b.com"] })],
  ["a redirect of no path", (api) => api.createRedirect("1", { ...byDomain, matches: "path" })],
  ["a redirect to nowhere", (api) => api.createRedirect("1", { ...byDomain, targetUrl: "" })],
  ["a change of no redirect", (api) => api.modifyRedirect("1", "", byDomain)],
  ["no redirect", (api) => api.deleteRedirect("1", "")],
  ["the file of no redirect", (api) => api.saveRedirectFile("1", "", "# text")],
]);
