import type { FoundOperation, OpenChoice, OperationRow, Parameters } from "../core/operations/operation";
import type { Column } from "./print";
import { printed } from "./print";

/** The list of operations. */
export const operationColumns: readonly Column<OperationRow>[] = [
  { title: "operation", of: ({ name }) => name },
  { title: "effect", of: ({ effects }) => effects.join(", ") },
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
  { title: "", of: ({ isRequired }) => (isRequired ? "required" : "") },
  { title: "what it is", of: ({ words }) => words },
];

/** What an operation takes, for people. */
export function parametersHelp({ name, operation }: FoundOperation): string {
  const lines = linesOf(operation.takes);
  const parameters = lines.length === 0 ? "It takes no parameters." : printed(lines, lineColumns, "table");
  return `${name}: ${operation.words} (${operation.effect})\n${parameters}`;
}

/** The parts of an operation, with what each takes. */
export function choiceHelp({ name, by, parts }: OpenChoice): string {
  const head = `${name} does one of these, by ${by}:`;
  return [head, ...parts.map(parametersHelp)].join("\n\n");
}
