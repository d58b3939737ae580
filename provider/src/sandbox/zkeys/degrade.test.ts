import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { startZkeysSandbox, type ZkeysSandbox } from "./sandbox";
import { addition, buy, call, read, renewal, type Envelope, type Sent } from "./caller";
import { stampOf } from "./time";

let sandbox: ZkeysSandbox;
let guid: string;
/** The range of the subnet that the service has been given. */
let range: string;
const inDays = (days: number): string => stampOf(new Date(sandbox.clock.now().getTime() + days * 86_400_000));

const Upgrades = z.array(z.looseObject({ value: z.string(), status: z.string(), type: z.string() }));

beforeEach(async () => {
  sandbox = await startZkeysSandbox({ openingSeconds: 0, busySeconds: 0 });
  guid = await buy(sandbox, { months: "3" });
  const all = { bandwidth: "1", defense: "5", ipnum: "8", ip_type: "2" };
  await call(sandbox, "upgrade", addition(guid, all));
  range =
    Upgrades.parse((await read(sandbox, guid)).upgrade).find((one) => one.type === "ipnum")?.value ?? "";
});
afterEach(() => sandbox.close());

const item = (index: number, fields: Sent): Sent =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`param[${index}]${name}`, value]));
const none = { defense: "0", bandwidth: "0", ipnum: "0" };
const lessBandwidth = (date = inDays(15)): Sent => ({
  ...none,
  guid,
  bandwidth: "1",
  ...item(0, {
    "[item]": "bandwidth",
    "[value]": "1",
    "[date]": date,
    "[old_value]": "6",
    "[new_value]": "5",
  }),
});
const fewerAddresses = (date = inDays(15)): Sent => ({
  ...none,
  guid,
  ipnum: "8",
  ...item(0, { "[item]": "ip", "[value][0]": range, "[date]": date, "[new_value]": "8" }),
});

const Booked = z.object({ result: z.literal(true), data: z.record(z.string(), z.string()) });
const book = async (params: Sent): Promise<Record<string, string>> =>
  Booked.parse((await call(sandbox, "degrade", params)).data).data;
const refusedFor = async (params: Sent): Promise<string> => {
  const reply: Envelope = await call(sandbox, "degrade", params);
  expect(reply.code).toBe(1);
  return reply.message;
};

describe("degrade_ip_list", () => {
  it("names the main address and the range of a subnet", async () => {
    const { data } = await call(sandbox, "degrade_ip_list", { guid });
    expect(data).toMatchObject([{ mask: "255.255.255.0" }, { ip: range, mask: "255.255.255.248" }]);
  });
});

describe("degrade", () => {
  it("books every kind at once, as in the vendor's sample", async () => {
    const date = inDays(15);
    const guids = await book({
      guid,
      defense: "5",
      bandwidth: "1",
      ipnum: "8",
      ...item(0, {
        "[item]": "bandwidth",
        "[value]": "1",
        "[date]": date,
        "[old_value]": "6",
        "[new_value]": "5",
      }),
      ...item(1, { "[item]": "ip", "[value][0]": range, "[date]": date, "[new_value]": "8" }),
      ...item(2, {
        "[item]": "defense",
        "[value]": "5",
        "[date]": date,
        "[old_value]": "10",
        "[new_value]": "5",
      }),
    });
    expect(await read(sandbox, guid)).toMatchObject({
      degrades: [
        { guid: guids.bandwidth, item: "bandwidth", status: "0", value: "1", old_value: "6", new_value: "5" },
        {
          guid: guids.ip,
          item: "ip",
          status: "0",
          value: "8",
          new_value: "8",
          apply_time: date,
          finish_time: null,
        },
        { guid: guids.defense, item: "defense", status: "0", baremetal_guid: guid, reason: "预约降配防御" },
      ],
    });
  });

  it("is carried out at its time and not before", async () => {
    const date = inDays(15);
    const { bandwidth } = await book(lessBandwidth(date));
    sandbox.clock.advance({ days: 14 });
    expect(await read(sandbox, guid)).toMatchObject({
      degrades: [{ status: "0" }],
      upgrade: [{ status: "1" }, {}, {}],
    });
    sandbox.clock.advance({ days: 1 });
    expect(await read(sandbox, guid)).toMatchObject({
      degrades: [{ status: "1", finish_time: date }],
      upgrade: [{ status: "0", degrade_guid: bandwidth }, { status: "1" }, { status: "1" }],
    });
    expect(sandbox.ledger().services).toMatchObject([{ bandwidth: 5, defense: 10, ipnum: 9 }]);
  });

  it("makes the renewals after it cheaper", async () => {
    await call(sandbox, "renew", renewal(guid));
    await book(fewerAddresses());
    sandbox.clock.advance({ days: 16 });
    await call(sandbox, "renew", renewal(guid));
    const renewals = sandbox.ledger().orders.filter((order) => order.kind === "renew");
    expect(renewals.map((order) => order.amount)).toEqual(["1000.00", "920.00"]);
  });

  it("takes whole upgrade records only, each once", async () => {
    const two = { ...lessBandwidth(), bandwidth: "2", "param[0][value]": "2", "param[0][new_value]": "4" };
    expect((await call(sandbox, "degrade", two)).data).toMatchObject({
      result: false,
      text: "没有对应的升级记录，不能降配",
    });
    await book(lessBandwidth());
    expect((await call(sandbox, "degrade", lessBandwidth())).data).toMatchObject({ result: false });
    expect(await read(sandbox, guid)).toMatchObject({ degrades: [{ item: "bandwidth" }] });
  });

  it("takes the single addresses of one upgrade together, and the main address never", async () => {
    await call(sandbox, "upgrade", addition(guid, { bandwidth: "10", ipnum: "8", ip_type: "1" }));
    const record = Upgrades.parse((await read(sandbox, guid)).upgrade).find((one) => one.type === "ip");
    const single = record?.value.split(",") ?? [];
    const values = (ips: string[]): Sent => ({
      ...none,
      guid,
      ipnum: String(ips.length),
      ...item(0, { "[item]": "ip", "[date]": inDays(15), "[new_value]": String(ips.length) }),
      ...Object.fromEntries(ips.map((ip, index) => [`param[0][value][${index}]`, ip])),
    });
    expect((await call(sandbox, "degrade", values(single.slice(0, 7)))).data).toMatchObject({
      result: false,
    });
    const [main] = z.array(z.object({ ip: z.string() })).parse((await read(sandbox, guid)).ip);
    expect((await call(sandbox, "degrade", values([main?.ip ?? ""]))).data).toMatchObject({ result: false });
    await book(values(single));
    sandbox.clock.advance({ days: 16 });
    expect(sandbox.ledger().services).toMatchObject([{ ipnum: 9 }]);
  });

  it("needs a line that supports it", async () => {
    sandbox.panel.editLine("Hangzhou BGP", { reservation_degrade_status: "0" });
    expect(await refusedFor(lessBandwidth())).toBe("线路不支持降配预约");
  });

  it("keeps the ratio of bandwidth to addresses, counting what already waits", async () => {
    await call(sandbox, "upgrade", addition(guid, { bandwidth: "3", ipnum: "8", ip_type: "2" }));
    await call(sandbox, "upgrade", addition(guid, { bandwidth: "1" }));
    const fromTen = (less: number): Sent => ({
      ...lessBandwidth(),
      bandwidth: String(less),
      "param[0][value]": String(less),
      "param[0][old_value]": "10",
      "param[0][new_value]": String(10 - less),
    });
    expect(await refusedFor(fromTen(3))).toBe("带宽与IP数量比例不符合要求");
    await book(fromTen(1));
    expect(await refusedFor(fromTen(1))).toBe("带宽与IP数量比例不符合要求");
  });

  it.each<[string, Sent, string]>([
    ["no amounts", { bandwidth: "0" }, "带宽、IP、防御不能同时为空"],
    ["an amount without its item", { defense: "5" }, "参数错误：param（defense不一致）"],
    ["an item of another amount", { bandwidth: "2" }, "参数错误：param（bandwidth不一致）"],
    ["a wrong value before", { "param[0][old_value]": "5" }, "降配前的值错误"],
    ["a wrong value afterwards", { "param[0][new_value]": "1" }, "降配后的值错误"],
    ["no value before", { "param[0][old_value]": undefined }, "缺少参数：param[0][old_value]"],
    ["an unknown item", { "param[0][item]": "cpu" }, "参数错误：param[0][item]"],
    [
      "a list for an amount",
      { "param[0][value]": undefined, "param[0][value][0]": "1" },
      "参数错误：param[0][value]",
    ],
    ["a date that is none", { "param[0][date]": "2021-09-02" }, "参数错误：param[0][date]"],
    ["a date of the past", { "param[0][date]": "2021-09-02 11:03:00" }, "降配时间必须晚于当前时间"],
    ["a date after the end", { "param[0][date]": "2999-09-02 11:03:00" }, "降配时间必须早于业务到期时间"],
    ["a field that does not exist", { "param[0][reason]": "x" }, "未知参数：param[0] reason"],
    ["an unknown service", { guid: "1708330228791024" }, "业务不存在"],
    ["a missing amount", { ipnum: undefined }, "缺少参数：ipnum"],
  ])("refuses %s", async (_, changes, message) => {
    expect(await refusedFor({ ...lessBandwidth(), ...changes })).toContain(message);
    expect(await read(sandbox, guid)).toMatchObject({ degrades: [] });
  });

  it("takes items as one JSON text too, and refuses what is none, or does not start at 0", async () => {
    const json = JSON.stringify([
      { item: "bandwidth", value: 1, date: inDays(15), old_value: 6, new_value: 5 },
    ]);
    const broken = json.slice(1);
    expect(await refusedFor({ ...none, guid, bandwidth: "1", param: broken })).toBe("参数错误：param");
    const wrong = json.replace('"new_value":5', '"new_value":4');
    expect(await refusedFor({ ...none, guid, bandwidth: "1", param: wrong })).toBe("降配后的值错误");
    const fields = {
      "[item]": "bandwidth",
      "[value]": "1",
      "[date]": inDays(15),
      "[old_value]": "6",
      "[new_value]": "5",
    };
    expect(await refusedFor({ ...none, guid, bandwidth: "1", ...item(1, fields) })).toBe("参数错误：param");
  });

  it("wants the number removed as the new value of addresses", async () => {
    expect(await refusedFor({ ...fewerAddresses(), "param[0][new_value]": "1" })).toBe("降配后的值错误");
    expect(await refusedFor({ ...fewerAddresses(), "param[0][old_value]": "8" })).toBe("降配前的值错误");
    await book({ ...fewerAddresses(), "param[0][old_value]": "9" });
  });

  it("refuses a service that is being pushed", async () => {
    sandbox.panel.editService(guid, { push_status: "1" });
    expect(await refusedFor(lessBandwidth())).toBe("业务正在push中，不能操作");
  });
});

describe("degrade_cancel", () => {
  it("withdraws a waiting degrade, which then never happens, and can be booked again", async () => {
    const { bandwidth = "" } = await book(lessBandwidth());
    expect(await call(sandbox, "degrade_cancel", { guid, degrade_guid: bandwidth })).toMatchObject({
      data: [],
    });
    expect(await read(sandbox, guid)).toMatchObject({ degrades: [{ status: "-1" }] });
    await book(lessBandwidth(inDays(20)));
    sandbox.clock.advance({ days: 16 });
    expect(sandbox.ledger().services).toMatchObject([{ bandwidth: 6 }]);
  });

  it("refuses a record that is done, cancelled or unknown", async () => {
    const { bandwidth = "" } = await book(lessBandwidth());
    const cancel = (degrade_guid: string): Promise<Envelope> =>
      call(sandbox, "degrade_cancel", { guid, degrade_guid });
    expect(await cancel("1708398791985048")).toMatchObject({ code: "1", message: "降配记录不存在" });
    sandbox.clock.advance({ days: 16 });
    expect(await cancel(bandwidth)).toMatchObject({ code: "1", message: "降配记录已处理，不能取消" });
    const { ip = "" } = await book(fewerAddresses());
    await cancel(ip);
    expect(await cancel(ip)).toMatchObject({ code: "1", message: "降配记录已处理，不能取消" });
  });
});
