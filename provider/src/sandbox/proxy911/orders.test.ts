import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { startProxy911Sandbox, type Proxy911Sandbox, type Proxy911SandboxOptions } from "../index";
import { ask, order, tell } from "./caller";

let sandbox: Proxy911Sandbox;
const start = async (options: Proxy911SandboxOptions): Promise<void> => {
  await sandbox.close();
  sandbox = await startProxy911Sandbox(options);
};
beforeEach(async () => {
  sandbox = await startProxy911Sandbox();
});
afterEach(() => sandbox.close());

const balance = (): string => sandbox.ledger().balance;
const packages = (): number => sandbox.ledger().packages.length;

describe("an order", () => {
  it("is paid at once from the balance, and delivered", async () => {
    const bought = await order(sandbox, { pid: 101, pm_id: 1, amount: 2 });
    expect(bought).toMatchObject({
      product_id: 101,
      product_name: "入门级",
      total_fee: 30,
      pay_fee: 30,
      status: 1,
    });
    expect(bought.trade_no).toMatch(/^\d{28}$/);
    expect(balance()).toBe("970.00");
    const { data } = await ask(sandbox, "user-product/list", { trade_no: bought.trade_no });
    expect(data).toMatchObject({
      list: [
        { product_type: 9, trade_no: bought.trade_no },
        { product_type: 9, trade_no: bought.trade_no },
      ],
      page: 1,
      total_count: 2,
    });
    const summary = await ask(sandbox, "user-product/summary", { product_type: 9 });
    expect(summary.data).toMatchObject({
      total: 10 * 1024 ** 2,
      effective: 10 * 1024 ** 2,
      temporary_count: 0,
    });
  });

  it("is delivered later when told to be like that", async () => {
    await start({ deliverySeconds: 60 });
    await order(sandbox, { pid: 101, pm_id: 1 });
    expect(packages()).toBe(0);
    sandbox.clock.advance({ minutes: 1 });
    expect(packages()).toBe(1);
  });

  it("waits for a payment from outside, and lapses without one", async () => {
    const paid = await order(sandbox, { pid: 101, pm_id: 2 });
    const lapsing = await order(sandbox, { pid: 101, pm_id: 2 });
    expect([paid.status, lapsing.status]).toEqual([0, 0]);
    sandbox.panel.payOrder(paid.trade_no);
    sandbox.clock.advance({ minutes: 30 });
    const { data } = await ask(sandbox, "order/list");
    expect(data).toMatchObject({
      list: [
        { trade_no: lapsing.trade_no, status: 2 },
        { trade_no: paid.trade_no, status: 1 },
      ],
      pagination: { total: 2, page_no: 1, page_size: 10, total_pages: 1 },
    });
    expect(balance()).toBe("1000.00");
    expect(packages()).toBe(1);
  });

  it("is closed only while it is unpaid, and gives back what it had reserved", async () => {
    const waiting = await order(sandbox, { pid: 251, pm_id: 2, region_list: "JP,8", coupon_sn: "WELCOME5" });
    const stock = async () => (await ask(sandbox, "static-ip-region", { isp: 1 })).data;
    expect(await stock()).toMatchObject({
      list: [{ code: "US" }, { code: "JP", number: 0 }, { code: "DE" }],
    });
    expect(await tell(sandbox, "order/close", { trade_no: waiting.trade_no })).toEqual({
      code: 0,
      message: "操作成功",
    });
    expect(await stock()).toMatchObject({
      list: [{ code: "US" }, { code: "JP", number: 8 }, { code: "DE" }],
    });
    expect(await tell(sandbox, "order/close", { trade_no: waiting.trade_no })).toMatchObject({ code: 400 });
    const again = await order(sandbox, { pid: 101, pm_id: 1, coupon_sn: "WELCOME5" });
    expect(again).toMatchObject({ total_fee: 15, pay_fee: 10 });
    expect(await tell(sandbox, "order/close", { trade_no: "0".repeat(28) })).toMatchObject({
      message: "订单不存在",
    });
  });

  it.each([
    ["an unknown package", { pid: 999 }],
    ["a package that is not for sale", { pid: 901 }],
    ["an unknown payment method", { pm_id: 9 }],
    ["a disabled payment method", { pm_id: 3 }],
    ["an amount below the method's least", { pid: 141, pm_id: 2, region_list: "US,1" }],
    ["an amount above the balance", { pid: 102, amount: 6 }],
    ["a used or unknown coupon", { coupon_sn: "NOTHING" }],
    ["a discount that is not the customer's", { use_invitation_registration_discount: true }],
    ["regions for traffic", { region_list: "US,1" }],
    ["addresses without regions", { pid: 251 }],
    ["regions in another notation", { pid: 251, region_list: "US:1" }],
    ["a region without stock", { pid: 251, region_list: "DE,1" }],
    ["an unknown region", { pid: 251, region_list: "XX,1" }],
    ["a renewal of nothing", { pid: 191 }],
    ["a renewal of unknown addresses", { pid: 191, upids: "1,2" }],
    ["a type 11 package without options", { pid: 111 }],
    ["an unknown option", { pid: 111, product_sku_bandwidth_id: 1, product_sku_concurrency_id: 1111 }],
    ["a top-up without an amount", { pid: 3, pm_id: 2 }],
    ["a top-up from the balance", { pid: 3, recharge_amount: 100 }],
    ["an amount in words", { amount: "2" }],
    ["an unknown parameter", { num: 1 }],
  ])("is refused for %s, and nothing is spent", async (_what, change) => {
    expect(await tell(sandbox, "order/create", { pid: 101, pm_id: 1, ...change })).toMatchObject({
      code: 400,
    });
    expect(sandbox.ledger()).toMatchObject({ balance: "1000.00", orders: [] });
  });

  it("tops the balance up when it is paid, with the bonus", async () => {
    const topUp = await order(sandbox, { pid: 3, pm_id: 2, recharge_amount: 100 });
    expect(balance()).toBe("1000.00");
    sandbox.panel.payOrder(topUp.trade_no);
    expect(balance()).toBe("1101.20");
  });

  it("adds the options of a type 11 package to its price", async () => {
    const form = { pid: 111, pm_id: 1, product_sku_bandwidth_id: 1102, product_sku_concurrency_id: 1112 };
    expect(await order(sandbox, form)).toMatchObject({ pay_fee: 145 });
  });

  it("can be refunded by customer service, which takes the goods back", async () => {
    const bought = await order(sandbox, { pid: 101, pm_id: 1 });
    sandbox.panel.refundOrder(bought.trade_no);
    expect(sandbox.ledger()).toMatchObject({ balance: "1000.00", packages: [], orders: [{ status: 3 }] });
  });

  it("is found by number, status and type, in pages", async () => {
    const first = await order(sandbox, { pid: 101, pm_id: 1 });
    await order(sandbox, { pid: 141, pm_id: 1, region_list: "HK,1" });
    const count = async (params: object) =>
      z
        .object({ pagination: z.object({ total: z.number() }) })
        .parse((await ask(sandbox, "order/list", { ...params })).data).pagination.total;
    expect(await count({ trade_no: first.trade_no })).toBe(1);
    expect(await count({ product_type: 14 })).toBe(1);
    expect(await count({ status: 0 })).toBe(0);
    const second = await ask(sandbox, "order/list", { page_no: 2, page_size: 1 });
    expect(second.data).toMatchObject({
      list: [{ trade_no: first.trade_no }],
      pagination: { total_pages: 2 },
    });
    expect(await ask(sandbox, "order/list", { status: 7 })).toMatchObject({ code: 400 });
  });
});

describe("static addresses", () => {
  const Row = z.looseObject({ id: z.number(), country_code: z.string(), status: z.number() });
  const owned = async (params: object = {}) =>
    z.object({ list: z.array(Row) }).parse((await ask(sandbox, "ip/get-static-ip", { ...params })).data).list;

  it("come with their order, and are renewed by their ids", async () => {
    const bought = await order(sandbox, { pid: 251, pm_id: 1, region_list: "US,2|JP,1" });
    expect(bought).toMatchObject({ pay_fee: 15 });
    const rows = await owned({ trade_no: bought.trade_no });
    expect(rows.map((row) => row.country_code)).toEqual(["US", "US", "JP"]);
    expect(await owned({ country_code: "JP", product_type: 25, status: 1 })).toHaveLength(1);
    sandbox.clock.advance({ days: 25 });
    expect(await owned({ status: 3 })).toHaveLength(3);
    const upids = rows
      .slice(0, 2)
      .map((row) => row.id)
      .join(",");
    expect(await order(sandbox, { pid: 191, pm_id: 1, upids, renew_duration: 2 })).toMatchObject({
      pay_fee: 16,
    });
    expect(await owned({ status: 3 })).toHaveLength(1);
    sandbox.clock.advance({ days: 6 });
    expect(await owned({ status: 2 })).toHaveLength(1);
    sandbox.panel.editStaticIp(rows[0]?.id ?? 0, { inMaintenance: true });
    expect(await owned({ status: 4 })).toHaveLength(1);
  });

  it("are listed in pages", async () => {
    await order(sandbox, { pid: 141, pm_id: 1, region_list: "US,30" });
    expect(await owned()).toHaveLength(20);
    expect(await owned({ page: 2 })).toHaveLength(10);
  });
});
