import { meanings, type Meaning } from "../../core/wire/meanings";
import { allowListWords, notOnAllowList, type Reason } from "../../core/wire/reply";
import { say, type Sentence } from "../language/say";

/* The panel sends one failure code for everything: what a refusal means, its words tell. */

const closed = "(?:禁止|不允许|不支持|未开放|暂停|停止|已?关闭)";
const account = "(?:账户|帐户|账号|帐号|会员|用户|代理商?)";

const means = meanings<Sentence>(say);

const checkKey: Sentence =
  "Check `zkeys:userId` and `zkeys:apiKey`; the key stands in the panel under 代理分销 > API设置";

/** From the particular to the general: the first that matches counts. */
const reasons: readonly (readonly [RegExp, Meaning])[] = [
  [
    /时间戳|(?:请求|签名)(?:时间)?已?(?:过期|失效)|\b(?:timestamp|time)\b.*\b(?:expired|invalid|error)\b/i,
    means("the time of the request is not accepted", {
      advice: "Check this machine's clock: requests are signed with its time",
    }),
  ],
  [
    /签名|sign(?:ature)? ?(?:is )?(?:error|invalid|wrong|fail)|invalid sign/i,
    means("the signature is wrong", { refusal: "credentials", advice: checkKey }),
  ],
  [
    /(?:api)?(?:秘钥|密钥)|令牌|鉴权|invalid (?:api ?)?key/i,
    means("the API key is wrong", { refusal: "credentials", advice: checkKey }),
  ],
  [allowListWords, () => notOnAllowList],
  [
    new RegExp(`${account}(?:id)?(?:不存在|错误|无效)`, "i"),
    means("the account does not exist", { refusal: "credentials", advice: "Check `zkeys:userId`" }),
  ],
  [
    /余额不足|余额不够|欠费|insufficient (?:balance|funds)/i,
    means("the balance is too low", { refusal: "balance" }),
  ],
  [
    new RegExp(`${account}(?:状态)?(?:已经?|已被|被)?(?:禁用|冻结|停用|锁定|封禁|异常)`),
    means("the account is blocked", { refusal: "blocked" }),
  ],
  [/库存不足|无库存|没有库存|售罄|out of stock/i, means("out of stock")],
  [new RegExp(`${closed}(?:购买|销售)|下架`), means("not for sale at the moment")],
  [new RegExp(`${closed}此?续费`), means("renewal is not offered")],
  [new RegExp(`${closed}(?:防御)?升级`), means("upgrades are not offered")],
  [new RegExp(`${closed}(?:预约)?降配`), means("downgrades are not offered")],
  [new RegExp(`(?:${closed}|无法|不能|不可)退款|退款失败`), means("the refund is refused")],
  [/实名|身份认证/, means("the end customer's identity is required")],
  [/(?:带宽|ip).{0,8}(?:比例|配比)/i, means("too little bandwidth for so many addresses")],
  [/步长/, means("not a multiple of the step")],
  [/(?:超出|超过|大于).{0,10}(?:最大|上限|限制)|最大值/, means("more than the maximum")],
  [/时长/, means("the term is not offered")],
  [/不能同时为空|不能为空|缺少参数|参数(?:错误|不全|缺失)/, means("a parameter is missing or wrong")],
  [
    /(?:正在|处于)?(?:push|开通|重启|重装|升级|开机|关机|密码重设|操作|处理|执行)中/i,
    means("the service is busy"),
  ],
  [/先关机|关机状态/, means("the machine must be off")],
  [/未开机|已关机|未运行/, means("the machine is off")],
  [/密码.{0,8}(?:错误|不符|不合|不能|格式|长度|强度|必须|至少|简单)/, means("the password is not accepted")],
  [/锁定/, means("the service is locked")],
  [/已(?:过期|到期)/, means("the service has expired")],
  [/不存在|未找到|找不到|not (?:exist|found)/i, means("it does not exist")],
  [/重复/, means("it has been asked for already")],
  [/频繁|too many requests/i, means("too many requests")],
  [/系统(?:繁忙|错误|异常)/, means("the panel has a fault or is busy")],
];

/** The reason behind a message, where its words are known. */
export function reasonOf(message: string): Reason | undefined {
  return reasons.find(([words]) => words.test(message))?.[1]();
}

/**
 * Whether a failure leaves open what happened: panels pass orders on to the panel above them, and tell in the same way
 * that it said no and that it did not answer in time.
 */
export function leavesOutcomeOpen(message: string): boolean {
  return /超时|\btime(?:d )?-?out\b/i.test(message);
}

/**
 * Whether a message plainly says that the *service* asked for is not there. A line, a user or an interface that does not
 * exist says nothing about the service.
 */
export function saysServiceIsGone(message: string): boolean {
  return (
    /(?:业务|服务器|裸金属|实例|主机|机器).{0,4}(?:不存在|未找到|已删除)|(?:未找到|找不到).{0,4}(?:业务|服务器|裸金属|实例)/.test(
      message,
    ) ||
    /\b(?:service|server|baremetal|instance)\b.*\b(?:does not exist|doesn't exist|not found)\b/i.test(message)
  );
}
