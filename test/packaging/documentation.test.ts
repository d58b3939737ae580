import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";

/*
 * What an editor shows beside a name, asked of the TypeScript checker over the declarations that are published.
 */

const entry = join(__dirname, "..", "..", "provider", "dist", "index.d.ts");
const internals = /\$Zod|ZodType|_zod|RecordOf</;

/** What a name that the package exports stands for. */
interface Exported {
  readonly name: string;
  readonly symbol: ts.Symbol;
}

let checker: ts.TypeChecker;
let exported: readonly Exported[];

beforeAll(() => {
  const program = ts.createProgram([entry], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
  });
  checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  if (module === undefined) throw new TypeError("the package is not built");
  exported = exportsOf(module);
});

function resolved(symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

/** Under the names that they are exported by: what stands behind a namespace's is called by its file. */
const exportsOf = (module: ts.Symbol): Exported[] =>
  checker.getExportsOfModule(module).map((symbol) => ({ name: symbol.name, symbol: resolved(symbol) }));

const isDocumented = (symbol: ts.Symbol): boolean =>
  ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== "";

/** Names without a word of documentation: `HyperVmArgs.cpu`. */
function silent(owner: string, symbols: readonly ts.Symbol[]): string[] {
  return symbols.filter((symbol) => !isDocumented(symbol)).map(({ name }) => `${owner}.${name}`);
}

/** What the package exports by itself and in its namespaces. */
function everything(): Exported[] {
  return exported.flatMap(({ name, symbol }) =>
    (symbol.flags & ts.SymbolFlags.Module) === 0 || (symbol.flags & ts.SymbolFlags.Class) !== 0
      ? [{ name, symbol }]
      : exportsOf(symbol).map((inner) => ({ ...inner, name: `${name}.${inner.name}` })),
  );
}

const named = (ending: RegExp) => everything().filter(({ name }) => ending.test(name));

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
    const classes = exported.filter(
      ({ name, symbol }) => (symbol.flags & ts.SymbolFlags.Class) !== 0 && !name.endsWith("Error"),
    );
    expect(classes.length).toBeGreaterThanOrEqual(9);
    const missing = classes.flatMap(({ name, symbol }) => {
      const own = checker
        .getDeclaredTypeOfSymbol(symbol)
        .getProperties()
        .filter(({ declarations = [] }) =>
          declarations.every((declaration) => !declaration.getSourceFile().fileName.includes("node_modules")),
        );
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
