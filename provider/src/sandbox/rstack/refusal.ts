/** The controller says no, in both of its languages. The vendor lists no messages: these are the sandbox's own. */
export class RstackRefusal extends Error {
  constructor(
    readonly english: string,
    readonly chinese: string,
  ) {
    super(english);
  }
}

export const noSuch = {
  vm: new RstackRefusal("the virtual machine does not exist", "云主机不存在"),
  user: new RstackRefusal("the user does not exist", "用户不存在"),
  image: new RstackRefusal("the image does not exist on this node", "镜像不存在"),
  node: new RstackRefusal("the node does not exist", "节点不存在"),
  area: new RstackRefusal("the area does not exist", "区域不存在"),
  snapshot: new RstackRefusal("the snapshot does not exist", "快照不存在"),
  rule: new RstackRefusal("the rule does not exist", "规则不存在"),
} as const;

export const busy = new RstackRefusal("the virtual machine is busy", "云主机任务正在执行中");
export const notEnoughAddresses = new RstackRefusal("not enough free IP addresses", "可用ip不足");
export const notEnoughCapacity = new RstackRefusal("not enough resources on the node", "节点资源不足");
export const quotaUsedUp = (what: string, chinese: string): RstackRefusal =>
  new RstackRefusal(`the ${what} quota is exceeded`, `${chinese}数量已达上限`);
