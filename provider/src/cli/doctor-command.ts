import { Option, type Command } from "commander";
import { configured, type Asked } from "./accounts";
import { examine, findingColumns } from "./doctor";
import { exitCodes } from "./exit-codes";
import { accountsCommand, formatOption, seconds, type Context } from "./options";
import { printed, type Format } from "./print";
import { say } from "./language/say";

interface Options extends Asked {
  readonly format: Format;
  readonly timeout: number;
}

/** `reseller doctor` */
export function doctorCommand({ out, end, leave, environment }: Context): Command {
  return accountsCommand(
    "doctor",
    say(
      "examine each account: reachable, clock, key, what it may ask, balance where the panel tells it; and what to do",
    ),
  )
    .addOption(formatOption())
    .addOption(
      new Option("--timeout <seconds>", say("the longest time for an account, all its checks together"))
        .argParser(seconds)
        .default(10),
    )
    .action(async (options: Options) => {
      const accounts = await configured(options, environment);
      const examined = await Promise.all(accounts.map((one) => examine(one, options.timeout)));
      // Questions that were given up are still asked, again and again, of a panel that does not answer.
      leave?.();
      const findings = examined.flatMap((one) => one.findings);
      out(`${printed(findings, findingColumns, options.format)}\n`);
      if (examined.some(({ isUsable }) => !isUsable)) end(exitCodes.notAsked);
      else if (findings.some(({ result }) => result === "wrong")) end(exitCodes.found);
    });
}
