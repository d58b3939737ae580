import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommanderError, type Command } from "commander";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { chooseLanguage } from "../../provider/src/cli/languages";
import { shownLength } from "../../provider/src/cli/letters";
import { faultKinds } from "../../provider/src/cli/sandbox-faults";
import { stepKinds } from "../../provider/src/core/step";
import { resellerProgram } from "../../provider/src/cli/program";
import { pageHtml } from "../../provider/src/cli/sandbox-page-html";
import { setLanguage } from "../../provider/src/core/language/language";
import { commandLine } from "../support/command-line";
import { environmentOf, zkeysPanel } from "../support/panels";
import { pulumiThatPrints } from "../support/pulumi-stub";

afterEach(() => {
  setLanguage(undefined);
});

/** The program in a language, what it prints, and all of its commands. It throws where it would end the process. */
function programIn(language: string) {
  const printed = { text: "" };
  const write = (text: string) => void (printed.text += text);
  const environment = chooseLanguage(["--lang", language], {});
  const program = resellerProgram({ out: write, error: write, end: () => undefined, environment });
  const all = [program, ...program.commands];
  for (const command of all) command.exitOverride();
  const helpOf = (command: Command): string => {
    printed.text = "";
    command.outputHelp();
    return printed.text;
  };
  const failed = async (...args: readonly string[]): Promise<string> => {
    printed.text = "";
    const error: unknown = await program
      .parseAsync(args, { from: "user" })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CommanderError);
    return printed.text;
  };
  return { program, all, helpOf, failed };
}

/** What is in no language: names of options, commands, variables and vendors, examples of values, what is quoted. */
const names = [
  /^ {2}(?:reseller call|--fault|\{).*?(?: {2,}|$)/gm,
  /^(?:bash|zsh|fish): .*$/gm,
  /"[^"]*"|`[^`]*`|'[^']*'|<[^>]*>|\{[^}]*\}|alias reseller=.*$/gm,
  /(?<![\w-])--?[a-zA-Z][\w-]*|@\w+|\b[A-Z][A-Z0-9_]*(?:=[\w.,=]+)?\b|\b\w+=[\w@]*|\breseller:\w+|\b\d+[a-z]\b/g,
];
const terms: readonly string[] = [
  ...[
    "reseller",
    "Pulumi",
    "pulumi",
    "stack",
    "shell",
    "npx",
    "Ctrl",
    "help",
    "vendor",
    "operation",
    "words",
  ],
  ...["name", "file", "BaremetalServer", "CloudServer", "ready", "expired", "stopped", "journal", "jsonl"],
  ...["bash", "zsh", "fish", "replace", "delete", "refund", "keep", ...stepKinds, ...faultKinds],
];

/** The words of a text that are English. */
function englishIn(text: string, known: readonly string[]): string[] {
  const rest = names.reduce((left, name) => left.replaceAll(name, " "), text);
  return (rest.match(/[A-Za-z][A-Za-z0-9']+/g) ?? []).filter((word) => !known.includes(word));
}

describe("the help", () => {
  test("of every command is Chinese, and its lines are no wider than a terminal", () => {
    const { program, all, helpOf } = programIn("zh");
    const known = [...terms, ...program.commands.map((one) => one.name())];
    const faults: string[] = [];
    expect(all.length).toBeGreaterThan(10);
    for (const command of all) {
      const help = helpOf(command);
      faults.push(...englishIn(help, known).map((word) => `${command.name()}: ${word}`));
      expect(help).toMatch(/^用法： reseller.*\n/);
      expect(help).toContain("--lang <language>");
      const rows = help.split("\n").filter((line) => /^ {2}(?!reseller|\{)/.test(line));
      expect(rows.filter((line) => shownLength(line) > 80)).toEqual([]);
    }
    expect(faults).toEqual([]);
    expect(helpOf(program)).toMatch(/\n {2}services \[选项\] +列出账户里有什么/);
    expect(helpOf(program)).toMatch(/\n {2}help \[命令\] +显示命令的帮助\n/);
  });

  test("in English is what commander says", () => {
    const { program, helpOf } = programIn("en");
    const help = helpOf(program);
    for (const words of ["Usage: reseller [options] [command]\n", "Options:\n", "Commands:\n"])
      expect(help).toContain(words);
    expect(help).toMatch(/ {2}help \[command\] +display help for command\n/);
    const renew = program.commands.find((one) => one.name() === "renew") ?? program;
    expect(helpOf(renew).replace(/\s+/g, " ")).toContain(
      'how it is printed (choices: "table", "json", "csv", default: "table")',
    );
  });
});

test("what commander refuses is said in the language that was chosen, and --lang takes no other", async () => {
  const lines: readonly (readonly [args: string[], english: string, chinese: string])[] = [
    [
      ["services", "--vendr", "zkeys"],
      "error: unknown option '--vendr'\n(Did you mean --vendor?)\n",
      "错误：没有选项 '--vendr'\n（是不是指 --vendor？）\n",
    ],
    [
      ["service"],
      "error: unknown command 'service'\n(Did you mean services?)\n",
      "错误：没有命令 'service'\n（是不是指 services？）\n",
    ],
    [["catalog"], "error: missing required argument 'vendor'\n", "错误：缺少必需的参数 'vendor'\n"],
    [
      ["services", "--vendor"],
      "error: option '--vendor <name>' argument missing\n",
      "错误：选项 '--vendor <name>' 缺少值\n",
    ],
    [
      ["report"],
      "error: required option '--html <file>' not specified\n",
      "错误：没有给出必需的选项 '--html <file>'\n",
    ],
    [
      ["expiring", "--within", "soon"],
      "error: option '--within <days>' argument 'soon' is invalid. a number of days, such as 14d\n",
      "错误：选项 '--within <days>' 的值 'soon' 无效。应为天数，例如 14d\n",
    ],
    [
      ["completion", "sh"],
      "error: command-argument value 'sh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.\n",
      "错误：值 'sh' 对参数 'shell' 无效。可选：bash、zsh、fish。\n",
    ],
    [
      ["services", "zkeys"],
      "error: too many arguments for 'services'. Expected 0 arguments but got 1.\n",
      "错误：'services' 的参数太多：应为 0 个，给出了 1 个。\n",
    ],
    [
      ["services", "--lang", "fr"],
      "error: option '--lang <language>' argument 'fr' is invalid. Allowed choices are en, zh.\n",
      "错误：选项 '--lang <language>' 的值 'fr' 无效。可选：en、zh。\n",
    ],
  ];
  for (const [args, english, chinese] of lines) {
    expect(await programIn("en").failed(...args)).toBe(english);
    expect(await programIn("zh").failed(...args)).toBe(chinese);
  }
});

test("tables have Chinese titles and results; what programs read is the same in both languages", async () => {
  const zkeys = await zkeysPanel.start(zkeysPanel.quick);
  onTestFinished(() => zkeys.close());
  const environment = environmentOf(zkeysPanel, zkeys);
  zkeys.panel.addService();
  const print = async (...args: readonly string[]) => (await commandLine(args, environment)).out;
  expect(await print("services", "--lang", "zh")).toMatch(
    /│ 账户 +│ 类型 +│ 编号 +│ 名称 +│ 状态 +│ 到期时间 +│ 剩余天数 +│ 每月 +│/,
  );
  expect(await print("expiring", "--lang", "zh", "--within", "0")).toBe("无\n");
  for (const format of ["json", "csv"]) {
    const chinese = await print("--lang", "zh", "services", "--format", format);
    expect(chinese).toBe(await print("services", "--format", format));
    expect(chinese).toContain("BaremetalServer");
  }
  const examined = await print("doctor", "--lang=zh");
  expect(examined).toMatch(/│ 账户 +│ 检查 +│ 结果 +│ 毫秒 +│ 发现 +│ 怎么办 +│/);
  expect(examined).toMatch(/│ zkeys │ 能否访问 +│ 正常 +│ \d+ +│ HTTP 状态码 200/);
  expect(examined).toMatch(/│ zkeys │ 密钥 +│[^]*│ zkeys │ 服务器 +│[^]*│ zkeys │ 价格 +│/);
  expect(await print("doctor", "--format", "csv", "--lang", "zh")).toMatch(
    /^account,check,result,ms,found,what to do\nzkeys,reachable,ok,/,
  );
  expect(await print("call", "zkeys", "renew", "--help", "--lang", "zh")).toContain("│ 必填 │");
  expect(await print("completion", "fish", "--lang", "zh")).toContain("-d '列出账户里有什么");
});

test("what is asked for comes first, then the environment, then a stack's config, then the locale", async () => {
  const stack = { "reseller:language": { value: "zh" } };
  const PATH = pulumiThatPrints({
    "config --json --show-secrets": JSON.stringify(stack),
    "stack ls --json": "[]",
  });
  const said = async (args: readonly string[], environment: NodeJS.ProcessEnv) =>
    (await commandLine(["services", ...args], environment)).error.includes("没有配置") ? "zh" : "en";
  const ofStack = ["--cwd", tmpdir()];
  expect(await said(ofStack, { PATH })).toBe("zh");
  expect(await said(ofStack, { PATH, RESELLER_LANGUAGE: "en" })).toBe("en");
  expect(await said([...ofStack, "--lang", "en"], { PATH, RESELLER_LANGUAGE: "zh" })).toBe("en");
  expect(await said([], { LANG: "zh_CN.UTF-8" })).toBe("zh");
  expect(await said(["--lang=en"], { LANG: "zh_CN.UTF-8" })).toBe("en");
});

test("the command itself takes its language from its arguments or from the machine", async () => {
  const main = join(__dirname, "..", "..", "provider", "dist", "cli", "main.js");
  const run = async (args: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> => {
    const env = { PATH: process.env.PATH, ...environment };
    const child = spawn(process.execPath, [main, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (printed += chunk.toString("utf8")));
    await new Promise((resolve) => child.on("close", resolve));
    return printed;
  };
  expect(await run(["services", "--lang", "zh"], { LANG: "en_US.UTF-8" })).toMatch(/^没有配置 zkeys、rstack/);
  expect(await run(["--help"], { LC_ALL: "zh_CN.UTF-8" })).toContain("退出码：0 完成");
});

test("the page of the sandbox is Chinese, too", () => {
  setLanguage("zh");
  const page = pageHtml("nonce");
  expect(page).toContain('<html lang="zh-CN">');
  expect(page).toContain("沙箱：这里的一切都不花钱");
  expect(page).toContain('"requests":"{requests} 个请求，其中 {writes} 个修改"');
  setLanguage("en");
  expect(pageHtml("nonce")).toContain('"{requests} requests, {writes} of them writes"');
});
