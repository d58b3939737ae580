// commander: subcommands, options, help and errors of a command line, as people know them.
import { Command, InvalidArgumentError, Option } from "commander";
import { version } from "./version";
import { configured, type Asked } from "./accounts";
import { formats, printed, type Format } from "./print";
import { runSandboxes } from "./sandboxes";
import { expiringWithin, listServices, serviceColumns } from "./services";
import { vendorLoaders } from "../vendors";

/** How a command ends. */
export const exitCodes = { done: 0, failed: 1, found: 2, notAsked: 4 } as const;

/** Where a command writes. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

const vendorNames = Object.keys(vendorLoaders);

function vendor(name: string, before: readonly string[] = []): string[] {
  if (vendorNames.includes(name)) return [...before, name];
  throw new InvalidArgumentError(`there are: ${vendorNames.join(", ")}`);
}

function days(text: string): number {
  const [, count] = /^(\d{1,4})d?$/.exec(text) ?? [];
  if (count !== undefined) return Number(count);
  throw new InvalidArgumentError("a number of days, such as 14d");
}

function port(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new InvalidArgumentError("a port from 1 to 65535");
}

const vendorOption = () =>
  new Option("--vendor <name>", "only this vendor; may be given again").argParser(vendor);
const formatOption = () =>
  new Option("--format <format>", "how it is printed").choices(formats).default("table");
const codes = `
Exit codes: 0 done, 1 failed, 2 something was found (expiring), 4 an account could not be asked.`;
const configHelp = `
Accounts come from the environment (ZKEYS_ENDPOINT, ZKEYS_ACCOUNTS_FILE, …), or with --cwd from a stack's config.`;

interface ServiceOptions extends Asked {
  readonly state?: string;
  readonly within?: number;
  readonly format: Format;
}

function serviceCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .addOption(vendorOption())
    .addOption(formatOption())
    .option("--cwd <folder>", "take the accounts from the config of the stack of this Pulumi project")
    .option("--stack <name>", "that stack; the selected one otherwise")
    .addHelpText("after", `${configHelp}${codes}`);
}

/** The command line. */
export function resellerProgram(output: Output, environment: NodeJS.ProcessEnv): Command {
  const say = (text: string): void => {
    output.out(`${text}\n`);
  };

  /** Lists, prints, and says which accounts could not be asked. */
  const list = async (options: ServiceOptions): Promise<void> => {
    const { services, failures } = await listServices(await configured(options, environment));
    const shown =
      options.within === undefined
        ? services.filter(({ status }) => options.state === undefined || status === options.state)
        : expiringWithin(services, options.within);
    say(printed(shown, serviceColumns, options.format));
    for (const { account, reason } of failures) output.error(`${account} could not be asked: ${reason}\n`);
    if (failures.length > 0) process.exitCode = exitCodes.notAsked;
    else if (options.within !== undefined && shown.length > 0) process.exitCode = exitCodes.found;
  };

  const services = serviceCommand("services", "list what the accounts have, those in no stack included")
    .addOption(new Option("--state <status>", "only those of this status: ready, expired, stopped, …"))
    .action((options: ServiceOptions) => list(options));

  const expiring = serviceCommand(
    "expiring",
    "list what ends soon, soonest first; exit code 2 when anything does",
  )
    .addOption(new Option("--within <days>", "how soon").argParser(days).default(14, "14d"))
    .action((options: ServiceOptions) => list(options));

  const sandbox = new Command("sandbox")
    .description(
      "run stand-ins of the panels on this machine, to try stacks and pipelines without money; until Ctrl-C",
    )
    .addOption(vendorOption())
    .addOption(
      new Option("--port <number>", "of the first one; the others get the next ones").argParser(port),
    )
    .addOption(
      new Option("--days <days>", "let so many days pass on their clocks first")
        .argParser(days)
        .default(0, "0"),
    )
    .option("--state <folder>", "keep what is bought in this folder, for the next time")
    .addHelpText("after", "\nPrints the config to paste, for a shell and for a stack.")
    .action((options: Parameters<typeof runSandboxes>[0]) => runSandboxes(options, say));

  return new Command("reseller")
    .description("Servers, hosting and proxies on your panels, beside your Pulumi stacks.")
    .version(version())
    .configureOutput({ writeOut: output.out, writeErr: output.error })
    .addHelpText("after", codes)
    .addCommand(services)
    .addCommand(expiring)
    .addCommand(sandbox);
}
