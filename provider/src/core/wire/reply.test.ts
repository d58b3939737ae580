import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AccountRefusedError, RefusedError, UnreadableReplyError } from "../errors";
import { allowListWords, noWords, readReply, refusalOf, saidIn, unreadable } from "./reply";

const facts = { operation: "list" };
const said = (words: string) => ({ said: words, reason: undefined });

describe("a panel's words", () => {
  it.each([
    [{ msg: "鉴权失败" }, "鉴权失败"],
    [{ message: "鉴权失败" }, "鉴权失败"],
    [{ text: " 鉴权失败 " }, "鉴权失败"],
    [{ msg: "", message: "no" }, "no"],
    [{ msg: 5, text: "no" }, "no"],
    [{ data: { msg: "no" } }, ""],
    [["no"], ""],
    ["no", ""],
    [null, ""],
  ])("in %j are %j", (content, words) => {
    expect(saidIn(content)).toBe(words);
  });

  it("are translated when they are not English", () => {
    const reason = { english: "the key is wrong" };
    expect(refusalOf("the panel", { said: "密钥错误", reason }, facts).message).toContain(
      '"密钥错误" (the key is wrong)',
    );
    expect(refusalOf("it", { said: "ungültig", reason }, facts).message).toContain("(the key is wrong)");
    expect(refusalOf("it", { said: "wrong key", reason }, facts).message).toMatch(/"wrong key"$/);
    expect(refusalOf("it", { said: "", reason }, facts, 3).message).toBe(
      'it refused with code 3 [list]. The panel said: "(nothing)" (the key is wrong)',
    );
    expect(unreadable("no", noWords, facts).message).toBe("no [list]");
  });

  it("tell a refusal of the account from one of the request", () => {
    const reason = { english: "blocked", refusal: "blocked" } as const;
    expect(refusalOf("the panel", { said: "x", reason }, facts)).toBeInstanceOf(AccountRefusedError);
    const plain = refusalOf("the panel", said("x"), facts);
    expect(plain).toBeInstanceOf(RefusedError);
    expect(plain).not.toBeInstanceOf(AccountRefusedError);
  });

  it.each([
    "当前IP不在白名单",
    "您的IP不在API白名单内",
    "IP未授权",
    "请先将服务器IP加入接口白名单",
    "非法IP访问",
    "IP is not in the whitelist",
    "ip 1.2.3.4 forbidden",
    "add your address to the allow-list",
  ])("are those of an allow-list in %s", (words) => {
    expect(words).toMatch(allowListWords);
  });

  it.each(["请提交白名单", "IP升级已禁止", "IP数量超出限制", "IP不足", "ip已被占用"])(
    "are not those of an allow-list in %s",
    (words) => {
      expect(words).not.toMatch(allowListWords);
    },
  );
});

describe("data that says nothing", () => {
  const rows = z.array(z.string());
  const read = (schema: z.ZodType, data: unknown, words: string) => () =>
    readReply(schema, data, said(words), facts);

  it.each(["", "success", "操作成功", "请求成功", "ok", "暂无数据"])("is believed beside %j", (words) => {
    expect(read(rows, [], words)()).toEqual([]);
    expect(read(z.undefined(), undefined, words)()).toBeUndefined();
  });

  it.each([
    "鉴权失败",
    "签名错误",
    "请先登录",
    "无权操作",
    "系统繁忙",
    "access denied",
    "Invalid key",
    "session expired",
  ])("is no answer beside %j", (words) => {
    for (const [schema, data] of [
      [rows, []],
      [z.object({ rows }), { rows: [] }],
      [z.undefined(), undefined],
      [z.null(), null],
    ] as const) {
      expect(read(schema, data, words)).toThrow(UnreadableReplyError);
      expect(read(schema, data, words)).toThrow(`The panel said: "${words}"`);
    }
  });

  it("is told from data that says something, whatever stands beside it", () => {
    expect(read(rows, ["a"], "失败")()).toEqual(["a"]);
    expect(read(z.object({ id: z.string() }), { id: "1" }, "失败")()).toEqual({ id: "1" });
  });
});
