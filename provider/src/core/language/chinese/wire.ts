export const wire = {
  "must be a whole number from {least} to {most}, is {value}":
    "必须是 {least} 到 {most} 之间的整数，现在是 {value}",
  "the reply is empty": "应答是空的",
  "PHP failed: {words}": "PHP 出错：{words}",
  "the reply is a web page: {words}": "应答是一个网页：{words}",
  "the reply is not whole {expected}: {length} characters": "应答不是完整的 {expected}：共 {length} 个字符",
  "the reply is not {expected}: {text}": "应答不是 {expected}：{text}",
  "the list cannot be read whole: {found} were found": "无法读取完整的列表：只找到 {found} 条",
  "the list cannot be read whole: the panel says that there are {total} rows; {found} were found":
    "无法读取完整的列表：面板说有 {total} 条，只找到 {found} 条",
  "{who} refused": "{who}拒绝了",
  "{who} refused with code {code}": "{who}拒绝了，代码 {code}",
  "{who} refused the account": "{who}拒绝了这个账户",
  "{who} refused the account with code {code}": "{who}拒绝了这个账户，代码 {code}",
  "Check that this machine's public address is on the panel's allow-list for its API (IP 白名单), that the key is right, and that this machine's clock is right":
    "请检查本机的公网地址是否在面板的 API 白名单（IP 白名单）里、密钥是否正确、本机时钟是否准确",
  "this machine's address is not on the list of those allowed to call the API":
    "本机的地址不在允许调用 API 的名单里",
  "the reply is not what the vendor documents": "应答与厂商文档不符",
  "the reply holds nothing, and its words say no": "应答没有内容，而它的文字表示拒绝",
  "{what} ({issues})": "{what}（{issues}）",
  "must be there": "必须存在",
  "must be an id, in digits": "必须是数字编号",
  'there is no time zone "{timeZone}"': "没有时区“{timeZone}”",
  "must be a time, is {value}": "必须是时间，现在是 {value}",
  "must be a decimal, is {value}": "必须是十进制数，现在是 {value}",
  "must be an object": "必须是对象",
} as const;
