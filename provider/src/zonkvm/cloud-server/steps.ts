import type { CloudLine, CloudPackage } from "../api/cloud-servers";
import type { CloudServerArguments } from "./arguments";
import { packageId, type CloudCatalog } from "../catalog";
import type { Aspect, Situation } from "../../core/aspects/aspect";
import type { PlanInput } from "../../core/kind";
import type { Change } from "../../core/plan";
import type { CloudServerObserved } from "./observed";

export type CloudInput = PlanInput<CloudServerArguments, CloudServerObserved, CloudCatalog>;
export type CloudSituation = Situation<CloudServerArguments, CloudServerObserved, CloudCatalog>;
export type CloudAspect = Aspect<CloudServerArguments, CloudServerObserved, CloudCatalog>;
export type CloudCalls = Change<CloudServerObserved>["calls"];

/** The line of a server, or the one that it is to be bought on. */
export function lineOf({ catalog, names, observed }: CloudInput): CloudLine | undefined {
  const guid = observed?.lineId ?? names.line?.id;
  return catalog?.lines.find((line) => line.guid === guid);
}

/** The package that is asked for. */
export function packageOf({
  catalog,
  names,
}: Pick<CloudInput, "catalog" | "names">): CloudPackage | undefined {
  const { package: asked, line } = names;
  if (asked === undefined) return undefined;
  return catalog?.packages.find(
    (one) => packageId(one) === asked.id && (one.lineGuid ?? line?.id) === line?.id,
  );
}
