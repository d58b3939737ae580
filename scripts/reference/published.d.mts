import type ts from "typescript";

/** What a name that the package exports stands for. */
export interface Exported {
  /** As users write it: `HyperVm`, `zkeys.getLines`. */
  readonly name: string;
  readonly symbol: ts.Symbol;
}

export interface Published {
  readonly checker: ts.TypeChecker;
  /** What the package exports by itself. */
  readonly exported: readonly Exported[];
  /** The same, and what it exports in its namespaces. */
  readonly everything: readonly Exported[];
  /** The package's own properties of a type, in the order of their lines. */
  propertiesOf(type: ts.Type): ts.Symbol[];
  /** Resources, each once, under every name that it is exported by. */
  resources(): { readonly symbol: ts.Symbol; readonly names: readonly string[] }[];
  /** The doc comment of a name; empty when it has none. */
  commentOf(symbol: ts.Symbol): string;
}

/** @throws when the package is not built. */
export function openPublished(): Published;
