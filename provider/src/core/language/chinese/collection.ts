export const collection = {
  "must be known in the preview, where deletions are held to it": "在预览时就必须确定，删除的数量要以它为限",
  "does not go together with `{argument}`": "不能与 `{argument}` 同时使用",
  "is required with `{given}`": "使用 `{given}` 时必须填写",
  "is required, or {others}": "必须填写，或者填写 {others}",
  "it would now take what the preview did not show: {steps}": "现在需要预览没有显示的步骤：{steps}",
  "Nothing was sent. Run `pulumi refresh` and review the preview":
    "什么也没有发送。请运行 `pulumi refresh`，再检查预览",
  "it was accepted, but the list does not show it": "面板接受了，但列表里没有它",
  "{members} not done, {count} in state: {reasons}": "{members}没有完成，状态里有 {count} 个：{reasons}",
  "Run `pulumi up` again: it looks first, and goes on with these":
    "请再次运行 `pulumi up`：它会先查看，再继续处理这些",
  "An interrupted run added them": "它们是一次中断的运行添加的",
  "An interrupted run added them; those that are being deleted are gone in about {time}":
    "它们是一次中断的运行添加的；正在删除的大约 {time}后消失",
  "took over {count} that an interrupted run added ({names})":
    "接管了一次中断的运行添加的 {count} 个（{names}）",
  "Those that were deleted in the last minutes go all the same: run `pulumi refresh` in {time}":
    "最近几分钟内删除的仍会消失：请在 {time}后运行 `pulumi refresh`",
  "kept {members}, no longer in state": "保留了 {members}，不再记录在状态里",
  'the {many} are not deleted: `onDelete` is "refuse"': '没有删除这些{many}：`onDelete` 是 "refuse"',
  'Set `onDelete` to "delete" or "keep" and run `pulumi up` before deleting them':
    '请先把 `onDelete` 设为 "delete" 或 "keep" 并运行 `pulumi up`，再删除',
  "{members} not deleted: {reasons}": "{members}没有删除：{reasons}",
  "They stay in state. Run the command again: what is being deleted already counts as done":
    "它们留在状态里。请再次运行该命令：已经在删除的算作完成",
  "deleted {members}": "删除了 {members}",
  "deleted {members} ({meanwhile})": "删除了 {members}（{meanwhile}）",
  "kept {kept}": "保留了 {kept} 个",
  "up to {members} may be deleted ({unknown} not known yet)": "最多可能删除 {members}（{unknown} 尚未确定）",
  "may delete up to {count} ({names})": "最多可能删除 {count} 个（{names}）",
  "adding {members}": "正在添加 {members}",
  "changing {members}": "正在修改 {members}",
  "deleting {members}": "正在删除 {members}",
  "it is still being deleted, which takes about {time}: the name of a deleted {one} must not be reused, choose another one":
    "它还在删除中，大约需要 {time}：已删除的{one}的名称不能再用，请换一个",
  "{members} would be deleted": "将删除 {members}",
  "{words}, more than {maxDeletes}: {list}. Set it to {count} if that is meant":
    "{words}，超过 {maxDeletes} 个：{list}。如果确实要删除，请把它设为 {count}",
  "add {count} ({names})": "添加 {count} 个（{names}）",
  "delete {count} ({names})": "删除 {count} 个（{names}）",
  "{name}: {line}": "{name}：{line}",
  "change {count} ({lines})": "修改 {count} 个（{lines}）",
  "take over {count} that an interrupted run added ({names})":
    "接管一次中断的运行添加的 {count} 个（{names}）",
  "take over {count} that an interrupted run added, unless they are still being deleted ({names})":
    "接管一次中断的运行添加的 {count} 个，除非它们还在删除中（{names}）",
  "not known yet: {unknown}": "尚未确定：{unknown}",
  "{name} is also that of {other}": "{name} 也属于 {other}",
  "a {title} cannot be read by an id ({id})": "{title}不能按编号读取（{id}）",
  "{names}: {meanwhile}": "{names}：{meanwhile}",
  "{names}: {reason}": "{names}：{reason}",
} as const;
