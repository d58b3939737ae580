import type { ZkeysClient } from "./api/client";
import type { Harddisk, Line, Product, System, Zone } from "./api/wire";
import { find as findIn, type Lookup } from "../core/find";
import { say } from "./language/say";

/** What a panel sells, as it stood when it was loaded. */
export interface ZkeysCatalog {
  readonly zones: readonly Zone[];
  readonly lines: readonly Line[];
  /** The images of every business, not only of bare metal. */
  readonly systems: readonly System[];
  readonly harddisks: readonly Harddisk[];
  readonly products: readonly Product[];
}

/** Loads the whole catalogue, side by side. */
export async function loadCatalog(client: ZkeysClient): Promise<ZkeysCatalog> {
  const [zones, lines, systems, harddisks, products] = await Promise.all([
    client.getZones(),
    client.getLines(),
    client.getAllSystems(),
    client.getHarddisks(),
    client.getProducts(),
  ]);
  return { zones, lines, systems, harddisks, products };
}

/** The zone of this name or id. */
export function findZone(catalog: ZkeysCatalog, wanted: string): Lookup<Zone> {
  return find(say("zone"), wanted, catalog.zones, catalog.zones);
}

/**
 * The line of this name or id.
 * @param zone name or id of the zone it must lie in.
 */
export function findLine(catalog: ZkeysCatalog, wanted: string, zone?: string): Lookup<Line> {
  if (zone === undefined) return find(say("line"), wanted, catalog.lines, catalog.lines.filter(isKept));
  const within = findZone(catalog, zone);
  if (within.match === undefined) return within;
  const { guid, name = guid } = within.match;
  const lines = catalog.lines.filter((line) => line.zoneGuid === guid);
  return find(say("line"), wanted, lines, lines.filter(isKept), say(" in the zone {name}", { name }));
}

/** The model of this name or id that the line sells. */
export function findProduct(catalog: ZkeysCatalog, lineGuid: string, wanted: string): Lookup<Product> {
  const products = catalog.products.filter((product) => product.lineGuid === lineGuid);
  return find(
    say("product"),
    wanted,
    products,
    products.filter(isKept),
    say(" on the line {name}", { name: lineName(catalog, lineGuid) }),
  );
}

/** The bare-metal image of this name or id that the line offers for a purchase (`create`) or a reinstall (`install`). */
export function findSystem(
  catalog: ZkeysCatalog,
  lineGuid: string,
  wanted: string,
  use: "create" | "install",
): Lookup<System> {
  // A field that the panel leaves out rules nothing out.
  const systems = catalog.systems.filter(
    ({ businesses, lineGuids, uses }) =>
      (businesses?.includes("baremetal") ?? true) &&
      (lineGuids?.includes(lineGuid) ?? true) &&
      (uses?.includes(use) ?? true),
  );
  const on = { name: lineName(catalog, lineGuid) };
  return find(
    say("system"),
    wanted,
    systems,
    systems,
    use === "create"
      ? say(" for a purchase on the line {name}", on)
      : say(" for a reinstall on the line {name}", on),
  );
}

interface Named {
  readonly guid: string;
  readonly name?: string;
}

function isKept({ status }: { readonly status: string }): boolean {
  return status !== "deleted";
}

function lineName(catalog: ZkeysCatalog, lineGuid: string): string {
  return catalog.lines.find(({ guid }) => guid === lineGuid)?.name ?? lineGuid;
}

/**
 * @param known what an id may stand for: a service may still be on a line that is no longer sold.
 * @param named what a name may stand for.
 */
function find<T extends Named>(
  kind: string,
  wanted: string,
  known: readonly T[],
  named: readonly T[],
  place = "",
): Lookup<T> {
  const of = { idOf: ({ guid }: T) => guid, nameOf: ({ name }: T) => name };
  return findIn(wanted, { kind, rows: known, named, place, ...of });
}
