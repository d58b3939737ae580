import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";

const sources = join(__dirname, "..", "..");

/** Each folder with a table, and what says its sentences. */
const folders: Readonly<Record<string, readonly string[]>> = {
  core: ["core", "pulumi"],
  zkeys: ["zkeys"],
  zonkvm: ["zonkvm"],
  rstack: ["rstack"],
  proxy911: ["proxy911"],
  bthost: ["bthost"],
  cli: ["cli"],
};

/** Folders whose translation is not complete yet. */
const open: readonly string[] = [];

/** The package as it is built, of which a file is loaded for the first time here. */
const built = join(sources, "..", "dist");
const require = createRequire(__filename);

const filesOf = (folder: string): readonly string[] =>
  (folders[folder] ?? [])
    .flatMap((part) =>
      readdirSync(join(sources, part), { recursive: true, encoding: "utf8" }).map((file) => join(part, file)),
    )
    .map((file) => file.split(sep).join("/"))
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.includes("/language/"))
    .toSorted();

const tableSchema = z.object({ chinese: z.record(z.string(), z.string()) });

async function tableOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const loaded: unknown = await import(join(sources, folder, "language", "chinese.ts"));
  return tableSchema.parse(loaded).chinese;
}

const holesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name)),
];

/** What is in no language: names, commands, keys. */
const prose = (text: string): string => text.replaceAll(/`[^`]*`|\{\w+\}|\b\w+:\w*/g, "");

const nodes = new Map<string, readonly ts.Node[]>();

/** All nodes of a file, which is parsed once. */
function nodesOf(file: string): readonly ts.Node[] {
  const known = nodes.get(file);
  if (known !== undefined) return known;
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(sources, file), "utf8"), ts.ScriptTarget.ES2022, true));
  nodes.set(file, found);
  return found;
}

/** What runs later than its file is loaded. */
const isLater = (node: ts.Node): boolean =>
  ts.isFunctionLike(node) ||
  (ts.isPropertyDeclaration(node) &&
    node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) !== true);

function isAtModuleLevel(node: ts.Node): boolean {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent) if (isLater(at)) return false;
  return true;
}

/** From where the language is asked for meanwhile. */
function stacksOfSaid(action: () => void): readonly string[] {
  const stacks: string[] = [];
  const module = require(join(built, "core", "language", "language.js")) as { language: () => string };
  const { language } = module;
  module.language = () => {
    stacks.push(new Error("said").stack ?? "");
    return "en";
  };
  try {
    action();
  } finally {
    module.language = language;
  }
  return stacks;
}

describe.each(Object.keys(folders))("the words of %s", (folder) => {
  const whenDone = it.skipIf(open.includes(folder));
  let table: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    table = await tableOf(folder);
  });

  it("have the same holes in both languages", () => {
    const faults = Object.entries(table).filter(
      ([english, chinese]) =>
        chinese !== "" && holesIn(english).toSorted().join() !== holesIn(chinese).toSorted().join(),
    );
    expect(faults).toEqual([]);
  });

  whenDone("are all said somewhere", () => {
    const literals = new Set<string>();
    for (const file of filesOf(folder))
      for (const node of nodesOf(file)) if (ts.isStringLiteralLike(node)) literals.add(node.text);
    expect(Object.keys(table).filter((sentence) => !literals.has(sentence))).toEqual([]);
  });

  whenDone("are all there in Chinese", () => {
    const faults = Object.entries(table).filter(
      ([english, chinese]) =>
        chinese === "" || (/[a-z]{3}/i.test(prose(english)) && !/\p{Script=Han}/u.test(chinese)),
    );
    expect(faults.map(([english]) => english)).toEqual([]);
  });

  whenDone("are not said while a file is loaded, when the language is not known yet", () => {
    const faults = filesOf(folder).flatMap((file) =>
      nodesOf(file)
        .filter(ts.isCallExpression)
        .filter((node) => ts.isIdentifier(node.expression) && node.expression.text === "say")
        .filter(isAtModuleLevel)
        .map((node) => `${file}: ${node.getText()}`),
    );
    expect(faults).toEqual([]);
  });

  whenDone("are not said by a function that a file calls while it is loaded", () => {
    // The file of the command itself runs it.
    const files = filesOf(folder).filter((file) => file !== "cli/main.ts");
    const stacks = stacksOfSaid(() => {
      for (const file of files) require(join(built, file.replace(/ts$/, "js")));
    });
    const faults = stacks
      .filter((stack) => stack.includes(`${sep}${folder}${sep}`))
      .map((stack) =>
        stack
          .split("\n")
          .slice(3, 7)
          .map((line) => relative(built, line.replace(/^.*\(|\)$/g, "")))
          .join(" < "),
      );
    expect(faults).toEqual([]);
  });
});
