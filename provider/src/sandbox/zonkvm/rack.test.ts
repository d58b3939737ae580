import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZonkvmSandbox, type ZonkvmSandbox } from "./sandbox";
import { buy, call, dataOf, debian, purchases, row } from "./caller";

let sandbox: ZonkvmSandbox;
beforeEach(async () => {
  sandbox = await startZonkvmSandbox({ openingSeconds: 0, busySeconds: 30 });
});
afterEach(() => sandbox.close());

const said = async (action: string, params: Record<string, string>): Promise<string> =>
  (await call(sandbox, action, params)).msg ?? "";
const order = async (kind: "lease" | "idc", content = {}, more = {}): Promise<string> =>
  said("create_order", purchases[kind](content, more));

describe("a physical server", () => {
  it("is bought at the model's price and what is beyond it", async () => {
    const guid = await buy(sandbox, "lease", { bandwidth: 40, defense: 200, ip_num: 4 });
    // 550 + 10 * 16 + 100 * 1 + 3 * 100
    expect(sandbox.ledger().orders[0]).toMatchObject({ serviceGuid: "lease_1", amount: "1110.00" });
    const shown = await row(sandbox, "getlease", guid);
    expect(shown).toMatchObject({
      id: 1,
      product_guid: "1721941250649658",
      bandwidth: 40,
      defense: 200,
      ipnum: 4,
      order_status: 1,
      run_status: 1,
      system_port: "23543",
    });
    expect("client_user_id" in shown).toBe(false);
    expect(JSON.parse(String(shown.ip))).toHaveLength(4);
    const { servers } = await dataOf<{ servers: Record<string, unknown>[] }>(sandbox, "lease_orders", {
      page: "1",
    });
    expect(servers[0]).toMatchObject({ id: 1, act_status: 0 });
    expect(Object.keys(servers[0] ?? {})).not.toContain("system_guid");
  });

  it("has the discounts of full years", async () => {
    await buy(sandbox, "lease", { months: 12 });
    expect(sandbox.ledger().orders[0]?.amount).toBe("5940.00");
  });

  it("can mean figures on top of the model's", async () => {
    sandbox.panel.setHabits({ figuresAreAdditions: true });
    const guid = await buy(sandbox, "lease", { bandwidth: 10, defense: 0, ip_num: 0 });
    expect(await row(sandbox, "getlease", guid)).toMatchObject({ bandwidth: 40, defense: 100, ipnum: 1 });
  });

  it("is refused with figures, lines and models that are not for sale", async () => {
    expect(await order("lease", { bandwidth: 20 })).toBe("缺少必要参数（bandwidth）");
    expect(await order("lease", { ip_num: 3 })).toBe("缺少必要参数（ipnum）");
    expect(await order("lease", { defense: 150 })).toBe("缺少必要参数（defense）");
    expect(await order("lease", { ipnum: 1 })).toBe("缺少必要参数（content.ipnum）");
    expect(await order("lease", {}, { line_guid: "1661580261164387" })).toBe("该线路暂不支持购买");
    expect(await order("lease", {}, { product_guid: "20250408030033590713" })).toBe("产品不存在或已下架");
    expect(await order("lease", {}, { product_guid: "20250408030033590712" })).toBe("产品不存在或已下架");
    expect(await order("lease", {}, { system_guid: "1659170791658718" })).toBe(
      "操作系统不存在或不支持该业务",
    );
    expect(sandbox.ledger().orders).toEqual([]);
  });

  it("is upgraded by increments, each time anew", async () => {
    const guid = await buy(sandbox, "lease");
    const increments = {
      guid,
      ipnumAdd: "0",
      bandwidthAdd: "10",
      defenseAdd: "0",
      client_order_id: "u-1",
      client_user_id: "900001",
    };
    await call(sandbox, "lease_upgrade", increments);
    await call(sandbox, "lease_upgrade", increments);
    expect(await row(sandbox, "getlease", guid)).toMatchObject({ bandwidth: 50 });
    expect(sandbox.ledger().orders.slice(1)).toMatchObject([
      { kind: "upgrade", amount: "160.00", clientOrderNo: "u-1" },
      { kind: "upgrade", amount: "160.00", clientOrderNo: "u-1" },
    ]);
    expect(await said("lease_upgrade", { ...increments, bandwidthAdd: "1000" })).toBe(
      "缺少必要参数（bandwidth）",
    );
    expect(await said("lease_upgrade", { ...increments, bandwidthAdd: "-1" })).toBe(
      "缺少必要参数（bandwidthAdd）",
    );
    sandbox.panel.editCatalog("leaseProducts", () => true, { upgrade_status: 0 });
    expect(await said("lease_upgrade", increments)).toBe("该产品暂不支持升级");
  });

  it("is busy with the numbers of its kind, and shows none for power", async () => {
    const guid = await buy(sandbox, "lease");
    const states = async () => {
      const { run_status, act_status } = await row(sandbox, "getlease", guid);
      return [run_status, act_status];
    };
    const after = async (action: string, params = {}) => {
      expect(await said(action, { guid, ...params })).toBe("操作成功");
      const during = await states();
      sandbox.clock.advance({ seconds: 30 });
      return [...during, ...(await states())];
    };
    expect(await after("lease_stop")).toEqual([1, 0, -1, 0]);
    expect(await after("lease_start")).toEqual([-1, 0, 1, 0]);
    expect(await after("lease_restart")).toEqual([1, 1, 1, 0]);
    expect(await after("lease_setpsw", { password: "Anew-123" })).toEqual([1, 3, 1, 0]);
    expect(sandbox.panel.passwordIs("lease_1", "Anew-123")).toBe(true);
    const install = { systemID: debian, port: "2222", password: "Anew-456" };
    expect(await after("lease_install", install)).toEqual([1, 2, 1, 0]);
    expect(await row(sandbox, "getlease", guid)).toMatchObject({ system_port: "2222" });
    expect(await said("lease_install", { guid, systemID: debian, password: "Anew-456" })).toBe(
      "缺少必要参数",
    );
  });

  it("is renewed, expires, and is deleted after the line's days", async () => {
    const guid = await buy(sandbox, "lease");
    const term = { guid, months: "1", client_order_id: "r-1", client_user_id: "900001" };
    expect(await said("lease_renew", term)).toBe("操作成功");
    expect(await said("lease_renew", { guid, months: "1" })).toBe("缺少必要参数");
    sandbox.clock.advance({ days: 63 });
    expect(await row(sandbox, "getlease", guid)).toMatchObject({ order_status: 3, run_status: -1 });
    sandbox.clock.advance({ days: 7 });
    expect(await row(sandbox, "getlease", guid)).toMatchObject({ order_status: -2 });
  });
});

describe("colocation", () => {
  it("is bought with a power specification and its price, without an image", async () => {
    const guid = await buy(sandbox, "idc", { power: "1A/220V", bandwidth: 60 });
    // 800 + 150 + 10 * 10
    expect(sandbox.ledger().orders[0]).toMatchObject({ serviceGuid: "idc_1", amount: "1050.00" });
    const shown = await row(sandbox, "getidc", guid);
    expect(shown).toMatchObject({ size: "1U", power: "1A/220V", order_status: 1, defense: 5 });
    expect("client_user_id" in shown).toBe(false);
    expect(await order("idc", { power: "9A" })).toBe("缺少必要参数（content.power）");
    expect(await order("idc", { ip_num: 1 })).toBe("缺少必要参数（content.ip_num）");
    expect(await order("idc", {}, { product_guid: "20250409132727581220" })).toBe("产品不存在或已下架");
  });

  it("reads a discount of 0.00 as none", async () => {
    await buy(sandbox, "idc", { months: 12 });
    expect(sandbox.ledger().orders[0]?.amount).toBe("9600.00");
  });

  it("is upgraded and renewed without an order number", async () => {
    const guid = await buy(sandbox, "idc");
    const increments = { guid, ipnumAdd: "1", bandwidthAdd: "0", defenseAdd: "0" };
    expect(await said("idc_upgrade", { ...increments, client_order_id: "u-1" })).toBe(
      "缺少必要参数（client_order_id）",
    );
    await call(sandbox, "idc_upgrade", increments);
    expect(await row(sandbox, "getidc", guid)).toMatchObject({ ipnum: 2 });
    await call(sandbox, "idc_renew", { guid, months: "1" });
    expect(sandbox.ledger().orders.map(({ kind, amount }) => [kind, amount])).toEqual([
      ["create", "800.00"],
      ["upgrade", "300.00"],
      ["renew", "1100.00"],
    ]);
  });
});

describe("giving back", () => {
  it("pays for the unused rest, once", async () => {
    const guid = await buy(sandbox, "idc");
    expect(await said("idc_refund", { guid })).toBe("操作成功");
    expect(sandbox.ledger()).toMatchObject({ balance: "10000.00", services: [{ orderStatus: -2 }] });
    expect(await said("idc_refund", { guid })).toBe("未找到产品记录");
    expect(sandbox.ledger().orders.map(({ kind }) => kind)).toEqual(["create", "refund"]);
  });

  it("is refused after its days", async () => {
    const guid = await buy(sandbox, "lease");
    sandbox.clock.advance({ days: 5, minutes: 1 });
    expect(await said("lease_refund", { guid })).toBe("产品超出可退款时间");
    sandbox.panel.refuseRefunds("该商品不允许API接口退款");
    expect(await said("lease_refund", { guid })).toBe("该商品不允许API接口退款");
    expect(sandbox.ledger().services[0]?.orderStatus).toBe(1);
  });

  it("can be an application that staff refuse or accept", async () => {
    sandbox.panel.setManualRefunds(true);
    const guid = await buy(sandbox, "lease");
    expect(await said("lease_refund", { guid })).toBe("操作成功");
    expect(sandbox.ledger()).toMatchObject({ services: [{ orderStatus: 1, application: "waiting" }] });
    expect(await said("lease_refund", { guid })).toBe("退款申请正在审核中");
    sandbox.panel.decideRefund("lease_1", "refuse");
    expect(await said("lease_refund", { guid })).toBe("操作成功");
    sandbox.panel.decideRefund("lease_1", "accept");
    expect(sandbox.ledger()).toMatchObject({ balance: "10000.00", services: [{ orderStatus: -2 }] });
  });
});
