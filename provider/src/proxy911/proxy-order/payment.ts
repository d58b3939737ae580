import { Big } from "big.js";
import type { OrderCatalog, OrderInput } from "./order-book";
import { isSingle, lastOrderOf, titled } from "./price";
import type { CheckFailure } from "../../core/errors";
import { listed } from "../../core/language/lists";
import { formatMoney } from "../../core/money";
import { say } from "../language/say";

/** What forbids an order, and what may. */
export interface Judgement {
  readonly faults: CheckFailure[];
  readonly warnings: string[];
}

type PaymentMethod = OrderCatalog["paymentMethods"][number];

/** Whether a payment method takes an amount, in words where it does not. */
function limitOf({ id, title, minAmount, maxAmount }: PaymentMethod, amount: string): string | undefined {
  const method = titled(id, title);
  if (minAmount !== undefined && new Big(amount).lt(minAmount))
    return say("payment method {method} takes no less than {minAmount}", { method, minAmount });
  // A limit of nothing is none.
  const isAbove = maxAmount !== undefined && new Big(maxAmount).gt(0) && new Big(amount).gt(maxAmount);
  return isAbove
    ? say("payment method {method} takes no more than {maxAmount}", { method, maxAmount })
    : undefined;
}

/** The documented limits of a payment method. Only of a top-up is the amount known for certain. */
function limitFaults({ wanted, unknown, catalog, account }: OrderInput, method: PaymentMethod): Judgement {
  const { rechargeAmount, couponCode, useInvitationDiscount, packageId } = wanted;
  const isReduced = couponCode !== undefined || useInvitationDiscount === true || unknown.has("couponCode");
  if (rechargeAmount !== undefined) {
    const limit = limitOf(method, String(rechargeAmount));
    if (limit === undefined) return { faults: [], warnings: [] };
    const reason = say("{rechargeAmount} is to be paid, and {limit}", { rechargeAmount, limit });
    return isReduced
      ? { faults: [], warnings: [reason] }
      : { faults: [{ property: "rechargeAmount", reason }], warnings: [] };
  }
  const last = catalog === undefined ? undefined : lastOrderOf(packageId, catalog);
  const limit =
    last === undefined || isReduced || !isSingle(wanted, unknown)
      ? undefined
      : limitOf(method, last.totalFee);
  if (last === undefined || limit === undefined) return { faults: [], warnings: [] };
  const price = formatMoney({ amount: last.totalFee, currency: account.currency });
  return {
    faults: [],
    warnings: [
      say("the last order of package {packageId} cost {price}, and {limit}", {
        packageId: packageId ?? "",
        price,
        limit,
      }),
    ],
  };
}

/** What forbids the payment method, and what may. */
export function paymentFaults(input: OrderInput): Judgement {
  const { wanted, catalog } = input;
  const { paymentMethodId } = wanted;
  if (paymentMethodId === undefined || catalog === undefined) return { faults: [], warnings: [] };
  const { paymentMethods } = catalog;
  const method = paymentMethods.find(({ id }) => id === paymentMethodId);
  const offered = listed(
    paymentMethods.filter(({ disabled }) => !disabled).map(({ id, title }) => titled(id, title)),
  );
  if (method?.disabled === true) {
    const reason =
      offered === ""
        ? say("{paymentMethodId} is disabled", { paymentMethodId })
        : say("{paymentMethodId} is disabled; there are {offered}", { paymentMethodId, offered });
    return { faults: [{ property: "paymentMethodId", reason }], warnings: [] };
  }
  if (method !== undefined) return limitFaults(input, method);
  // Some orders have methods of their own, which only the order tells.
  const warning =
    offered === ""
      ? say("payment method {paymentMethodId} is not in the general list", { paymentMethodId })
      : say("payment method {paymentMethodId} is not in the general list; there are {offered}", {
          paymentMethodId,
          offered,
        });
  return { faults: [], warnings: [warning] };
}
