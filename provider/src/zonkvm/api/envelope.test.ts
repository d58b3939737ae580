import { describe, expect, it } from "vitest";
import { AccountRefusedError, RefusedError, UnreadableReplyError } from "../../core/errors";
import { openEnvelope, openWithStatus, type Open } from "./envelope";

const facts = { operation: "getserver", endpoint: "https://panel.example.com/api/same/index" };
const opened = (content: unknown, open: Open = openEnvelope) =>
  open(
    { status: 200, headers: {}, text: typeof content === "string" ? content : JSON.stringify(content) },
    facts,
  );
const failure = (content: unknown, open?: Open): unknown => {
  try {
    opened(content, open);
  } catch (error) {
    return error;
  }
  throw new Error("it was opened");
};

describe("a reply that says yes", () => {
  it.each([
    [{ code: 1, msg: "success", data: { id: 1 }, url: "", wait: 3 }, { id: 1 }],
    [{ code: "1", data: { id: 1 } }, { id: 1 }],
    [{ code: 1, data: '{"id":1}' }, { id: 1 }],
    [{ code: 1, data: [] }, []],
    [{ code: 1, data: "" }, ""],
    [{ code: 1, data: null }, null],
    [{ code: 1 }, undefined],
    ['\uFEFF{"code":1,"data":{"guid":20250407014442321990}}', { guid: "20250407014442321990" }],
    ['<br />\n<b>Notice</b>: x in /www/a.php on line <b>1</b><br />\n{"code":1,"data":{}}', {}],
  ])("%j is opened", (content, data) => {
    expect(opened(content).data).toEqual(data);
  });

  it("may have a status of its own that is data", () => {
    expect(opened({ code: 1, data: { status: false } }).data).toEqual({ status: false });
  });
});

describe("a reply that says no", () => {
  it.each([0, "0"])("has the code %j, and our English beside its words", (code) => {
    const error = failure({ code, msg: "未找到产品记录" });
    expect(error).toBeInstanceOf(RefusedError);
    expect(error).not.toBeInstanceOf(AccountRefusedError);
    expect(error).toMatchObject({
      message:
        'the panel refused [getserver at https://panel.example.com/api/same/index]. The panel said: "未找到产品记录" (there is no such order, or it belongs to another user)',
    });
  });

  it.each([
    ["余额不足", "balance"],
    ["权限不足", "credentials"],
    ["账户已被冻结", "blocked"],
  ])("in the words %s refuses the account", (msg, refusal) => {
    expect(failure({ code: 0, msg })).toMatchObject({ name: "AccountRefusedError", refusal });
    expect(failure({ code: -1, msg })).toMatchObject({ name: "AccountRefusedError", refusal });
  });

  it("may do so without words", () => {
    expect(failure({ code: 0 })).toMatchObject({
      name: "RefusedError",
      facts: { vendorMessage: "" },
    });
  });

  it("is no answer when something broke off behind it", () => {
    expect(failure({ code: 0, msg: "上游接口请求超时" })).toBeInstanceOf(UnreadableReplyError);
  });
});

describe("a reply that says neither", () => {
  it.each([
    ["<html><title>502 Bad Gateway</title></html>", "the reply is a web page: 502 Bad Gateway"],
    ["", "the reply is empty"],
    ["[]", "the reply has no readable `code`"],
    [{ data: {} }, "the reply has no readable `code` (code: must be a number)"],
    [{ code: null, msg: "x" }, "the reply has no readable `code`"],
    [{ code: "ok" }, "the reply has no readable `code`"],
    [{ code: 2, msg: "未找到产品记录" }, "the reply has the code 2, which is neither yes nor no"],
    [{ code: 200, data: {} }, "the reply has the code 200, which is neither yes nor no"],
  ])("%j is unreadable", (content, what) => {
    const error = failure(content);
    expect(error).toBeInstanceOf(UnreadableReplyError);
    expect(error).toMatchObject({ what: expect.stringContaining(what) as unknown });
  });
});

describe("a reply whose `data.status` tells whether it succeeded", () => {
  it.each([false, 0, "0", "false"])("says no with %j", (status) => {
    const error = failure({ code: 1, data: { status, msg: "备份数量已达上限" } }, openWithStatus);
    expect(error).toMatchObject({ name: "RefusedError", facts: { vendorMessage: "备份数量已达上限" } });
  });

  it.each([{ status: true, msg: "75%" }, { status: 1 }, { msg: "75%" }, [], null, "text"])(
    "says yes with %j",
    (data) => {
      expect(opened({ code: 1, data }, openWithStatus).data).toEqual(data);
    },
  );

  it("says no like any other", () => {
    expect(failure({ code: 0, msg: "余额不足" }, openWithStatus)).toBeInstanceOf(AccountRefusedError);
  });
});
