import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startZkeysSandbox, type ZkeysSandbox } from "./sandbox";
import { call, post, signed } from "./caller";

let sandbox: ZkeysSandbox;
beforeAll(async () => {
  sandbox = await startZkeysSandbox();
});
afterAll(() => sandbox.close());

const message = async (form: Record<string, string>): Promise<unknown> => (await post(sandbox, form)).json();

describe("the vendor's worked examples", () => {
  it("are accepted byte by byte when their time is allowed", async () => {
    const old = await startZkeysSandbox({ apiSecret: "EXAMPLE-API-SECRET-0001", clockToleranceSeconds: 1e9 });
    const rest = "userid=1100134&time=1629256049&taskid=12&dataType=json&version=9.9.9&system_type=zkeys_web";
    const send = async (body: string): Promise<unknown> => {
      const headers = { "Content-Type": "application/x-www-form-urlencoded" };
      return (await fetch(old.url, { method: "POST", headers, body })).json();
    };
    expect(
      await send(
        `module=baremetal&action=sync_line&sign=a170575a28eeed87bfdd54400270f4eb&vtime=20210818&${rest}`,
      ),
    ).toMatchObject({ code: 0, message: "success" });
    expect(
      await send(
        `module=common&action=refund&sign=1fca0fe8c2c716f902760e0155c9330f&vtime=20210818&${rest}&guid=1708330228791024&productType=baremetal`,
      ),
    ).toMatchObject({ code: 1, message: "业务不存在" });
    await old.close();
  });
});

describe("a request", () => {
  it.each(["module", "action", "userid", "time", "sign", "taskid", "version", "system_type", "vtime"])(
    "is refused without %s",
    async (name) => {
      const form = signed(sandbox, "sync_line", {});
      expect(
        await message(Object.fromEntries(Object.entries(form).filter(([key]) => key !== name))),
      ).toMatchObject({ code: 1, message: `缺少参数：${name}` });
    },
  );

  it.each([
    [
      "an upper-case signature",
      (form: Record<string, string>) => ({ sign: form.sign?.toUpperCase() ?? "" }),
      "签名错误",
    ],
    [
      "a signature of another action",
      () => ({ sign: signed(sandbox, "getzones", {}).sign ?? "" }),
      "签名错误",
    ],
    ["another user", () => ({ userid: "1" }), "会员不存在"],
    ["a yesterday's date", () => ({ vtime: "20210101" }), "vtime错误"],
    ["a date with dashes", () => ({ vtime: "2021-01-01" }), "参数错误：vtime"],
    ["XML", () => ({ dataType: "xml" }), "dataType仅支持json"],
    ["a version that is none", () => ({ version: "9" }), "参数错误：version"],
    ["a task that is no number", () => ({ taskid: "a" }), "参数错误：taskid"],
    ["a parameter that the operation does not have", () => ({ lineguid: "1" }), "未知参数：lineguid"],
  ])("is refused with %s", async (_, change, expected) => {
    const form = signed(sandbox, "sync_line", {});
    expect(await message({ ...form, ...change(form) })).toMatchObject({ code: 1, message: expected });
  });

  it("is refused when its time is far from the real one, whatever the panel's clock says", async () => {
    const seconds = Math.floor(Date.now() / 1000);
    expect(await call(sandbox, "sync_line", { time: String(seconds - 700) })).toMatchObject({
      message: "请求已过期",
    });
    expect(await call(sandbox, "sync_line", { time: String(seconds + 700) })).toMatchObject({
      message: "请求已过期",
    });
    expect(await call(sandbox, "sync_line", { time: String(seconds * 1000) })).toMatchObject({ code: 1 });
    sandbox.clock.advance({ days: 3 });
    expect(await call(sandbox, "sync_line")).toMatchObject({ code: 0 });
  });

  it("may leave out the data type and name JSON in capitals", async () => {
    expect(await call(sandbox, "sync_line", { dataType: undefined })).toMatchObject({ code: 0 });
    expect(await call(sandbox, "sync_line", { dataType: "JSON" })).toMatchObject({ code: 0 });
  });

  it("is refused with the module of another operation", async () => {
    expect(await call(sandbox, "sync_line", { module: "common" })).toMatchObject({ message: "接口不存在" });
    expect(await call(sandbox, "refund", { module: "baremetal" })).toMatchObject({ message: "接口不存在" });
    expect(await call(sandbox, "sync_lines")).toMatchObject({ message: "接口不存在" });
  });

  it("must be a form, posted to /api", async () => {
    const form = signed(sandbox, "sync_line", {});
    const query = new URLSearchParams(form).toString();
    const json = { "Content-Type": "application/json" };
    const asJson = await fetch(sandbox.url, { method: "POST", headers: json, body: JSON.stringify(form) });
    expect(await asJson.json()).toMatchObject({ code: 1, message: "Content-Type错误" });
    expect(await (await fetch(`${sandbox.url}?${query}`)).json()).toMatchObject({ message: "请求方式错误" });
    const elsewhere = await fetch(sandbox.url.replace(/api$/, ""), {
      method: "POST",
      body: new URLSearchParams(form),
    });
    expect(elsewhere.status).toBe(404);
    expect(elsewhere.headers.get("Content-Type")).toContain("text/html");
  });

  it("is refused after the secret was changed, and while the account is blocked", async () => {
    const before = signed(sandbox, "sync_line", {});
    sandbox.panel.setSecret("another");
    expect(await message(before)).toMatchObject({ message: "签名错误" });
    expect(await call(sandbox, "sync_line")).toMatchObject({ code: 0 });
    sandbox.panel.block("账号已冻结");
    expect(await call(sandbox, "sync_line")).toMatchObject({ code: 1, message: "账号已冻结" });
    sandbox.panel.block(undefined);
    expect(await call(sandbox, "sync_line")).toMatchObject({ code: 0 });
  });
});

describe("a reply", () => {
  it("is escaped as PHP does", async () => {
    const body = await (await post(sandbox, signed(sandbox, "getzones", {}))).text();
    expect(body).toContain('"name":"\\u676d\\u5dde\\u4e00\\u533a"');
    expect(await (await post(sandbox, signed(sandbox, "sync_line", {}))).text()).toContain("https:\\/\\/");
  });

  it("refuses with data that differs between operations", async () => {
    const data = async (action: string): Promise<unknown> => (await call(sandbox, action, { x: "1" })).data;
    expect(await data("getzones")).toEqual([]);
    expect(await data("sync_product")).toEqual({});
    expect(await data("sync_line")).toBeNull();
    expect(await data("sync_harddisk")).toBeUndefined();
  });

  it("has its code as a number or as text", async () => {
    expect((await call(sandbox, "sync_product")).code).toBe(0);
    expect((await call(sandbox, "sync_harddisk")).code).toBe("0");
    expect((await call(sandbox, "sync_harddisk", { x: "1" })).code).toBe("1");
  });
});

describe("the request log", () => {
  it("shows what was asked, without secrets", async () => {
    await call(sandbox, "setpass", {
      guid: "1708330228791024",
      loginPassword: "YTUzNTAyOTI3OSE=",
      auth_name: "小",
    });
    expect(sandbox.requests.at(-1)).toMatchObject({
      action: "setpass",
      params: { guid: "1708330228791024", loginPassword: "…", auth_name: "…", sign: "…", taskid: "12" },
      status: 200,
    });
  });

  it("counts requests and those that change something", async () => {
    const [all, lines, writes] = [sandbox.count(), sandbox.count("sync_line"), sandbox.writes()];
    await call(sandbox, "sync_line");
    await call(sandbox, "stop", { guid: "1708330228791024" });
    expect([sandbox.count() - all, sandbox.count("sync_line") - lines, sandbox.writes() - writes]).toEqual([
      2, 1, 1,
    ]);
  });
});
