import { quoted, type CompletedCommand } from "./completion";

const listed = (words: readonly string[]): string => quoted(words.join(" "));

/** The cases of one command. */
function casesOf({ name, options, first, second }: CompletedCommand): string[] {
  const followed = options.filter(({ values }) => values !== undefined);
  return [
    `    ${name})`,
    `      case "$before" in`,
    ...followed.map(({ name: option, values = [] }) =>
      values.length > 0
        ? `        ${option}) words=${listed(values)} ;;`
        : `        ${option}) compopt -o default; return ;;`,
    ),
    "        *)",
    `          if [[ $now == -* ]]; then words=${listed(options.map((option) => option.name))}`,
    `          elif (( COMP_CWORD == 2 )); then words=${listed(first)}`,
    ...(Object.keys(second).length === 0
      ? []
      : [
          "          elif (( COMP_CWORD == 3 )); then",
          `            case "\${COMP_WORDS[2]}" in`,
          ...Object.entries(second).map(([key, words]) => `              ${key}) words=${listed(words)} ;;`),
          "            esac",
        ]),
    "          fi ;;",
    "      esac ;;",
  ];
}

/** For bash. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  return [
    "_reseller() {",
    `  local now="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words=`,
    "  if (( COMP_CWORD == 1 )); then",
    `    COMPREPLY=($(compgen -W ${listed(commands.map(({ name }) => name))} -- "$now"))`,
    "    return",
    "  fi",
    `  case "\${COMP_WORDS[1]}" in`,
    ...commands.flatMap(casesOf),
    "  esac",
    `  COMPREPLY=($(compgen -W "$words" -- "$now"))`,
    "}",
    "complete -F _reseller reseller",
    "",
  ].join("\n");
}
