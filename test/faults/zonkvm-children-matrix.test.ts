import { vi } from "vitest";
import type { ZonkvmSandbox, ZonkvmSandboxOptions } from "../../provider/src/sandbox";
import { buy } from "../../provider/src/sandbox/zonkvm/caller";
import type { Site } from "../../provider/src/sandbox/zonkvm/site";
import { describeMatrix, type StruckOperation } from "../support/matrix";
import { zonkvmPanel } from "../support/panels";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

/* What belongs to servers, sites and databases of Zonkvm: made, changed and deleted, struck by faults. */

type Struck = StruckOperation<ZonkvmSandbox>;
type Arguments = Readonly<Record<string, unknown>>;

const buying =
  (kind: "server" | "hosting" | "sql", argument: string) =>
  async (sandbox: ZonkvmSandbox): Promise<Arguments> => {
    const id = await buy(sandbox, kind);
    sandbox.panel.open(`${kind}_${id}`);
    return { [argument]: id };
  };

function siteOf({ panel }: ZonkvmSandbox): Site {
  const service = panel.service("hosting_1");
  if (service?.kind !== "hosting") throw new Error("the hosting is gone");
  return service.site;
}

/** A kind, and its operations: what they are called, what they send, and how many of the thing there are as wanted. */
interface Life {
  readonly prepare: (sandbox: ZonkvmSandbox) => Promise<Arguments>;
  readonly first: Arguments;
  readonly sends: string;
  readonly count: (sandbox: ZonkvmSandbox) => number;
  readonly create: readonly [operation: string, words: RegExp];
  readonly change?: readonly [
    operation: string,
    words: RegExp,
    to: Arguments,
    isSo: (sandbox: ZonkvmSandbox) => boolean,
  ];
  /** Whether the panel names it and lists it when it is complete: of unknown outcome it stays in state, and is not made again at once. */
  readonly isListedLate?: boolean;
  readonly remove?: readonly [operation: string, words: RegExp];
}

const inSite = { prepare: buying("hosting", "hosting"), sends: "hosting_operate/hosting_" };
const pem = (kind: string, text: string): string =>
  `-----BEGIN ${kind}-----\n${text}\n-----END ${kind}-----\n`;
const path = "/www/wwwroot/web1/robots.txt";

const lives: Readonly<Record<string, Life>> = {
  SecurityRule: {
    ...{ prepare: buying("server", "server"), sends: "server_" },
    first: {
      ...{ name: "https", priority: 100, direction: "inbound", operation: "allow", protocol: "tcp" },
      ...{ remoteIp: "0.0.0.0/0", localPort: "443" },
    },
    count: (sandbox) => sandbox.ledger().policies.length,
    create: ["add_hardpolicy", /create security rule https of cloud server 1001/],
    remove: ["del_hardpolicy", /delete security rule 1001\/SP/],
  },
  HostingDomain: {
    ...{
      ...inSite,
      first: { domain: "www.example.com" },
      count: (sandbox) => siteOf(sandbox).domains.length - 1,
    },
    create: ["add_domain", /create domain www\.example\.com at port 80 of web hosting 1/],
    remove: ["del_domain", /delete domain 1\/www\.example\.com:80/],
  },
  HostingProxy: {
    ...{ ...inSite, count: (sandbox) => siteOf(sandbox).proxies.length },
    first: { name: "api", targetUrl: "https://api.example.com", directory: "/api" },
    create: ["create_proxy", /create reverse proxy api of web hosting 1: \/api to https/],
    change: [
      ...(["modify_proxy", /change caching, cacheHours of reverse proxy api/] as const),
      ...([
        { caching: true, cacheHours: 2 },
        (sandbox: ZonkvmSandbox) => siteOf(sandbox).proxies[0]?.cachetime === 2,
      ] as const),
    ],
    remove: ["delete_proxy", /delete reverse proxy 1\/api/],
  },
  HostingRedirect: {
    ...{ ...inSite, count: (sandbox) => siteOf(sandbox).redirects.length },
    first: { domains: ["old.example.com"], targetUrl: "https://example.com" },
    create: [
      "create_redirect",
      /create redirect of old\.example\.com to https:\/\/example\.com in web hosting 1/,
    ],
    change: [
      ...(["modify_redirect", /change enabled of redirect redirect_2/] as const),
      ...([
        { enabled: false },
        (sandbox: ZonkvmSandbox) => siteOf(sandbox).redirects[0]?.type === 0,
      ] as const),
    ],
    remove: ["delete_redirect", /delete redirect 1\/redirect_2/],
  },
  HostingCertificate: {
    ...{ ...inSite, count: (sandbox) => (siteOf(sandbox).certificate === null ? 0 : 1) },
    first: {
      certificate: pem("CERTIFICATE", "MIIFazCCA1OgAwIBAgIR"),
      privateKey: pem("PRIVATE KEY", "MIIEvQIBADANBgkq"),
    },
    create: ["set_ssl", /create certificate of web hosting 1/],
    remove: ["close_ssl_conf", /delete certificate 1\/certificate/],
  },
  HostingFile: {
    ...{ ...inSite, count: (sandbox) => (siteOf(sandbox).files[path] === undefined ? 0 : 1) },
    first: { path, content: "User-agent: *" },
    create: ["create_file", /create file .*robots\.txt in web hosting 1/],
    change: [
      ...(["save_file_body", /write 16 bytes to file .*robots\.txt in web hosting 1/] as const),
      ...([
        { content: "User-agent: none" },
        (sandbox: ZonkvmSandbox) => siteOf(sandbox).files[path]?.bytes === "User-agent: none",
      ] as const),
    ],
    remove: ["delete_file", /delete file 1\/.*robots\.txt/],
  },
  HostingBackup: {
    ...{ ...inSite, isListedLate: true, first: {}, count: (sandbox) => siteOf(sandbox).backups.length },
    create: ["to_backup", /create backup of web hosting 1/],
  },
  DatabaseBackup: {
    ...{ prepare: buying("sql", "database"), sends: "sql_operate/sql_", first: {}, isListedLate: true },
    count({ panel }) {
      const service = panel.service("sql_1");
      return service?.kind === "sql" ? service.backups.length : 0;
    },
    create: ["to_backup", /create backup of database 1/],
    remove: ["del_backup", /delete database backup 1\/1/],
  },
};

function operationsOf([type, life]: readonly [string, Life]): readonly (readonly [string, Struck])[] {
  const { prepare, first, sends, count, create, change, remove } = life;
  const operation = (
    name: string,
    words: RegExp,
    more: Pick<Struck, "effects"> & Partial<Struck>,
  ): Struck => {
    const action = `${sends}${name}`;
    return { type, action, called: action.replace("/", " "), words, prepare, isFree: true, ...more };
  };
  const kept = life.isListedLate === true ? { isFree: false, isOrder: true, isQuarantined: true } : {};
  return [
    [`${type} create`, operation(...create, { wanted: first, effects: count, ...kept })],
    ...(change === undefined
      ? []
      : [
          [
            `${type} change`,
            operation(change[0], change[1], {
              ...{ before: first, wanted: { ...first, ...change[2] } },
              effects: (sandbox) => (change[3](sandbox) ? count(sandbox) : 0),
            }),
          ] as const,
        ]),
    ...(remove === undefined
      ? []
      : [
          [
            `${type} delete`,
            operation(...remove, { before: first, effects: (sandbox) => 1 - count(sandbox) }),
          ] as const,
        ]),
  ];
}

describeMatrix<ZonkvmSandbox, ZonkvmSandboxOptions>({
  kind: zonkvmPanel,
  options: { openingSeconds: 0, busySeconds: 0.2 },
  faults: ["lostBefore", "lostAfter", "http500After", "htmlBefore", "htmlAfter", "refused"],
  operations: Object.fromEntries(Object.entries(lives).flatMap(operationsOf)),
  refusal: 'The panel said: "系统繁忙，请稍后再试" (the panel has a fault or is busy)',
  urlOf: ({ url }) => `${url}/api/same/index`,
});
