import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZonkvmSandbox, type ZonkvmSandbox } from "./sandbox";
import { buy, call, dataOf, purchases, row, type Fields, type Reply } from "./caller";
import { addMonths } from "./time";

let sandbox: ZonkvmSandbox;
beforeEach(async () => {
  sandbox = await startZonkvmSandbox({ openingSeconds: 0, busySeconds: 100 });
  await buy(sandbox, "sql");
});
afterEach(() => sandbox.close());

const operate = (operation: string, params: Fields = {}): Promise<Reply> =>
  call(sandbox, "sql_operate", { guid: "1", operate: operation, ...params });
const said = async (operation: string, params: Fields = {}): Promise<string> =>
  (await operate(operation, params)).msg ?? "";
const database = () => row(sandbox, "getsql", "1");

describe("a database", () => {
  it("is bought with the size of its product", async () => {
    expect(sandbox.ledger().orders).toMatchObject([{ serviceGuid: "sql_1", amount: "28.00" }]);
    expect(await database()).toMatchObject({
      client_user_id: 900001,
      hosting_id: 0,
      db_name: "db1",
      db_user: "db1",
      db_size: 1000,
      db_code: "utf8mb4",
      order_status: 1,
    });
    const order = async (content: object) =>
      (await call(sandbox, "create_order", purchases.sql({ ...content }))).msg;
    expect(await order({ db: "900" })).toBe("缺少必要参数（content.db）");
    expect(await order({ db: 1000 })).toBe("缺少必要参数（content.db）");
    expect(await order({ code: "latin1" })).toBe("缺少必要参数（content.code）");
  });

  it("is renamed and takes a password", async () => {
    await operate("sql_edit_name", { name: "shop" });
    await operate("sql_reset_password", { password: "Anew-123" });
    expect(await database()).toMatchObject({ name: "shop", db_name: "db1", db_password: "Anew-123" });
  });

  it("is open to whom the rule says", async () => {
    const rule = async () => (await operate("sql_get_access")).data;
    expect(await rule()).toEqual({ status: true, msg: "127.0.0.1" });
    await operate("sql_set_access", { dataAccess: "%" });
    expect(await rule()).toEqual({ status: true, msg: "%" });
    await operate("sql_set_access", { dataAccess: "ip", access: "10.0.0.1\n10.0.0.2" });
    expect(await rule()).toEqual({ status: true, msg: "10.0.0.1,10.0.0.2" });
    expect(await said("sql_set_access", { dataAccess: "ip" })).toBe("缺少必要参数");
    expect(await said("sql_set_access", { dataAccess: "ip", access: "home" })).toBe("缺少必要参数（access）");
  });

  it("keeps three backups, with their progress, and imports one", async () => {
    expect((await operate("sql_to_backup")).data).toEqual({ status: true, msg: "备份中" });
    expect((await operate("sql_to_backup")).data).toEqual({ status: false, msg: "备份正在进行中" });
    sandbox.clock.advance({ seconds: 75 });
    expect((await operate("sql_get_backup_size")).data).toEqual({ status: true, msg: "75%" });
    expect((await operate("sql_backup_list")).data).toEqual([]);
    for (let more = 0; more < 2; more += 1) {
      sandbox.clock.advance({ seconds: 100 });
      await operate("sql_to_backup");
    }
    sandbox.clock.advance({ seconds: 100 });
    expect((await operate("sql_to_backup")).data).toMatchObject({ status: false });
    const list = () =>
      dataOf<Record<string, string>[]>(sandbox, "sql_operate", { guid: "1", operate: "sql_backup_list" });
    const [first] = await list();
    expect(first).toMatchObject({ id: "1", pid: "1", type: "1", size: "204800" });
    const file = `/www/backup/database/${first?.filename ?? ""}`;
    expect((await operate("sql_input_backup", { file })).data).toEqual({ status: true, msg: "导入中" });
    sandbox.clock.advance({ seconds: 50 });
    expect((await operate("sql_get_import_size")).data).toEqual({ status: true, msg: "50%" });
    expect((await operate("sql_input_backup", { file: "/etc/passwd" })).data).toMatchObject({
      status: false,
    });
    await operate("sql_del_backup", { bak_guid: "1" });
    expect((await list()).map(({ id }) => id)).toEqual(["2", "3"]);
    expect(await said("sql_del_backup", { bak_guid: "1" })).toBe("备份不存在");
  });

  it("is renewed to a date, and back at once when it had expired", async () => {
    sandbox.clock.advance({ days: 32 });
    expect(await database()).toMatchObject({ order_status: 3 });
    const to = addMonths(String((await database()).end_time), 12);
    expect(await said("sql_renew", { newEndTimeStr: to, renewLength: "12" })).toBe("操作成功");
    expect(await database()).toMatchObject({ order_status: 1, run_status: 1, end_time: to });
    expect(sandbox.ledger().orders[1]).toMatchObject({ kind: "renew", amount: "285.60", months: 12 });
  });

  it("is upgraded to another product, never back, and given back", async () => {
    const bigger = { new_product_guid: "20250407053315151713" };
    expect(await said("sql_upgrade", bigger)).toBe("操作成功");
    expect(await database()).toMatchObject({ db_size: 2000, ...{ product_guid: bigger.new_product_guid } });
    expect(sandbox.ledger().orders[1]).toMatchObject({ kind: "upgrade", amount: "20.00" });
    expect(await said("sql_upgrade", { new_product_guid: "20250407053315151712" })).toBe(
      "该产品暂不支持升级",
    );
    await operate("sql_refund");
    expect(sandbox.ledger()).toMatchObject({ balance: "10000.00", services: [{ orderStatus: -2 }] });
  });

  it("can be made again", async () => {
    await operate("sql_reissue");
    expect(sandbox.panel.service("sql_1")).toMatchObject({ reissues: 1 });
  });
});
