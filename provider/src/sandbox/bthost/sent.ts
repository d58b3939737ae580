import type { FormValue } from "../form";
import { filteredTree } from "./filter";
import { BthostCrash } from "./refusal";

export type Tree = Readonly<Record<string, FormValue>>;

/** A whole number as PHP casts it: what a text begins with, else 0. */
export function castInteger(value: FormValue): number {
  if (typeof value !== "string") return Object.keys(value).length === 0 ? 0 : 1;
  return Number(/^\s*[+-]?\d+/.exec(value)?.[0] ?? 0);
}

/** Named values of a request. What is not sent is `undefined`. */
export class Values {
  constructor(private readonly tree: Tree) {}

  has(name: string): boolean {
    return this.tree[name] !== undefined;
  }

  /** 0 when it is not sent. */
  integer(name: string): number {
    const value = this.tree[name];
    return value === undefined ? 0 : castInteger(value);
  }

  /** @throws BthostCrash for a list where a text belongs */
  text(name: string): string | undefined {
    const value = this.tree[name];
    if (value !== undefined && typeof value !== "string") throw new BthostCrash("Array to string conversion");
    return value;
  }

  /** `name[key]` by the keys; a single text is a list of it. */
  map(name: string): Values | undefined {
    const value = this.tree[name];
    if (value === undefined) return undefined;
    const tree = typeof value === "string" ? { 0: value } : Object.fromEntries(Object.entries(value));
    return Object.keys(tree).length === 0 ? undefined : new Values(tree);
  }

  names(): string[] {
    return Object.keys(this.tree);
  }
}

/** What a request says, as operations read it. */
export interface Sent {
  /** The form of a POST: where operations look. */
  readonly body: Values;
  /** The query and the form together; the form wins. */
  readonly all: Values;
}

/** @param body empty unless the request is a POST */
export function sentOf(query: Tree, body: Tree, escapesApostrophes: boolean): Sent {
  const clean = (tree: Tree): Tree =>
    Object.fromEntries(
      Object.entries(tree).map(([name, value]) => [name, filteredTree(value, escapesApostrophes)]),
    );
  return { body: new Values(clean(body)), all: new Values(clean({ ...query, ...body })) };
}
