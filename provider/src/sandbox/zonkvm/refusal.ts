/** The panel says no. The document lists seven messages and calls them the common ones; the rest are the sandbox's own. */
export class ZonkvmRefusal extends Error {}

/** The messages of the document. */
export const refused = {
  missing: new ZonkvmRefusal("缺少必要参数"),
  forbidden: new ZonkvmRefusal("权限不足"),
  unknownAction: new ZonkvmRefusal("请求错误"),
  line: new ZonkvmRefusal("该线路节点不存在或已下架"),
  balance: new ZonkvmRefusal("余额不足"),
  notFound: new ZonkvmRefusal("未找到产品记录"),
  tooLateForRefund: new ZonkvmRefusal("产品超出可退款时间"),
} as const;

/** A parameter that is there but wrong: the document's words and, for whoever looks for the fault, its name. */
export const malformed = (name: string): ZonkvmRefusal => new ZonkvmRefusal(`缺少必要参数（${name}）`);

export const busy = new ZonkvmRefusal("业务正在操作中，请稍后再试");
export const opening = new ZonkvmRefusal("业务正在开通中");
export const expired = new ZonkvmRefusal("业务已过期，请先续费");
export const locked = new ZonkvmRefusal("业务已锁定");
export const noProduct = new ZonkvmRefusal("产品不存在或已下架");
export const noSystem = new ZonkvmRefusal("操作系统不存在或不支持该业务");
export const notForSale = new ZonkvmRefusal("该线路暂不支持购买");
export const noRenewal = new ZonkvmRefusal("该线路暂不支持续费");
export const noUpgrade = new ZonkvmRefusal("该产品暂不支持升级");
export const wrongTerm = new ZonkvmRefusal("不支持该购买时长");
export const noDecrease = new ZonkvmRefusal("新配置不能低于原配置");
