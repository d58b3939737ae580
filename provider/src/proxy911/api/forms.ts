import { ArgumentError } from "../../core/errors";
import type { NewAccount } from "./queries";
import { say } from "../language/say";

/* Requests: ours, and the wire's beside them. */

/** What to order (`order/create`). Which parts belong together depends on the package. */
export interface NewOrder {
  /** `pid`: told by customer service. */
  readonly packageId: number;
  /** `pm_id`: the id of a payment method. */
  readonly paymentMethodId: number;
  /** How many packages. */
  readonly amount?: number | undefined;
  /** Static IPs to buy, by country code. */
  readonly regions?: Readonly<Record<string, number>> | undefined;
  /** Ids of the static IPs to renew. */
  readonly renewIds?: readonly string[] | undefined;
  /** The term of a renewal; the document has no unit, so a text such as `1m` is passed on too. */
  readonly renewDuration?: number | string | undefined;
  readonly couponCode?: string | undefined;
  readonly useInvitationDiscount?: boolean | undefined;
  /** Options of a dynamic residential IP package. */
  readonly bandwidthOptionId?: number | undefined;
  readonly concurrencyOptionId?: number | undefined;
  /** The amount of a balance top-up. */
  readonly rechargeAmount?: number | undefined;
}

/** The order as the wire has it. Fields that are `undefined` are not sent. */
export function orderFields(order: NewOrder) {
  const regions = Object.entries(order.regions ?? {}).map(([country, count]) => `${country},${count}`);
  return {
    pid: order.packageId,
    pm_id: order.paymentMethodId,
    amount: order.amount,
    // The document names the field and not its notation: this is the one of a sibling brand with the same API.
    region_list: regions.length === 0 ? undefined : regions.join("|"),
    upids: order.renewIds?.join(","),
    renew_duration: order.renewDuration,
    coupon_sn: order.couponCode,
    use_invitation_registration_discount: order.useInvitationDiscount,
    product_sku_bandwidth_id: order.bandwidthOptionId,
    product_sku_concurrency_id: order.concurrencyOptionId,
    recharge_amount: order.rechargeAmount,
  };
}

const lettersAndDigits = /^[A-Za-z0-9]+$/;

/** A name or a password that cannot be taken for two: a comma in a name to delete would name another account. */
export function plainField(property: string, value: string): string {
  if (lettersAndDigits.test(value)) return value;
  throw new ArgumentError([{ property, reason: say("it must consist of letters and digits") }]);
}

/** Accounts to change, as one text. */
export function namesField(usernames: readonly string[]): string {
  return usernames.map((username) => plainField("username", username)).join(",");
}

/** Accounts to add, as one text. */
export function pairsField(accounts: readonly NewAccount[]): string {
  return accounts
    .map(
      ({ username, password }) => `${plainField("username", username)}:${plainField("password", password)}`,
    )
    .join(",");
}

/** The vendor's number for a word of ours. */
export function codeOf<T extends Readonly<Record<string, number>>>(
  codes: T,
  word: keyof T | undefined,
): number | undefined {
  return word === undefined ? undefined : codes[word];
}
