import { z } from "zod";
import type { Redirect, RedirectSettings } from "./api/hosting";
import {
  hostings,
  idIn,
  laneOf,
  listedBy,
  parentFaults,
  parentIn,
  settingStep,
  shown,
  siteArguments,
  withoutGaps,
} from "./children";
import { childArguments, childKind } from "../core/child-kind";
import { documentedObject } from "../core/documented";
import { isSame, type Properties } from "../core/flow/resource";
import { statuses } from "../core/observed";
import { sessionOf } from "./session";
import { listed } from "../core/language/lists";
import { say } from "./language/say";

/** Their order says nothing. */
const inOrder = (domains: readonly string[]): string[] => [...new Set(domains)].sort();

const aDomain = z
  .string()
  .toLowerCase()
  .regex(/^[^\s,/:]+$/, { error: () => say('is not a bare domain such as "old.example.com"') });

/** What only a `HostingRedirect` takes. By itself, because editors show its doc comments. */
export const hostingRedirectOnly = {
  /** Where visitors are sent (`tourl`), `https://new.example.com`. Changes in place (`hosting_modify_redirect`). */
  targetUrl: z
    .string()
    .regex(/^https?:\/\/\S+$/, { error: () => say("is not a URL such as https://new.example.com") }),
  /** The domains that it is for (`redirectdomain`), in any order; either these or `path`. Changes in place. */
  domains: z.array(aDomain).min(1).transform(inOrder).optional(),
  /** The path that it is for (`redirectpath`), `/old`; either this or `domains`. Changes in place. */
  path: z
    .string()
    .regex(/^\/\S*$/, { error: () => say("is not a path such as /old") })
    .optional(),
  /** `permanent` (301, default), `temporary` (302), or `proxy` (the vendor's 正向代理) (`redirecttype`). Changes in place. */
  kind: z.enum(["permanent", "temporary", "proxy"]).optional(),
  /** Whether what stands behind the match is kept (`holdpath`). Default false. Changes in place. */
  keepsPath: z.boolean().optional(),
  /** Whether it is on (`type`). Default true. Changes in place. */
  enabled: z.boolean().optional(),
};

/** The arguments of a `HostingRedirect`. */
export const hostingRedirectArguments = z.strictObject({
  ...childArguments,
  ...siteArguments,
  ...hostingRedirectOnly,
});
export type HostingRedirectArguments = z.output<typeof hostingRedirectArguments>;

/** What is observed of a `HostingRedirect`. */
export const hostingRedirectObserved = documentedObject({
  /** The hosting and the panel's name of the redirect, which `get` takes: `7/redirect_1`. */
  serviceId: z.string(),
  /** `ready` as soon as it is listed. */
  status: z.enum(statuses),
  /** The web hosting, by its number. */
  hosting: z.string(),
  /** The panel's own name of it (`redirectname`). */
  panelName: z.string(),
  /** Where visitors are sent. */
  targetUrl: z.string().optional(),
  /** The domains that it is for. */
  domains: z.array(z.string()).optional(),
  /** The path that it is for. */
  path: z.string().optional(),
  /** `permanent`, `temporary` or `proxy`, where the panel's code is one that the vendor documents. */
  kind: z.string().optional(),
  /** Whether what stands behind the match is kept. */
  keepsPath: z.boolean().optional(),
  /** Whether it is on. */
  enabled: z.boolean().optional(),
});
export type HostingRedirectObserved = z.output<typeof hostingRedirectObserved>;

function observe(hosting: string, redirect: Redirect): HostingRedirectObserved {
  const { name, targetUrl, keepsPath, enabled, matches, kind, domains = [], path } = redirect;
  const isByPath = matches === "path" || (matches === "unknown" && domains.length === 0);
  return withoutGaps({
    ...{ serviceId: idIn(hosting, name), status: "ready" as const, hosting, panelName: name },
    ...{ targetUrl, keepsPath, enabled },
    domains: isByPath ? undefined : inOrder(domains.map((domain) => domain.toLowerCase())),
    path: isByPath ? path : undefined,
    kind: kind === "unknown" ? undefined : kind,
  });
}

function argumentsOf(observed: HostingRedirectObserved): Properties {
  const { hosting, targetUrl, domains, path, kind, keepsPath, enabled } = observed;
  return { hosting, targetUrl, domains, path, kind, keepsPath, enabled };
}

/** What it is for, in words. */
function sourceOf({ domains, path }: Partial<HostingRedirectArguments>): string | undefined {
  return path ?? (domains === undefined ? undefined : listed(domains));
}

/** The vendor asks for all of it at every change. */
function settingsOf(given: HostingRedirectArguments): RedirectSettings {
  const { targetUrl, path, domains, kind = "permanent", keepsPath = false, enabled = true } = given;
  return path === undefined
    ? { matches: "domain", domains, targetUrl, kind, keepsPath, enabled }
    : { matches: "path", path, targetUrl, kind, keepsPath, enabled };
}

/** A redirect of a site. */
export const hostingRedirect = childKind<HostingRedirectArguments, HostingRedirectObserved>({
  vendor: "zonkvm",
  type: "HostingRedirect",
  title: () => say("redirect"),
  schemaVersion: 1,
  arguments: hostingRedirectArguments,
  observed: hostingRedirectObserved,
  parent: { type: "WebHosting", argument: "hosting" },
  replacedBy: ["hosting"],
  goesFirst: () => say("a domain or a path is sent to one place"),

  inventory: listedBy(parentIn(hostings), async ({ hosting: api }, hosting) =>
    (await api.listRedirects(hosting)).map((row) => observe(hosting, row)),
  ),
  defaults: () => ({ kind: "permanent" as const, keepsPath: false, enabled: true }),
  rules({ domains, path }, unknown) {
    if (unknown.has("domains") || unknown.has("path")) return [];
    if ((domains === undefined) !== (path === undefined)) return [];
    const property = domains === undefined ? "domains" : "path";
    return [{ property, reason: say("a redirect is for `domains` or for a `path`: give one of them") }];
  },
  createFaults: (account, { hosting }) => parentFaults(account, hostings, hosting),
  words: (wanted) =>
    say("redirect of {source} to {target} in web hosting {hosting}", {
      source: shown(sourceOf(wanted)),
      target: shown(wanted.targetUrl),
      hosting: shown(wanted.hosting),
    }),
  nameOf(wanted) {
    const source = sourceOf(wanted);
    return source === undefined || wanted.hosting === undefined
      ? undefined
      : say("redirect of {source} in web hosting {hosting}", { source, hosting: wanted.hosting });
  },
  hasNameOf: ({ hosting, domains, path }, wanted) =>
    hosting === wanted.hosting && path === wanted.path && isSame(domains, wanted.domains),
  argumentsOf,
  lane: (wanted) => laneOf(hostings, wanted),

  async create(account, wanted) {
    await sessionOf(account).client.hosting.createRedirect(wanted.hosting, settingsOf(wanted));
    // The panel names it, and does not tell.
    return undefined;
  },
  change({ observed, target, changed }) {
    const { hosting, panelName } = observed;
    const words = say("change {changed} of redirect {panelName} of web hosting {hosting}", {
      changed: listed(changed),
      panelName,
      hosting,
    });
    // What is wanted says whether it is for domains or for a path.
    const settings = () =>
      settingsOf(
        hostingRedirectArguments.parse({
          ...argumentsOf(observed),
          ...{ domains: undefined, path: undefined },
          ...target,
        }),
      );
    const step = settingStep(words, changed, { ...target }, argumentsOf, (account) =>
      sessionOf(account).client.hosting.modifyRedirect(hosting, panelName, settings()),
    );
    return { step };
  },
  remove: (account, { hosting, panelName }) =>
    sessionOf(account).client.hosting.deleteRedirect(hosting, panelName),
});
