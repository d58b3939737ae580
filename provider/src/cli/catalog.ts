import { z } from "zod";
import type { Column } from "./print";
import { decimalAmount, formatMoney } from "../core/money";
import type { Offers } from "../core/vendor";
import { say } from "./language/say";

/** One thing that can be chosen. */
const offer = z.object({
  account: z.string(),
  /** `line`, `product`, `image`. */
  what: z.string(),
  id: z.string(),
  name: z.string(),
  /** What it is in: the names of its line and its zone, as far as they are told. */
  place: z.string(),
  /** Price of a month, a decimal string, where the vendor lists one. */
  price: z.string().optional(),
  currency: z.string(),
  /** How many there are; left out where no number is listed. */
  stock: z.number().optional(),
  /** Whether it can be ordered, as far as the vendor says. */
  isSold: z.boolean(),
  /** The row as a whole, in our words. */
  details: z.record(z.string(), z.unknown()),
});
export type Offer = z.output<typeof offer>;

/** A catalogue in a file. */
export const catalogFile = z.object({ vendor: z.string(), at: z.string(), offers: z.array(offer) });
export type CatalogFile = z.output<typeof catalogFile>;

/** A listed price as previews show it, with all of its digits. */
const shownPrice = (price: string, currency: string): string =>
  decimalAmount.test(price) ? formatMoney({ amount: price, currency }) : `${currency} ${price}`;

export const offerColumns: readonly Column<Offer>[] = [
  { title: "account", of: ({ account }) => account },
  { title: "what", of: ({ what }) => what },
  { title: "id", of: ({ id }) => id },
  { title: "name", of: ({ name }) => name },
  { title: "in", of: ({ place }) => place, width: 48 },
  {
    title: "a month",
    of: ({ price, currency }) => (price === undefined ? "" : `${currency} ${price}`),
    shown: ({ price, currency }) => (price === undefined ? "" : shownPrice(price, currency)),
  },
  {
    title: "stock",
    of: ({ stock, isSold }) => (isSold ? (stock?.toString() ?? "") : "not sold"),
    shown: ({ stock, isSold }) => (isSold ? (stock?.toString() ?? "") : say("not sold")),
  },
];

type Row = ReadonlyMap<string, unknown>;

const textIn = (row: Row, ...keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const value = row.get(key);
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number") return String(value);
  }
  return undefined;
};

const idIn = (row: Row): string => textIn(row, "guid", "id", "countryCode", "name") ?? "";
const nameIn = (row: Row): string => textIn(row, "name", "title", "domain", "countryCode") ?? "";

/** The names of what a row says that it is in. */
function placeOf(row: Row, names: ReadonlyMap<string, string>): string {
  const ids = ["zoneGuid", "lineGuid", "areaId", "nodeId"].flatMap((key) => textIn(row, key) ?? []);
  const lists = ["lineGuids", "zoneGuids"].flatMap((key) => {
    const value = row.get(key);
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
  });
  return [...ids, ...lists].map((id) => names.get(id) ?? id).join(", ");
}

function isSold(row: Row): boolean {
  const isOff = ["disabled", "deleted", "hidden"].includes(textIn(row, "status") ?? "");
  return !isOff && row.get("purchaseOpen") !== false && row.get("disabled") !== true;
}

/** What an account may choose from, row by row. */
export function offersIn(account: string, currency: string, lists: Offers): Offer[] {
  const rows = Object.entries(lists).flatMap(([what, list]) =>
    list.map((details) => ({
      what,
      details: { ...details },
      row: new Map<string, unknown>(Object.entries(details)),
    })),
  );
  const names = new Map(rows.map(({ row }) => [idIn(row), nameIn(row)]));
  return rows.map(({ what, details, row }) => {
    const price = textIn(row, "price");
    const stock = row.get("available");
    return {
      ...{ account, what, id: idIn(row), name: nameIn(row), place: placeOf(row, names), currency, details },
      ...(price === undefined ? {} : { price }),
      ...(typeof stock === "number" ? { stock } : {}),
      isSold: isSold(row) && stock !== 0,
    };
  });
}

/** Whether an offer has all the words, anywhere in it. Capitals make no difference. */
export function hasWords(one: Offer, words: readonly string[]): boolean {
  const text = JSON.stringify([
    one.what,
    one.id,
    one.name,
    one.place,
    one.price ?? "",
    one.details,
  ]).toLowerCase();
  return words.every((word) => text.includes(word.toLowerCase()));
}
