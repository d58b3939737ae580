/** Markdown that says the same whoever wrote the words. */

const cell = (text) => text.replace(/\s+/g, " ").replaceAll("|", "\\|").trim();

/** A table, without the columns that hold nothing. */
export function table(head, rows) {
  if (rows.length === 0) return "";
  const filled = head.flatMap((_, column) => (rows.some((row) => row[column] !== "") ? [column] : []));
  const line = (cells) => `| ${filled.map((column) => cell(cells[column])).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Paragraphs, without those that hold nothing. */
export const page = (...parts) =>
  parts
    .flat()
    .filter((part) => part !== "")
    .join("\n\n");

export const code = (name) => `\`${name}\``;

/** What leads to a heading, as GitHub makes it of letters and spaces. */
export const anchor = (heading) => `#${heading.toLowerCase().replaceAll(" ", "-")}`;

/** The first sentence of a comment, in either language. */
export function firstSentence(comment) {
  const [paragraph = ""] = comment.split("\n\n");
  return /^.*?(?:\.(?=\s|$)|。)/s.exec(paragraph)?.[0] ?? paragraph;
}
