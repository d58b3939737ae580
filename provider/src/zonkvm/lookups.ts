import type { Client } from "./api/client";
import type { CloudLine, CloudPackage } from "./api/cloud-servers";
import type { Image, Zone } from "./api/common";
import type { IdcLine, IdcProduct } from "./api/idc-servers";
import type { LeaseDisk, LeaseLine, LeaseProduct } from "./api/lease-servers";
import type { Traffic, VncConsole } from "./api/replies";
import type { CloudServerObserved } from "./cloud-server/observed";
import type { DatabaseProduct } from "./api/databases";
import type { HostingLine, HostingProduct, HostingTool, PhpVersion } from "./api/hosting";
import { findNamed } from "./catalog";
import type { CloudDatabaseObserved } from "./cloud-database/observed";
import { ArgumentError } from "../core/errors";
import type { Status } from "../core/observed";
import { accountsOfProgram, outputForm, required, type Lookup, type LookupArgs } from "../pulumi/lookup";
import type { IdcServerObserved } from "./idc-server/observed";
import type { LeaseServerObserved } from "./lease-server/observed";
import { sessionOf, type ZonkvmSession } from "./session";
import { zonkvm } from "./vendor";
import type { WebHostingObserved } from "./web-hosting/observed";
import { say } from "./language/say";

const accountOf = accountsOfProgram(zonkvm);

function session(args: LookupArgs | undefined): ZonkvmSession {
  return sessionOf(accountOf(args?.account));
}

/**
 * The typed client of a configured account: a method per documented operation, for what no resource does. Reads are repeated, what changes
 * something is sent once; neither the preview nor a brake holds what you call, and what it makes is in no state.
 * @throws {ConfigurationError} when the account is not configured.
 */
export const client = (args?: LookupArgs): Client => session(args).client;

/** All zones (`getzones`), disabled ones too. */
export const getZones: Lookup<LookupArgs, readonly Zone[]> = async (args) =>
  (await session(args).sharedCatalog()).zones;

export const getZonesOutput = outputForm(getZones);

/** Narrows images. */
export interface GetImagesArgs extends LookupArgs {
  /** What they run on: `server` (cloud servers), `lease` (physical servers) or `idc` (colocation). Default: all. */
  readonly kind?: "server" | "lease" | "idc" | undefined;
  /** What they can be used for: `create` (a purchase) or `install` (a reinstallation). Default: either. */
  readonly use?: "create" | "install" | undefined;
  /** GUID of a zone that has them. Default: all zones. */
  readonly zone?: string | undefined;
}

/** The images of operating systems (`getsystems`), without their passwords. What the panel does not say of one rules it out of nothing. */
export const getImages: Lookup<GetImagesArgs, readonly Omit<Image, "loginPassword">[]> = async (args) => {
  const { images } = await session(args).sharedCatalog();
  const has = (listed: readonly string[] | undefined, asked: string | undefined): boolean =>
    asked === undefined || listed === undefined || listed.includes(asked);
  return images
    .filter(
      ({ kinds, uses, zoneGuids }) =>
        has(kinds, args?.kind) && has(uses, args?.use) && has(zoneGuids, args?.zone),
    )
    .map(({ loginPassword: _loginPassword, ...image }) => image);
};

export const getImagesOutput = outputForm(getImages);

/** The lines on which cloud servers are sold (`getlines`), with prices, terms and limits. */
export const getCloudLines: Lookup<LookupArgs, readonly CloudLine[]> = async (args) =>
  (await session(args).cloudCatalog()).lines;

export const getCloudLinesOutput = outputForm(getCloudLines);

/** The packages of cloud servers (`getproduct`), with their sizes and the price of a month. */
export const getCloudPackages: Lookup<LookupArgs, readonly CloudPackage[]> = async (args) =>
  (await session(args).cloudCatalog()).packages;

export const getCloudPackagesOutput = outputForm(getCloudPackages);

/** The cloud servers of the account (`getservers`), those in no stack included: for finding the id to `adopt`. Passwords are left out. */
export const getCloudServers: Lookup<
  LookupArgs,
  readonly Omit<CloudServerObserved, "panelPassword">[]
> = async (args) =>
  (await session(args).cloudServers.all(5_000)).map(({ panelPassword: _panelPassword, ...row }) => row);

export const getCloudServersOutput = outputForm(getCloudServers);

/** Names a server of any kind. */
export interface GetServerArgs extends LookupArgs {
  /** What it is: `server` (a cloud server, default), `lease` (a physical server) or `idc` (colocation). */
  readonly kind?: "server" | "lease" | "idc" | undefined;
  /** Its `serviceId`. Required. */
  readonly id?: string | undefined;
}

/** Narrows traffic. */
export interface GetTrafficArgs extends GetServerArgs {
  /** Begin, ISO 8601 with offset. Required. */
  readonly from?: string | undefined;
  /** End, ISO 8601 with offset. Required. */
  readonly to?: string | undefined;
}

function serversOf({ kind = "server", ...args }: GetServerArgs) {
  const { cloudServers, leaseServers, idcServers } = session(args).client;
  return { server: cloudServers, lease: leaseServers, idc: idcServers }[kind];
}

/** Traffic of a server between two moments (`get_server_chart`, `get_lease_chart`, `get_idc_chart`). */
export const getTraffic: Lookup<GetTrafficArgs, Traffic> = async (args = {}) =>
  serversOf(args).getTraffic(required("id", args.id), required("from", args.from), required("to", args.to));

export const getTrafficOutput = outputForm(getTraffic);

/** Where the console of a server is (`server_getvncurl`, `lease_getvncurl`, `idc_getvncurl`). Whoever has the address is let in: keep it secret. */
export const getVncConsole: Lookup<GetServerArgs, VncConsole> = async (args = {}) =>
  serversOf(args).getVncConsole(required("id", args.id));

export const getVncConsoleOutput = outputForm(getVncConsole);

/** The lines on which physical servers are sold (`lease_lines`), with prices, terms and limits. */
export const getLeaseLines: Lookup<LookupArgs, readonly LeaseLine[]> = async (args) =>
  (await session(args).leaseCatalog()).lines;

export const getLeaseLinesOutput = outputForm(getLeaseLines);

/** The models of physical servers (`lease_product`), with their prices a month. */
export const getLeaseProducts: Lookup<LookupArgs, readonly LeaseProduct[]> = async (args) =>
  (await session(args).leaseCatalog()).products;

export const getLeaseProductsOutput = outputForm(getLeaseProducts);

/** The models of disks in physical servers (`lease_harddisk`): what the GUIDs in products and servers mean. */
export const getLeaseDisks: Lookup<LookupArgs, readonly LeaseDisk[]> = (args) => session(args).leaseDisks();

export const getLeaseDisksOutput = outputForm(getLeaseDisks);

/** The physical servers of the account (`lease_orders`), those in no stack included: for finding the id to `adopt`. Passwords are left out. */
export const getLeaseServers: Lookup<
  LookupArgs,
  readonly Omit<LeaseServerObserved, "panelPassword">[]
> = async (args) =>
  (await session(args).leaseServers.all(5_000)).map(({ panelPassword: _panelPassword, ...row }) => row);

export const getLeaseServersOutput = outputForm(getLeaseServers);

/** The lines on which colocation is sold (`idc_lines`), with prices, terms and limits. */
export const getIdcLines: Lookup<LookupArgs, readonly IdcLine[]> = async (args) =>
  (await session(args).idcCatalog()).lines;

export const getIdcLinesOutput = outputForm(getIdcLines);

/** The kinds of places in colocation (`idc_product`), with their prices a month and their power supplies. */
export const getIdcProducts: Lookup<LookupArgs, readonly IdcProduct[]> = async (args) =>
  (await session(args).idcCatalog()).products;

export const getIdcProductsOutput = outputForm(getIdcProducts);

/** The servers in colocation of the account (`idc_orders`), those in no stack included: for finding the id to `adopt`. Passwords are left out. */
export const getIdcServers: Lookup<LookupArgs, readonly Omit<IdcServerObserved, "panelPassword">[]> = async (
  args,
) => (await session(args).idcServers.all(5_000)).map(({ panelPassword: _panelPassword, ...row }) => row);

export const getIdcServersOutput = outputForm(getIdcServers);

/** The lines on which web hosting and databases are sold (`hosting_lines`). */
export const getHostingLines: Lookup<LookupArgs, readonly HostingLine[]> = async (args) =>
  (await session(args).hostingCatalog()).lines;

/** Narrows to a line. */
export interface GetOnHostingLineArgs extends LookupArgs {
  /** The line, by name or GUID. Default: all. */
  readonly line?: string | undefined;
}

/** The GUID of the line that a name stands for. */
async function lineGuidOf(opened: ZonkvmSession, line: string): Promise<string> {
  const { match, fault } = findNamed(say("line"), line, (await opened.hostingCatalog()).lines);
  if (match !== undefined) return match.guid;
  throw new ArgumentError([{ property: "line", reason: fault }]);
}

async function soldOn<Product extends DatabaseProduct>(
  products: readonly Product[],
  opened: ZonkvmSession,
  line: string | undefined,
): Promise<readonly Product[]> {
  if (line === undefined) return products;
  const guid = await lineGuidOf(opened, line);
  return products.filter(({ lineGuids }) => lineGuids?.includes(guid) ?? true);
}

/** The products of web hosting (`hosting_product`), with prices, terms and sizes. */
export const getHostingProducts: Lookup<GetOnHostingLineArgs, readonly HostingProduct[]> = async (args) => {
  const opened = session(args);
  return soldOn((await opened.hostingCatalog()).products, opened, args?.line);
};

/** The products of databases (`sql_product`), with prices, terms and sizes. */
export const getDatabaseProducts: Lookup<GetOnHostingLineArgs, readonly DatabaseProduct[]> = async (args) => {
  const opened = session(args);
  return soldOn((await opened.databaseCatalog()).products, opened, args?.line);
};

/** Of which line. */
export interface GetPhpVersionsArgs extends LookupArgs {
  /** The line, by name or GUID. */
  readonly line: string;
}

/** The versions of PHP that a line has (`get_php_version`), as `phpVersion` takes them. */
export const getPhpVersions: Lookup<GetPhpVersionsArgs, readonly PhpVersion[]> = async (args) => {
  const opened = session(args);
  return opened.client.hosting.getPhpVersions(await lineGuidOf(opened, required("line", args?.line)));
};

/** Which software, of which line. */
export interface GetSoftwareArgs extends GetPhpVersionsArgs {
  /** Its name: `phpmyadmin`. */
  readonly name: string;
}

/** Where a software of a line's node is, such as phpMyAdmin (`hosting_get_soft_find`). */
export const getSoftware: Lookup<GetSoftwareArgs, HostingTool> = async (args) => {
  const opened = session(args);
  const name = required("name", args?.name);
  return opened.client.hosting.getTool(await lineGuidOf(opened, required("line", args?.line)), name);
};

/** Narrows orders. */
export interface GetWebOrdersArgs extends LookupArgs {
  /** In the words of the output `status`: `opening`, `ready`, `stopped`, `expired`, `deleted`. Default: all. */
  readonly status?: Status | undefined;
}

/** The account's web hostings (`hosting_orders`), those in no stack included: for finding the id to `adopt`. Passwords are left out. */
export const getWebHostings: Lookup<
  GetWebOrdersArgs,
  readonly Omit<WebHostingObserved, "panelFtpPassword">[]
> = async (args) =>
  (await session(args).hostings.all(5_000))
    .filter(({ status }) => args?.status === undefined || status === args.status)
    .map(({ panelFtpPassword: _password, ...row }) => row);

/** Narrows databases. */
export interface GetDatabasesArgs extends GetWebOrdersArgs {
  /** Those that came with this web hosting, by its id. Default: all, the bought ones too. */
  readonly hosting?: string | undefined;
}

/** The account's databases (`sql_orders`), those in no stack included: for finding the id to `adopt`. Passwords are left out. */
export const getDatabases: Lookup<
  GetDatabasesArgs,
  readonly Omit<CloudDatabaseObserved, "panelPassword">[]
> = async (args) =>
  (await session(args).databases.all(5_000))
    .filter(({ status }) => args?.status === undefined || status === args.status)
    .filter(({ hostingId }) => args?.hosting === undefined || hostingId === args.hosting)
    .map(({ panelPassword: _password, ...row }) => row);

export const getHostingLinesOutput = outputForm(getHostingLines);
export const getHostingProductsOutput = outputForm(getHostingProducts);
export const getDatabaseProductsOutput = outputForm(getDatabaseProducts);
export const getPhpVersionsOutput = outputForm(getPhpVersions);
export const getSoftwareOutput = outputForm(getSoftware);
export const getWebHostingsOutput = outputForm(getWebHostings);
export const getDatabasesOutput = outputForm(getDatabases);
