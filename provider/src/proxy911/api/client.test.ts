import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { Documented } from "../../../test-support/documented";
import { Proxy911Client, type Proxy911ClientOptions } from "./client";
import {
  AccountRefusedError,
  ArgumentError,
  ConfigurationError,
  RefusedError,
  UnavailableError,
  UnknownOutcomeError,
} from "../../core/errors";
import { HttpClient } from "../../core/http/http";
import { operations } from "./operations";
import { redact } from "../../core/redact";

const appKey = "0123456789abcdef0123456789abcdef";

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly type: string | undefined;
  readonly body: unknown;
}

let server: http.Server;
let seen: Seen[];
/** A text is sent as it is, a number is a status, anything else is JSON. */
let answer: () => unknown;

beforeEach(async () => {
  seen = [];
  answer = () => ({ code: 200, msg: "请求成功", data: null });
  server = http.createServer((request, response) => {
    let body = "";
    request
      .on("data", (chunk: Buffer) => (body += chunk.toString()))
      .on("end", () => {
        const url = new URL(request.url ?? "", "http://localhost");
        seen.push({
          method: request.method ?? "",
          path: url.pathname.replace("/api-gate-way/", ""),
          query: Object.fromEntries(url.searchParams),
          type: request.headers["content-type"],
          body: body === "" ? undefined : JSON.parse(body),
        });
        const reply = answer();
        if (typeof reply === "number") response.writeHead(reply).end();
        else response.end(typeof reply === "string" ? reply : JSON.stringify(reply));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

const documented = new Documented(operations);

afterEach(async () => {
  for (const { path, query, body } of seen) {
    const fields = Object.entries({ ...query, ...(body as object | undefined) });
    documented.insist(path, Object.fromEntries(fields.filter(([key]) => key !== "app_key")));
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

afterAll(() => {
  expect(documented.unsent).toEqual([]);
});

function client(options: Partial<Proxy911ClientOptions> = {}, readAttempts = 2): Proxy911Client {
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  return new Proxy911Client({ http: new HttpClient({ endpoint, readAttempts }), appKey, ...options });
}

const list = (...rows: unknown[]) => ({ code: 200, msg: "string", data: { list: rows } });
const tradeNo = "2022051312134339861461465434";

const orderRow = {
  id: 7,
  trade_no: tradeNo,
  product_id: 101,
  product_name: "入门级",
  total_fee: 15.1,
  pay_fee: "10.05",
  status: 0,
  created_at: "2019-08-24T14:15:22Z",
};
const ourOrder = {
  id: 7,
  tradeNo,
  productId: 101,
  packageName: "入门级",
  totalFee: "15.10",
  payFee: "10.05",
  status: "unpaid",
  createdAt: "2019-08-24T22:15:22+08:00",
};

const accountRow = {
  id: 12,
  username: "user01",
  password: "pass5678",
  created_at: "2022-05-13 12:14:15",
  remark: "team a",
  product_type: 9,
  usage_flow: 1_234_567,
  limit_flow: 5,
  status: 1,
};
const summaryRow = {
  total: 1_048_576,
  total_count: 5,
  effective: 524_288,
  effective_count: 3,
  effective_total: 786_432,
  effective_used: 262_144,
  temporary: 102_400,
  temporary_count: 1,
  expired: 51_200,
  expired_count: 1,
  used: 473_088,
};
const states = {
  name_zh_cn: "美国",
  name_en: "United States",
  continent_code: "NA",
  country_code: "US",
  items: [{ state: "CA", continent_code: "NA", country_code: null }],
};

type Call = (api: Proxy911Client) => Promise<unknown>;
type Read = [path: string, call: Call, query: Record<string, string>, reply: unknown, result: unknown];

const reads: Read[] = [
  [
    "whitelist-account/list",
    (api) => api.listAccounts(),
    {},
    list(accountRow),
    [
      {
        id: 12,
        username: "user01",
        password: "pass5678",
        createdAt: "2022-05-13T12:14:15+08:00",
        remark: "team a",
        productType: "dynamicResidentialTraffic",
        usageKb: 1_234_567,
        usageGb: "1.17737483978271484375",
        trafficLimitGb: 5,
        status: "enabled",
      },
    ],
  ],
  [
    "user-usage-flow/total",
    (api) =>
      api.getUsagePerDay({
        from: "2026-01-01T00:00:00+08:00",
        to: "2026-01-07T15:59:59Z",
        username: "user01",
        productType: "staticResidentialIp",
      }),
    {
      start_time: "2026-01-01 00:00:00",
      end_time: "2026-01-07 23:59:59",
      username: "user01",
      product_type: "25",
    },
    list({ day: "2026-01-02", flow: 1_500 }),
    [{ day: "2026-01-02", usageKb: 1_500, usageGb: "0.001430511474609375" }],
  ],
  [
    "user-product/list",
    (api) => api.listPackages({ tradeNo, productType: "staticDatacenterIp", page: 2, size: 20 }),
    { trade_no: tradeNo, product_type: "14", page: "2", size: "20" },
    {
      code: 200,
      msg: "string",
      data: {
        list: [
          {
            id: 3,
            created_at: "2022-05-13 12:14:15",
            expired_at: "2022-06-13 12:14:15",
            product_type: 14,
            trade_no: tradeNo,
            order: { created_at: "2022-05-13 12:13:43", pay_at: "2022-05-13 12:13:43", title: "入门级" },
          },
        ],
        page: 1,
        page_size: 20,
        total_count: 21,
        total_page: 2,
      },
    },
    {
      rows: [
        {
          id: 3,
          startsAt: "2022-05-13T12:14:15+08:00",
          expiresAt: "2022-06-13T12:14:15+08:00",
          productType: "staticDatacenterIp",
          tradeNo,
          orderedAt: "2022-05-13T12:13:43+08:00",
          paidAt: "2022-05-13T12:13:43+08:00",
          title: "入门级",
        },
      ],
      total: 21,
      pages: 2,
    },
  ],
  [
    "user-product/summary",
    (api) => api.getPackageSummary("longTermIdcTraffic"),
    { product_type: "12" },
    { code: 200, msg: "Erfolg", data: summaryRow },
    {
      totalGb: "1",
      packageCount: 5,
      validGb: "0.5",
      validCount: 3,
      validTotalGb: "0.75",
      validUsedGb: "0.25",
      expiringGb: "0.09765625",
      expiringCount: 1,
      expiredGb: "0.048828125",
      expiredCount: 1,
      usedGb: "0.451171875",
    },
  ],
  [
    "ip/dynamic-citys",
    (api) => api.getCities(),
    {},
    list({ ...states, items: [{ city: null, state: null, continent_code: null, country_code: null }] }),
    [
      {
        countryCode: "US",
        name: "United States",
        chineseName: "美国",
        continentCode: "NA",
        places: [{ city: undefined, state: undefined, continentCode: undefined, countryCode: undefined }],
      },
    ],
  ],
  [
    "ip/dynamic-citys/search",
    (api) => api.searchCities("US", "CA"),
    { country_code: "US", state: "CA" },
    list("Los Angeles"),
    ["Los Angeles"],
  ],
  [
    "ip/dynamic-states",
    (api) => api.getStates(),
    {},
    list(states),
    [expect.objectContaining({ countryCode: "US", places: [expect.objectContaining({ state: "CA" })] })],
  ],
  [
    "ip/dynamic-states/search",
    (api) => api.searchStates("US"),
    { country_code: "US" },
    list("CA", "NY"),
    ["CA", "NY"],
  ],
  [
    "ip/get-static-ip",
    (api) =>
      api.listStaticIps({
        countryCode: "US",
        productType: "staticResidentialIp",
        tradeNo,
        status: "expiring",
        page: 1,
      }),
    { country_code: "US", product_type: "25", trade_no: tradeNo, status: "3", page: "1", size: "100" },
    list({ id: 5, ip: "198.18.0.1", never_heard_of: { a: [1] } }),
    {
      rows: [{ id: "5", fields: { id: 5, ip: "198.18.0.1", never_heard_of: { a: [1] } } }],
      total: undefined,
    },
  ],
  [
    "static-ip-region",
    (api) => api.getStaticIpStock("staticDatacenterIp"),
    { isp: "0" },
    list({ code: "US", number: 55 }),
    [{ countryCode: "US", available: 55 }],
  ],
  [
    "order/list",
    (api) => api.listOrders({ tradeNo, status: "paid", productType: "staticIpRenewal", page: 2, size: 10 }),
    { page_no: "2", page_size: "10", trade_no: tradeNo, status: "1", product_type: "19" },
    { code: 0, message: "操作成功", data: { list: [orderRow], pagination: { total: 11 } } },
    { rows: [ourOrder], total: 11 },
  ],
  [
    "user/info",
    (api) => api.getUser(),
    {},
    {
      code: 0,
      message: "操作成功",
      data: {
        id: 1,
        email: "user@example.com",
        phone: "1",
        balance: 0.1,
        status: 0,
        is_real_name: true,
        created_at: "",
      },
    },
    {
      id: 1,
      email: "user@example.com",
      phone: "1",
      balance: "0.1",
      status: "0",
      isRealNameVerified: true,
      createdAt: undefined,
    },
  ],
  [
    "payment/groups",
    (api) => api.getPaymentMethods(tradeNo),
    { trade_no: tradeNo },
    {
      code: 0,
      message: "操作成功",
      data: {
        list: [
          {
            name: "支付方式分组",
            logos: ["https://example.com/logo1.png"],
            items: [
              { id: 1, title: "title1", logo: "l", group: "online", disabled: false, min: 10, max: 5_000.5 },
            ],
          },
        ],
      },
    },
    [
      {
        name: "支付方式分组",
        logos: ["https://example.com/logo1.png"],
        methods: [
          {
            id: 1,
            title: "title1",
            logo: "l",
            group: "online",
            disabled: false,
            minAmount: "10",
            maxAmount: "5000.5",
          },
        ],
      },
    ],
  ],
  [
    "activity/balance-recharge-gift-ratio",
    (api) => api.getTopUpBonuses(),
    {},
    { code: 0, msg: "操作成功", data: { list: [{ amount: 100, ratio: 1.2 }] } },
    [{ amount: 100, ratio: "1.2" }],
  ],
];

describe("a read", () => {
  it.each(reads)("%s asks by GET with the key in the query", async (path, call, query, reply, result) => {
    answer = () => reply;
    expect(await call(client())).toEqual(result);
    expect(seen).toEqual([
      { method: "GET", path, query: { app_key: appKey, ...query }, type: undefined, body: undefined },
    ]);
  });

  it("is repeated when it fails", async () => {
    answer = () => (seen.length === 1 ? 502 : list(accountRow));
    expect(await client().listAccounts()).toHaveLength(1);
    expect(seen).toHaveLength(2);
  });
});

type Write = [path: string, call: Call, body: Record<string, unknown>, reply?: unknown];

const writes: Write[] = [
  [
    "whitelist-account/add",
    (api) =>
      api.addAccounts(
        [
          { username: "user01", password: "pass01" },
          { username: "user02", password: "pass02" },
        ],
        { productType: "dynamicResidentialIp", remark: "team a" },
      ),
    { accounts: "user01:pass01,user02:pass02", remark: "team a", product_type: 11 },
  ],
  [
    "whitelist-account/add",
    (api) => api.addAccounts([{ username: "u1", password: "p1" }], { productType: "staticDatacenterIp" }),
    { accounts: "u1:p1", remark: "", product_type: 14 },
  ],
  ["whitelist-account/delete", (api) => api.deleteAccounts(["u1", "u2"]), { accounts: "u1,u2" }],
  ["whitelist-account/disable", (api) => api.disableAccounts(["u1", "u2"]), { accounts: "u1,u2" }],
  ["whitelist-account/enable", (api) => api.enableAccounts(["u1"]), { accounts: "u1" }],
  [
    "whitelist-account/change-password",
    (api) => api.changePassword("u1", "pass02"),
    { account: "u1", password: "pass02" },
  ],
  ["whitelist-account/change-remark", (api) => api.changeRemark("u1", ""), { account: "u1", remark: "" }],
  ["whitelist-account/change-limit", (api) => api.changeLimit("u1", 0), { account: "u1", limit: 0 }],
  [
    "order/create",
    (api) =>
      api.createOrder({
        packageId: 251,
        paymentMethodId: 1,
        amount: 2,
        regions: { JP: 2, US: 1 },
        renewIds: ["1", "2"],
        renewDuration: "1m",
        couponCode: "xxx",
        useInvitationDiscount: true,
        bandwidthOptionId: 3,
        concurrencyOptionId: 4,
        rechargeAmount: 5,
      }),
    {
      pid: 251,
      pm_id: 1,
      amount: 2,
      region_list: "JP,2|US,1",
      upids: "1,2",
      renew_duration: "1m",
      coupon_sn: "xxx",
      use_invitation_registration_discount: true,
      product_sku_bandwidth_id: 3,
      product_sku_concurrency_id: 4,
      recharge_amount: 5,
    },
    { code: 0, message: "操作成功", data: orderRow },
  ],
  [
    "order/create",
    (api) => api.createOrder({ packageId: 1, paymentMethodId: 2 }),
    { pid: 1, pm_id: 2 },
    { code: 0, data: orderRow },
  ],
  ["order/close", (api) => api.closeOrder(tradeNo), { trade_no: tradeNo }, { code: 0 }],
];

describe("a write", () => {
  it.each(writes)("%s is JSON with the key wherever the document has it", async (path, call, body, reply) => {
    if (reply !== undefined) answer = () => reply;
    await call(client());
    const key = { app_key: appKey };
    const sent = path.startsWith("order/") ? body : { ...key, ...body };
    expect(seen).toEqual([{ method: "POST", path, query: key, type: "application/json", body: sent }]);
  });

  it("has the key in the query alone when told so", async () => {
    await client({ keyPlace: "query" }).deleteAccounts(["u1"]);
    expect(seen[0]).toMatchObject({ query: { app_key: appKey } });
    expect(seen[0]?.body).toEqual({ accounts: "u1" });
  });

  it.each(["", {}, { code: 0, message: "操作成功" }])(
    "that closes an order is done with %j, as the document shows no reply",
    async (reply) => {
      answer = () => reply;
      await expect(client().closeOrder(tradeNo)).resolves.toBeUndefined();
    },
  );

  it.each(["<html>busy</html>", 500])("that closes an order is not done with %j", async (reply) => {
    answer = () => reply;
    await expect(client().closeOrder(tradeNo)).rejects.toThrow(UnknownOutcomeError);
  });

  it("returns the order, whose number is longer than a JavaScript number holds", async () => {
    answer = () => JSON.stringify({ code: 0, data: orderRow }).replace(`"${tradeNo}"`, tradeNo);
    expect(await client().createOrder({ packageId: 101, paymentMethodId: 1 })).toEqual(ourOrder);
  });

  it.each([502, 200])("is never repeated after %i with garbage: its outcome is unknown", async (status) => {
    answer = () => (status === 200 ? "<html>busy</html>" : status);
    await expect(client().deleteAccounts(["u1"])).rejects.toThrow(UnknownOutcomeError);
    expect(seen).toHaveLength(1);
  });

  it("does not send a name that would be two", async () => {
    await expect(client().deleteAccounts(["u1,u2"])).rejects.toThrow(ArgumentError);
    await expect(
      client().addAccounts([{ username: "u1", password: "a:b" }], { productType: "dynamicResidentialIp" }),
    ).rejects.toThrow("consist of letters and digits");
    expect(seen).toEqual([]);
  });
});

describe("extraction", () => {
  it("is asked for in JSON, whose lists may be in a list", async () => {
    answer = () => list(["150.109.114.72:1140", "150.109.114.72:1141"], "host.example:1");
    const extraction = {
      countryCode: "US",
      state: "CA",
      city: "LA",
      count: 3,
      lifeMinutes: 30,
      entryPoint: "hk",
    };
    expect(await client().extractIps(extraction)).toEqual([
      "150.109.114.72:1140",
      "150.109.114.72:1141",
      "host.example:1",
    ]);
    const query = {
      app_key: appKey,
      cc: "US",
      state: "CA",
      city: "LA",
      num: "3",
      life: "30",
      ep: "hk",
      format: "json",
    };
    expect(seen[0]).toMatchObject({ path: "ip/v3", query });
  });

  it.each([
    [undefined, "1.2.3.4:5\r\n1.2.3.4:6\r\n"],
    ["\\r\\n", "1.2.3.4:5\r\n1.2.3.4:6"],
    ["|", "1.2.3.4:5|1.2.3.4:6"],
  ])("reads the text form, separated by %o", async (separator, text) => {
    answer = () => text;
    expect(await client().extractIps({ format: "text", separator })).toEqual(["1.2.3.4:5", "1.2.3.4:6"]);
    expect(seen[0]?.query).toEqual({
      app_key: appKey,
      format: "text",
      ...(separator === undefined ? {} : { lb: separator }),
    });
  });

  it("hears a refusal in the text form too", async () => {
    answer = () => ({ code: 400, msg: "套餐余额不足" });
    await expect(client().extractIps({ format: "text" })).rejects.toThrow("no package has anything left");
  });

  it("is sent once, because it may use something up", async () => {
    answer = () => "<html>busy</html>";
    await expect(client().extractIps({ format: "text" })).rejects.toThrow(UnknownOutcomeError);
    expect(seen).toHaveLength(1);
  });
});

describe("lists with pages", () => {
  it("are read until they are whole, however many rows the vendor gives", async () => {
    answer = () => {
      const page = Number(seen.at(-1)?.query.page_no);
      const rows = page > 3 ? [] : [{ ...orderRow, trade_no: `${page}` }];
      return { code: 0, data: { list: rows, pagination: { total: 3 } } };
    };
    expect((await client().listAllOrders()).map((order) => order.tradeNo)).toEqual(["1", "2", "3"]);
    expect(seen).toHaveLength(3);
  });

  it("are an error when rows are missing", async () => {
    answer = () => ({ code: 200, data: { list: [], total_count: 2 } });
    await expect(client().listAllPackages()).rejects.toThrow("there are 2 rows; 0 were found");
  });

  it("end when a page brings nothing new and no total is said", async () => {
    answer = () => list({ ip: "198.18.0.1" });
    expect(await client().listAllStaticIps(tradeNo)).toEqual([
      { id: undefined, fields: { ip: "198.18.0.1" } },
    ]);
    answer = () => ({ code: 200, data: {} });
    expect(await client().listAllStaticIps()).toEqual([]);
  });

  it("of static IPs are read in the document's own words, which are none, and without an envelope", async () => {
    answer = () => ({});
    expect(await client().listAllStaticIps()).toEqual([]);
    answer = () => ({ list: [{ id: 5 }], pagination: { total: 1 } });
    expect(await client().listAllStaticIps()).toEqual([{ id: "5", fields: { id: 5 } }]);
    answer = () => ({ code: 400, message: "参数错误" });
    await expect(client().listAllStaticIps()).rejects.toThrow(RefusedError);
  });

  const none: unknown[] = [[], null, "", {}];
  it.each(none)("are empty when no row is there: %j", async (rows) => {
    answer = () => ({ code: 200, msg: "ok", data: { list: rows, total_count: 0, total_page: 1 } });
    const api = client();
    expect(await api.listAllPackages()).toEqual([]);
    expect(seen).toHaveLength(1);
    expect(await api.getUsagePerDay()).toEqual([]);
    expect(await api.listAccounts()).toEqual([]);
    answer = () => ({
      code: 0,
      message: "ok",
      data: { list: rows, pagination: { total: 0, total_pages: 0 } },
    });
    expect(await api.listAllOrders()).toEqual([]);
    expect(await api.getPaymentMethods()).toEqual([]);
  });

  it("are empty without the key of their rows when the numbers say so", async () => {
    answer = () => ({ code: 0, message: "ok", data: { pagination: { total: 0, total_pages: 1 } } });
    expect(await client().listAllOrders()).toEqual([]);
    answer = () => ({ code: 200, msg: "ok", data: { total_count: 0, total_page: 0 } });
    expect(await client().listAllPackages()).toEqual([]);
  });
});

describe("a list that something is decided by", () => {
  const lists: [string, (api: Proxy911Client) => Promise<unknown>][] = [
    ["accounts", (api) => api.listAccounts()],
    ["packages", (api) => api.listAllPackages()],
    ["orders", (api) => api.listAllOrders()],
    ["payment methods", (api) => api.getPaymentMethods()],
  ];
  const refusals: [string, unknown][] = [
    ["nothing", { code: 200, msg: "鉴权失败" }],
    ["no data", { code: 200, message: "鉴权失败", data: null }],
    ["empty data", { code: 200, text: "鉴权失败", data: {} }],
    ["an empty array", { code: 200, msg: "鉴权失败", data: [] }],
    [
      "an empty list",
      { code: 200, msg: "鉴权失败", data: { list: [], pagination: { total: 0 }, total_count: 0 } },
    ],
    ["code 0", { code: 0, msg: "鉴权失败" }],
  ];
  const all = lists.flatMap(([name, call]) =>
    refusals.map(([what, reply]) => [name, what, call, reply] as const),
  );
  it.each(all)(
    "of %s is not empty, but unreadable, with %s and words that say no",
    async (_name, _what, call, reply) => {
      answer = () => reply;
      const error: unknown = await call(client({}, 1)).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UnavailableError);
      expect(String(error)).toContain('The panel said: "鉴权失败" (the app_key is not valid)');
    },
  );

  it.each(lists)("of %s is not empty where neither rows nor numbers say so", async (_, call) => {
    for (const data of [undefined, null, {}, []]) {
      answer = () => ({ code: 200, msg: "ok", data });
      await expect(call(client({}, 1))).rejects.toThrow('The panel said: "ok"');
    }
  });

  it("is the second reply's when the first has none", async () => {
    answer = () => (seen.length === 1 ? { code: 200, data: { list: null } } : list(accountRow));
    expect(await client().listAccounts()).toMatchObject([{ username: "user01" }]);
    answer = () => (seen.length === 3 ? { code: 0, data: null } : { code: 0, data: { list: [orderRow] } });
    expect(await client().listAllOrders()).toMatchObject([{ tradeNo }]);
  });

  it("is not empty when only a number of rows is said", async () => {
    answer = () => ({ code: 0, data: { pagination: { total: 2 } } });
    await expect(client().listAllOrders()).rejects.toThrow("neither rows nor a number");
  });

  it("of accounts has no limit where none is said", async () => {
    answer = () => list({ ...accountRow, limit_flow: null });
    expect(await client().listAccounts()).toMatchObject([{ trafficLimitGb: 0 }]);
    answer = () => list({ ...accountRow, limit_flow: "much" });
    await expect(client().listAccounts()).rejects.toThrow("limit_flow");
  });
});

describe("a refusal", () => {
  const refused = async (reply: unknown): Promise<unknown> => {
    answer = () => reply;
    return client()
      .deleteAccounts(["u1"])
      .catch((error: unknown) => error);
  };

  it.each([
    [{ code: 3, msg: "您的登录已过期" }, "credentials", "the app_key is not valid"],
    [
      { code: "3", message: "Your session has expired, please log in again" },
      "credentials",
      "proxy911:appKey",
    ],
    [{ code: 156, msg: "账号未实名认证" }, "blocked", "real name"],
    [{ code: 287, msg: "请验证" }, "blocked", "phone number"],
    [{ code: 400, msg: "余额不足" }, "balance", "the balance is too low"],
  ])("%o is one of the account: %s", async (reply, refusal, words) => {
    const error = await refused(reply);
    expect(error).toBeInstanceOf(AccountRefusedError);
    expect(error).toMatchObject({ refusal });
    expect(String(error)).toContain(words);
  });

  it.each([
    [
      { code: 400, message: "参数错误", errors: { accounts: "letters and digits only" } },
      "letters and digits only",
    ],
    [{ code: 400, msg: "账号已存在：u1" }, "the name is taken"],
    [{ code: 400, msg: "账号正在删除中：u1" }, "being deleted"],
    [{ code: 500, msg: "" }, "code 500"],
  ])("%o is one of the request", async (reply, words) => {
    const error = await refused(reply);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).not.toBeInstanceOf(AccountRefusedError);
    expect(String(error)).toContain(words);
  });

  it.each([{ code: 200, msg: "ok" }, { code: 200, message: "操作成功" }, { code: "200" }])(
    "is not %o",
    async (reply) => {
      expect(await refused(reply)).toBeUndefined();
    },
  );

  it.each([
    { code: 0, msg: "鉴权失败" },
    { code: 0, message: "ok", data: null },
    { code: 200, msg: "鉴权失败" },
  ])("and a success are both not proved by %o: the outcome is unknown", async (reply) => {
    expect(await refused(reply)).toBeInstanceOf(UnknownOutcomeError);
  });

  it("never shows the key or a password, even when the vendor quotes them", async () => {
    answer = () => ({ code: 400, msg: `bad: ${appKey} user01:SecretPass9` });
    const shared = { productType: "dynamicResidentialTraffic" } as const;
    const error = await client()
      .addAccounts([{ username: "user01", password: "SecretPass9" }], shared)
      .catch((reason: unknown) => reason);
    expect(String(error)).toContain("user01");
    expect(String(error)).not.toMatch(/SecretPass9|0123456789abcdef/);
    expect(redact(`?app_key=${appKey}`)).not.toContain(appKey);
  });

  it.each([
    ["a text", (quoted: string) => `${quoted} is not valid`],
    ["a page", (quoted: string) => `<html><body>${quoted} is not valid</body></html>`],
    ["a message", (quoted: string) => ({ code: 400, msg: `${quoted} is not valid` })],
    ["faults", (quoted: string) => ({ code: 400, msg: "no", errors: { key: `${quoted} is not valid` } })],
  ])("never shows a part of the key that is quoted in %s, wherever that is cut", async (_, replyOf) => {
    const pieces = Array.from({ length: appKey.length - 7 }, (_piece, at) => appKey.slice(at, at + 8));
    for (let offset = 40; offset <= 230; offset += 1) {
      answer = () => replyOf(`${"x".repeat(offset)}${appKey}`);
      const error: unknown = await client({}, 1)
        .listAccounts()
        .catch((thrown: unknown) => thrown);
      expect(pieces.filter((piece) => String(error).includes(piece))).toEqual([]);
    }
  });

  it("of a read names the operation and not the query", async () => {
    answer = () => ({ code: 400, msg: "参数错误" });
    await expect(client().searchCities("US", "CA")).rejects.toThrow(
      "ip/dynamic-citys/search at http://127.0.0.1",
    );
    await expect(client().searchCities("US", "CA")).rejects.not.toThrow("country_code");
  });
});

it("wants a key", () => {
  expect(() => client({ appKey: "" })).toThrow(ConfigurationError);
});

it("keeps what it does not know: types, states, times", async () => {
  answer = () =>
    list({
      ...accountRow,
      product_type: 99,
      status: 7,
      created_at: "soon",
      usage_flow: null,
      password: null,
    });
  expect(await client().listAccounts()).toMatchObject([
    { productType: "unknown", status: "unknown", createdAt: undefined, usageGb: "0", password: undefined },
  ]);
});
