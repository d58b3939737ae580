import type { BthostClient } from "./api/client";
import type { DomainPool } from "./api/domains";
import type { IpPool } from "./api/ip-addresses";
import type { Plan } from "./api/plans";
import { ResellerError } from "../core/errors";
import { find, type Lookup } from "../core/find";
import { say } from "./language/say";

/** A category of sites. */
interface Category {
  readonly serviceId: string;
  readonly name?: string | undefined;
}

/** What names stand for. */
export interface BthostCatalog {
  readonly plans: readonly Plan[];
  readonly domainPools: readonly DomainPool[];
  readonly ipPools: readonly IpPool[];
  /** Those included that this run has made. Absent when the panel behind the installation does not answer. */
  readonly categories?: readonly Category[] | undefined;
  /** The users, those included that this run has made. Absent when they cannot be listed. */
  readonly owners?: readonly { readonly serviceId: string }[] | undefined;
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

export const findPlan = ({ plans }: BthostCatalog, text: string): Lookup<Plan> =>
  among(say("plan"), plans, text);

export const findDomainPool = ({ domainPools }: BthostCatalog, text: string): Lookup<DomainPool> =>
  among(say("domain pool"), domainPools, text);

export const findIpPool = ({ ipPools }: BthostCatalog, text: string): Lookup<IpPool> =>
  among(say("IP pool"), ipPools, text);

export function findCategory({ categories }: BthostCatalog, text: string): Lookup<Named> {
  if (categories === undefined)
    return { fault: say("cannot be looked up: the panel does not list its categories now") };
  const rows = categories.map(({ serviceId: id, name }) => ({ id, name }));
  return among(say("category"), rows, text);
}
