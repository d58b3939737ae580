import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LocalPanel } from "../../../test-support/zonkvm-panel";
import { describeOperations, describeUnsent, type Operation } from "../../../test-support/zonkvm-operations";
import { redact } from "../../core/redact";
import { HostingClient } from "./hosting";

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

const key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ+/abc=\n-----END PRIVATE KEY-----";
const pem = "-----BEGIN CERTIFICATE-----\nMIIFaz+/def==\n-----END CERTIFICATE-----";

const operations: Operation<HostingClient>[] = [
  [
    "hosting_domain_list",
    (api) => api.listDomains("1"),
    {},
    [
      { id: "1", pid: "1", name: "test.jhgf.gyhost.cn", port: "80", addtime: "2024-01-01 00:00:00" },
      { id: "2", pid: "1", name: "www.example.com", port: "443", addtime: "2024-01-02 00:00:00" },
    ],
    [
      { id: "1", parentId: "1", name: "test.jhgf.gyhost.cn", port: 80, addedAt: "2024-01-01T00:00:00+08:00" },
      { id: "2", parentId: "1", name: "www.example.com", port: 443, addedAt: "2024-01-02T00:00:00+08:00" },
    ],
  ],
  [
    "hosting_add_domain",
    (api) => api.addDomain("1", { name: "www.example.com" }, { name: "例子.cn", port: 8080 }),
    { domainText: "www.example.com\n例子.cn:8080" },
  ],
  [
    "hosting_del_domain",
    (api) => api.deleteDomain("1", { name: "www.example.com" }),
    { name: "www.example.com", port: "80" },
  ],
  [
    "hosting_backup_list",
    (api) => api.listBackups("1"),
    {},
    [
      {
        id: "1",
        pid: "1",
        type: "0",
        name: "backup_20240101.tar.gz",
        filename: "www_test_jhgf_20240101.tar.gz",
        size: "1048576",
        addtime: "2024-01-01 00:00:00",
      },
    ],
    [
      {
        id: "1",
        parentId: "1",
        kindCode: "0",
        name: "backup_20240101.tar.gz",
        fileName: "www_test_jhgf_20240101.tar.gz",
        sizeBytes: 1048576,
        madeAt: "2024-01-01T00:00:00+08:00",
      },
    ],
  ],
  ["hosting_to_backup", (api) => api.createBackup("1"), {}],
  ["hosting_del_backup", (api) => api.deleteBackup("1", "2", "bak_guid"), { bak_guid: "2" }],
  [
    "hosting_get_ssl",
    (api) => api.getCertificate("1"),
    {},
    {
      status: true,
      startDate: "2024-01-01",
      endDate: "2025-01-01",
      issuer: "Let's Encrypt",
      dns: ["test.jhgf.gyhost.cn"],
    },
    {
      deployed: true,
      validFrom: "2024-01-01",
      validUntil: "2025-01-01",
      issuer: "Let's Encrypt",
      domains: ["test.jhgf.gyhost.cn"],
    },
  ],
  [
    "hosting_set_ssl",
    (api) => api.setCertificate("1", { kindCode: 1, privateKey: key, certificate: pem }),
    { type: "1", key, csr: pem },
  ],
  [
    "hosting_unset_ssl",
    (api) => api.unsetCertificate("1", "test", "Pw-pfx-1"),
    { name: "test", password: "Pw-pfx-1" },
  ],
  ["hosting_http_to_https", (api) => api.forceHttps("1"), {}],
  ["hosting_close_to_https", (api) => api.stopForcingHttps("1"), {}],
  ["hosting_close_ssl_conf", (api) => api.closeSsl("1"), {}],
  [
    "hosting_get_iis_ssl_bydomain",
    (api) => api.getIisCertificates("1"),
    {},
    { status: false, list: [] },
    { status: false, list: [] },
  ],
  [
    "hosting_get_iis_ssl_file_list",
    (api) => api.listIisCertificateFiles("1"),
    {},
    ["D:/a.pfx"],
    ["D:/a.pfx"],
  ],
  [
    "hosting_set_domain_iis_byfile",
    (api) => api.setIisCertificate("1", "www.example.com", "D:/wwwroot/a.pfx"),
    { domain: "www.example.com", path: "D:/wwwroot/a.pfx" },
  ],
];

describeOperations("domains, backups and certificates", panel, client, /_(?:list|get)(?:_|$)/, [], {
  action: "hosting_operate",
  id: "1",
  operations,
});

describe("a domain", () => {
  it("is bound by the vendor's words, byte for byte", async () => {
    await client().addDomain("1", { name: "www.example.com" }, { name: "例子.cn", port: 8080 });
    expect(panel.seen[0]?.body).toBe(
      "appid=10001&appkey=EXAMPLE-key%2F42%2B%3D&action=hosting_operate&guid=1&operate=hosting_add_domain&domainText=www.example.com%0A%E4%BE%8B%E5%AD%90.cn%3A8080",
    );
  });

  it("is known by its name: without one the list cannot be read", async () => {
    answer({ "0": { name: "a.com", port: 80 }, "1": { name: "b.com", port: null } });
    expect(await client().listDomains("1")).toEqual([{ name: "a.com", port: 80 }, { name: "b.com" }]);
    answer([{ id: "1", port: "80" }]);
    await expect(client().listDomains("1")).rejects.toThrow("name: must be there");
  });
});

describe("a backup", () => {
  it("is not deleted as it is documented: that might be another order's", async () => {
    await expect(client().deleteBackup("1", "2")).rejects.toThrow("`guid`");
    expect(panel.seen).toEqual([]);
  });
});

describe("a certificate", () => {
  it("may not be there", async () => {
    answer({ status: false, startDate: "", endDate: "", issuer: "", dns: [] });
    expect(await client().getCertificate("1")).toEqual({ deployed: false, domains: [] });
  });

  it.each([
    [
      { status: "1", dns: '["a.com","b.com"]' },
      { deployed: true, domains: ["a.com", "b.com"] },
    ],
    [
      { status: 0, dns: "a.com,b.com" },
      { deployed: false, domains: ["a.com", "b.com"] },
    ],
    [[], {}],
    ["", {}],
    [null, {}],
  ])("may come as %j", async (data, ours) => {
    answer(data);
    expect(await client().getCertificate("1")).toEqual(ours);
  });

  it("is deployed without its key in any words", async () => {
    panel.answer = ({ body }) => ({ code: 0, msg: `证书错误 ${body} ${decodeURIComponent(body)}` });
    const failure: unknown = await client()
      .setCertificate("1", { kindCode: 1, privateKey: key, certificate: pem })
      .catch((error: unknown) => error);
    expect(String(failure) + JSON.stringify(failure)).not.toMatch(/MIIEvQ/);
    await client()
      .unsetCertificate("1", "test", "Pw-pfx-secret")
      .catch(() => undefined);
    expect(redact("Pw-pfx-secret")).toBe("[secret]");
  });
});

describe.each(["getIisCertificates", "listIisCertificateFiles"] as const)("%s", (method) => {
  it.each([[[]], [{}], [""], [null], [undefined]])("may answer %j", async (data) => {
    answer(data);
    expect(await client()[method]("1")).toEqual(data);
  });
});

describeUnsent<HostingClient>(panel, client, [
  ["no domains", (api) => api.addDomain("1")],
  ["a domain with its port", (api) => api.addDomain("1", { name: "a.com:80" })],
  ["two domains in one", (api) => api.addDomain("1", { name: "a.com\nb.com" })],
  ["a URL", (api) => api.addDomain("1", { name: "http://a.com" })],
  ["a port that there is not", (api) => api.addDomain("1", { name: "a.com", port: 65_536 })],
  ["port 0", (api) => api.deleteDomain("1", { name: "a.com", port: 0 })],
  ["no domain", (api) => api.deleteDomain("1", { name: "" })],
  ["no backup", (api) => api.deleteBackup("1", "", "bak_guid")],
  [
    "a key for a certificate",
    (api) => api.setCertificate("1", { kindCode: 1, privateKey: key, certificate: key }),
  ],
  [
    "a certificate for a key",
    (api) => api.setCertificate("1", { kindCode: 1, privateKey: pem, certificate: pem }),
  ],
  [
    "a signing request",
    (api) =>
      api.setCertificate("1", {
        kindCode: 1,
        privateKey: key,
        certificate: pem.replaceAll("CERTIFICATE", "CERTIFICATE REQUEST"),
      }),
  ],
  ["a certificate without a name", (api) => api.unsetCertificate("1", "", "")],
  ["half a path", (api) => api.setIisCertificate("1", "a.com", "a.pfx")],
  ["a prefixed id", (api) => api.forceHttps("hosting_1")],
]);
