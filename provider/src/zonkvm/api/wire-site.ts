import { z } from "zod";
import { at, record, wireRecord } from "../../core/wire/table";
import type { Opened } from "./envelope";
import {
  flag,
  integer,
  key,
  lenient,
  one,
  opaque,
  optionalWord,
  plainText,
  rows,
  text,
  texts,
  time,
  word,
} from "./scalars";

/* What is inside a site, on the wire, and ours beside it. */

/** A domain that is bound to a site; the free one is among them. @param timeZone the IANA zone of the panel's wall. */
export function createDomainSchema(timeZone: string) {
  return record({
    /** The panel's number of the row, which no operation takes. */
    id: at("id", text),
    /** What it belongs to, as the panel's node counts. */
    parentId: at("pid", text),
    name: at("name", key),
    port: at("port", integer),
    addedAt: at("addtime", time(timeZone)),
  });
}
export type Domain = z.output<ReturnType<typeof createDomainSchema>>;

/** The certificate of a site. */
export const certificate = one(
  record({
    /** Whether there is one. */
    deployed: at("status", flag),
    /** Days as the panel has them: `2024-01-01`. */
    validFrom: at("startDate", text),
    validUntil: at("endDate", text),
    issuer: at("issuer", text),
    /** The domains in it. */
    domains: at("dns", texts),
  }),
);
export type Certificate = z.output<typeof certificate>;

/** A reverse proxy of a site. */
export const proxy = record({
  /** The panel's number of the row, which no operation takes. */
  id: at("id", text),
  siteName: at("sitename", text),
  /** What changes and deletes it. */
  name: at("proxyname", key),
  enabled: at("type", flag),
  /** The directory that is passed on: `/api`. */
  directory: at("proxydir", text),
  /** Whether only that directory is (高级功能-开启代理目录). */
  directoryEnabled: at("advanced", flag),
  targetUrl: at("proxysite", text),
  /** The domain that the target is asked for. */
  targetDomain: at("todomain", text),
  caching: at("cache", flag),
  cacheHours: at("cachetime", integer),
  /** What is replaced in the text of replies. */
  replacements: at(
    "subfilter",
    lenient(rows(record({ from: at("sub1", plainText), to: at("sub2", plainText) }))),
  ),
});
export type Proxy = z.output<typeof proxy>;

/** The kinds of redirects. */
export const redirectKinds = { "0": "proxy", "301": "permanent", "302": "temporary" } as const;
export type RedirectKind = (typeof redirectKinds)[keyof typeof redirectKinds];

/** A redirect of a site. */
export const redirect = record({
  /** The panel's number of the row, which no operation takes. */
  id: at("id", text),
  siteName: at("sitename", text),
  /** The panel's own name of it: what changes and deletes it. */
  name: at("redirectname", key),
  enabled: at("type", flag),
  /** The vendor's sample has a code that its tables do not have. */
  kind: at("redirecttype", word(redirectKinds)),
  kindCode: at("redirecttype", text),
  matches: at("domainorpath", word({ domain: "domain", path: "path" })),
  domains: at("redirectdomain", texts),
  path: at("redirectpath", text),
  keepsPath: at("holdpath", flag),
  targetUrl: at("tourl", text),
});
export type Redirect = z.output<typeof redirect>;

/** Protection against pages elsewhere that show files of this site (防盗链). */
export const hotlinkProtection = one(
  record({
    enabled: at("status", flag),
    /** The domains whose pages may. */
    allowedDomains: at("domains", texts),
    /** The files that are protected: `.jpg`. */
    fileSuffixes: at("fix", texts),
    /** Status of HTTP that others get, on nodes with Linux. */
    httpStatus: at("http_status", integer),
    /** The same on nodes with Windows. */
    windowsHttpStatus: at("none", integer),
  }),
);
export type HotlinkProtection = z.output<typeof hotlinkProtection>;

/** The firewall (WAF) of a site. The vendor documents no more of it than an example, so all is there as it came, too. */
export const firewall = one(
  record({
    /** Protection against floods of requests (CC). */
    cc: at("cc", lenient(one(record({ enabled: at("status", flag), mode: at("mode", text) })))),
    ccReported: at("cc", opaque),
    userAgent: at("user_agent", lenient(one(record({ enabled: at("status", flag) })))),
    userAgentReported: at("user_agent", opaque),
    /** The ban of those who attack. */
    retry: at("retry", lenient(one(record({ enabled: at("status", flag), count: at("count", integer) })))),
    retryReported: at("retry", opaque),
  }),
);
export type Firewall = z.output<typeof firewall>;

/** Statistics of a site. @param timeZone the IANA zone of the panel's wall. */
export function createStatisticsSchema(timeZone: string) {
  return one(
    record({
      points: at("list", rows(record({ at: at("time", time(timeZone)), count: at("count", integer) }))),
      /** How many points there are, by the panel. */
      total: at("total", integer),
    }),
  );
}
export type Statistics = z.output<ReturnType<typeof createStatisticsSchema>>;

/** What a site is, in short. */
export const siteSummary = one(
  record({
    siteName: at("siteName", text),
    indexFiles: at("index", texts),
    /** `/` is the site's own directory. */
    runPath: at("runPath", text),
  }),
);
export type SiteSummary = z.output<typeof siteSummary>;

/** The files that are shown for a directory, the first that is there. */
export const indexFiles = one(record({ files: at("index", texts) })).transform(({ files }) => files ?? []);

/** Three switches of a site. */
export const siteSwitches = one(
  record({
    switches: at(
      "userini",
      one(
        record({
          /** Whether scripts are kept inside the site's directory (防跨站). */
          openBasedir: at("open_basedir", flag),
          accessLog: at("log_access", flag),
          /** Whether visitors are asked for a password. */
          passwordAccess: at("password_access", flag),
        }),
      ),
    ),
  }),
).transform(({ switches }) => switches);
export type SiteSwitches = z.output<typeof siteSwitches>;

/** A set of rewrite rules (伪静态) that the panel has ready. */
export const rewriteTemplate = record({
  /** What reads its text. */
  name: at("name", key),
  title: at("title", text),
});
export type RewriteTemplate = z.output<typeof rewriteTemplate>;

/** A file or directory. @param timeZone the IANA zone of the panel's wall. */
export function createDirectoryEntrySchema(timeZone: string) {
  return record({
    name: at("filename", key),
    kind: at("type", optionalWord({ file: "file", dir: "directory" })),
    sizeBytes: at("size", integer),
    changedAt: at("modify_time", time(timeZone)),
  });
}
export type DirectoryEntry = z.output<ReturnType<typeof createDirectoryEntrySchema>>;

/** The text of a file. The vendor documents the reply for a proxy's only. */
export interface FileText {
  /** Letter by letter, where the reply has one. */
  readonly text?: string;
  /** What came as `data`, as it is. */
  readonly data: unknown;
}

/** The text of a file out of a reply: in `content` as it is documented for a proxy's, in `data`, or bare. */
export function fileTextOf({ data, text: bare }: Pick<Opened, "data" | "text">): FileText {
  const { content, data: inside } = wireRecord.safeParse(data).data ?? {};
  const found = [bare, data, content, inside].find((candidate) => typeof candidate === "string");
  return found === undefined ? { data } : { text: found, data };
}

/** The text of a file out of a reply whose status has been looked at. */
export const fileText = z.unknown().transform((data) => fileTextOf({ data }));

/** How much is in a directory. The vendor documents no reply. */
export interface DirectorySize {
  /** Where the reply has a bare number. */
  readonly sizeBytes?: number;
  /** What came as `data`, as it is. */
  readonly data: unknown;
}

export function directorySizeOf({ data }: Opened): DirectorySize {
  const inside = wireRecord.safeParse(data).data?.size;
  const sizeBytes = integer.parse(inside ?? data);
  return sizeBytes === undefined ? { data } : { sizeBytes, data };
}
