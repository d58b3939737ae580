import type ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import type { Exported, Published } from "../../scripts/reference/published.mjs" with {
  "resolution-mode": "import",
};

/*
 * What an editor shows beside a name, asked of the TypeScript checker over the declarations that are published.
 */

const internals = /\$Zod|ZodType|_zod|RecordOf</;

let checker: ts.TypeChecker;
let published: Published;
let exported: readonly Exported[];

beforeAll(async () => {
  const { openPublished } = await import("../../scripts/reference/published.mjs");
  published = openPublished();
  ({ checker, exported } = published);
});

const isDocumented = (symbol: ts.Symbol): boolean => published.commentOf(symbol) !== "";

/** Names without a word of documentation: `HyperVmArgs.cpu`. */
function silent(owner: string, symbols: readonly ts.Symbol[]): string[] {
  return symbols.filter((symbol) => !isDocumented(symbol)).map(({ name }) => `${owner}.${name}`);
}

const named = (ending: RegExp) => published.everything.filter(({ name }) => ending.test(name));

describe("an editor shows the documentation", () => {
  it("of every argument of every resource", () => {
    const kinds = exported.filter(({ name }) => name.endsWith("Args"));
    expect(kinds.length).toBeGreaterThanOrEqual(9);
    const missing = kinds.flatMap(({ name, symbol }) => {
      const properties = checker.getDeclaredTypeOfSymbol(symbol).getProperties();
      expect(properties.length).toBeGreaterThan(3);
      return silent(name, properties);
    });
    expect(missing).toEqual([]);
  });

  it("of every resource and each of its outputs", () => {
    const classes = published.resources();
    expect(classes.length).toBeGreaterThanOrEqual(9);
    const missing = classes.flatMap(({ names: [name = ""], symbol }) => {
      const own = published.propertiesOf(checker.getDeclaredTypeOfSymbol(symbol));
      expect(own.length).toBeGreaterThan(3);
      return [...(isDocumented(symbol) ? [] : [name]), ...silent(name, own)];
    });
    expect(missing).toEqual([]);
  });

  it("of every lookup, of its arguments, and of the typed clients", () => {
    const lookups = named(/\.(get\w+|search\w+|client|Client)$/).filter(
      ({ name }) => !name.endsWith("Output"),
    );
    expect(lookups.length).toBeGreaterThan(30);
    const args = named(/\.\w+Args$/);
    const missing = [
      ...lookups.filter(({ symbol }) => !isDocumented(symbol)).map(({ name }) => name),
      ...args.flatMap(({ name, symbol }) =>
        silent(name, checker.getDeclaredTypeOfSymbol(symbol).getProperties()),
      ),
    ];
    expect(missing).toEqual([]);
  });

  it("of no schema's internals in the place of an argument's type", () => {
    const kinds = exported.filter(({ name }) => name.endsWith("Args"));
    const shown = kinds.flatMap(({ name, symbol }) =>
      checker
        .getDeclaredTypeOfSymbol(symbol)
        .getProperties()
        .map(
          (property) =>
            `${name}.${property.name}: ${checker.typeToString(checker.getTypeOfSymbol(property))}`,
        ),
    );
    expect(shown.filter((line) => internals.test(line))).toEqual([]);
  });
});
