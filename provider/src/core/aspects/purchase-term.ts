import { monthsOf, renewStep } from "./term";
import type { PlanInput } from "../kind";
import type { Price } from "../money";
import type { Change, Order, Plan } from "../plan";
import { expiryAfter, planPurchaseTerm, type TermOffer, type TermWish } from "../term";
import { say } from "../language/say";

/** Whether the term of a purchase depends on what is not known yet: then no default stands in for it. */
export function isTermOpen(unknown: ReadonlySet<string>): boolean {
  return unknown.has("months") || unknown.has("renewUntil");
}

/** A purchase for some months. */
export interface TermPurchase<O> {
  readonly offer: TermOffer;
  /** What it costs for so many months. */
  readonly price: (months: number) => Price;
  /** What is bought, in words, before its term: `buy`, `buy 4 cores`. Default `buy`. */
  readonly words?: string;
  /** What must be the same in `up` as in the preview: the model. */
  readonly target: string;
  /** Sends the order for so many months, once. */
  readonly place: (months: number) => Order<O>["place"];
  /** The renewal that follows, where one call does not sell the whole term. */
  readonly renewal: (months: number) => Pick<Change<O>, "due" | "calls">;
}

/** The purchase of what is paid for by months, and the renewals that bring it to its whole term. */
export function purchaseForTerm<A extends TermWish, O, C>(
  { wanted, unknown, account, now }: PlanInput<A, O, C>,
  { offer, price, words = say("buy"), target, place, renewal }: TermPurchase<O>,
): Pick<Plan<O>, "order" | "steps" | "faults"> {
  const term = planPurchaseTerm(wanted, offer, now);
  if ("reason" in term) return { steps: [], faults: [term] };
  const [first = 1, ...later] = isTermOpen(unknown) ? [] : term.calls;
  const order: Order<O> = {
    kind: "buy",
    words: isTermOpen(unknown)
      ? // Some words of English end where the term begins.
        say("{words} for a term that is not known yet", { words: words.replace(/ for$/, "") })
      : `${words} ${monthsOf(first)}`,
    due: isTermOpen(unknown) ? "not published" : price(first),
    spends: true,
    limits: { months: first },
    target,
    applies: [],
    place: place(first),
  };
  // To reckon in a zone is slow, and most purchases are one call.
  let until: string | undefined;
  const steps = later.map((months) => {
    until ??= expiryAfter(now.toISOString(), first, account.timeZone);
    until = expiryAfter(until, months, account.timeZone);
    return renewStep<O>(months, until, account.timeZone, renewal(months));
  });
  return { order, steps, faults: [] };
}
