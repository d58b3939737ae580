import type { Argument, Command, Help, Option } from "commander";
import { language } from "../core/language/language";
import { listed } from "../core/language/lists";
import { shownLength, wrapped } from "./letters";
import { say, type Sentence } from "./language/say";

/*
 * What commander says by itself. It knows English only: its help is made of parts that may be replaced, and its errors are known by their
 * words, which are said again here. What is not known stays as commander says it.
 */

const own: readonly Sentence[] = [
  "Usage:",
  "Arguments:",
  "Options:",
  "Commands:",
  "display help for command",
  "output the version number",
];

/** A heading or a description, where it is commander's own. */
export function saidOfCommander(words: string): string {
  const known = own.find((one) => one === words);
  return known === undefined ? words : say(known);
}

/** The line of usage, or the name of a command with what it takes. */
function usage(words: string): string {
  return words.replace("[options]", say("[options]")).replace("[command]", say("[command]"));
}

/** What may be chosen, and what is taken otherwise; empty where there is nothing to say. */
function factsOf(
  { argChoices, defaultValue, defaultValueDescription }: Option | Argument,
  hasValue: boolean,
): string {
  const choices =
    argChoices &&
    say("choices: {choices}", { choices: listed(argChoices.map((one) => JSON.stringify(one))) });
  if (defaultValue === undefined || !hasValue) return choices ?? "";
  const value = say("default: {value}", { value: defaultValueDescription ?? JSON.stringify(defaultValue) });
  return choices === undefined ? value : say("{choices}, {value}", { choices, value });
}

function described(one: Option | Argument, hasValue: boolean): string {
  const description = saidOfCommander(one.description);
  const facts = factsOf(one, hasValue);
  return facts === "" ? description : say("{description} ({facts})", { description, facts });
}

const help: Partial<Help> = {
  styleTitle: saidOfCommander,
  styleUsage: usage,
  styleSubcommandTerm: usage,
  optionDescription: (option) => described(option, option.required || option.optional),
  argumentDescription: (argument) => described(argument, true),
  subcommandDescription: (command) => saidOfCommander(command.description()),
};

/** In lines of wide letters there is no space at which commander could break them. */
const wideHelp: Partial<Help> = { ...help, displayWidth: shownLength, boxWrap: wrapped };

/** The first words of an error, and what of it is said again. Each pattern's parts are all of it, in their order. */
const errors: readonly (readonly [RegExp, (...parts: readonly string[]) => string])[] = [
  [/^error: unknown option '(.*)'$/s, (flag = "") => say("error: unknown option '{flag}'", { flag })],
  [/^error: unknown command '(.*)'$/s, (name = "") => say("error: unknown command '{name}'", { name })],
  [
    /^error: missing required argument '(.*)'$/s,
    (name = "") => say("error: missing required argument '{name}'", { name }),
  ],
  [
    /^error: option '(.*)' argument missing$/s,
    (flags = "") => say("error: option '{flags}' argument missing", { flags }),
  ],
  [
    /^error: required option '(.*)' not specified$/s,
    (flags = "") => say("error: required option '{flags}' not specified", { flags }),
  ],
  [
    /^error: option '(.*?)' argument '(.*)' is invalid\. (.*)$/s,
    (flags = "", value = "", reason = "") =>
      say("error: option '{flags}' argument '{value}' is invalid. {reason}", {
        flags,
        value,
        reason: reasonIn(reason),
      }),
  ],
  [
    /^error: command-argument value '(.*)' is invalid for argument '(.*?)'\. (.*)$/s,
    (value = "", name = "", reason = "") =>
      say("error: command-argument value '{value}' is invalid for argument '{name}'. {reason}", {
        value,
        name,
        reason: reasonIn(reason),
      }),
  ],
  [
    /^error: too many arguments for '(.*)'\. Expected 1 argument but got (\d+)\.$/s,
    (command = "", given = "") =>
      say("error: too many arguments for '{command}'. Expected 1 argument but got {given}.", {
        command,
        given,
      }),
  ],
  [
    /^error: too many arguments for '(.*)'\. Expected (\d+) arguments but got (\d+)\.$/s,
    (command = "", expected = "", given = "") =>
      say("error: too many arguments for '{command}'. Expected {expected} arguments but got {given}.", {
        command,
        expected,
        given,
      }),
  ],
];

/** Why a value is invalid: commander's own reason, or that of whoever read the value, who has said it already. */
function reasonIn(words: string): string {
  const [, choices] = /^Allowed choices are (.*)\.$/s.exec(words) ?? [];
  if (choices === undefined) return words;
  return say("Allowed choices are {choices}.", { choices: listed(choices.split(", ")) });
}

function suggestion(words: string): string {
  const [, several, names = ""] = /^\(Did you mean (one of )?(.*)\?\)$/s.exec(words) ?? [];
  if (several === undefined) return say("(Did you mean {name}?)", { name: names });
  return say("(Did you mean one of {names}?)", { names: listed(names.split(", ")) });
}

/** An error of commander's, as this package says it. */
export function saidError(text: string): string {
  const [, error = "", guess] = /^(.*?)(?:\n(\(Did you mean .*\?\)))?\n$/s.exec(text) ?? [];
  for (const [pattern, saidAgain] of errors) {
    const parts = pattern.exec(error)?.slice(1);
    if (parts === undefined) continue;
    return `${saidAgain(...parts)}${guess === undefined ? "" : `\n${suggestion(guess)}`}\n`;
  }
  return text;
}

/** Makes a command say all that commander says of it as this package does. */
export function sayAllOf(command: Command): void {
  command.configureHelp(language() === "zh" ? wideHelp : help).configureOutput({
    outputError: (text, write) => {
      write(saidError(text));
    },
  });
}
