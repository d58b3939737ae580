import { describe, expect, it } from "vitest";
import { FormError } from "./form";
import { boundaryOf, multipartParts } from "./multipart";

const body = [
  "--zk",
  'Content-Disposition: form-data; name="start"',
  "",
  "0",
  "--zk",
  'Content-Disposition: form-data; name="file"; filename="a.txt"',
  "Content-Type: application/octet-stream",
  "",
  "one\r\ntwo",
  "--zk--",
  "",
].join("\r\n");

describe("a multipart body", () => {
  it("has fields and files", () => {
    expect(multipartParts(Buffer.from(body), "zk")).toEqual([
      { name: "start", text: "0", bytes: "0" },
      { name: "file", filename: "a.txt", text: "one\r\ntwo", bytes: "one\r\ntwo" },
    ]);
  });

  it("has files of any bytes, and names in Chinese", () => {
    const [head = "", tail = ""] = body.replace("a.txt", "新.txt").split("one");
    const bytes = Buffer.concat([Buffer.from(head), Buffer.of(0, 255, 13, 10, 45), Buffer.from(tail)]);
    const [, file] = multipartParts(bytes, "zk");
    expect(file).toMatchObject({ filename: "新.txt", bytes: "\0\u00ff\r\n-\r\ntwo" });
  });

  it.each([
    ["multipart/form-data; boundary=zk", "zk"],
    ['multipart/form-data; boundary="z k"; charset=UTF-8', "z k"],
    ["multipart/form-data", undefined],
  ])("has the boundary of %s", (contentType, boundary) => {
    expect(boundaryOf(contentType)).toBe(boundary);
  });

  it("is refused without its end, with another boundary, and with a part that has no name", () => {
    expect(() => multipartParts(Buffer.from(body.replace("--zk--", "")), "zk")).toThrow(FormError);
    expect(() => multipartParts(Buffer.from(body), "other")).toThrow(FormError);
    expect(() => multipartParts(Buffer.from(body.replace(' name="start"', "")), "zk")).toThrow(FormError);
  });
});
