import type { Line, Product, System } from "../api/wire";
import type { BaremetalServerArguments } from "./arguments";
import type { ZkeysCatalog } from "../catalog";
import type { Aspect, Situation } from "../../core/aspects/aspect";
import type { PlanInput } from "../../core/kind";
import type { Change } from "../../core/plan";
import type { TermOffer } from "../../core/term";
import { sizeKinds, type BaremetalServerObserved } from "./observed";
import type { Sizes } from "./size-plan";
import { say } from "../language/say";

export type BaremetalInput = PlanInput<BaremetalServerArguments, BaremetalServerObserved, ZkeysCatalog>;
export type BaremetalStep = Change<BaremetalServerObserved>;
export type BaremetalCalls = BaremetalStep["calls"];
export type BaremetalAspect = Aspect<BaremetalServerArguments, BaremetalServerObserved, ZkeysCatalog>;
export type BaremetalSituation = Situation<BaremetalServerArguments, BaremetalServerObserved, ZkeysCatalog>;

/** What the panel sells under the ids of a server. */
export interface Sold {
  readonly line: Line | undefined;
  readonly product: Product | undefined;
  readonly system: System | undefined;
}

export function soldFor(input: BaremetalInput): Sold {
  const { catalog, names, observed } = input;
  const lineId = observed?.lineId ?? names.line?.id;
  const productId = observed?.productId ?? names.product?.id;
  const systemId = names.system?.id;
  return {
    line: catalog?.lines.find((line) => line.guid === lineId),
    product: catalog?.products.find((product) => product.guid === productId),
    system: catalog?.systems.find((system) => system.guid === systemId),
  };
}

export function wantedSizes(wanted: Partial<BaremetalServerArguments>): Sizes {
  return Object.fromEntries(
    sizeKinds.flatMap((size) => (wanted[size] === undefined ? [] : [[size, wanted[size]]])),
  );
}

/** What a line sells, and how long it and its zone let a service live: the smaller of the two counts, and 0 is no limit. */
export function offerOf(
  line: Line | undefined,
  catalog: ZkeysCatalog | undefined,
  timeZone: string,
): TermOffer {
  const zone = catalog?.zones.find(({ guid }) => guid === line?.zoneGuid);
  const limits = [
    { lifeYears: line?.maxLifetimeYears ?? 0, place: say("on this line") },
    { lifeYears: zone?.maxYears ?? 0, place: say("in the zone {name}", { name: zone?.name ?? "" }) },
  ].filter(({ lifeYears }) => lifeYears > 0);
  const [least] = limits.sort((left, right) => left.lifeYears - right.lifeYears);
  // A line that names no terms rules none out.
  const months =
    line === undefined ? [] : (line.months ?? Array.from({ length: 36 }, (_, index) => index + 1));
  return { months, ...least, timeZone };
}
