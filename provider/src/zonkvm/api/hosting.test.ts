import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LocalPanel } from "../../../test-support/zonkvm-panel";
import { describeOperations, describeUnsent, type Operation } from "../../../test-support/zonkvm-operations";
import * as samples from "../../../test-support/zonkvm-web-samples";
import { UnavailableError } from "../../core/errors";
import { redact } from "../../core/redact";
import { HostingClient, type NewHosting } from "./hosting";

const panel = new LocalPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});
const client = (timeZone?: string) => new HostingClient({ transport: panel.transport(), timeZone });
const answer = (data: unknown) => {
  panel.answer = () => ({ code: 1, data });
};

const order: NewHosting = {
  clientUserId: 900001,
  clientOrderId: "zk-000001",
  lineGuid: "20250409132657673528",
  productGuid: "20250408030033590712",
  program: "php",
  programVersion: "php81",
  databaseKind: "mysql",
  encoding: "utf8",
  ftpPrefix: "web",
  ftpPassword: "Ftp 1&2",
};

const actions: Operation<HostingClient>[] = [
  ["hosting_lines", (api) => api.getLines(), {}, [samples.hostingLine], [samples.ourHostingLine]],
  ["hosting_product", (api) => api.getProducts(), {}, [samples.hostingProduct], [samples.ourHostingProduct]],
  ["gethosting", (api) => api.getOrder("1"), { guid: "1" }, samples.hosting, samples.ourHosting],
  [
    "hosting_orders",
    (api) => api.listOrders(2),
    { page: "2" },
    { pages: 3, servers: [samples.hosting] },
    { pages: 3, rows: [samples.ourHosting] },
  ],
  [
    "get_php_version",
    (api) => api.getPhpVersions("20250409132657673528"),
    { line_guid: "20250409132657673528" },
    [
      { name: "PHP 56", version: "56" },
      { name: "PHP 82", version: "82" },
    ],
    [
      { name: "PHP 56", version: "php56" },
      { name: "PHP 82", version: "php82" },
    ],
  ],
  [
    "create_order",
    (api) => api.create(order),
    {
      obj_type: "create_hosting",
      user_id: "900001",
      order_id: "zk-000001",
      content:
        '{"program":"php","program_version":"php81","db":"mysql","code":"utf8","months":1,"number":1,"renew_auto":0}',
      prefix: "web",
      pwd: "Ftp 1&2",
      line_guid: "20250409132657673528",
      product_guid: "20250408030033590712",
    },
    { id: 1 },
    "1",
  ],
  [
    "hosting_get_soft_find",
    (api) => api.getTool("20250409132657673528", "phpmyadmin"),
    { line_guid: "20250409132657673528", sNname: "phpmyadmin" },
    { ext: { url: "https://panel.example.com/phpmyadmin_abc123/index.php" } },
    {
      url: "https://panel.example.com/phpmyadmin_abc123/index.php",
      extension: { url: "https://panel.example.com/phpmyadmin_abc123/index.php" },
    },
  ],
];

const operations: Operation<HostingClient>[] = [
  ["hosting_stop", (api) => api.stop("1"), {}],
  ["hosting_start", (api) => api.start("1"), {}],
  ["hosting_edit_name", (api) => api.rename("1", "shop"), { name: "shop" }],
  ["hosting_edit_pwd", (api) => api.setFtpPassword("1", "Pw-ftp-1"), { ftp_password: "Pw-ftp-1" }],
  ["hosting_set_php_version", (api) => api.setPhpVersion("1", "php74"), { version: "php74" }],
  ["hosting_refund", (api) => api.refund("1"), {}],
  ["hosting_resume_after_renew", (api) => api.resumeAfterRenewal("1"), {}],
  [
    "hosting_renew",
    (api) => api.renew("1", { expiresAt: "2026-07-01T02:00:00Z", months: 1, couponId: 7 }),
    { newEndTimeStr: "2026-07-01 10:00:00", renewLength: "1", coupon_id: "7" },
  ],
  [
    "hosting_upgrade",
    (api) => api.upgrade("1", { monthlyTrafficGb: 50, productGuid: "20250408030033590714", couponId: 7 }),
    { flow: "50", new_product_guid: "20250408030033590714", coupon_id: "7" },
  ],
  [
    "hosting_add_database",
    (api) => api.addDatabase("1", "Pw-db-1", "mysql"),
    { db_password: "Pw-db-1", db_type: "mysql" },
  ],
];

describeOperations("web hosting", panel, client, /^get|_(?:lines|product|orders|get_soft_find)$/, actions, {
  action: "hosting_operate",
  id: "1",
  operations,
});

describe("web hosting", () => {
  it("is bought with what the vendor lets one leave out", async () => {
    await client().create({ ...order, monthlyTrafficGb: 50, months: 12, autoRenew: true });
    expect(panel.seen[0]?.fields.content).toBe(
      '{"program":"php","program_version":"php81","db":"mysql","code":"utf8","flow":50,"months":12,"number":1,"renew_auto":1}',
    );
  });

  it("is bought in PHP's brackets where that is set", async () => {
    const api = new HostingClient({ transport: panel.transport({ encoding: "brackets" }) });
    await api.create(order);
    expect(panel.seen[0]?.fields).toMatchObject({ "content[program_version]": "php81", prefix: "web" });
  });

  it("is changed without what nobody asked for", async () => {
    await client().renew("1", { expiresAt: "2026-07-01T10:00:00+08:00" });
    await client().upgrade("1", { monthlyTrafficGb: 50 });
    await client().upgrade("1", { productGuid: "20250408030033590714" });
    await client().addDatabase("1", "Pw-db-1");
    expect(panel.seen.map(({ fields }) => fields)).toEqual([
      { guid: "1", operate: "hosting_renew", newEndTimeStr: "2026-07-01 10:00:00" },
      { guid: "1", operate: "hosting_upgrade", flow: "50" },
      { guid: "1", operate: "hosting_upgrade", new_product_guid: "20250408030033590714" },
      { guid: "1", operate: "hosting_add_database", db_password: "Pw-db-1" },
    ]);
  });

  it("is renewed to a time on the panel's wall", async () => {
    await client("UTC").renew("1", { expiresAt: "2026-07-01T10:00:00.500+08:00", months: 1 });
    expect(panel.seen[0]?.fields).toMatchObject({ newEndTimeStr: "2026-07-01 02:00:00" });
  });

  it("makes secrets of passwords that are sent and that come", async () => {
    answer({ ...samples.hosting, ftp_password: "came-with-hosting" });
    expect(await client().getOrder("1")).toMatchObject({ ftpPassword: "came-with-hosting" });
    answer({ ...samples.hosting, ftp_password: "***" });
    expect(await client().getOrder("1")).not.toHaveProperty("ftpPassword");
    await client().create({ ...order, ftpPassword: "went-with-hosting" });
    await client().setFtpPassword("1", "went-with-edit-pwd");
    await client().addDatabase("1", "went-with-database");
    const all = "came-with-hosting went-with-hosting went-with-edit-pwd went-with-database";
    expect(redact(all)).toBe("[secret] [secret] [secret] [secret]");
  });
});

describe("an order", () => {
  it("is null when the panel has none", async () => {
    panel.answer = () => ({ code: 0, msg: "未找到产品记录" });
    expect(await client().getOrder("1")).toBeNull();
  });

  it("may have as itself what others write as text, and the reverse", async () => {
    answer({ ...samples.unfolded(samples.hosting), id: "1", flow: "30", order_status: "1" });
    expect(await client().getOrder("1")).toEqual(samples.ourHosting);
    answer(JSON.stringify(samples.hosting));
    expect(await client().getOrder("1")).toEqual(samples.ourHosting);
  });

  it("may lack all but its id", async () => {
    answer({ id: "7", domain_list: "", renew_price: null });
    expect(await client().getOrder("7")).toEqual({
      id: "7",
      boundDomains: [],
      orderStatus: "unknown",
      runStatus: "unknown",
    });
  });

  it.each([
    [{ order_status: "0", run_status: "-1" }, "opening", "stopped"],
    [{ order_status: 3, run_status: null }, "expired", "unknown"],
    [{ order_status: -2, run_status: 0 }, "deleted", "unknown"],
    [{ order_status: 2 }, "unknown", "running"],
  ])("in the states %j", async (states, orderStatus, runStatus) => {
    answer({ ...samples.hosting, ...states });
    expect(await client().getOrder("1")).toMatchObject({ orderStatus, runStatus });
  });

  it.each([
    { ...samples.hosting, id: undefined },
    { ...samples.hosting, flow: "much" },
    { ...samples.hosting, end_time: "soon" },
    { ...samples.hosting, renew_price: "cheap" },
    [],
    undefined,
  ])("is unreadable: case %#", async (data) => {
    answer(data);
    await expect(client().getOrder("1")).rejects.toThrow(UnavailableError);
  });

  it("is found among all pages", async () => {
    panel.answer = ({ fields }) => ({
      code: 1,
      data: { pages: 2, servers: [{ ...samples.hosting, id: Number(fields.page) }] },
    });
    expect((await client().listAllOrders()).map(({ id }) => id)).toEqual(["1", "2"]);
  });
});

describe("the catalogue", () => {
  it.each([[], {}, "", null, undefined, "[]"])("may be empty: %j", async (data) => {
    answer(data);
    expect(await client().getLines()).toEqual([]);
    expect(await client().getProducts()).toEqual([]);
    expect(await client().getPhpVersions("1")).toEqual([]);
  });

  it("has products on several lines, and discounts that need no text", async () => {
    answer([
      {
        ...samples.unfolded(samples.hostingProduct),
        lines_guid: "20250409132657673528,20250409132657673529",
        line_names: "浙江专线二区、浙江专线三区",
      },
      { ...samples.hostingProduct, discount: "none", stock: 0, status: "0" },
    ]);
    expect(await client().getProducts()).toMatchObject([
      {
        lineGuids: ["20250409132657673528", "20250409132657673529"],
        lineNames: ["浙江专线二区", "浙江专线三区"],
        discounts: samples.ourHostingProduct.discounts,
      },
      { stock: "soldOut", status: "disabled" },
    ]);
  });

  it.each(["81", 81, "8.1", "php81", "PHP 8.1"])("has the version %j of PHP", async (version) => {
    answer([{ version }]);
    expect(await client().getPhpVersions("1")).toEqual([{ version: "php81" }]);
  });

  it.each([{}, [], "", null, undefined, { ext: "" }, { ext: { port: 80 } }])(
    "may not tell where a tool is: %j",
    async (data) => {
      answer(data);
      expect(await client().getTool("1", "phpmyadmin")).not.toHaveProperty("url");
    },
  );
});

describeUnsent<HostingClient>(panel, client, [
  ["a prefixed id", (api) => api.refund("hosting_1")],
  ["an id of nothing", (api) => api.getOrder("")],
  ["no line", (api) => api.create({ ...order, lineGuid: "" })],
  ["no product", (api) => api.create({ ...order, productGuid: "" })],
  ["no program", (api) => api.create({ ...order, program: "" })],
  ["no prefix", (api) => api.create({ ...order, ftpPrefix: "" })],
  ["no FTP password", (api) => api.create({ ...order, ftpPassword: "" })],
  ["half a GB", (api) => api.create({ ...order, monthlyTrafficGb: 0.5 })],
  ["an upgrade to nothing", (api) => api.upgrade("1", { couponId: 1 })],
  ["an upgrade to no product", (api) => api.upgrade("1", { productGuid: "" })],
  ["no end", (api) => api.renew("1", { expiresAt: "soon" })],
  ["a day for an end", (api) => api.renew("1", { expiresAt: "2026-07-01" })],
  ["an end in no zone", (api) => api.renew("1", { expiresAt: "2026-07-01T10:00:00" })],
  ["no months", (api) => api.renew("1", { expiresAt: "2026-07-01T10:00:00Z", months: 0 })],
  ["no name", (api) => api.rename("1", "")],
  ["versions of no line", (api) => api.getPhpVersions("")],
  ["no version", (api) => api.setPhpVersion("1", "")],
]);
