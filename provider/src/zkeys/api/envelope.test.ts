import { describe, expect, it } from "vitest";
import { AccountRefusedError, RefusedError, UnreadableReplyError } from "../../core/errors";
import { openEnvelope } from "./envelope";

const facts = { operation: "create", endpoint: "https://panel.example.com/api" };

function open(text: string): unknown {
  return openEnvelope({ status: 200, headers: {}, text }, facts).data;
}

function thrownBy(text: string): unknown {
  try {
    return open(text);
  } catch (error) {
    return error;
  }
}

describe("a success", () => {
  it.each([
    ["a number", '{"code":0,"message":"success","data":{"a":1}}'],
    ["digits", '{"code":"0","message":"success","data":{"a":1}}'],
    ["a number without message", '{"code":0,"data":{"a":1}}'],
  ])("is told by code 0 as %s", (_, text) => {
    expect(open(text)).toEqual({ a: 1 });
  });

  it("keeps the digits of numbers that are too long for JavaScript", () => {
    const data =
      '{"a":160682598814128134,"b":"160682598814128134","c":[1708330228791024,-1],"d":0.1234567890123456}';
    expect(open(`{"code":0,"data":${data}}`)).toEqual({
      a: "160682598814128134",
      b: "160682598814128134",
      c: ["1708330228791024", -1],
      d: 0.1234567890123456,
    });
  });

  it("leaves texts alone that look like such numbers", () => {
    expect(open('{"code":0,"data":"a \\"160682598814128134\\" : 160682598814128134 \\\\"}')).toBe(
      'a "160682598814128134" : 160682598814128134 \\',
    );
  });
});

describe("a failure", () => {
  it.each([
    '{"code":1,"message":"线路不存在"}',
    '{"code":"1","message":"线路不存在","data":null}',
    '{"code":-7,"message":"线路不存在","data":[]}',
  ])("is a refusal: %s", (text) => {
    const error = thrownBy(text);
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).not.toBeInstanceOf(AccountRefusedError);
    expect((error as Error).message).toBe(
      'the panel refused [create at https://panel.example.com/api]. The panel said: "线路不存在" (it does not exist)',
    );
  });

  it.each([
    ["签名错误", "credentials", /zkeys:apiKey/],
    ["余额不足", "balance", /the balance is too low/],
    ["账户已冻结", "blocked", /the account is blocked/],
  ])("is a refusal of the account: %s", (message, refusal, words) => {
    const error = thrownBy(JSON.stringify({ code: 1, message }));
    expect(error).toBeInstanceOf(AccountRefusedError);
    expect(error).toMatchObject({ refusal, facts: { vendorMessage: message } });
    expect((error as Error).message).toMatch(words);
  });

  it("points to the clock when the time is not accepted", () => {
    const error = thrownBy('{"code":1,"message":"时间戳已失效"}');
    expect(error).toBeInstanceOf(RefusedError);
    expect((error as Error).message).toMatch(/Check this machine's clock/);
  });

  it("is a refusal without words too", () => {
    expect(thrownBy('{"code":1}')).toBeInstanceOf(RefusedError);
    expect(thrownBy('{"code":1,"message":["?"]}')).toBeInstanceOf(RefusedError);
  });

  it("is quoted without translation when its words are not known or English", () => {
    expect((thrownBy('{"code":1,"message":"请联系客服"}') as Error).message).toMatch(
      /The panel said: "请联系客服"$/,
    );
    expect((thrownBy('{"code":1,"message":"out of stock"}') as Error).message).toMatch(
      /said: "out of stock"$/,
    );
  });
});

describe("a timeout behind the panel", () => {
  it.each(["上级接口请求超时", "Connection timed out", "curl: timeout"])("is no refusal: %s", (message) => {
    const error = thrownBy(JSON.stringify({ code: 1, message }));
    expect(error).toBeInstanceOf(UnreadableReplyError);
    expect((error as Error).message).toContain(`the panel failed with "${message}"`);
  });
});

describe("what is no reply", () => {
  it.each([
    ["HTML", "<html><body>502</body></html>", /the reply is a web page: 502/],
    ["nothing", "", /the reply is empty/],
    ["half a reply", '{"code":0,"data":[', /not whole JSON: 18 characters/],
    ["no object", "[]", /no readable `code`/],
    ["null", "null", /no readable `code`/],
    ["no code", '{"message":"success","data":[]}', /no readable `code`/],
    ["an empty code", '{"code":"","data":[]}', /no readable `code`/],
    ["null as code", '{"code":null,"data":[]}', /no readable `code`/],
    ["a code in words", '{"code":"ok","data":[]}', /no readable `code`/],
    ["a truth value as code", '{"code":false,"data":[]}', /no readable `code`/],
  ])("is unreadable: %s", (_, text, words) => {
    const error = thrownBy(text);
    expect(error).toBeInstanceOf(UnreadableReplyError);
    expect((error as Error).message).toMatch(words);
  });

  it("is quoted shortly", () => {
    expect((thrownBy("x".repeat(5_000)) as Error).message.length).toBeLessThan(250);
  });
});
