import type { Account } from "../account";
import { ArgumentError } from "../errors";
import { nearest } from "../find";
import { language } from "../language/language";
import { say } from "../language/say";
import { checked } from "./check";
import type {
  Family,
  FoundOperation,
  OpenChoice,
  Operation,
  OperationEffect,
  OperationRow,
  Parameters,
  Table,
  Values,
  VendorOperations,
} from "./operation";

/** How a vendor sends an operation. */
type Send<Value, One> = (
  account: Account,
  /** The name that the vendor documents, without that of a part. */
  name: string,
  operation: One,
  values: Values<Value>,
) => Promise<unknown>;

function isFamily<Value, One extends Operation<Value>>(
  entry: One | Family<Value, One>,
): entry is Family<Value, One> {
  return "among" in entry;
}

const joined = (name: string, part: string): string => (part === "" ? name : `${name}.${part}`);

/** Says words of a table in the language of this process. */
type Said = (words: string) => string;

function rowsOf<Value, One extends Operation<Value>>(
  name: string,
  entry: One | Family<Value, One>,
  said: Said,
): OperationRow[] {
  if (!isFamily(entry)) return [{ name, effects: [entry.effect], words: said(entry.words) }];
  const parts = Object.entries(entry.among);
  const effects = [...new Set(parts.map(([, { effect }]) => effect))] satisfies OperationEffect[];
  const whole = {
    name,
    effects,
    words: say("{words} (by {by})", { words: said(entry.words), by: entry.by }),
  };
  const each = parts.map(([part, { effect, words }]) => ({
    name: joined(name, part),
    effects: [effect],
    words: said(words),
  }));
  if (entry.shows === "whole") return [whole];
  return entry.shows === "parts" ? each : [whole, ...each];
}

function parametersIn<Value>(takes: Parameters<Value>, said: Said): Parameters<Value> {
  const all = Object.entries(takes).map(([name, parameter]) => {
    const { words, holds } = parameter;
    const inner = holds === undefined ? undefined : parametersIn(holds, said);
    return [name, { ...parameter, words: said(words), holds: inner }] as const;
  });
  return Object.fromEntries(all);
}

/** The name of an operation, and behind it that of a part. */
function namesIn(asked: string, table: object): [name: string, part: string | undefined] {
  if (Object.hasOwn(table, asked)) return [asked, undefined];
  const dot = asked.lastIndexOf(".");
  return dot < 0 ? [asked, undefined] : [asked.slice(0, dot), asked.slice(dot + 1)];
}

/**
 * The operations of a vendor from its table, and from how it sends one.
 * @param chinese the words of the table, in Chinese.
 */
export function operationsOf<Value, One extends Operation<Value>>(
  table: Table<Value, One>,
  chinese: Readonly<Record<string, string>>,
  send: Send<Value, One>,
): VendorOperations {
  const said: Said = (words) => (language() === "zh" ? (chinese[words] ?? words) : words);
  const rows = () => Object.entries(table).flatMap(([name, entry]) => rowsOf(name, entry, said));

  const found = (
    name: string,
    operation: One,
    part?: { readonly key: string; readonly sends: Values<Value> },
  ): FoundOperation => {
    const inWords = {
      ...operation,
      words: said(operation.words),
      takes: parametersIn(operation.takes, said),
    };
    return {
      name: joined(name, part?.key ?? ""),
      operation: inWords,
      prepare(given) {
        const beside = part?.sends ?? {};
        // What chooses a part may stand among its parameters, too.
        const isChoice = (key: string, value: unknown): boolean =>
          Object.hasOwn(beside, key) && [part?.key, String(beside[key])].includes(String(value));
        const own = Object.fromEntries(Object.entries(given).filter(([key, value]) => !isChoice(key, value)));
        const values = { ...beside, ...checked(inWords, own) };
        return { values, send: (account) => send(account, name, operation, values) };
      },
    };
  };

  const noOperation = (like: string | undefined): string =>
    like === undefined
      ? say("is no operation of this vendor")
      : say("is no operation of this vendor; did you mean {like}?", { like });

  const unknownName = (name: string, names: readonly string[]): ArgumentError => {
    const like = nearest(name, names);
    return new ArgumentError([{ property: name, reason: noOperation(like) }]);
  };

  const partOf = (
    name: string,
    family: Family<Value, One>,
    asked: string,
    given: Readonly<Record<string, unknown>>,
  ): FoundOperation | OpenChoice => {
    const part = asked === "" ? family.choose(given) : asked;
    const all = Object.entries(family.among).map(([key, one]) =>
      found(name, one, { key, sends: family.sends(key) }),
    );
    if (part === undefined) return { name, by: family.by, parts: all };
    // A part is also known by the whole word that is sent for it.
    const key = Object.keys(family.among).find(
      (one) => one === part || Object.values(family.sends(one)).some((word) => word === part),
    );
    const chosen = all.find((one) => one.name === joined(name, key ?? part));
    if (key !== undefined && chosen !== undefined) return chosen;
    throw unknownName(
      joined(name, part),
      all.map((one) => one.name),
    );
  };

  return {
    get rows() {
      return rows();
    },
    find(asked, given) {
      const [name, part] = namesIn(asked, table);
      const entry = Object.hasOwn(table, name) ? table[name] : undefined;
      if (entry === undefined)
        throw unknownName(asked, [...Object.keys(table), ...rows().map((row) => row.name)]);
      if (isFamily(entry)) return partOf(name, entry, part ?? "", given);
      if (part === undefined) return found(name, entry);
      throw unknownName(
        asked,
        rows().map((row) => row.name),
      );
    },
  };
}

/** How a parameter chooses among the parts of an operation: its value is the part's name, with `prefix` before it. */
export function chosenBy<Value>(parameter: string, write: (text: string) => Value, prefix = "") {
  return {
    by: `\`${parameter}\``,
    choose: (given: Readonly<Record<string, unknown>>): string | undefined => {
      const value = given[parameter];
      return typeof value === "string" ? value : undefined;
    },
    sends: (part: string): Values<Value> => ({ [parameter]: write(`${prefix}${part}`) }),
  };
}
