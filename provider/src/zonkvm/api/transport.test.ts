import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { LocalPanel, WithStatus, appKey, partsOf } from "../../../test-support/zonkvm-panel";
import {
  AccountRefusedError,
  ConfigurationError,
  NotSentError,
  RefusedError,
  UnavailableError,
  UnknownOutcomeError,
} from "../../core/errors";
import { HttpClient } from "../../core/http/http";
import { redact } from "../../core/redact";
import { Transport, zonkvmUrl } from "./transport";

const panel = new LocalPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});

const anything = z.unknown();
const content = {
  cpu: 4,
  ram: 8,
  bandwidth: 10,
  harddisksValues: "40,80",
  defense: 5,
  ip_num: 1,
  months: 1,
  number: 1,
  renew_auto: 0,
  loginPassword: "Pw 1&2",
};
const purchase = {
  obj_type: "create_server",
  user_id: 900001,
  order_id: "zk-000001",
  content,
  line_guid: "1696808021765605",
  system_guid: "1659170791658716",
};
const signed = "appid=10001&appkey=EXAMPLE-key%2F42%2B%3D";

describe("a request", () => {
  it("is a form with the key in it, at one address without a query", async () => {
    await panel.transport().read("getserver", { guid: "1001" }, anything);
    expect(panel.seen).toMatchObject([
      {
        method: "POST",
        url: "/api/same/index",
        type: "application/x-www-form-urlencoded; charset=UTF-8",
        body: `${signed}&action=getserver&guid=1001`,
      },
    ]);
  });

  it("carries an object as JSON text", async () => {
    await panel.transport().write("create_order", purchase);
    expect(panel.seen[0]?.body).toBe(
      `${signed}&action=create_order&obj_type=create_server&user_id=900001&order_id=zk-000001&content=%7B%22cpu%22%3A4%2C%22ram%22%3A8%2C%22bandwidth%22%3A10%2C%22harddisksValues%22%3A%2240%2C80%22%2C%22defense%22%3A5%2C%22ip_num%22%3A1%2C%22months%22%3A1%2C%22number%22%3A1%2C%22renew_auto%22%3A0%2C%22loginPassword%22%3A%22Pw+1%262%22%7D&line_guid=1696808021765605&system_guid=1659170791658716`,
    );
    expect(panel.seen[0]?.bytes).toHaveLength(420);
  });

  it("carries it in brackets where that is set", async () => {
    await panel.transport({ encoding: "brackets" }).write("create_order", purchase);
    expect(panel.seen[0]?.body).toBe(
      `${signed}&action=create_order&obj_type=create_server&user_id=900001&order_id=zk-000001&content%5Bcpu%5D=4&content%5Bram%5D=8&content%5Bbandwidth%5D=10&content%5BharddisksValues%5D=40%2C80&content%5Bdefense%5D=5&content%5Bip_num%5D=1&content%5Bmonths%5D=1&content%5Bnumber%5D=1&content%5Brenew_auto%5D=0&content%5BloginPassword%5D=Pw+1%262&line_guid=1696808021765605&system_guid=1659170791658716`,
    );
    expect(panel.seen[0]?.bytes).toHaveLength(426);
  });

  it("carries line breaks and Chinese", async () => {
    const fields = { guid: "1", operate: "hosting_add_domain", domainText: "www.example.com\n例子.cn:8080" };
    await panel.transport().write("hosting_operate", fields);
    expect(panel.seen[0]?.body).toBe(
      `${signed}&action=hosting_operate&guid=1&operate=hosting_add_domain&domainText=www.example.com%0A%E4%BE%8B%E5%AD%90.cn%3A8080`,
    );
  });

  it("carries an array as JSON text", async () => {
    const fields = {
      guid: "1",
      operate: "hosting_set_batch_data",
      path: "/www/wwwroot/test",
      type: "Delete",
      arr: ["file1.txt", "dir1"],
    };
    await panel.transport().write("hosting_operate", fields);
    expect(panel.seen[0]?.body).toBe(
      `${signed}&action=hosting_operate&guid=1&operate=hosting_set_batch_data&path=%2Fwww%2Fwwwroot%2Ftest&type=Delete&arr=%5B%22file1.txt%22%2C%22dir1%22%5D`,
    );
  });

  it("carries a file, byte for byte", async () => {
    const bytes = new Uint8Array([0, 255, 10, 128]);
    const file = { field: "file", name: "a.zip", content: bytes };
    await panel
      .transport()
      .upload("hosting_operate", { guid: "1", operate: "hosting_upload", start: 0 }, file);
    const [seen] = panel.seen;
    const parts = partsOf(seen?.bytes ?? Buffer.alloc(0), seen?.type ?? "");
    expect(parts.get("file")).toEqual({ fileName: "a.zip", content: Buffer.from(bytes) });
    const fields = [...parts].filter(([name]) => name !== "file");
    expect(fields.map(([name, { content }]) => [name, content.toString()])).toEqual([
      ["appid", "10001"],
      ["appkey", appKey],
      ["action", "hosting_operate"],
      ["guid", "1"],
      ["operate", "hosting_upload"],
      ["start", "0"],
    ]);
  });
});

describe("the address", () => {
  it.each([
    ["https://panel.example.com", "https://panel.example.com/api/same/index"],
    ["https://panel.example.com/", "https://panel.example.com/api/same/index"],
    ["https://panel.example.com/x/api/same/index", "https://panel.example.com/x/api/same/index"],
  ])("of %s is %s", (endpoint, url) => {
    expect(zonkvmUrl(endpoint)).toBe(url);
  });

  it("must not send the key in the clear", () => {
    expect(() => new HttpClient({ endpoint: zonkvmUrl("http://panel.example.com") })).toThrow(
      ConfigurationError,
    );
  });
});

describe("the account", () => {
  it.each([{ appId: "" }, { appKey: "" }])("must be there: %j", (options) => {
    expect(() => panel.transport(options)).toThrow(ConfigurationError);
  });

  it("has a secret", () => {
    const key = "a-key-that-no-other-test-has";
    expect(redact(key)).toBe(key);
    panel.transport({ appKey: key });
    expect(redact(`appkey is ${key}`)).toBe("appkey is [secret]");
  });
});

describe("a read", () => {
  it.each([
    new WithStatus(500, { code: 0, msg: "系统错误" }),
    new WithStatus(503, "<html><title>503</title></html>"),
    "not JSON",
    { code: 7 },
  ])("that is answered with %j is repeated", async (answer) => {
    panel.answer = () => (panel.seen.length === 1 ? answer : { code: 1, data: "x" });
    expect(await panel.transport().read("getzones", {}, anything)).toBe("x");
    expect(panel.seen).toHaveLength(2);
  });

  it("fails in the end", async () => {
    panel.answer = () => "not JSON";
    await expect(panel.transport().read("getzones", {}, anything)).rejects.toThrow(UnavailableError);
    expect(panel.seen).toHaveLength(2);
  });

  it("that is refused is not repeated", async () => {
    panel.answer = () => ({ code: 0, msg: "请求错误" });
    await expect(panel.transport().read("nosuch", {}, anything)).rejects.toThrow(RefusedError);
    expect(panel.seen).toHaveLength(1);
  });
});

describe("a write", () => {
  it.each([
    [new WithStatus(500, { code: 0, msg: "余额不足" }), UnknownOutcomeError],
    [new WithStatus(500, { code: 1, data: 5 }), UnknownOutcomeError],
    [new WithStatus(302, ""), UnknownOutcomeError],
    ["not JSON", UnknownOutcomeError],
    [{ code: 3, msg: "x" }, UnknownOutcomeError],
    [{ code: 0, msg: "请求超时" }, UnknownOutcomeError],
    [{ code: 0, msg: "该线路节点不存在或已下架" }, RefusedError],
    [new WithStatus(403, { code: 0, msg: "权限不足" }), AccountRefusedError],
  ])("that is answered with %j is sent once", async (answer, kind) => {
    panel.answer = () => answer;
    await expect(panel.transport().write("create_order", purchase)).rejects.toThrow(kind);
    expect(panel.seen).toHaveLength(1);
  });

  it("that did not leave is known not to be done", async () => {
    const http = new HttpClient({ endpoint: zonkvmUrl("http://127.0.0.1:1") });
    const transport = new Transport({ http, appId: "1", appKey });
    await expect(transport.write("create_order", purchase)).rejects.toThrow(NotSentError);
  });

  it.each(["退款成功，已退还余额", "重置成功，请重新登录", "订单未支付失败"])(
    "is judged by its code, not by the words %o",
    async (msg) => {
      panel.answer = () => ({ code: 1, msg, data: [] });
      await expect(panel.transport().write("server_refund", { guid: "1" })).resolves.toBeUndefined();
    },
  );

  it("with a documented reply is unknown where that does not come", async () => {
    panel.answer = () => ({ code: 1, msg: "备份中", data: { status: true } });
    const schema = z.object({ msg: z.string() });
    const failure: unknown = await panel
      .transport()
      .write("sql_operate", { operate: "sql_to_backup" }, schema)
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnknownOutcomeError);
    expect(failure).toMatchObject({ facts: { vendorMessage: "备份中" } });
  });

  it.each([undefined, null, "", [], {}, 1234, { id: 5 }, "words"])(
    "may be answered with data %j",
    async (data) => {
      panel.answer = () => ({ code: 1, msg: "操作成功", data });
      await expect(panel.transport().write("server_start", { guid: "1" })).resolves.toBeUndefined();
    },
  );
});

describe("an error", () => {
  it("names what was asked, and nothing secret, although the panel quotes it", async () => {
    panel.answer = ({ body }) => ({ code: 0, msg: `参数错误 ${body} appkey=${appKey}` });
    const error: unknown = await panel
      .transport()
      .write("create_order", { obj_type: "create_server" })
      .catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(RefusedError);
    const shown = String(error);
    expect(shown).toContain(`[create_order create_server at ${panel.site}/api/same/index]`);
    expect(JSON.stringify(error) + shown).not.toMatch(/EXAMPLE-key/);
  });
});
