import { describe, expect, it } from "vitest";
import { partsOf } from "../../../test-support/zonkvm-panel";
import { formBody, multipartBody } from "./form";

const nested = {
  a: { b: [1, "x"], c: { d: "é&" }, none: undefined },
  list: ["p", "q"],
  n: 0,
  empty: "",
  none: undefined,
};

describe("a form", () => {
  it("has nested values as JSON text, and leaves out what is undefined", () => {
    const { contentType, body } = formBody(nested, "json");
    expect(contentType).toBe("application/x-www-form-urlencoded; charset=UTF-8");
    expect([...new URLSearchParams(body.toString())]).toEqual([
      ["a", '{"b":[1,"x"],"c":{"d":"é&"}}'],
      ["list", '["p","q"]'],
      ["n", "0"],
      ["empty", ""],
    ]);
  });

  it("has them in brackets where that is set", () => {
    expect([...new URLSearchParams(formBody(nested, "brackets").body.toString())]).toEqual([
      ["a[b][0]", "1"],
      ["a[b][1]", "x"],
      ["a[c][d]", "é&"],
      ["list[0]", "p"],
      ["list[1]", "q"],
      ["n", "0"],
      ["empty", ""],
    ]);
  });
});

describe("a form with a file", () => {
  it("carries fields and bytes unchanged", async () => {
    const content = new Uint8Array([0, 255, 13, 10, 128]);
    const file = { field: "file", name: '例 "1".bin', content };
    const { contentType, body } = await multipartBody({ start: 0, post: { k: "v" } }, "json", file);
    expect(contentType).toMatch(/^multipart\/form-data; boundary=/);
    const parts = partsOf(Buffer.from(body), contentType);
    expect(parts.get("start")?.content.toString()).toBe("0");
    expect(parts.get("post")?.content.toString()).toBe('{"k":"v"}');
    // The quotes are written as browsers write them.
    expect(parts.get("file")).toEqual({ fileName: "例 %221%22.bin", content: Buffer.from(content) });
  });
});
