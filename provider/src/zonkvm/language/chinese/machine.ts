export const machine = {
  "the image": "镜像",
  "a reinstall sets a password, and none is recorded of this server: set one":
    "重装会设置密码，而这台服务器没有记录任何密码：请设置一个",
  "REINSTALL {name}: erases the system disk, and the others too for all that the vendor says":
    "重装 {name}：清空系统盘；厂商没有说明其他磁盘是否保留，可能一并清空",
  "{name} needs {minCpuCores} cores, by the list: the panel may refuse it":
    "按目录，{name} 需要 {minCpuCores} 核：面板可能拒绝",
  "{name} needs {minMemoryGb} GB of memory, by the list: the panel may refuse it":
    "按目录，{name} 需要 {minMemoryGb} GB 内存：面板可能拒绝",
  "the zone {name} asks for a verified real name of the account, and an allow-list for what is run on it":
    "区域 {name} 要求账户实名认证，并要求为其上运行的内容办理白名单",
  "the zone {name} asks for a verified real name of the account": "区域 {name} 要求账户实名认证",
  "the zone {name} asks for an allow-list for what is run on it":
    "区域 {name} 要求为其上运行的内容办理白名单",
} as const;
