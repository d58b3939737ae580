import { writeFileSync } from "node:fs";
import { Option, type Command } from "commander";
import { configured, sayFailures, vendorsOf, type Asked } from "./accounts";
import { exitCodes } from "./exit-codes";
import { accountsCommand, days, stateFileOption, type Context } from "./options";
import { counted } from "./report/words";
import { reportPage } from "./report/page";
import { listServices } from "./services";
import { statesAsked } from "./states";
import { ConfigurationError, messageOf } from "../core/errors";
import { say } from "./language/say";

interface Options extends Asked {
  readonly html: string;
  readonly within: number;
  readonly stateFile?: readonly string[];
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new ConfigurationError(
      say("the report cannot be written to {file}: {reason}", { file, reason: messageOf(error) }),
      {
        advice: say("Name a file in a folder that is there with `--html`"),
      },
    );
  }
}

async function run(options: Options, { out, error, end, environment }: Context): Promise<void> {
  const holders = await statesAsked(options, await vendorsOf(options), environment);
  const accounts = await configured(options, environment);
  const madeAt = new Date();
  const { services, failures } = await listServices(accounts, holders, madeAt);
  const page = reportPage({
    ...{ madeAt, withinDays: options.within, services, failures },
    accounts: accounts.map(({ name }) => name),
    states: holders.states,
  });
  write(options.html, page);
  out(
    say("{file}: {services} of {accounts}\n", {
      file: options.html,
      services: counted(services.length, "service"),
      accounts: counted(accounts.length, "account"),
    }),
  );
  sayFailures(failures, error);
  if (failures.length > 0) end(exitCodes.notAsked);
}

/** `reseller report` */
export function reportCommand(context: Context): Command {
  return accountsCommand(
    "report",
    say("write a page that shows what the accounts have, until when it is paid, what it costs, what is due"),
  )
    .addOption(stateFileOption())
    .addOption(
      new Option(
        "--html <file>",
        say("where the page is written: one file that needs nothing else"),
      ).makeOptionMandatory(),
    )
    .addOption(
      new Option("--within <days>", say("how soon what ends is due")).argParser(days).default(30, "30d"),
    )
    .action((options: Options) => run(options, context));
}
