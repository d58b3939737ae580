import { Big } from "big.js";
import type { OrderCatalog, OrderInput } from "./order-book";
import { isSingle, lastOrderOf } from "./price";
import type { CheckFailure } from "../../core/errors";
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
  const name = say("payment method {id}{value}", { id, value: title === undefined ? "" : ` (${title})` });
  if (minAmount !== undefined && new Big(amount).lt(minAmount))
    return say("{name} takes no less than {minAmount}", { name, minAmount });
  // A limit of nothing is none.
  const isAbove = maxAmount !== undefined && new Big(maxAmount).gt(0) && new Big(amount).gt(maxAmount);
  return isAbove ? say("{name} takes no more than {maxAmount}", { name, maxAmount }) : undefined;
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
  const offered = paymentMethods
    .filter(({ disabled }) => !disabled)
    .map(({ id, title }) => `${id}${title === undefined ? "" : ` (${title})`}`);
  const choices = offered.length === 0 ? "" : say("; there are {offered}", { offered: offered.join(", ") });
  if (method?.disabled === true) {
    return {
      faults: [
        {
          property: "paymentMethodId",
          reason: say("{paymentMethodId} is disabled{choices}", { paymentMethodId, choices }),
        },
      ],
      warnings: [],
    };
  }
  if (method !== undefined) return limitFaults(input, method);
  // Some orders have methods of their own, which only the order tells.
  return {
    faults: [],
    warnings: [
      say("payment method {paymentMethodId} is not in the general list{choices}", {
        paymentMethodId,
        choices,
      }),
    ],
  };
}
