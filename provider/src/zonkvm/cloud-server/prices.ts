import { Big } from "big.js";
import type { CloudLine } from "../api/cloud-servers";
import type { CloudServerSizes } from "../api/cloud-servers";
import type { Estimate } from "../../core/estimate";
import { formatMoney, money, sum, times, type Money, type Price } from "../../core/money";
import type { Account } from "../../core/account";
import { plural } from "../../core/aspects/term";
import type { Figures } from "./figures";
import { factorByMonths, ownPricesOn } from "../prices";
import { sessionOf } from "../session";
import { lineOf, packageOf, type CloudInput } from "./steps";

/** An item of a month's price. */
interface Item {
  readonly words: string;
  readonly price: Price;
}

const beyond = (amount: number, free: number | undefined): number => Math.max(0, amount - (free ?? 0));

/** So many at the price of one; nothing at no price. */
function itemOf(
  what: string,
  count: number,
  unit: { readonly own?: string | undefined; readonly published?: string | undefined },
  currency: string,
): Item[] {
  if (count === 0) return [];
  const price = unit.own ?? unit.published;
  if (price === undefined) return [{ words: `${count} ${what}: not published`, price: "not published" }];
  const whose = unit.own === undefined ? "the line's price a month" : "your price a month";
  return [
    {
      words: `${count} ${what} at ${currency} ${price} (${whose})`,
      price: money(new Big(price).times(count), currency),
    },
  ];
}

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

/** What a month costs, and its items in words. */
interface Monthly {
  readonly price: Price;
  readonly words: readonly string[];
}

/** A month of a package, or of sizes on a line. */
export function monthlyOf(input: CloudInput, figures: Figures | undefined): Monthly {
  const { account } = input;
  const line = lineOf(input);
  const sold = packageOf(input);
  if (sold !== undefined) {
    const price: Price = sold.price === undefined ? "not published" : money(sold.price, account.currency);
    const words = price === "not published" ? "not published" : `${formatMoney(price)} a month`;
    return { price, words: [`${sold.name ?? "the package"} at ${words} (the package's price)`] };
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

/** What a term of so many months costs. */
export function termPrice(input: CloudInput, monthly: Price, months: number): Price {
  if (monthly === "not published") return monthly;
  return times(monthly, months, factorByMonths(lineOf(input)?.discounts, months).factor);
}

/** What a month more of these sizes costs than of those. */
export function monthlyMore(input: CloudInput, before: Figures, after: Figures): Price {
  const [was, is] = [monthlyOf(input, before).price, monthlyOf(input, after).price];
  if (was === "not published" || is === "not published") return "not published";
  return money(new Big(is.amount).minus(was.amount), is.currency);
}

/** The invoice of a purchase. In words why there is none. */
export function estimateOf(input: CloudInput, figures: Figures, terms: readonly number[]): Estimate | string {
  const monthly = monthlyOf(input, figures);
  if (monthly.price === "not published") {
    return `not published: this panel does not say what cores and memory cost (${monthly.words.join("; ")}). Set your own prices in \`zonkvm:prices\``;
  }
  const { price } = monthly;
  const dues = terms.map((months) => termPrice(input, price, months));
  const known = dues.filter((due): due is Money => due !== "not published");
  const months = terms.reduce((total, term) => total + term, 0);
  const line = lineOf(input);
  const { words } = factorByMonths(line?.discounts, terms[0] ?? 1);
  return {
    purchasePrice: sum(known, price.currency).amount,
    monthlyPrice: price.amount,
    words: [
      ...monthly.words,
      plural(months, "month"),
      ...(words === undefined ? [] : [words]),
      ...lowered(line),
    ].join("; "),
  };
}

/** The figures of a server that is there: what the record does not tell is as it was asked for. */
export function figuresOf(sizes: CloudServerSizes, ipCount: number | undefined): Figures {
  return { ...sizes, ipCount: ipCount ?? 1 };
}
