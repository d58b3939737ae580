import { z } from "zod";
import type { Proxy, ProxySettings } from "./api/hosting";
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
import { isCutOf } from "./cut";
import { childArguments, childKind } from "../core/child-kind";
import { documentedObject, documentedStrictObject } from "../core/documented";
import { isSame, type Properties } from "../core/flow/resource";
import { statuses } from "../core/observed";
import { sessionOf } from "./session";
import { listed } from "../core/language/lists";
import { say } from "./language/say";

/** What only a `HostingProxy` takes. By itself, because editors show its doc comments. */
export const hostingProxyOnly = {
  /** Its name (`proxyname`), one of each in a site: letters, digits, `_` and `-`. A change is a replacement. */
  name: z.string().regex(/^[\w-]+$/, { error: () => say("may have letters, digits, `_` and `-` only") }),
  /** Where requests go (`proxysite`), `https://api.example.com`. Changes in place (`hosting_modify_proxy`). */
  targetUrl: z
    .string()
    .regex(/^https?:\/\/\S+$/, { error: () => say("is not a URL such as https://api.example.com") }),
  /** The domain that the target is asked for (`todomain`). Default: that of `targetUrl`. Changes in place. */
  targetDomain: z
    .string()
    .regex(/^\S+$/, { error: () => say("is not a domain") })
    .optional(),
  /** The directory whose requests are passed on (`proxydir`): `/api`. Default `/`. Changes in place. */
  directory: z
    .string()
    .regex(/^\/\S*$/, { error: () => say("is not a directory such as /api") })
    .optional(),
  /** Whether requests of that directory only are passed on (`advanced`). Default: whether `directory` is another than `/`. Changes in place. */
  directoryEnabled: z.boolean().optional(),
  /** Whether it is on (`type`). Default true. Changes in place. */
  enabled: z.boolean().optional(),
  /** Whether replies are cached (`cache`). Default false. Changes in place. */
  caching: z.boolean().optional(),
  /** How long they are, in hours, 0 or more (`cachetime`). Default 0. Changes in place. */
  cacheHours: z.int().min(0).optional(),
  /** Texts that are replaced in replies (`subfilter`). Default none. Changes in place. */
  replacements: z
    .array(
      documentedStrictObject({
        /** The text that is looked for in replies. */
        from: z.string().min(1),
        /** What stands in its place; may be empty. */
        to: z.string(),
      }),
    )
    .optional(),
};

/** The arguments of a `HostingProxy`. */
export const hostingProxyArguments = z.strictObject({
  ...childArguments,
  ...siteArguments,
  ...hostingProxyOnly,
});
export type HostingProxyArguments = z.output<typeof hostingProxyArguments>;

/** What is observed of a `HostingProxy`. */
export const hostingProxyObserved = documentedObject({
  /** The hosting and the proxy's name, which `get` takes: `7/api`. */
  serviceId: z.string(),
  /** `ready` as soon as it is listed. */
  status: z.enum(statuses),
  /** The web hosting, by its number. */
  hosting: z.string(),
  /** Its name. */
  name: z.string(),
  /** Where requests go. */
  targetUrl: z.string().optional(),
  /** The domain that the target is asked for. */
  targetDomain: z.string().optional(),
  /** The directory whose requests are passed on. */
  directory: z.string().optional(),
  /** Whether requests of that directory only are passed on. */
  directoryEnabled: z.boolean().optional(),
  /** Whether it is on. */
  enabled: z.boolean().optional(),
  /** Whether replies are cached. */
  caching: z.boolean().optional(),
  /** How long they are, in hours. */
  cacheHours: z.number().optional(),
  /** Texts that are replaced in replies. */
  replacements: z
    .array(
      documentedObject({
        /** The text that is looked for in replies. */
        from: z.string(),
        /** What stands in its place. */
        to: z.string(),
      }),
    )
    .optional(),
});
export type HostingProxyObserved = z.output<typeof hostingProxyObserved>;

function observe(hosting: string, proxy: Proxy): HostingProxyObserved {
  const { name, targetUrl, targetDomain, directory, directoryEnabled, enabled, caching, cacheHours } = proxy;
  const replacements = proxy.replacements?.map(({ from = "", to = "" }) => ({ from, to }));
  return withoutGaps({
    ...{ serviceId: idIn(hosting, name), status: "ready" as const, hosting, name },
    ...{ targetUrl, targetDomain, directory, directoryEnabled, enabled, caching, cacheHours, replacements },
  });
}

/** As they were given, where the panel has cut a long name. */
function argumentsOf(
  { serviceId: _id, status: _status, ...live }: HostingProxyObserved,
  { name }: Partial<HostingProxyArguments>,
): Properties {
  return isCutOf(live.name, name) ? { ...live, name } : live;
}

/** Its name in the panel, which may be the beginning of the one that was given. */
const panelName = ({ hosting, serviceId }: HostingProxyObserved): string =>
  serviceId.slice(idIn(hosting, "").length);

/** Whether it does all that is wanted: then it may be known by what the panel has left of a long name. */
function isAlike(observed: HostingProxyObserved, wanted: Partial<HostingProxyArguments>): boolean {
  const given: Properties = wanted;
  return (
    isCutOf(observed.name, wanted.name) &&
    Object.entries(argumentsOf(observed, wanted)).every(
      ([key, value]) => value === undefined || isSame(value, given[key]),
    )
  );
}

/** The vendor asks for all of it at every change. */
function settingsOf(given: HostingProxyArguments): ProxySettings {
  const { name, targetUrl, directory = "/", enabled = true, caching = false, cacheHours = 0 } = given;
  const { targetDomain = "", directoryEnabled = false, replacements } = given;
  return {
    ...{ name, targetUrl, targetDomain, directory, directoryEnabled },
    ...{ enabled, caching, cacheHours, replacements },
  };
}

function hostIn(url: string | undefined): string | undefined {
  return url === undefined || !URL.canParse(url) ? undefined : new URL(url).host;
}

/** A reverse proxy of a site. */
export const hostingProxy = childKind<HostingProxyArguments, HostingProxyObserved>({
  vendor: "zonkvm",
  type: "HostingProxy",
  title: () => say("reverse proxy"),
  schemaVersion: 1,
  arguments: hostingProxyArguments,
  observed: hostingProxyObserved,
  parent: { type: "WebHosting", argument: "hosting" },
  replacedBy: ["hosting", "name"],
  goesFirst: () => say("two proxies of a site cannot have one name or one directory"),

  inventory: listedBy(parentIn(hostings), async ({ hosting: api }, hosting) =>
    (await api.listProxies(hosting)).map((row) => observe(hosting, row)),
  ),
  defaults({ targetUrl, directory = "/" }) {
    const targetDomain = hostIn(targetUrl);
    return {
      ...(targetDomain === undefined ? {} : { targetDomain }),
      ...{ directory, directoryEnabled: directory !== "/" },
      ...{ enabled: true, caching: false, cacheHours: 0, replacements: [] },
    };
  },
  createFaults: (account, { hosting }) => parentFaults(account, hostings, hosting),
  words: ({ hosting, name, directory, targetUrl }) =>
    say("reverse proxy {name} of web hosting {hosting}: {directory} to {target}", {
      name: shown(name),
      hosting: shown(hosting),
      directory: shown(directory),
      target: shown(targetUrl),
    }),
  nameOf: ({ hosting, name }) =>
    hosting === undefined || name === undefined
      ? undefined
      : say("reverse proxy {name} of web hosting {hosting}", { name, hosting }),
  hasNameOf: (observed, wanted) =>
    observed.hosting === wanted.hosting && (observed.name === wanted.name || isAlike(observed, wanted)),
  argumentsOf,
  lane: (wanted) => laneOf(hostings, wanted),

  async create(account, wanted) {
    await sessionOf(account).client.hosting.createProxy(wanted.hosting, settingsOf(wanted));
    return idIn(wanted.hosting, wanted.name);
  },
  change({ observed, target, changed }) {
    const { hosting } = observed;
    const name = panelName(observed);
    const words = say("change {changed} of reverse proxy {name} of web hosting {hosting}", {
      changed: listed(changed),
      name,
      hosting,
    });
    const settings = () =>
      settingsOf(hostingProxyArguments.parse({ ...argumentsOf(observed, target), ...target, name }));
    const live = (row: HostingProxyObserved) => argumentsOf(row, target);
    const step = settingStep(words, changed, { ...target }, live, (account) =>
      sessionOf(account).client.hosting.modifyProxy(hosting, settings()),
    );
    return { step };
  },
  remove: (account, observed) =>
    sessionOf(account).client.hosting.deleteProxy(observed.hosting, panelName(observed)),
});
