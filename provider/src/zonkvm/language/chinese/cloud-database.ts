export const cloudDatabase = {
  "is not an IP address": "不是 IP 地址",
  "The panel takes a database back for some days after its purchase only, of which it does not say how many. Its staff may do it by hand; one that came with a web hosting goes with it":
    "面板只在购买后的若干天内接受数据库退款，没有说明是几天；它的客服也许可以手工办理；虚拟主机附带的数据库随虚拟主机一起消失",
  "DELETE {serviceId}, the free database of hosting {hostingId}":
    "删除 {serviceId}（虚拟主机 {hostingId} 的免费数据库）",
  "is said by the `hosting` that it comes with: leave it out": "由它所属的 `hosting` 决定：请去掉它",
  "is required, or a `hosting` that it comes with": "必填；或者写明它所属的 `hosting`",
  "is for the free database of a `hosting`: the product says it here":
    "只用于 `hosting` 的免费数据库：这里由产品决定",
  "it was bought, and is not the free database of hosting {hosting}":
    "它是购买的，不是虚拟主机 {hosting} 的免费数据库",
  "it is the free database of hosting {hostingId}: that is the argument `hosting`":
    "它是虚拟主机 {hostingId} 的免费数据库：即参数 `hosting`",
  "add the free database of web hosting {hosting}": "添加虚拟主机 {hosting} 的免费数据库",
  "account {key} has no web hosting {hosting}; name it by its `serviceId`":
    "账户 {key} 没有虚拟主机 {hosting}；请用它的 `serviceId` 指明",
  "buy a database for {months}: cost not known yet": "购买数据库 {months}：价格尚未确定",
  "is required: the panel does not list the size of {product}": "必填：面板没有列出 {product} 的容量",
  "{product} has {databaseMb} MB, not {sizeMb}: the panel may refuse it":
    "{product} 的容量是 {databaseMb} MB，不是 {sizeMb}：面板可能拒绝",
  "buy {name} for": "购买 {name}",
  "let nobody else in": "只允许本机访问",
  "let in everywhere": "允许从任何地方访问",
  "let in {addresses}": "只允许 {addresses} 访问",
} as const;
