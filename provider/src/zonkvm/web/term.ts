import type { DatabaseProduct } from "../api/databases";
import type { Renewal } from "../api/web-orders";
import type { WebCatalog } from "../catalog";
import type { Account } from "../../core/account";
import type { Aspect, Situation } from "../../core/aspects/aspect";
import { term } from "../../core/aspects/term";
import type { Call, CallContext, Change } from "../../core/plan";
import { expiryAfter, type TermWish } from "../../core/term";
import { priceOf, termPrice } from "./prices";
import { liveProduct, offerOf, type WebObserved } from "./steps";

/** What of a client prolongs an order and gives it back. */
export interface RenewingClient {
  renew(id: string, renewal: Renewal): Promise<void>;
}

const endOf = (expiresAt: string | undefined): number =>
  expiresAt === undefined ? -Infinity : Date.parse(expiresAt);

/**
 * Renews to a date: so many months after the end as it is now, on the last day of a month that is too short. The reply tells nothing: it
 * is proved by the end having moved.
 * @param resumption the call that brings an order back that had expired, where the renewal does not.
 */
export function renewalTo<O extends WebObserved>(
  clientOf: (account: Account) => RenewingClient,
  months: number,
  resumption?: (observed: O, context: CallContext) => Call<O>,
): Change<O>["calls"] {
  return (observed, context) => {
    const { serviceId, expiresAt = context.now.toISOString(), status } = observed;
    const until = expiryAfter(expiresAt, months, context.account.timeZone);
    const isBack = endOf(until) > context.now.getTime();
    const comesBack = resumption === undefined && isBack;
    return [
      {
        send: async () => {
          await clientOf(context.account).renew(serviceId, { expiresAt: until, months });
          return undefined;
        },
        isDone: (row) =>
          endOf(row.expiresAt) > endOf(observed.expiresAt) && (!comesBack || row.status !== "expired"),
      },
      ...(resumption !== undefined && isBack && status === "expired" ? [resumption(observed, context)] : []),
    ];
  };
}

/** How long it is paid for (`hosting_renew`, `sql_renew`), at the price that the order itself tells for it. */
export function renewing<A extends TermWish, O extends WebObserved, P extends DatabaseProduct>({
  refusal,
  calls,
}: {
  readonly refusal?: (situation: Situation<A, O, WebCatalog<P>>) => string | undefined;
  readonly calls: (months: number) => Change<O>["calls"];
}): Aspect<A, O, WebCatalog<P>> {
  return term({
    offerOf: (situation) => {
      const product = liveProduct(situation);
      return product === undefined ? undefined : offerOf(product, situation.account.timeZone);
    },
    ...(refusal === undefined ? {} : { refusal }),
    renewal(situation, months) {
      const product = liveProduct(situation);
      const { currency } = situation.account;
      const monthly = priceOf(situation.observed.renewalPrice ?? product?.price, currency);
      return { due: termPrice(product, monthly, months), calls: calls(months) };
    },
  });
}
