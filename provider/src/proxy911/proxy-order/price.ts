import { Big } from "big.js";
import { goods, type ProxyOrderArguments } from "./arguments";
import type { ProxyOrderObserved } from "./observed";
import type { OrderCatalog, OrderInput } from "./order-book";
import type { CheckFailure } from "../../core/errors";
import type { Estimate } from "../../core/estimate";
import { exceeds, formatMoney } from "../../core/money";
import { say } from "../language/say";

type Wanted = Partial<ProxyOrderArguments>;

/** A number and the vendor's name of what has it: `1 (PayPal)`. */
export const titled = (id: number, title: string | undefined): string =>
  title === undefined ? String(id) : `${id} (${title})`;

/** What an order is of, as it tells it itself. */
export function productWords({ productId, packageName }: ProxyOrderObserved): string {
  if (productId !== undefined) return say("product {product}", { product: titled(productId, packageName) });
  return packageName === undefined
    ? say("product of an unknown number")
    : say("product of an unknown number ({packageName})", { packageName });
}

/** The last paid order of the same package: all that is known of its price before it is ordered. */
export function lastOrderOf(
  packageId: number | undefined,
  catalog: OrderCatalog,
): ProxyOrderObserved | undefined {
  const productId = packageId === undefined ? undefined : catalog.productOf(packageId);
  if (productId === undefined) return undefined;
  return catalog.orders
    .filter((order) => order.productId === productId && order.orderStatus === "paid")
    .sort((left, right) => Date.parse(left.boughtAt ?? "") - Date.parse(right.boughtAt ?? ""))
    .at(-1);
}

/**
 * Whether one plain piece is ordered: no order of the same package can have cost less. Of which quantity, term and options an order was,
 * it does not tell; and what is not known yet may be anything.
 */
export function isSingle(wanted: Wanted, unknown: ReadonlySet<string>): boolean {
  if (goods.some((key) => unknown.has(key))) return false;
  const { amount = 1, regions = {}, renewIds = [], ...others } = wanted;
  const addresses = Object.values(regions).reduce((sum, count) => sum + count, renewIds.length);
  const pricing = ["renewDuration", "rechargeAmount", "bandwidthOptionId", "concurrencyOptionId"] as const;
  return amount === 1 && addresses <= 1 && pricing.every((key) => others[key] === undefined);
}

/** The day of an order. */
export const dayOf = ({ boughtAt }: ProxyOrderObserved, unknownDay = say("an unknown day")): string =>
  boughtAt?.slice(0, 10) ?? unknownDay;

/**
 * What an order costs, as far as the last one of the same package tells: there is no price list and no quote. State keeps the words, so
 * that they are the same in every language.
 */
export function estimateOrder(wanted: Wanted, catalog: OrderCatalog, currency: string): Estimate | string {
  const last = lastOrderOf(wanted.packageId, catalog);
  const { packageId = "(not known yet)" } = wanted;
  if (last === undefined)
    return `not known: package ${packageId} was not bought before, and 911Proxy publishes no prices`;
  if (!isSingle(wanted, new Set())) {
    const price = formatMoney({ amount: last.totalFee, currency });
    return `not known: the last order of package ${packageId} cost ${price}, for a quantity that 911Proxy does not tell`;
  }
  const name = last.packageName === undefined ? "" : ` (${last.packageName})`;
  const source = `as order ${last.serviceId} of ${dayOf(last, "an unknown day")} cost, whatever its quantity`;
  return { purchasePrice: last.totalFee, words: `package ${packageId}${name}, ${source}` };
}

/** What forbids an order by its price. */
export function priceFaults({ wanted, unknown, catalog, account }: OrderInput): CheckFailure[] {
  const { maxPrice, acceptUnknownPrice, packageId, couponCode, useInvitationDiscount } = wanted;
  if (maxPrice === undefined || catalog === undefined) return [];
  // What is not known yet is known in `up`, where the limit is held before anything is sent.
  if (goods.some((key) => unknown.has(key))) return [];
  if (acceptUnknownPrice === true || unknown.has("acceptUnknownPrice")) return [];
  const last = lastOrderOf(packageId, catalog);
  const way = say(
    "With `acceptUnknownPrice: true` it is held against the order itself: a dearer one is closed while it is unpaid",
  );
  if (last === undefined || !isSingle(wanted, unknown)) {
    const why =
      last === undefined
        ? say("package {packageId} was not bought before, and 911Proxy publishes no prices", {
            packageId: packageId ?? "",
          })
        : say("for which quantity the last order of package {packageId} was, 911Proxy does not tell", {
            packageId: packageId ?? "",
          });
    return [
      { property: "maxPrice", reason: say("cannot be held before the order: {why}. {way}", { why, way }) },
    ];
  }
  const price = { amount: last.totalFee, currency: account.currency };
  // What a reduction takes off shows in the order only.
  const isReduced = couponCode !== undefined || useInvitationDiscount === true;
  if (isReduced || !exceeds(price, maxPrice)) return [];
  const reason = say("the last order of package {packageId} cost {price}, more than {maxPrice}. {way}", {
    packageId: packageId ?? "",
    price: formatMoney(price),
    maxPrice,
    way,
  });
  return [{ property: "maxPrice", reason }];
}

/** Why an order is not wanted after all. */
export function objectionTo(
  { payFee }: ProxyOrderObserved,
  wanted: Wanted,
  currency: string,
): string | undefined {
  const { maxPrice } = wanted;
  if (maxPrice === undefined || new Big(payFee).lte(maxPrice)) return undefined;
  return say("it costs {price}, more than maxPrice {maxPrice}", {
    price: formatMoney({ amount: payFee, currency }),
    maxPrice,
  });
}
