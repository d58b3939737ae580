import { goods, oddCombinations, type ProxyOrderArguments } from "./arguments";
import { close, placement } from "./calls";
import type { CheckFailure } from "../../core/errors";
import { isSame, timeoutOf } from "../../core/flow/resource";
import { listed } from "../../core/language/lists";
import { formatMoney, type Money } from "../../core/money";
import type { Change, Order, Plan } from "../../core/plan";
import { shown } from "../../core/shown";
import { formatDuration } from "../../core/wait";
import type { ProxyOrderObserved } from "./observed";
import type { OrderInput } from "./order-book";
import { paymentFaults, type Judgement } from "./payment";
import { dayOf, isSingle, lastOrderOf, objectionTo, priceFaults, productWords } from "./price";
import { say } from "../language/say";

type Wanted = Partial<ProxyOrderArguments>;

const dayMs = 86_400_000;
const warningDays = 7;

/** What is ordered, in words. */
function wordsOfGoods(wanted: Wanted): string {
  const { amount = 1, regions, renewIds, renewDuration, rechargeAmount } = wanted;
  const packageId = shown(wanted.packageId);
  const parts: string[] = [];
  if (rechargeAmount !== undefined)
    parts.push(say("top up the balance by {rechargeAmount}", { rechargeAmount }));
  if (renewIds !== undefined) parts.push(inTerm(wordsOfRenewal(renewIds), renewDuration));
  if (regions !== undefined) {
    const places = Object.entries(regions).map(([country, count]) => `${country} × ${count}`);
    parts.push(say("order static IPs {places}", { places: listed(places) }));
  }
  const termOfOthers = renewIds === undefined ? renewDuration : undefined;
  if (parts.length === 0) {
    const order =
      amount === 1
        ? say("order package {packageId}", { packageId })
        : say("order {amount} × package {packageId}", { amount, packageId });
    return inTerm(order, termOfOthers);
  }
  const goodsOrdered = inTerm(
    parts.reduce((first, second) => say("{first} and {second}", { first, second })),
    termOfOthers,
  );
  return amount === 1
    ? say("{goods} (package {packageId})", { goods: goodsOrdered, packageId })
    : say("{goods} ({amount} × package {packageId})", { goods: goodsOrdered, amount, packageId });
}

function wordsOfRenewal(ids: readonly string[]): string {
  return ids.length === 1
    ? say("renew static IP {id}", { id: ids[0] ?? "" })
    : say("renew {count} static IPs: {ids}", { count: ids.length, ids: listed(ids) });
}

const inTerm = (words: string, term: Wanted["renewDuration"]): string =>
  term === undefined ? words : say("{words} for {term}", { words, term });

function orderStep({
  wanted,
  unknown,
  catalog,
  account: { currency },
}: OrderInput): Order<ProxyOrderObserved> {
  const last = catalog === undefined ? undefined : lastOrderOf(wanted.packageId, catalog);
  const price = last === undefined ? undefined : { amount: last.totalFee, currency };
  const isKnown = price !== undefined && isSingle(wanted, unknown);
  const ordered = wordsOfGoods(wanted);
  const wordsWithPrice = (known: ProxyOrderObserved, day: string, cost: Money): string =>
    isKnown
      ? say("{ordered}, at the price of its last order, of {day}, as {product}", {
          ordered,
          day,
          product: productWords(known),
        })
      : say("{ordered}; its last order, of {day}, cost {price} for an unknown quantity", {
          ordered,
          day,
          price: formatMoney(cost),
        });
  return {
    kind: "buy",
    words: last === undefined || price === undefined ? ordered : wordsWithPrice(last, dayOf(last), price),
    due: isKnown ? price : "not published",
    spends: true,
    limits: { amount: wanted.amount ?? 1, rechargeAmount: wanted.rechargeAmount ?? 0 },
    applies: [],
    place: placement(wanted),
  };
}

/** More than there is cannot be had; that there is none of a region that is not listed, the vendor does not say. */
function stockFaults({ wanted, catalog }: OrderInput): Judgement {
  const faults: CheckFailure[] = [];
  const warnings: string[] = [];
  const stock = catalog?.stock ?? new Map<string, number>();
  const offered = listed(
    [...stock].filter(([, left]) => left > 0).map(([code, left]) => `${code} (${left})`),
  );
  for (const [country, count] of stock.size === 0 ? [] : Object.entries(wanted.regions ?? {})) {
    const available = stock.get(country);
    if (available === undefined)
      warnings.push(
        say("{country} is not among the regions that 911Proxy lists; there are {offered}", {
          country,
          offered,
        }),
      );
    else if (available < count)
      faults.push({
        property: `regions.${country}`,
        reason: say("{country} has {available} static IPs left; there are {offered}", {
          country,
          available,
          offered,
        }),
      });
  }
  return { faults, warnings };
}

/** What is to be done with an order. Nothing of it can be changed: other goods are another order. */
export function planProxyOrder(input: OrderInput): Plan<ProxyOrderObserved> {
  const { observed, recorded, wanted, now } = input;
  if (observed === undefined) {
    const [payment, stock] = [paymentFaults(input), stockFaults(input)];
    return {
      order: orderStep(input),
      steps: [],
      faults: [...priceFaults(input), ...payment.faults, ...stock.faults],
      warnings: [...payment.warnings, ...stock.warnings, ...oddCombinations(wanted, input.unknown)],
      replaces: [],
    };
  }
  const before: Wanted = recorded?.arguments ?? {};
  const replaces = recorded === undefined ? [] : goods.filter((key) => !isSame(before[key], wanted[key]));
  const warnings = [
    ...duesOf(input, observed),
    ...priceOfAdopted(input, observed),
    ...productOfAdopted(input, observed),
    ...idsOf(observed),
    ...leftOf(observed),
    ...endOf(observed, now),
  ];
  return { steps: [], faults: [], warnings, replaces };
}

function isAdopted({ wanted, recorded }: OrderInput): boolean {
  return wanted.adopt !== undefined || recorded?.lifecycle.origin === "adopted";
}

/** What is still to be paid, and what becomes of the order when it is not: nothing else happens with it. */
function duesOf(input: OrderInput, { orderStatus, serviceId, payFee, status }: ProxyOrderObserved): string[] {
  if (orderStatus !== "unpaid") return [];
  const { wanted, account } = input;
  const price = formatMoney({ amount: payFee, currency: account.currency });
  const due = say("not paid yet: pay {price} for order {serviceId} in the 911Proxy dashboard", {
    price,
    serviceId,
  });
  if (isAdopted(input) || wanted.skipAwait === true || status !== "opening") return [due];
  const within = formatDuration(timeoutOf(wanted, "create"));
  return [
    say("{due}; it is closed when it is not paid within {within} (`timeouts.create`)", { due, within }),
  ];
}

/** Whether an order is of the package that it is adopted for is the user's to know. */
function productOfAdopted({ wanted, recorded }: OrderInput, observed: ProxyOrderObserved): string[] {
  const { adopt, packageId } = wanted;
  const { productId, serviceId } = observed;
  const isNews = adopt !== undefined && recorded?.lifecycle.origin !== "adopted";
  if (!isNews || packageId === undefined || productId === undefined || productId === packageId) return [];
  return [
    say("order {serviceId} is of {product}: whether that is package {packageId}, 911Proxy does not tell", {
      serviceId,
      product: productWords(observed),
      packageId,
    }),
  ];
}

/** A limit does not hold what somebody else has ordered. */
function priceOfAdopted(input: OrderInput, observed: ProxyOrderObserved): string[] {
  const isNews = observed.orderStatus === "unpaid" || input.recorded?.lifecycle.origin !== "adopted";
  const objection =
    isAdopted(input) && isNews ? objectionTo(observed, input.wanted, input.account.currency) : undefined;
  return objection === undefined
    ? []
    : [say("{objection}: it is adopted all the same, and not closed", { objection })];
}

function idsOf({ staticIps = [], staticIpIds = [] }: ProxyOrderObserved): string[] {
  if (staticIps.length === 0 || staticIpIds.length > 0) return [];
  return [say("911Proxy lists its static IPs without an id that a renewal could name: look in `staticIps`")];
}

function leftOf({ mayFollow, serviceId }: ProxyOrderObserved): string[] {
  if (mayFollow === undefined) return [];
  return [
    say(
      "order {serviceId} is paid, and has {mayFollow}: whether more is to come, 911Proxy does not say. Run `pulumi refresh` later, or look in the dashboard",
      { serviceId, mayFollow },
    ),
  ];
}

function endOf({ status, expiresAt, packages }: ProxyOrderObserved, now: Date): string[] {
  if (expiresAt === undefined || packages.length === 0) return [];
  const left = (Date.parse(expiresAt) - now.getTime()) / dayMs;
  if (left > warningDays) return [];
  const when =
    status === "expired" || left <= 0
      ? say("has expired ({expiresAt})", { expiresAt })
      : say("expires at {expiresAt}", { expiresAt });
  return [say("{when}: change `purchaseTriggers` to order another one", { when })];
}

/** What becomes of an order that is let go: an unpaid one is closed, a paid one cannot be given back. */
export function letGo({ serviceId, orderStatus, expiresAt }: ProxyOrderObserved): Change<ProxyOrderObserved> {
  const release = { kind: "release", applies: [] } as const;
  if (orderStatus === "unpaid") {
    const words = say("CLOSE order {serviceId}, which is not paid", { serviceId });
    return { ...release, words, destroys: true, calls: close };
  }
  return { ...release, words: wordsOfLeft({ serviceId, orderStatus, expiresAt }), calls: () => [] };
}

/** An order that nothing can be done with any more. */
function wordsOfLeft({
  serviceId,
  orderStatus,
  expiresAt,
}: Pick<ProxyOrderObserved, "serviceId" | "orderStatus" | "expiresAt">): string {
  if (orderStatus !== "paid")
    return say("forget order {serviceId} ({orderStatus})", { serviceId, orderStatus: say(orderStatus) });
  return expiresAt === undefined
    ? say("leave order {serviceId}, which is paid: 911Proxy takes nothing back", { serviceId })
    : say(
        "leave order {serviceId}, which is paid until it expires at {expiresAt}: 911Proxy takes nothing back",
        {
          serviceId,
          expiresAt,
        },
      );
}

/** Why an order is over. */
export function endOfOrder({ orderStatus }: ProxyOrderObserved): string | undefined {
  if (orderStatus === "cancelled") return say("was cancelled before it was paid: nothing was bought");
  return orderStatus === "refunded" ? say("was refunded") : undefined;
}
