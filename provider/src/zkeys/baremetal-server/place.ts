import { findLine, findProduct, findZone } from "../catalog";
import { place } from "../../core/aspects/place";
import type { Lookup } from "../../core/find";
import type { BaremetalAspect, BaremetalSituation } from "./steps";
import { say } from "../language/say";

/** A row of the catalogue that was found, by its id. */
export function byId<T extends { readonly guid: string }>({ match, fault }: Lookup<T>) {
  return { match: match === undefined ? undefined : { id: match.guid }, fault };
}

function zoneWarnings({ names, recorded, catalog, observed: { lineId } }: BaremetalSituation): string[] {
  const { zone } = names;
  const line = catalog?.lines.find(({ guid }) => guid === lineId);
  if (zone === undefined || recorded?.names.zone?.id === zone.id) return [];
  if (line?.zoneGuid === undefined || line.zoneGuid === zone.id) return [];
  const at = catalog?.zones.find(({ guid }) => guid === line.zoneGuid)?.name ?? line.zoneGuid;
  return [
    say(
      "a change of `zone` moves nothing: the server stays on the line {name} in the zone {at}. To move it, set `line` to the id of the line that it is to have: a replacement",
      { name: line.name ?? line.guid, at },
    ),
  ];
}

/** A zone only tells lines of one name apart when ordering. */
export const zone: BaremetalAspect = {
  references: (catalog) => [{ property: "zone", find: (text) => byId(findZone(catalog, text)) }],
  plan: (situation) => ({ warnings: zoneWarnings(situation) }),
};

/** The line that it is on. A line has models and images of its own. */
export const line: BaremetalAspect = place({
  property: "line",
  liveOf: ({ lineId }) => lineId,
  find: (catalog, text, { zone: zoneId }) => byId(findLine(catalog, text, zoneId)),
});

/** The model of the machine. */
export const product: BaremetalAspect = place({
  property: "product",
  liveOf: ({ productId }) => productId,
  within: ["line"],
  find: (catalog, text, { line: lineId = "" }) => byId(findProduct(catalog, lineId, text)),
});
