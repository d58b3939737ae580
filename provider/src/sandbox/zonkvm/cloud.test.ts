import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZonkvmSandbox, type ZonkvmSandbox } from "./sandbox";
import { buy, call, dataOf, debian, purchases, row } from "./caller";

let sandbox: ZonkvmSandbox;
beforeEach(async () => {
  sandbox = await startZonkvmSandbox({ openingSeconds: 60, busySeconds: 30, recycleDays: 10 });
});
afterEach(() => sandbox.close());

const opened = async (content = {}, more = {}): Promise<string> => {
  const guid = await buy(sandbox, "server", content, more);
  sandbox.clock.advance({ seconds: 60 });
  return guid;
};
const said = async (action: string, params: Record<string, string>): Promise<string> =>
  (await call(sandbox, action, params)).msg ?? "";
const order = async (content = {}, more = {}): Promise<string> =>
  (await call(sandbox, "create_order", purchases.server(content, more))).msg ?? "";

describe("buying a cloud server", () => {
  it("takes the money and opens after a while", async () => {
    const guid = await buy(sandbox, "server", { loginPassword: "Secret-1" });
    // 4 cores at 10, 8 GB at 5, 120 GB of disk at 0.50; bandwidth and defence are given.
    expect(sandbox.ledger()).toMatchObject({
      balance: "9860.00",
      orders: [
        {
          kind: "create",
          serviceGuid: "server_1001",
          amount: "140.00",
          months: 1,
          clientOrderNo: "zk-000001",
        },
      ],
    });
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ orderStatus: 0, runStatus: -1, ip: "" });
    sandbox.clock.advance({ seconds: 60 });
    expect(await row(sandbox, "getserver", guid)).toMatchObject({
      id: 1001,
      client_user_id: 900001,
      cpu: 4,
      memory: 8,
      harddisks: "40,80",
      bandwidth: 10,
      in_bandwidth: "10",
      orderStatus: 1,
      runStatus: 1,
      actStatus: 0,
      ip: "192.168.5.11",
      loginName: "root",
      loginPassword: "***",
    });
    expect(sandbox.panel.passwordIs("server_1001", "Secret-1")).toBe(true);
  });

  it("charges bandwidth, defence and terms by the line's tables", async () => {
    // (40 + 40 + (120 - 40) * 0.5 + 50 * 9 + 5 * 2) * 0.9 for a month; three months at 0.95
    await buy(
      sandbox,
      "server",
      { bandwidth: 60, defense: 10, months: 3 },
      { line_guid: "20250407014442321991" },
    );
    expect(sandbox.ledger().orders[0]?.amount).toBe("1487.70");
    await buy(sandbox, "server", { bandwidth: 61, defense: 10 }, { line_guid: "20250407014442321991" });
    expect(sandbox.ledger().orders[1]?.amount).toBe("484.20");
  });

  it("sells packages as they are", async () => {
    const line = { line_guid: "20250407014442321990" };
    const figures = { cpu: 4, ram: 8, bandwidth: 20, defense: 100, harddisksValues: "40,100" };
    await buy(sandbox, "server", figures, line);
    expect(sandbox.ledger().orders[0]?.amount).toBe("168.00");
    expect(await order({ ...figures, cpu: 5 }, line)).toBe("产品不存在或已下架");
    expect(await order({ ...figures, months: 2 }, line)).toBe("不支持该购买时长");
  });

  it("refuses what the document refuses, and keeps the money", async () => {
    const line = (line_guid: string) => order({}, { line_guid });
    expect(await line("1696808021765609")).toBe("该线路节点不存在或已下架");
    expect(await line("1696808021765607")).toBe("该线路节点不存在或已下架");
    expect(await line("1696808021765606")).toBe("该线路暂不支持购买");
    // The zone's GUID is no line's.
    expect(await line("1696639073705350")).toBe("该线路节点不存在或已下架");
    expect(await line("20250407014442322000")).toBe("该线路节点不存在或已下架");
    expect(await order({}, { system_guid: "1659170791658720" })).toBe("操作系统不存在或不支持该业务");
    expect(await order({}, { system_guid: "1659170791658719" })).toBe("操作系统不存在或不支持该业务");
    expect(await order({ cpu: 2 }, { system_guid: "1659170726623836" })).toBe("操作系统不存在或不支持该业务");
    expect(await order({ bandwidth: 301 })).toBe("缺少必要参数（bandwidth）");
    expect(await order({ harddisksValues: "40,85" })).toBe("缺少必要参数（harddisks）");
    expect(await order({ harddisksValues: "50" })).toBe("缺少必要参数（content.harddisksValues）");
    expect(await order({ harddisksValues: 40 })).toBe("缺少必要参数（content.harddisksValues）");
    expect(await order({ months: 10 })).toBe("不支持该购买时长");
    expect(await order({}, { user_id: "2147483648" })).toBe("缺少必要参数（user_id）");
    sandbox.panel.setBalance("139.99");
    expect(await order()).toBe("余额不足");
    expect(sandbox.ledger()).toMatchObject({ balance: "139.99", orders: [], services: [] });
  });

  it("buys again when an order number is sent again", async () => {
    await buy(sandbox, "server");
    await buy(sandbox, "server");
    expect(sandbox.ledger().services).toHaveLength(2);
  });

  it("may be seen late, and may never open by itself", async () => {
    await sandbox.close();
    sandbox = await startZonkvmSandbox({ openingSeconds: 0, visibleAfterSeconds: 10 });
    sandbox.panel.stallOpenings();
    const guid = await buy(sandbox, "server");
    expect(await said("getserver", { guid })).toBe("未找到产品记录");
    sandbox.clock.advance({ days: 60 });
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ orderStatus: 0 });
    sandbox.panel.open(`server_${guid}`);
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ orderStatus: 1 });
  });
});

describe("a list", () => {
  it("has a hundred rows a page, the newest first, with the fields of the example", async () => {
    sandbox.panel.setBalance("1000000.00");
    for (let many = 0; many < 6; many += 1) await buy(sandbox, "server", { number: 20 });
    const page = (number: string) =>
      dataOf<{ pages: number; servers: Record<string, unknown>[] }>(sandbox, "getservers", { page: number });
    const first = await page("1");
    expect(first.pages).toBe(2);
    expect(first.servers).toHaveLength(100);
    expect(first.servers[0]?.id).toBe(1120);
    expect((await page("2")).servers).toHaveLength(20);
    expect((await page("3")).servers).toEqual([]);
    expect(Object.keys(first.servers[0] ?? {})).toEqual([
      "id",
      "client_user_id",
      "need_reset_vnc",
      "line_guid",
      "lineID",
      "system_guid",
      "ip",
      "cpu",
      "memory",
      "harddisks",
      "bandwidth",
      "defense",
      "loginName",
      "buyTime",
      "endTime",
      "orderStatus",
      "runStatus",
      "actStatus",
      "api_type",
    ]);
  });
});

describe("a cloud server", () => {
  it("starts, stops and restarts with the numbers of its kind", async () => {
    const guid = await opened();
    const states = async () => {
      const { runStatus, actStatus } = await row(sandbox, "getserver", guid);
      return [runStatus, actStatus];
    };
    await call(sandbox, "server_stop", { guid });
    expect(await states()).toEqual([1, 4]);
    expect(await said("server_start", { guid })).toBe("业务正在操作中，请稍后再试");
    sandbox.clock.advance({ seconds: 30 });
    expect(await states()).toEqual([-1, 0]);
    await call(sandbox, "server_start", { guid });
    expect(await states()).toEqual([-1, 3]);
    sandbox.clock.advance({ seconds: 30 });
    await call(sandbox, "server_restart", { guid });
    expect(await states()).toEqual([1, 5]);
    sandbox.clock.advance({ seconds: 30 });
    expect(await states()).toEqual([1, 0]);
    expect(sandbox.ledger().services[0]?.restarts).toBe(1);
    sandbox.panel.lock(`server_${guid}`);
    expect(await said("server_stop", { guid })).toBe("业务已锁定");
  });

  it("is reinstalled, and shows the image and the password at the end", async () => {
    const guid = await opened();
    const ubuntu = "1659170791658718";
    await call(sandbox, "server_install", { guid, systemID: ubuntu, password: "Anew-123" });
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ actStatus: 2, system_guid: debian });
    sandbox.clock.advance({ seconds: 30 });
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ actStatus: 0, system_guid: ubuntu });
    expect(sandbox.panel.passwordIs(`server_${guid}`, "Anew-123")).toBe(true);
    expect(sandbox.ledger().services[0]?.reinstalls).toBe(1);
    await call(sandbox, "server_setpsw", { guid, password: "Again-123" });
    expect(sandbox.panel.passwordIs(`server_${guid}`, "Again-123")).toBe(true);
  });

  it("is upgraded to whole figures, for the rest of its term, never downwards", async () => {
    const guid = await opened();
    const figures = { guid, cpu: "8", memory: "8", bandwidth: "10", defense: "5", harddisks: "40,80" };
    await call(sandbox, "server_upgrade", figures);
    expect(sandbox.ledger().orders[1]).toMatchObject({ kind: "upgrade", amount: "40.00" });
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ cpu: 8 });
    await call(sandbox, "server_upgrade", figures);
    expect(sandbox.ledger()).toMatchObject({ balance: "9820.00" });
    expect(await said("server_upgrade", { ...figures, cpu: "4" })).toBe("新配置不能低于原配置");
    expect(await said("server_upgrade", { ...figures, harddisks: "40" })).toBe("新配置不能低于原配置");
    expect(await said("server_upgrade", { guid, cpu: "9" })).toBe("缺少必要参数");
    await call(sandbox, "server_upgrade", { ...figures, harddisks: "40,80,100" });
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ harddisks: "40,80,100" });
  });

  it("is renewed by months, each time anew", async () => {
    const guid = await opened();
    const { endTime } = await row(sandbox, "getserver", guid);
    const term = { guid, renewLength: "2", client_order_id: "r-1", client_user_id: "900001" };
    await call(sandbox, "server_renew", term);
    await call(sandbox, "server_renew", term);
    expect(sandbox.ledger().orders.slice(1)).toMatchObject([
      { kind: "renew", amount: "280.00", months: 2, clientOrderNo: "r-1" },
      { kind: "renew", amount: "280.00", months: 2, clientOrderNo: "r-1" },
    ]);
    expect((await row(sandbox, "getserver", guid)).endTime).not.toBe(endTime);
    expect(await said("server_renew", { ...term, renewLength: "11" })).toBe("不支持该购买时长");
  });

  it("expires, is recycled and deleted, and a renewal in time brings it back", async () => {
    const guid = await opened();
    const status = async () => (await row(sandbox, "getserver", guid)).orderStatus;
    sandbox.clock.advance({ days: 32 });
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ orderStatus: 3, runStatus: -1 });
    expect(await said("server_start", { guid })).toBe("业务已过期，请先续费");
    await call(sandbox, "server_renew", {
      guid,
      renewLength: "1",
      client_order_id: "r-1",
      client_user_id: "900001",
    });
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ orderStatus: 1, runStatus: 1 });
    sandbox.clock.advance({ days: 37 });
    expect(await status()).toBe(-1);
    expect(await said("server_start", { guid })).toBe("未找到产品记录");
    sandbox.clock.advance({ days: 10 });
    expect(await status()).toBe(-2);
  });

  it("renews itself for a month when it was bought so and there is money", async () => {
    const guid = await opened({ renew_auto: 1 });
    sandbox.clock.advance({ days: 32 });
    expect(sandbox.ledger().orders.map(({ kind }) => kind)).toEqual(["create", "renew"]);
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ orderStatus: 1 });
    sandbox.panel.setBalance("1.00");
    sandbox.clock.advance({ days: 31 });
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ orderStatus: 3 });
  });

  it("has a chart, an address for VNC and a password for it", async () => {
    const guid = await opened();
    expect(
      await dataOf(sandbox, "get_server_chart", {
        guid,
        start_time: "1779674400000",
        end_time: "1779675000000",
      }),
    ).toEqual({
      date: ["2026-05-25 10:00", "2026-05-25 10:05", "2026-05-25 10:10"],
      in: [1024000, 1025000, 1026000],
      out: [512000, 512500, 513000],
      start_time: "2026-05-25 10:00",
      end_time: "2026-05-25 10:10",
      unit: "bps",
    });
    expect(await said("get_server_chart", { guid, start_time: "1779674400", end_time: "1779675000" })).toBe(
      "缺少必要参数（start_time）",
    );
    expect(await dataOf(sandbox, "server_getvncurl", { guid })).toHaveProperty("url");
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ need_reset_vnc: 1 });
    await call(sandbox, "server_setvnc", { guid, password: "Vnc-123" });
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ need_reset_vnc: 0 });
  });
});
