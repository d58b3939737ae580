import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clientOf, doneBy, manners, monthsLater } from "../../../test-support/zonkvm-client";
import { startZonkvmSandbox, type ZonkvmSandbox } from "../../sandbox/zonkvm/sandbox";
import type { Client } from "./client";

/* All that can be asked of databases, as a panel does it: what one method changes, another one shows. */

let sandbox: ZonkvmSandbox;
let client: Client;
beforeEach(async () => {
  sandbox = await startZonkvmSandbox({ openingSeconds: 0, busySeconds: 100 });
});
afterEach(() => sandbox.close());

const pass = (seconds: number) => {
  sandbox.clock.advance({ seconds });
};

const databaseOrder = {
  clientUserId: 900001,
  clientOrderId: "zk-000001",
  lineGuid: "20250409132657673528",
  productGuid: "20250407053315151712",
  sizeMb: 1000,
  encoding: "utf8mb4",
  prefix: "db",
  password: "Pw-sql-1",
};
describe.each(manners)("a panel that answers %s", (_how, manner, encoding) => {
  beforeEach(() => {
    sandbox.panel.setHabits(manner);
    client = clientOf(sandbox, encoding);
  });

  it("sells databases, and does all 14 things with them", async () => {
    const { databases } = client;
    expect(await databases.getProducts()).toMatchObject([{ databaseMb: 1000, price: "28.00" }, {}]);
    const id = (await databases.create(databaseOrder)) ?? "";
    expect(await databases.getOrder(id)).toMatchObject({ databaseName: "db1", password: "Pw-sql-1" });
    await databases.rename(id, "shop");
    await databases.setPassword(id, "Pw-sql-2");
    expect(await databases.listAllOrders()).toMatchObject([{ name: "shop" }]);
    expect(sandbox.panel.passwordIs("sql_1", "Pw-sql-2")).toBe(true);
    await databases.recreate(id);
    expect(sandbox.panel.service("sql_1")).toMatchObject({ reissues: 1 });

    expect(await databases.getAccess(id)).toEqual({ from: "localhost", addresses: [] });
    const addresses = ["10.0.0.1", "2001:db8::1"];
    await databases.setAccess(id, { from: "addresses", addresses, extraAddress: "10.0.0.3" });
    expect(await databases.getAccess(id)).toEqual({
      from: "addresses",
      addresses: [...addresses, "10.0.0.3"],
    });
    await databases.setAccess(id, { from: "everywhere" });
    expect(await databases.getAccess(id)).toEqual({ from: "everywhere", addresses: [] });

    await databases.createBackup(id);
    await expect(databases.createBackup(id)).rejects.toThrow("备份正在进行中");
    pass(50);
    expect((await databases.getBackupProgress(id)).percent).toBeGreaterThanOrEqual(50);
    pass(50);
    const [backup] = await databases.listBackups(id);
    await databases.importBackup(id, `/www/backup/database/${backup?.fileName ?? ""}`);
    pass(100);
    expect(await databases.getImportProgress(id)).toMatchObject({ percent: 100 });
    await expect(databases.importBackup(id, "/etc/passwd")).rejects.toThrow("备份文件不存在");
    await databases.deleteBackup(id, backup?.id ?? "");
    expect(await databases.listBackups(id)).toEqual([]);

    await databases.upgrade(id, "20250407053315151713");
    const { expiresAt } = (await databases.getOrder(id)) ?? {};
    await databases.renew(id, { expiresAt: monthsLater(expiresAt, 1), months: 1 });
    expect(await databases.getOrder(id)).toMatchObject({ databaseMb: 2000, orderStatus: "normal" });
    await databases.refund(id);
    expect(await databases.getOrder(id)).toMatchObject({ orderStatus: "deleted" });
    expect(sandbox.ledger()).toMatchObject({ balance: "10000.00", services: [{ orderStatus: -2 }] });
    expect(doneBy(sandbox, "sql_operate").size).toBe(14);
  });
});
