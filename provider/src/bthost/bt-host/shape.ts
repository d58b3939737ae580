import type { Plan } from "../api/plans";
import type { DatabaseEngine } from "../api/wire-words";
import type { BtHostArguments, HostSettings } from "./arguments";
import { findDomainPool, findPlan, type BthostCatalog } from "../catalog";
import type { ResolvedNames } from "../../core/names";

/** Limits that can be changed while a host is there, by their names in the client; 0 is no limit. */
const clientNames = {
  siteMaxMb: "siteMaxMb",
  sqlMaxMb: "databaseMaxMb",
  flowMaxMb: "trafficMaxMb",
  domainMax: "domainMax",
  webBackups: "siteBackupMax",
  sqlBackups: "databaseBackupMax",
} as const;
export type LimitKey = keyof typeof clientNames;
export type Limits = Readonly<Record<LimitKey, number>>;

// The keys of a record are its names.
export const limitKeys = Object.keys(clientNames) as readonly LimitKey[];

type ClientLimit = (typeof clientNames)[LimitKey];

/** Limits as the client has them, in the words of the arguments. What it does not tell is not there. */
export function limitsIn(given: Partial<Record<ClientLimit, number | undefined>>): Partial<Limits> {
  return Object.fromEntries(
    limitKeys.flatMap((key) => {
      const value = given[clientNames[key]];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** The same the other way round. */
export function clientLimits(
  given: Partial<Record<LimitKey, number | undefined>>,
): Partial<Record<ClientLimit, number>> {
  return Object.fromEntries(
    limitKeys.flatMap((key) => (given[key] === undefined ? [] : [[clientNames[key], given[key]]])),
  );
}

const noLimits: Limits = {
  siteMaxMb: 0,
  sqlMaxMb: 0,
  flowMaxMb: 0,
  domainMax: 0,
  webBackups: 0,
  sqlBackups: 0,
};

/** The limits that a plan gives: what it leaves out is none. */
export function limitsOf({ settings }: Plan): Limits {
  return { ...noLimits, ...limitsIn(settings) };
}

/** What a host is made with, whether a plan says it or `settings` do. */
export interface Shape {
  /** What stays as it was made. */
  readonly fixed: Readonly<Record<string, string | number | boolean>>;
  readonly limits: Limits;
  readonly ftp: boolean;
  readonly domainReview: boolean;
  readonly subdirectoryBinding: boolean;
}

function ofPlan(plan: Plan): Shape {
  const { settings } = plan;
  const { databaseEngine = "none", hasFtp = false, domainPoolId = "", port = 80 } = settings;
  const {
    phpVersion = "",
    program = "",
    sitesPath = "",
    isolatesSessions = false,
    usesVsftpd = false,
  } = settings;
  return {
    fixed: {
      ...{ sql: databaseEngine, ftp: hasFtp, domainPool: domainPoolId, port, phpVersion, program, sitesPath },
      ...{ sessionIsolation: isolatesSessions, vsftpd: usesVsftpd },
    },
    limits: limitsOf(plan),
    ftp: hasFtp,
    domainReview: settings.reviewsDomains ?? false,
    subdirectoryBinding: settings.allowsSubdirectories ?? false,
  };
}

function ofSettings(wanted: Partial<BtHostArguments>, names: ResolvedNames): Shape {
  const { settings: given = {} } = wanted;
  const { sql = "none", ftp = false, port = 80, phpVersion = "", program = "" } = given;
  const { sessionIsolation = false, vsftpd = false, sitesPath = "" } = given;
  const domainPool = names.domainPool?.id ?? "";
  return {
    fixed: {
      ...{ sql: engineOf(sql), ftp, domainPool, port, phpVersion, program, sitesPath },
      ...{ sessionIsolation, vsftpd },
    },
    limits: { ...noLimits, ...Object.fromEntries(limitKeys.map((key) => [key, given[key] ?? 0])) },
    ftp,
    domainReview: wanted.domainReview ?? false,
    subdirectoryBinding: wanted.subdirectoryBinding ?? false,
  };
}

/** The kind of database, in the client's words. */
export function engineOf(sql: NonNullable<HostSettings["sql"]>): DatabaseEngine {
  return ({ none: "none", MySQL: "mysql", SQLServer: "sqlServer" } as const)[sql];
}

/** What the names among arguments of before stand for. */
export function namesBefore(given: Partial<BtHostArguments>, catalog: BthostCatalog): ResolvedNames {
  const { plan, domainPool } = given;
  const ids = {
    plan: plan === undefined ? undefined : findPlan(catalog, plan).match?.id,
    domainPool: domainPool === undefined ? undefined : findDomainPool(catalog, domainPool).match?.id,
  };
  return Object.fromEntries(
    Object.entries(ids).flatMap(([key, id]) => (id === undefined ? [] : [[key, { text: "", id }]])),
  );
}

/** The plan that an argument names, as far as the panel still has it. */
export function planOf(names: ResolvedNames, catalog: BthostCatalog | undefined): Plan | undefined {
  return catalog?.plans.find(({ id }) => id === names.plan?.id);
}

/** What a host is made with; `undefined` where its plan is not known. */
export function shapeOf(
  wanted: Partial<BtHostArguments>,
  names: ResolvedNames,
  catalog: BthostCatalog | undefined,
): Shape | undefined {
  if (wanted.plan === undefined) return wanted.settings && ofSettings(wanted, names);
  const plan = planOf(names, catalog);
  return plan && ofPlan(plan);
}

/** The parts in which two shapes differ, and that only another host can have. */
export function fixedDifferences(one: Shape, other: Shape): readonly string[] {
  return Object.keys(one.fixed).filter((key) => one.fixed[key] !== other.fixed[key]);
}
