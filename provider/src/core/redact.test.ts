import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RefusedError, withFacts } from "./errors";
import { excerpt, redact, redactJson, registerSecret } from "./redact";

describe("a registered secret", () => {
  const secret = `p&ss wörd/"${"x".repeat(3)}\\n?`;
  registerSecret(secret);
  const base64 = Buffer.from(secret).toString("base64");

  it.each([
    ["as it is", secret],
    ["in base64", base64],
    ["in base64 without its padding", base64.replace(/=+$/, "")],
    ["in base64 for URLs", Buffer.from(secret).toString("base64url")],
    ["URL-encoded", encodeURIComponent(secret)],
    ["as a form writes it", new URLSearchParams({ v: secret }).toString().slice(2)],
    ["in base64, URL-encoded", encodeURIComponent(base64)],
    ["quoted in JSON", JSON.stringify({ secret })],
  ])("is hidden %s", (_form, shown) => {
    const text = redact(`before ${shown} after`);
    expect(text).toMatch(/^before .*\[secret\].* after$/);
    expect(text).not.toContain(shown);
  });

  it("is hidden wherever it stands, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 40 }), (value) => {
        fc.pre(value.trim().length >= 6);
        registerSecret(value);
        for (const form of [
          value,
          Buffer.from(value).toString("base64"),
          encodeURIComponent(value),
          JSON.stringify(value).slice(1, -1),
        ]) {
          expect(redact(`<<<${form}>>>`)).toMatch(/^<<<.*\[secret\]/);
        }
      }),
      { numRuns: 30 },
    );
  });

  it("is hidden when it was registered late, also in errors that gain facts later", () => {
    const late = "registered-too-late";
    const error = new RefusedError("no", { vendorMessage: `wrong key ${late}` });
    registerSecret(late);
    expect(redact(`the key ${late}`)).toBe("the key [secret]");
    expect(withFacts(error, { resource: "web" }).message).toBe(
      'web: no. The panel said: "wrong key [secret]"',
    );
  });

  it("leaves nothing of a longer one standing", () => {
    registerSecret("abcd-1234");
    registerSecret("abcd-1234-tail-of-it");
    expect(redact("abcd-1234-tail-of-it")).toBe("[secret]");
  });
});

describe("what is not secret", () => {
  it("is never garbled by short or missing values", () => {
    for (const value of ["", "a", "12", "abc", undefined, null]) registerSecret(value);
    const text = "buy 12 months of abc: CNY 6,020.00 for web (rs-4k9v2m7qx0ab)";
    expect(redact(text)).toBe(text);
  });

  it("stays as it is, but for parameters that are secret by name", () => {
    expect(redact("https://panel.example/api?userid=7&sign=0123abcd&x=1")).toBe(
      "https://panel.example/api?userid=7&sign=[secret]&x=1",
    );
    expect(redact('{"loginPassword":"aGVsbG8=","guid":"9"}')).toBe('{"loginPassword":"[secret]","guid":"9"}');
    expect(redact("carries the token rs-4k9v2m7qx0ab of this resource")).toBe(
      "carries the token rs-4k9v2m7qx0ab of this resource",
    );
    expect(redact("password=[secret]")).toBe("password=[secret]");
  });
});

describe("an excerpt", () => {
  const key = "K7f!Qz'9<w>R2m&x0";
  registerSecret(key);
  const forms = [
    key,
    Buffer.from(key).toString("base64"),
    encodeURIComponent(key),
    JSON.stringify(key).slice(1, -1),
    key.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/'/g, "&#039;"),
  ];

  it("shows nothing of a secret, wherever it is cut", () => {
    for (const form of forms) {
      for (let offset = 0; offset <= 60; offset += 1) {
        const text = `${"x".repeat(offset)}${form}${"y".repeat(60)}`;
        const shown = excerpt(text, 40);
        for (let at = 0; at + 4 <= form.length; at += 1) expect(shown).not.toContain(form.slice(at, at + 4));
      }
    }
  });

  it("shows next to nothing of a secret in the middle of which the text itself ends", () => {
    for (const form of forms) {
      for (let length = 6; length <= form.length; length += 1)
        expect(excerpt(`the key ${form.slice(0, length)}`, 100)).toBe("the key [secret]");
    }
  });

  it("is one line of so many characters, and whole where it fits", () => {
    expect(excerpt("a\n  b\tc", 10)).toBe("a b c");
    expect(excerpt("abcdef", 6)).toBe("abcdef");
    expect(excerpt("abcdefg", 6)).toBe("abcdef…");
    expect(excerpt("𠮷".repeat(7), 6)).toBe(`${"𠮷".repeat(6)}…`);
  });
});

describe("a value of JSON", () => {
  it("stays JSON, whatever is hidden in it, also when its text is redacted again", () => {
    registerSecret("Registered-Word-1");
    const value = {
      name: "shop",
      password: "Abcd1234",
      ftp_password: 123456,
      token: null,
      empty: { pwd: "" },
      rows: [{ vnctoken: "stpj" }, { said: 'pass:"x" and Registered-Word-1' }],
      count: 3,
    };
    const text = redact(JSON.stringify(redactJson(value)));
    expect(JSON.parse(text)).toEqual({
      name: "shop",
      password: "[secret]",
      ftp_password: "[secret]",
      token: "",
      empty: { pwd: "" },
      rows: [{ vnctoken: "[secret]" }, { said: 'pass:"[secret]" and [secret]' }],
      count: 3,
    });
  });
});
