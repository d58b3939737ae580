import { meanings, type Meaning } from "../../core/wire/meanings";
import { allowListWords, notOnAllowList, type Reason } from "../../core/wire/reply";
import { say, type Sentence } from "../language/say";

/* The panel sends one failure code for everything: what a refusal means, its words tell. */

const checkCredentials: Sentence =
  "Check `zonkvm:appId` and `zonkvm:appKey`, and that the account has API permission (API 权限) in the panel";

const account = "(?:账户|帐户|账号|帐号|会员|用户|代理商?)";
const closed = "(?:禁止|不允许|不支持|未开放|暂停|停止|已?关闭)";

const orderIsGone = /未找到(?:该|此)?产品记录/;
const tooLateForRefund = "超出可退款时间";

const means = meanings<Sentence>(say);

/** From the particular to the general: the first that matches counts. The first seven are those that the vendor documents. */
const reasons: readonly (readonly [RegExp, Meaning])[] = [
  [orderIsGone, means("there is no such order, or it belongs to another user")],
  [new RegExp(tooLateForRefund), means("the time in which it can be refunded is over")],
  [/线路.{0,4}不存在或已下架/, means("the line does not exist or is no longer sold")],
  [
    /余额不足|余额不够|insufficient (?:balance|funds)/i,
    means("the balance is too low", { refusal: "balance" }),
  ],
  [/缺少必要参数/, means("a required parameter is missing")],
  [
    /权限不足|(?:接口|api).{0,4}权限/i,
    means("the app id or the app key is wrong, or the account has no API permission", {
      refusal: "credentials",
      advice: checkCredentials,
    }),
  ],
  [/请求错误/, means("the panel does not know this operation")],
  [allowListWords, () => notOnAllowList],
  [
    /(?:app_?id|a(?:pp|pi)_?key|秘钥|密钥|令牌|签名).{0,6}(?:错误|有误|无效|不正确|不存在|失效|过期|invalid|wrong)|鉴权失败/i,
    means("the app id or the app key is wrong", { refusal: "credentials", advice: checkCredentials }),
  ],
  [
    new RegExp(`${account}(?:id)?(?:不存在|错误|无效)`, "i"),
    means("the account does not exist", { refusal: "credentials", advice: checkCredentials }),
  ],
  [
    new RegExp(`${account}(?:状态)?(?:已经?|已被|被)?(?:禁用|冻结|停用|锁定|封禁|异常)`),
    means("the account is blocked", { refusal: "blocked" }),
  ],
  // Zones ask for it one by one, so it says nothing about purchases elsewhere.
  [
    /实名/,
    means("a verified real name is asked for", {
      advice: "Verify the account's real name in the panel, or choose a zone that does not ask for it",
    }),
  ],
  [
    /(?:申请|退款|退订).{0,8}(?:审核|处理)中|已(?:经)?(?:提交|申请).{0,4}(?:退款|退订)/,
    means("this was asked for already, and is not decided yet", { isAsked: true }),
  ],
  [/不允许api接口退款/i, means("this product cannot be refunded through the API")],
  [new RegExp(`(?:${closed}|不能|无法|不可)(?:申请)?退款`), means("it cannot be refunded")],
  [/库存不足|无库存|没有库存|售罄|out of stock/i, means("out of stock")],
  [new RegExp(`${closed}(?:购买|销售)|下架`), means("not for sale at the moment")],
  [new RegExp(`${closed}此?续费`), means("renewal is not offered")],
  [new RegExp(`${closed}升级`), means("upgrades are not offered")],
  [/(?:不能|不得|不可|不允许).{0,4}(?:低于|小于)/, means("a value must not be lower than it is")],
  [/先关机|关机状态/, means("the machine must be off")],
  [/未开机|已关机|未运行/, means("the machine is off")],
  [/密码.{0,8}(?:错误|不符|不合|不能|格式|长度|强度|必须|至少|简单)/, means("the password is not accepted")],
  [/锁定/, means("the service is locked")],
  [/已(?:过期|到期)/, means("the service has expired")],
  [/重复|已存在/, means("it exists already, or has been asked for already")],
  [/不存在|未找到|找不到|not (?:exist|found)/i, means("it does not exist")],
  [/频繁|too many requests/i, means("too many requests")],
  [/参数(?:错误|不全|缺失|有误)|不能为空|缺少参数/, means("a parameter is missing or wrong")],
  [/系统(?:繁忙|错误|异常)/, means("the panel has a fault or is busy")],
];

/** The reason behind a message, where its words are known. */
export function reasonOf(message: string): Reason | undefined {
  return reasons.find(([words]) => words.test(message))?.[1]();
}

/** Whether a message plainly says that the *order* asked for is not there. It says the same of another user's order. */
export function saysOrderIsGone(message: string): boolean {
  return orderIsGone.test(message);
}

/** Whether a refund is refused because its time is over: then the order runs until it expires. */
export function saysTooLateForRefund(message: string): boolean {
  return message.includes(tooLateForRefund);
}
