import type { ZkeysClient } from "./api/client";
import type { Harddisk, Line, Product, System, Zone } from "./api/wire";

/** What a panel sells, as it stood when it was loaded. */
export interface ZkeysCatalog {
  readonly zones: readonly Zone[];
  readonly lines: readonly Line[];
  /** The images of every business, not only of bare metal. */
  readonly systems: readonly System[];
  readonly harddisks: readonly Harddisk[];
  readonly products: readonly Product[];
}

/** What a text stands for, or why it stands for nothing, in words for the user that list the candidates. */
export type Lookup<T> =
  { readonly match: T; readonly fault?: undefined } | { readonly match?: undefined; readonly fault: string };

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
  return find("zone", wanted, catalog.zones, catalog.zones);
}

/**
 * The line of this name or id.
 * @param zone name or id of the zone it must lie in.
 */
export function findLine(catalog: ZkeysCatalog, wanted: string, zone?: string): Lookup<Line> {
  if (zone === undefined) return find("line", wanted, catalog.lines, catalog.lines.filter(isKept));
  const within = findZone(catalog, zone);
  if (within.match === undefined) return within;
  const { guid, name = guid } = within.match;
  const lines = catalog.lines.filter((line) => line.zoneGuid === guid);
  return find("line", wanted, lines, lines.filter(isKept), ` in the zone ${name}`);
}

/** The model of this name or id that the line sells. */
export function findProduct(catalog: ZkeysCatalog, lineGuid: string, wanted: string): Lookup<Product> {
  const products = catalog.products.filter((product) => product.lineGuid === lineGuid);
  return find("product", wanted, products, products.filter(isKept), ` on ${lineName(catalog, lineGuid)}`);
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
  const purpose = use === "create" ? "for a purchase" : "for a reinstall";
  return find("system", wanted, systems, systems, ` ${purpose} on ${lineName(catalog, lineGuid)}`);
}

interface Named {
  readonly guid: string;
  readonly name?: string;
}

function isKept({ status }: { readonly status: string }): boolean {
  return status !== "deleted";
}

function lineName(catalog: ZkeysCatalog, lineGuid: string): string {
  return `the line ${catalog.lines.find(({ guid }) => guid === lineGuid)?.name ?? lineGuid}`;
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
  const text = wanted.trim();
  const byGuid = known.find(({ guid }) => guid === text);
  if (byGuid !== undefined) return { match: byGuid };
  const exact = named.filter(({ name }) => name?.trim() === text);
  const loose =
    exact.length > 0 ? exact : named.filter(({ name }) => name?.trim().toLowerCase() === text.toLowerCase());
  const [match, ...others] = loose;
  if (match !== undefined && others.length === 0) return { match };
  if (match !== undefined) {
    return {
      fault: `"${text}" is the name of ${loose.length} ${kind}s${place}; use an id: ${listed(loose, text)}`,
    };
  }
  if (named.length === 0) return { fault: `there is no ${kind}${place}` };
  return { fault: `there is no ${kind} "${text}"${place}; there are: ${listed(named, text)}` };
}

const mostListed = 10;

/** The candidates, those that look most like the text first: they contain it, or differ in few letters. */
function listed(candidates: readonly Named[], text: string): string {
  const looked = text.toLowerCase();
  const nearest = candidates
    .map(({ guid, name = "" }) => ({ words: `${name} (${guid})`, name: name.toLowerCase() }))
    .map(({ words, name }) => ({ words, far: name.includes(looked) ? 0 : distance(name, looked) }))
    .sort((a, b) => a.far - b.far)
    .map(({ words }) => words);
  const more = nearest.length > mostListed ? `, and ${nearest.length - mostListed} more` : "";
  return `${nearest.slice(0, mostListed).join(", ")}${more}`;
}

/** How many letters must be put in, taken out or replaced to make one text of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
