import { Command, InvalidArgumentError, Option } from "commander";
import { days, vendorOption, type Context } from "./options";
import { runSandboxes } from "./sandboxes";

function port(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new InvalidArgumentError("a port from 1 to 65535");
}

/** `reseller sandbox` */
export function sandboxCommand({ out }: Context): Command {
  return new Command("sandbox")
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
    .action((options: Parameters<typeof runSandboxes>[0]) =>
      runSandboxes(options, (text) => {
        out(`${text}\n`);
      }),
    );
}
