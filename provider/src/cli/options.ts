import { Command, InvalidArgumentError, Option } from "commander";
import { exitCodesHelp } from "./exit-codes";
import { formats } from "./print";
import { languages } from "../core/language/language";
import { listed } from "../core/language/lists";
import { vendorLoaders } from "../vendors";
import { say } from "./language/say";

/** What a command needs of its surroundings. */
export interface Context {
  /** Writes to the standard output. */
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  /** Says with which code the command ends, once it does. */
  readonly end: (code: number) => void;
  /** Says that what is still under way is not waited for: once the command is over, so is the process. */
  readonly leave?: (() => void) | undefined;
  /** Asks the person at the terminal; absent where there is none. */
  readonly ask?: ((question: string) => Promise<boolean>) | undefined;
  readonly environment: NodeJS.ProcessEnv;
}

/** The names of all vendors. */
export const vendorNames = Object.keys(vendorLoaders);

function oneMore(name: string, before: readonly string[] = []): string[] {
  return [...before, vendorName(name)];
}

/** Reads the name of a vendor. @throws {InvalidArgumentError} */
function vendorName(name: string): string {
  if (vendorNames.includes(name)) return name;
  throw new InvalidArgumentError(say("there are: {names}", { names: listed(vendorNames) }));
}

/** Reads a number of days: `14d`. @throws {InvalidArgumentError} */
export function days(text: string): number {
  const [, count] = /^(\d{1,4})d?$/.exec(text) ?? [];
  if (count !== undefined) return Number(count);
  throw new InvalidArgumentError(say("a number of days, such as 14d"));
}

/** Reads a number of seconds: `10`, `10s`. @throws {InvalidArgumentError} */
export function seconds(text: string): number {
  const [, count] = /^(\d{1,4}(?:\.\d+)?)s?$/.exec(text) ?? [];
  if (count !== undefined && Number(count) > 0) return Number(count);
  throw new InvalidArgumentError(say("a number of seconds, such as 10"));
}

/** Collects what may be given again. */
export function gathered(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

export const vendorOption = () =>
  new Option("--vendor <name>", say("only this vendor; may be given again"))
    .choices(vendorNames)
    .argParser(oneMore);

export const stateFileOption = () =>
  new Option(
    "--state-file <file>",
    say("read what `pulumi stack export` has written too; may be given again"),
  ).argParser(gathered);

export const formatOption = () =>
  new Option("--format <format>", say("how it is printed")).choices(formats).default("table");

/** The language of the command, which is chosen before it is made: here it is only checked and explained. */
export const languageOption = () =>
  new Option(
    "--lang <language>",
    say(
      "the language of all that is said; otherwise RESELLER_LANGUAGE, the stack's reseller:language with --cwd, or the machine's locale",
    ),
  ).choices(languages);

/** What stands below each help: where accounts come from, if any are asked, and the exit codes. */
export function helpBelow(...above: readonly string[]): string {
  return `\n${[...above, exitCodesHelp()].join("\n")}`;
}

/** Where accounts come from. */
export function accountsHelp(): string {
  return helpBelow(
    say(
      "Accounts come from the environment (ZKEYS_ENDPOINT, ZKEYS_ACCOUNTS_FILE, …), or with --cwd from a stack's config.",
    ),
  );
}

/** Adds the options that name a stack whose config has the accounts. */
export function projectOptions(command: Command): Command {
  return command
    .option("--cwd <folder>", say("take the accounts from the config of the stack of this Pulumi project"))
    .option("--stack <name>", say("that stack; the selected one otherwise"));
}

/** A command that asks accounts, with the options that say which. */
export function accountsCommand(name: string, description: string): Command {
  const command = new Command(name).description(description).addOption(vendorOption());
  return projectOptions(command).addHelpText("after", accountsHelp());
}
