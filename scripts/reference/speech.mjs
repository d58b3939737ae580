/** The two languages of the pages: English as it is written, Chinese by the tables of `chinese/`, keyed by the English. */

import { readdirSync, readFileSync } from "node:fs";

const filled = (sentence, values = {}) =>
  sentence.replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));

/** What a language says on a page: the words around the comments, with what belongs in their braces, and comments. */
export const english = {
  folder: "reference",
  otherName: "中文",
  otherFolder: "zh/reference",
  on: () => ({ say: filled, comment: (text) => text }),
};

const tables = new URL("chinese/", import.meta.url);

/** The tables as they stand: a file each for the words of the pages (`frame`), for what several vendors say (`common`) and for each vendor. */
export function readChinese() {
  const files = readdirSync(tables).filter((name) => name.endsWith(".json"));
  return new Map(files.map((name) => [name, JSON.parse(readFileSync(new URL(name, tables), "utf8"))]));
}

/** A space beside a hole is for what is not Chinese. */
const spaced = (text) => text.replace(/(?<=[\p{Script=Han}，、：（）]) (?=[\p{Script=Han}，、：（）])/gu, "");

/** Chinese by these tables. It notes what they lack, which is then said in English, and what nobody asks for. */
export function chineseBy(files) {
  const table = new Map();
  const twice = [];
  for (const [file, texts] of files)
    for (const [text, chinese] of Object.entries(texts)) {
      if (table.has(text)) twice.push(`${file}: ${text}`);
      table.set(text, chinese);
    }
  const asked = new Set();
  const lacking = new Map();
  const translated = (page, text) => {
    asked.add(text);
    const chinese = table.get(text);
    if (chinese !== undefined) return chinese;
    if (!lacking.has(text)) lacking.set(text, page);
    return text;
  };
  return {
    folder: "zh/reference",
    otherName: "English",
    otherFolder: "reference",
    on: (page) => ({
      say: (sentence, values) => spaced(filled(translated(page, sentence), values)),
      comment: (text) => paragraphs(text, (one) => translated(page, one)),
    }),
    /** What is wrong with the tables, once all pages are written. */
    faults: () => [
      ...[...lacking].map(([text, page]) => `${page} has a text without Chinese: ${text}`),
      ...[...table.keys()].filter((text) => !asked.has(text)).map((text) => `is said nowhere: ${text}`),
      ...twice.map((one) => `is translated elsewhere too: ${one}`),
    ],
  };
}

/** A comment with its paragraphs changed, each in one line, and its programs as they are. */
function paragraphs(comment, change) {
  return comment
    .split(/(^```[^]*?^```$)/m)
    .flatMap((part) => (part.startsWith("```") ? [part] : part.split(/\n\s*\n/)))
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => (part.startsWith("```") ? part : change(part.replace(/\s+/g, " "))))
    .join("\n\n");
}
