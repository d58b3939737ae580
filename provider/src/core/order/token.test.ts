import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { integerToken, holdsAnyToken, holdsToken, purchaseToken, withToken } from "./token";

const parts = {
  organization: "org",
  urn: "urn:pulumi:dev::p::t::web",
  namespace: "",
  purchaseTriggers: undefined,
};

describe("a token", () => {
  it("is short, recognisable, and always the same for the same parts", () => {
    // Written down: another value would make every purchase of the past unknown.
    expect(purchaseToken(parts)).toBe("rs-scdjqzbrzxgh");
    expect(purchaseToken({ ...parts })).toMatch(/^rs-[0-9a-hjkmnp-tv-z]{12}$/);
  });

  it("differs as soon as one part does", () => {
    const others = [
      { ...parts, organization: "other" },
      { ...parts, urn: `${parts.urn}2` },
      { ...parts, namespace: "n" },
      { ...parts, purchaseTriggers: [1] },
      { ...parts, purchaseTriggers: ["1"] },
      { ...parts, purchaseTriggers: [[1]] },
    ].map(purchaseToken);
    expect(new Set([purchaseToken(parts), ...others]).size).toBe(others.length + 1);
  });

  it("is found as a whole word only", () => {
    const token = purchaseToken(parts);
    for (const text of [token, `for the web team ${token}`, `(${token})`, `a,${token};b`, `用户${token}备注`])
      expect(holdsToken(text, token)).toBe(true);
    for (const text of ["", `x${token}`, `${token}x`, `${token}-2`, token.slice(0, -1), token.toUpperCase()])
      expect(holdsToken(text, token)).toBe(false);
    expect(holdsToken("anything", "")).toBe(false);
  });

  it("of any purchase is told from other words", () => {
    const token = purchaseToken(parts);
    for (const text of [token, `for the web team ${token}`, `(${token})`])
      expect(holdsAnyToken(text)).toBe(true);
    for (const text of [
      "",
      "rs-",
      "rs-bin",
      `x${token}`,
      `${token}-2`,
      token.slice(0, -1),
      token.toUpperCase(),
    ])
      expect(holdsAnyToken(text)).toBe(false);
  });

  it("stands in front of whatever the user wrote, so that a panel that cuts leaves it whole", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const token = purchaseToken(parts);
        expect(holdsToken(withToken(text, token), token)).toBe(true);
        expect(holdsToken(withToken(text, token).slice(0, token.length), token)).toBe(true);
      }),
    );
    expect(withToken(undefined, "rs-1")).toBe("rs-1");
    expect(withToken("mine", "rs-1")).toBe("rs-1 mine");
  });
});

describe("an integer token", () => {
  it("is the same for the same purchase, fits 31 bits and is never nothing", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const value = integerToken(text);
        expect(integerToken(text)).toBe(value);
        expect(Number.isInteger(value) && value > 0 && value < 2 ** 31).toBe(true);
      }),
    );
    expect(integerToken("rs-1")).not.toBe(integerToken("rs-2"));
  });
});
