import { writeFileSync } from "node:fs";
import type { Command } from "commander";
import { configSourceOf, configured, sayFailures, seenSideBySide, vendorsOf, type Asked } from "./accounts";
import { foundIn } from "./adopt";
import { programOf } from "./adopt-program";
import { exitCodes } from "./exit-codes";
import { accountsCommand, gathered, stateFileOption, type Context } from "./options";
import { statesAsked, type AskedStates } from "./states";
import { Brakes } from "../core/brakes";
import type { Account } from "../core/account";
import { ConfigurationError } from "../core/errors";
import { Journal } from "../core/journal";
import { listed } from "../core/language/lists";
import { redact } from "../core/redact";
import { Run } from "../core/run";
import { sleep } from "../core/wait";
import { readRunSettings } from "../pulumi/config";
import { say } from "./language/say";

interface Options extends Asked, AskedStates {
  readonly type?: readonly string[];
  readonly id?: readonly string[];
  readonly out?: string;
}

async function run(options: Options, { out, error, end, environment }: Context): Promise<void> {
  const { type: types, id: ids } = options;
  const vendors = await vendorsOf(options);
  const known = vendors.flatMap(({ kinds }) => kinds.map(({ type }) => type));
  const wrong = types?.find((type) => !known.includes(type));
  if (wrong !== undefined)
    throw new ConfigurationError(say("there is no type {type}", { type: wrong }), {
      advice: say("There are: {names}", { names: listed(known) }),
    });
  const settings = readRunSettings(await configSourceOf(options, environment), environment);
  // Nothing is sent but reads.
  const silent = { say: () => undefined };
  const runOf = (account: Account): Run =>
    new Run(
      settings,
      new Brakes(settings),
      new Journal(undefined),
      silent,
      () => account,
      () => new Date(),
      sleep,
    );
  const accounts = await configured(options, environment);
  const sought = { types, ids, holders: await statesAsked(options, vendors, environment) };
  const { seen, failures } = await seenSideBySide(accounts, (one, fail) => foundIn(one, sought, runOf, fail));
  const { text, placeholders, declared, left } = programOf(seen.flat());
  if (options.out === undefined) out(text);
  else writeFileSync(options.out, redact(text), { flag: "wx" });
  error(
    left.length === 0
      ? say("{count} declared\n", { count: declared })
      : say("{count} declared, {left} not (the last lines of the program say why)\n", {
          count: declared,
          left: left.length,
        }),
  );
  for (const { key, isSecret } of placeholders)
    error(
      say("set it first: {command}\n", {
        command: `pulumi config set ${isSecret ? "--secret " : ""}${key} <value>`,
      }),
    );
  sayFailures(failures, error);
  if (failures.length > 0) end(exitCodes.notAsked);
}

/** `reseller adopt` */
export function adoptCommand(context: Context): Command {
  return accountsCommand(
    "adopt",
    say(
      "write a program that takes over what the accounts have, and changes nothing; with --cwd only what no state of that project has",
    ),
  )
    .option("--type <type>", say("only these: BaremetalServer, CloudServer, …; may be given again"), gathered)
    .option("--id <id>", say("only this one, and what belongs to it; may be given again"), gathered)
    .addOption(stateFileOption())
    .option("--out <file>", say("write it to this file, which must not be there yet"))
    .action((options: Options) => run(options, context));
}
