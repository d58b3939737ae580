import type { CompletedCommand } from "./completion";

/** A text that fish takes as it is. */
const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

function linesOf({ name, words, options, first, second }: CompletedCommand): string[] {
  const seen = `__fish_seen_subcommand_from ${name}`;
  const choices = (condition: string, list: readonly string[]): string =>
    `complete -c reseller -n ${quoted(condition)} -a ${quoted(list.join(" "))}`;
  return [
    `complete -c reseller -n __fish_use_subcommand -a ${name} -d ${quoted(words)}`,
    ...options.map(({ name: option, words: what, values }) => {
      const follows =
        values === undefined ? "" : values.length === 0 ? " -r -F" : ` -x -a ${quoted(values.join(" "))}`;
      return `complete -c reseller -n ${quoted(seen)} -l ${option.replace(/^-+/, "")}${follows} -d ${quoted(what)}`;
    }),
    ...(first.length === 0
      ? []
      : [choices(`${seen}; and not __fish_seen_subcommand_from ${first.join(" ")}`, first)]),
    ...Object.entries(second).map(([key, list]) =>
      choices(`${seen}; and __fish_seen_subcommand_from ${key}`, list),
    ),
  ];
}

/** For fish. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  return ["complete -c reseller -f", ...commands.flatMap(linesOf), ""].join("\n");
}
