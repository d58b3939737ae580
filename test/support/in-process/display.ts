import type { Words } from "./engine-log";
import { isSame, type Goal, type Properties } from "./state";

/** What becomes of a resource, and what the engine puts before its line. */
export const operations = {
  create: { sign: "+ ", preview: "create", doing: "creating", done: "created" },
  createReplacement: {
    sign: "++",
    preview: "create replacement",
    doing: "creating replacement",
    done: "created replacement",
  },
  replace: { sign: "+-", preview: "replace", doing: "replacing", done: "replaced" },
  update: { sign: "~ ", preview: "update", doing: "updating", done: "updated" },
  delete: { sign: "- ", preview: "delete", doing: "deleting", done: "deleted" },
  deleteOriginal: {
    sign: "--",
    preview: "delete original",
    doing: "deleting original",
    done: "deleted original",
  },
  read: { sign: "> ", preview: "read", doing: "reading", done: "read" },
  refresh: { sign: "~ ", preview: "refresh", doing: "refreshing", done: "refreshed" },
} as const;
export type Operation = keyof typeof operations;

type Named = Pick<Goal, "urn" | "type" | "name">;

/**
 * The keys that differ, as the engine writes them: `+added-gone~changed`.
 * @param isCompared whether the engine compares the inputs itself, as it does where a diff does not say whether anything changes: then it
 * does not leave out its own and ours.
 */
export function differenceOf(old: Properties, wanted: Properties, isCompared = false): string {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(wanted)])]
    .filter((key) => isCompared || !key.startsWith("__"))
    .toSorted();
  const named = (sign: string, some: readonly string[]): string =>
    some.length > 0 ? sign + some.join(",") : "";
  return [
    named(
      "+",
      keys.filter((key) => !(key in old)),
    ),
    named(
      "-",
      keys.filter((key) => !(key in wanted)),
    ),
    named(
      "~",
      keys.filter((key) => key in old && key in wanted && !isSame(old[key], wanted[key])),
    ),
  ].join("");
}

/** What a command prints, in the engine's form: a line whenever something happens, then what was said of each resource. */
export class Display {
  readonly #lines: string[] = [];
  readonly #diagnostics = new Map<string, string[]>();
  readonly #latest = new Map<string, { readonly named: Named; line: string; words: string }>();
  readonly #counts = new Map<string, number>();
  #errors = 0;

  constructor(title: string) {
    this.#lines.push(`${title} (dev):`, "");
  }

  /** The errors so far. */
  get errors(): number {
    return this.#errors;
  }

  /** A line about what becomes of a resource. */
  show(named: Named, operation: Operation, phase: "preview" | "doing" | "done", difference = ""): void {
    const { sign, ...words } = operations[operation];
    const facts = difference === "" ? "" : ` [diff: ${difference}]`;
    this.#print(named, ` ${sign} ${named.type} ${named.name} ${words[phase]}${facts}`);
  }

  /** Counts towards the summary: `created`. */
  count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }

  /** Takes what the plugin says. */
  say(named: Named, { text, severity, isProgress }: Pick<Words, "text" | "severity" | "isProgress">): void {
    const words = severity === "info" ? text : `${severity}: ${text}`;
    if (!isProgress) this.#diagnosticsOf(named).push(...words.split("\n"));
    const { line = `    ${named.type} ${named.name} ` } = this.#latest.get(named.urn) ?? {};
    this.#latest.set(named.urn, { named, line, words: words.split("\n")[0] ?? "" });
    this.#print(named, line);
  }

  /** Puts an error beside a resource, which fails the command. */
  fail(named: Named, text: string): void {
    this.#errors += 1;
    this.say(named, { text, severity: "error", isProgress: false });
  }

  /** Everything that was printed. @param end what stands below, such as the refusal of a change. */
  text(end: readonly string[] = []): string {
    const blocks = [...this.#diagnostics].map(([title, lines]) =>
      [`  ${title}:`, ...lines.map((line) => `    ${line}`)].join("\n"),
    );
    const counts = [...this.#counts].map(([what, times]) => `    ${times} ${what}`);
    return [
      ...this.#lines,
      ...(blocks.length === 0 ? [] : ["Diagnostics:", blocks.join("\n\n"), ""]),
      "Resources:",
      ...counts,
      ...end,
      "",
    ].join("\n");
  }

  #diagnosticsOf({ type, name }: Named): string[] {
    const title = `${type} (${name})`;
    const lines = this.#diagnostics.get(title) ?? [];
    this.#diagnostics.set(title, lines);
    return lines;
  }

  #print(named: Named, line: string): void {
    const { words = "" } = this.#latest.get(named.urn) ?? {};
    this.#latest.set(named.urn, { named, line, words });
    const separator = words === "" ? "" : line.endsWith("]") ? "; " : " ";
    this.#lines.push(line + separator + words);
  }
}
