import { z } from "zod";
import {
  hostings,
  idIn,
  laneOf,
  listedBy,
  parentFaults,
  parentIn,
  shown,
  siteArguments,
  withoutGaps,
} from "./children";
import { childArguments, childKind } from "../core/child-kind";
import { documentedObject } from "../core/documented";
import { statuses } from "../core/observed";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** What only a `HostingDomain` takes. By itself, because editors show its doc comments. */
export const hostingDomainOnly = {
  /** The domain, bare: `www.example.com`; capitals make no difference. A change is a replacement. */
  domain: z
    .string()
    .toLowerCase()
    .regex(/^[^\s,/:]+$/, { error: () => say('is not a bare domain such as "www.example.com"') }),
  /** The port that it is served at, 1–65535. Default 80. A change is a replacement. */
  port: z.int().min(1).max(65_535).optional(),
};

/** The arguments of a `HostingDomain`. */
export const hostingDomainArguments = z.strictObject({
  ...childArguments,
  ...siteArguments,
  ...hostingDomainOnly,
});
export type HostingDomainArguments = z.output<typeof hostingDomainArguments>;

/** What is observed of a `HostingDomain`. */
export const hostingDomainObserved = documentedObject({
  /** The hosting, the domain and its port, which `get` takes: `7/www.example.com:80`. */
  serviceId: z.string(),
  /** `ready` as soon as it is listed. */
  status: z.enum(statuses),
  /** The web hosting, by its number. */
  hosting: z.string(),
  /** The domain. */
  domain: z.string(),
  /** The port that it is served at. */
  port: z.number(),
  /** When it was bound, ISO 8601 with offset. */
  addedAt: z.string().optional(),
});
export type HostingDomainObserved = z.output<typeof hostingDomainObserved>;

const usualPort = 80;

/** A domain that is bound to a site. */
export const hostingDomain = childKind<HostingDomainArguments, HostingDomainObserved>({
  vendor: "zonkvm",
  type: "HostingDomain",
  title: () => say("domain"),
  schemaVersion: 1,
  arguments: hostingDomainArguments,
  observed: hostingDomainObserved,
  parent: { type: "WebHosting", argument: "hosting" },
  replacedBy: ["hosting", "domain", "port"],
  goesFirst: () => say("a domain stands for one site"),

  inventory: listedBy(parentIn(hostings), async ({ hosting: api }, hosting) =>
    (await api.listDomains(hosting)).map(({ name, port = usualPort, addedAt }) => {
      const domain = name.toLowerCase();
      const serviceId = idIn(hosting, `${domain}:${port}`);
      return withoutGaps({ serviceId, status: "ready" as const, hosting, domain, port, addedAt });
    }),
  ),
  defaults: () => ({ port: usualPort }),
  createFaults: (account, { hosting }) => parentFaults(account, hostings, hosting),
  words: ({ hosting, domain, port }) =>
    say("domain {domain} at port {port} of web hosting {hosting}", {
      domain: shown(domain),
      port: shown(port),
      hosting: shown(hosting),
    }),
  // The panel binds it to one site only, whichever that is.
  nameOf: ({ domain, port }) =>
    domain === undefined || port === undefined
      ? undefined
      : say("domain {domain} at port {port}", { domain, port }),
  hasNameOf: (observed, { hosting, domain, port }) =>
    observed.hosting === hosting && observed.domain === domain && observed.port === port,
  argumentsOf: ({ hosting, domain, port }) => ({ hosting, domain, port }),
  lane: (wanted) => laneOf(hostings, wanted),

  async create(account, { hosting, domain, port }) {
    await sessionOf(account).client.hosting.addDomain(hosting, { name: domain, port });
    return undefined;
  },
  remove: (account, { hosting, domain, port }) =>
    sessionOf(account).client.hosting.deleteDomain(hosting, { name: domain, port }),
});
