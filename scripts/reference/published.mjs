/** What the package publishes, as the TypeScript checker reads it from the built declarations. */

import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const built = fileURLToPath(new URL("../../provider/dist", import.meta.url));

/** Opens the declarations. What it returns asks the checker, and nothing else. */
export function openPublished() {
  const entry = join(built, "index.d.ts");
  const program = ts.createProgram([entry], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry);
  const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error("the package is not built: run `npm run build`");

  const resolved = (symbol) =>
    (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);

  /** Under the names that they are exported by: what stands behind a namespace's is called by its file. */
  const exportsOf = (owner) =>
    checker.getExportsOfModule(owner).map((symbol) => ({ name: symbol.name, symbol: resolved(symbol) }));
  const exported = exportsOf(module);
  const isNamespace = ({ symbol }) =>
    (symbol.flags & ts.SymbolFlags.Module) !== 0 && (symbol.flags & ts.SymbolFlags.Class) === 0;

  /** What the package exports by itself and in its namespaces: `zkeys.getLines`. */
  const everything = exported.flatMap((one) =>
    isNamespace(one)
      ? exportsOf(one.symbol).map(({ name, symbol }) => ({ name: `${one.name}.${name}`, symbol }))
      : [one],
  );

  const isOwn = (symbol) =>
    (symbol.declarations ?? []).every(
      (declaration) => !declaration.getSourceFile().fileName.includes("/node_modules/"),
    );

  /** Where a name is declared, so that names can be put in the order of their lines; by name where they have none. */
  const placeOf = (symbol) => {
    const [declaration] = symbol.declarations ?? [];
    const file = declaration?.getSourceFile().fileName ?? "";
    return { file, line: declaration?.pos ?? 0, name: symbol.name };
  };
  const byText = (a, b) => (a === b ? 0 : a < b ? -1 : 1);
  const inOrder = (a, b) => byText(a.file, b.file) || a.line - b.line || byText(a.name, b.name);

  return {
    checker,
    exported,
    everything,
    /** Whether a name is the package's own, and not of a library that it builds on. */
    isOwn,
    /** The package's own properties of a type, as they stand in its files: the checker's order is that in which it met the names. */
    propertiesOf: (type) =>
      type
        .getProperties()
        .filter(isOwn)
        .map((symbol) => ({ symbol, place: placeOf(symbol) }))
        .sort((a, b) => inOrder(a.place, b.place))
        .map(({ symbol }) => symbol),
    /** Resources, each once, under every name that it is exported by. */
    resources: () => {
      const classes = new Map();
      for (const { name, symbol } of everything) {
        if ((symbol.flags & ts.SymbolFlags.Class) === 0) continue;
        const urn = checker.getDeclaredTypeOfSymbol(symbol).getProperty("urn");
        if (urn === undefined || isOwn(urn)) continue;
        classes.set(symbol, [...(classes.get(symbol) ?? []), name]);
      }
      return [...classes].map(([symbol, names]) => ({ symbol, names }));
    },
    /** The folder of the built package that a name is declared in: `zkeys`. */
    folderOf: (symbol) => {
      const [declaration] = symbol.declarations ?? [];
      if (declaration === undefined) return "";
      return relative(built, dirname(declaration.getSourceFile().fileName)).split(sep)[0];
    },
    /** The doc comment of a name; empty when it has none. */
    commentOf: (symbol) =>
      ts
        .displayPartsToString(symbol.getDocumentationComment(checker))
        .replace(/\{@link\s+([^}|\s]+)[^}]*\}/g, "`$1`")
        .trim(),
    /** The text of a `@param` of a function's doc comment. */
    parameterComment: (symbol, parameter) =>
      symbol
        .getJsDocTags(checker)
        .filter(({ name, text = [] }) => name === "param" && text[0]?.text === parameter)
        .map(({ text = [] }) => ts.displayPartsToString(text.slice(1)).trim())
        .join(" "),
  };
}
