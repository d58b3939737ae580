export const webHosting = {
  "is not the name of a file, without slashes, commas and blanks": "不是文件名（不能含有斜杠、逗号和空格）",
  'is not a version of PHP such as "8.1"': '不是形如 "8.1" 的 PHP 版本',
  'is not a suffix such as ".jpg"': '不是形如 ".jpg" 的后缀',
  "protect files against pages elsewhere": "开启防盗链",
  "do not protect files against pages elsewhere": "关闭防盗链",
  "buy a web hosting for {months}: cost not known yet": "购买虚拟主机 {months}：价格尚未确定",
  "buy {name}, for": "购买 {name}",
  "buy {name}, {trafficGb} GB traffic, for": "购买 {name}（{trafficGb} GB 流量）",
  "set a new FTP password": "设置新的 FTP 密码",
  "start the site": "启动站点",
  "stop the site": "停止站点",
  'the site runs {program}: only one with `program: "php"` has a version of PHP':
    '站点运行的是 {program}：只有 `program: "php"` 的站点才有 PHP 版本',
  "PHP {live} → {asked}": "PHP 版本 {live} → {asked}",
  "serve {files} by default": "把默认文件设为 {files}",
  "resume the site, which had expired and is paid until {expiresAt}":
    "恢复运行已到期、现已付到 {expiresAt} 的站点",
  "is {own} GB at the least with {name}, not {to}": "使用 {name} 时至少为 {own} GB，不能是 {to}",
  "is {most} GB at the most with {name}, not {to}": "使用 {name} 时最多为 {most} GB，不能是 {to}",
  "more traffic is sold in packs of {pack} GB, and {from} → {to} GB is none: the panel may refuse it":
    "流量按每包 {pack} GB 出售，{from} → {to} GB 不是整包：面板可能拒绝",
  "{amount} GB traffic": "{amount} GB 流量",
  "The panel takes a hosting back for some days after its purchase only, of which it does not say how many. Its staff may do it by hand":
    "面板只在购买后的若干天内接受虚拟主机退款，没有说明是几天；它的客服也许可以手工办理",
} as const;
