import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZkeysSandbox, type ZkeysSandbox } from "./sandbox";
import { addition, buy, call, read, renewal, type Envelope, type Sent } from "./caller";
import { addMonths } from "./time";

let sandbox: ZkeysSandbox;
let guid: string;
beforeEach(async () => {
  sandbox = await startZkeysSandbox({ openingSeconds: 0, busySeconds: 0 });
  sandbox.clock.advance({ days: 32 - new Date().getUTCDate() });
  guid = await buy(sandbox);
});
afterEach(() => sandbox.close());

const renew = (changes: Sent = {}): Promise<Envelope> => call(sandbox, "renew", renewal(guid, changes));
const refund = (changes: Sent = {}): Promise<Envelope> =>
  call(sandbox, "refund", { guid, productType: "baremetal", ...changes });
const lastAmount = (): string | undefined => sandbox.ledger().orders.at(-1)?.amount;

describe("renew", () => {
  it("moves the end by months of the calendar and charges them", async () => {
    const { end_time } = await read(sandbox, guid);
    const reply = await renew({ months: "3" });
    expect(reply).toMatchObject({ code: 0, data: { end_time: addMonths(String(end_time), 3) } });
    expect(await read(sandbox, guid)).toMatchObject(reply.data as object);
    expect(sandbox.ledger().orders.at(-1)).toMatchObject({ kind: "renew", amount: "2580.00", months: 3 });
  });

  it("charges the upgrades in effect and the discount of the years", async () => {
    await call(
      sandbox,
      "upgrade",
      addition(guid, { bandwidth: "1", defense: "5", ipnum: "8", ip_type: "2" }),
    );
    await renew();
    expect(lastAmount()).toBe("1000.00");
    await renew({ months: "12" });
    expect(lastAmount()).toBe("10800.00");
  });

  it("charges the price that staff fixed", async () => {
    sandbox.panel.editService(guid, { renew_price_setting: "1", renew_price: "800.00" });
    await renew({ months: "12" });
    expect(lastAmount()).toBe("9600.00");
    sandbox.panel.editService(guid, { renew_price_setting: "2", renew_price: '{"6":"4500.00"}' });
    await renew({ months: "6" });
    expect(lastAmount()).toBe("4500.00");
    expect(await renew({ months: "1" })).toMatchObject({ code: 1, message: "该业务不支持此续费时长" });
  });

  it("charges the model's price of today", async () => {
    sandbox.panel.editProduct("E5-2670 x2 / 64G", { price: "900.00" });
    await renew();
    expect(lastAmount()).toBe("900.00");
  });

  it("works on a server that is off, busy or locked", async () => {
    sandbox.panel.editService(guid, { run_status: "-2", lock_status: "1", act_status: "2" });
    expect(await renew()).toMatchObject({ code: 0 });
    expect(await read(sandbox, guid)).toMatchObject({ run_status: "-2" });
  });

  it.each<[string, Sent, string]>([
    ["a term that is not offered", { months: "5" }, "购买时长错误"],
    ["a life beyond the line's years", { months: "36" }, "超出最长使用年限"],
    ["an unknown service", { guid: "1708330228791024" }, "业务不存在"],
    ["no order number", { agent_order_no: undefined }, "缺少参数：agent_order_no"],
  ])("refuses %s", async (_, changes, message) => {
    expect(await renew(changes)).toMatchObject({ code: 1, message, data: {} });
    expect(sandbox.ledger().orders).toHaveLength(1);
  });

  it("refuses a closed line, a low balance and a pushed service", async () => {
    sandbox.panel.editLine("Hangzhou BGP", { renew_status: "0" });
    expect(await renew()).toMatchObject({ message: "线路已关闭续费" });
    sandbox.panel.editLine("Hangzhou BGP", { renew_status: "1" });
    sandbox.panel.setBalance("859.99");
    expect(await renew()).toMatchObject({ message: "余额不足，请先充值" });
    sandbox.panel.editService(guid, { push_status: "1" });
    expect(await renew()).toMatchObject({ message: "业务正在push中，不能操作" });
    expect(sandbox.ledger()).toMatchObject({ balance: "859.99", orders: [{ kind: "create" }] });
  });
});

describe("the end of a term", () => {
  /** To the moment when the first month is over. */
  const expire = async (): Promise<void> => {
    const { end_time } = await read(sandbox, guid);
    const leftMs = Date.parse(`${String(end_time).replace(" ", "T")}+08:00`) - sandbox.clock.now().getTime();
    sandbox.clock.advance({ seconds: Math.ceil(leftMs / 1000) + 1 });
  };

  it("locks the server", async () => {
    await expire();
    expect(await read(sandbox, guid)).toMatchObject({ order_status: "3", run_status: "-2" });
  });

  it("can be undone by a renewal while the server is kept", async () => {
    await expire();
    sandbox.clock.advance({ hours: 23 });
    expect(await renew()).toMatchObject({ code: 0 });
    expect(await read(sandbox, guid)).toMatchObject({ order_status: "1", run_status: "1" });
    expect(lastAmount()).toBe("860.00");
  });

  it("removes the server without a trace after the line's days", async () => {
    sandbox.panel.editLine("Hangzhou BGP", { retention_days: "3" });
    await expire();
    sandbox.clock.advance({ days: 2 });
    expect(await read(sandbox, guid)).toMatchObject({ order_status: "3" });
    sandbox.clock.advance({ days: 1 });
    const reply = await call(sandbox, "sync_baremetal", { guid, page: "1", page_size: "10" });
    expect(reply).toMatchObject({ code: 0, data: { baremetal: [] } });
    expect(await renew()).toMatchObject({ message: "业务不存在" });
    expect(sandbox.ledger().services).toEqual([]);
  });
});

describe("refund", () => {
  it("gives everything back at once and leaves the service as deleted in the list", async () => {
    expect(await refund()).toMatchObject({ code: 0, data: [] });
    expect(sandbox.ledger()).toMatchObject({
      balance: "100000.00",
      orders: [{}, { kind: "refund", amount: "-860.00" }],
    });
    expect((await call(sandbox, "sync_baremetal", { page: "1", number: "10" })).data).toMatchObject({
      total_number: "1",
      baremetal: [{ guid, order_status: "-2", ip: [{ status: "-1" }] }],
    });
    expect(await read(sandbox, guid)).toMatchObject({ order_status: "-2" });
  });

  it("gives back the unused rest of what was bought, renewed and upgraded", async () => {
    await renew();
    await call(sandbox, "upgrade", addition(guid, { bandwidth: "10" }));
    const paid = 100_000 - Number(sandbox.ledger().balance);
    expect(paid).toBeCloseTo(860 + 860 + 200, 0);
    const { start_time, end_time } = await read(sandbox, guid);
    const days = (Date.parse(String(end_time)) - Date.parse(String(start_time))) / 86_400_000;
    sandbox.clock.advance({ days: days - 10 });
    await refund();
    const lastMonth =
      days - (Date.parse(addMonths(String(start_time), 1)) - Date.parse(String(start_time))) / 86_400_000;
    const rest = (860 * 10) / lastMonth + (200 * 10) / days;
    expect(Number(lastAmount())).toBeCloseTo(-rest, 0);
    expect(lastAmount()).toMatch(/^-\d+\.\d\d$/);
  });

  it("gives nothing back for an expired service, but takes it", async () => {
    sandbox.panel.editLine("Hangzhou BGP", { retention_days: "30" });
    sandbox.clock.advance({ days: 32 });
    expect(await refund()).toMatchObject({ code: 0 });
    expect(lastAmount()).toBe("0.00");
  });

  it.each<[string, Sent, string]>([
    ["another business", { productType: "server" }, "参数错误：productType"],
    ["no business", { productType: undefined }, "缺少参数：productType"],
    ["an unknown service", { guid: "1708330228791024" }, "业务不存在"],
  ])("refuses %s", async (_, changes, message) => {
    expect(await refund(changes)).toMatchObject({ code: 1, message, data: null });
  });

  it("refuses a service that is deleted, busy, or none at all by order of staff", async () => {
    sandbox.panel.refuseRefunds("该业务不支持退款");
    expect(await refund()).toMatchObject({ code: 1, message: "该业务不支持退款" });
    sandbox.panel.refuseRefunds(undefined);
    sandbox.panel.editService(guid, { act_status: "1" });
    expect(await refund()).toMatchObject({ code: 1, message: "业务正在操作中，请稍后再试" });
    sandbox.panel.editService(guid, { act_status: "0" });
    expect(await refund()).toMatchObject({ code: 0 });
    expect(await refund()).toMatchObject({ code: 1, message: "业务已删除" });
    expect(sandbox.ledger().orders).toHaveLength(2);
  });

  it("cancels the degrades that wait", async () => {
    const record = {
      id: "1",
      guid: "1708398791975293",
      baremetal_guid: guid,
      item: "bandwidth",
      status: "0",
    } as const;
    const times = {
      apply_time: "2999-01-01 00:00:00",
      create_time: "2021-08-18 11:07:30",
      finish_time: null,
    };
    const values = { reason: "", value: "1", old_value: "6", new_value: "5" };
    sandbox.panel.editService(guid, { degrades: [{ ...record, ...times, ...values }] });
    await refund();
    expect(await read(sandbox, guid)).toMatchObject({ degrades: [{ status: "-1" }] });
  });
});
