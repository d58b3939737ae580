import type { ProxyOrderArguments } from "./arguments";
import type { CallContext, Change, Placed } from "../../core/plan";
import type { Expected, ProxyOrderObserved } from "./observed";
import { sessionOf } from "../session";
import { say } from "../language/say";

type Wanted = Partial<ProxyOrderArguments>;

/** What an order is to bring. */
export function expectedOf(wanted: Wanted): Expected {
  const { packageId, amount = 1, regions, renewIds, rechargeAmount } = wanted;
  if (packageId === undefined) return { goods: "anything" };
  if (renewIds !== undefined || rechargeAmount !== undefined) return { goods: "nothing" };
  if (regions === undefined) return { goods: "packages", count: amount };
  return { goods: "staticIps", count: Object.values(regions).reduce((sum, count) => sum + count, 0) };
}

/** Orders (`order/create`). */
export function placement(wanted: Wanted) {
  return async ({ account }: CallContext): Promise<Placed<ProxyOrderObserved>> => {
    const { packageId, paymentMethodId } = wanted;
    if (packageId === undefined || paymentMethodId === undefined)
      throw new TypeError("an order needs a package and a payment method");
    const { book } = sessionOf(account);
    const placed = await book.place({ ...wanted, packageId, paymentMethodId });
    if (placed === undefined) return {};
    book.expect(placed.serviceId, expectedOf(wanted));
    book.learn(packageId, placed);
    // What it brings is to be seen before it counts as delivered.
    return placed.status === "ready"
      ? { observed: { ...placed, status: "opening", busyWith: say("delivery") } }
      : { observed: placed };
  };
}

/** Closes an order that is not paid (`order/close`). */
export const close: Change<ProxyOrderObserved>["calls"] = ({ serviceId }, { account }) => [
  {
    send: () =>
      sessionOf(account)
        .client.closeOrder(serviceId)
        .then(() => undefined),
    isDone: ({ orderStatus }) => orderStatus === "cancelled",
  },
];
