import { Big } from "big.js";
import type { CloudLine } from "../api/cloud-servers";
import type { CloudServerSizes } from "../api/cloud-servers";
import type { Estimate } from "../../core/estimate";
import { formatMoney, money, sum, times, type Price } from "../../core/money";
import type { Account } from "../../core/account";
import type { Figures } from "./figures";
import {
  beyond,
  difference,
  factorByMonths,
  invoice,
  itemOf,
  ownPricesOn,
  priceOfTerm,
  type Item,
  type Monthly,
} from "../prices";
import { sessionOf } from "../session";
import { lineOf, packageOf, type CloudInput } from "./steps";

/** What a month with these sizes costs, item by item: cores and memory are published nowhere, and bandwidth by steps that nothing documents. */
function itemsOf(line: CloudLine, figures: Figures, account: Account): Item[] {
  const own = ownPricesOn(sessionOf(account).prices, line);
  const { currency } = account;
  const { diskPricePerGb, freeDiskGb, freeBandwidthMbps, defensePrice, freeDefenseGbps } = line;
  const diskGb = figures.diskSizesGb.reduce((total, size) => total + size, 0);
  // A price of nothing needs no unit.
  const isDefenseFree = defensePrice !== undefined && new Big(defensePrice).eq(0);
  return [
    ...itemOf("cores", figures.cpuCores, { own: own.cpu }, currency),
    ...itemOf("GB of memory", figures.memoryGb, { own: own.memoryGb }, currency),
    ...itemOf(
      "GB of disk",
      beyond(diskGb, freeDiskGb),
      { own: own.diskGb, published: diskPricePerGb },
      currency,
    ),
    ...itemOf("Mbps", beyond(figures.bandwidthMbps, freeBandwidthMbps), { own: own.bandwidthMbps }, currency),
    ...itemOf(
      "Gbps of defense",
      beyond(figures.defenseGbps, freeDefenseGbps),
      { own: own.defenseGbps, published: isDefenseFree ? "0" : undefined },
      currency,
    ),
    ...itemOf("addresses more", beyond(figures.ipCount, 1), { own: own.ip }, currency),
  ];
}

/** A month of a package, or of sizes on a line. */
export function monthlyOf(input: CloudInput, figures: Figures | undefined): Monthly {
  const { account } = input;
  const line = lineOf(input);
  const sold = packageOf(input);
  if (sold !== undefined) {
    const price: Price = sold.price === undefined ? "not published" : money(sold.price, account.currency);
    const words = price === "not published" ? "not published" : `${formatMoney(price)} a month`;
    return {
      price,
      words: [`${sold.name ?? "the package"} at ${words} (the package's price)`],
    };
  }
  if (line === undefined || figures === undefined) return { price: "not published", words: [] };
  const items = itemsOf(line, figures, account);
  const known = items.flatMap(({ price }) => (price === "not published" ? [] : [price]));
  const raised = raisedBy(line);
  const total = sum(known, account.currency);
  return {
    price: known.length < items.length ? "not published" : times(total, raised ?? "1"),
    words: [
      ...items.map(({ words }) => words),
      ...(raised === undefined ? [] : [`times ${raised} (the line's factor)`]),
    ],
  };
}

/** A line's factor on its prices, where it makes them dearer. What makes them cheaper is not counted on. */
function raisedBy({ priceFactor }: CloudLine): string | undefined {
  return priceFactor !== undefined && new Big(priceFactor).gt(1) ? priceFactor : undefined;
}

function lowered(line: CloudLine | undefined): string[] {
  const { priceFactor } = line ?? {};
  if (priceFactor === undefined || new Big(priceFactor).gte(1) || new Big(priceFactor).lte(0)) return [];
  return [
    `the line's factor ${priceFactor}, of which the vendor does not say what it is applied to, may make it cheaper`,
  ];
}

const factorOn = (input: CloudInput, months: number) => factorByMonths(lineOf(input)?.discounts, months);

/** What a term of so many months costs. */
export function termPrice(input: CloudInput, monthly: Price, months: number): Price {
  return priceOfTerm(monthly, months, factorOn(input, months));
}

/** What a month more of these sizes costs than of those. */
export function monthlyMore(input: CloudInput, before: Figures, after: Figures): Price {
  return difference(monthlyOf(input, before).price, monthlyOf(input, after).price);
}

/** The invoice of a purchase. In words why there is none. */
export function estimateOf(input: CloudInput, figures: Figures, terms: readonly number[]): Estimate | string {
  const { price, words } = monthlyOf(input, figures);
  if (price === "not published") {
    const unpublished = words.join("; ");
    return `not published: this panel does not say what cores and memory cost (${unpublished}). Set your own prices in \`zonkvm:prices\``;
  }
  return invoice({ price, words }, terms, (months) => factorOn(input, months), lowered(lineOf(input)));
}

/** The figures of a server that is there: what the record does not tell is as it was asked for. */
export function figuresOf(sizes: CloudServerSizes, ipCount: number | undefined): Figures {
  return { ...sizes, ipCount: ipCount ?? 1 };
}
