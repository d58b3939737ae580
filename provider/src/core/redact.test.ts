import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RefusedError, withFacts } from "./errors";
import { redact, registerSecret } from "./redact";

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
