import { Argument, Command } from "commander";
import { completed, type CompletedCommand } from "./completion";
import { bashScript } from "./completion-bash";
import { fishScript } from "./completion-fish";
import { zshScript } from "./completion-zsh";
import { say } from "./language/say";
import { vendorNames, type Context } from "./options";
import { vendorLoaders } from "../vendors";

/** What completes the commands, by shell. */
const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const satisfies Readonly<
  Record<string, (commands: readonly CompletedCommand[]) => string>
>;

const help = () => `
bash:  echo 'eval "$(npx reseller completion bash)"' >> ~/.bashrc
zsh:   echo 'eval "$(npx reseller completion zsh)"' >> ~/.zshrc
fish:  npx reseller completion fish > ~/.config/fish/completions/reseller.fish

${say("It completes the word reseller: where only npx finds that, add an alias first: {alias}", { alias: "alias reseller='npx reseller'" })}`;

/** The names of the operations of each vendor. */
async function operationsByVendor(): Promise<Record<string, readonly string[]>> {
  const pairs = vendorNames.map(async (name) => {
    const operations = await (await vendorLoaders[name]?.())?.operations();
    return [name, (operations?.rows ?? []).map((row) => row.name)] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

/** `reseller completion` */
export function completionCommand({ out }: Context): Command {
  const command = new Command("completion")
    .description(say("print what completes this command line in a shell"))
    .addArgument(new Argument("<shell>", say("the shell")).choices(Object.keys(scripts)))
    .addHelpText("after", help())
    .action(async (shell: keyof typeof scripts) => {
      const program = command.parent ?? command;
      out(scripts[shell](completed(program, { call: await operationsByVendor() })));
    });
  return command;
}
