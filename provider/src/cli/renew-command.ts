import { InvalidArgumentError, Option, type Command } from "commander";
import { configSourceOf, configured, sayFailures, vendorsOf, type Asked } from "./accounts";
import { cap, type Caps } from "./caps";
import { exitCodes } from "./exit-codes";
import { accountsCommand, days, formatOption, gathered, stateFileOption, type Context } from "./options";
import { printed, type Format } from "./print";
import { dueServices } from "./due";
import { choose, renewedColumns, renewOne, rowOf, type Renewed } from "./renew";
import { alone } from "./renewal-journal";
import { statesAsked, type AskedStates } from "./states";
import type { Account } from "../core/account";
import { Brakes } from "../core/brakes";
import { Journal } from "../core/journal";
import { Run } from "../core/run";
import { durationPattern, parseDuration, sleep } from "../core/wait";
import { readRunSettings } from "../pulumi/config";
import { say } from "./language/say";

interface Options extends Asked, AskedStates {
  readonly within: number;
  readonly months: number;
  readonly max: Caps;
  readonly allowUnknown?: boolean;
  readonly id?: readonly string[];
  readonly again?: readonly string[];
  /** In milliseconds. */
  readonly wait: number;
  readonly journal?: string;
  readonly yes?: boolean;
  readonly format: Format;
}

const defaultJournal = "reseller-journal.jsonl";

function months(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 120) return count;
  throw new InvalidArgumentError(say("a number of months from 1 to 120"));
}

function duration(text: string): number {
  if (durationPattern.test(text)) return parseDuration(text);
  throw new InvalidArgumentError(say("a duration, such as 90s or 10m"));
}

async function run(options: Options, { out, error, end, ask, environment }: Context): Promise<void> {
  const given = readRunSettings(await configSourceOf(options, environment), environment);
  const journal = options.journal ?? given.journal ?? defaultJournal;
  const settings = { ...given, journal };
  const brakes = new Brakes(settings);
  const tell = (urn: string, words: string, kind: "info" | "warning" | "error" | "progress"): void => {
    if (kind !== "progress") error(`${urn}: ${words}\n`);
  };
  const runOf = (account: Account): Run =>
    new Run(
      settings,
      brakes,
      new Journal(journal),
      { say: tell },
      () => account,
      () => new Date(),
      sleep,
    );
  const accounts = await configured(options, environment);
  const print = (rows: readonly Renewed[]): void => {
    out(`${printed(rows, renewedColumns, options.format)}\n`);
  };

  await alone(journal, async () => {
    const holders = await statesAsked(options, await vendorsOf(options), environment);
    const asked = {
      withinDays: options.within,
      months: options.months,
      ids: options.id,
      journal,
      holders,
      again: options.again ?? [],
    };
    const { due, failures } = await dueServices(accounts, asked, runOf);
    const { chosen, rest, total } = choose(due, options.max, options.allowUnknown === true);
    const left = rest.map((one) => rowOf(one.due, runOf(one.due.account), one.outcome));
    const isAgreed =
      chosen.length > 0 &&
      (options.yes === true ||
        (await isConfirmed(
          chosen.map((one) => rowOf(one, runOf(one.account), { result: "to be renewed", words: "" })),
          total,
        )));
    const done: Renewed[] = [];
    for (const one of chosen) {
      const own = runOf(one.account);
      const outcome = isAgreed
        ? await renewOne(one, own, asked, options.wait)
        : ({ result: "to be renewed", words: say("nothing was sent") } as const);
      done.push(rowOf(one, own, outcome));
    }
    const rows = [...done, ...left];
    print(rows);
    sayFailures(failures, error);
    end(codeOf(rows, failures.length > 0, chosen.length > 0 && !isAgreed));
  });

  async function isConfirmed(rows: readonly Renewed[], total: string): Promise<boolean> {
    if (ask === undefined) return false;
    error(`${printed(rows, renewedColumns, "table")}\n`);
    const price = total === "" ? say("no published price") : total;
    return ask(
      rows.length === 1
        ? say("Renew this one for {price}?", { price })
        : say("Renew these {count} for {price}?", { count: rows.length, price }),
    );
  }
}

function codeOf(rows: readonly Renewed[], isAccountMissing: boolean, isRefused: boolean): number {
  const has = (result: Renewed["result"]) => rows.some((row) => row.result === result);
  if (has("failed")) return exitCodes.failed;
  if (isAccountMissing) return exitCodes.notAsked;
  if (isRefused) return exitCodes.refused;
  if (has("over the cap")) return exitCodes.overLimit;
  return has("not renewed") ? exitCodes.found : exitCodes.done;
}

/** `reseller renew` */
export function renewCommand(context: Context): Command {
  return accountsCommand(
    "renew",
    say("renew what ends soon: soonest first, each by itself, never for more than the cap; asks first"),
  )
    .addOption(formatOption())
    .addOption(new Option("--within <days>", say("how soon")).argParser(days).makeOptionMandatory())
    .addOption(
      new Option(
        "--max <amount>",
        say("the most that is spent in all: 500, or CNY=500 for each currency (may be given again)"),
      )
        .argParser(cap)
        .makeOptionMandatory(),
    )
    .addOption(new Option("--months <number>", say("for how long each")).argParser(months).default(1, "1"))
    .addOption(stateFileOption())
    .option("--id <id>", say("only this service; may be given again"), gathered)
    .option(
      "--again <id>",
      say(
        "send a renewal of this service again whose outcome is unknown, after you have looked; may be given again",
      ),
      gathered,
    )
    .addOption(
      new Option("--wait <duration>", say("how long the effect of each is waited for"))
        .argParser(duration)
        .default(600_000, "10m"),
    )
    .option("--allow-unknown", say("renew also where the price is not published"))
    .option(
      "--journal <file>",
      say("what remembers each call that was sent (default: reseller:journal, or {file})", {
        file: defaultJournal,
      }),
    )
    .option("--yes", say("do not ask"))
    .action((options: Options) => run(options, context));
}
