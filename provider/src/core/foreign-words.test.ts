import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { z } from "zod";
import { messageOf } from "./errors";
import { setLanguage } from "./language/language";

afterEach(() => {
  setLanguage(undefined);
});

function failureOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return messageOf(error);
  }
  throw new TypeError("nothing was thrown");
}

const missing = join(tmpdir(), "no-such-folder", "seed.json");
const schema = z.strictObject({ name: z.string(), count: z.int() });

it.each<["en" | "zh", string, string, string]>([
  [
    "en",
    `it is not there, or its folder is not (ENOENT, ${missing})`,
    "it is not JSON (",
    "name: is required; count: must be a number; more: is not known here",
  ],
  [
    "zh",
    `它或它所在的文件夹不存在 (ENOENT, ${missing})`,
    "它不是 JSON（",
    "name：必须填写；count：必须是数字；more：这里没有这一项",
  ],
])("what Node and zod say is said in our own words (%s)", (language, file, json, parsed) => {
  setLanguage(language);
  expect(failureOf(() => readFileSync(missing))).toBe(file);
  expect(failureOf(() => JSON.parse("{") as unknown)).toContain(json);
  expect(failureOf(() => schema.parse({ count: "x", more: 1 }, { reportInput: true }))).toBe(parsed);
  expect(failureOf(() => JSON.parse(readFileSync(__filename, "utf8").slice(0, 0)) as unknown)).toContain(
    json,
  );
  expect(messageOf(new Error("other"))).toBe("other");
});
