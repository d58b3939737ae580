import type { Choice, Plan } from "./api/plans";
import type { Database } from "./api/databases";
import type { DomainPool, PoolDomain } from "./api/domains";
import type { FtpAccount } from "./api/ftp-accounts";
import type { HostDetails, HostState } from "./api/hosts";
import type { IpAddress, IpPool } from "./api/ip-addresses";
import type { LoginForm } from "./api/login";
import type { BthostClient } from "./api/client";
import { categories, type BtCategoryObserved } from "./bt-category";
import type { BtHostObserved } from "./bt-host/observed";
import { users, type BtUserObserved } from "./bt-user";
import { findDomainPool, findIpPool, findPlan } from "./catalog";
import { ArgumentError } from "../core/errors";
import {
  accountsOfProgram,
  found,
  outputForm,
  required,
  type Lookup,
  type LookupArgs,
} from "../pulumi/lookup";
import { sessionOf, type BthostSession } from "./session";
import { bthost } from "./vendor";
import { say } from "./language/say";

const accountOf = accountsOfProgram(bthost);

function session(args: LookupArgs | undefined): BthostSession {
  return sessionOf(accountOf(args?.account));
}

/**
 * The typed client of a configured account: a method per documented operation, for what no resource does. Reads are repeated, what changes
 * something is sent once; neither the preview nor a brake holds what you call, and what it makes is in no state.
 * @throws {ConfigurationError} when the account is not configured.
 */
export const client = (args?: LookupArgs): BthostClient => session(args).client;

const withoutPassword = <T extends { readonly password?: string | undefined }>({
  password: _password,
  ...rest
}: T): Omit<T, "password"> => rest;

/** Names a host. */
export interface GetOfHostArgs extends LookupArgs {
  /** The host, by its `serviceId`. Required. */
  readonly host?: string | undefined;
}

/** Names a plan. */
export interface GetPlanArgs extends LookupArgs {
  /** The plan, by name or id. Required. */
  readonly plan?: string | undefined;
}

/** Names a pool. */
export interface GetOfPoolArgs extends LookupArgs {
  /** The pool, by name or id. Required. */
  readonly pool?: string | undefined;
}

/** Narrows hosts. */
export interface GetHostsArgs extends LookupArgs {
  /** Only those of this user, by its id. */
  readonly owner?: string | undefined;
  /** Only those of this category, by its id. */
  readonly category?: string | undefined;
}

/** Names a database or an FTP account. */
export interface GetByIdArgs extends LookupArgs {
  /** Its id. Required. */
  readonly id?: string | undefined;
}

/** Plans (`plans_list`), those that are no longer offered included. */
export const getPlans: Lookup<LookupArgs, readonly Plan[]> = async (args) =>
  (await session(args).catalog()).plans;

/** A plan (`plans_info`). */
export const getPlan: Lookup<GetPlanArgs, Plan> = async (args) => {
  const opened = session(args);
  const { id } = found("plan", findPlan(await opened.catalog(), required("plan", args?.plan)));
  const plan = await opened.client.plans.find(id);
  return found(
    "plan",
    plan === undefined ? { fault: say("there is no plan {id}", { id }) } : { match: plan },
  );
};

/** Pools that hosts get their default domain from (`domainpools_list`). */
export const getDomainPools: Lookup<LookupArgs, readonly DomainPool[]> = async (args) =>
  (await session(args).catalog()).domainPools;

/** The domains of a pool (`domain_list`). */
export const getPoolDomains: Lookup<GetOfPoolArgs, readonly PoolDomain[]> = async (args) => {
  const opened = session(args);
  const { id } = found("pool", findDomainPool(await opened.catalog(), required("pool", args?.pool)));
  return opened.client.domains.list(id);
};

/** Pools of addresses (`ippools_list`). */
export const getIpPools: Lookup<LookupArgs, readonly IpPool[]> = async (args) =>
  (await session(args).catalog()).ipPools;

/** The addresses of a pool (`ipaddress_list`): `ipAddresses` of a `BtHost` takes their ids. */
export const getIpAddresses: Lookup<GetOfPoolArgs, readonly IpAddress[]> = async (args) => {
  const opened = session(args);
  const { id } = found("pool", findIpPool(await opened.catalog(), required("pool", args?.pool)));
  return opened.client.ipAddresses.list(id);
};

/** A host of the list. */
export type ListedHost = Omit<BtHostObserved, "ftpPassword" | "databasePassword">;

/** Hosts (`host_list`), those in no stack included: for finding the id to `adopt`. What lies in the recycle bin is in no list. */
export const getHosts: Lookup<GetHostsArgs, readonly ListedHost[]> = async (args) => {
  const rows = await session(args).hosts.all(5_000);
  return rows
    .filter(({ owner }) => args?.owner === undefined || owner === args.owner)
    .filter(({ categoryId }) => args?.category === undefined || categoryId === args.category)
    .map((row) => ({ ...row, ftpPassword: undefined, databasePassword: undefined }));
};

/** A host with all that belongs to it. */
export interface WholeHost extends Omit<HostDetails, "ftp" | "databases"> {
  /** Its FTP account, unless that is disabled. */
  readonly ftp: Omit<FtpAccount, "password"> | undefined;
  /** Its databases. */
  readonly databases: readonly Omit<Database, "password">[];
}

/** A host with its domains, its FTP account and its databases, without their passwords (`host_info`). */
export const getHost: Lookup<GetOfHostArgs, WholeHost> = async (args) => {
  const id = required("host", args?.host);
  const host = await session(args).client.hosts.find(id);
  const details = found(
    "host",
    host === undefined ? { fault: say("there is no host {id}", { id }) } : { match: host },
  );
  const { ftp, databases } = details;
  return { ...details, ftp: ftp && withoutPassword(ftp), databases: databases.map(withoutPassword) };
};

/** What the installation and the server's own panel say of a host (`host_status`). */
export const getHostState: Lookup<GetOfHostArgs, HostState> = async (args) =>
  session(args).client.hosts.getState(required("host", args?.host));

/** What a host uses, of what it may. Nothing is measured anew: that may stop it (`reseller.bthost.client().hosts.measure`). */
export interface HostUsage {
  /** When it was measured, ISO 8601 with offset; not there when it never was. */
  readonly checkedAt: string | undefined;
  /** Web space, in MB: in use, and the most (0 for as much as there is). */
  readonly siteMb: readonly [used: number | undefined, most: number | undefined];
  /** Database space, in MB. */
  readonly sqlMb: readonly [used: number | undefined, most: number | undefined];
  /** Traffic of this month, in MB. */
  readonly flowMb: readonly [used: number | undefined, most: number | undefined];
}

/** What a host uses, as it was measured last (`host_info`). */
export const getHostUsage: Lookup<GetOfHostArgs, HostUsage> = async (args) => {
  const host = await getHost(args);
  return {
    checkedAt: host.checkedAt,
    siteMb: [host.siteUsedMb, host.siteMaxMb],
    sqlMb: [host.databaseUsedMb, host.databaseMaxMb],
    flowMb: [host.trafficUsedMb, host.trafficMaxMb],
  };
};

/** A user of the list. */
export type ListedUser = Omit<BtUserObserved, "panelPassword">;

/** Users (`user_list`), those in no stack included. */
export const getUsers: Lookup<LookupArgs, readonly ListedUser[]> = async (args) =>
  (await users(accountOf(args?.account)).all(5_000)).map((row) => ({ ...row, panelPassword: undefined }));

/** Categories of sites (`sort_list`); 0 is the built-in one. */
export const getCategories: Lookup<LookupArgs, readonly BtCategoryObserved[]> = (args) =>
  categories(accountOf(args?.account)).all(5_000);

/** Versions of PHP that the server has (`php_list`). */
export const getPhpVersions: Lookup<LookupArgs, readonly Choice[]> = (args) =>
  session(args).client.plans.listPhpVersions();

/** Programs that can be installed on a new host (`deployment_list`). */
export const getPrograms: Lookup<LookupArgs, readonly Choice[]> = (args) =>
  session(args).client.plans.listPrograms();

/** A database (`sql_info`), without its password. */
export const getDatabase: Lookup<GetByIdArgs, Omit<Database, "password">> = async (args) => {
  const id = required("id", args?.id);
  return withoutPassword(await session(args).client.databases.get(id));
};

/** An FTP account (`ftp_info`), without its password. */
export const getFtpAccount: Lookup<GetByIdArgs, Omit<FtpAccount, "password">> = async (args) => {
  const id = required("id", args?.id);
  const account = await session(args).client.ftpAccounts.find(id);
  if (account === undefined)
    throw new ArgumentError([{ property: "id", reason: say("there is no FTP account {id}", { id }) }]);
  return withoutPassword(account);
};

/** Load of the server (`server_status`), as its own panel tells it. */
export const getServerStatus: Lookup<LookupArgs, unknown> = (args) =>
  session(args).client.system.getServerStatus();

/**
 * What a browser sends to log in to a host as its owner (`host_login`). Nothing is sent here. It holds the owner's password: there is no
 * `…Output` form, and it does not belong into an output of the stack.
 */
export const getLoginForm: Lookup<GetOfHostArgs, LoginForm> = async (args) => {
  const hostId = required("host", args?.host);
  const { client: api } = session(args);
  const { userId = "" } = await getHost(args);
  const owner = await api.users.find(userId);
  const { username, password } = owner ?? {};
  if (username === undefined || password === undefined) {
    const reason = say("the password of its owner, user {userId}, cannot be read", { userId });
    throw new ArgumentError([{ property: "host", reason }]);
  }
  return api.loginForm({ account: username, password, hostId });
};

export const getPlansOutput = outputForm(getPlans);
export const getPlanOutput = outputForm(getPlan);
export const getDomainPoolsOutput = outputForm(getDomainPools);
export const getPoolDomainsOutput = outputForm(getPoolDomains);
export const getIpPoolsOutput = outputForm(getIpPools);
export const getIpAddressesOutput = outputForm(getIpAddresses);
export const getHostsOutput = outputForm(getHosts);
export const getHostOutput = outputForm(getHost);
export const getHostStateOutput = outputForm(getHostState);
export const getHostUsageOutput = outputForm(getHostUsage);
export const getUsersOutput = outputForm(getUsers);
export const getCategoriesOutput = outputForm(getCategories);
export const getPhpVersionsOutput = outputForm(getPhpVersions);
export const getProgramsOutput = outputForm(getPrograms);
export const getDatabaseOutput = outputForm(getDatabase);
export const getFtpAccountOutput = outputForm(getFtpAccount);
export const getServerStatusOutput = outputForm(getServerStatus);
