export const order = {
  "{id} is already the resource {name}": "{id} 已经是资源 {name}",
  "{id} is not what the arguments say (adopting replaces nothing): {differences}":
    "{id} 与参数不符（接管不会替换任何东西）：{differences}",
  '{id} carries the mark of another resource ("{mark}"): where that is still in some stack, the two will undo each other\'s changes, and its destroy gives this one back':
    "{id} 带有另一个资源的标记（“{mark}”）：如果那个资源还在某个 stack 里，两者会互相撤销改动，而销毁那个资源会退掉这一个",
  "It is paid, and stays in state: allow that price, and run `pulumi up` again":
    "它已经付款，并留在状态里：请允许这个价格，再次运行 `pulumi up`",
  "{step}: {reason}": "{step}：{reason}",
  "{reason}; it could not be taken back, and is still to be paid": "{reason}；订单无法撤回，仍然待付款",
  "Close {serviceId} in the panel, or pay it and run `pulumi up`":
    "请在面板里关闭 {serviceId}，或者付款后运行 `pulumi up`",
  "{reason}. {serviceId} was not paid and is closed: nothing is bought, nothing is owed":
    "{reason}。{serviceId} 没有付款，已经关闭：什么也没有买，也不欠款",
  "To order it again, change `purchaseTriggers`, or the argument that was wrong":
    "要重新下单，请修改 `purchaseTriggers`，或修改出错的参数",
  "{serviceId} ({status}, {made})": "{serviceId}（{status}，{made}）",
  "Two states with the same names on one account need different `reseller:namespace`s":
    "两份状态在同一个账户上名称又相同时，需要不同的 `reseller:namespace`",
  "{count} services carry the token {token} of this resource: {all}":
    "有 {count} 个服务带着这个资源的标记 {token}：{all}",
  "is {name} already": "已经是 {name}",
  "{mark}, but is not what is asked for: {differences}": "{mark}，但与要求不符：{differences}",
  "{mark}, but is older than {claimHours} hours (reseller:claimHours)":
    "{mark}，但早于 {claimHours} 小时（reseller:claimHours）",
  "Nothing is made. Change the arguments, or delete in the panel what is not wanted":
    "什么也没有创建。请修改参数，或在面板里删除不需要的",
  "these are there already": "这些已经存在",
  "it is the resource {name} already": "它已经是资源 {name}",
  "it is there already, but {differences}": "它已经存在，但{differences}",
  "nobody knows which {title} the order of {orderedAt} made: new since are {ids}":
    "无法确定 {orderedAt} 的订单创建了哪个{title}：此后新增的有 {ids}",
  "Delete in the panel what is not wanted until one is left, and run `pulumi up` again; or take this entry out of state (`pulumi state delete`)":
    "请在面板里删除不需要的，只留一个，再次运行 `pulumi up`；或者把这一条从状态里移除（`pulumi state delete`）",
  "ordered at an unknown time": "下单时间不明",
  "ordered {at}": "{at} 下单",
  "{serviceId} ({facts})": "{serviceId}（{facts}）",
  "of other products is {rest}": "其他产品的有 {rest}",
  "of other products are {rest}": "其他产品的有 {rest}",
  "nothing new of the same product is listed that no resource has":
    "列表里没有新增的、不属于任何资源的同类产品",
  "new of the same product, and no other resource's, is {likely}":
    "新增的同类产品中，不属于其他资源的有 {likely}",
  "new of the same product, and no other resource's, are {likely}":
    "新增的同类产品中，不属于其他资源的有 {likely}",
  'Set `adopt: "<id>"` to the one that it is; or change `purchaseTriggers` when it is none of them: then it is ordered anew':
    '如果是其中一个，请把 `adopt: "<id>"` 设为它；如果都不是，请修改 `purchaseTriggers`：这样会重新下单',
  "an interrupted `pulumi up` may have ordered it (at {at} or later), unless this resource holds that order and is replaced (`--replace`): {candidates}":
    "一次中断的 `pulumi up` 可能已经下单（{at} 或之后），除非这个资源持有那份订单且正在被替换（`--replace`）：{candidates}",
  "an interrupted `pulumi up` may have ordered it (at {at} or later): {candidates}":
    "一次中断的 `pulumi up` 可能已经下单（{at} 或之后）：{candidates}",
  "its mark `{name}` takes no part in this run, and no order leaves without it":
    "它的标记资源 `{name}` 没有参与这次运行，而没有它就不会下单",
  "Name the mark in this command too: `--target '{markUrn}'` (or do not `--exclude` it)":
    "请在这个命令里也指定标记资源：`--target '{markUrn}'`（或者不要 `--exclude` 它）",
  "{what} of the order and of its mark `{name}` differ: a transform or a policy changed one of them":
    "订单与其标记资源 `{name}` 的 {what} 不一致：有 transform 或策略改了其中一个",
  "Let it change both (the mark has the same arguments), or set {what} in the program":
    "请让它同时修改两者（标记资源的参数相同），或者在程序里设置 {what}",
  "Another one is ordered: `purchaseTriggers` changed": "将另下一份订单：`purchaseTriggers` 已改变",
  "{held} was ordered under the mark as it is, and another order needs another":
    "{held} 是在现有的标记下订购的，另一份订单需要另一个标记",
  "To order another one, change `purchaseTriggers`": "要另下一份订单，请修改 `purchaseTriggers`",
  "it was refused or taken back when it was ordered last, and nothing was bought":
    "上次下单时被拒绝或已撤回，什么也没有买",
  "it was accepted, and the reply does not tell which one it is": "面板接受了，但应答没有说明是哪一个",
  "looking for the order {token}": "正在查找订单 {token}",
  "the order was accepted; looking what is new": "订单已接受；正在查看新增了什么",
  "nothing new of the kind is listed, or several are": "列表里没有新增的同类，或者新增了好几个",
  "It stays in state as an order of unknown outcome. The next `pulumi up` looks again, and makes another one only when {quarantineMinutes} minutes have passed (reseller:quarantineMinutes) and still nothing shows":
    "它作为结果不明的订单留在状态里。下一次 `pulumi up` 会再次查看，只有过了 {quarantineMinutes} 分钟（reseller:quarantineMinutes）仍然没有出现，才会另建一个",
  "It is not in state. The next `pulumi up` looks again, and makes it if it is not there":
    "它不在状态里。下一次 `pulumi up` 会再次查看，不存在才创建",
  "what is new cannot be listed now": "现在无法列出新增的内容",
  "no answer to the order; looking what is new": "订单没有应答；正在查看新增了什么",
  "The next `pulumi up` looks for it, and makes it when it is not there":
    "下一次 `pulumi up` 会先查找，不存在才创建",
  "it is not listed": "列表里没有它",
  "nothing with the token {token} is listed: the panel does not give tokens back, or lists it late":
    "列表里没有带标记 {token} 的：面板不返回标记，或者列出得晚",
  "It is not ordered again by itself": "不会自动重新下单",
  "nothing with the token {token} is listed": "列表里没有带标记 {token} 的",
  "It is kept as an order of unknown outcome. The next `pulumi up` looks again, and orders anew only when {quarantineMinutes} minutes have passed (reseller:quarantineMinutes) and still nothing shows":
    "它作为结果不明的订单保留。下一次 `pulumi up` 会再次查看，只有过了 {quarantineMinutes} 分钟（reseller:quarantineMinutes）仍然没有出现，才会重新下单",
  '{serviceId} does not carry the token {token} of its order: the panel gives "{echo}" back instead. So an order of this account whose reply is lost cannot be found again, and is not repeated by itself from now on; after an interrupted `pulumi up`, look in the panel for servers that no resource has before the next one':
    "{serviceId} 没有带着订单的标记 {token}：面板返回的是“{echo}”。因此，该账户的订单一旦丢失应答就无法找回，从现在起也不会自动重发；`pulumi up` 中断之后，请先在面板里检查有没有不属于任何资源的服务器，再运行下一次",
  "the order {token}": "订单 {token}",
  "without a token, and no resource's that this run has met, is {all}":
    "没有标记、也不属于本次运行见过的任何资源的有 {all}",
  "without a token, and no resource's that this run has met, are {all}":
    "没有标记、也不属于本次运行见过的任何资源的有 {all}",
  "an interrupted `pulumi up` may have bought it, which cannot be told (the panel does not give tokens back: {known} shows it): {rows}":
    "一次中断的 `pulumi up` 可能已经买下，但无法判断（面板不返回标记，从 {known} 可以看出）：{rows}",
  'Take it over with `adopt: "<id>"`; if it is none of them, set `reseller:claimHours` to 0 for this run':
    '请用 `adopt: "<id>"` 接管它；如果都不是，请为这次运行把 `reseller:claimHours` 设为 0',
  "nothing that fits is listed that no resource has": "列表里没有符合的、不属于任何资源的服务",
  "nobody knows what became of the order of {orderedAt} (the panel does not give tokens back: {known} shows it): {found}":
    "{orderedAt} 的订单结果不明（面板不返回标记，从 {known} 可以看出）：{found}",
  "nobody knows what became of the order of {orderedAt} (the panel does not give tokens back: another shows it): {found}":
    "{orderedAt} 的订单结果不明（面板不返回标记，从另一个服务可以看出）：{found}",
  "nobody knows what became of the order of {orderedAt}: {found}": "{orderedAt} 的订单结果不明：{found}",
  'Either take one over with `adopt: "<id>"`, or choose another name, or delete it in the panel':
    '请用 `adopt: "<id>"` 接管其中一个，或者另选名称，或者在面板里删除它',
  'Either take one over with `adopt: "<id>"`, or say that another one is meant by changing `purchaseTriggers`, or delete it in the panel':
    '请用 `adopt: "<id>"` 接管其中一个，或者修改 `purchaseTriggers` 表示另要一个，或者在面板里删除它',
  'Either take one over with `adopt: "<id>"`, or say that another one is meant by changing `purchaseTriggers`, or refund it in the panel':
    '请用 `adopt: "<id>"` 接管其中一个，或者修改 `purchaseTriggers` 表示另要一个，或者在面板里退款',
} as const;
