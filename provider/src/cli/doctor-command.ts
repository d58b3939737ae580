import type { Command } from "commander";
import { configured, type Asked } from "./accounts";
import { examine, findingColumns } from "./doctor";
import { exitCodes } from "./exit-codes";
import { accountsCommand, formatOption, type Context } from "./options";
import { printed, type Format } from "./print";
import { say } from "./language/say";

interface Options extends Asked {
  readonly format: Format;
}

/** `reseller doctor` */
export function doctorCommand({ out, end, environment }: Context): Command {
  return accountsCommand(
    "doctor",
    say(
      "examine each account: reachable, clock, key, what it may ask, balance where the panel tells it; and what to do",
    ),
  )
    .addOption(formatOption())
    .action(async (options: Options) => {
      const examined = await Promise.all((await configured(options, environment)).map(examine));
      const findings = examined.flatMap((one) => one.findings);
      out(`${printed(findings, findingColumns, options.format)}\n`);
      if (examined.some(({ isUsable }) => !isUsable)) end(exitCodes.notAsked);
      else if (findings.some(({ result }) => result === "wrong")) end(exitCodes.found);
    });
}
