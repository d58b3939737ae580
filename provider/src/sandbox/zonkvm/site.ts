import { z } from "zod";

/* What is inside a web hosting. */

const text = z.string();
const int = z.number();

export const DomainRow = z.object({ id: int, name: text, port: text, at: text });
export type DomainRow = z.infer<typeof DomainRow>;

export const ProxyRow = z.object({
  id: int,
  proxyname: text,
  cache: int,
  cachetime: int,
  proxydir: text,
  proxysite: text,
  todomain: text,
  advanced: int,
  type: int,
  subfilter: text,
});
export type ProxyRow = z.infer<typeof ProxyRow>;

export const RedirectRow = z.object({
  id: int,
  redirectname: text,
  redirectdomain: z.array(text),
  redirectpath: text,
  redirecttype: int,
  type: int,
  domainorpath: z.enum(["domain", "path"]),
  holdpath: int,
  tourl: text,
});
export type RedirectRow = z.infer<typeof RedirectRow>;

/** A file or directory; the key of the table is its full path. */
export const FileNode = z.object({
  type: z.enum(["file", "dir"]),
  /** What is in a file, a character for each byte. */
  bytes: text,
  at: text,
});
export type FileNode = z.infer<typeof FileNode>;

export const Site = z.object({
  /** Ids of domains, proxies, redirects and backups. */
  sequence: int,
  domains: z.array(DomainRow),
  proxies: z.array(ProxyRow),
  redirects: z.array(RedirectRow),
  /** Texts of configuration files that were saved, by the rule's name. */
  ruleFiles: z.record(text, text),
  backups: z.array(z.object({ id: int, at: text, readyAtMs: int })),
  hotlink: z.object({ domains: text, fix: text, status: int, httpStatus: text }),
  index: text,
  runPath: text,
  openBasedir: int,
  tamperProtection: int,
  /** Functions of the firewall that are on. */
  firewall: z.array(text),
  cc: z.record(text, z.unknown()),
  retry: z.record(text, z.unknown()),
  certificate: z.object({ key: text, pem: text, at: text }).nullable(),
  forcesHttps: z.boolean(),
  files: z.record(text, FileNode),
  /** What was marked for pasting. */
  marked: z.object({ type: z.enum(["copy", "cut"]), paths: z.array(text) }).nullable(),
});
export type Site = z.infer<typeof Site>;

/** A site as it is made: with its free domain and the things that are always there. */
export const freshSite = (domain: string, path: string, at: string): Site => ({
  sequence: 1,
  domains: [{ id: 1, name: domain, port: "80", at }],
  proxies: [],
  redirects: [],
  ruleFiles: {},
  backups: [],
  hotlink: {
    domains: domain,
    fix: ".jpg|.png|.gif|.mp4|.wmv|.avi|.doc|.pdf|.xls|.rar|.zip|.mp3",
    status: 0,
    httpStatus: "403",
  },
  index: "index.html,index.php",
  runPath: "/",
  openBasedir: 1,
  tamperProtection: 0,
  firewall: [],
  cc: { status: 1, mode: "hard" },
  retry: { status: 1, count: 300 },
  certificate: null,
  forcesHttps: false,
  files: {
    [path]: { type: "dir", bytes: "", at },
    [`${path}/index.html`]: { type: "file", bytes: "<h1>It works</h1>", at },
  },
  marked: null,
});
