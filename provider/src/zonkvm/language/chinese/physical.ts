export const physical = {
  "power supply": "电源",
  " of the product {name}": "（产品 {name}）",
  "server in colocation": "托管服务器",
  "physical server": "物理服务器",
  "{amount} IP": "{amount} 个 IP",
  "the product comes with {own}, and `{key}` is {asked}: the panel may refuse it":
    "产品自带 {own}，而 `{key}` 是 {asked}：面板可能拒绝",
  "the line lists {ipCounts} addresses, not {ipCount}: the panel may refuse it":
    "该线路列出的地址数是 {ipCounts}，没有 {ipCount}：面板可能拒绝",
  "the line lists a defense of {options} Gbps, not of {asked}: the panel may refuse it":
    "该线路列出的防御是 {options} Gbps，没有 {asked}：面板可能拒绝",
  "the line lists a defense in steps of {step} Gbps, not of {asked}: the panel may refuse it":
    "该线路的防御以 {step} Gbps 为步长，没有 {asked}：面板可能拒绝",
  "the line sells bandwidth in steps of {step} Mbps, not {asked}: the panel may refuse it":
    "该线路的带宽以 {step} Mbps 为步长，没有 {asked}：面板可能拒绝",
  "takes a reinstall, and needs the `system` for it": "需要重装才能设置，而重装需要 `system`",
  "is needed for a reinstall: the catalogue has no port of the image": "重装时必填：目录里没有该镜像的端口",
  "buy {name} with {sizes} for": "购买 {name}（{sizes}）",
  "buy {name} ({power}) with {sizes} for": "购买 {name}（{power}；{sizes}）",
  "buy a server for {months}: cost not known yet": "购买服务器 {months}：价格尚未确定",
  "{name} is sold out": "{name} 已售罄",
  "product {productId} on the line {lineId}": "线路 {lineId} 上的产品 {productId}",
  "The panel takes an order back for some days after its purchase only, of which it does not say how many. Its staff may do it by hand":
    "面板只在购买后的若干天内接受退款，没有说明是几天；它的客服也许可以手工办理",
  "the product {name} cannot be upgraded": "产品 {name} 不能升级",
  "cannot be raised: an upgrade adds to what there is, and the panel does not tell how much that is":
    "不能调高：升级是在现有数量上增加，而面板没有给出现有的数量",
  "the line seems to sell no defense afterwards (`defense_status`): the panel may refuse it":
    "该线路看来在购买之后不再出售防御（`defense_status`）：面板可能拒绝",
  "it has {has}, and `{key}` is {asked}: the panel counts an order's sizes on top of the product's, or somebody bought more there. It is paid for, no operation takes it away, and nothing is done about it. Write {is}, or buy another one with `purchaseTriggers`":
    "它有 {has}，而 `{key}` 是 {asked}：面板把订单的规格加在产品自带的之上，或者有人在面板里多买了。这部分已经付款，没有接口能去掉它，这里也不作任何处理。请写 {is}，或者用 `purchaseTriggers` 另买一个",
} as const;
