export const web = {
  'name it "{displayName}"': "改名为“{displayName}”",
  "{name}: what it has cannot be told, because the catalogue cannot be had":
    "{name}：无法取得目录，所以不知道它包含什么",
  "upgrade {from} → {to}": "升级 {from} → {to}",
  "its product is {live}, not {asked} ({id})": "它的产品是 {live}，不是 {asked}（{id}）",
  "{name} is not for sale": "{name} 不在出售",
  "{name} is out of stock": "{name} 库存不足",
  "{name} has no room left": "{name} 已没有余量",
  "the line {name} asks for an allow-list of what is run on it": "线路 {name} 要求为其上运行的内容办理白名单",
  "an account can have {purchaseLimit} of {name} at the most, by the list":
    "按目录，一个账户最多可有 {purchaseLimit} 个 {name}",
  "of this product": "这个产品",
} as const;
