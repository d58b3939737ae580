import type { Client } from "./api/client";
import type { CloudLine } from "./api/cloud-servers";
import type { IdcLine, IdcProduct } from "./api/idc-servers";
import type { LeaseDisk, LeaseLine, LeaseProduct } from "./api/lease-servers";
import { accountsOfProgram, outputForm, type Lookup, type LookupArgs } from "../pulumi/lookup";
import type { IdcServerObserved } from "./idc-server/observed";
import type { LeaseServerObserved } from "./lease-server/observed";
import { sessionOf, type ZonkvmSession } from "./session";
import { zonkvm } from "./vendor";

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

/** The lines on which cloud servers are sold (`getlines`), with prices, terms and limits. */
export const getCloudLines: Lookup<LookupArgs, readonly CloudLine[]> = async (args) =>
  (await session(args).cloudCatalog()).lines;

export const getCloudLinesOutput = outputForm(getCloudLines);

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
