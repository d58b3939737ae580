import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Proxy911Client } from "./client";
import { RefusedError, UnknownOutcomeError } from "../../core/errors";
import { HttpClient } from "../../core/http/http";
import { startProxy911Sandbox, type Proxy911Sandbox } from "../../sandbox/index";

let sandbox: Proxy911Sandbox;
let api: Proxy911Client;
beforeEach(async () => {
  sandbox = await startProxy911Sandbox({ usageLagSeconds: 0, userInfoOpen: true });
  api = new Proxy911Client({ http: new HttpClient({ endpoint: sandbox.url }), appKey: sandbox.appKey });
});
afterEach(() => sandbox.close());

const traffic = { productType: "dynamicResidentialTraffic" } as const;
const accounts = (...names: string[]) =>
  names.map((username) => ({ username, password: `pw${username}1234` }));

describe("accounts", () => {
  it("are added, changed, disabled, enabled and deleted", async () => {
    await api.addAccounts(accounts("u1", "u2"), { ...traffic, remark: "team a" });
    await api.changeLimit("u1", 7);
    await api.changeRemark("u1", "队伍");
    await api.changePassword("u1", "newpass99");
    await api.disableAccounts(["u1", "u2"]);
    await api.enableAccounts(["u2"]);
    const [first, second] = await api.listAccounts();
    expect(first).toMatchObject({
      password: "newpass99",
      remark: "队伍",
      trafficLimitGb: 7,
      status: "disabled",
    });
    expect(second).toMatchObject({
      username: "u2",
      remark: "team a",
      trafficLimitGb: 0,
      status: "enabled",
      ...traffic,
    });
    const age = Date.now() - Date.parse(first?.createdAt ?? "");
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(10_000);
    await api.deleteAccounts(["u1", "u2"]);
    await expect(api.changeLimit("u1", 8)).rejects.toThrow("being deleted");
    sandbox.clock.advance({ minutes: 5 });
    expect(await api.listAccounts()).toEqual([]);
  });

  it("tell their traffic", async () => {
    await api.addAccounts(accounts("u1"), traffic);
    await api.createOrder({ packageId: 102, paymentMethodId: 1 });
    sandbox.panel.use("u1", 2.5 * 1024 ** 2);
    expect(await api.listAccounts()).toMatchObject([{ usageGb: "2.5" }]);
    const now = Date.now();
    const from = new Date(now - 3_600_000).toISOString();
    const to = new Date(now + 60_000).toISOString();
    expect(await api.getUsagePerDay({ from, to, username: "u1", ...traffic })).toMatchObject([
      { usageGb: "2.5" },
    ]);
    expect(await api.getUsagePerDay({ from: to, to: new Date(now + 120_000).toISOString() })).toEqual([]);
    expect(await api.getPackageSummary("dynamicResidentialTraffic")).toMatchObject({
      totalGb: "100",
      validGb: "97.5",
    });
  });

  it("are refused in English", async () => {
    await api.addAccounts(accounts("u1"), traffic);
    await expect(api.addAccounts(accounts("u2", "u1"), traffic)).rejects.toThrow(
      '账号已存在：u1" (the name is taken)',
    );
    await expect(api.deleteAccounts(["u9"])).rejects.toThrow("there is no account of that name");
    sandbox.panel.setRealName(false);
    await expect(api.addAccounts(accounts("u3"), traffic)).rejects.toMatchObject({ refusal: "blocked" });
    sandbox.panel.setAppKey("another");
    await expect(api.listAccounts()).rejects.toMatchObject({ refusal: "credentials" });
  });

  it("have an unknown outcome when the reply is lost", async () => {
    sandbox.fault({ action: "whitelist-account/add", kind: "lostAfter" });
    await expect(api.addAccounts(accounts("u1"), traffic)).rejects.toThrow(UnknownOutcomeError);
    expect(await api.listAccounts()).toHaveLength(1);
    expect(sandbox.count("whitelist-account/add")).toBe(1);
  });
});

describe("orders", () => {
  it("are paid from the balance, found again, and delivered", async () => {
    const order = await api.createOrder({ packageId: 251, paymentMethodId: 1, regions: { US: 2, JP: 1 } });
    expect(order).toMatchObject({ status: "paid", payFee: "15.00", totalFee: "15.00" });
    const tradeNo = order?.tradeNo ?? "";
    expect(await api.listOrders({ tradeNo, status: "paid", productType: "staticResidentialIp" })).toEqual({
      rows: [order],
      total: 1,
      pages: 1,
    });
    expect(await api.listAllPackages(tradeNo)).toMatchObject([
      { productType: "staticResidentialIp", tradeNo },
    ]);
    const ips = await api.listAllStaticIps(tradeNo);
    expect(ips).toHaveLength(3);
    expect(ips[0]?.fields.ip).toMatch(/^198\.18\./);
    expect(await api.listStaticIps({ countryCode: "JP", status: "active" })).toMatchObject({ total: 1 });
    const renewIds = ips.flatMap((ip) => ip.id ?? []);
    const renewal = { packageId: 191, paymentMethodId: 1, renewIds, renewDuration: 2 };
    expect(await api.createOrder(renewal)).toMatchObject({ payFee: "24.00" });
    expect(await api.getUser()).toMatchObject({ balance: "961", isRealNameVerified: true });
  });

  it("wait when they are paid elsewhere, and are closed", async () => {
    const methods = (await api.getPaymentMethods()).flatMap((group) => group.methods);
    const alipay = methods.find((method) => method.title === "支付宝");
    expect(alipay).toMatchObject({ disabled: false, minAmount: "10", maxAmount: "5000" });
    const order = await api.createOrder({
      packageId: 101,
      paymentMethodId: alipay?.id ?? 0,
      couponCode: "WELCOME5",
    });
    expect(order).toMatchObject({ status: "unpaid" });
    const tradeNo = order?.tradeNo ?? "";
    expect(await api.getPaymentMethods(tradeNo)).toHaveLength(2);
    await api.closeOrder(tradeNo);
    expect(await api.listAllOrders()).toMatchObject([
      { status: "cancelled", totalFee: "15.00", payFee: "10.00" },
    ]);
    await expect(api.closeOrder(tradeNo)).rejects.toThrow("cannot be cancelled any more");
  });

  it("are read whole, over many pages", async () => {
    sandbox.panel.setBalance("5000.00");
    const small = { packageId: 141, paymentMethodId: 1, regions: { US: 1 } };
    for (let count = 0; count < 105; count += 1) await api.createOrder(small);
    expect(await api.listAllOrders()).toHaveLength(105);
    expect(await api.listAllPackages()).toHaveLength(105);
    expect(await api.listAllStaticIps()).toHaveLength(105);
  });

  it("are refused without spending", async () => {
    const order = { packageId: 102, paymentMethodId: 1, amount: 6 };
    await expect(api.createOrder(order)).rejects.toMatchObject({ refusal: "balance" });
    await expect(api.createOrder({ packageId: 3, paymentMethodId: 2, amount: 1 })).rejects.toThrow(
      RefusedError,
    );
    expect(sandbox.ledger()).toMatchObject({ balance: "1000.00", orders: [] });
  });
});

describe("places and addresses", () => {
  it("are listed and searched", async () => {
    const germany = (await api.getCities()).find((country) => country.countryCode === "DE");
    expect(germany?.places.map((place) => place.city)).toEqual(["Berlin", "Munich", "Nuremberg"]);
    expect((await api.getStates())[0]?.places.map((place) => place.state)).toEqual(["CA", "NY"]);
    expect(await api.searchCities("DE", "BY")).toEqual(["Munich", "Nuremberg"]);
    expect(await api.searchStates("US")).toEqual(["CA", "NY"]);
    expect(await api.getStaticIpStock("staticResidentialIp")).toContainEqual({
      countryCode: "US",
      available: 55,
    });
    expect(await api.getStaticIpStock("staticDatacenterIp")).toContainEqual({
      countryCode: "HK",
      available: 30,
    });
    expect(await api.getTopUpBonuses()).toContainEqual({ amount: 100, ratio: "1.2" });
  });

  it("are extracted in both forms", async () => {
    await expect(api.extractIps({ count: 2 })).rejects.toThrow("no package has anything left");
    await api.createOrder({ packageId: 101, paymentMethodId: 1 });
    expect(await api.extractIps({ count: 2, countryCode: "US" })).toHaveLength(2);
    expect(await api.extractIps({ count: 3, format: "text" })).toHaveLength(3);
    expect(await api.extractIps({ count: 2, format: "text", separator: "\\t" })).toHaveLength(2);
    expect(sandbox.ledger().extracted).toBe(7);
  });
});
