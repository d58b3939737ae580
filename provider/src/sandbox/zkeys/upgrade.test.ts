import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { startZkeysSandbox, type ZkeysSandbox } from "./sandbox";
import { addition, buy, call, offered, read, type Sent } from "./caller";

let sandbox: ZkeysSandbox;
let guid: string;
beforeEach(async () => {
  sandbox = await startZkeysSandbox({ openingSeconds: 0, busySeconds: 0 });
  guid = await buy(sandbox);
});
afterEach(() => sandbox.close());

const Added = z.object({
  order_no_api: z.string(),
  ip: z.array(z.object({ ip: z.string(), mask: z.string(), gateway: z.string(), net_type: z.string() })),
});
const upgrade = async (changes: Sent): Promise<z.infer<typeof Added>> =>
  Added.parse((await call(sandbox, "upgrade", addition(guid, changes))).data);

describe("upgrade", () => {
  it("adds each kind as a record of one order and leaves the base amounts alone", async () => {
    const reply = await upgrade({ bandwidth: "1", defense: "5", ip_type: "2", ipnum: "8" });
    expect(reply.order_no_api).toMatch(/^\d{18}$/);
    const service = await read(sandbox, guid);
    const { order_no_api } = reply;
    expect(service).toMatchObject({
      bandwidth: "5",
      defense: "5",
      ipnum: "1",
      upgrade: [
        { type: "bandwidth", nums: "1", value: "1", status: "1", degrade_guid: null, order_no_api },
        { type: "defense", nums: "5", value: "5", status: "1", order_no_api },
        { type: "ipnum", nums: "8", status: "1", order_no_api },
      ],
    });
    expect(sandbox.ledger().services).toMatchObject([{ bandwidth: 6, defense: 10, ipnum: 9 }]);
  });

  it("gives a subnet as network, gateway, addresses and broadcast", async () => {
    const { ip } = await upgrade({ ip_type: "2", ipnum: "8" });
    expect(ip.map((one) => one.net_type)).toEqual([
      "network",
      "gateway",
      "ip",
      "ip",
      "ip",
      "ip",
      "ip",
      "broadcast",
    ]);
    expect(new Set(ip.map((one) => one.gateway))).toEqual(new Set([ip[1]?.ip]));
    expect(ip[0]).toMatchObject({ mask: "255.255.255.248" });
    const end = ip[7]?.ip.split(".").pop() ?? "";
    expect(await read(sandbox, guid)).toMatchObject({
      upgrade: [{ type: "ipnum", value: `${ip[0]?.ip}-${end}` }],
    });
  });

  it("gives single addresses one by one", async () => {
    const { ip } = await upgrade({ bandwidth: "1", ip_type: "1", ipnum: "8" });
    expect(new Set(ip.map((one) => one.ip)).size).toBe(8);
    const value = ip.map((one) => one.ip).join(",");
    const [, record] = z
      .array(z.looseObject({ value: z.string() }))
      .parse((await read(sandbox, guid)).upgrade);
    expect(record).toMatchObject({ type: "ip", nums: "8", value });
  });

  it("charges the rest of the term", async () => {
    await upgrade({ bandwidth: "10" });
    sandbox.clock.advance({ days: 15 });
    await upgrade({ bandwidth: "10" });
    const [, full, rest] = sandbox.ledger().orders;
    expect(full).toMatchObject({ kind: "upgrade", amount: "100.00" });
    const { start_time, end_time } = await read(sandbox, guid);
    const days = (Date.parse(String(end_time)) - Date.parse(String(start_time))) / 86_400_000;
    expect(Number(rest?.amount)).toBeCloseTo((100 * (days - 15)) / days, 1);
  });

  it("is busy for a while and refuses to be disturbed", async () => {
    const slow = await startZkeysSandbox({ openingSeconds: 0, busySeconds: 60 });
    const other = await buy(slow);
    await call(slow, "upgrade", addition(other, { bandwidth: "1" }));
    expect(await read(slow, other)).toMatchObject({ act_status: "4" });
    expect(await call(slow, "upgrade", addition(other, { bandwidth: "1" }))).toMatchObject({
      code: 1,
      message: "业务正在操作中，请稍后再试",
    });
    slow.clock.advance({ minutes: 2 });
    expect(await read(slow, other)).toMatchObject({ act_status: "0" });
    await slow.close();
  });

  it.each(Object.keys(addition("")))("is refused without %s", async (name) => {
    expect(
      await call(sandbox, "upgrade", addition(guid, { bandwidth: "1", [name]: undefined })),
    ).toMatchObject({
      code: 1,
      message: `缺少参数：${name}`,
    });
  });

  it("takes an empty amount for none", async () => {
    await upgrade({ bandwidth: "1", defense: "", ipnum: "", ip_type: "" });
    expect(sandbox.ledger().services).toMatchObject([{ bandwidth: 6, defense: 5, ipnum: 1 }]);
  });

  it.each<[string, Sent, string]>([
    ["nothing at all", {}, "带宽、IP、防御不能同时为空"],
    ["a negative amount", { bandwidth: "-1" }, "参数错误：bandwidth"],
    ["an amount with a unit", { bandwidth: "1M" }, "参数错误：bandwidth"],
    ["more bandwidth than the line has", { bandwidth: "296" }, "带宽超出线路最大值"],
    ["more defense than the line has", { defense: "300" }, "防御超出线路最大值"],
    ["defense off the step", { defense: "3" }, "防御不符合步长"],
    ["an odd number of addresses", { bandwidth: "50", ipnum: "5" }, "IP数量错误"],
    ["a subnet of one", { ipnum: "1", ip_type: "2" }, "子网IP数量错误"],
    ["more addresses than the line has", { bandwidth: "290", ipnum: "256" }, "IP超出线路最大值"],
    ["too many addresses for the bandwidth", { ipnum: "16" }, "带宽与IP数量比例不符合要求"],
    ["addresses of no kind", { ipnum: "8", ip_type: "" }, "线路不支持该IP类型"],
    ["an unknown service", { bandwidth: "1", guid: "1708330228791024" }, "业务不存在"],
  ])("refuses %s", async (_, changes, message) => {
    expect(await call(sandbox, "upgrade", addition(guid, changes))).toMatchObject({ code: 1, message });
    expect(sandbox.ledger().orders).toHaveLength(1);
  });

  it.each([
    [{ upgrade_status: "0" }, "线路已关闭升级"],
    [{ defense_status: "0" }, "线路已关闭防御升级"],
    [{ ip_upgrade_type: "2" }, "线路不支持该IP类型"],
    [{ ip_num_list: "" }, "IP数量错误"],
  ])("respects the line's %o", async (patch, message) => {
    sandbox.panel.editLine("Hangzhou BGP", patch);
    expect(
      await call(sandbox, "upgrade", addition(guid, { bandwidth: "10", defense: "5", ipnum: "8" })),
    ).toMatchObject({ code: 1, message });
  });

  it.each([
    [{ push_status: "1" }, "业务正在push中，不能操作"],
    [{ order_status: "-2" }, "业务已删除"],
    [{ order_status: "3" }, "业务已过期"],
    [{ run_status: "-2" }, "业务已锁定"],
    [{ lock_status: "1" }, "业务已锁定"],
    [{ act_status: "1" }, "业务正在操作中，请稍后再试"],
  ])("refuses a service with %o", async (patch, message) => {
    sandbox.panel.editService(guid, patch);
    expect(await call(sandbox, "upgrade", addition(guid, { bandwidth: "1" }))).toMatchObject({
      code: 1,
      message,
    });
  });

  it("refuses a service that is still opening", async () => {
    const opening = await buy(sandbox, { productGuid: offered("products", "Gold 6138 x2 / 128G") });
    expect(await call(sandbox, "upgrade", addition(opening, { bandwidth: "1" }))).toMatchObject({
      message: "业务正在开通中",
    });
  });

  it("refuses what the balance does not cover", async () => {
    sandbox.panel.setBalance("9.98");
    expect(await call(sandbox, "upgrade", addition(guid, { bandwidth: "1" }))).toMatchObject({
      code: 1,
      message: "余额不足，请先充值",
    });
    expect(await read(sandbox, guid)).toMatchObject({ upgrade: [] });
  });

  it("leaves a record when someone does it by hand in the panel, and no order", async () => {
    sandbox.panel.upgradeService(guid, { bandwidth: 3 });
    expect(await read(sandbox, guid)).toMatchObject({
      upgrade: [{ type: "bandwidth", nums: "3", status: "1" }],
    });
    expect(sandbox.ledger().orders).toHaveLength(1);
  });
});
