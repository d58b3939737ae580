import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZonkvmSandbox, type ZonkvmSandbox } from "./sandbox";
import { call, dataOf, post, purchases } from "./caller";

let sandbox: ZonkvmSandbox;
beforeEach(async () => {
  sandbox = await startZonkvmSandbox({ openingSeconds: 0 });
});
afterEach(() => sandbox.close());

const key = () => ({ appid: sandbox.appId, appkey: sandbox.appKey });
const send = (init: RequestInit, path = "/api/same/index") => fetch(`${sandbox.url}${path}`, init);

describe("the envelope", () => {
  it("is code 1 and data for a read", async () => {
    const reply = await call(sandbox, "getzones");
    expect(Object.keys(reply)).toEqual(["code", "data"]);
    expect(reply.code).toBe(1);
  });

  it("has what the framework adds for a command and for a refusal", async () => {
    expect(await call(sandbox, "create_order", purchases.server())).toEqual({
      code: 1,
      msg: "操作成功",
      data: 1001,
      url: "",
      wait: 3,
    });
    expect(await call(sandbox, "server_start", { guid: "7" })).toEqual({
      code: 0,
      msg: "未找到产品记录",
      data: "",
      url: "",
      wait: 3,
    });
  });

  it.each(["appid", "appkey", "action"])("refuses a request without %s", async (name) => {
    const form = { ...key(), action: "getzones", [name]: "" };
    expect(await post(sandbox, form)).toMatchObject({ code: 0, msg: "缺少必要参数" });
  });

  it("refuses a wrong key, a wrong user, and whom staff blocked", async () => {
    expect((await post(sandbox, { ...key(), appkey: "no", action: "getzones" })).msg).toBe("权限不足");
    expect((await post(sandbox, { ...key(), appid: "2", action: "getzones" })).msg).toBe("权限不足");
    sandbox.panel.block("权限不足");
    expect((await call(sandbox, "getzones")).msg).toBe("权限不足");
  });

  it("refuses an action and a kind of purchase that do not exist", async () => {
    expect((await call(sandbox, "getbalance")).msg).toBe("请求错误");
    expect((await call(sandbox, "create_order", { obj_type: "create_cdn" })).msg).toBe("请求错误");
    expect((await call(sandbox, "create_order")).msg).toBe("缺少必要参数");
  });

  it("refuses parameters that are unknown, and names those that are wrong", async () => {
    expect((await call(sandbox, "getzones", { colour: "red" })).msg).toBe("缺少必要参数（colour）");
    expect((await call(sandbox, "getserver", { guid: "x" })).msg).toBe("缺少必要参数（guid）");
    expect((await call(sandbox, "getserver", { guid: "" })).msg).toBe("缺少必要参数");
    expect((await call(sandbox, "getservers")).msg).toBe("缺少必要参数");
    expect((await call(sandbox, "create_order", purchases.server({ cpu: -1 }))).msg).toBe(
      "缺少必要参数（content.cpu）",
    );
    expect((await call(sandbox, "create_order", purchases.server({ cpu: undefined }))).msg).toBe(
      "缺少必要参数",
    );
  });

  it("takes only a POST to its one path", async () => {
    expect((await send({ method: "POST" }, "/api/other")).status).toBe(404);
    const got = await send({ method: "GET" }, `/api/same/index?${new URLSearchParams(key()).toString()}`);
    expect(await got.json()).toMatchObject({ code: 0, msg: "请求错误" });
    const json = await send({
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...key(), action: "getzones" }),
    });
    expect(await json.json()).toMatchObject({ code: 0, msg: "缺少必要参数" });
  });

  it("takes multipart as it takes a form", async () => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...key(), action: "create_order", ...purchases.server() }))
      body.append(name, value);
    expect(await (await send({ method: "POST", body })).json()).toMatchObject({ code: 1, data: 1001 });
  });

  it("takes an object by brackets as it takes one JSON text", async () => {
    const rest = Object.fromEntries(
      Object.entries(purchases.server()).filter(([name]) => name !== "content"),
    );
    const brackets = {
      "content[cpu]": "4",
      "content[ram]": "8",
      "content[bandwidth]": "10",
      "content[harddisksValues]": "40,80",
      "content[defense]": "5",
    };
    expect(await dataOf(sandbox, "create_order", { ...rest, ...brackets })).toBe(1001);
  });

  it("takes the prefix off an order's number", async () => {
    await call(sandbox, "create_order", purchases.server());
    expect(await dataOf(sandbox, "getserver", { guid: "server_1001" })).toMatchObject({ id: 1001 });
  });
});

describe("the log", () => {
  it("has no key and no password", async () => {
    await call(sandbox, "create_order", purchases.server({ loginPassword: 'Pw-"Very"-1' }));
    await call(sandbox, "server_setpsw", { guid: "1001", password: "Pw-Very-2" });
    expect(JSON.stringify(sandbox.requests)).not.toMatch(/Very|EXAMPLE-key/);
    expect(sandbox.count("create_order")).toBe(1);
    expect(sandbox.writes()).toBe(2);
  });
});

describe("faults", () => {
  it("strike a purchase of one kind before or after it is made", async () => {
    sandbox.fault({ action: "create_order/create_server", kind: "lostAfter" });
    expect(await dataOf(sandbox, "create_order", purchases.idc())).toBe(1);
    await expect(call(sandbox, "create_order", purchases.server())).rejects.toThrow();
    expect(sandbox.ledger().services.map(({ ref }) => ref)).toEqual(["idc_1", "server_1001"]);
    sandbox.fault({ action: "create_order", kind: "lostBefore" });
    await expect(call(sandbox, "create_order", purchases.server())).rejects.toThrow();
    expect(sandbox.ledger().services).toHaveLength(2);
  });
});
