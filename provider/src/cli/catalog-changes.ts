import Big from "big.js";
import type { Offer } from "./catalog";
import { decimalAmount } from "../core/money";
import { say } from "./language/say";
import type { Column } from "./print";

/** What became of an offer since. */
export interface CatalogChange {
  readonly account: string;
  readonly what: string;
  readonly id: string;
  readonly name: string;
  readonly change: "new" | "gone" | "dearer" | "cheaper" | "sold out" | "sold again";
  /** `price: 860.00 → 900.00`. */
  readonly words: string;
}

export const changeColumns: readonly Column<CatalogChange>[] = [
  { title: "account", of: ({ account }) => account },
  { title: "what", of: ({ what }) => what },
  { title: "id", of: ({ id }) => id },
  { title: "name", of: ({ name }) => name },
  { title: "change", of: ({ change }) => change, shown: ({ change }) => say(change) },
  { title: "", of: ({ words }) => words },
];

const keyOf = ({ account, what, id, details }: Offer): string =>
  // Packages of one panel have no documented id, and may have one name on several lines.
  JSON.stringify([account, what, id, details.lineGuid ?? ""]);

/** The prices of an offer, by their names: of a month, and of what is added. */
function pricesOf({ details }: Offer): ReadonlyMap<string, string> {
  const prices = Object.entries(details).filter(
    (entry): entry is [string, string] =>
      /price/i.test(entry[0]) && typeof entry[1] === "string" && decimalAmount.test(entry[1]),
  );
  return new Map(prices);
}

function changesOf(before: Offer, after: Offer): CatalogChange[] {
  const { account, what, id, name } = after;
  const head = { account, what, id, name };
  const old = pricesOf(before);
  const prices = [...pricesOf(after)].flatMap(([key, price]): CatalogChange[] => {
    const was = old.get(key);
    if (was === undefined || new Big(was).eq(price)) return [];
    const change = new Big(price).gt(was) ? "dearer" : "cheaper";
    return [{ ...head, change, words: say("{key}: {before} → {after}", { key, before: was, after: price }) }];
  });
  if (before.isSold === after.isSold) return prices;
  return [...prices, { ...head, change: after.isSold ? "sold again" : "sold out", words: "" }];
}

/** What changed between two catalogues. */
export function catalogChanges(before: readonly Offer[], after: readonly Offer[]): readonly CatalogChange[] {
  const old = new Map(before.map((one) => [keyOf(one), one]));
  const now = new Map(after.map((one) => [keyOf(one), one]));
  const named = ({ account, what, id, name }: Offer, change: "new" | "gone"): CatalogChange => ({
    ...{ account, what, id, name, change, words: "" },
  });
  const kept = [...now].flatMap(([key, one]) => {
    const was = old.get(key);
    return was === undefined ? [named(one, "new")] : changesOf(was, one);
  });
  const gone = [...old].filter(([key]) => !now.has(key)).map(([, one]) => named(one, "gone"));
  return [...kept, ...gone];
}
