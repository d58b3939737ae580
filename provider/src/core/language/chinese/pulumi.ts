export const pulumi = {
  "{key} stands in plain text in the stack's config, for everyone who can read its file: set it again by `{command}`, and have the old one replaced at the panel if the file was shared":
    "{key} 以明文写在 stack 的配置里，凡能读取该文件的人都能看到：请用 `{command}` 重新设置；若该文件已共享，请在面板更换旧密钥",
  "this version of pulumi-reseller has no resource {type}: install the version that the stack was made with, or a newer one":
    "这个版本的 pulumi-reseller 没有资源 {type}：请安装创建这个 stack 时使用的版本，或更新的版本",
  "reseller:{path} {message}": "",
  "the stack's config is not usable: {faults}": "",
  "Set it with `pulumi config set reseller:{path} <value>`": "",
  "Nothing was done: take it out (`pulumi config rm <key>`), or write it as it is meant": "",
  "{name}:accounts is not JSON": "",
  "{name}:accounts is not an object of accounts": "",
  "the file of accounts {file} is not there": "",
  "Set it key by key: `pulumi config set --path {name}:accounts.<name>.endpoint https://…`, `pulumi config set --secret --path {name}:accounts.<name>.{secret} …`":
    "",
  "there is no vendor {vendorName}": "",
  'account "{alias}" is not configured': "",
  "{name}:accounts has: {names}": "",
  "{key} is not a setting": "",
  "{key} is missing": "",
  "pulumi config set {secret}{name}:{key} <value>  (or {environmentName})": "",
  "pulumi config set {secret}--path {name}:accounts.{alias}.{key} <value>": "",
  " (account {alias})": "",
  "the config of {title}{name} is not complete: {faults}": "",
  "Set: {commands}": "",
  "nothing was found": "",
  "`runtime: bun` hosts no dynamic resources, which these are: set `runtime: nodejs` in Pulumi.yaml (Bun may still install the packages)":
    "",
  "pulumi-reseller is not installed in {cwd}: the engine starts it there by its name, so a bundled program needs it beside the bundle as well. Run `npm install pulumi-reseller` there":
    "",
  "error: {value}: never registered, because resources wait for each other: one depends on its own parent, or on something that depends on it. Nothing is deleted":
    "",
  "is not known to dynamic resources: take over what exists with the argument `adopt: {import}` instead; nothing is bought then":
    "",
  "; the nearest is {prefix}{like}": "",
  "{key} is not a setting{value}": "",
  "the variable {name} is not read; the nearest is {like}": "",
} as const;
