import type { Estimate } from "../../core/estimate";
import { formatMoney, money, sumOfPrices, type Price } from "../../core/money";
import { beyond, difference, discountFactor, invoice, itemOf, ownPricesOn, priceOfTerm } from "../prices";
import type { Item, Monthly, TermFactor } from "../prices";
import { sessionOf } from "../session";
import type { Figures } from "./figures";
import { lineOf, powerNameOf, productOf, type PhysicalInput, type PhysicalLine } from "./steps";

/** Whether bandwidth is sold by tiers, of which the vendor does not document the form. */
function hasTiers({ bandwidthPriceTiers: tiers }: PhysicalLine): boolean {
  if (typeof tiers !== "object" || tiers === null) return tiers !== undefined;
  return Object.keys(tiers).length > 0;
}

/** What costs the same for each: the product, and its power supply. */
function baseItems(input: PhysicalInput): Item[] {
  const { currency } = input.account;
  const product = productOf(input);
  const power = powerNameOf(input);
  const item = (what: string, price: string | undefined): Item =>
    price === undefined
      ? { words: `${what}: not published`, price: "not published" }
      : {
          words: `${what} at ${formatMoney(money(price, currency))} a month`,
          price: money(price, currency),
        };
  return [
    item(product?.name ?? "the product", product?.price),
    ...(power === undefined ? [] : [item(power, product?.powers?.find(({ name }) => name === power)?.price)]),
  ];
}

/** A month with these sizes: the product's price, and what is beyond what comes with it. */
export function monthlyOf(input: PhysicalInput, { bandwidthMbps, defenseGbps, ipCount }: Figures): Monthly {
  const { currency } = input.account;
  const line = lineOf(input);
  const product = productOf(input);
  if (line === undefined || product === undefined) return { price: "not published", words: [] };
  const own = ownPricesOn(sessionOf(input.account).prices, line);
  const perMbps = hasTiers(line) ? undefined : line.bandwidthPrice;
  const freeIps = Math.max(product.ipCount ?? 0, line.freeIpCount ?? 0);
  const items = [
    ...baseItems(input),
    ...itemOf(
      "Mbps more",
      beyond(bandwidthMbps, product.bandwidthMbps),
      { own: own.bandwidthMbps, published: perMbps },
      currency,
    ),
    ...itemOf(
      "Gbps of defense more",
      beyond(defenseGbps, product.defenseGbps),
      { own: own.defenseGbps, published: line.defensePrice },
      currency,
    ),
    ...itemOf("addresses more", beyond(ipCount, freeIps), { own: own.ip, published: line.ipPrice }, currency),
  ];
  return {
    price: sumOfPrices(
      items.map(({ price }) => price),
      currency,
    ),
    words: items.map(({ words }) => words),
  };
}

/** The line's factor from so many whole years on; a panel writes 0 where it has none, by all that is known. */
function factorOn(line: PhysicalLine | undefined, months: number): TermFactor {
  const [factor, years] =
    months >= 36
      ? [line?.threeYearFactor, "three years"]
      : months >= 24
        ? [line?.twoYearFactor, "two years"]
        : [line?.oneYearFactor, "a year"];
  return months < 12 ? { factor: "1" } : discountFactor(factor, `the line's discount from ${years} on`);
}

/** What a term of so many months costs. */
export function termPrice(input: PhysicalInput, monthly: Price, months: number): Price {
  return priceOfTerm(monthly, months, factorOn(lineOf(input), months));
}

/** What a month more of these sizes costs than of those. */
export function monthlyMore(input: PhysicalInput, before: Figures, after: Figures): Price {
  return difference(monthlyOf(input, before).price, monthlyOf(input, after).price);
}

/** The invoice of a purchase. In words why there is none. */
export function estimateOf(
  input: PhysicalInput,
  figures: Figures,
  terms: readonly number[],
): Estimate | string {
  const { price, words } = monthlyOf(input, figures);
  if (price === "not published")
    return `not published: ${words.join("; ")}. Set your own prices in \`zonkvm:prices\``;
  const line = lineOf(input);
  return invoice({ price, words }, terms, (months) => factorOn(line, months));
}
