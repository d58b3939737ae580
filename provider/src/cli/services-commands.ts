import { InvalidArgumentError, Option, type Command } from "commander";
import { configured, sayFailures, vendorsOf, type Asked } from "./accounts";
import { exitCodes } from "./exit-codes";
import { accountsCommand, days, formatOption, type Context } from "./options";
import { printed, type Format } from "./print";
import { expiringWithin, listServices, serviceColumns, stateColumns, type Service } from "./services";
import { statesAsked } from "./states";
import { say } from "./language/say";

interface Tag {
  readonly key: string;
  readonly value: string | undefined;
}

interface Options extends Asked {
  readonly state?: string;
  readonly tag?: Tag;
  readonly currency?: string;
  readonly within?: number;
  readonly format: Format;
}

function tag(text: string): Tag {
  const [, key, value] = /^([^=]+)(?:=(.*))?$/s.exec(text) ?? [];
  if (key !== undefined) return { key, value };
  throw new InvalidArgumentError(say("a tag, such as team or team=shop"));
}

function isAsked({ state, tag: asked, currency }: Options, service: Service): boolean {
  const value = asked === undefined ? undefined : service.tags[asked.key];
  return (
    (state === undefined || service.status === state) &&
    (currency === undefined || service.currency === currency) &&
    (asked === undefined || (value !== undefined && (asked.value ?? value) === value))
  );
}

/** Lists, prints, and says which accounts could not be asked. */
async function list(options: Options, { out, error, end, environment }: Context): Promise<void> {
  const { cwd, within } = options;
  const holders = await statesAsked({ cwd, stack: options.stack }, await vendorsOf(options), environment);
  const accounts = await configured(options, environment);
  const { services, failures } = await listServices(accounts, holders);
  const asked = services.filter((service) => isAsked(options, service));
  const shown = within === undefined ? asked : expiringWithin(asked, within);
  const columns = cwd === undefined ? serviceColumns : [...serviceColumns, ...stateColumns];
  out(`${printed(shown, columns, options.format)}\n`);
  sayFailures(failures, error);
  if (failures.length > 0) end(exitCodes.notAsked);
  else if (within !== undefined && shown.length > 0) end(exitCodes.found);
}

function listCommand(name: string, description: string): Command {
  return accountsCommand(name, description)
    .addOption(formatOption())
    .addOption(new Option("--currency <code>", say("only those of accounts in this currency: CNY")))
    .addOption(
      new Option("--tag <key=value>", say("only those whose resource has this tag, with --cwd")).argParser(
        tag,
      ),
    );
}

/** `reseller services` */
export function servicesCommand(context: Context): Command {
  return listCommand("services", say("list what the accounts have, those in no stack included"))
    .addOption(new Option("--state <status>", say("only those of this status: ready, expired, stopped, …")))
    .action((options: Options) => list(options, context));
}

/** `reseller expiring` */
export function expiringCommand(context: Context): Command {
  return listCommand("expiring", say("list what ends soon, soonest first; exit code 2 when anything does"))
    .addOption(new Option("--within <days>", say("how soon")).argParser(days).default(14, "14d"))
    .action((options: Options) => list(options, context));
}
