import { z } from "zod";
import { childArguments, childKind } from "../core/child-kind";
import { documentedObject } from "../core/documented";
import { withoutGaps } from "../core/gaps";
import { listedBy } from "../core/listed-by";
import { statuses } from "../core/observed";
import { shown } from "../core/shown";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** What only a `BtDomain` takes. By itself, because editors show its doc comments. */
export const btDomainOnly = {
  /** The host, by its `id` or `serviceId`. A change is a replacement. */
  host: z
    .string()
    .regex(/^[1-9]\d*$/, { error: () => say("is not the id of a host; name it by its `serviceId`") }),
  /** The domain, bare: `www.example.com`; capitals make no difference. A change is a replacement: the old one stays bound. */
  domain: z
    .string()
    .toLowerCase()
    .regex(/^[^\s,/:<>&"']+\.[^\s,/:<>&"']+$/, {
      error: () => say('is not a bare domain such as "www.example.com"'),
    }),
  /** The directory of the site that it leads to, `/` (default) or one below, for which the host needs `subdirectoryBinding`. A change is a replacement. */
  directory: z
    .string()
    .regex(/^\/[^\s<>&"']*$/, { error: () => say("is not a directory such as /shop") })
    .optional(),
  /** Whether it waits for a review in the panel (`is_audit`). Default false. Used when binding; a change is recorded and does nothing. */
  review: z.boolean().optional(),
};

/** The arguments of a `BtDomain`. */
export const btDomainArguments = z.strictObject({ ...childArguments, ...btDomainOnly });
export type BtDomainArguments = z.output<typeof btDomainArguments>;

/** What is observed of a `BtDomain`. */
export const btDomainObserved = documentedObject({
  /** The host and the domain, which `get` takes: `67/www.example.com`. */
  serviceId: z.string(),
  /** `ready`, or `stopped` while it waits for a review or was rejected. */
  status: z.enum(statuses),
  /** Id of the host. */
  host: z.string(),
  /** The domain. */
  domain: z.string(),
  /** The directory that it leads to. */
  directory: z.string().optional(),
  /** `waitingForReview`, `active` or `rejected`. */
  reviewState: z.string().optional(),
  /** Id of the binding. */
  bindingId: z.string().optional(),
  /** When it was bound, ISO 8601 with offset. */
  boundAt: z.string().optional(),
});
export type BtDomainObserved = z.output<typeof btDomainObserved>;

/** A domain that is bound to a host. */
export const btDomain = childKind<BtDomainArguments, BtDomainObserved>({
  vendor: "bthost",
  type: "BtDomain",
  title: () => say("domain"),
  schemaVersion: 1,
  arguments: btDomainArguments,
  observed: btDomainObserved,
  parent: { type: "BtHost", argument: "host" },
  replacedBy: ["host", "domain", "directory"],
  onlyAtFirst: ["review"],

  inventory: listedBy<Partial<BtDomainArguments>, BtDomainObserved>(
    ({ host }, serviceId) => host ?? serviceId.replace(/\/.*$/s, ""),
    async (account, host) => {
      const found = await sessionOf(account).client.hosts.find(host);
      return (found?.domains ?? []).flatMap(({ id, domain: name, directory, status, createdAt }) => {
        if (name === undefined) return [];
        const domain = name.toLowerCase();
        const isActive = status === undefined || status === "active" || status === "unknown";
        const serviceId = `${host}/${domain}`;
        return [
          withoutGaps({
            ...{ serviceId, host, domain, directory },
            status: isActive ? ("ready" as const) : ("stopped" as const),
            ...{ reviewState: status, bindingId: id, boundAt: createdAt },
          }),
        ];
      });
    },
  ),
  defaults: () => ({ directory: "/" }),
  async createFaults(account, { host }) {
    if (host === undefined || (await sessionOf(account).hosts.get(host)) !== undefined) return [];
    return [
      {
        property: "host",
        reason: say("account {key} has no host {host}, or it lies in the recycle bin", {
          key: account.key,
          host,
        }),
      },
    ];
  },
  words({ host, domain, directory }) {
    const bound = { domain: shown(domain), host: shown(host) };
    return directory === undefined || directory === "/"
      ? say("domain {domain} of host {host}", bound)
      : say("domain {domain} of host {host}, at {directory}", { ...bound, directory });
  },
  // The panel binds it to one host only, whichever that is.
  nameOf: ({ domain }) => (domain === undefined ? undefined : say("domain {domain}", { domain })),
  hasNameOf: (observed, { host, domain }) => observed.host === host && observed.domain === domain,
  argumentsOf: ({ host, domain, directory }) => ({ host, domain, directory }),
  lane: ({ host }) => (host === undefined ? undefined : `host ${host}`),

  async create(account, { host, domain, directory = "/", review = false }) {
    await sessionOf(account).client.domains.bind(host, { domain, directory, needsReview: review });
    return `${host}/${domain}`;
  },
  whyLeft: () =>
    say("the panel has no operation that unbinds a domain, so that it stays bound until its host is gone"),
  remove: () => Promise.resolve(),
});
