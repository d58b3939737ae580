import { formatMoney, type Money } from "../../core/money";
import { wordsOfMoney } from "../../core/spend-limit";
import { printed, type Column } from "../print";
import type { Plan, Total } from "./plan";
import { changeWords, mostWords } from "./words";
import { listed } from "../../core/language/lists";
import type { Monthly, PlanRow } from "./rows";
import { say } from "../language/say";

export const planFormats = ["table", "markdown", "json"] as const;
export type PlanFormat = (typeof planFormats)[number];

function dueWords({ dueNow, isAtMost, unknownDue }: PlanRow): string {
  const known = dueNow.length === 0 ? [] : [mostWords(wordsOfMoney(dueNow), isAtMost)];
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
  {
    title: "what",
    of: ({ what, operation }) => (what.length === 0 ? changeWords(operation) : what.join("\n")),
  },
  { title: "why", of: ({ why }) => why.join("\n") },
  { title: "due now", of: dueWords },
  { title: "per month", of: perMonth },
];

const amount = (total: Total, key: Exclude<keyof Total, "currency">): string => {
  const sum: Money = { amount: total[key], currency: total.currency };
  return formatMoney(sum);
};

/** What is due now in all, or the most that it may be. */
function dueOf({ resources }: Plan, total: Total): string {
  return mostWords(
    amount(total, "dueNow"),
    resources.some(({ isAtMost }) => isAtMost),
  );
}

function totalWords(plan: Plan, total: Total): string {
  return say("total: {due} due now; a month of the stack {before} → {after}", {
    due: dueOf(plan, total),
    before: amount(total, "monthlyBefore"),
    after: amount(total, "monthlyAfter"),
  });
}

/** What stands below the rows. */
function notesOf(plan: Plan): string[] {
  const { unknown, unknownUnchanged, warnings, others, objections, failures } = plan;
  return [
    ...unknown.map(({ name, of, words }) =>
      say("not known: {of} of {name}: {words}", { of: say(of), name, words }),
    ),
    ...(unknownUnchanged === 0
      ? []
      : [
          say("not counted: {count} unchanged, whose price of a month is not known", {
            count: unknownUnchanged,
          }),
        ]),
    ...warnings.map((words) => say("warning: {words}", { words })),
    ...(others.length === 0
      ? []
      : [
          say("of other packages, without prices here: {others}", {
            others: listed(
              others.map(({ urn, operation }) => `${changeWords(operation)} ${urn.split("::").at(-1) ?? ""}`),
            ),
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
    ...plan.totals.map((total) => totalWords(plan, total)),
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
  return `<!-- reseller plan of ${project}/${stack} -->`;
}

function details(row: PlanRow): string {
  const due = dueWords(row);
  const amounts = [
    ...(due === "" ? [] : [say("{due} due now", { due })]),
    ...(perMonth(row) === "–" ? [] : [say("a month {price}", { price: perMonth(row) })]),
  ];
  const first = row.what[0] ?? changeWords(row.operation);
  const summary = [
    `<b>${html(row.name)}</b>`,
    `${html(first)}${row.what.length > 1 ? " …" : ""}`,
    ...amounts.map(html),
  ];
  const lines = [
    ...row.what.map((words) => `- ${markdownText(words)}`),
    ...row.why.map((words) => `- ${say("why: {change}", { change: markdownText(words) })}`),
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
        say("and {count} more: see what the job printed", { count: rows.length - blocks.length }),
      ];
    blocks.push(block);
  }
  return blocks;
}

function markdown(plan: Plan): string {
  const { totals } = plan;
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const sums = totals.map((total) =>
    line([total.currency, dueOf(plan, total), amount(total, "monthlyBefore"), amount(total, "monthlyAfter")]),
  );
  const head = `| ${line([say("due now"), say("a month before"), say("after")])}`;
  const blocks = [
    `**${markdownText(plan.headline)}**`,
    ...(plan.objections.length === 0
      ? []
      : [plan.objections.map((words) => `- ⛔ ${markdownText(words)}`).join("\n")]),
    ...unfoldable(plan.resources),
    ...(sums.length === 0 ? [] : [[head, "| --- | ---: | ---: | ---: |", ...sums].join("\n")]),
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
