import { Big } from "big.js";
import type { HostingProduct } from "../api/hosting";
import type { WebHostingArguments } from "./arguments";
import { hasGrown, sizes } from "../../core/aspects/sizes";
import type { CheckFailure } from "../../core/errors";
import { formatMoney, money, type Price } from "../../core/money";
import type { WebHostingObserved } from "./observed";
import { hostingClient, type HostingAspect, type HostingCalls, type HostingCatalog } from "./steps";
import { priceOf, type Monthly } from "../web/prices";
import { askedProduct, calledOf, liveProduct } from "../web/steps";
import { say } from "../language/say";

/** How many packs of traffic some GB are; the last one counts whole. */
function packsOf({ trafficPackGb = 0 }: HostingProduct, gb: number): number {
  return gb <= 0 ? 0 : trafficPackGb > 0 ? Math.ceil(gb / trafficPackGb) : 1;
}

function packsPrice(product: HostingProduct, gb: number, currency: string): Price {
  const packs = packsOf(product, gb);
  if (packs === 0) return money("0", currency);
  if (product.trafficPackPrice === undefined || (product.trafficPackGb ?? 0) <= 0) return "not published";
  return money(new Big(product.trafficPackPrice).times(packs), currency);
}

/** What a month of a product with so much traffic costs. */
export function monthlyOf(product: HostingProduct, trafficGb: number | undefined, currency: string): Monthly {
  const more = (trafficGb ?? 0) - (product.monthlyTrafficGb ?? 0);
  const [own, packs] = [priceOf(product.price, currency), packsPrice(product, more, currency)];
  const said = (price: Price): string =>
    price === "not published" ? price : `${formatMoney(price)} a month`;
  return {
    price:
      own === "not published" || packs === "not published"
        ? "not published"
        : money(new Big(own.amount).plus(packs.amount), currency),
    words: [
      `${calledOf(product)} at ${said(own)} (the product's price)`,
      ...(more > 0 ? [`${more} GB more of traffic at ${said(packs)} (${packsOf(product, more)} packs)`] : []),
    ],
  };
}

/** What a product lets a hosting have of traffic. */
export function trafficLimits(
  product: HostingProduct | undefined,
  from: number,
  to: number | undefined,
): { readonly faults: readonly CheckFailure[]; readonly warnings: readonly string[] } {
  if (product === undefined || to === undefined || to === from) return { faults: [], warnings: [] };
  const { maxMonthlyTrafficGb: most = 0, trafficPackGb: pack = 0, monthlyTrafficGb: own = 0 } = product;
  const name = calledOf(product);
  const fault = (reason: string) => ({ property: "trafficGb", reason });
  const isOff = pack > 0 && (to - from) % pack !== 0;
  return {
    faults: [
      ...(to < own ? [fault(say("is {own} GB at the least with {name}, not {to}", { own, name, to }))] : []),
      ...(most > 0 && to > most
        ? [fault(say("is {most} GB at the most with {name}, not {to}", { most, name, to }))]
        : []),
    ],
    warnings: isOff
      ? [
          say(
            "more traffic is sold in packs of {pack} GB, and {from} → {to} GB is none: the panel may refuse it",
            { pack, from, to },
          ),
        ]
      : [],
  };
}

function upgradeCalls(trafficGb: number): HostingCalls {
  return ({ serviceId }, { account }) => [
    {
      send: () =>
        hostingClient(account)
          .upgrade(serviceId, { monthlyTrafficGb: trafficGb })
          .then(() => undefined),
      isDone: (row) => hasGrown(liveOf(row), { trafficGb }),
    },
  ];
}

const liveOf = ({ trafficGb }: WebHostingObserved) => (trafficGb === undefined ? {} : { trafficGb });

/** Traffic a month: more in place, less is another hosting. */
export const traffic: HostingAspect = {
  ...sizes<WebHostingArguments, WebHostingObserved, HostingCatalog, "trafficGb">({
    sizes: { trafficGb: (amount) => say("{amount} GB traffic", { amount }) },
    liveOf,
    wantedOf(situation) {
      const { trafficGb } = situation.wanted;
      const isMoved = situation.planned.some(({ kind }) => kind === "upgrade");
      // A larger product brings its own traffic.
      const isBrought = isMoved && (askedProduct(situation)?.monthlyTrafficGb ?? 0) >= (trafficGb ?? 0);
      return trafficGb === undefined || isBrought ? {} : { trafficGb };
    },
    judge(situation, { before: { trafficGb: from = 0 }, after: { trafficGb: to } }) {
      const { faults, warnings } = trafficLimits(askedProduct(situation), from, to);
      // What it is upgraded to is what it is by then.
      const closed = [liveProduct(situation), askedProduct(situation)].find(
        (one) => one?.upgradeOpen === false,
      );
      const reason = closed === undefined ? "" : say("{name} cannot be upgraded", { name: calledOf(closed) });
      return {
        warnings,
        faults: [...faults, ...(closed === undefined ? [] : [{ property: "trafficGb", reason }])],
      };
    },
    upgrade(situation, { added: { trafficGb: more = 0 }, after: { trafficGb: to = 0 } }) {
      const product = askedProduct(situation);
      const { currency } = situation.account;
      return {
        due: "not published",
        monthlyMore: product === undefined ? "not published" : packsPrice(product, more, currency),
        calls: upgradeCalls(to),
      };
    },
  }),
  // One operation raises both: whichever was asked for, it took effect when either has moved.
  marks: ({ trafficGb, productId }) => ({ upgrade: JSON.stringify([productId ?? null, trafficGb ?? null]) }),
};
