/** What commander says by itself. */
export const commander = {
  "Usage:": "用法：",
  "Arguments:": "参数：",
  "Options:": "选项：",
  "Commands:": "命令：",
  "[options]": "[选项]",
  "[command]": "[命令]",
  "display help for command": "显示命令的帮助",
  "output the version number": "显示版本号",
  "choices: {choices}": "可选：{choices}",
  "default: {value}": "默认：{value}",
  "{choices}, {value}": "{choices}；{value}",
  "{description} ({facts})": "{description}（{facts}）",
  "error: unknown option '{flag}'": "错误：没有选项 '{flag}'",
  "error: unknown command '{name}'": "错误：没有命令 '{name}'",
  "error: missing required argument '{name}'": "错误：缺少必需的参数 '{name}'",
  "error: option '{flags}' argument missing": "错误：选项 '{flags}' 缺少值",
  "error: required option '{flags}' not specified": "错误：没有给出必需的选项 '{flags}'",
  "error: option '{flags}' argument '{value}' is invalid. {reason}":
    "错误：选项 '{flags}' 的值 '{value}' 无效。{reason}",
  "error: command-argument value '{value}' is invalid for argument '{name}'. {reason}":
    "错误：值 '{value}' 对参数 '{name}' 无效。{reason}",
  "error: too many arguments for '{command}'. Expected 1 argument but got {given}.":
    "错误：'{command}' 的参数太多：应为 1 个，给出了 {given} 个。",
  "error: too many arguments for '{command}'. Expected {expected} arguments but got {given}.":
    "错误：'{command}' 的参数太多：应为 {expected} 个，给出了 {given} 个。",
  "Allowed choices are {choices}.": "可选：{choices}。",
  "(Did you mean {name}?)": "（是不是指 {name}？）",
  "(Did you mean one of {names}?)": "（是不是指其中之一：{names}？）",
} as const;
