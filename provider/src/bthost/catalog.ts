import type { BthostClient } from "./api/client";
import type { DomainPool } from "./api/domains";
import type { IpPool } from "./api/ip-addresses";
import type { Plan } from "./api/plans";
import { ResellerError } from "../core/errors";
import { find, type Lookup } from "../core/find";

/** A category of sites. */
interface Category {
  readonly id: string;
  readonly name?: string | undefined;
}

/** What names stand for. */
export interface BthostCatalog {
  readonly plans: readonly Plan[];
  readonly domainPools: readonly DomainPool[];
  readonly ipPools: readonly IpPool[];
  /** Those included that this run has made. Absent when the panel behind the installation does not answer. */
  readonly categories?: readonly Category[] | undefined;
  /** Ids of the users, those included that this run has made. Absent when they cannot be listed. */
  readonly userIds?: ReadonlySet<string> | undefined;
}

/** What a read says; `undefined` when it fails. What only some arguments need must not stop all of them. */
export async function unlessRefused<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof ResellerError) return undefined;
    throw error;
  }
}

/** Reads all that names may stand for. */
export async function loadCatalog({ plans, domains, ipAddresses }: BthostClient): Promise<BthostCatalog> {
  const [allPlans, domainPools, ipPools] = await Promise.all([
    plans.list(),
    domains.listPools(),
    ipAddresses.listPools(),
  ]);
  return { plans: allPlans, domainPools, ipPools };
}

interface Named {
  readonly id: string;
  readonly name?: string | undefined;
}

const among = <T extends Named>(kind: string, rows: readonly T[], text: string): Lookup<T> =>
  find(text, { kind, rows, idOf: ({ id }) => id, nameOf: ({ name }) => name });

export const findPlan = ({ plans }: BthostCatalog, text: string): Lookup<Plan> => among("plan", plans, text);

export const findDomainPool = ({ domainPools }: BthostCatalog, text: string): Lookup<DomainPool> =>
  among("domain pool", domainPools, text);

export const findIpPool = ({ ipPools }: BthostCatalog, text: string): Lookup<IpPool> =>
  among("IP pool", ipPools, text);

export function findCategory({ categories }: BthostCatalog, text: string): Lookup<Category> {
  if (categories !== undefined) return among("category", categories, text);
  return { fault: "cannot be looked up: the panel does not list its categories now" };
}
