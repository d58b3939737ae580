import type { ZkeysClient } from "./api/client";
import type { Harddisk, Line, Product, System, Zone } from "./api/wire";
import type { BaremetalServerRow } from "./baremetal-server/observed";
import { findLine, findZone, type ZkeysCatalog } from "./catalog";
import type { Status } from "../core/observed";
import { accountsOfProgram, found, outputForm, type Lookup, type LookupArgs } from "../pulumi/lookup";
import { sessionOf, type ZkeysSession } from "./session";
import { zkeys } from "./vendor";

const accountOf = accountsOfProgram(zkeys);

function session(args: LookupArgs | undefined): ZkeysSession {
  return sessionOf(accountOf(args?.account));
}

/**
 * The typed client of a configured account: a method per documented operation, for what no resource does. Reads are repeated, what changes
 * something is sent once; neither the preview nor a brake holds what you call, and what it makes is in no state.
 * @throws {ConfigurationError} when the account is not configured.
 */
export const client = (args?: LookupArgs): ZkeysClient => session(args).client;

/** Narrows lines to a zone, by name or GUID. */
export interface GetLinesArgs extends LookupArgs {
  /** The zone, by name or GUID. Default: all zones. */
  readonly zone?: string | undefined;
}

/** Narrows models and images to a line, by name or GUID. */
export interface GetOnLineArgs extends LookupArgs {
  /** The line, by name or GUID. Default: all lines. */
  readonly line?: string | undefined;
  /** The zone, where lines of the same name are in several. */
  readonly zone?: string | undefined;
}

/** All zones (`getzones`). */
export const getZones: Lookup<LookupArgs, readonly Zone[]> = async (args) =>
  (await session(args).catalog()).zones;

/** The lines (`sync_line`), with prices, terms and limits. */
export const getLines: Lookup<GetLinesArgs, readonly Line[]> = async (args) => {
  const catalog = await session(args).catalog();
  const zone = args?.zone === undefined ? undefined : found("", findZone(catalog, args.zone));
  return catalog.lines.filter(
    (line) => line.status !== "deleted" && (zone === undefined || line.zoneGuid === zone.guid),
  );
};

/** The models of machines (`sync_product`), with the price of a month and what it includes. */
export const getProducts: Lookup<GetOnLineArgs, readonly Product[]> = async (args) => {
  const catalog = await session(args).catalog();
  const line = args?.line === undefined ? undefined : found("", findLine(catalog, args.line, args.zone));
  return catalog.products.filter(
    (product) => product.status !== "deleted" && (line === undefined || product.lineGuid === line.guid),
  );
};

/** The bare-metal images (`getsystems`). */
export const getSystems: Lookup<GetOnLineArgs, readonly System[]> = async (args) => {
  const catalog = await session(args).catalog();
  const line = args?.line === undefined ? undefined : found("", findLine(catalog, args.line, args.zone));
  return catalog.systems.filter(
    (system) =>
      (system.businesses?.includes("baremetal") ?? true) &&
      (line === undefined || (system.lineGuids?.includes(line.guid) ?? true)),
  );
};

/** The models of disks (`sync_harddisk`). */
export const getHarddisks: Lookup<LookupArgs, readonly Harddisk[]> = async (args) =>
  (await session(args).catalog()).harddisks;

/** Narrows servers. */
export interface GetServersArgs extends GetOnLineArgs {
  /** In the words of the output `status`: `opening`, `ready`, `stopped`, `locked`, `expired`, `deleted`. Default: all. */
  readonly status?: Status | undefined;
  /** The zone, by name or GUID: without `line`, the servers on all its lines. */
  readonly zone?: string | undefined;
}

/**
 * The account's servers (`sync_baremetal`), those in no stack included: for finding the id to `adopt`. Access to IPMI is left out, which
 * `BaremetalServer.get` shows as a secret.
 */
export const getServers: Lookup<GetServersArgs, readonly Omit<BaremetalServerRow, "ipmi">[]> = async (
  args,
) => {
  const opened = session(args);
  const rows = await opened.servers.all(5_000);
  const catalog = args?.line === undefined && args?.zone === undefined ? undefined : await opened.catalog();
  const lines = catalog === undefined ? undefined : linesOf(catalog, args);
  return rows
    .filter(({ lineId }) => lines === undefined || lines.has(lineId ?? ""))
    .filter(({ status }) => args?.status === undefined || status === args.status)
    .map(({ ipmi: _ipmi, ...row }) => row);
};

/** The ids of the lines that a line's or a zone's name stands for. */
function linesOf(catalog: ZkeysCatalog, args: GetOnLineArgs | undefined): ReadonlySet<string> {
  if (args?.line !== undefined) return new Set([found("", findLine(catalog, args.line, args.zone)).guid]);
  const zone = found("", findZone(catalog, args?.zone ?? ""));
  return new Set(catalog.lines.filter(({ zoneGuid }) => zoneGuid === zone.guid).map(({ guid }) => guid));
}

export const getZonesOutput = outputForm(getZones);
export const getLinesOutput = outputForm(getLines);
export const getProductsOutput = outputForm(getProducts);
export const getSystemsOutput = outputForm(getSystems);
export const getHarddisksOutput = outputForm(getHarddisks);
export const getServersOutput = outputForm(getServers);
