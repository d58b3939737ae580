import { z } from "zod";
import { domainPools, domains, ipAddresses, ipPools, plans, programs, users } from "./offer";
import { Binding, Ftp, Host, HostEvent, IpAddress, Plan, Pool, PoolDomain, Sql, User } from "./rows";
import { SitesState } from "./sites";

/** Everything that an installation and the panel behind it remember. */
export const BthostState = z.object({
  schema: z.literal("bthost-sandbox-1"),
  accessToken: z.string(),
  clockOffsetMs: z.number(),
  /** Seconds that the installation's clock is ahead of the real time; behind when negative. Nothing else moves with it. */
  skewSeconds: z.number(),
  /** Last id given out, by table. */
  sequences: z.record(z.string(), z.number()),
  hosts: z.array(Host),
  sqls: z.array(Sql),
  ftps: z.array(Ftp),
  bindings: z.array(Binding),
  users: z.array(User),
  ipPools: z.array(Pool),
  ipAddresses: z.array(IpAddress),
  domainPools: z.array(Pool),
  domains: z.array(PoolDomain),
  plans: z.array(Plan),
  /** Programs that can be installed beforehand. */
  programs: z.array(z.object({ id: z.string(), name: z.string() })),
  phpVersions: z.array(z.string()),
  events: z.array(HostEvent),
  /** How often each operation that changes something was carried out. */
  done: z.record(z.string(), z.number()),
  sites: SitesState,
  /** The list of categories as it was last read from the panel; nothing before the first time. */
  categoriesSeen: z.array(z.object({ id: z.number(), name: z.string() })).nullable(),
  /** When the jobs run next, Unix seconds. */
  nextExpiryRun: z.number(),
  nextQuotaRun: z.number(),
  /** Why every call is refused, if it is. */
  blocked: z.string().nullable(),
  /** Where the next build fails, if it does. */
  nextBuildFails: z.enum(["details", "endDay", "program", "limits", "analysis", "record"]).nullable(),
});
export type BthostState = z.infer<typeof BthostState>;

/** An installation with plans and pools, one user `admin`, and no hosts. */
export const freshState = (accessToken: string): BthostState => ({
  schema: "bthost-sandbox-1",
  accessToken,
  clockOffsetMs: 0,
  skewSeconds: 0,
  sequences: { host: 66, user: 1, sql: 54, ftp: 53, binding: 19 },
  hosts: [],
  sqls: [],
  ftps: [],
  bindings: [],
  ...structuredClone({ users, ipPools, ipAddresses, domainPools, domains, plans, programs }),
  phpVersions: ["56", "72", "74"],
  events: [],
  done: {},
  sites: {
    sequence: 180,
    sites: [],
    ftps: [],
    databases: [],
    categories: [
      { id: 0, name: "默认分类" },
      { id: 5, name: "vip" },
    ],
    filesLost: [],
    webServer: "nginx",
    refusals: {},
    isDown: false,
    sparesSharedFolders: false,
  },
  categoriesSeen: null,
  nextExpiryRun: 0,
  nextQuotaRun: 0,
  blocked: null,
  nextBuildFails: null,
});
