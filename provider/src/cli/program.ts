// commander: subcommands, options, help and errors of a command line, as people know them.
import { Command } from "commander";
import { callCommand } from "./call-command";
import { adoptCommand } from "./adopt-command";
import { catalogCommand } from "./catalog-command";
import { doctorCommand } from "./doctor-command";
import { completionCommand } from "./completion-command";
import { sayAllOf } from "./commander-words";
import { helpBelow, languageOption, type Context } from "./options";
import { planCommand } from "./plan-command";
import { orphansCommand } from "./orphans-command";
import { renewCommand } from "./renew-command";
import { reportCommand } from "./report-command";
import { sandboxCommand } from "./sandbox-command";
import { expiringCommand, servicesCommand } from "./services-commands";
import { version } from "./version";
import { say } from "./language/say";

/** The command line, in the language that was chosen. */
export function resellerProgram(context: Context): Command {
  const program = new Command("reseller")
    .description(say("Servers, hosting and proxies on your panels, beside your Pulumi stacks."))
    .version(version())
    .addHelpText("after", helpBelow());
  const commands = [
    servicesCommand(context),
    expiringCommand(context),
    callCommand(context),
    planCommand(context),
    orphansCommand(context),
    adoptCommand(context),
    renewCommand(context),
    reportCommand(context),
    catalogCommand(context),
    doctorCommand(context),
    sandboxCommand(context),
    completionCommand(context),
  ];
  for (const one of commands) program.addCommand(one);
  for (const one of [program, ...commands]) {
    one.addOption(languageOption()).configureOutput({ writeOut: context.out, writeErr: context.error });
    sayAllOf(one);
  }
  return program;
}
