import { AccountRefusedError, type RefusedError } from "../../core/errors";
import { allowListWords, notOnAllowList, type Reason as CommonReason } from "../../core/wire/reply";
import { say } from "../language/say";

/** What is known about a refusal. */
export interface Reason extends CommonReason {
  /** Whether it would meet every other item of the same request too. */
  readonly concernsAll?: boolean;
}

/** Its words are said when it is used: then the language is known. */
type Said = () => Reason;

const wrongKey: Said = () => ({
  english: say("the app_key is not valid"),
  refusal: "credentials",
  advice: say("Check `proxy911:appKey`: it stands on the home page of the personal center"),
});
const unverified: Said = () => ({
  english: say("the customer's real name is not verified"),
  refusal: "blocked",
  advice: say("Verify your real name in the personal center of 911Proxy"),
});
const unverifiedPhone: Said = () => ({
  english: say("the customer's phone number is not verified"),
  refusal: "blocked",
  advice: say("Verify your phone number in the personal center of 911Proxy"),
});

/** Codes that say more than "no". The last two are a sibling brand's. */
const codes: ReadonlyMap<number, Said> = new Map([
  [3, wrongKey],
  [156, unverified],
  [286, unverifiedPhone],
  [287, unverifiedPhone],
]);

const account = "(?:账号|帐号|账户|帐户|用户名?|子账号)";

const beingDeleted = /正在删除|删除中|being deleted/i;

/** From the particular to the general: the first that matches counts. */
const reasons: readonly (readonly [RegExp, Said])[] = [
  [allowListWords, () => notOnAllowList],
  [/app_?key|密钥|令牌|鉴权|请重新登录|session has expired/i, wrongKey],
  [/实名|real.?name/i, unverified],
  [
    /(?:套餐|流量).{0,4}(?:余额|剩余)?不足/,
    () => ({ english: say("no package has anything left"), concernsAll: true }),
  ],
  [
    /余额不足|余额不够|insufficient (?:balance|funds)/i,
    () => ({ english: say("the balance is too low"), refusal: "balance" }),
  ],
  [
    // A sub-account is no customer: that one is disabled stops nothing else.
    new RegExp(`(?<!子)${account}.{0,4}(?:禁用|冻结|封禁|异常)`),
    () => ({ english: say("the customer is blocked"), refusal: "blocked" }),
  ],
  [
    /(?:数量|个数).{0,6}(?:上限|超)|配额|quota/i,
    () => ({ english: say("no more accounts of this package type are allowed"), concernsAll: true }),
  ],
  [
    new RegExp(`${account}.{0,6}(?:已存在|重复|被占用)|already exists`, "i"),
    () => ({ english: say("the name is taken") }),
  ],
  [beingDeleted, () => ({ english: say("the account is being deleted, which takes about five minutes") })],
  [new RegExp(`${account}.{0,4}不存在`), () => ({ english: say("there is no account of that name") })],
  [/订单.{0,4}不存在/, () => ({ english: say("there is no such order") })],
  [
    /订单.{0,6}(?:不允许|不能|无法)(?:取消|关闭)/,
    () => ({ english: say("the order cannot be cancelled any more") }),
  ],
  [/库存不足|out of stock/i, () => ({ english: say("out of stock") })],
  [
    /(?:套餐|商品|产品).{0,4}(?:不存在|下架)/,
    () => ({ english: say("there is no such package, or it is not for sale") }),
  ],
  [/支付方式/, () => ({ english: say("the payment method cannot be used") })],
  [/支付金额|限额/, () => ({ english: say("the amount is outside the limits of the payment method") })],
  [/优惠券|coupon/i, () => ({ english: say("the coupon is not valid") })],
  [/邀请/, () => ({ english: say("the discount for registration by invitation does not apply") })],
  [/(?:国家|地区).{0,4}不存在/, () => ({ english: say("there is no such country or region") })],
  [/未开放|暂未开通/, () => ({ english: say("the vendor has not opened this operation yet") })],
  [/频繁|too many requests/i, () => ({ english: say("too many requests"), concernsAll: true })],
  [/参数(?:错误|不全|缺失)|不能为空|缺少参数/, () => ({ english: say("a parameter is missing or wrong") })],
  [
    /系统(?:繁忙|错误|异常)/,
    () => ({ english: say("the vendor has a fault or is busy"), concernsAll: true }),
  ],
  [/不存在/, () => ({ english: say("it does not exist") })],
];

/** The reason behind a refusal, where its code or its words are known. */
export function reasonOf(code: number | undefined, message: string): Reason | undefined {
  const byCode = code === undefined ? undefined : codes.get(code);
  const said = byCode ?? reasons.find(([words]) => words.test(message))?.[1];
  return said?.();
}

/** Whether a refusal would meet every other item of the same request too: then fewer of them are no way out. */
export function concernsAll(refusal: RefusedError): boolean {
  if (refusal instanceof AccountRefusedError) return true;
  return reasonOf(0, refusal.facts.vendorMessage ?? "")?.concernsAll === true;
}

/** Whether a refusal says that the account is on its way out already. */
export function saysBeingDeleted(refusal: RefusedError): boolean {
  return beingDeleted.test(refusal.facts.vendorMessage ?? "");
}
