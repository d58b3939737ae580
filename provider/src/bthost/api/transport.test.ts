import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accessToken, BthostPanel, no, now, WithStatus, yes } from "../../../test-support/bthost-panel";
import {
  AccountRefusedError,
  ArgumentError,
  ConfigurationError,
  NotSentError,
  RefusedError,
  UnavailableError,
  UnknownOutcomeError,
} from "../../core/errors";
import { HttpClient } from "../../core/http/http";
import { redact } from "../../core/redact";
import { BthostClient } from "./client";
import { problemOf } from "./messages";
import { bthostUrl } from "./transport";

const panel = new BthostPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});

const seconds = (moment: Date) => Math.floor(moment.getTime() / 1000);
const later = (moment: Date, by: number) => new Date(moment.getTime() + by * 1000);
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "it succeeded",
    (error: unknown) => error,
  );

/** A panel whose clock is off, and which takes signatures of ten seconds around it. */
function isOff(by: number, words = "签名过期") {
  const panelNow = later(now, by);
  panel.answer = ({ time, isSigned }) => {
    const age = seconds(panelNow) - Number(time);
    return isSigned && Math.abs(age) <= 10 ? yes({ id: "5" }, panelNow) : no(words, panelNow);
  };
}

describe("a request", () => {
  it("is a POST with the signature in the query and the fields in the body", async () => {
    panel.answer = () => yes({ id: 67 });
    await panel.client().hosts.find("67");
    expect(panel.seen).toMatchObject([
      {
        method: "POST",
        path: "/api/vhost/host_info",
        queryNames: ["time", "random", "signature"],
        time: String(seconds(now)),
        isSigned: true,
        fields: { id: "67" },
        headers: {
          "accept-language": "zh-CN",
          "x-requested-with": "XMLHttpRequest",
          "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        },
      },
    ]);
    expect(panel.seen[0]?.headers).not.toHaveProperty("origin");
  });

  it("never carries the token", async () => {
    await panel.client().hosts.start("1");
    expect(JSON.stringify(panel.seen)).not.toContain(accessToken);
  });

  it("goes to the standard path of a bare site", () => {
    expect(bthostUrl("http://panel.example.com")).toBe("http://panel.example.com/api/vhost");
    expect(bthostUrl("https://panel.example.com/x/api/vhost")).toBe("https://panel.example.com/x/api/vhost");
  });

  it("does not leave with a value that would arrive as another", async () => {
    for (const remark of ["a & b", " a", "<b>a</b>", "it's", 'say "a"', "LIKE", "not in"])
      await expect(panel.client().hosts.setRemark("1", remark)).rejects.toThrow(ArgumentError);
    await expect(panel.client().users.create({ password: "a&b-secret" })).rejects.toThrow(
      /^password: must not hold/,
    );
    expect(panel.seen).toEqual([]);
  });
});

describe("the token", () => {
  it("must be there, and is never shown", () => {
    expect(() => panel.client({ accessToken: "" })).toThrow(ConfigurationError);
    panel.client({ accessToken: "A-TOKEN-TO-HIDE" });
    expect(redact("is A-TOKEN-TO-HIDE")).toBe("is [secret]");
  });
});

describe("a signature", () => {
  it("is made anew for each attempt of a read", async () => {
    panel.answer = () => (panel.seen.length === 1 ? new WithStatus(503, "") : yes([]));
    await panel.client().hosts.list();
    const [first, second] = panel.seen;
    expect([first?.isSigned, second?.isSigned]).toEqual([true, true]);
    expect(second?.signature).not.toBe(first?.signature);
    expect(second?.random).not.toBe(first?.random);
  });

  it.each([
    [60, "签名过期"],
    [-60, "签名过期"],
    [60, "签名错误"],
    [-60, "签名错误"],
    [8 * 3600, "签名过期"],
    [-5 * 365 * 86_400, "签名过期"],
  ])("is made by the panel's clock when that is %d seconds off (%s)", async (by, words) => {
    isOff(by, words);
    const client = panel.client();
    expect(await client.users.create()).toMatchObject({ id: "5" });
    expect(panel.seen).toHaveLength(2);
    expect(panel.seen[1]?.signature).not.toBe(panel.seen[0]?.signature);
    // From now on at once.
    await client.users.create();
    await client.hosts.list();
    expect(panel.seen).toHaveLength(4);
  });

  it.each([60, -60])("learns of a clock that is %d seconds off from replies that say yes", async (by) => {
    panel.answer = () => yes(null, later(now, by));
    const client = panel.client();
    await client.hosts.start("1");
    await client.hosts.stop("1");
    const drift = Number(panel.seen[1]?.time) - seconds(now);
    expect(Math.abs(drift - by)).toBeLessThanOrEqual(1);
  });

  it("is not misled by a time that a reply always has", async () => {
    panel.answer = () => ({ ...yes(null), time: "1598500617" });
    const client = panel.client();
    await client.hosts.start("1");
    await client.hosts.stop("1");
    expect(panel.seen.map(({ time }) => Number(time))).toEqual([seconds(now), seconds(now)]);
  });

  it("that is refused again leaves the clock as it was, and tells both clocks", async () => {
    const wrong = panel.client({ accessToken: "not-the-token-of-it" });
    isOff(60, "签名错误");
    const error = await failureOf(wrong.hosts.start("1"));
    expect(error).toBeInstanceOf(AccountRefusedError);
    expect(error).toMatchObject({ refusal: "credentials" });
    expect(problemOf(error)).toBe("signature");
    expect(String(error)).toContain("2026-03-01T10:00:00Z, the panel's 2026-03-01T10:01:00Z");
    expect(String(error)).toContain("`bthost:accessToken`");
    expect(panel.seen).toHaveLength(2);
  });

  it("that is refused with the clocks right is sent no more", async () => {
    panel.answer = () => no("签名错误");
    await expect(panel.client().hosts.start("1")).rejects.toThrow(/signature is wrong/);
    expect(panel.seen).toHaveLength(1);
    panel.answer = () => ({ code: 0, msg: "签名错误", data: null });
    await expect(panel.client().hosts.list()).rejects.toThrow(/does not say what its own is/);
    expect(panel.seen).toHaveLength(2);
  });

  it("may be refused with a status of its own", async () => {
    const panelNow = later(now, 60);
    panel.answer = () =>
      panel.seen.length === 1 ? new WithStatus(401, no("签名过期", panelNow)) : yes(null, panelNow);
    await panel.client().hosts.start("1");
    expect(panel.seen).toHaveLength(2);
  });

  it("is not shown, although the panel quotes it", async () => {
    panel.answer = ({ signature }) => no(`签名错误 ${signature}`);
    const error = await failureOf(panel.client().hosts.start("1"));
    expect(String(error)).toContain("签名错误 [secret]");
  });
});

describe("a read", () => {
  it.each([
    new WithStatus(500, { code: 500, msg: "An error occurred", time: 1, data: null }),
    new WithStatus(503, "<html><title>503</title></html>"),
    "<!DOCTYPE html><title>授权</title>",
    no("请求失败"),
    { ...yes([]), code: 500 },
  ])("that is answered with %j is repeated", async (answer) => {
    panel.answer = () => (panel.seen.length === 1 ? answer : yes([{ id: 1 }]));
    expect(await panel.client().hosts.list()).toMatchObject([{ id: "1" }]);
    expect(panel.seen).toHaveLength(2);
  });

  it("fails in the end", async () => {
    panel.answer = () => new WithStatus(500, "<html></html>");
    await expect(panel.client().hosts.list()).rejects.toThrow(UnavailableError);
    expect(panel.seen).toHaveLength(2);
  });

  it("that is refused is not repeated", async () => {
    panel.answer = () => no("错误的请求");
    await expect(panel.client().hosts.list()).rejects.toThrow(RefusedError);
    expect(panel.seen).toHaveLength(1);
  });
});

describe("a write", () => {
  it.each([
    [new WithStatus(500, { code: 500, msg: "An error occurred", time: 1, data: null }), UnknownOutcomeError],
    [new WithStatus(500, "<html><title>系统发生错误</title></html>"), UnknownOutcomeError],
    [new WithStatus(302, ""), UnknownOutcomeError],
    ["<html>授权</html>", UnknownOutcomeError],
    [{ ...yes(), code: 500 }, UnknownOutcomeError],
    [{ ...yes(), code: 200 }, UnknownOutcomeError],
    [new WithStatus(201, yes()), UnknownOutcomeError],
    [no("请求失败"), UnknownOutcomeError],
    [no("网站创建失败|cURL error 28: Operation timed out"), UnknownOutcomeError],
    [no("主机不存在"), RefusedError],
    [no(null), RefusedError],
    [no(""), RefusedError],
    [new WithStatus(201, no("错误的请求")), RefusedError],
    [{ ...no("错误的请求"), code: "0" }, RefusedError],
    [no("非白名单IP不允许请求"), AccountRefusedError],
  ])("that is answered with %j is sent once", async (answer, kind) => {
    panel.answer = () => answer;
    await expect(panel.client().hosts.start("1")).rejects.toThrow(kind);
    expect(panel.seen).toHaveLength(1);
  });

  it.each([null, [], "", {}, undefined])("may be answered with data %j", async (data) => {
    panel.answer = () => ({ ...yes(data), code: "1", time: seconds(now) });
    await expect(panel.client().hosts.start("1")).resolves.toBeUndefined();
  });

  it("that did not leave is known not to be done", async () => {
    const http = new HttpClient({ endpoint: bthostUrl("http://127.0.0.1:1") });
    const client = new BthostClient({ http, accessToken });
    await expect(client.hosts.start("1")).rejects.toThrow(NotSentError);
  });

  it("that works in the server's panel has a limit of its own", async () => {
    const http = new HttpClient({ endpoint: bthostUrl(panel.site), timeoutMs: 30_000 });
    const client = new BthostClient({ http, accessToken, panelTimeoutMs: 200 });
    panel.hold();
    await expect(client.hosts.start("1")).rejects.toThrow(/within 200 ms/);
  });
});

describe("a dump of the panel's", () => {
  const build = { planId: "1", endsOn: "2030-01-01" };

  it.each([
    [
      '网站创建失败|{"ftp_username":"abc","ftp_password":"Qk1E73oOU68x","datapassword":"Zk1E73oOU68x"}',
      "Qk1E73oOU68x",
    ],
    ['主机创建失败->{"msg":"x","password":"Rk1E73oOU68x"}', "Rk1E73oOU68x"],
    ["网站创建失败|{&quot;password&quot;:&quot;Sk1E73oOU68x&quot;}", "Sk1E73oOU68x"],
    ["网站创建失败|Array ( [ftp_password] => Tk1E73oOU68x )", "Tk1E73oOU68x"],
    ['网站创建失败|{\\"password\\":\\"Uk1E73oOU68x\\"}', "Uk1E73oOU68x"],
  ])("shows no password: %s", async (msg, password) => {
    panel.answer = () => no(msg);
    const error = await failureOf(panel.client().hosts.build(build));
    expect(error).toBeInstanceOf(RefusedError);
    expect(JSON.stringify(error) + String(error)).not.toMatch(/[A-Z]k1E73oOU68x/);
    expect(redact(password)).toBe("[secret]");
  });

  it("shows none of a reply that is no JSON either", async () => {
    panel.answer = () => "Notice: something array('ftp_password' => 'Vk1E73oOU68x') {";
    const error = await failureOf(panel.client().hosts.build(build));
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(String(error)).not.toContain("Vk1E73oOU68x");
  });

  it("is read although its letters are written by numbers", async () => {
    panel.answer = () =>
      no('网站创建失败|{"msg":"\\u60a8\\u6dfb\\u52a0\\u7684\\u7ad9\\u70b9\\u5df2\\u5b58\\u5728!"}');
    const error = await failureOf(panel.client().hosts.build(build));
    expect(problemOf(error)).toBe("siteIsLeft");
    expect(String(error)).toContain("您添加的站点已存在!");
  });
});
