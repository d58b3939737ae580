import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LocalPanel } from "../../../test-support/zonkvm-panel";
import { describeOperations, describeUnsent, type Operation } from "../../../test-support/zonkvm-operations";
import * as samples from "../../../test-support/zonkvm-web-samples";
import { RefusedError, UnavailableError } from "../../core/errors";
import { redact } from "../../core/redact";
import { DatabasesClient, type NewDatabase } from "./databases";

const panel = new LocalPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});
const client = () => new DatabasesClient({ transport: panel.transport() });
const answer = (data: unknown) => {
  panel.answer = () => ({ code: 1, data });
};

const order: NewDatabase = {
  clientUserId: 900001,
  clientOrderId: "zk-000001",
  lineGuid: "20250409132657673528",
  productGuid: "20250407053315151712",
  sizeMb: 1000,
  encoding: "utf8mb4",
  prefix: "db",
  password: "Db 1&2",
};

const actions: Operation<DatabasesClient>[] = [
  ["sql_product", (api) => api.getProducts(), {}, [samples.databaseProduct], [samples.ourDatabaseProduct]],
  ["getsql", (api) => api.getOrder("1"), { guid: "1" }, samples.database, samples.ourDatabase],
  [
    "sql_orders",
    (api) => api.listOrders(2),
    { page: "2" },
    { pages: 3, servers: [samples.database] },
    { pages: 3, rows: [samples.ourDatabase] },
  ],
  [
    "create_order",
    (api) => api.create(order),
    {
      obj_type: "create_database",
      user_id: "900001",
      order_id: "zk-000001",
      content: '{"db":"1000","code":"utf8mb4","months":1,"number":1,"renew_auto":0}',
      prefix: "db",
      pwd: "Db 1&2",
      line_guid: "20250409132657673528",
      product_guid: "20250407053315151712",
    },
    "1",
    "1",
  ],
];

const operations: Operation<DatabasesClient>[] = [
  ["sql_edit_name", (api) => api.rename("1", "shop"), { name: "shop" }],
  ["sql_reissue", (api) => api.recreate("1"), {}],
  [
    "sql_get_access",
    (api) => api.getAccess("1"),
    {},
    { status: true, msg: "%" },
    { from: "everywhere", addresses: [] },
  ],
  [
    "sql_set_access",
    (api) =>
      api.setAccess("1", {
        from: "addresses",
        addresses: ["10.0.0.1", "10.0.0.2"],
        extraAddress: "10.0.0.3",
      }),
    { dataAccess: "ip", access: "10.0.0.1\n10.0.0.2", address: "10.0.0.3" },
  ],
  ["sql_reset_password", (api) => api.setPassword("1", "Pw-sql-1"), { password: "Pw-sql-1" }],
  [
    "sql_backup_list",
    (api) => api.listBackups("1"),
    {},
    [
      {
        id: "1",
        pid: "1",
        type: "1",
        name: "db_test_20240101.sql.gz",
        filename: "db_test_20240101_123456.sql.gz",
        size: "204800",
        addtime: "2024-01-01 00:00:00",
      },
    ],
    [
      {
        id: "1",
        parentId: "1",
        kindCode: "1",
        name: "db_test_20240101.sql.gz",
        fileName: "db_test_20240101_123456.sql.gz",
        sizeBytes: 204800,
        madeAt: "2024-01-01T00:00:00+08:00",
      },
    ],
  ],
  ["sql_to_backup", (api) => api.createBackup("1"), {}, { status: true, msg: "备份中" }],
  ["sql_del_backup", (api) => api.deleteBackup("1", "2"), { bak_guid: "2" }],
  [
    "sql_get_backup_size",
    (api) => api.getBackupProgress("1"),
    {},
    { status: true, msg: "75%" },
    { percent: 75, said: "75%" },
  ],
  [
    "sql_input_backup",
    (api) => api.importBackup("1", "/www/backup/database/db_test.sql.gz"),
    { file: "/www/backup/database/db_test.sql.gz" },
    { status: true, msg: "导入中" },
  ],
  [
    "sql_get_import_size",
    (api) => api.getImportProgress("1"),
    {},
    { status: true, msg: "50%" },
    { percent: 50, said: "50%" },
  ],
  ["sql_refund", (api) => api.refund("1"), {}],
  [
    "sql_renew",
    (api) => api.renew("1", { expiresAt: "2026-07-01T02:00:00Z", months: 1, couponId: 7 }),
    { newEndTimeStr: "2026-07-01 10:00:00", renewLength: "1", coupon_id: "7" },
  ],
  [
    "sql_upgrade",
    (api) => api.upgrade("1", "20250407053315151713", 7),
    { new_product_guid: "20250407053315151713", coupon_id: "7" },
  ],
];

describeOperations(
  "databases",
  panel,
  client,
  /^getsql$|^sql_(?:get_|(?:product|orders|backup_list)$)/,
  actions,
  {
    action: "sql_operate",
    id: "1",
    operations,
  },
);

describe("databases", () => {
  it("are each 4 operations, and 14 things that can be done with an order", () => {
    expect(new Set(actions.map(([name]) => name)).size).toBe(4);
    expect(new Set(operations.map(([name]) => name)).size).toBe(14);
  });

  it("are changed without what nobody asked for", async () => {
    await client().upgrade("1", "20250407053315151713");
    await client().setAccess("1", { from: "everywhere" });
    await client().setAccess("1", { from: "localhost" });
    expect(panel.seen.map(({ fields }) => fields)).toEqual([
      { guid: "1", operate: "sql_upgrade", new_product_guid: "20250407053315151713" },
      { guid: "1", operate: "sql_set_access", dataAccess: "%", access: "" },
      { guid: "1", operate: "sql_set_access", dataAccess: "127.0.0.1", access: "" },
    ]);
  });

  it("make secrets of passwords that are sent and that come", async () => {
    answer({ ...samples.database, db_password: "came-with-sql" });
    expect(await client().getOrder("1")).toMatchObject({ password: "came-with-sql" });
    await client().create({ ...order, password: "went-with-sql" });
    await client().setPassword("1", "went-with-reset");
    expect(redact("came-with-sql went-with-sql went-with-reset")).toBe("[secret] [secret] [secret]");
  });
});

describe("what a node does not do", () => {
  it.each<[string, (api: DatabasesClient) => Promise<unknown>]>([
    ["sql_get_access", (api) => api.getAccess("1")],
    ["sql_to_backup", (api) => api.createBackup("1")],
    ["sql_get_backup_size", (api) => api.getBackupProgress("1")],
    ["sql_input_backup", (api) => api.importBackup("1", "/a.sql.gz")],
    ["sql_get_import_size", (api) => api.getImportProgress("1")],
  ])("is refused inside a success: %s", async (_name, call) => {
    for (const status of [false, 0, "0", "false"]) {
      answer({ status, msg: "最多保留3个备份，请先删除旧备份" });
      const failure: unknown = await call(client()).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(RefusedError);
      expect(String(failure)).toContain("最多保留3个备份");
    }
    expect(panel.seen).toHaveLength(4);
  });

  it("is nothing but data elsewhere", async () => {
    answer({ status: false, msg: "?" });
    await expect(client().recreate("1")).resolves.toBeUndefined();
  });
});

describe("an order", () => {
  it("tells the hosting that it came with", async () => {
    answer({ ...samples.database, hosting_id: 12 });
    expect(await client().getOrder("1")).toMatchObject({ hostingId: "12" });
  });

  it("is null when the panel has none", async () => {
    panel.answer = () => ({ code: 0, msg: "未找到产品记录" });
    expect(await client().getOrder("1")).toBeNull();
  });

  it("may lack all but its id", async () => {
    answer({ id: "7" });
    expect(await client().getOrder("7")).toEqual({
      id: "7",
      orderStatus: "unknown",
      runStatus: "unknown",
    });
  });

  it.each([
    [{ ...samples.database, id: undefined }],
    [{ ...samples.database, end_time: "soon" }],
    [[]],
    [undefined],
  ])("is unreadable: case %#", async (data) => {
    answer(data);
    await expect(client().getOrder("1")).rejects.toThrow(UnavailableError);
  });

  it("is found among all pages", async () => {
    panel.answer = ({ fields }) => ({
      code: 1,
      data: { pages: "2", servers: { "0": { ...samples.database, id: Number(fields.page) } } },
    });
    expect((await client().listAllOrders()).map(({ id }) => id)).toEqual(["1", "2"]);
  });

  it.each([[], {}, "", null, undefined])("may have no backups: %j", async (data) => {
    answer(data);
    expect(await client().listBackups("1")).toEqual([]);
  });
});

describeUnsent<DatabasesClient>(panel, client, [
  ["a prefixed id", (api) => api.refund("sql_1")],
  ["no line", (api) => api.create({ ...order, lineGuid: "" })],
  ["no product", (api) => api.create({ ...order, productGuid: "" })],
  ["no size", (api) => api.create({ ...order, sizeMb: 0 })],
  ["no encoding", (api) => api.create({ ...order, encoding: "" })],
  ["no prefix", (api) => api.create({ ...order, prefix: "" })],
  ["no password", (api) => api.setPassword("1", "")],
  ["no addresses", (api) => api.setAccess("1", { from: "addresses", addresses: [] })],
  ["everybody for an address", (api) => api.setAccess("1", { from: "addresses", addresses: ["%"] })],
  ["a range for one more", (api) => api.setAccess("1", { from: "localhost", extraAddress: "10.0.0.0/8" })],
  ["no backup", (api) => api.deleteBackup("1", "")],
  ["no file", (api) => api.importBackup("1", "")],
  ["an upgrade to no product", (api) => api.upgrade("1", "")],
  ["a coupon of nothing", (api) => api.upgrade("1", "20250407053315151713", 0)],
]);
