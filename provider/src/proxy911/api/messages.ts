import { AccountRefusedError, type RefusedError } from "../../core/errors";
import { meanings, type Meaning } from "../../core/wire/meanings";
import { allowListWords, notOnAllowList, type Reason as CommonReason } from "../../core/wire/reply";
import { say, type Sentence } from "../language/say";

/** What is known about a refusal. */
export interface Reason extends CommonReason {
  /** Whether it would meet every other item of the same request too. */
  readonly concernsAll?: boolean;
}

const means = meanings<Sentence>(say);

/** A reason that every other item of the same request would meet too. */
const ofAll = (meaning: Meaning) => (): Reason => ({ ...meaning(), concernsAll: true });

const wrongKey = means("the app_key is not valid", {
  refusal: "credentials",
  advice: "Check `proxy911:appKey`: it stands on the home page of the personal center",
});
const unverified = means("the customer's real name is not verified", {
  refusal: "blocked",
  advice: "Verify your real name in the personal center of 911Proxy",
});
const unverifiedPhone = means("the customer's phone number is not verified", {
  refusal: "blocked",
  advice: "Verify your phone number in the personal center of 911Proxy",
});

/** Codes that say more than "no". The last two are a sibling brand's. */
const codes: ReadonlyMap<number, Meaning> = new Map([
  [3, wrongKey],
  [156, unverified],
  [286, unverifiedPhone],
  [287, unverifiedPhone],
]);

const account = "(?:账号|帐号|账户|帐户|用户名?|子账号)";

const beingDeleted = /正在删除|删除中|being deleted/i;

/** From the particular to the general: the first that matches counts. */
const reasons: readonly (readonly [RegExp, () => Reason])[] = [
  [allowListWords, () => notOnAllowList],
  [/app_?key|密钥|令牌|鉴权|请重新登录|session has expired/i, wrongKey],
  [/实名|real.?name/i, unverified],
  [/(?:套餐|流量).{0,4}(?:余额|剩余)?不足/, ofAll(means("no package has anything left"))],
  [
    /余额不足|余额不够|insufficient (?:balance|funds)/i,
    means("the balance is too low", { refusal: "balance" }),
  ],
  [
    // A sub-account is no customer: that one is disabled stops nothing else.
    new RegExp(`(?<!子)${account}.{0,4}(?:禁用|冻结|封禁|异常)`),
    means("the customer is blocked", { refusal: "blocked" }),
  ],
  [
    /(?:数量|个数).{0,6}(?:上限|超)|配额|quota/i,
    ofAll(means("no more accounts of this package type are allowed")),
  ],
  [new RegExp(`${account}.{0,6}(?:已存在|重复|被占用)|already exists`, "i"), means("the name is taken")],
  [beingDeleted, means("the account is being deleted, which takes about five minutes")],
  [new RegExp(`${account}.{0,4}不存在`), means("there is no account of that name")],
  [/订单.{0,4}不存在/, means("there is no such order")],
  [/订单.{0,6}(?:不允许|不能|无法)(?:取消|关闭)/, means("the order cannot be cancelled any more")],
  [/库存不足|out of stock/i, means("out of stock")],
  [/(?:套餐|商品|产品).{0,4}(?:不存在|下架)/, means("there is no such package, or it is not for sale")],
  [/支付方式/, means("the payment method cannot be used")],
  [/支付金额|限额/, means("the amount is outside the limits of the payment method")],
  [/优惠券|coupon/i, means("the coupon is not valid")],
  [/邀请/, means("the discount for registration by invitation does not apply")],
  [/(?:国家|地区).{0,4}不存在/, means("there is no such country or region")],
  [/未开放|暂未开通/, means("the vendor has not opened this operation yet")],
  [/频繁|too many requests/i, ofAll(means("too many requests"))],
  [/参数(?:错误|不全|缺失)|不能为空|缺少参数/, means("a parameter is missing or wrong")],
  [/系统(?:繁忙|错误|异常)/, ofAll(means("the vendor has a fault or is busy"))],
  [/不存在/, means("it does not exist")],
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
