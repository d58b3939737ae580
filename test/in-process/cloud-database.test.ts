import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { zonkvmPanel } from "../support/panels";
import { consentRequired, Scene, type Effect, type InProcessScene } from "../support/scene";
import { cloud, database, hosting } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

type ZonkvmScene = InProcessScene<ZonkvmSandbox>;

const paid = ({ sandbox }: ZonkvmScene): string[] =>
  sandbox.ledger().orders.map(({ kind, serviceGuid, amount }) => `${kind} ${serviceGuid} ${amount}`);
const asked = ({ sent }: Effect): unknown[] => sent.map(({ action, params }) => params.operate ?? action);
const declare = (scene: ZonkvmScene, args: object = {}): void => {
  scene.declare({ db: { ...database, ...args } }, "CloudDatabase");
};

describe("a CloudDatabase", () => {
  test("is bought once, unchanged, changed in place, and given back", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const { sandbox, stack } = scene;
    declare(scene, { displayName: "orders", access: ["203.0.113.7"], password: "First-Password-11" });
    expect(await scene.preview()).toContain(
      'buy 云数据库1G-A型 for 1 month: CNY 28.00; then name it "orders"; then let in 203.0.113.7',
    );
    expect(asked(await scene.up())).toEqual(["create_order", "sql_edit_name", "sql_set_access"]);
    expect(paid(scene)).toEqual(["create sql_1 28.00"]);
    expect(sandbox.panel.passwordIs("sql_1", "First-Password-11")).toBe(true);
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    declare(scene, {
      ...{ product: "云数据库2G-A型", displayName: "sales", access: "everywhere" },
      password: "Second-Password-22",
    });
    expect(await scene.preview()).toContain(
      'upgrade 云数据库1G-A型 → 云数据库2G-A型: CNY 20.00 more a month (due now: not published); then name it "sales"; then set a new password; then let in everywhere',
    );
    expect(asked(await scene.up())).toEqual([
      ...["sql_upgrade", "sql_edit_name", "sql_reset_password", "sql_set_access"],
    ]);
    expect(sandbox.panel.service("sql_1")).toMatchObject({ name: "sales", access: "%" });
    expect(sandbox.panel.passwordIs("sql_1", "Second-Password-22")).toBe(true);
    await scene.unchanged();
    scene.stack.set(consentRequired);
    declare(scene, { displayName: "sales" });
    expect(await scene.refused()).toContain("needs `allowReplace: true`");
    declare(scene, { displayName: "sales", allowReplace: true });
    expect(await scene.preview()).toMatch(
      /\+-.*buy anew: 云数据库1G-A型 for 1 month: CNY 28\.00; then name it "sales"; then REFUND 1/,
    );
    expect(asked(await scene.watch(() => stack.destroy()))).toEqual(["sql_refund"]);
    expect(sandbox.ledger()).toMatchObject({ balance: "10000.00", services: [{ orderStatus: -2 }] });
  });

  test("that comes free with a hosting is made once, costs nothing, and is told from those that are bought", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const { sandbox, stack } = scene;
    stack.declare({
      site: { type: "WebHosting", args: { ...hosting } },
      server: { type: "CloudServer", args: { ...cloud } },
      free: { type: "CloudDatabase", args: { hosting: { $output: "site.id" }, displayName: "free" } },
      own: { type: "CloudDatabase", args: { ...database } },
    });
    expect(await scene.preview()).toContain("add the free database of web hosting (not known yet)");
    await scene.up();
    expect(paid(scene).sort()).toEqual([
      "create hosting_1 80.00",
      "create server_1001 230.00",
      expect.stringMatching(/^create sql_\d 28\.00$/),
    ]);
    const databases = sandbox.ledger().services.filter(({ kind }) => kind === "sql");
    expect(databases).toHaveLength(2);
    const free = await stack.resource("free");
    expect(free.outputs).toMatchObject({ hostingId: "1", displayName: "free" });
    expect((await stack.resource("own")).outputs).not.toHaveProperty("hostingId");
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    expect(await scene.watch(() => stack.destroy())).toMatchObject({ code: 0 });
    expect(sandbox.ledger().services.every(({ orderStatus }) => orderStatus < 0)).toBe(true);
  });
});

describe("a DatabaseBackup", () => {
  const backup = (more: object = {}) => ({
    type: "DatabaseBackup",
    args: { database: { $output: "db.id" }, ...more },
  });
  const backupsOf = ({ sandbox }: ZonkvmScene): number => {
    const service = sandbox.panel.service("sql_1");
    return service?.kind === "sql" ? service.backups.length : 0;
  };

  test("is made once, is restored by consent, and deleted", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const { sandbox, stack } = scene;
    const db = { type: "CloudDatabase", args: { ...database } };
    stack.declare({ db, before: backup() });
    expect(asked(await scene.up())).toEqual(["create_order", "sql_to_backup"]);
    expect(await stack.resource("before")).toMatchObject({ id: "1/1", outputs: { status: "ready" } });
    await scene.unchanged();
    stack.declare({ db, before: backup({ restoreTriggers: [1] }) });
    expect(await scene.refused()).toContain("needs `allowRestore: true`");
    stack.declare({ db, before: backup({ restoreTriggers: [1], allowRestore: true }) });
    expect(await scene.preview()).toContain("RESTORE database 1 from its backup 1");
    expect(asked(await scene.up())).toEqual(["sql_input_backup"]);
    expect(sandbox.panel.service("sql_1")).toMatchObject({
      imported: { file: expect.stringMatching(/^\/www\/backup\/database\/.*\.sql\.gz$/) as string },
    });
    await scene.unchanged();
    stack.declare({ db });
    expect(asked(await scene.up())).toEqual(["sql_del_backup"]);
    expect(backupsOf(scene)).toBe(0);
  });

  test("is the third at the most, which the preview says", async () => {
    const scene = await Scene.inProcess(zonkvmPanel);
    const { stack } = scene;
    const db = { type: "CloudDatabase", args: { ...database } };
    const three = { one: backup(), two: backup(), three: backup({ triggers: [1] }) };
    stack.declare({ db, ...three });
    expect(asked(await scene.up()).filter((one) => one === "sql_to_backup")).toHaveLength(3);
    expect(backupsOf(scene)).toBe(3);
    await scene.unchanged();
    stack.declare({ db, ...three, four: backup() });
    expect(await scene.refused()).toMatch(/1 has 3 backups already \(.*\), and the panel keeps 3/);
    const rotated = {
      ...three,
      three: { ...backup({ triggers: [2] }), options: { deleteBeforeReplace: true } },
    };
    stack.declare({ db, ...rotated });
    expect(asked(await scene.up())).toEqual(["sql_del_backup", "sql_to_backup"]);
    expect(backupsOf(scene)).toBe(3);
    await scene.unchanged();
  });
});
