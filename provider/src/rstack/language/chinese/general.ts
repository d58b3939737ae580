export const general = {
  // What machines are made of.
  area: "区域",
  node: "节点",
  image: "镜像",
  "CD image": "光盘镜像",
  "{address} is in no pool of the controller": "{address} 不在控制器的任何地址池里",
  "{address} is in use by VM {vmId}": "{address} 正被虚拟机 {vmId} 使用",
  "{address} belongs to another node ({node} {nodeId})": "{address} 属于另一个节点（{node} {nodeId}）",

  // Kinds.
  "virtual machine": "虚拟机",
  user: "用户",
  snapshot: "快照",
  "NAT website": "NAT 网站",
  "port mapping": "端口映射",

  // What belongs to a machine.
  "account {key} has no VM {vm}": "账户 {key} 没有虚拟机 {vm}",
  "account {key} has no VM {vm}; name it by its `serviceId`":
    "账户 {key} 没有虚拟机 {vm}；请用它的 `serviceId` 来指定",
  "VM {vm} has no shared address": "虚拟机 {vm} 没有共享地址",
  'is not a domain such as "www.example.com"': '不是 "www.example.com" 这样的域名',
  "a domain stands for one machine": "一个域名只能对应一台虚拟机",
  "NAT website {domain} on port {port} of VM {vm}": "NAT 网站 {domain}（虚拟机 {vm} 的端口 {port}）",
  "the machine may have no second port mapping (its quota)": "虚拟机的配额可能容不下第二个端口映射",
  "port mapping to port {port} of VM {vm}": "端口映射（虚拟机 {vm} 的端口 {port}）",
  "snapshot of VM {vm}": "虚拟机 {vm} 的快照",
  "snapshot {name} of VM {vm}": "虚拟机 {vm} 的快照 {name}",
  "REVERT VM {vm} to snapshot {name}: what was written since is lost":
    "【恢复】虚拟机 {vm} 到快照 {name}：此后写入的内容会丢失",
  "needs `allowRevert: true`, the consent to lose it": "需要 `allowRevert: true`，即同意丢失这些内容",
  "VM {vm} has no snapshot {name}": "虚拟机 {vm} 没有快照 {name}",

  // Users.
  "must have at least 6 characters": "至少 6 个字符",
  "must have at least 7 characters to be changed to": "修改后的密码至少 7 个字符",
  "is not an e-mail address": "不是电子邮件地址",
  "is not a date such as 2027-06-30": "不是 2027-06-30 这样的日期",
  "user {username} ({userId})": "用户 {username}（{userId}）",
  "change {changed} of user {user}": "修改用户 {user} 的 {changed}",
  "{count} node": "{count} 个节点",
  "{count} nodes": "{count} 个节点",
  "{count} image": "{count} 个镜像",
  "{count} images": "{count} 个镜像",
} as const;
