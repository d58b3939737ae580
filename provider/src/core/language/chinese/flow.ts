export const flow = {
  "`pulumi up` will refuse this: reseller:allowSpending is false":
    "`pulumi up` 会拒绝它：reseller:allowSpending 是 false",
  " [this run so far: {soFar}]": " [本次运行至此：{soFar}]",
  "fails by itself, and the rest goes on: {refused}": "单独失败，其余继续：{refused}",
  "{count} price not published": "{count} 个价格未公布",
  "{count} prices not published": "{count} 个价格未公布",
  "at most {amounts}": "最多 {amounts}",
  "{known}, and {open}": "{known}，另有 {open}",
  "not listed yet": "尚未列出",
  "waiting for {what}: {state} ({elapsed})": "正在等待：{what}，{state}（{elapsed}）",
  "{id} stays in state as it is: `pulumi up` goes on from there":
    "{id} 按现状留在状态里：`pulumi up` 会从那里继续",
  "Run `pulumi refresh`: it stays in state until you decide":
    "请运行 `pulumi refresh`：它留在状态里，等你决定",
  "Run `pulumi refresh`: it leaves state then, and the next `pulumi up` makes another":
    "请运行 `pulumi refresh`：它会离开状态，下一次 `pulumi up` 会另建一个",
  "{id} is gone while waiting for {what}": "等待“{what}”期间，{id} 不见了",
  "{id}: {mayFollow}; more is not waited for": "{id}：{mayFollow}；不再继续等待",
  "It stays in state as it is: look at it in the panel, then run `pulumi refresh`":
    "它按现状留在状态里：请在面板里查看，再运行 `pulumi refresh`",
  "the effect of a call without an answer": "没有应答的调用的效果",
  "no answer came; looking whether it was done ({elapsed})":
    "没有收到应答；正在查看是否已经完成（{elapsed}）",
  "no effect is to be seen": "看不到效果",
  "Run `pulumi up` again: it looks at the record first and repeats only what can be repeated safely":
    "请再次运行 `pulumi up`：它会先查看记录，只重复可以安全重复的步骤",
  "{step}: looking for its effect": "{step}：正在查看效果",
  "the panel only said that it does it": "面板只说会执行",
  "it has begun and does not end": "已经开始，但一直没有结束",
  "Look in the panel. The next `pulumi up` shows it again and repeats it only if it is still to be done":
    "请在面板里查看。下一次 `pulumi up` 会再次显示它，只有仍需执行时才会重复",
  "{step}: the vendor accepted it, and its record does not show it yet ({what})":
    "{step}：厂商已经接受，但它的记录尚未显示（{what}）",
  "It is remembered, and not sent again while the record may lag: run `pulumi up` later, which looks first":
    "它已被记住，记录可能滞后期间不会再次发送：请稍后运行 `pulumi up`，它会先查看",
  "was changed by a policy, and cannot be looked up: the catalogue cannot be had":
    "被策略改过，而且无法查证：产品目录读不到",
  "a policy changed {what}, and that would be lost: the engine asks no policy about what replaces a resource":
    "策略改了 {what}，而这个改动会丢失：引擎不会就替换资源的新资源询问策略",
  "Set {what} in the program as the policy wants it": "请在程序里按策略的要求设置 {what}",
  "a policy changed {what} after the preview had planned with what the program says; it would now take: {live}, which the preview did not show (it showed: {shown})":
    "预览按程序的写法计划之后，策略改了 {what}；现在需要：{live}，而预览没有显示（当时显示：{shown}）",
  "Nothing was sent. Set {what} in the program as the policy wants it, so that the preview shows its price":
    "什么也没有发送。请在程序里按策略的要求设置 {what}，让预览显示它的价格",
  "a policy changed the order after its preview: {line} (shown: {was})":
    "策略在预览之后改了订单：{line}（当时显示：{was}）",
  "{name} is the resource {holder} already: there can be one only": "{name} 已经是资源 {holder}：只能有一个",
  "cannot be changed now: the catalogue, which has the names, cannot be had":
    "现在不能修改：名称写在产品目录里，而目录读不到",
  "the catalogue cannot be had, so nothing is checked against it: {reason}":
    "产品目录读不到，因此没有对照它检查：{reason}",
  "REPLACED as a whole: {words}": "整个替换：{words}",
  "; then {line}": "；然后{line}",
  " (not known yet: {unknown})": "（尚未确定：{unknown}）",
  "adopt {adopt}: {nothing}{later}{open}": "接管 {adopt}：{nothing}{later}{open}",
  " (unless it is still being deleted)": "（除非它还在删除中）",
  "take over {what}{unless}: {nothing}{later}{open}": "接管 {what}{unless}：{nothing}{later}{open}",
  "took over {what}: {nothingDone}": "已接管 {what}：{nothingDone}",
  "took over {what}: {nothingDone}. If it was deleted in the last minutes it goes all the same: run `pulumi refresh` in five minutes":
    "已接管 {what}：{nothingDone}。如果它是最近几分钟内删除的，仍会消失：请在五分钟后运行 `pulumi refresh`",
  "it was sent once in this run already": "本次运行已经发送过一次",
  "it would now take: {line}, which the preview did not show": "现在需要：{line}，而预览没有显示",
  "Nothing was sent. Run `pulumi preview` and review it": "什么也没有发送。请运行 `pulumi preview` 并检查",
  "it was ordered in this run already ({token}), and nothing of it is in hand":
    "本次运行已经下过单（{token}），而什么也没有到手",
  "to take it over would {line}": "接管它需要：{line}",
  "kept {serviceId}: it is listed in reseller:keep": "保留了 {serviceId}：它列在 reseller:keep 里",
  "kept {serviceId}; it is no longer in state": "保留了 {serviceId}；它不再记录在状态里",
  "kept {serviceId} until it expires at {expiresAt}; it is no longer in state":
    "保留 {serviceId} 直到 {expiresAt} 到期；它不再记录在状态里",
  "kept {serviceId}: a newer entry in state holds the same service":
    "保留了 {serviceId}：状态里较新的一条持有同一个服务",
  "kept {serviceId}: what replaces it in state is the same service":
    "保留了 {serviceId}：状态里替换它的就是同一个服务",
  '{serviceId} is not deleted: `onDelete` is "refuse"': '没有删除 {serviceId}：`onDelete` 是 "refuse"',
  "Set `onDelete` to {choices} and run `pulumi up` before deleting it; what is replaced already is let go by listing its id in reseller:keep":
    "请先把 `onDelete` 设为 {choices} 并运行 `pulumi up`，再删除；已经被替换的，把它的编号列入 reseller:keep 即可放手",
  "{serviceId} would be deleted before there is another one, which the preview did not say":
    "{serviceId} 会在新的服务出现之前被删除，而预览没有说明",
  "Nothing was sent. Set `deleteBeforeReplace` in the resource's own options, not in a transform, and review the preview; or remove it":
    "什么也没有发送。请在资源自己的选项里设置 `deleteBeforeReplace`，不要放在 transform 里，再检查预览；或者去掉它",
  "nothing new is listed since its order of {orderedAt}, whose outcome is unknown; it leaves state":
    "自 {orderedAt} 那份结果不明的订单以来，列表里没有新增；它离开状态",
  "{serviceId} is gone already": "{serviceId} 已经不存在",
  "{step}: done": "{step}：完成",
  "kept {serviceId} until it expires: {reason}": "保留 {serviceId} 直到到期：{reason}",
  "kept {serviceId}: {reason}": "保留了 {serviceId}：{reason}",
  'It stays in state, and stays paid. To let it expire instead, set `onDelete` to "keep" or "refundOrKeep"':
    '它留在状态里，费用照付。如果想让它自然到期，请把 `onDelete` 设为 "keep" 或 "refundOrKeep"',
  'It stays in state. To keep it instead, set `onDelete` to "keep"':
    '它留在状态里。如果想保留它，请把 `onDelete` 设为 "keep"',
  "{instead} and run `pulumi up`; what is replaced already is let go by listing its id in reseller:keep":
    "{instead}，并运行 `pulumi up`；已经被替换的，把它的编号列入 reseller:keep 即可放手",
  '"{does}", "keep" or "refundOrKeep"': '"{does}"、"keep" 或 "refundOrKeep"',
  '"{does}" or "keep"': '"{does}" 或 "keep"',
  "several services carry the token {token}": "有多个服务带着标记 {token}",
  "Give back in the panel what is not wanted": "请在面板里退掉不需要的",
  "the outcome of its order is still unknown": "它的订单仍然结果不明",
  "Nothing that is known to be it is listed. Try again in {left} (reseller:quarantineMinutes)":
    "列表里没有能确认是它的服务。请在 {left}后重试（reseller:quarantineMinutes）",
  "it leaves state, and nothing was given back: {unsure}": "它离开状态，什么也没有退：{unsure}",
  "nobody knows what became of the order of {orderedAt}; it leaves state, and nothing was given back: {candidates}":
    "{orderedAt} 的订单结果不明；它离开状态，什么也没有退：{candidates}",
  "it is not ordered again for {left} (reseller:quarantineMinutes)":
    "{left}内不会重新下单（reseller:quarantineMinutes）",
  "if it is not there: {line}": "如果不存在：{line}",
  "order of unknown outcome: look for what is new": "结果不明的订单：查看新增了什么",
  "order of unknown outcome: look for {token}": "结果不明的订单：查找 {token}",
  "{serviceId} is gone ({what}, {at}), and nothing has taken its place yet":
    "{serviceId} 已经不在（{what}，{at}），而且还没有新的代替它",
  "adopt {adopt}: {nothing}{later}": "接管 {adopt}：{nothing}{later}",
  "nobody knows what became of the order of {orderedAt}: {candidates}":
    "{orderedAt} 的订单结果不明：{candidates}",
  "a change needs a new service, and this one is adopted: remove `adopt` first if you mean it":
    "这项改动需要换一个新的服务，而这一个是接管的：如果确实要换，请先去掉 `adopt`",
  "a replacement buys, and the catalogue cannot be had": "替换需要购买，而产品目录读不到",
  "Try again later": "请稍后重试",
  "{why}, so {title} {serviceId} is deleted before another one is there":
    "{why}，所以在新的出现之前先删除{title} {serviceId}",
  "may be replaced ({unknown} not known yet): {words}": "可能会被替换（{unknown} 尚未确定）：{words}",
  "is false, but {need}": "是 false，但{need}",
  "the option `deleteBeforeReplace` is set": "设置了选项 `deleteBeforeReplace`",
  "buy anew (price not known yet)": "重新购买（价格尚未确定）",
  "{verb} anew:{what}": "重新{verb}{what}",
  "the resource is {serviceId} already; `adopt` cannot be changed, only removed":
    "这个资源已经是 {serviceId}；`adopt` 不能修改，只能去掉",
  "state does not say enough about {serviceId} for this version":
    "状态里关于 {serviceId} 的内容不足以供这个版本使用",
  "Run `pulumi refresh`": "请运行 `pulumi refresh`",
  "To manage another one, declare it with `adopt`": "要管理另一个，请用 `adopt` 声明它",
  "{replaces} comes from a resource that is replaced and deleted first":
    "{replaces} 来自一个先删除再替换的资源",
  "the {what} of {at} was accepted and is not shown yet: look again, it is not repeated":
    "{at} 的{what}已被接受，但尚未显示：再次查看，不会重复",
  "look whether the {what} of {at} was carried out": "查看 {at} 的{what}是否已经执行",
  "wait for delivery": "等待交付",
  "may REINSTALL: {worst} not known yet": "可能会重装：{worst} 尚未确定",
  "cost not known yet ({priced})": "费用尚未确定（{priced}）",
  "not known yet: {others}": "尚未确定：{others}",
  "{step} was asked for before, and is not decided yet ({what})":
    "{step}：之前已经申请，尚未有结果（{what}）",
  "{step} was asked for at {askedAt}, and is not decided yet ({what})":
    "{step}：已于 {askedAt} 申请，尚未有结果（{what}）",
  "It stays in state until it is gone. Run the command again later, which looks first; where the vendor's staff decide, ask them":
    "它会留在状态里，直到消失。请稍后再次运行该命令，它会先查看；如果由厂商人工审核，请询问他们",
  "{step}: waiting until it is gone ({elapsed})": "{step}：正在等待它消失（{elapsed}）",
  "it is still there": "它还在",
  "It stays in state. Run the command again: it looks first and asks again only if the service is still there":
    "它留在状态里。请再次运行该命令：它会先查看，服务还在时才再次申请",
  " (it is listed in reseller:keep)": "（它列在 reseller:keep 里）",
  "look for what the order {token} bought, whose outcome is unknown, and refund it":
    "查找结果不明的订单 {token} 买到的服务，并退款",
  "look for what the order {token} bought, whose outcome is unknown, and delete it":
    "查找结果不明的订单 {token} 买到的服务，并删除",
  "{what} ({elapsed})": "{what}（{elapsed}）",
  "{step}: it {needs}": "{step}：{needs}",
  "cannot be held: the price of a month is not known": "无法遵守：月价未知",
  "a month would cost {price}, more than {maxMonthlyPrice}": "每月将花费 {price}，超过 {maxMonthlyPrice}",
  "cannot be held: the renewal's price is not published": "无法遵守：续费价格未公布",
  "{step} would cost {due}, more than {maxRenewalPrice} a month":
    "{step} 将花费 {due}，超过每月 {maxRenewalPrice}",
  "Nothing that cannot be taken back is sent for {left} (reseller:quarantineMinutes), unless the panel's record moves":
    "{left}内不会发送任何无法撤回的请求（reseller:quarantineMinutes），除非面板的记录有变化",
  "{step}: the {what} of {at} was accepted by the vendor, and its record does not show it yet":
    "{step}：厂商已接受 {at} 的{what}，但它的记录尚未显示",
  "{step}: the outcome of the {what} that was sent at {at} is unknown": "{step}：{at} 发送的{what}结果不明",
  " (it is stopped, and stays paid)": "（它已关机，费用照付）",
  " (it stays paid: `{argument}` still renews it)": "（费用照付：`{argument}` 仍会续费）",
  " (it stays paid)": "（费用照付）",
  " (it stays paid until {expiresAt})": "（费用照付，直到 {expiresAt}）",
  "It stays in state until you decide: change `purchaseTriggers` to buy another one, or forget it with `pulumi state delete`; if it is back in the panel, run `pulumi refresh`":
    "它留在状态里，等你决定：修改 `purchaseTriggers` 另买一个，或用 `pulumi state delete` 移除；如果它又出现在面板里，请运行 `pulumi refresh`",
  "It stays in state until you decide: change `purchaseTriggers` to create another one, or forget it with `pulumi state delete`; if it is back in the panel, run `pulumi refresh`":
    "它留在状态里，等你决定：修改 `purchaseTriggers` 另建一个，或用 `pulumi state delete` 移除；如果它又出现在面板里，请运行 `pulumi refresh`",
  "bring it back first (`{status}: false`)": "请先恢复它（`{status}: false`）",
  "renew it first (`renewUntil`), or have it unlocked in the panel":
    "请先续费（`renewUntil`），或在面板里解锁",
  "{step}: the service is {status}; {wayBack}": "{step}：服务{status}；{wayBack}",
  "delete {id}": "删除 {id}",
  "first {words}": "先{words}",
  "then {words}": "然后{words}",
  "{words}: {whenRefused}": "{words}：{whenRefused}",
  "{words} (if refused, {whenRefused})": "{words}（如果被拒绝，{whenRefused}）",
  "both stay paid": "两个都继续付费",
  "both stay": "两个都保留",
  "all {count} stay paid": "{count} 个都继续付费",
  "all {count} stay": "{count} 个都保留",
  'cannot be changed in place: there would be another one, and then {destruction}, with all that is on {serviceId}. It needs `allowReplace: true`, the consent to lose that; or `onDelete: "keep"` (applied before) leaves the old one there':
    '不能就地修改：会另买一个，然后{destruction}，{serviceId} 上的一切也随之消失。需要 `allowReplace: true`，即同意失去它；或者用 `onDelete: "keep"`（须事先应用）保留旧的',
  "{loss} would come before another {title} is bought ({why}): what is on it is lost, and if the purchase fails there is none. It needs `allowDeleteBeforeReplace: true`":
    "{loss} 会在购买另一个{title}之前执行（{why}）：上面的数据会丢失，如果购买失败就一个也没有。需要 `allowDeleteBeforeReplace: true`",
  "{id} ({status})": "{id}（{status}）",
  "{id} ({status}, until {expiresAt})": "{id}（{status}，{expiresAt} 到期）",
  "replaced before and still there: {waiting}; as long as state has it, each `pulumi up` asks for its refund again; it stays paid until then":
    "之前已被替换、仍然存在：{waiting}；只要还在状态里，每次 `pulumi up` 都会再次申请退款；在此之前费用照付",
  "replaced before and still there: {waiting}; as long as state has them, each `pulumi up` asks for their refund again; they stay paid until then":
    "之前已被替换、仍然存在：{waiting}；只要还在状态里，每次 `pulumi up` 都会再次申请退款；在此之前费用照付",
  "replaced before and still there: {waiting}; as long as state has it, each `pulumi up` asks for its deletion again":
    "之前已被替换、仍然存在：{waiting}；只要还在状态里，每次 `pulumi up` 都会再次申请删除",
  "replaced before and still there: {waiting}; as long as state has them, each `pulumi up` asks for their deletion again":
    "之前已被替换、仍然存在：{waiting}；只要还在状态里，每次 `pulumi up` 都会再次申请删除",
  "account {key} has no {title} {id}": "账户 {key} 没有{title} {id}",
  "Check the id, and which account it is in": "请检查编号，以及它属于哪个账户",
  '{name} ({serviceId}) is neither listed nor readable; it stays in state as "missing"':
    '{name}（{serviceId}）既不在列表里，也读不到；它以 "missing" 留在状态里',
  "{name} belongs to account {accountKey}, but the config now names {key}":
    "{name} 属于账户 {accountKey}，而配置现在指向 {key}",
  "Set {vendor}:endpoint and its keys back, or name the right one of {vendor}:accounts in `account`":
    "请把 {vendor}:endpoint 及其密钥改回来，或在 `account` 里指定 {vendor}:accounts 中正确的一个",
  "{kind} {id} is already the resource {name}": "{kind} {id} 已经是资源 {name}",
  "Two resources cannot be one service: remove one of them, or adopt another id":
    "两个资源不能是同一个服务：请去掉其中一个，或接管另一个编号",
  "the service": "服务",
  "the record still differs from what is wanted after {mostSteps} steps":
    "执行了 {mostSteps} 步之后，记录仍与要求不符",
  "Run `pulumi refresh` and look at the difference": "请运行 `pulumi refresh` 并查看差异",
  "it would now take: {line}, which the preview did not show (it showed: {shown})":
    "现在需要：{line}，而预览没有显示（当时显示：{shown}）",
  "changed in the panel since the last refresh: it would now take a replacement ({replaces}), which the preview did not show":
    "上次刷新之后，面板里有改动：现在需要替换（{replaces}），而预览没有显示",
  "changed in the panel since the last refresh: {reasons}": "上次刷新之后，面板里有改动：{reasons}",
  "not delivered yet: what is outstanding is for a later `pulumi up`":
    "尚未交付：剩下的由以后的 `pulumi up` 完成",
  "found the order of {orderedAt}: {serviceId}": "找到了 {orderedAt} 的订单：{serviceId}",
  "nothing new is listed yet; the order was sent at {orderedAt}": "列表里还没有新增；订单于 {orderedAt} 发送",
  "nothing with the token {token} is listed yet; the order was sent at {orderedAt}":
    "列表里还没有带标记 {token} 的；订单于 {orderedAt} 发送",
  "It is not ordered again for {left} (reseller:quarantineMinutes). If you know that it was not carried out, take this entry out of state (`pulumi state delete`): then it is made again":
    "{left}内不会重新下单（reseller:quarantineMinutes）。如果确知它没有执行，请把这一条从状态里移除（`pulumi state delete`）：这样会重新创建",
  "It is not ordered again for {left} (reseller:quarantineMinutes). If you know its id, set `adopt`; if you know that it was not carried out, change `purchaseTriggers`":
    "{left}内不会重新下单（reseller:quarantineMinutes）。如果知道它的编号，请设置 `adopt`；如果确知它没有执行，请修改 `purchaseTriggers`",
  "the order is to be sent again, which the preview did not show": "需要再次发送订单，而预览没有显示",
  "Nothing was sent. Run `pulumi up` again": "什么也没有发送。请再次运行 `pulumi up`",
  "keep {id}": "保留 {id}",
  "keep {id} until it expires at {expiresAt}": "保留 {id}，直到 {expiresAt} 到期",
  'FAIL to delete {id} (onDelete is "refuse")': '无法删除 {id}（onDelete 是 "refuse"）',
  " (kept until it expires if refused)": "（如果被拒绝，保留到到期）",
  " (kept if refused)": "（如果被拒绝，则保留）",
  "{title} {serviceId}, found by its name ({status})": "{title} {serviceId}，按名称找到（{status}）",
  "{status}, {made}": "{status}，{made}",
  "{serviceId}, found by its token {token} ({since})": "{serviceId}，按标记 {token} 找到（{since}）",
  "{serviceId}, found by its name ({since})": "{serviceId}，按名称找到（{since}）",
  "made at an unknown time": "创建时间不明",
  "made {at}": "创建于 {at}",
  "makes nothing new": "不新建任何东西",
  "nothing new was made": "没有新建任何东西",
  "looks like this resource's own, by its name and password": "从名称和密码看，像是这个资源自己的",
  "carries the token {token} of this resource": "带着这个资源的标记 {token}",
  "buys nothing": "不购买任何东西",
  "nothing was bought": "没有购买任何东西",
  "created at an unknown time": "创建时间不明",
  "created {at}": "创建于 {at}",
  "creates nothing": "不创建任何东西",
  "nothing was created": "没有创建任何东西",
  "bought at an unknown time": "购买时间不明",
  "bought {at}": "购买于 {at}",
  "was deleted at the vendor": "已在厂商处删除",
  "is neither listed nor readable in its account": "在所属账户里既没有列出，也读不到",
  "it stays, and nothing is made": "它会保留，也不会新建",
  "it stays, and nothing is created": "它会保留，也不会创建新的",
  "it stays, and nothing is bought": "它会保留，也不会购买新的",
  "Nothing more was sent. The next `pulumi up` looks for it first, and says what would be made":
    "没有再发送任何请求。下一次 `pulumi up` 会先查找它，并说明将新建什么",
  "Nothing more was sent. The next `pulumi up` looks for it first, and says what would be created":
    "没有再发送任何请求。下一次 `pulumi up` 会先查找它，并说明将创建什么",
  "Nothing more was sent. The next `pulumi up` looks for it first, and says what would be bought":
    "没有再发送任何请求。下一次 `pulumi up` 会先查找它，并说明将购买什么",
} as const;
