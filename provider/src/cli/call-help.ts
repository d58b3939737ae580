import type {
  FoundOperation,
  OpenChoice,
  OperationEffect,
  OperationRow,
  Parameters,
} from "../core/operations/operation";
import { listed } from "../core/language/lists";
import { printed, type Column, type Format } from "./print";
import { say, type Sentence } from "./language/say";

/** What an operation does to what an account has. */
const effects: Readonly<Record<OperationEffect, Sentence>> = {
  reads: "reads",
  changes: "changes",
  spends: "spends",
  destroys: "destroys",
};

/** The list of operations. */
export const operationColumns: readonly Column<OperationRow>[] = [
  { title: "operation", of: ({ name }) => name },
  {
    title: "effect",
    of: ({ effects: all }) => all.join(", "),
    shown: ({ effects: all }) => listed(all.map((effect) => say(effects[effect]))),
  },
  { title: "what it does", of: ({ words }) => words },
];

interface Line {
  readonly name: string;
  readonly isRequired: boolean;
  readonly words: string;
}

function linesOf(parameters: Parameters<unknown>, within = ""): Line[] {
  return Object.entries(parameters).flatMap(([name, { isRequired, words, holds }]) => [
    { name: `${within}${name}`, isRequired, words },
    ...(holds === undefined ? [] : linesOf(holds, `${within}${name}.`)),
  ]);
}

const lineColumns: readonly Column<Line>[] = [
  { title: "parameter", of: ({ name }) => name },
  {
    title: "",
    of: ({ isRequired }) => (isRequired ? "required" : ""),
    shown: ({ isRequired }) => (isRequired ? say("required") : ""),
  },
  { title: "what it is", of: ({ words }) => words },
];

/** What an operation takes. */
export function parametersHelp({ name, operation }: FoundOperation, format: Format): string {
  const lines = linesOf(operation.takes);
  if (format !== "table") return printed(lines, lineColumns, format);
  const parameters =
    lines.length === 0 ? say("It takes no parameters.") : printed(lines, lineColumns, format);
  const head = say("{name}: {does} ({effect})", {
    name,
    does: operation.words,
    effect: say(effects[operation.effect]),
  });
  return `${head}\n${parameters}`;
}

/** The parts of an operation; for people with what each takes. */
export function choiceHelp({ name, by, parts }: OpenChoice, format: Format): string {
  if (format !== "table") {
    const rows = parts.map(({ name: part, operation: { effect, words } }) => ({
      name: part,
      effects: [effect],
      words,
    }));
    return printed(rows, operationColumns, format);
  }
  const head = say("{name} does one of these, by {by}:", { name, by });
  return [head, ...parts.map((part) => parametersHelp(part, format))].join("\n\n");
}
