export const pulumi = {
  "{key} stands in plain text in the stack's config, for everyone who can read its file: set it again by `{command}`, and have the old one replaced at the panel if the file was shared":
    "{key} 以明文写在 stack 的配置里，凡能读取该文件的人都能看到：请用 `{command}` 重新设置；若该文件已共享，请在面板更换旧密钥",
  "the stack's config is not usable: {faults}": "stack 的配置不可用：{faults}",
  "Set it with `pulumi config set reseller:{path} <value>`":
    "请用 `pulumi config set reseller:{path} <value>` 设置",
  "Nothing was done: take it out (`pulumi config rm <key>`), or write it as it is meant":
    "什么也没有做：请删掉它（`pulumi config rm <key>`），或改成正确的写法",
  "{name}:accounts is not JSON": "{name}:accounts 不是 JSON 格式",
  "{name}:accounts is not an object of accounts": "{name}:accounts 不是由账户组成的对象",
  "the file of accounts {file} is not there": "账户文件 {file} 不存在",
  "Set it key by key: `pulumi config set --path {name}:accounts.<name>.endpoint https://…`, `pulumi config set --secret --path {name}:accounts.<name>.{secret} …`":
    "请逐个键设置：`pulumi config set --path {name}:accounts.<name>.endpoint https://…`、`pulumi config set --secret --path {name}:accounts.<name>.{secret} …`",
  "there is no vendor {name}": "没有厂商 {name}",
  'account "{alias}" is not configured': "账户“{alias}”没有配置",
  "{name}:accounts has: {names}": "{name}:accounts 里有：{names}",
  "{key} is not a setting": "{key} 不是有效的设置",
  "{key} is missing": "缺少 {key}",
  "{command}  (or {variable})": "{command}（或 {variable}）",
  "the config of {title} is not complete: {faults}": "{title} 的配置不完整：{faults}",
  "the config of {title} (account {alias}) is not complete: {faults}":
    "{title}（账户 {alias}）的配置不完整：{faults}",
  "Set: {commands}": "请设置：{commands}",
  done: "完成",
  "nothing was found": "什么也没有找到",
  "`runtime: bun` hosts no dynamic resources, which these are: set `runtime: nodejs` in Pulumi.yaml (Bun may still install the packages)":
    "`runtime: bun` 不支持动态资源，而这些正是动态资源：请在 Pulumi.yaml 里设置 `runtime: nodejs`（仍然可以用 Bun 安装依赖包）",
  "pulumi-reseller is not installed in {cwd}: the engine starts it there by its name, so a bundled program needs it beside the bundle as well. Run `npm install pulumi-reseller` there":
    "{cwd} 里没有安装 pulumi-reseller：引擎会在那里按名称启动它，所以打包的程序旁边也需要它。请在那里运行 `npm install pulumi-reseller`",
  "error: {names}: never registered, because resources wait for each other: one depends on its own parent, or on something that depends on it. Nothing is deleted":
    "error: {names}：一直没有注册，因为资源之间互相等待：其中一个依赖自己的父资源，或依赖某个依赖它的资源。什么也没有删除",
  "is not known to dynamic resources: take over what exists with the argument `adopt: {id}` instead; nothing is bought then":
    "动态资源不支持：请改用参数 `adopt: {id}` 接管已有的服务；这样不会购买任何东西",
  "this version of pulumi-reseller has no resource {type}: install the version that the stack was made with, or a newer one":
    "这个版本的 pulumi-reseller 没有资源 {type}：请安装创建这个 stack 时使用的版本，或更新的版本",
  "{key} is not a setting; the nearest is {nearest}": "{key} 不是有效的设置；最接近的是 {nearest}",
  "the variable {name} is not read; the nearest is {like}": "变量 {name} 不会被读取；最接近的是 {like}",
} as const;
