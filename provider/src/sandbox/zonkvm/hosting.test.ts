import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZonkvmSandbox, type ZonkvmSandbox } from "./sandbox";
import { buy, call, dataOf, purchases, row, type Fields, type Reply } from "./caller";
import { addMonths } from "./time";

let sandbox: ZonkvmSandbox;
beforeEach(async () => {
  sandbox = await startZonkvmSandbox({ openingSeconds: 0 });
});
afterEach(() => sandbox.close());

const operate = (operation: string, params: Fields = {}, guid = "1"): Promise<Reply> =>
  call(sandbox, "hosting_operate", { guid, operate: operation, ...params });
const said = async (operation: string, params: Fields = {}): Promise<string> =>
  (await operate(operation, params)).msg ?? "";
const order = async (content = {}, more = {}): Promise<string> =>
  (await call(sandbox, "create_order", purchases.hosting(content, more))).msg ?? "";
const hosting = () => row(sandbox, "gethosting", "1");
const later = async (months: number): Promise<string> =>
  addMonths(String((await hosting()).end_time), months);

describe("a web hosting", () => {
  it("is bought with the account names that its prefix gives", async () => {
    expect(await buy(sandbox, "hosting")).toBe("1");
    expect(sandbox.ledger().orders).toMatchObject([{ serviceGuid: "hosting_1", amount: "80.00" }]);
    expect(await hosting()).toMatchObject({
      client_user_id: 900001,
      name: "web1",
      ftp_name: "web1",
      ftp_password: "Abcd1234",
      domain: "web1.jhgf.gyhost.cn",
      domain_list: "[]",
      path: "/www/wwwroot/web1",
      program_version: "php81",
      flow: 30,
      disk: 200,
      order_status: 1,
      run_status: 1,
      renew_price: "80.00",
    });
    const list = await dataOf<{ servers: unknown[] }>(sandbox, "hosting_orders");
    expect(list.servers).toEqual([await hosting()]);
  });

  it("costs its traffic packs, and less a month for a year", async () => {
    await buy(sandbox, "hosting", { flow: 50, months: 12 });
    expect(sandbox.ledger().orders[0]?.amount).toBe("918.00");
  });

  it("is refused with what the catalogue does not have", async () => {
    expect(await order({ program_version: "81" })).toBe("缺少必要参数（content.program_version）");
    expect(await order({ flow: 35 })).toBe("缺少必要参数（flow）");
    expect(await order({}, { prefix: "9web" })).toBe("缺少必要参数（prefix）");
    expect(await order({}, { pwd: "" })).toBe("缺少必要参数");
    expect(await order({}, { line_guid: "20250409132657673530" })).toBe("该线路节点不存在或已下架");
    expect(await order({}, { product_guid: "20250408030033590715" })).toBe("产品不存在或已下架");
    sandbox.panel.editCatalog("hostingProducts", () => true, { buy_limit: 1 });
    expect(await order({ number: 2 })).toBe("超出购买数量限制");
    expect(sandbox.ledger().orders).toEqual([]);
  });

  it("is renamed, stopped and started, and takes a password and a version of PHP", async () => {
    await buy(sandbox, "hosting");
    await operate("hosting_edit_name", { name: "shop" });
    await operate("hosting_edit_pwd", { ftp_password: "Anew-123" });
    await operate("hosting_set_php_version", { version: "php74" });
    await operate("hosting_stop");
    expect(await hosting()).toMatchObject({
      name: "shop",
      ftp_name: "web1",
      ftp_password: "Anew-123",
      program_version: "php74",
      run_status: -1,
    });
    await operate("hosting_start");
    expect(await hosting()).toMatchObject({ run_status: 1 });
    expect(await said("hosting_set_php_version", { version: "74" })).toBe("缺少必要参数（version）");
    expect(await said("hosting_fly")).toBe("请求错误");
    expect((await call(sandbox, "hosting_operate", { guid: "1" })).msg).toBe("缺少必要参数");
  });

  it("is renewed to a date, by whole months", async () => {
    await buy(sandbox, "hosting");
    const to = await later(2);
    expect(await said("hosting_renew", { newEndTimeStr: to, renewLength: "3" })).toBe(
      "缺少必要参数（renewLength）",
    );
    expect(await said("hosting_renew", { newEndTimeStr: to, coupon_id: "1" })).toBe("优惠券不存在");
    expect(await said("hosting_renew", { newEndTimeStr: to })).toBe("操作成功");
    expect(await hosting()).toMatchObject({ end_time: to });
    // The same again adds nothing, and costs nothing.
    expect(await said("hosting_renew", { newEndTimeStr: to })).toBe("缺少必要参数（newEndTimeStr）");
    expect(sandbox.ledger().orders.slice(1)).toMatchObject([{ kind: "renew", amount: "160.00", months: 2 }]);
  });

  it("must be resumed when it is renewed after it has expired", async () => {
    await buy(sandbox, "hosting");
    sandbox.clock.advance({ days: 32 });
    expect(await hosting()).toMatchObject({ order_status: 3, run_status: -1 });
    expect(await said("hosting_resume_after_renew")).toBe("主机尚未续费");
    await operate("hosting_renew", { newEndTimeStr: await later(2) });
    expect(await hosting()).toMatchObject({ order_status: 3 });
    expect(await said("hosting_start")).toBe("业务已过期，请先续费");
    await operate("hosting_resume_after_renew");
    expect(await hosting()).toMatchObject({ order_status: 1, run_status: 1 });
  });

  it("is upgraded in traffic first and then in product", async () => {
    await buy(sandbox, "hosting");
    expect(await said("hosting_upgrade")).toBe("缺少必要参数");
    expect(await said("hosting_upgrade", { flow: "45" })).toBe("缺少必要参数（flow）");
    const product = { new_product_guid: "20250408030033590714" };
    expect(await said("hosting_upgrade", { flow: "50", ...product })).toBe("操作成功");
    expect(
      sandbox
        .ledger()
        .orders.slice(1)
        .map(({ amount }) => amount),
    ).toEqual(["10.00", "70.00"]);
    expect(await hosting()).toMatchObject({
      flow: 100,
      product_guid: product.new_product_guid,
      renew_price: "160.00",
    });
    expect(await said("hosting_upgrade", { flow: "110" })).toBe("该产品暂不支持升级");
  });

  it("has one free database, which goes with it", async () => {
    await buy(sandbox, "hosting");
    await operate("hosting_add_database", { db_password: "DbPwd1234" });
    expect(await said("hosting_add_database", { db_password: "DbPwd1234" })).toBe("已开通赠送数据库");
    expect(await row(sandbox, "getsql", "1")).toMatchObject({ hosting_id: 1, db_size: 100, db_name: "web1" });
    await operate("hosting_refund");
    expect(sandbox.ledger()).toMatchObject({
      balance: "10000.00",
      orders: [{ kind: "create" }, { kind: "refund", serviceGuid: "hosting_1" }],
      services: [{ orderStatus: -2 }, { ref: "sql_1", orderStatus: -2 }],
    });
  });

  it("renews itself with its free database", async () => {
    await buy(sandbox, "hosting", { renew_auto: 1 });
    await operate("hosting_add_database", { db_password: "DbPwd1234" });
    sandbox.clock.advance({ days: 32 });
    const { end_time } = await hosting();
    expect(await row(sandbox, "getsql", "1")).toMatchObject({ order_status: 1, end_time });
    expect(sandbox.ledger().orders.map(({ kind }) => kind)).toEqual(["create", "renew"]);
  });

  it("is deleted at once when it is given back after it has expired", async () => {
    await buy(sandbox, "hosting");
    sandbox.clock.advance({ days: 6 });
    expect(await said("hosting_refund")).toBe("产品超出可退款时间");
    sandbox.clock.advance({ days: 26 });
    expect(await said("hosting_refund")).toBe("操作成功");
    expect(sandbox.ledger().orders[1]?.amount).toBe("0.00");
  });
});

describe("the lines of hosting", () => {
  it("have versions of PHP and the address of a tool", async () => {
    const line_guid = "20250409132657673528";
    const versions = await dataOf<unknown[]>(sandbox, "get_php_version", { line_guid });
    expect(versions[3]).toEqual({ name: "PHP 81", version: "81" });
    expect(
      await dataOf(sandbox, "hosting_get_soft_find", { line_guid, sNname: "phpmyadmin" }),
    ).toHaveProperty("ext.url");
    expect((await call(sandbox, "get_php_version", { line_guid: "20250409132657673999" })).msg).toBe(
      "该线路节点不存在或已下架",
    );
  });
});
