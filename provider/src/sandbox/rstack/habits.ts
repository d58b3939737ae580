/** How a controller answers where the vendor's document leaves it open. */
export interface RstackHabits {
  /** Fields that the rows and objects of an operation do not have: `{ hyper: ["publicip"] }`. The document names them for few operations. */
  leavesOut: Readonly<Record<string, readonly string[]>>;
  /** Whether numbers are JSON numbers, as in no sample. */
  bareNumbers: boolean;
  /** Whether nothing is `null`, where the samples have an empty text. */
  nulls: boolean;
  /** How many characters of a remark are kept. */
  longestRemark: number;
  /** Whether an empty list of further addresses leaves them as they are in `vm_update`. */
  emptyKeepsAddresses: boolean;
}

/** As in the vendor's samples. */
export const asInTheSamples: RstackHabits = {
  leavesOut: {},
  bareNumbers: false,
  nulls: false,
  longestRemark: Infinity,
  emptyKeepsAddresses: false,
};

/** Texts whatever is in them. */
const texts = new Set(["remark", "vmpass", "name", "vmname", "domainname", "taskmsg"]);

function valueAs(habits: RstackHabits, name: string, value: unknown): unknown {
  if (value === "" && habits.nulls) return null;
  const isNumber = typeof value === "string" && /^(0|-?[1-9]\d{0,14})$/.test(value);
  return habits.bareNumbers && isNumber && !texts.has(name) ? Number(value) : value;
}

function rowAs(habits: RstackHabits, action: string, row: object): object {
  const hidden = habits.leavesOut[action] ?? [];
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => !hidden.includes(name))
      .map(([name, value]) => [name, valueAs(habits, name, value)]),
  );
}

/** The body of a success, said the way this controller says it. */
export function inItsWay(habits: RstackHabits, action: string, body: string): string {
  const [, before = "", json] = /^([a-z0-9]*\|)?([[{].*)$/s.exec(body) ?? [];
  if (json === undefined) return body;
  const parsed: unknown = JSON.parse(json);
  const rows: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  const said = rows.map((row) =>
    typeof row === "object" && row !== null ? rowAs(habits, action, row) : row,
  );
  return before + JSON.stringify(Array.isArray(parsed) ? said : said[0]);
}
