import { goods, oddCombinations, type ProxyOrderArguments } from "./arguments";
import { close, placement } from "./calls";
import type { CheckFailure } from "../../core/errors";
import { isSame, timeoutOf } from "../../core/flow/resource";
import { formatMoney } from "../../core/money";
import type { Change, Order, Plan } from "../../core/plan";
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
  const { packageId, amount = 1, regions, renewIds, renewDuration, rechargeAmount } = wanted;
  const what = say("{value}package {packageId}", {
    value: amount === 1 ? "" : `${amount} × `,
    packageId: packageId ?? say("(not known yet)"),
  });
  const term = renewDuration === undefined ? "" : say(" for {renewDuration}", { renewDuration });
  const parts: string[] = [];
  if (rechargeAmount !== undefined)
    parts.push(say("top up the balance by {rechargeAmount}", { rechargeAmount }));
  if (renewIds !== undefined)
    parts.push(
      say("renew {value} {renewIds}{term}", {
        value: renewIds.length === 1 ? "static IP" : say("{length} static IPs:", { length: renewIds.length }),
        renewIds: renewIds.join(", "),
        term,
      }),
    );
  if (regions !== undefined) {
    const places = Object.entries(regions).map(([country, count]) => `${country} × ${count}`);
    parts.push(say("order static IPs {places}", { places: places.join(", ") }));
  }
  const termOfOthers = renewIds === undefined ? term : "";
  return parts.length === 0
    ? say("order {what}{termOfOthers}", { what, termOfOthers })
    : say("{parts}{termOfOthers} ({what})", { parts: parts.join(" and "), termOfOthers, what });
}

function orderStep({
  wanted,
  unknown,
  catalog,
  account: { currency },
}: OrderInput): Order<ProxyOrderObserved> {
  const last = catalog === undefined ? undefined : lastOrderOf(wanted.packageId, catalog);
  const price = last === undefined ? undefined : { amount: last.totalFee, currency };
  const isKnown = price !== undefined && isSingle(wanted, unknown);
  const source =
    last === undefined || price === undefined
      ? ""
      : isKnown
        ? say(", at the price of its last order, of {dayOf}, as {productWords}", {
            dayOf: dayOf(last),
            productWords: productWords(last),
          })
        : say("; its last order, of {dayOf}, cost {price} for an unknown quantity", {
            dayOf: dayOf(last),
            price: formatMoney(price),
          });
  return {
    kind: "buy",
    words: `${wordsOfGoods(wanted)}${source}`,
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
  const offered = [...stock].filter(([, left]) => left > 0).map(([code, left]) => `${code} (${left})`);
  for (const [country, count] of stock.size === 0 ? [] : Object.entries(wanted.regions ?? {})) {
    const available = stock.get(country);
    const others = say("there are {offered}", { offered: offered.join(", ") });
    if (available === undefined)
      warnings.push(
        say("{country} is not among the regions that 911Proxy lists; {others}", { country, others }),
      );
    else if (available < count)
      faults.push({
        property: `regions.${country}`,
        reason: say("{country} has {available} static IPs left; {others}", { country, available, others }),
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
  const words = say("not paid yet: pay {price} for order {serviceId} in the 911Proxy dashboard", {
    price,
    serviceId,
  });
  if (isAdopted(input) || wanted.skipAwait === true || status !== "opening") return [words];
  const within = formatDuration(timeoutOf(wanted, "create"));
  return [
    say("{words}; it is closed when it is not paid within {within} (`timeouts.create`)", { words, within }),
  ];
}

/** Whether an order is of the package that it is adopted for is the user's to know. */
function productOfAdopted({ wanted, recorded }: OrderInput, observed: ProxyOrderObserved): string[] {
  const { adopt, packageId } = wanted;
  const { productId, serviceId } = observed;
  const isNews = adopt !== undefined && recorded?.lifecycle.origin !== "adopted";
  if (!isNews || packageId === undefined || productId === undefined || productId === packageId) return [];
  return [
    say(
      "order {serviceId} is of {productWords}: whether that is package {packageId}, 911Proxy does not tell",
      { serviceId, productWords: productWords(observed), packageId },
    ),
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
  const until = expiresAt === undefined ? "" : say(" until it expires at {expiresAt}", { expiresAt });
  const words =
    orderStatus === "paid"
      ? say("leave order {serviceId}, which is paid{until}: 911Proxy takes nothing back", {
          serviceId,
          until,
        })
      : say("forget order {serviceId} ({orderStatus})", { serviceId, orderStatus });
  return { ...release, words, calls: () => [] };
}

/** Why an order is over. */
export function endOfOrder({ orderStatus }: ProxyOrderObserved): string | undefined {
  if (orderStatus === "cancelled") return say("was cancelled before it was paid: nothing was bought");
  return orderStatus === "refunded" ? say("was refunded") : undefined;
}
