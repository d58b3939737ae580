import { describe, expect, it } from "vitest";
import { UnreadableReplyError } from "../errors";
import { registerSecret } from "../redact";
import { cleaned, parseJson, unlike, wordsOfPage } from "./json";

const facts = { operation: "list" };
const json = '{"code":0,"data":[{"guid":"1"}]}';
const value = { code: 0, data: [{ guid: "1" }] };

const html = (kind: string) =>
  `<br />\n<b>${kind}</b>:  Undefined index: a in <b>/www/wwwroot/api/index.php</b> on line <b>12</b><br />\n`;
const plain = (kind: string) => `\nPHP ${kind}:  Undefined variable $x in /www/index.php on line 7\n`;

function thrownBy(text: string): string {
  try {
    parseJson(text, facts);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableReplyError);
    return String(error);
  }
  throw new Error("nothing was thrown");
}

describe("JSON", () => {
  it.each([
    ["by itself", json],
    ["behind one mark", `\uFEFF${json}`],
    ["behind several marks", `\uFEFF\uFEFF \n\uFEFF${json}\uFEFF`],
    ["behind a warning", `${html("Warning")}${json}`],
    ["behind several remarks and marks", `\uFEFF${html("Notice")}\uFEFF${plain("Deprecated")}${json}`],
    ["before a notice", `${json}${html("Notice")}`],
    ["between remarks", `${plain("Warning")}${json}\n${plain("Notice")}\uFEFF`],
    ["behind a plain notice in the same line", `Notice: Undefined index: a in /www/a.php on line 12${json}`],
    ["with brackets in its texts", ` ${json}${html("Notice")}`.replace('"1"', '"1"')],
  ])("is read %s", (_, text) => {
    expect(parseJson(text, facts)).toEqual(value);
  });

  it("is read to its own end, whatever its texts hold", () => {
    const tricky = '{"a":"} ] \\" on line 5","b":[1,{"c":"{"}]}';
    expect(parseJson(`${tricky}${plain("Notice")}`, facts)).toEqual(JSON.parse(tricky));
  });

  it("keeps numbers that are too long for JavaScript", () => {
    expect(parseJson('{"a":160682598814128134,"b":"160682598814128134"}', facts)).toEqual({
      a: "160682598814128134",
      b: "160682598814128134",
    });
  });
});

describe("what is no JSON", () => {
  it.each([
    ["", "the reply is empty"],
    ["\uFEFF \n", "the reply is empty"],
    [html("Warning"), "PHP failed: Warning : Undefined index: a in /www/wwwroot/api/index.php on line 12"],
    [`${json}\n<b>Fatal error</b>: Uncaught Error in /www/a.php on line 3`, "PHP failed: Fatal error"],
    ["<b>Parse error</b>: syntax error in <b>/www/a.php</b> on line <b>3</b>", "PHP failed: Parse error"],
    [
      "<!DOCTYPE html><html><head><title>系统维护</title></head><body>x</body></html>",
      "a web page: 系统维护",
    ],
    [
      "<html><body><h1>403 Forbidden</h1><script>var a = 1</script>nginx</body></html>",
      "a web page: 403 Forbidden nginx",
    ],
    ['{"code":0,"data":[{"password":"secret', "not whole JSON: 37 characters"],
    ["<xml><password>secret</password></xml>", "not whole JSON: 38 characters"],
    ["busy, try again", "not JSON: busy, try again"],
    ['busy {"password":"secret"}', "not JSON: busy"],
  ])("is named for what it is: %j", (text, words) => {
    const message = thrownBy(text);
    expect(message).toContain(words);
    expect(message).not.toContain("secret");
  });

  it("is quoted shortly", () => {
    expect(thrownBy("x".repeat(5_000)).length).toBeLessThan(250);
    expect(unlike("JSON", `<title>${"x".repeat(5_000)}</title>`, facts).message.length).toBeLessThan(250);
  });
});

it.each(["403 Forbidden", "网站防火墙", "您的请求已被拦截"])(
  "a page that says %s names what may forbid it",
  (title) => {
    const message = thrownBy(`<html><head><title>${title}</title></head></html>`);
    expect(message).toMatch(/allow-list for its API .*the key is right.*clock is right/);
  },
);

describe("a secret that a panel quotes", () => {
  const key = "Zk9-Q7w_mn3Xb8Rt";
  registerSecret(key);
  const pieces = Array.from({ length: key.length - 4 }, (_, at) => key.slice(at, at + 5));
  const texts: readonly (readonly [string, (quoted: string) => string])[] = [
    ["plain text", (quoted) => `error: ${quoted} rest of it`],
    ["a page", (quoted) => `<html><body><h1>Error</h1>${quoted}<p>end</p></body></html>`],
    ["the title of a page", (quoted) => `<html><head><title>${quoted} end</title></head></html>`],
    ["a page that ends too soon", (quoted) => `<html><body>${quoted}`],
    [
      "words of PHP",
      (quoted) => `<b>Fatal error</b>: bad key ${quoted} in <b>/www/a.php</b> on line <b>3</b>`,
    ],
    ["half of JSON", (quoted) => `{"code":1,"message":"${quoted}`],
    ["text before JSON", (quoted) => `${quoted} {"code":0}`],
  ];

  it.each(texts)("shows at no place of %s, wherever that is cut", (_, textOf) => {
    for (let offset = 0; offset <= 150; offset += 1) {
      for (const shown of [key, key.slice(0, 12)]) {
        const isWhole = shown === key;
        const text = textOf(`${"x".repeat(offset)}${shown}`);
        // Only a text that itself ends in the middle of a secret can hold a part of it.
        const body = isWhole ? text : text.slice(0, text.indexOf(shown) + shown.length);
        const said = `${thrownBy(body)} ${wordsOfPage(body)}`;
        expect(pieces.filter((piece) => said.includes(piece))).toEqual([]);
      }
    }
  });
});

it("of a page of an error only the page's words are quoted", () => {
  expect(wordsOfPage("<html><title>403 Forbidden</title><body>x</body></html>")).toBe("403 Forbidden");
  expect(wordsOfPage('{"password":"x"}')).toBe("");
  expect(wordsOfPage("")).toBe("");
});

it("a remark alone is no empty reply", () => {
  expect(cleaned(html("Warning"))).toMatchObject({ body: "" });
  expect(cleaned(html("Warning")).remark).not.toBe("");
  expect(cleaned("\uFEFF0")).toEqual({ body: "0", remark: "" });
});
