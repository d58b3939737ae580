import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { built, call, dataOf, refused, statusOf, type Form } from "./caller";
import { startBthostSandbox, type BthostSandbox } from "./sandbox";

let sandbox: BthostSandbox;
beforeEach(async () => {
  sandbox = await startBthostSandbox();
});
afterEach(() => sandbox.close());

const create = async (form: Form = {}): Promise<Form> => dataOf<Form>(sandbox, "user_create", form);

describe("a user", () => {
  it("is made of nothing, and reads back with its password", async () => {
    const { id = "", username, password, ...rest } = await create();
    expect(rest).toMatchObject({ group_id: 1, nickname: username, host_count: 0 });
    expect(`${username} ${password}`).toMatch(/^[A-Za-z0-9]{8} [A-Za-z0-9]{8}$/);
    expect(id).toBe("2");
    expect(await dataOf(sandbox, "user_info", { id })).toMatchObject({ id: 2, username, password });
    expect(await dataOf(sandbox, "user_list")).toHaveLength(2);
    expect(await dataOf(sandbox, "user_list", { group_id: "7" })).toEqual([]);
  });

  it("has a name that nobody else has", async () => {
    await create({ username: "someone" });
    expect(await refused(sandbox, "user_create", { username: "SomeOne" })).toBe("用户名已存在,请勿重复创建");
    expect(await refused(sandbox, "user_create", { username: "" })).toContain("不能为空");
    expect(await statusOf(sandbox, "user_create", { username: "x".repeat(33) })).toBe(500);
  });

  it("is changed in any column, and passes over what is none", async () => {
    const { id = "" } = await create({ username: "someone", password: "Before-1" });
    const edit = (info: Form): Promise<unknown> =>
      dataOf(sandbox, "user_edit", {
        user_id: id,
        ...Object.fromEntries(Object.entries(info).map(([name, value]) => [`info[${name}]`, value])),
      });
    await edit({ nickname: "New", password: "", status: "hidden", notice: "mine", shoe_size: "42" });
    const row = await dataOf<Form>(sandbox, "user_info", { id });
    expect(row).toMatchObject({ nickname: "New", password: "Before-1", status: "hidden", notice: "mine" });
    expect(row.shoe_size).toBeUndefined();
    await edit({ username: "admin" });
    expect(await refused(sandbox, "user_edit", { user_id: id })).toBe("请求错误");
    expect(await refused(sandbox, "user_edit", { user_id: "99", "info[nickname]": "x" })).toBe("用户不存在");
  });

  it("is deleted in two ways, and its hosts stay", async () => {
    const { id = "" } = await create({ username: "someone" });
    const host = await built(sandbox, { user_id: id });
    expect(await dataOf(sandbox, "user_info", { id })).toMatchObject({ host_count: 1 });
    await dataOf(sandbox, "user_del", { user_id: id });
    expect((await call(sandbox, "user_del", { user_id: id })).code).toBe(1);
    expect(await statusOf(sandbox, "user_info", { id })).toBe(500);
    await create({ username: "someone" });
    await dataOf(sandbox, "user_del", { user_id: id, delete: "1" });
    expect(await refused(sandbox, "user_del", { user_id: id, delete: "1" })).toBe("用户不存在");
    expect(await dataOf(sandbox, "host_info", { id: host })).toMatchObject({ user_id: Number(id) });
    expect(sandbox.ledger().users.map(({ isErased }) => isErased)).toEqual([false, true, false]);
  });

  it("cannot be made by the oldest release", async () => {
    sandbox.panel.setHabits({ release: "1.0.2" });
    expect(await statusOf(sandbox, "user_create")).toBe(404);
    expect(await statusOf(sandbox, "sort_list")).toBe(404);
    expect(await dataOf(sandbox, "user_list")).toHaveLength(1);
  });

  it("unknown or unnamed is a failure inside, or a bad request", async () => {
    expect(await statusOf(sandbox, "user_info", { id: "99" })).toBe(500);
    expect(await refused(sandbox, "user_info", { user_id: "1" })).toBe("请求错误");
    expect(await refused(sandbox, "user_del", {})).toBe("用户不存在");
  });
});
