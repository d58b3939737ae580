/** How a panel answers where the vendor's document leaves it open: every setting is one that the document allows. */
export interface ZonkvmHabits {
  /**
   * `data` of a purchase's reply: the id, an object with it, a list of ids, the number of an invoice (which looks like an id and is none),
   * the buyer's own order number, an empty text, or no `data` at all.
   */
  orderReply: "id" | "object" | "list" | "invoice" | "clientOrder" | "empty" | "nothing";
  /** Whether the `user_id` of a purchase comes back as `client_user_id`; otherwise that is 0. */
  echo: boolean;
  /** Whether physical servers and colocation have a `client_user_id` too; in the document they have none. */
  rackEcho: boolean;
  /** A list without rows. */
  emptyList: "[]" | "" | "null" | "missing";
  /** `data` where there is none. */
  emptyData: "[]" | "" | "null" | "missing" | "{}";
  /** Whether numbers, `code` too, come as text. */
  numbersAsText: boolean;
  /** Whether what should be JSON in a text comes as itself. */
  plainJson: boolean;
  /** Whose passwords come back as `***`: the document's examples have it so for machines. */
  masksPasswords: "machines" | "all" | "none";
  /** Whether the rows of the machines' lists have only the fields of the document's examples. */
  shortRows: boolean;
  /** How many characters are kept of names and of the beginning of account names. */
  longestText: number;
  /** What a read of a deleted order says: its row, or that there is none. */
  deletedReads: "row" | "refused";
  /** Whether lists have deleted orders. */
  deletedInLists: boolean;
  /** Whether lists begin with the newest order. */
  newestFirst: boolean;
  /** Whether a purchase's figures come on top of the product's own ones, for physical servers and colocation. */
  figuresAreAdditions: boolean;
  /** `actStatus` of a cloud server that is being reinstalled; the document has no number for it. */
  reinstallStatus: number;
  /** Fields that the replies of an operation do not have: `{ getserver: ["localIP"] }`. */
  leavesOut: Readonly<Record<string, readonly string[]>>;
}

/** As in the document's examples, where it has them. */
export const asInTheExamples: ZonkvmHabits = {
  orderReply: "id",
  echo: true,
  rackEcho: false,
  emptyList: "[]",
  emptyData: "",
  numbersAsText: false,
  plainJson: false,
  masksPasswords: "machines",
  shortRows: true,
  longestText: Infinity,
  deletedReads: "row",
  deletedInLists: true,
  newestFirst: true,
  figuresAreAdditions: false,
  reinstallStatus: 2,
  leavesOut: {},
};

/** Fields that hold JSON as text. */
const jsonTexts = new Set([
  "lines",
  "discount",
  "bandwidth_stairs_price",
  "append_ip",
  "securityPolicyList",
  "port",
  "ip",
  "power",
  "domain_list",
  "userini",
  "subfilter",
]);

const isJson = (name: string, value: unknown): value is string =>
  jsonTexts.has(name) && typeof value === "string" && /^[[{]/.test(value);

/** Leaves a key out. */
const missing = Symbol("missing");

const empties = { "[]": [], "": "", null: null, "{}": {}, missing } as const;

/** A value said the way this panel says it. */
function said(habits: ZonkvmHabits, hidden: readonly string[], name: string, value: unknown): unknown {
  if (isJson(name, value)) {
    if (value === "[]" && habits.emptyList !== "[]") return empties[habits.emptyList];
    return habits.plainJson ? said(habits, hidden, "", JSON.parse(value) as unknown) : value;
  }
  if (Array.isArray(value))
    return value.length === 0 ? empties[habits.emptyList] : value.map((one) => said(habits, hidden, "", one));
  if (typeof value === "number" && habits.numbersAsText) return String(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !hidden.includes(key))
      .map(([key, inner]): [string, unknown] => [key, said(habits, hidden, key, inner)])
      .filter(([, inner]) => inner !== missing),
  );
}

/** A whole reply, said the way this panel says it. */
export function inItsWay(habits: ZonkvmHabits, action: string, reply: Record<string, unknown>): unknown {
  const data = "data" in reply && reply.data !== undefined ? reply.data : empties[habits.emptyData];
  const hidden = habits.leavesOut[action] ?? [];
  const whole: Record<string, unknown> = { ...reply, data: said(habits, hidden, "data", data) };
  // An empty object or list that stands for "nothing" is not a list without rows.
  if (reply.data === undefined) whole.data = data;
  return Object.fromEntries(
    Object.entries(whole)
      .filter(([, value]) => value !== missing)
      .map(([key, value]) => [
        key,
        typeof value === "number" && habits.numbersAsText ? String(value) : value,
      ]),
  );
}
