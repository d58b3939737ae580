import { Command } from "commander";
import { configured, sayFailures, vendorsOf, type Configured } from "./accounts";
import { exitCodes } from "./exit-codes";
import { formatOption, gathered, helpBelow, vendorOption, type Context } from "./options";
import { printed, type Format } from "./print";
import { listServices, serviceColumns } from "./services";
import { Holders, stateInFile, statesOfProject } from "./states";
import { ConfigurationError, ResellerError } from "../core/errors";
import { say } from "./language/say";

interface Options {
  readonly vendor?: readonly string[];
  readonly cwd?: readonly string[];
  readonly stack?: string;
  readonly stateFile?: readonly string[];
  readonly format: Format;
}

/** The accounts of all projects, or of the environment, each once. */
async function accountsOf(
  { vendor, cwd, stack }: Options,
  environment: NodeJS.ProcessEnv,
): Promise<Configured[]> {
  const asked = cwd === undefined ? [{ vendor }] : cwd.map((folder) => ({ vendor, cwd: folder, stack }));
  const all = await Promise.all(asked.map((one) => configured(one, environment)));
  const keys = new Set<string>();
  return all.flat().filter(({ name, open }) => {
    const key = keyOf(open) ?? name;
    const isFirst = !keys.has(key);
    keys.add(key);
    return isFirst;
  });
}

/** What tells an account from every other one; `undefined` when its config is not usable, which is said when it is asked. */
function keyOf(open: Configured["open"]): string | undefined {
  try {
    return open().key;
  } catch (error) {
    if (error instanceof ResellerError) return undefined;
    throw error;
  }
}

async function run(options: Options, { out, error, end, environment }: Context): Promise<void> {
  const { cwd = [], stack, stateFile = [], format } = options;
  if (cwd.length + stateFile.length === 0)
    throw new ConfigurationError(say("no state was named, and without one everything would be an orphan"), {
      advice: say("Name each project folder with `--cwd`, or each exported state with `--state-file`"),
    });
  const vendors = await vendorsOf(options);
  const ofProjects = await Promise.all(
    cwd.map((folder) => statesOfProject(folder, stack, vendors, environment)),
  );
  const states = [...ofProjects.flat(), ...stateFile.map((file) => stateInFile(file, vendors))];
  const { services, failures } = await listServices(
    await accountsOf(options, environment),
    new Holders(states),
  );
  const orphans = services.filter(({ isHeld }) => !isHeld);
  out(`${printed(orphans, serviceColumns, format)}\n`);
  for (const { name, held } of states)
    error(
      say("read {name}: {count} held there\n", {
        name,
        count: held.reduce((sum, { serviceIds }) => sum + serviceIds.length, 0),
      }),
    );
  sayFailures(failures, error);
  if (failures.length > 0) end(exitCodes.notAsked);
  else if (orphans.length > 0) end(exitCodes.found);
}

/** `reseller orphans` */
export function orphansCommand(context: Context): Command {
  return new Command("orphans")
    .description(
      say("list what the accounts have and no state has that was read; exit code 2 when there is any"),
    )
    .addOption(vendorOption())
    .addOption(formatOption())
    .option(
      "--cwd <folder>",
      say("read the states of the stacks of this Pulumi project; may be given again"),
      gathered,
    )
    .option("--stack <name>", say("only this stack of each project"))
    .option(
      "--state-file <file>",
      say("read what `pulumi stack export` has written; may be given again"),
      gathered,
    )
    .addHelpText(
      "after",
      helpBelow(
        say("Accounts come from the config of the projects, or from the environment (ZKEYS_ENDPOINT, …)."),
      ),
    )
    .action((options: Options) => run(options, context));
}
