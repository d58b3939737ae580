import { Command, InvalidArgumentError, Option } from "commander";
import { messageOf } from "../core/errors";
import { listed } from "../core/language/lists";
import { days, vendorOption, type Context } from "./options";
import { faultKinds, readFault, type AskedFault } from "./sandbox-faults";
import { seedExample } from "./sandbox-seed";
import { runSandboxes } from "./sandboxes";
import { say } from "./language/say";

function port(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new InvalidArgumentError(say("a port from 1 to 65535"));
}

function oneMoreFault(text: string, before: readonly AskedFault[] = []): AskedFault[] {
  try {
    return [...before, readFault(text)];
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
}

const help = () => `
${say("Prints the config to paste, for a shell and for a stack, and the address of a page that shows what there is.")}

${say("A seed has operations by their documented names (reseller call <vendor> lists them), which are called first:")}
  ${seedExample}

${say("Faults: {kinds}; before and after cut the connection before or after it was done.", { kinds: listed(faultKinds) })}
  --fault after:buy --fault http500Before:sync_baremetal:3`;

/** `reseller sandbox` */
export function sandboxCommand({ out }: Context): Command {
  return new Command("sandbox")
    .description(
      say(
        "run stand-ins of the panels on this machine, to try stacks and pipelines without money; until Ctrl-C",
      ),
    )
    .addOption(vendorOption())
    .addOption(
      new Option("--port <number>", say("of the first one; the others get the next ones")).argParser(port),
    )
    .addOption(
      new Option("--page <number>", say("port of the page; any free one without it")).argParser(port),
    )
    .option("--seed <file>", say("what there is from the start: a JSON file of operations by vendor"))
    .addOption(
      new Option("--days <days>", say("let so many days pass on their clocks first, after the seed"))
        .argParser(days)
        .default(0, "0"),
    )
    .addOption(
      new Option(
        "--fault <kind:operation[:times]>",
        say("what goes wrong with the next such request; may be given again; buy is what buys, * is any"),
      ).argParser(oneMoreFault),
    )
    .option("--state <folder>", say("keep what is bought in this folder, for the next time"))
    .addHelpText("after", help())
    .action((options: Parameters<typeof runSandboxes>[0]) =>
      runSandboxes(options, (text) => {
        out(`${text}\n`);
      }),
    );
}
