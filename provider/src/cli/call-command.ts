import { Argument, Command, Option } from "commander";
import { callOperation, type CallOptions } from "./call";
import { formatOption, gathered, helpBelow, projectOptions, vendorNames, type Context } from "./options";
import { say } from "./language/say";

/** Commands, and what they show. */
const examples = () => `
${say("Examples:")}
  reseller call zkeys                             ${say("every operation, and what it does")}
  reseller call zkeys renew --help                ${say("the parameters of one")}
  reseller call rstack vm_stop --param vmid=188
  reseller call bthost host_build --json '{"endtime":"2030-01-31","plans_id":1}' --yes
  reseller call zonkvm hosting_operate.add_domain --param guid=7 --param domainText=www.example.com`;

/** `reseller call` */
export function callCommand(context: Context): Command {
  const command = projectOptions(new Command("call"))
    .description(say("call any documented operation of a vendor, by its documented name and parameters"))
    .addArgument(new Argument("[vendor]", say("whose operation")).choices(vendorNames))
    .argument("[operation]", say("its documented name; all are listed without it"))
    .addOption(
      new Option(
        "--json <object>",
        say("parameters as a JSON object; @file reads a file, - the standard input"),
      ),
    )
    .addOption(
      new Option(
        "--param <name=value>",
        say("a parameter; may be given again; name=@file reads a file"),
      ).argParser(gathered),
    )
    .option("--account <name>", say("the account, where several of this vendor are configured"))
    .option("--yes", say("do it without asking, where it spends or destroys"))
    .option("--out <file>", say("write the reply into this file, with the secrets that the vendor answers"))
    .addOption(formatOption())
    // Its own, so that it can show what an operation takes.
    .helpOption(false)
    .option("-h, --help", say("show this help, or what an operation takes"))
    .addHelpText("after", `${examples()}\n${helpBelow()}`)
    .action(async (vendor: string | undefined, operation: string | undefined, options: CallOptions) => {
      if (vendor === undefined) command.outputHelp();
      else await callOperation(vendor, operation, options, context);
    });
  return command;
}
