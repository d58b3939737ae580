/** Releases between which the server behaves differently, oldest first. */
export const releases = ["1.0.2", "1.0.5", "1.1.2", "1.2.0", "1.6.2"] as const;
export type Release = (typeof releases)[number];

/** How an installation answers where the vendor's document, its examples and its releases differ. */
export interface BthostHabits {
  /**
   * Which release it is. Before 1.0.5 there are no `user_create`, `host_login`, `sort_*`, before 1.1.2 no `ftp_status`, and the panel's refusal of a start,
   * a stop, a lock or a recycling is told; before 1.2.0 there is no `host_update`, and `host_edit` asks for one of the six limits; before 1.6.2
   * an old signature is called a wrong one.
   */
  release: Release;
  /** Whether a failure inside the server is a page, as with its debugging on, or JSON. */
  crashes: "page" | "json";
  /** `failed`: a page instead of every reply, or JSON for who sends `X-Requested-With: XMLHttpRequest`. */
  licence: "valid" | "failed";
  /** Whether a `time` that lies more than ten seconds ahead is accepted. */
  acceptsFuture: boolean;
  /** Whether the database refuses what does not fit a column, instead of making it fit. */
  isStrictDatabase: boolean;
  /** Whether `'` is escaped too. */
  escapesApostrophes: boolean;
  /** Whether binding an address stores something else, and unbinding takes the addresses behind it too. */
  spoilsAddresses: boolean;
  /** What the expiry job does: moves to the recycle bin, deletes for good, only sets the status; or nobody has scheduled it. */
  expiry: "recycle" | "delete" | "mark" | "none";
  /** Whether the quota job is scheduled. It marks hosts past their end as `expired`, and the expiry job passes over those: they stay listed. */
  quotaJob: boolean;
  /** Commas in messages: `,` as in the document, or `，`. */
  commas: "half" | "full";
  /** `msg` as usual, or none. */
  messages: "usual" | "empty" | "null";
  /** Whether `code` is text. */
  codeAsText: boolean;
  /** Whether `time` is a number. */
  timeAsNumber: boolean;
  /** `data` where there is none. */
  emptyData: "null" | "[]" | "" | "missing";
  /** A list without rows. */
  emptyList: "[]" | "null" | "" | "{}" | "missing";
  /** Numbers as in the examples (ids of what was just created are text), all as text, or whatever is one as a number. */
  numbers: "examples" | "text" | "number";
  /** Whether `data` is JSON inside a text. */
  dataAsText: boolean;
  /** Whether a plan's `value` is JSON inside a text, as the database has it. */
  planAsText: boolean;
  /** The addresses of a host: rows; text with commas; one row as itself. */
  addresses: "rows" | "text" | "one";
  /** Nothing instead of a host's empty list of addresses. */
  noAddresses: "[]" | "null";
  /** `sql` of `host_info`: a list, or the one database as itself. */
  sql: "list" | "one";
  /** `domain` of `host_info`: a list, or its first one as itself. */
  domain: "list" | "one";
  /** `ftp` where there is none. */
  noFtp: "null" | "[]" | "missing";
  /** The status of a domain: a number, the same as text, or `normal` for 1. */
  bindingStatus: "number" | "text" | "word";
  /** Whether users have `host_count` and `email`. */
  fullUsers: boolean;
  /** Whether hosts have the fields that only old releases have. */
  oldHostFields: boolean;
  /** Fields that the replies of an operation do not have: `{ host_info: ["sub_bind"] }`. */
  leavesOut: Readonly<Record<string, readonly string[]>>;
}

/** As the newest server that is known, in the document's words. */
export const asUsual: BthostHabits = {
  release: "1.6.2",
  crashes: "page",
  licence: "valid",
  acceptsFuture: true,
  isStrictDatabase: true,
  escapesApostrophes: false,
  spoilsAddresses: true,
  expiry: "recycle",
  quotaJob: true,
  commas: "half",
  messages: "usual",
  codeAsText: false,
  timeAsNumber: false,
  emptyData: "null",
  emptyList: "[]",
  numbers: "examples",
  dataAsText: false,
  planAsText: false,
  addresses: "rows",
  noAddresses: "[]",
  sql: "list",
  domain: "list",
  noFtp: "null",
  bindingStatus: "text",
  fullUsers: true,
  oldHostFields: false,
  leavesOut: {},
};

/** As the oldest examples of the document. */
export const asLongAgo: BthostHabits = {
  ...asUsual,
  release: "1.0.2",
  addresses: "text",
  noAddresses: "null",
  sql: "one",
  domain: "one",
  bindingStatus: "word",
  fullUsers: false,
  oldHostFields: true,
};

/** Whether the installation is of this release or a later one. */
export const isSince = (habits: BthostHabits, release: Release): boolean =>
  releases.indexOf(habits.release) >= releases.indexOf(release);

/** Leaves a key out. */
const missing = Symbol("missing");
const empties = { "[]": [], "": "", null: null, "{}": {}, missing } as const;

/** Texts whatever is in them. */
const texts = new Set([
  "username",
  "nickname",
  "password",
  "database",
  "domain",
  "bt_name",
  "notice",
  "name",
  "content",
  "tag",
  "ip",
  "default_analysis",
  "console",
  "email",
  "dir",
  "phpver",
  "endtime_text",
]);

function scalarAs(habits: BthostHabits, name: string, value: unknown): unknown {
  if (typeof value === "number" && habits.numbers === "text") return String(value);
  const isNumber = typeof value === "string" && /^(0|-?[1-9]\d{0,14})$/.test(value) && !texts.has(name);
  return isNumber && habits.numbers === "number" ? Number(value) : value;
}

/** A value said the way this installation says it. */
function said(habits: BthostHabits, hidden: readonly string[], name: string, value: unknown): unknown {
  if (Array.isArray(value))
    return value.length === 0 && name !== "ip_address"
      ? empties[habits.emptyList]
      : value.map((one: unknown) => said(habits, hidden, "", one));
  if (typeof value !== "object" || value === null) return scalarAs(habits, name, value);
  const fields = Object.entries(value)
    .filter(([key]) => !hidden.includes(key))
    .map(([key, inner]): [string, unknown] => [key, said(habits, hidden, key, inner)])
    .filter(([, inner]) => inner !== missing);
  return Object.fromEntries(fields);
}

const messageAs = (habits: BthostHabits, message: string | null): string | null => {
  if (habits.messages === "null" || message === null) return null;
  if (habits.messages === "empty") return "";
  return habits.commas === "half"
    ? message.replaceAll("，", ",")
    : message.replace(/(?<=[\u4e00-\u9fff]),/g, "，");
};

/** A whole reply, said the way this installation says it. */
export function inItsWay(
  habits: BthostHabits,
  action: string,
  reply: { code: number; msg: string | null; time: number; data: unknown },
): unknown {
  const hidden = habits.leavesOut[action] ?? [];
  const data = reply.data === null ? empties[habits.emptyData] : said(habits, hidden, "data", reply.data);
  const isText = habits.dataAsText && reply.data !== null && data !== missing;
  const whole: [string, unknown][] = [
    ["code", habits.codeAsText ? String(reply.code) : reply.code],
    ["msg", messageAs(habits, reply.msg)],
    ["time", habits.timeAsNumber ? reply.time : String(reply.time)],
    ["data", isText ? JSON.stringify(data) : data],
  ];
  return Object.fromEntries(whole.filter(([, value]) => value !== missing));
}
