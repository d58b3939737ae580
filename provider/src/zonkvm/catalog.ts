import type { Client } from "./api/client";
import type { CloudLine, CloudPackage } from "./api/cloud-servers";
import type { Image, Zone } from "./api/common";
import type { DatabaseProduct } from "./api/databases";
import type { HostingLine } from "./api/hosting";
import { find, type Lookup } from "../core/find";
import { say } from "./language/say";

/** What all kinds of servers share. */
export interface SharedCatalog {
  readonly zones: readonly Zone[];
  /** The images of every kind of server. */
  readonly images: readonly Image[];
}

/** What a line is, whatever is sold on it. */
export interface CatalogLine {
  readonly guid: string;
  readonly zoneGuid?: string | undefined;
  readonly name?: string | undefined;
}

/** What cloud servers are made of, as it stood when it was loaded. */
export interface CloudCatalog extends SharedCatalog {
  readonly lines: readonly CloudLine[];
  readonly packages: readonly CloudPackage[];
}

export async function loadSharedCatalog({ common }: Client): Promise<SharedCatalog> {
  const [zones, images] = await Promise.all([common.getZones(), common.getImages()]);
  return { zones, images };
}

export async function loadCloudCatalog(
  { cloudServers }: Client,
  shared: Promise<SharedCatalog>,
): Promise<CloudCatalog> {
  const [common, lines, packages] = await Promise.all([
    shared,
    cloudServers.getLines(),
    cloudServers.getPackages(),
  ]);
  return { ...common, lines, packages };
}

/** What web hosting and databases are sold as, on the lines that they share. */
export interface WebCatalog<Product extends DatabaseProduct = DatabaseProduct> {
  readonly lines: readonly HostingLine[];
  readonly products: readonly Product[];
}

export async function loadWebCatalog<Product extends DatabaseProduct>(
  lines: Promise<readonly HostingLine[]>,
  products: Promise<readonly Product[]>,
): Promise<WebCatalog<Product>> {
  const [soldOn, sold] = await Promise.all([lines, products]);
  return { lines: soldOn, products: sold };
}

/** What a kind of physical servers is made of. */
export async function loadPhysicalCatalog<Line, Product>(
  servers: { getLines(): Promise<Line[]>; getProducts(): Promise<Product[]> },
  shared: Promise<SharedCatalog>,
): Promise<SharedCatalog & { readonly lines: readonly Line[]; readonly products: readonly Product[] }> {
  const [common, lines, products] = await Promise.all([shared, servers.getLines(), servers.getProducts()]);
  return { ...common, lines, products };
}

/** What a row of the catalogue is called. */
interface Named {
  readonly guid: string;
  readonly name?: string | undefined;
  readonly status?: string | undefined;
}

const isEnabled = ({ status }: Named): boolean => status !== "disabled";

/** The row of this name or GUID. A service may still be on one that is no longer sold: that is known by its GUID. */
export function findNamed<T extends Named>(
  kind: string,
  wanted: string,
  rows: readonly T[],
  place = "",
): Lookup<T> {
  const named = rows.filter(isEnabled);
  return find(wanted, { kind, rows, named, place, idOf: ({ guid }) => guid, nameOf: ({ name }) => name });
}

/** A row of the catalogue that was found, by its id. */
export function byGuid<T extends { readonly guid: string }>({ match, fault }: Lookup<T>) {
  return { match: match === undefined ? undefined : { id: match.guid }, fault };
}

/** What an image is to run on. */
export type ImageUser = "server" | "lease" | "idc";

/** The image of this name or GUID that a kind of server on the line takes, to be bought with or to be installed. */
export function findImage(
  catalog: SharedCatalog & { readonly lines: readonly CatalogLine[] },
  wanted: string,
  {
    user,
    use,
    lineGuid,
  }: { readonly user: ImageUser; readonly use: "create" | "install"; readonly lineGuid: string },
): Lookup<Image> {
  const line = catalog.lines.find(({ guid }) => guid === lineGuid);
  // A field that the panel leaves out rules nothing out.
  const images = catalog.images.filter(
    ({ kinds, uses, zoneGuids }) =>
      (kinds?.includes(user) ?? true) &&
      (uses?.includes(use) ?? true) &&
      (zoneGuids === undefined || line?.zoneGuid === undefined || zoneGuids.includes(line.zoneGuid)),
  );
  const on = { name: line?.name ?? lineGuid };
  return findNamed(
    say("image"),
    wanted,
    images,
    use === "create"
      ? say(" for a purchase on the line {name}", on)
      : say(" for a reinstall on the line {name}", on),
  );
}

/** A product of hosting or of databases by its name or GUID, among those that are sold on a line. */
export function findProduct<Product extends DatabaseProduct>(
  { lines, products }: WebCatalog<Product>,
  wanted: string,
  lineGuid: string,
): Lookup<Product> {
  const line = lines.find(({ guid }) => guid === lineGuid);
  const sold = products.filter(({ lineGuids }) => lineGuid === "" || (lineGuids?.includes(lineGuid) ?? true));
  return findNamed(
    say("product"),
    wanted,
    sold,
    lineGuid === "" ? "" : say(" on the line {name}", { name: line?.name ?? lineGuid }),
  );
}

/** A package by its name (or GUID, where the panel shows one) on a line. */
export function findPackage(catalog: CloudCatalog, wanted: string, lineGuid: string): Lookup<CloudPackage> {
  const packages = catalog.packages.filter((one) => (one.lineGuid ?? lineGuid) === lineGuid);
  const line = catalog.lines.find(({ guid }) => guid === lineGuid);
  return find(wanted, {
    kind: say("package"),
    rows: packages,
    named: packages.filter(({ status }) => status !== "disabled"),
    place: say(" on the line {name}", { name: line?.name ?? lineGuid }),
    idOf: packageId,
    nameOf: ({ name }) => name,
  });
}

/** What tells a package: the vendor documents no GUID of it. */
export function packageId({ guid, name }: CloudPackage): string {
  return guid ?? name ?? "";
}
