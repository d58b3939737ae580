import { quoted, type CompletedCommand } from "./completion";

/** Words with what they are, as `_describe` takes them. */
const described = (rows: readonly { readonly name: string; readonly words: string }[]): string =>
  rows
    .map(({ name, words }) => quoted(`${name.replaceAll(":", "\\:")}:${words.replaceAll(":", "\\:")}`))
    .join(" ");

const plain = (words: readonly string[]): string => words.map(quoted).join(" ");

function casesOf({ name, options, first, second }: CompletedCommand): string[] {
  const followed = options.filter(({ values }) => values !== undefined);
  return [
    `    ${name})`,
    '      case "$words[CURRENT-1]" in',
    ...followed.map(({ name: option, values = [] }) =>
      values.length > 0
        ? `        ${option}) compadd -- ${plain(values)}; return ;;`
        : `        ${option}) _files; return ;;`,
    ),
    "      esac",
    `      if [[ $words[CURRENT] == -* ]]; then found=(${described(options)}); _describe option found`,
    ...(first.length === 0 ? [] : [`      elif (( CURRENT == 3 )); then compadd -- ${plain(first)}`]),
    ...(Object.keys(second).length === 0
      ? []
      : [
          "      elif (( CURRENT == 4 )); then",
          '        case "$words[3]" in',
          ...Object.entries(second).map(([key, words]) => `          ${key}) compadd -- ${plain(words)} ;;`),
          "        esac",
        ]),
    "      fi ;;",
  ];
}

/** For zsh. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  return [
    "#compdef reseller",
    "_reseller() {",
    "  local -a found",
    "  if (( CURRENT == 2 )); then",
    `    found=(${described(commands)}); _describe command found`,
    "    return",
    "  fi",
    '  case "$words[2]" in',
    ...commands.flatMap(casesOf),
    "  esac",
    "}",
    "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }",
    "compdef _reseller reseller",
    "",
  ].join("\n");
}
