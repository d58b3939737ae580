import { z } from "zod";
import type { CheckFailure } from "../../core/errors";
import type { Amounts } from "../../core/aspects/sizes";
import type { PhysicalArguments } from "./arguments";
import type { PhysicalLine, PhysicalProduct } from "./steps";
import { say } from "../language/say";

/** The sizes that can be chosen. */
export const sizeKeys = ["bandwidthMbps", "defenseGbps", "ipCount"] as const;
export type SizeKey = (typeof sizeKeys)[number];

/** What a purchase is of, in full: totals, by the most natural reading of a document that does not say. */
export type Figures = Readonly<Record<SizeKey, number>>;

const askedSchema = z.partialRecord(z.enum(sizeKeys), z.number());

export const said: Readonly<Record<SizeKey, (amount: number | string) => string>> = {
  bandwidthMbps: (amount) => say("{amount} Mbps", { amount }),
  defenseGbps: (amount) => say("{amount} Gbps defense", { amount }),
  ipCount: (amount) => `${amount} ${Number(amount) === 1 ? "IP" : "IPs"}`,
};

/** Amounts in words: `100 Mbps, 10 Gbps defense, 1 IP`. */
export function wordsOf(figures: Figures): string {
  return sizeKeys
    .filter((key) => figures[key] > 0)
    .map((key) => said[key](figures[key]))
    .join(", ");
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
    const reason = say("is {least} to {most} on the line {name}, not {amount}", {
      least,
      most: most === Infinity ? "any" : most,
      name: line.name ?? line.guid,
      amount,
    });
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
  const mayRefuse = say("the panel may refuse it");
  const steps = (step: number, unit: string) => say("in steps of {step} {unit}", { step, unit });
  return [
    ...below.map((key) =>
      say("the product comes with {value}, and `{key}` is {amounts}: {mayRefuse}", {
        value: said[key](product?.[key] ?? 0),
        key,
        amounts: amounts[key] ?? 0,
        mayRefuse,
      }),
    ),
    ...(!isOwn("ipCount") && isUnlisted(ipCount ?? 0, ipCounts, 0)
      ? [
          say("the line lists {ipCounts} addresses, not {ipCount}: {mayRefuse}", {
            ipCounts: ipCounts.join(", "),
            ipCount: ipCount ?? 0,
            mayRefuse,
          }),
        ]
      : []),
    ...(!isOwn("defenseGbps") && isUnlisted(defenseGbps ?? 0, defenseOptionsGbps, defenseStepGbps)
      ? [
          say("the line lists a defense {steps}, not of {defenseGbps}: {mayRefuse}", {
            steps:
              defenseOptionsGbps.length > 0
                ? say("of {defenseOptionsGbps} Gbps", { defenseOptionsGbps: defenseOptionsGbps.join(", ") })
                : steps(defenseStepGbps, "Gbps"),
            defenseGbps: defenseGbps ?? 0,
            mayRefuse,
          }),
        ]
      : []),
    ...(!isOwn("bandwidthMbps") && isUnlisted(bandwidthMbps ?? 0, [], bandwidthStepMbps)
      ? [
          say("the line sells bandwidth {steps}, not {bandwidthMbps}: {mayRefuse}", {
            steps: steps(bandwidthStepMbps, "Mbps"),
            bandwidthMbps: bandwidthMbps ?? 0,
            mayRefuse,
          }),
        ]
      : []),
  ];
}
