import { formatMoney, type Money } from "../../core/money";
import { wordsOfMoney } from "../../core/spend-limit";
import { printed, type Column } from "../print";
import type { Plan, Total } from "./plan";
import type { Monthly, PlanRow } from "./rows";
import { say } from "../language/say";

export const planFormats = ["table", "markdown", "json"] as const;
export type PlanFormat = (typeof planFormats)[number];

function dueWords({ dueNow, isAtMost, unknownDue }: PlanRow): string {
  const known = dueNow.length === 0 ? [] : [`${isAtMost ? say("at most ") : ""}${wordsOfMoney(dueNow)}`];
  return [...known, ...(unknownDue.length === 0 ? [] : [say("not known")])].join(" + ");
}

function monthlyWords(price: Monthly): string {
  return price === undefined ? "–" : price === "unknown" ? say("not known") : formatMoney(price);
}

function perMonth({ monthlyBefore, monthlyAfter }: PlanRow): string {
  const [before, after] = [monthlyWords(monthlyBefore), monthlyWords(monthlyAfter)];
  return before === after ? after : `${before} → ${after}`;
}

const columns: readonly Column<PlanRow>[] = [
  { title: "resource", of: ({ name, type }) => `${name}\n${type}` },
  { title: "what", of: ({ what, operation }) => (what.length === 0 ? operation : what.join("\n")) },
  { title: "why", of: ({ why }) => why.join("\n") },
  { title: "due now", of: dueWords },
  { title: "per month", of: perMonth },
];

const amount = (total: Total, key: Exclude<keyof Total, "currency">): string => {
  const sum: Money = { amount: total[key], currency: total.currency };
  return formatMoney(sum);
};

/** `at most`, where of something only the most is known. */
function most({ resources }: Plan): string {
  return resources.some(({ isAtMost }) => isAtMost) ? say("at most ") : "";
}

function totalWords(plan: Plan, total: Total): string {
  return say("{most}{amount} due now; a month of the stack {amount2} → {amount3}", {
    most: most(plan),
    amount: amount(total, "dueNow"),
    amount2: amount(total, "monthlyBefore"),
    amount3: amount(total, "monthlyAfter"),
  });
}

/** What stands below the rows. */
function notesOf(plan: Plan): string[] {
  const { unknown, unknownUnchanged, warnings, others, objections, failures } = plan;
  return [
    ...unknown.map(({ name, of, words }) => say("not known: {of} of {name}: {words}", { of, name, words })),
    ...(unknownUnchanged === 0
      ? []
      : [
          say("not counted: {unknownUnchanged} unchanged, whose price of a month is not known", {
            unknownUnchanged,
          }),
        ]),
    ...warnings.map((words) => say("warning: {words}", { words })),
    ...(others.length === 0
      ? []
      : [
          say("of other packages, without prices here: {others}", {
            others: others
              .map(({ urn, operation }) => `${operation} ${urn.split("::").at(-1) ?? ""}`)
              .join(", "),
          }),
        ]),
    ...failures.map((words) => say("failed: {words}", { words })),
    ...objections.map((words) => say("refused: {words}", { words })),
  ];
}

function table(plan: Plan): string {
  const rows = plan.resources.length === 0 ? [] : [printed(plan.resources, columns, "table")];
  return [
    plan.headline,
    ...rows,
    ...plan.totals.map((total) => say("total: {totalWords}", { totalWords: totalWords(plan, total) })),
    ...notesOf(plan),
  ].join("\n");
}

/** Text inside a tag of HTML, on one line. */
function html(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replace(/\s+/g, " ");
}

/** Text in a line of Markdown: what could begin a link, a mention or a tag stands as it is. */
function markdownText(text: string): string {
  return html(text)
    .replace(/[\\`*_[\]|#~]/g, "\\$&")
    .replaceAll("@", "@\u200b");
}

/** By what the comment of a stack is found again: the last line of the Markdown. */
export function markerOf({ project, stack }: Pick<Plan, "project" | "stack">): string {
  return say("<!-- reseller plan of {project}/{stack} -->", { project, stack });
}

function details(row: PlanRow): string {
  const due = dueWords(row);
  const amounts = [
    ...(due === "" ? [] : [say("{due} due now", { due })]),
    ...(perMonth(row) === "–" ? [] : [say("a month {perMonth}", { perMonth: perMonth(row) })]),
  ];
  const first = row.what[0] ?? row.operation;
  const summary = [
    `<b>${html(row.name)}</b>`,
    `${html(first)}${row.what.length > 1 ? " …" : ""}`,
    ...amounts.map(html),
  ];
  const lines = [
    ...row.what.map((words) => `- ${markdownText(words)}`),
    ...row.why.map((words) => say("- why: {markdownText}", { markdownText: markdownText(words) })),
    ...row.warnings.map((words) => `- ⚠️ ${markdownText(words)}`),
    ...(row.refused === undefined ? [] : [`- ⛔ ${markdownText(row.refused)}`]),
    `- ${row.type}, \`${row.urn}\``,
  ];
  return `<details><summary>${summary.join(" · ")}</summary>\n\n${lines.join("\n")}\n\n</details>`;
}

/** Comments have a longest length: 65,536 letters at GitHub. */
const mostLetters = 50_000;

/** The resources, as many as a comment holds. */
function unfoldable(rows: readonly PlanRow[]): string[] {
  const blocks: string[] = [];
  let letters = 0;
  for (const row of rows) {
    const block = details(row);
    letters += block.length;
    if (letters > mostLetters)
      return [
        ...blocks,
        say("and {length} more: see what the job printed", { length: rows.length - blocks.length }),
      ];
    blocks.push(block);
  }
  return blocks;
}

function markdown(plan: Plan): string {
  const { totals } = plan;
  const sums = totals.map((total) =>
    say("| {currency} | {most}{amount} | {amount2} | {amount3} |", {
      currency: total.currency,
      most: most(plan),
      amount: amount(total, "dueNow"),
      amount2: amount(total, "monthlyBefore"),
      amount3: amount(total, "monthlyAfter"),
    }),
  );
  const blocks = [
    `**${markdownText(plan.headline)}**`,
    ...(plan.objections.length === 0
      ? []
      : [plan.objections.map((words) => `- ⛔ ${markdownText(words)}`).join("\n")]),
    ...unfoldable(plan.resources),
    ...(sums.length === 0
      ? []
      : [
          [say("| | due now | a month before | after |"), "| --- | ---: | ---: | ---: |", ...sums].join("\n"),
        ]),
    notesOf({ ...plan, objections: [] })
      .map((words) => `- ${markdownText(words)}`)
      .join("\n"),
    markerOf(plan),
  ];
  return blocks.filter((block) => block !== "").join("\n\n");
}

/** The plan for people, for the comment of a pull request, or for a program. */
export function reportOf(plan: Plan, format: PlanFormat): string {
  if (format === "json") return JSON.stringify(plan, undefined, 2);
  return format === "markdown" ? markdown(plan) : table(plan);
}
