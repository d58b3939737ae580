import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { setLanguage } from "../core/language/language";
import type { Parameters, VendorOperations } from "../core/operations/operation";
import { vendorLoaders } from "../vendors";

const tableSchema = z.object({ operations: z.record(z.string(), z.string()) });

/** What is said of operations and their parameters, without which parameter a family is chosen by. */
function wordsOf(operations: VendorOperations): string[] {
  const words = new Set<string>();
  const takes = (parameters: Parameters<unknown>): void => {
    for (const { words: one, holds = {} } of Object.values(parameters)) {
      words.add(one);
      takes(holds);
    }
  };
  for (const row of operations.rows) {
    words.add(row.words.replace(/ ?[(（](?:by|由) `\w+`.*$/, ""));
    const found = operations.find(row.name, {});
    for (const { operation } of "parts" in found ? found.parts : [found]) {
      words.add(operation.words);
      takes(operation.takes);
    }
  }
  return [...words];
}

describe.each(Object.keys(vendorLoaders))("the operations of %s", (name) => {
  afterEach(() => {
    setLanguage(undefined);
  });

  it("are all said in Chinese, and nothing else is", async () => {
    const vendor = await vendorLoaders[name]?.();
    if (vendor === undefined) throw new Error(`there is no vendor ${name}`);
    const operations = await vendor.operations();
    const loaded: unknown = await import(join(__dirname, "..", name, "language", "operations.ts"));
    const table = tableSchema.parse(loaded).operations;
    setLanguage("en");
    const english = wordsOf(operations);
    expect(Object.keys(table).toSorted()).toEqual(english.toSorted());
    setLanguage("zh");
    expect(wordsOf(operations).toSorted()).toEqual([...new Set(Object.values(table))].toSorted());
    for (const { words } of operations.rows) expect(words).toMatch(/\p{Script=Han}/u);
    expect(Object.values(table)).not.toContain("");
  });
});
