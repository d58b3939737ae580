import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startProxy911Sandbox, type Proxy911Sandbox, type Proxy911SandboxOptions } from "../index";
import { addAccounts, ask, get, listed, order, post, tell } from "./caller";

let sandbox: Proxy911Sandbox;
const start = async (options: Proxy911SandboxOptions = {}): Promise<void> => {
  await sandbox.close();
  sandbox = await startProxy911Sandbox(options);
};
beforeEach(async () => {
  sandbox = await startProxy911Sandbox();
});
afterEach(() => sandbox.close());

const names = async (): Promise<string[]> => (await listed(sandbox)).map((account) => account.username);

describe("the key", () => {
  it("is wanted in the query of a GET", async () => {
    expect(await ask(sandbox, "whitelist-account/list", { app_key: undefined })).toMatchObject({ code: 3 });
    expect(await ask(sandbox, "whitelist-account/list", { app_key: "wrong" })).toMatchObject({ code: 3 });
    expect(await ask(sandbox, "whitelist-account/list")).toMatchObject({ code: 200, data: { list: [] } });
  });

  it("may stand in the body or the query of a POST", async () => {
    expect(await addAccounts(sandbox, ["a1"])).toMatchObject({ code: 200, data: null });
    const form = { app_key: undefined, accounts: "a2:pass01", product_type: 9 };
    const query = `?app_key=${sandbox.appKey}`;
    expect(await (await post(sandbox, "whitelist-account/add", form, query)).json()).toMatchObject({
      code: 200,
    });
    expect(await (await post(sandbox, "whitelist-account/add", form)).json()).toMatchObject({ code: 3 });
    expect(await names()).toEqual(["a1", "a2"]);
  });

  it("is the only parameter of a POST that may stand in the query", async () => {
    await addAccounts(sandbox, ["a1"]);
    const reply = await post(sandbox, "whitelist-account/delete", {}, "?accounts=a1");
    expect(await reply.json()).toMatchObject({ code: 400, msg: "参数错误" });
    expect(await names()).toEqual(["a1"]);
  });

  it("is refused once it was changed, and no call passes while the account is blocked", async () => {
    const old = sandbox.appKey;
    sandbox.panel.setAppKey("another-key-another-key-another-k");
    expect(await ask(sandbox, "order/list", { app_key: old })).toMatchObject({
      code: 3,
      message: "app_key无效",
    });
    sandbox.panel.block({ code: 286, message: "请先验证手机" });
    expect(await ask(sandbox, "order/list")).toEqual({ code: 286, message: "请先验证手机" });
    sandbox.panel.block(undefined);
    sandbox.panel.setRealName(false);
    expect(await addAccounts(sandbox, ["a1"])).toMatchObject({ code: 156 });
    expect(await ask(sandbox, "whitelist-account/list")).toMatchObject({ code: 200 });
  });

  it("never shows in the log, nor does a password", async () => {
    await addAccounts(sandbox, ["a1", "a2"]);
    await tell(sandbox, "whitelist-account/change-password", { account: "a1", password: "pass02" });
    const log = JSON.stringify(sandbox.requests);
    expect(log).not.toContain(sandbox.appKey);
    expect(log).not.toMatch(/pass0/);
    expect(sandbox.requests[0]?.params.accounts).toBe("a1:…,a2:…");
  });
});

describe("requests that are not the vendor's", () => {
  it("are 404 for an unknown path and 405 for the wrong method", async () => {
    expect((await get(sandbox, "whitelist-account/quota")).status).toBe(404);
    expect((await get(sandbox, "whitelist-account/add")).status).toBe(405);
    expect((await post(sandbox, "whitelist-account/list")).status).toBe(405);
  });

  it("are refused when the body is no JSON object", async () => {
    const url = `${sandbox.url}/api-gate-way/whitelist-account/add`;
    const form = await fetch(url, { method: "POST", body: new URLSearchParams({ app_key: sandbox.appKey }) });
    expect(await form.json()).toMatchObject({ code: 400, msg: "参数错误" });
    const typeless = await fetch(url, { method: "POST", body: JSON.stringify({ app_key: sandbox.appKey }) });
    expect(await typeless.json()).toMatchObject({
      code: 400,
      errors: { "Content-Type": expect.any(String) as string },
    });
  });
});

describe("adding", () => {
  it("lists what was added, unlimited and enabled", async () => {
    await addAccounts(sandbox, ["a1", "a2"], { remark: "team a", product_type: 25 });
    const [first, second] = await listed(sandbox);
    expect(first).toMatchObject({ username: "a1", password: "pass01", remark: "team a", product_type: 25 });
    expect(second).toMatchObject({ username: "a2", usage_flow: 0, limit_flow: 0, status: 1 });
    expect(first?.created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it.each([
    ["a name with a sign", { accounts: "user_1:pass01" }],
    ["a blank after the comma", { accounts: "u1:pass01, u2:pass01" }],
    ["a short password", { accounts: "u1:pass" }],
    ["a long password", { accounts: "u1:pass5678901234567" }],
    ["a name without a password", { accounts: "u1" }],
    ["an array", { accounts: ["u1:pass01"] }],
    ["no account", { accounts: undefined }],
    ["an unknown type", { product_type: 12 }],
    ["a type in words", { product_type: "9" }],
    ["no type", { product_type: undefined }],
    ["a long remark", { remark: "中".repeat(33) }],
    ["an unknown parameter", { limit: 5 }],
  ])("refuses %s and adds nothing", async (_what, change) => {
    expect(await addAccounts(sandbox, ["u1"], change)).toMatchObject({ code: 400, msg: "参数错误" });
    expect(await names()).toEqual([]);
  });

  it("takes a remark of 32 Chinese characters", async () => {
    expect(await addAccounts(sandbox, ["u1"], { remark: "中".repeat(32) })).toMatchObject({ code: 200 });
  });

  it("adds nothing of a batch with a taken or repeated name", async () => {
    await addAccounts(sandbox, ["u1"]);
    expect(await addAccounts(sandbox, ["u0", "u1", "u2"])).toMatchObject({
      code: 400,
      msg: "账号已存在：u1",
    });
    expect(await addAccounts(sandbox, ["u3", "u3"])).toMatchObject({ code: 400, msg: "账号已存在：u3" });
    expect(await names()).toEqual(["u1"]);
  });

  it("adds the good names of a refused batch when told to be like that", async () => {
    await start({ batchRefusal: "partial" });
    await addAccounts(sandbox, ["u1"]);
    expect(await addAccounts(sandbox, ["u0", "u1", "u2"])).toMatchObject({ code: 400 });
    expect(await names()).toEqual(["u1", "u0", "u2"]);
  });

  it("holds the quota of each type", async () => {
    await start({ accountQuota: 2 });
    expect(await addAccounts(sandbox, ["u1", "u2", "u3"])).toMatchObject({ msg: "账号数量已达上限：2" });
    await addAccounts(sandbox, ["u1", "u2"]);
    expect(await addAccounts(sandbox, ["u3"])).toMatchObject({ code: 400 });
    expect(await addAccounts(sandbox, ["u3"], { product_type: 14 })).toMatchObject({ code: 200 });
    sandbox.panel.setAccountQuota(3);
    expect(await addAccounts(sandbox, ["u4"])).toMatchObject({ code: 200 });
  });
});

describe("deleting", () => {
  beforeEach(() => addAccounts(sandbox, ["u1", "u2"]));
  const remove = (accounts: string) => tell(sandbox, "whitelist-account/delete", { accounts });

  it("takes five minutes, in which the account is listed", async () => {
    expect(await remove("u1,u2")).toMatchObject({ code: 200, data: null });
    sandbox.clock.advance({ minutes: 4 });
    expect(await names()).toEqual(["u1", "u2"]);
    sandbox.clock.advance({ minutes: 1 });
    expect(await names()).toEqual([]);
  });

  it("keeps the name and refuses every change until it is done", async () => {
    await remove("u1");
    expect(await addAccounts(sandbox, ["u1"])).toMatchObject({ msg: "账号已存在：u1" });
    const change = { account: "u1", limit: 5 };
    expect(await tell(sandbox, "whitelist-account/change-limit", change)).toMatchObject({
      msg: "账号正在删除中：u1",
    });
    sandbox.clock.advance({ minutes: 5 });
    expect(await addAccounts(sandbox, ["u1"])).toMatchObject({ code: 200 });
  });

  it("refuses a batch with an unknown name as a whole", async () => {
    expect(await remove("u1,u9")).toMatchObject({ code: 400, msg: "账号不存在：u9" });
    sandbox.clock.advance({ minutes: 6 });
    expect(await names()).toEqual(["u1", "u2"]);
  });
});

describe("enabling and disabling", () => {
  beforeEach(async () => {
    await addAccounts(sandbox, ["u1"]);
    await order(sandbox, { pid: 101, pm_id: 1 });
  });
  const status = async (): Promise<unknown> => (await listed(sandbox))[0]?.status;

  it("shows at once, and the network obeys five minutes later", async () => {
    await tell(sandbox, "whitelist-account/disable", { accounts: "u1" });
    expect(await status()).toBe(0);
    expect(sandbox.panel.use("u1", 100)).toBe(true);
    sandbox.clock.advance({ minutes: 5 });
    expect(sandbox.panel.use("u1", 100)).toBe(false);
    await tell(sandbox, "whitelist-account/enable", { accounts: "u1" });
    expect(await status()).toBe(1);
    expect(sandbox.panel.use("u1", 100)).toBe(true);
  });

  it("shows late when told to be like that", async () => {
    await start({ disableFlag: "late" });
    await addAccounts(sandbox, ["u1"]);
    await tell(sandbox, "whitelist-account/disable", { accounts: "u1" });
    expect(await status()).toBe(1);
    sandbox.clock.advance({ minutes: 5 });
    expect(await status()).toBe(0);
  });
});

describe("changes of one account", () => {
  beforeEach(async () => {
    await addAccounts(sandbox, ["u1"]);
    await order(sandbox, { pid: 102, pm_id: 1 });
  });

  it("set password, remark and limit", async () => {
    const of = (change: string, params: object) =>
      tell(sandbox, `whitelist-account/change-${change}`, { account: "u1", ...params });
    expect(await of("password", { password: "pass02" })).toMatchObject({ code: 200, data: null });
    expect(await of("remark", { remark: "" })).toMatchObject({ code: 200 });
    expect(await of("limit", { limit: 102_400 })).toMatchObject({ code: 200 });
    expect((await listed(sandbox))[0]).toMatchObject({ password: "pass02", remark: "", limit_flow: 102_400 });
    expect(await of("limit", { limit: 102_401 })).toMatchObject({ code: 400 });
    expect(await of("limit", { limit: 1.5 })).toMatchObject({ code: 400 });
    expect(await of("limit", { limit: "5" })).toMatchObject({ code: 400 });
    expect(await of("password", { password: "no" })).toMatchObject({ code: 400 });
    expect(await of("remark", { account: "u9", remark: "" })).toMatchObject({ msg: "账号不存在：u9" });
  });

  it("let the old password work for five minutes", async () => {
    await tell(sandbox, "whitelist-account/change-password", { account: "u1", password: "pass02" });
    expect(sandbox.panel.use("u1", 1, "pass01")).toBe(true);
    sandbox.clock.advance({ minutes: 5 });
    expect(sandbox.panel.use("u1", 1, "pass01")).toBe(false);
    expect(sandbox.panel.use("u1", 1, "pass02")).toBe(true);
  });

  it("limit the traffic, as far as it shows", async () => {
    await tell(sandbox, "whitelist-account/change-limit", { account: "u1", limit: 1 });
    expect(sandbox.panel.use("u1", 1_500_000)).toBe(true);
    expect((await listed(sandbox))[0]).toMatchObject({ usage_flow: 0 });
    expect(sandbox.panel.use("u1", 1)).toBe(true);
    sandbox.clock.advance({ minutes: 5 });
    expect((await listed(sandbox))[0]).toMatchObject({ usage_flow: 1_500_001 });
    expect(sandbox.panel.use("u1", 1)).toBe(false);
  });
});
