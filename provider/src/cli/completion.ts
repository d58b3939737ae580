import type { Command } from "commander";
import { saidOfCommander } from "./commander-words";

/** An option, as completion knows it. */
export interface CompletedOption {
  /** `--vendor` */
  readonly name: string;
  readonly words: string;
  /** What may follow it: empty where that is anything, such as a file; `undefined` where nothing follows. */
  readonly values: readonly string[] | undefined;
}

/** A command, as completion knows it. */
export interface CompletedCommand {
  readonly name: string;
  readonly words: string;
  readonly options: readonly CompletedOption[];
  /** What its first argument may be. */
  readonly first: readonly string[];
  /** What its second one may be, by the first. */
  readonly second: Readonly<Record<string, readonly string[]>>;
}

/**
 * What can be written, taken from the commands themselves, so that it is never older than they are.
 * @param second what the second argument of a command may be, by its first.
 */
export function completed(
  program: Command,
  second: Readonly<Record<string, CompletedCommand["second"]>>,
): CompletedCommand[] {
  return program.commands.map((command) => ({
    name: command.name(),
    words: command.description(),
    first: command.registeredArguments[0]?.argChoices ?? [],
    second: second[command.name()] ?? {},
    options: command
      .createHelp()
      .visibleOptions(command)
      .map(({ long, short, description, argChoices, required, optional }) => ({
        name: long ?? short ?? "",
        words: saidOfCommander(description),
        values: required || optional ? (argChoices ?? []) : undefined,
      })),
  }));
}

/** A text that a shell takes as it is. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
