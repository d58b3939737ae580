import { describe, expect, it } from "vitest";
import { carriesToken, isCutRemark, orderRemark, readRemark, withText } from "./remark";

const token = "rs-4k9v2m7qx0ab";
const now = new Date("2026-10-01T04:00:16.900Z");

describe("the remark of an order", () => {
  it("has the token, the time of the controller's wall, and the user's text", () => {
    expect(orderRemark("shop front", token, now, "Asia/Shanghai")).toBe(
      "rs-4k9v2m7qx0ab 2026-10-01T12:00:16+08:00 shop front",
    );
    expect(orderRemark(undefined, token, now, "UTC")).toBe("rs-4k9v2m7qx0ab 2026-10-01T04:00:16Z");
  });

  it.each(["shop front", "", "two\nlines", "rs-4k9v2m7qx0ab2 in the text", "价格"])(
    "is taken apart again: %j",
    (text) => {
      const remark = orderRemark(text, token, now, "Asia/Shanghai");
      expect(readRemark(remark)).toMatchObject({ text, orderedAt: "2026-10-01T12:00:16+08:00" });
      expect(carriesToken(remark, token)).toBe(true);
    },
  );

  it("keeps token and time in front of another text", () => {
    const remark = orderRemark("old", token, now, "Asia/Shanghai");
    expect(withText(remark, "new")).toBe("rs-4k9v2m7qx0ab 2026-10-01T12:00:16+08:00 new");
    expect(withText(remark, "")).toBe("rs-4k9v2m7qx0ab 2026-10-01T12:00:16+08:00");
    expect(withText("by hand", "new")).toBe("new");
  });
});

describe("a remark of the first release, which has its text in front", () => {
  it.each(["shop front", "", "two\nlines"])("is taken apart too: %j", (text) => {
    const remark = `${text === "" ? "" : `${text} `}${token} 2026-10-01T12:00:16+08:00`;
    expect(readRemark(remark)).toEqual({
      text,
      mark: "rs-4k9v2m7qx0ab 2026-10-01T12:00:16+08:00",
      orderedAt: "2026-10-01T12:00:16+08:00",
    });
    expect(withText(remark, "new")).toBe("rs-4k9v2m7qx0ab 2026-10-01T12:00:16+08:00 new");
  });
});

describe("a remark that was cut", () => {
  it("still has its token", () => {
    const remark = orderRemark("a long text", token, now, "Asia/Shanghai");
    for (const length of [token.length, 20, 30, 45]) {
      expect(carriesToken(remark.slice(0, length), token)).toBe(true);
      expect(readRemark(remark.slice(0, length)).mark).toContain(token);
    }
  });
});

describe("a remark without a token", () => {
  it.each([undefined, "", "by hand", "rs-short", "rs-4k9v2m7qx0ab-and more"])(
    "is text as a whole: %j",
    (remark) => {
      expect(readRemark(remark)).toEqual({ text: remark ?? "", mark: undefined, orderedAt: undefined });
    },
  );

  it("is not mistaken for one with a longer token", () => {
    expect(carriesToken("rs-4k9v2m7qx0abc", token)).toBe(false);
    expect(carriesToken("xrs-4k9v2m7qx0ab", token)).toBe(false);
  });
});

describe("a remark of which the controller keeps a part", () => {
  const whole = orderRemark("shop front", token, now, "Asia/Shanghai");

  it("is told from another one, wherever it was cut", () => {
    for (let length = token.length; length < whole.length; length += 1) {
      const isTextGone = length === 41 || length === 42;
      expect(isCutRemark(whole.slice(0, length), "shop front"), whole.slice(0, length)).toBe(!isTextGone);
      expect(readRemark(whole.slice(0, length)).text).toBe(whole.slice(42, length));
    }
    expect(isCutRemark(whole, "shop front")).toBe(false);
    expect(isCutRemark(`${token} 2026-10-01T12:00:16+08:00 shop back`, "shop front")).toBe(false);
    expect(isCutRemark("", "shop front")).toBe(false);
    expect(isCutRemark(undefined, "shop front")).toBe(false);
  });

  it("is a text without a token where the VM was adopted, and nothing of ours where the token is due", () => {
    expect(isCutRemark("shop fr", "shop front")).toBe(true);
    expect(isCutRemark("shop fr", "shop front", token)).toBe(false);
  });
});
