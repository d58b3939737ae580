export const chinese = {
  // What is read.
  "must be host:port": "必须是 host:port",
  "a list of host:port": "host:port 的列表",
  "must be a number": "必须是数字",
  "must be there": "必须有",
  "must be a whole number": "必须是整数",
  "must be an amount": "必须是金额",
  "has neither rows nor a number that says 0": "既没有行，也没有为 0 的总数",
  "the reply has no readable `code`": "回复里没有可读的 `code`",
  "the reply has code 0, which is no success here": "回复的代码是 0，在这个接口里不表示成功",
  "(nothing)": "（没有说明）",

  // What a refusal means.
  "the app_key is not valid": "app_key 无效",
  "Check `proxy911:appKey`: it stands on the home page of the personal center":
    "请检查 `proxy911:appKey`：它显示在个人中心首页",
  "the customer's real name is not verified": "客户尚未实名认证",
  "Verify your real name in the personal center of 911Proxy": "请在 911Proxy 个人中心完成实名认证",
  "the customer's phone number is not verified": "客户的手机号尚未验证",
  "Verify your phone number in the personal center of 911Proxy": "请在 911Proxy 个人中心验证手机号",
  "no package has anything left": "套餐已全部用完",
  "the balance is too low": "余额不足",
  "the customer is blocked": "客户账号已被禁用",
  "no more accounts of this package type are allowed": "这种套餐类型的账户数量已达上限",
  "the name is taken": "名称已被占用",
  "the account is being deleted, which takes about five minutes": "该账户正在删除，大约需要五分钟",
  "there is no account of that name": "没有这个名称的账户",
  "there is no such order": "没有这个订单",
  "the order cannot be cancelled any more": "订单已不能取消",
  "out of stock": "库存不足",
  "there is no such package, or it is not for sale": "没有这个套餐，或者已下架",
  "the payment method cannot be used": "这种支付方式不可用",
  "the amount is outside the limits of the payment method": "金额超出了支付方式的限额",
  "the coupon is not valid": "优惠券无效",
  "the discount for registration by invitation does not apply": "邀请注册优惠不适用",
  "there is no such country or region": "没有这个国家或地区",
  "the vendor has not opened this operation yet": "厂商尚未开放这个接口",
  "too many requests": "请求过于频繁",
  "a parameter is missing or wrong": "参数缺失或有误",
  "the vendor has a fault or is busy": "厂商的系统出错或繁忙",
  "it does not exist": "不存在",

  // The client, lookups and checks.
  "it must consist of letters and digits": "只能由字母和数字组成",
  "must be username:password, with commas between accounts": "必须是 username:password，账户之间用逗号分隔",
  "must be a time as 2026-09-02 11:03:00": "必须是 2026-09-02 11:03:00 这样的时间",
  "`appKey` is empty": "`appKey` 为空",
  "is required": "必须填写",
  "the vendor announces it as not open yet": "厂商注明这个接口尚未开放",

  // Kinds.
  "proxy account": "代理账户",
  order: "订单",
  "set of accounts": "账户组",
  account: "账户",
  accounts: "账户",

  // Accounts and sets of them.
  "must consist of letters and digits": "只能由字母和数字组成",
  "must consist of letters and digits, with a letter at the end": "只能由字母和数字组成，并以字母结尾",
  "a username must consist of letters and digits": "用户名只能由字母和数字组成",
  "must be at most 64 Latin or 32 Chinese characters": "最多 64 个西文字符或 32 个汉字",
  "five minutes": "五分钟",
  "they work, and cost, for about five minutes more": "它们还会继续工作并计费大约五分钟",
  "`getProxyAccounts` lists the accounts that exist": "`getProxyAccounts` 会列出现有的账户",
  "add account {username}": "添加账户 {username}",
  "add account {username} ({productType})": "添加账户 {username}（{productType}）",
  "add account named by its token ({productType})": "添加以标记命名的账户（{productType}）",
  "type not known yet": "类型尚未知晓",
  unlimited: "不限",
  "limit {from} → {to}": "流量限制 {from} → {to}",
  enable: "启用",
  "disable (it works, and costs, for about five minutes more)": "停用（还会继续工作并计费大约五分钟）",
  "set the password (the old one works for five more minutes)": "设置密码（旧密码还能用五分钟）",
  "remark {remark}": "备注 {remark}",
  "DELETE account {username} (it works, and costs, for about five minutes more; its traffic records are lost)":
    "【删除】账户 {username}（还会继续工作并计费大约五分钟；其流量记录会丢失）",
  "911Proxy takes 64 Latin or 32 Chinese characters in a remark, and may refuse this mixture":
    "911Proxy 的备注最多 64 个西文字符或 32 个汉字，这样混用可能会被拒绝",
  "{username} cannot become {productType}: an account of another type is a new one, and the name of a deleted account must not be reused; choose another name":
    "{username} 不能改成 {productType}：换类型就是另一个账户，而已删除账户的名称不得再用；请另选名称",
  "cannot become {productType}: an account of another type is a new one, and the name {username} of a deleted account must not be reused; {way}":
    "不能改成 {productType}：换类型就是另一个账户，而已删除账户的名称 {username} 不得再用；{way}",
  "change `purchaseTriggers` with it, which makes a new name":
    "请同时改动 `purchaseTriggers`，这样会产生新的名称",
  "change `username` with it": "请同时改动 `username`",
  "{username} was deleted in this run, and the name of a deleted account must not be reused":
    "{username} 在这次运行中已删除，而已删除账户的名称不得再用",
  "{username} is still being deleted, which takes about five minutes":
    "{username} 仍在删除之中，大约需要五分钟",
  "Its name should not be used again, as its traffic records would mix with the old ones: choose another `username`, or change `purchaseTriggers` where the name is made from the token. After these minutes the same name is added again":
    "它的名称不应再用，否则流量记录会与旧账户混在一起：请另选 `username`；名称由标记产生时，请改动 `purchaseTriggers`。过了这几分钟，会再次添加同一个名称",
  "{username} is also that of {name}": "{username} 也是 {name} 的用户名",
  '{taken}. If it is yours, take it over with `adopt: "{username}"`':
    '{taken}。如果它是你的，请用 `adopt: "{username}"` 接管',
  "its {key} is {live}, not {asked}": "它的 {key} 是 {live}，不是 {asked}",
  "{username} is taken by another account, or still being deleted: choose another one. The name of a deleted account is free again after about five minutes, but its traffic records would mix with the old ones":
    "{username} 已被另一个账户占用，或者仍在删除之中：请另选一个。已删除账户的名称大约五分钟后可以再用，但流量记录会与旧账户混在一起",
  "there is no account {username}": "没有账户 {username}",

  // Orders: what is asked for.
  "is not a country or region code such as US": "不是 US 这样的国家或地区代码",
  "names no region": "没有写任何地区",
  "is not an id": "不是编号",
  'is not a decimal string such as "900.00"': '不是 "900.00" 这样的十进制字符串',
  "`{key}` together with `{first}` is unusual: an order is for one thing":
    "`{key}` 与 `{first}` 同时出现不寻常：一个订单只买一样",
  "`renewDuration` is the term of a renewal, and there are no `renewIds`":
    "`renewDuration` 是续费的期限，却没有 `renewIds`",
  "{oddity}; 911Proxy decides": "{oddity}；由 911Proxy 决定",

  // Orders: where they stand.
  delivery: "交付",
  "{listed} of {count} packages listed": "{count} 个套餐中只列出了 {listed} 个",
  "no package listed": "没有列出任何套餐",
  "to be paid ({payFee}, in the 911Proxy dashboard)": "待付款（{payFee}，在 911Proxy 控制台里付）",
  "a state that 911Proxy does not document": "911Proxy 文档里没有的状态",
  unpaid: "未付款",
  cancelled: "已取消",
  refunded: "已退款",
  unknown: "状态未知",
  "was cancelled before it was paid: nothing was bought": "在付款之前已取消：没有购买任何东西",
  "was refunded": "已退款",

  // Orders: payment and price.
  "payment method {method} takes no less than {minAmount}": "支付方式 {method} 最低为 {minAmount}",
  "payment method {method} takes no more than {maxAmount}": "支付方式 {method} 最高为 {maxAmount}",
  "{rechargeAmount} is to be paid, and {limit}": "应付 {rechargeAmount}，而{limit}",
  "the last order of package {packageId} cost {price}, and {limit}":
    "套餐 {packageId} 上一个订单的金额是 {price}，而{limit}",
  "{paymentMethodId} is disabled": "{paymentMethodId} 已停用",
  "{paymentMethodId} is disabled; there are {offered}": "{paymentMethodId} 已停用；可用的有：{offered}",
  "payment method {paymentMethodId} is not in the general list": "支付方式 {paymentMethodId} 不在通用列表里",
  "payment method {paymentMethodId} is not in the general list; there are {offered}":
    "支付方式 {paymentMethodId} 不在通用列表里；其中有：{offered}",
  "product {product}": "产品 {product}",
  "product of an unknown number": "编号不明的产品",
  "product of an unknown number ({packageName})": "编号不明的产品（{packageName}）",
  "an unknown day": "日期不明",
  "With `acceptUnknownPrice: true` it is held against the order itself: a dearer one is closed while it is unpaid":
    "设置 `acceptUnknownPrice: true` 后，用它核对订单本身：更贵的订单会在付款之前关闭",
  "package {packageId} was not bought before, and 911Proxy publishes no prices":
    "套餐 {packageId} 以前没有买过，而 911Proxy 不公布价格",
  "for which quantity the last order of package {packageId} was, 911Proxy does not tell":
    "套餐 {packageId} 上一个订单的数量，911Proxy 没有给出",
  "cannot be held before the order: {why}. {way}": "下单之前无法核对：{why}。{way}",
  "the last order of package {packageId} cost {price}, more than {maxPrice}. {way}":
    "套餐 {packageId} 上一个订单的金额是 {price}，高于 {maxPrice}。{way}",
  "it costs {price}, more than maxPrice {maxPrice}": "价格是 {price}，高于 maxPrice {maxPrice}",

  // Orders: what is done.
  "top up the balance by {rechargeAmount}": "给账户余额充值 {rechargeAmount}",
  "renew static IP {id}": "续费静态 IP {id}",
  "renew {count} static IPs: {ids}": "续费 {count} 个静态 IP：{ids}",
  "{words} for {term}": "{words}，期限 {term}",
  "order static IPs {places}": "订购静态 IP {places}",
  "{first} and {second}": "{first}，并{second}",
  "order package {packageId}": "订购套餐 {packageId}",
  "order {amount} × package {packageId}": "订购 {amount} × 套餐 {packageId}",
  "{goods} (package {packageId})": "{goods}（套餐 {packageId}）",
  "{goods} ({amount} × package {packageId})": "{goods}（{amount} × 套餐 {packageId}）",
  "{ordered}, at the price of its last order, of {day}, as {product}":
    "{ordered}，价格同上一个订单（{day}，{product}）",
  "{ordered}; its last order, of {day}, cost {price} for an unknown quantity":
    "{ordered}；上一个订单（{day}）的金额是 {price}，数量不明",
  "{country} is not among the regions that 911Proxy lists; there are {offered}":
    "{country} 不在 911Proxy 列出的地区里；有：{offered}",
  "{country} has {available} static IPs left; there are {offered}":
    "{country} 只剩 {available} 个静态 IP；有：{offered}",
  "not paid yet: pay {price} for order {serviceId} in the 911Proxy dashboard":
    "尚未付款：请在 911Proxy 控制台为订单 {serviceId} 支付 {price}",
  "{due}; it is closed when it is not paid within {within} (`timeouts.create`)":
    "{due}；{within} 之内没有付款就会关闭（`timeouts.create`）",
  "order {serviceId} is of {product}: whether that is package {packageId}, 911Proxy does not tell":
    "订单 {serviceId} 买的是{product}：这是不是套餐 {packageId}，911Proxy 没有给出",
  "{objection}: it is adopted all the same, and not closed": "{objection}：仍会接管，不会关闭",
  "911Proxy lists its static IPs without an id that a renewal could name: look in `staticIps`":
    "911Proxy 列出的静态 IP 没有可供续费的编号：请看 `staticIps`",
  "order {serviceId} is paid, and has {mayFollow}: whether more is to come, 911Proxy does not say. Run `pulumi refresh` later, or look in the dashboard":
    "订单 {serviceId} 已付款，{mayFollow}：是否还会有，911Proxy 没有给出。请稍后运行 `pulumi refresh`，或在控制台里查看",
  "has expired ({expiresAt})": "已到期（{expiresAt}）",
  "expires at {expiresAt}": "将于 {expiresAt} 到期",
  "{when}: change `purchaseTriggers` to order another one": "{when}：要再订一个，请改动 `purchaseTriggers`",
  "CLOSE order {serviceId}, which is not paid": "【关闭】尚未付款的订单 {serviceId}",
  "leave order {serviceId}, which is paid: 911Proxy takes nothing back":
    "保留已付款的订单 {serviceId}：911Proxy 不退款",
  "leave order {serviceId}, which is paid until it expires at {expiresAt}: 911Proxy takes nothing back":
    "保留已付款的订单 {serviceId}，它将于 {expiresAt} 到期：911Proxy 不退款",
  "forget order {serviceId} ({orderStatus})": "不再管理订单 {serviceId}（{orderStatus}）",
  "{count} proxy account": "{count} 个代理账户",
  "{count} proxy accounts": "{count} 个代理账户",
  "{count} order": "{count} 份订单",
  "{count} orders": "{count} 份订单",
} as const;
