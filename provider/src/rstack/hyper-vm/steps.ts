import type { HyperVmArguments } from "./arguments";
import type { RstackCatalog } from "../catalog";
import type { Aspect, Part, Situation } from "../../core/aspects/aspect";
import type { PlanInput } from "../../core/kind";
import type { Change } from "../../core/plan";
import type { HyperVmObserved } from "./observed";

export type HyperVmInput = PlanInput<HyperVmArguments, HyperVmObserved, RstackCatalog>;
export type HyperVmStep = Change<HyperVmObserved>;
export type HyperVmAspect = Aspect<HyperVmArguments, HyperVmObserved, RstackCatalog>;
export type HyperVmSituation = Situation<HyperVmArguments, HyperVmObserved, RstackCatalog>;
export type HyperVmPart = Part<HyperVmObserved>;

/** The addresses of a family, in the words of the arguments. */
export const addressKeys = { ipv4: "ipv4Addresses", ipv6: "ipv6Addresses" } as const;
export type Family = keyof typeof addressKeys;
export const families: readonly Family[] = ["ipv4", "ipv6"];
/** A family in a sentence. */
export const labels: Readonly<Record<Family, string>> = { ipv4: "IPv4", ipv6: "IPv6" };

/** How many addresses a purchase takes by number. */
export function countOf(wanted: Partial<HyperVmArguments>, family: Family): number {
  const wish = wanted[family];
  if (wish === undefined) return family === "ipv4" ? 1 : 0;
  return "count" in wish ? wish.count : 0;
}
