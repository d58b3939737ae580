import { z } from "zod";
import { remembered } from "../../core/wire/remembered";
import { at, record } from "../../core/wire/table";
import { one, optionalGuid, password, text, texts } from "./scalars";
import { webOrderFields, webProductFields, type WebProduct } from "./wire-web";
import { say } from "../language/say";

/* Cloud databases on the wire, and ours beside them. */

/** A package of database. */
export const databaseProduct = record(webProductFields);
export type DatabaseProduct = WebProduct;

/** An order of a database. @param timeZone the IANA zone of the panel's wall. */
export function createDatabaseSchema(timeZone: string) {
  return remembered(
    record({
      ...webOrderFields(timeZone),
      /** The order of hosting that it came with; nothing for one that was bought. */
      hostingId: at("hosting_id", optionalGuid),
      databaseName: at("db_name", text),
      userName: at("db_user", text),
      password: at("db_password", password),
    }),
  );
}
export type Database = z.output<ReturnType<typeof createDatabaseSchema>>;

/** From where a database may be reached. */
export interface DatabaseAccess {
  readonly from: "everywhere" | "localhost" | "addresses";
  /** With `addresses`: which. */
  readonly addresses: readonly string[];
}

/** The rule that says from where a database may be reached. */
export const databaseAccess = one(record({ rule: at("msg", texts) })).transform(
  ({ rule = [] }, context): DatabaseAccess => {
    if (rule.includes("%")) return { from: "everywhere", addresses: [] };
    if (rule.some((part) => part !== "127.0.0.1")) return { from: "addresses", addresses: rule };
    if (rule.length > 0) return { from: "localhost", addresses: [] };
    context.addIssue({ code: "custom", message: say("has no rule"), path: ["msg"] });
    return z.NEVER;
  },
);

/** How far something is on a node. */
export interface Progress {
  /** From 0 to 100, where the words say it. */
  readonly percent?: number;
  /** The node's own words. */
  readonly said?: string;
}

export const progress = one(record({ words: at("msg", text) })).transform(({ words }): Progress => {
  if (words === undefined) return {};
  const digits = /(\d{1,3}(?:\.\d+)?)\s*%/.exec(words)?.[1] ?? /^\d{1,3}(?:\.\d+)?$/.exec(words)?.[0];
  return digits === undefined ? { said: words } : { percent: Math.min(Number(digits), 100), said: words };
});
