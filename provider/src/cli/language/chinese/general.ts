/** What commands say of what they were told, found and did. */
export const general = {
  "[y/N]": "[是/否，默认否]",
  "{all} and {one}": "{all} 和 {one}",
  "no account of {vendors} is configured": "没有配置 {vendors} 的账户",
  "Set its keys in the environment (`ZKEYS_ENDPOINT`, `ZKEYS_USER_ID`, `ZKEYS_API_KEY`, …), or name a Pulumi project with `--cwd`":
    "请在环境变量里设置它的键（`ZKEYS_ENDPOINT`、`ZKEYS_USER_ID`、`ZKEYS_API_KEY` 等），或者用 `--cwd` 指明一个 Pulumi 项目",
  "{account}, {part}": "{account} 的 {part}",
  "{account} could not be asked: {reason}\n": "{account} 无法查询：{reason}\n",
  "`pulumi` cannot be started in {cwd}: {reason}": "在 {cwd} 里无法启动 `pulumi`：{reason}",
  "Install it (https://www.pulumi.com/docs/install), or run `npx pulumi-reseller-engine`":
    "请安装它（https://www.pulumi.com/docs/install），或运行 `npx pulumi-reseller-engine`",
  "`pulumi {args}` in {cwd} failed: {reason}": "在 {cwd} 里运行 `pulumi {args}` 失败：{reason}",
  "Run it there, and see what it says": "请在那里运行它，看看它说什么",
  "{name} is not an exported state: {reason}": "{name} 不是导出的状态：{reason}",
  "Write it with `pulumi stack export --file state.json`":
    "请用 `pulumi stack export --file state.json` 写出它",
  "the state {file} cannot be read: {reason}": "无法读取状态 {file}：{reason}",
  "no state was named, and without one everything would be an orphan":
    "没有指明任何状态，而没有状态就会把一切都列出来",
  "Name each project folder with `--cwd`, or each exported state with `--state-file`":
    "请用 `--cwd` 指明每个项目文件夹，或用 `--state-file` 指明每个导出的状态",
  "read {name}: {count} held there\n": "已读取 {name}：其中有 {count} 个服务\n",

  "there is no type {type}": "没有类型 {type}",
  "There are: {names}": "可用的有：{names}",
  "{type} of {parentType} {id}": "{parentType} {id} 的 {type}",
  "{count} declared\n": "已声明 {count} 个\n",
  "{count} declared, {left} not (the last lines of the program say why)\n":
    "已声明 {count} 个，另有 {left} 个没有声明（原因写在程序的最后几行）\n",
  "set it first: {command}\n": "请先设置：{command}\n",
  "// {title} {id}, {status}": "// {title} {id}，{status}",
  "// {title} {id}, {status}, paid until {expiresAt}": "// {title} {id}，{status}，已付费到 {expiresAt}",
  "{type} {id}: {reason}": "{type} {id}：{reason}",
  "// What was there already: it is taken over, and nothing is bought or changed. What is adopted is left alone when it\n// leaves the program, unless `onDelete` says otherwise; what belongs to it (a domain, a rule, a snapshot) is deleted then.":
    "// 账户里已有的服务：由本程序接管，不购买也不改动任何内容。接管的服务从程序里移除之后原样保留，\n// 除非 `onDelete` 另有设置；它的附属资源（域名、规则、快照）则会随之删除。",
  "// Not declared: {what}": "// 没有声明：{what}",

  "it spends, and reseller:{key} is set": "它会花钱，而 reseller:{key} 已经设置",
  "it destroys, and reseller:{key} is set": "它有破坏性，而 reseller:{key} 已经设置",
  "Nothing was sent. Where it is meant all the same, call it without that setting":
    "什么都没有发送。如果确实要做，请去掉这项设置再调用",
  "This spends: {does}.": "这会花钱：{does}。",
  "This destroys: {does}.": "这有破坏性：{does}。",
  "Do it?": "执行吗？",
  "Nothing was sent: it needs a yes, or --yes.": "什么都没有发送：需要有人同意，或者 --yes。",
  "{name}: {does} ({effect})": "{name}：{does}（{effect}）",
  "It takes no parameters.": "它没有参数。",
  "{name} does one of these, by {by}:": "{name} 按 {by} 执行以下之一：",
  "the parameters cannot be read: {reason}": "无法读取参数：{reason}",
  "must be a JSON object, such as {example}": "必须是 JSON 对象，例如 {example}",
  "must be name=value": "必须写成 name=value",
  "was given twice": "给出了两次",
  "several accounts are configured": "配置了多个账户",
  'there is no account "{wanted}"': "没有账户“{wanted}”",
  "Name one with `--account`: there are {names}": "请用 `--account` 指定一个：可用的有 {names}",
  "Do not repeat it blindly: look with an operation that reads whether it was done, and ask the vendor where none tells":
    "不要盲目重复：请先用读取的接口查看它是否已经执行；没有接口能说明时，请询问厂商",
  "nothing was sent: the journal cannot be written: {reason}": "什么都没有发送：无法写入日志：{reason}",
  "the journal cannot be written: {reason}\n": "无法写入日志：{reason}\n",
  "nothing was sent: {path} cannot be written: {reason}": "什么都没有发送：无法写入 {path}：{reason}",
  "there is no vendor {name}": "没有厂商 {name}",
  "Nothing was sent. `--help` behind the operation lists its parameters":
    "什么都没有发送。在接口后面加 `--help` 可列出它的参数",

  "{path} is not a catalogue: {reason}": "{path} 不是目录文件：{reason}",
  "Write one with `--out`": "请用 `--out` 写出一个",
  "{path} is the catalogue of {vendor}, not of {wanted}": "{path} 是 {vendor} 的目录，不是 {wanted} 的",
  "{file} was not written: it would not be whole\n": "没有写入 {file}：内容会不完整\n",
  "{key}: {before} → {after}": "{key}：{before} → {after}",

  "the panel keeps this machine out, and does not say which address it sees":
    "面板把本机挡在外面，又没有说明它看到的地址",
  "the panel sees {address}": "面板看到的地址是 {address}",
  "Add the public address that this machine goes out with to the panel's allow-list for its API (IP 白名单); with a proxy or NAT in between it is theirs":
    "请把本机出网的公网地址加入面板 API 的 IP 白名单；如果中间有代理或 NAT，则是它们的地址",
  "Add {address} to the panel's allow-list for its API (IP 白名单)":
    "请把 {address} 加入面板 API 的 IP 白名单",
  "Check the endpoint, that its name is resolved here, and that this machine may go out to it (firewall, HTTPS_PROXY)":
    "请检查 API 地址、本机能否解析其域名，以及本机能否访问它（防火墙、HTTPS_PROXY）",
  "no answer within {seconds} s": "{seconds} 秒之内没有应答",
  "Something on the way drops what is sent without a word (firewall, HTTPS_PROXY), the endpoint is another machine's, or the panel is slow: look, and give it more time with --timeout":
    "途中有东西不声不响地丢弃了发出的内容（防火墙、HTTPS_PROXY），或者 endpoint 是另一台机器的地址，或者面板很慢：请查看，并用 --timeout 给它更多时间",
  "Check that the endpoint is the address of the API, and not only of the panel":
    "请检查 endpoint 是 API 的地址，而不只是面板的地址",
  "HTTP {status}": "HTTP 状态码 {status}",
  "no reply says what time it is": "没有任何回复说明时间",
  "{seconds} s apart": "相差 {seconds} 秒",
  "this machine is {seconds} s behind the panel": "本机比面板慢 {seconds} 秒",
  "this machine is {seconds} s ahead of the panel": "本机比面板快 {seconds} 秒",
  "Set this machine's clock by a time server (chrony, systemd-timesyncd): requests are signed with its time. If it is right, the panel's is wrong":
    "请用时间服务器校准本机时钟（chrony、systemd-timesyncd）：请求用它的时间签名。如果本机是准的，就是面板的不准",
  "{refusal} ({why})": "{refusal}（{why}）",
  "nothing is known to ask this vendor": "没有可以向这个厂商查询的内容",
  accepted: "已接受",

  "the panel accepted the renewal of {at}, and its record does not show it yet: it is not sent again":
    "面板已接受 {at} 的续费，但它的记录还没有显示：不再发送",
  "what became of the renewal that was sent at {at} is unknown, and its record shows nothing of it: look in the panel; `--again {id}` sends it again":
    "{at} 发送的续费结果不明，记录里也看不到：请在面板里查看；`--again {id}` 会再次发送",
  "it is not renewed by itself": "它不能单独续费",
  "nothing was sent": "什么都没有发送",
  "no published price": "价格未公布",
  "Renew this one for {price}?": "续费这个服务（{price}）？",
  "Renew these {count} for {price}?": "续费这 {count} 个服务（{price}）？",
  "one cap cannot bound {currencies}": "一个上限不能同时约束 {currencies}",
  "Give one for each: {options}": "请为每种货币各写一个：{options}",
  "its price is not published (--allow-unknown)": "它的价格没有公布（--allow-unknown）",
  "with {totals} before it": "在它之前已有 {totals}",
  "{failure}. The journal remembers it: run `reseller renew` again, which looks at the record first":
    "{failure}。日志已经记住：请再次运行 `reseller renew`，它会先查看记录",
  "paid until {expiresAt}": "已付费到 {expiresAt}",
  "the journal {path} cannot be held: {reason}": "无法占用日志 {path}：{reason}",
  "Another `reseller renew` may be at work: wait for its end. `--journal` names another file":
    "可能有另一个 `reseller renew` 正在运行：请等它结束。`--journal` 可以指定另一个文件",
} as const;
