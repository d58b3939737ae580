import { z } from "zod";
import type { CheckFailure } from "../../core/errors";
import type { Amounts } from "../../core/aspects/sizes";
import type { PhysicalArguments } from "./arguments";
import type { PhysicalLine, PhysicalProduct } from "./steps";
import { listed } from "../../core/language/lists";
import { say } from "../language/say";

/** The sizes that can be chosen. */
export const sizeKeys = ["bandwidthMbps", "defenseGbps", "ipCount"] as const;
export type SizeKey = (typeof sizeKeys)[number];

/** What a purchase is of, in full: totals, by the most natural reading of a document that does not say. */
export type Figures = Readonly<Record<SizeKey, number>>;

const askedSchema = z.partialRecord(z.enum(sizeKeys), z.number());

export const said: Readonly<Record<SizeKey, (amount: number | string) => string>> = {
  bandwidthMbps: (amount) => `${amount} Mbps`,
  defenseGbps: (amount) => say("{amount} Gbps defense", { amount }),
  ipCount: (amount) =>
    Number(amount) === 1 ? say("{amount} IP", { amount }) : say("{amount} IPs", { amount }),
};

/** Amounts in words: `100 Mbps, 10 Gbps defense, 1 IP`. */
export function wordsOf(figures: Figures): string {
  return listed(sizeKeys.filter((key) => figures[key] > 0).map((key) => said[key](figures[key])));
}

/** What is bought: sizes that are left out are the product's own. */
export function figuresToBuy(wanted: Partial<PhysicalArguments>, product: PhysicalProduct): Figures {
  return {
    bandwidthMbps: wanted.bandwidthMbps ?? product.bandwidthMbps ?? 0,
    defenseGbps: wanted.defenseGbps ?? product.defenseGbps ?? 0,
    ipCount: wanted.ipCount ?? product.ipCount ?? 1,
  };
}

/** The sizes that were asked for last, where this program did it: what there is may be more. */
export function askedIn(extra: Readonly<Record<string, unknown>>): Amounts<SizeKey> {
  return askedSchema.safeParse(extra.askedSizes).data ?? {};
}

/** The output that keeps them. */
export function askedSizes(
  before: Amounts<SizeKey>,
  more: Amounts<SizeKey>,
): Readonly<Record<string, unknown>> {
  return { askedSizes: { ...before, ...more } };
}

/** The most of a size on a line; a limit of nothing is none. */
function mostOf(line: PhysicalLine, key: SizeKey): number {
  const most = {
    bandwidthMbps: line.maxBandwidthMbps,
    defenseGbps: line.maxDefenseGbps,
    ipCount: line.maxIpCount,
  };
  return (most[key] ?? 0) > 0 ? (most[key] ?? Infinity) : Infinity;
}

/** Sizes beyond what the line sells. Those of the product itself are sold in any case. */
export function limitFaults(
  line: PhysicalLine,
  product: PhysicalProduct | undefined,
  amounts: Amounts<SizeKey>,
): CheckFailure[] {
  return sizeKeys.flatMap((property) => {
    const amount = amounts[property];
    const [least, most] = [property === "ipCount" ? (line.minIpCount ?? 0) : 0, mostOf(line, property)];
    if (amount === undefined || amount === product?.[property] || (amount >= least && amount <= most))
      return [];
    const name = line.name ?? line.guid;
    const reason =
      most === Infinity
        ? say("is {least} at the least on the line {name}, not {amount}", { least, name, amount })
        : say("is {least} to {most} on the line {name}, not {amount}", { least, most, name, amount });
    return [{ property, reason }];
  });
}

/** Sizes that the line's lists do not hold: of what these mean the vendor says nothing, so that the panel decides. */
export function choiceWarnings(
  line: PhysicalLine,
  product: PhysicalProduct | undefined,
  amounts: Amounts<SizeKey>,
): string[] {
  const { bandwidthMbps, defenseGbps, ipCount } = amounts;
  const { ipCounts = [], defenseOptionsGbps = [], defenseStepGbps = 0, bandwidthStepMbps = 0 } = line;
  const isOwn = (key: SizeKey) => amounts[key] === undefined || amounts[key] === product?.[key];
  const below = sizeKeys.filter((key) => (amounts[key] ?? Infinity) < (product?.[key] ?? 0));
  const isUnlisted = (amount: number, options: readonly number[], step: number) =>
    options.length > 0 ? !options.includes(amount) : step > 0 && amount % step !== 0;
  return [
    ...below.map((key) =>
      say("the product comes with {own}, and `{key}` is {asked}: the panel may refuse it", {
        own: said[key](product?.[key] ?? 0),
        key,
        asked: amounts[key] ?? 0,
      }),
    ),
    ...(!isOwn("ipCount") && isUnlisted(ipCount ?? 0, ipCounts, 0)
      ? [
          say("the line lists {ipCounts} addresses, not {ipCount}: the panel may refuse it", {
            ipCounts: listed(ipCounts.map(String)),
            ipCount: ipCount ?? 0,
          }),
        ]
      : []),
    ...(!isOwn("defenseGbps") && isUnlisted(defenseGbps ?? 0, defenseOptionsGbps, defenseStepGbps)
      ? [
          defenseOptionsGbps.length > 0
            ? say("the line lists a defense of {options} Gbps, not of {asked}: the panel may refuse it", {
                options: listed(defenseOptionsGbps.map(String)),
                asked: defenseGbps ?? 0,
              })
            : say(
                "the line lists a defense in steps of {step} Gbps, not of {asked}: the panel may refuse it",
                { step: defenseStepGbps, asked: defenseGbps ?? 0 },
              ),
        ]
      : []),
    ...(!isOwn("bandwidthMbps") && isUnlisted(bandwidthMbps ?? 0, [], bandwidthStepMbps)
      ? [
          say("the line sells bandwidth in steps of {step} Mbps, not {asked}: the panel may refuse it", {
            step: bandwidthStepMbps,
            asked: bandwidthMbps ?? 0,
          }),
        ]
      : []),
  ];
}
