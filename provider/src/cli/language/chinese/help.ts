/** Descriptions of commands and their options, and what stands below them. */
export const help = {
  "Servers, hosting and proxies on your panels, beside your Pulumi stacks.":
    "你的各个面板上的服务器、虚拟主机和代理，与 Pulumi stack 并用。",
  "the language of all that is said; otherwise RESELLER_LANGUAGE, the stack's reseller:language with --cwd, or the machine's locale":
    "所有提示使用的语言；不写时依次取 RESELLER_LANGUAGE、stack 的 reseller:language（使用 --cwd 时）、机器的区域设置",
  "Exit codes: 0 done, 1 failed, 2 something was found, 3 over a limit or forbidden, 4 an account could not be asked, 5 refused without --yes.":
    "退出码：0 完成，1 失败，2 有发现，3 超出上限或被禁止，4 有账户无法查询，5 没有 --yes 而被拒绝。",
  "Accounts come from the environment (ZKEYS_ENDPOINT, ZKEYS_ACCOUNTS_FILE, …), or with --cwd from a stack's config.":
    "账户来自环境变量（ZKEYS_ENDPOINT、ZKEYS_ACCOUNTS_FILE 等），或者用 --cwd 取自 stack 的配置。",
  "Accounts come from the config of the projects, or from the environment (ZKEYS_ENDPOINT, …).":
    "账户来自各项目的配置，或者环境变量（ZKEYS_ENDPOINT 等）。",
  "there are: {names}": "可用的有：{names}",
  "a number of days, such as 14d": "应为天数，例如 14d",
  "a number of seconds, such as 10": "应为秒数，例如 10",
  "only this vendor; may be given again": "只限这个厂商；可以多次给出",
  "read what `pulumi stack export` has written too; may be given again":
    "同时读取 `pulumi stack export` 写出的文件；可以多次给出",
  "how it is printed": "输出格式",
  "take the accounts from the config of the stack of this Pulumi project":
    "从这个 Pulumi 项目的 stack 配置里取得账户",
  "that stack; the selected one otherwise": "指定 stack；不写时取当前选中的",
  "list what the accounts have, those in no stack included": "列出账户里有什么，包括不在任何 stack 里的",
  "only those of this status: ready, expired, stopped, …": "只列这种状态的：ready、expired、stopped 等",
  "only those of accounts in this currency: CNY": "只列使用这种货币的账户的：CNY",
  "only those whose resource has this tag, with --cwd": "只列资源带有这个标签的，与 --cwd 一起使用",
  "a tag, such as team or team=shop": "应为标签，例如 team 或 team=shop",
  "list what ends soon, soonest first; exit code 2 when anything does":
    "列出即将到期的服务，最先到期的在前；只要有，退出码就是 2",
  "how soon": "多长时间之内",
  "call any documented operation of a vendor, by its documented name and parameters":
    "按文档里的名称和参数调用厂商的任何接口",
  "whose operation": "哪个厂商的接口",
  "its documented name; all are listed without it": "文档里的名称；不写则列出全部",
  "parameters as a JSON object; @file reads a file, - the standard input":
    "用 JSON 对象写参数；@file 读取文件，- 读取标准输入",
  "a parameter; may be given again; name=@file reads a file": "一个参数；可以多次给出；name=@file 读取文件",
  "the account, where several of this vendor are configured": "配置了这个厂商的多个账户时，指定其中一个",
  "do it without asking, where it spends or destroys": "花钱或有破坏性时不询问，直接执行",
  "write the reply into this file, with the secrets that the vendor answers":
    "把回复写入这个文件，包括厂商返回的秘密",
  "show this help, or what an operation takes": "显示本帮助，或某个接口的参数",
  "Examples:": "示例：",
  "every operation, and what it does": "全部接口及其作用",
  "the parameters of one": "某个接口的参数",
  "preview a stack as one table: what, why, what is due now, what a month costs; and hold it against limits":
    "把一个 stack 的预览做成一张表：做什么、为什么、现在应付多少、每月多少；并与上限对照",
  "the folder of the Pulumi project": "Pulumi 项目的文件夹",
  "its stack; the selected one otherwise": "它的 stack；不写时取当前选中的",
  "read what the panels have first": "先读取面板里的现状",
  "the most that may be due now: 500, or CNY=500,USD=20": "现在应付的上限：500，或 CNY=500,USD=20",
  "the most that a month of the whole stack may cost afterwards": "执行之后整个 stack 每月费用的上限",
  "kinds of changes that are forbidden: {kinds}": "禁止的改动种类：{kinds}",
  "let prices through that nobody knows, which are over any limit otherwise":
    "放行无从得知的价格；否则它们视为超出任何上限",
  "write what may be done, and no more, to be approved (RESELLER_APPROVED)":
    "写出允许做的事，仅此而已，供批准使用（RESELLER_APPROVED）",
  "an amount such as 500, or CNY=500,USD=20": "应为金额，例如 500，或 CNY=500,USD=20",
  "given again, each must name its currency: CNY=500": "多次给出时，每个都必须写明货币：CNY=500",
  "list what the accounts have and no state has that was read; exit code 2 when there is any":
    "列出账户里有、而读过的状态里都没有的服务；只要有，退出码就是 2",
  "read the states of the stacks of this Pulumi project; may be given again":
    "读取这个 Pulumi 项目各 stack 的状态；可以多次给出",
  "only this stack of each project": "每个项目只读这个 stack",
  "read what `pulumi stack export` has written; may be given again":
    "读取 `pulumi stack export` 写出的文件；可以多次给出",
  "write a program that takes over what the accounts have, and changes nothing; with --cwd only what no state of that project has":
    "写出一个接管账户现有服务的程序，不作任何改动；使用 --cwd 时只包括该项目的状态里没有的",
  "only these: BaremetalServer, CloudServer, …; may be given again":
    "只限这些类型：BaremetalServer、CloudServer 等；可以多次给出",
  "only this one, and what belongs to it; may be given again": "只限这一个及其附属资源；可以多次给出",
  "write it to this file, which must not be there yet": "写入这个文件，文件必须尚不存在",
  "renew what ends soon: soonest first, each by itself, never for more than the cap; asks first":
    "给即将到期的服务续费：最先到期的在前，每个单独续费，绝不超出上限；先询问",
  "the most that is spent in all: 500, or CNY=500 for each currency (may be given again)":
    "总共花费的上限：500，或按货币写 CNY=500（可以多次给出）",
  "for how long each": "每个续费几个月",
  "only this service; may be given again": "只限这个服务；可以多次给出",
  "send a renewal of this service again whose outcome is unknown, after you have looked; may be given again":
    "在你查看过之后，再次发送这个服务结果不明的续费；可以多次给出",
  "how long the effect of each is waited for": "每个续费等待生效多长时间",
  "renew also where the price is not published": "价格没有公布的也续费",
  "what remembers each call that was sent (default: reseller:journal, or {file})":
    "记住每个已发送调用的日志（默认：reseller:journal，否则 {file}）",
  "do not ask": "不询问",
  "a number of months from 1 to 120": "应为 1 到 120 的月数",
  "a duration, such as 90s or 10m": "应为时长，例如 90s 或 10m",
  "an amount, such as 500 or CNY=500": "应为金额，例如 500 或 CNY=500",
  "is given twice for the same currency": "同一种货币给出了两次",
  "write a page that shows what the accounts have, until when it is paid, what it costs, what is due":
    "写出一个页面，显示账户里有什么、付费到什么时候、多少钱、什么到期",
  "where the page is written: one file that needs nothing else": "页面写到哪里：一个不需要其他任何东西的文件",
  "how soon what ends is due": "多长时间之内到期的列为即将到期",
  "list what a vendor's accounts may choose from: zones, lines, products, images, stock, prices; or what changed since":
    "列出厂商的账户可以选购什么：可用区、线路、产品、镜像、库存、价格；或者变了什么",
  whose: "哪个厂商的",
  "only what has all these words, anywhere in it": "只列包含所有这些词的",
  "write all of it to this file too": "同时把全部内容写入这个文件",
  "print what is new, gone, dearer, cheaper, sold out since that file was written":
    "打印自该文件写出以来新增、消失、涨价、降价、售罄的",
  "examine each account: reachable, clock, key, what it may ask, balance where the panel tells it; and what to do":
    "检查每个账户：能否访问、时钟、密钥、有权查询什么、余额（面板提供时）；并说明该怎么办",
  "the longest time for an account, all its checks together": "每个账户最多用多长时间，包括它的全部检查",
  "run stand-ins of the panels on this machine, to try stacks and pipelines without money; until Ctrl-C":
    "在本机运行面板的替身，不花钱就能试用 stack 和流水线；直到按下 Ctrl-C",
  "of the first one; the others get the next ones": "第一个替身的端口；其他的依次往后",
  "port of the page; any free one without it": "网页的端口；不写则任取一个空闲的",
  "what there is from the start: a JSON file of operations by vendor":
    "一开始就有什么：按厂商列出接口的 JSON 文件",
  "let so many days pass on their clocks first, after the seed": "种子之后，先让替身的时钟走过这么多天",
  "what goes wrong with the next such request; may be given again; buy is what buys, * is any":
    "接下来的这种请求会出什么错；可以多次给出；buy 是购买的接口，* 是任何接口",
  "keep what is bought in this folder, for the next time": "把买下的保存在这个文件夹里，供下次使用",
  "Prints the config to paste, for a shell and for a stack, and the address of a page that shows what there is.":
    "打印可以直接粘贴的配置（用于 shell 和 stack），以及一个显示现有内容的网页的地址。",
  "A seed has operations by their documented names (reseller call <vendor> lists them), which are called first:":
    "种子文件按文档里的名称写出接口（用 reseller call <vendor> 列出），启动时依次调用：",
  "Faults: {kinds}; before and after cut the connection before or after it was done.":
    "故障种类：{kinds}；before 和 after 在执行之前或之后切断连接。",
  "a port from 1 to 65535": "应为 1 到 65535 的端口",
  "print what completes this command line in a shell": "打印在 shell 里补全本命令行的脚本",
  "the shell": "哪种 shell",
  "It completes the word reseller: where only npx finds that, add an alias first: {alias}":
    "在 reseller 这个词后面补全：如果只有 npx 能找到它，请先加一个别名：{alias}",
} as const;
