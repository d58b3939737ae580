import { describe, expect, it } from "vitest";
import { FormError } from "../form";
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
    expect(multipartParts(body, "zk")).toEqual([
      { name: "start", text: "0" },
      { name: "file", filename: "a.txt", text: "one\r\ntwo" },
    ]);
  });

  it.each([
    ["multipart/form-data; boundary=zk", "zk"],
    ['multipart/form-data; boundary="z k"; charset=UTF-8', "z k"],
    ["multipart/form-data", undefined],
  ])("has the boundary of %s", (contentType, boundary) => {
    expect(boundaryOf(contentType)).toBe(boundary);
  });

  it("is refused without its end, with another boundary, and with a part that has no name", () => {
    expect(() => multipartParts(body.replace("--zk--", ""), "zk")).toThrow(FormError);
    expect(() => multipartParts(body, "other")).toThrow(FormError);
    expect(() => multipartParts(body.replace(' name="start"', ""), "zk")).toThrow(FormError);
  });
});
