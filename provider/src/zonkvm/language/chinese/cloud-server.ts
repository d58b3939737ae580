export const cloudServer = {
  "{cpu} CPU, {memoryGb} GB on the line {lineId}": "线路 {lineId} 上的 {cpu} 核、{memoryGb} GB 内存",
  "The panel takes a server back for some days after its purchase only, of which it does not say how many. Its staff may do it by hand":
    "面板只在购买后的若干天内接受服务器退款，没有说明是几天；它的客服也许可以手工办理",
  "taking a snapshot": "正在创建快照",
  "restoring a snapshot": "正在恢复快照",
  "buy {sizes} for": "购买 {sizes}",
  "buy a cloud server for {months}: cost not known yet": "购买云服务器 {months}：价格尚未确定",
  "is required: the line {name} sells packages only: {sold}": "必填：线路 {name} 只按套餐出售：{sold}",
  "{name} has a system disk of {systemDiskGb} GB, and the first of `diskSizesGb` is {first}: the panel may refuse it":
    "{name} 的系统盘是 {systemDiskGb} GB，而 `diskSizesGb` 的第一项是 {first}：面板可能拒绝",
  "set the password of the VNC console": "设置 VNC 控制台的密码",
  "{amount} CPU": "{amount} 核 CPU",
  "{amount} GB memory": "{amount} GB 内存",
  "{sizes} GB disk": "{sizes} GB 磁盘",
  "a disk of {gone} GB cannot be taken away in place, with what is on it: the server has {has} GB":
    "不能原地去掉一块 {gone} GB 的磁盘及其上的数据：服务器现有 {has} GB",
  "{count} disks of {gone} GB cannot be taken away in place, with what is on it: the server has {has} GB":
    "不能原地去掉 {count} 块磁盘（{gone} GB）及其上的数据：服务器现有 {has} GB",
  "disk {number} has {is} GB and cannot shrink to {wish}: it would lose what is on it":
    "磁盘 {number} 是 {is} GB，不能缩小到 {wish}：盘上的数据会丢失",
  "disk {number}: {is} → {size} GB": "磁盘 {number}：{is} → {size} GB",
  "a disk more of {size} GB": "增加一块 {size} GB 的磁盘",
  "the line sells disks of {minDiskGb} to {maxDiskGb} GB in steps of {diskStepGb} GB, not of {odd}: the panel may refuse it":
    "该线路出售 {minDiskGb} 到 {maxDiskGb} GB 的磁盘，步长 {diskStepGb} GB，没有 {odd}：面板可能拒绝",
  "the line gives {minDiskCount} to {maxDiskCount} disks, not {asked}: the panel may refuse it":
    "该线路提供 {minDiskCount} 到 {maxDiskCount} 块磁盘，不是 {asked} 块：面板可能拒绝",
  "upgrade to the package {name}: {sizes}": "升级到套餐 {name}：{sizes}",
  "is required, or a `package` that says it": "必填；或者写明包含它的 `package`",
  "is said by the `package`: leave it out": "由 `package` 决定：请去掉它",
} as const;
