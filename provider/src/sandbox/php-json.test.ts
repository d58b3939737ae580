import { expect, it } from "vitest";
import { phpJson } from "./php-json";

it("escapes like PHP's json_encode and means the same", () => {
  const value = { name: "裸4.0 / \u007fé😀", data: [] };
  expect(phpJson(value)).toBe('{"name":"\\u88f84.0 \\/ \\u007f\\u00e9\\ud83d\\ude00","data":[]}');
  expect(JSON.parse(phpJson(value))).toEqual(value);
});
