export const hyperVm = {
  // Arguments.
  'is not a number, or "byUserGroup"': '不是数字，也不是 "byUserGroup"',
  "is not {count} or {addresses}": "不是 {count}，也不是 {addresses}",
  "is not a number, or {sizes}": "不是数字，也不是 {sizes}",
  "is not an IPv4 address": "不是 IPv4 地址",
  "is not an IPv6 address": "不是 IPv6 地址",
  "must be 0, 1 or 10000–65535": "必须是 0、1 或 10000–65535",
  "must not be more than `memoryMb`": "不能大于 `memoryMb`",
  "exactly one of `area` and `node` is required": "`area` 和 `node` 必须写且只能写其中一个",
  "is not letters and digits, at least 2": "不是至少 2 个的字母和数字",
  "must have at least {shortestPassword} characters": "至少 {shortestPassword} 个字符",

  // The creation.
  "create VM {name} (not priced by this panel)": "创建虚拟机 {name}（该面板没有价格）",
  "create VM {name} with 1 core, {memoryMb} MB (not priced by this panel)":
    "创建虚拟机 {name}，1 核，{memoryMb} MB（该面板没有价格）",
  "create VM {name} with {cpu} cores, {memoryMb} MB (not priced by this panel)":
    "创建虚拟机 {name}，{cpu} 核，{memoryMb} MB（该面板没有价格）",
  "(name not known yet)": "（名称尚未知晓）",
  "the password has less than {shortestPassword} characters: the controller may refuse it":
    "密码少于 {shortestPassword} 个字符：控制器可能会拒绝",
  "the controller has no user {user} now, and refuses the VM unless there is one by then":
    "控制器现在没有用户 {user}，到时候如果还没有，就会拒绝创建虚拟机",
  "the controller may refuse the VM: no node of the area is listed as out of maintenance":
    "控制器可能会拒绝创建虚拟机：该区域列出的节点全都在维护",
  "the controller may refuse the VM: {shortages}": "控制器可能会拒绝创建虚拟机：{shortages}",
  "{node} is in maintenance": "{node} 正在维护",
  "{node} offers {maxCpu} cores at most": "{node} 最多提供 {maxCpu} 核",
  "{node} has {freeMemoryMb} MB free": "{node} 剩余内存 {freeMemoryMb} MB",
  "{node} has {freeDiskGb} GB free": "{node} 剩余磁盘空间 {freeDiskGb} GB",
  "{node} has {free} of {count} {label} addresses free":
    "{node} 空闲的 {label} 地址有 {free} 个，需要 {count} 个",
  "the node {node}": "节点 {node}",
  "its name is {live}, not {asked}": "它的名称是 {live}，不是 {asked}",

  // Where it stands.
  installing: "正在安装",
  reinstalling: "正在重装",
  "making a snapshot": "正在制作快照",
  "going back to a snapshot": "正在恢复到快照",
  "binding its addresses": "正在绑定地址",
  "setting its password": "正在设置密码",
  "setting its remote port": "正在设置远程端口",
  "a task": "正在执行任务",
  waiting: "等待中",
  "copying the image": "复制镜像",
  "starting and checking the network": "启动并检查网络",
  "{task}: {step}": "{task}：{step}",
  "{doing}, {share}%": "{doing}，{share}%",
  "no reason given": "没有给出原因",
  "the installation failed ({failure}): install again with `reinstallTriggers` and `allowReinstall`, or ask for another VM with `purchaseTriggers`":
    "安装失败（{failure}）：请用 `reinstallTriggers` 和 `allowReinstall` 重装，或者用 `purchaseTriggers` 另要一台虚拟机",

  // Addresses.
  "add 1 {label} address ({from} → {to})": "添加 1 个 {label} 地址（{from} → {to}）",
  "add {add} {label} addresses ({from} → {to})": "添加 {add} 个 {label} 地址（{from} → {to}）",
  "the node has {free} of {add} more {label} addresses free":
    "还需要 {add} 个 {label} 地址，节点空闲的只有 {free} 个",
  "set the {label} addresses to {addresses}": "把 {label} 地址设为 {addresses}",
  "set the {label} addresses to {addresses}, giving up {lost}":
    "把 {label} 地址设为 {addresses}，放弃 {lost}",
  "whatever else it has": "其余的地址",
  "bind the {label} addresses in the machine": "在虚拟机里绑定 {label} 地址",
  "bind the addresses in the machine again": "在虚拟机里重新绑定地址",
  'the controller accepted the change and left {left} assigned: an empty list of further addresses seems to mean "unchanged" to it':
    "控制器接受了改动，{left} 却仍然分配着：看来它把空的附加地址列表当作“不变”",
  "Take them away in its back office and run `pulumi refresh`, or ask for as many as there are":
    "请在控制器后台移除它们，再运行 `pulumi refresh`；或者按现有的数量来要求",
  "cannot be 0 again: the controller takes the last address away only with the VM":
    "不能再改成 0：最后一个地址只有随虚拟机一起删除时，控制器才会收回",
  "cannot go down to one again: the controller takes the last further IPv6 address away only with the VM":
    "不能再减到一个：最后一个附加的 IPv6 地址只有随虚拟机一起删除时，控制器才会收回",
  "cannot be changed: the controller does not tell which {label} addresses the VM has":
    "不能修改：控制器没有给出虚拟机有哪些 {label} 地址",
  "{address} is named twice": "{address} 写了两次",
  "the addresses are named": "指定了地址",
  "the addresses may be named": "可能指定了地址",

  // Hardware.
  CPU: "CPU 核数",
  "CPU limit": "CPU 使用上限",
  "CPU weight": "CPU 权重",
  memory: "内存",
  "minimum of memory": "最小内存",
  "memory buffer": "内存缓冲",
  "memory weight": "内存权重",
  "data disk": "数据盘",
  "system disk limit": "系统盘 IOPS 上限",
  "data disk limit": "数据盘 IOPS 上限",
  network: "带宽",
  "change {changes}": "修改：{changes}",
  "change {changes} (may restart the machine)": "修改：{changes}（可能会重启虚拟机）",
  "cannot shrink: the data disk has {is} GB, and the controller only lets it grow":
    "不能缩小：数据盘有 {is} GB，控制器只允许变大",

  // The record, status and traffic.
  "traffic {from} → {to} GB a month": "每月流量 {from} → {to} GB",
  "give it from user {owner} to {user}": "从用户 {owner} 转给 {user}",
  "set the remark": "设置备注",
  "lock the VM": "锁定虚拟机",
  "unlock the VM": "解锁虚拟机",
  "suspend the VM": "暂停虚拟机",
  "resume the VM": "恢复暂停的虚拟机",
  "bring the VM back, which was stopped for its traffic": "恢复因超流量停机的虚拟机",
  " (used {trafficUsedGb} of {trafficGb} GB)": "（已用 {trafficUsedGb} GB，共 {trafficGb} GB）",
  "raise `trafficGb` above what is used (0: no limit)": "把 `trafficGb` 调到高于已用的流量（0 为不限）",
  "raise `trafficGb` above what is used (0: no limit), or wait until {trafficResetsAt}":
    "把 `trafficGb` 调到高于已用的流量（0 为不限），或者等到 {trafficResetsAt}",
  "over its traffic{numbers}; the controller has not stopped it yet, but may: {wayOut}":
    "流量已超{numbers}；控制器还没有让它停机，但可能会：{wayOut}",
  "stopped for its traffic{numbers}; the controller may stop it again: {wayOut}":
    "已因超流量停机{numbers}；控制器可能会再次让它停机：{wayOut}",
  'stopped for its traffic{numbers}: {wayOut}, or ask for `powerState: "running"`':
    '已因超流量停机{numbers}：{wayOut}，或者要求 `powerState: "running"`',

  // Power, image and settings.
  "start the machine": "开机",
  "stop the machine": "关机",
  "cut the power of the machine": "强制断电关机",
  "restart the machine": "重启",
  "restart the machine by cutting its power": "强制断电重启",
  "the image": "该镜像",
  "REINSTALL {name}: erases {erased}": "【重装】{name}：清空{erased}",
  "REINSTALL {name}, system disk of {windows} GB (Windows) or {linux} GB (Linux): erases {erased}":
    "【重装】{name}，系统盘 {windows} GB（Windows）或 {linux} GB（Linux）：清空{erased}",
  "ALL disks": "【全部】磁盘",
  "the system disk": "系统盘",
  "set the remote port to {port}": "把远程端口设为 {port}",
  "set the remote port to the system's own": "把远程端口设为系统自己的端口",
  "set the remote port to a random one": "把远程端口设为随机端口",
  "{change}: the machine is off, and the controller may refuse it":
    "{change}：虚拟机已关机，控制器可能会拒绝",
  "eject the CD": "弹出光盘",
  "put the CD {cd} into the drive": "把光盘 {cd} 放入光驱",
  "DELETE VM {serviceId} with its disks": "【删除】虚拟机 {serviceId} 及其磁盘",
  "One that is locked, busy or has snapshots may go with `forceDelete: true`: set it and run `pulumi up` before deleting it":
    "已锁定、忙碌或有快照的虚拟机可能需要 `forceDelete: true`：请先设置它并运行 `pulumi up`，然后再删除",
} as const;
