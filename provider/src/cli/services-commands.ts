import { Option, type Command } from "commander";
import { configured, type Asked } from "./accounts";
import { exitCodes } from "./exit-codes";
import { accountsCommand, days, formatOption, type Context } from "./options";
import { printed, type Format } from "./print";
import { expiringWithin, listServices, serviceColumns } from "./services";

interface Options extends Asked {
  readonly state?: string;
  readonly within?: number;
  readonly format: Format;
}

/** Lists, prints, and says which accounts could not be asked. */
async function list(options: Options, { out, error, end, environment }: Context): Promise<void> {
  const { services, failures } = await listServices(await configured(options, environment));
  const shown =
    options.within === undefined
      ? services.filter(({ status }) => options.state === undefined || status === options.state)
      : expiringWithin(services, options.within);
  out(`${printed(shown, serviceColumns, options.format)}\n`);
  for (const { account, reason } of failures) error(`${account} could not be asked: ${reason}\n`);
  if (failures.length > 0) end(exitCodes.notAsked);
  else if (options.within !== undefined && shown.length > 0) end(exitCodes.found);
}

/** `reseller services` */
export function servicesCommand(context: Context): Command {
  return accountsCommand("services", "list what the accounts have, those in no stack included")
    .addOption(formatOption())
    .addOption(new Option("--state <status>", "only those of this status: ready, expired, stopped, …"))
    .action((options: Options) => list(options, context));
}

/** `reseller expiring` */
export function expiringCommand(context: Context): Command {
  return accountsCommand("expiring", "list what ends soon, soonest first; exit code 2 when anything does")
    .addOption(formatOption())
    .addOption(new Option("--within <days>", "how soon").argParser(days).default(14, "14d"))
    .action((options: Options) => list(options, context));
}
