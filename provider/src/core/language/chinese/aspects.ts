export const aspects = {
  "the last renewal, of {months}, is bought for {days}: without it, it is paid until {date}":
    "最后一次续费（{months}）只为 {days}：不续这一次，已付到 {date}",
  "{date} is later than the panel can keep: {latest} is the last day":
    "{date} 超出了面板能保存的范围：最晚是 {latest}",
  "let it end on {end}, before {current}": "改为 {end} 到期，早于原来的 {current}",
  "renew until {end}": "续费到 {end}",
  "it ends on {end}, which is over": "到期日 {end} 已经过去",
  "set a new password": "设置新密码",
  "{step}: only a running machine can do that": "{step}：只有运行中的机器才能这样做",
  "its {property} is {live}, not {text} ({id})": "它的 {property} 是 {live}，不是 {text}（{id}）",
  "stop the machine": "关机",
  "start the machine": "开机",
  "{words} for a term that is not known yet": "{words}，周期尚未确定",
  "restart the machine": "重启机器",
  "{step}: it is off, and the panel may refuse that": "{step}：它已关机，面板可能会拒绝",
  "its {key} is {is}, not {asked}": "它的 {key} 是 {is}，不是 {asked}",
  "upgrade {changes}": "升级 {changes}",
  "{count} month": "{count} 个月",
  "{count} months": "{count} 个月",
  "{count} day": "{count} 天",
  "{count} days": "{count} 天",
  "expires in {days}, and nothing will renew it: set `renewUntil` or `keepPaid`":
    "{days}后到期，而且没有任何设置会续费：请设置 `renewUntil` 或 `keepPaid`",
  "`renewUntil` {renewUntil} is over: it renews nothing": "`renewUntil` {renewUntil} 已经过去：不会续费",
  "excludes `renewUntil`: one says a date, the other a rolling term":
    "不能与 `renewUntil` 同时使用：一个指定日期，另一个滚动续费",
  "renew {months}, paid until {date}": "续费 {months}，付到 {date}",
  "renew {months}, paid until {date} ({note})": "续费 {months}，付到 {date}（{note}）",
  "cannot be planned: the catalogue, which has the terms, cannot be had":
    "无法计划：周期写在产品目录里，而目录读不到",
  "it has expired: where the panel counts a renewal from today, fewer of them are made than are shown":
    "已经到期：如果面板从今天起算续费，实际续费的次数会少于这里显示的",
  "`months` is the term of the purchase: editing it does nothing, use `renewUntil`":
    "`months` 是购买时的周期：修改它不起作用，请用 `renewUntil`",
} as const;
