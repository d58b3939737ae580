import { z } from "zod";
import { BthostClient } from "./api/client";
import { bthostUrl } from "./api/transport";
import { loadCatalog, unlessRefused } from "./catalog";
import type { Account } from "../core/account";
import { accountKeyOf, endpointSetting } from "../core/http/endpoint";
import { HttpClient } from "../core/http/http";
import { withoutGaps } from "../core/gaps";
import { Inventory } from "../core/inventory";
import { once } from "../core/once";
import { accountSettings, type Surroundings } from "../core/vendor";
import { asServed, observeHost, type BtHostObserved } from "./bt-host/observed";
import { usedNames } from "./bt-host/used-names";
import { say } from "./language/say";

/** Config of one account: `bthost:<key>`, or an entry of `bthost:accounts`. One installation is one account. */
export const bthostSettings = z.strictObject({
  /** The installation's API URL; a bare site root gets `/api/vhost`. */
  endpoint: endpointSetting,
  /** The key of the API (API通信密钥). */
  accessToken: z.string().min(1),
  /** A certificate (PEM) to trust besides the known ones: that of an installation which has signed its own. */
  caCertificate: z.string().includes("-----BEGIN CERTIFICATE-----").optional(),
  /** Whether any certificate will do, so that anyone on the way can read and answer. */
  insecureTls: z.boolean().default(false),
  /** For how many days a deleted host can be recovered (回收站保留时间 of the installation). */
  recycleDays: z.coerce.number().int().min(0).max(3_650).default(7),
  ...accountSettings,
  /** The longest time for one call, in seconds: the panel behind works for up to two minutes before it answers. What asks only the installation has 30 at most. */
  timeoutSeconds: z.coerce.number().positive().max(600).default(150),
});
export type BthostSettings = z.output<typeof bthostSettings>;

/** The longest time for a call that does not work in the panel behind: the installation answers it by itself. */
const longestPlainMs = 30_000;

/** Tells an account from every other one. An installation has one; its key may change. */
export function accountKey(settings: BthostSettings): string {
  return accountKeyOf("bthost", bthostUrl(settings.endpoint), settings.panelName);
}

/** What all resources of an account share: the client, the catalogue (loaded once), the list of hosts. */
export class BthostSession {
  readonly client: BthostClient;
  readonly recycleDays: number;
  readonly hosts: Inventory<BtHostObserved>;
  /** The catalogue, loaded once. */
  readonly catalog = once(() => loadCatalog(this.client));
  /** The hosts that this run has put into the recycle bin, by their names. */
  readonly recycled = new Map<string, { readonly hostId: string; readonly until: string }>();
  /** The hosts behind names, those in the recycle bin included, as far as their FTP accounts tell. */
  readonly usedNames = once(async () => {
    const rows = await this.hosts.all(Infinity);
    return usedNames(
      this.client,
      rows.map(({ serviceId }) => serviceId),
    );
  });
  /** The versions of PHP by their ids, of which the server's own panel is asked. None when it does not answer. */
  readonly phpVersions = once(() => this.client.plans.listPhpVersions());
  readonly #detailed = new Set<string>();
  readonly #built = new Set<string>();
  readonly #followed = new Set<string>();
  /** How hosts were when they were last seen: the panel shows nothing of what lies in its recycle bin. */
  readonly #lastSeen = new Map<string, BtHostObserved>();
  readonly now: () => Date;

  constructor(settings: BthostSettings, { now, sleep, onReply }: Surroundings) {
    const http = new HttpClient({
      endpoint: bthostUrl(settings.endpoint),
      allowInsecureHttp: settings.allowInsecureHttp,
      minIntervalMs: settings.minIntervalMs,
      timeoutMs: Math.min(settings.timeoutSeconds * 1_000, longestPlainMs),
      caCertificate: settings.caCertificate,
      insecureTls: settings.insecureTls,
      onReply,
      certificateAdvice: say(
        "Where the installation has signed its own certificate, set `bthost:caCertificate` to that (PEM); `bthost:insecureTls` trusts any, so that anyone on the way can read and answer",
      ),
    });
    const { accessToken, timeZone } = settings;
    const panelTimeoutMs = settings.timeoutSeconds * 1_000;
    this.client = new BthostClient({ http, accessToken, timeZone, panelTimeoutMs });
    this.recycleDays = settings.recycleDays;
    this.now = now;
    this.hosts = new Inventory<BtHostObserved>(
      {
        list: async () => {
          const rows = await this.trusted(await this.client.hosts.list());
          return rows.map((host) => observeHost(host));
        },
        complete: async (row) =>
          this.#withSite(
            this.#detailed.has(row.serviceId) ? ((await this.#read(row.serviceId)) ?? row) : row,
          ),
        read: async (id) => {
          const row = await this.#read(id);
          return row === undefined ? this.#hidden(id) : this.#withSite(row);
        },
        idOf: ({ serviceId }) => serviceId,
        rowsPerRequest: Infinity,
      },
      { now, sleep },
    );
  }

  /** Asks for everything of this host whenever it is read: its accounts, its database. */
  detail(hostId: string): void {
    this.#detailed.add(hostId);
  }

  /** Asks the panel behind for the site of this host whenever it is read: what the installation has of it is what was asked for. */
  follow(hostId: string): void {
    this.#followed.add(hostId);
  }

  /** Says that the reply to a create has told everything of a host: nothing more is asked until it is to be changed. */
  noteBuilt(built: BtHostObserved): void {
    this.#built.add(built.serviceId);
    this.remember(built);
  }

  /** Whether a reply of this run has told everything of a host. */
  isBuiltHere(hostId: string): boolean {
    return this.#built.has(hostId);
  }

  /** Says how a host was when it was last seen. */
  remember(last: BtHostObserved): void {
    this.#lastSeen.set(last.serviceId, last);
  }

  /** Says that a host is expected to lie in the recycle bin, where nobody can look. */
  expectInRecycleBin(hostId: string): void {
    if (!this.#lastSeen.has(hostId)) this.remember({ serviceId: hostId, status: "recycled" });
  }

  /** Says that a host lies in the recycle bin from now on: its name must not be given again until its purge. */
  noteRecycled(name: string | undefined, hostId: string, until: string): void {
    if (name !== undefined) this.recycled.set(name, { hostId, until });
  }

  /** Rows that there may be none of: that is believed of an installation that answers otherwise too. */
  async trusted<Row>(rows: readonly Row[]): Promise<readonly Row[]> {
    if (rows.length === 0) await this.client.system.test();
    return rows;
  }

  async #read(id: string): Promise<BtHostObserved | undefined> {
    const found = await this.client.hosts.find(id);
    if (found === undefined) return undefined;
    const row = observeHost(found, found);
    // An account that is disabled is not shown: only its id, kept, enables it again.
    const { ftpId, ftpUsername } = this.#lastSeen.get(id) ?? {};
    const whole = withoutGaps({
      ...row,
      ftpId: row.ftpId ?? ftpId,
      ftpUsername: row.ftpUsername ?? ftpUsername,
    });
    this.remember(whole);
    return whole;
  }

  /** A host as its site is, where that matters and the panel behind tells. */
  async #withSite(row: BtHostObserved): Promise<BtHostObserved> {
    const isAsked = this.#followed.has(row.serviceId) && ["ready", "stopped", "locked"].includes(row.status);
    const state = isAsked ? await unlessRefused(this.client.hosts.getState(row.serviceId)) : undefined;
    return state?.site === undefined ? row : asServed(row, state.site === "running");
  }

  /** A host that is not shown, as it was: the recycle bin takes those that have ended, and those that were deleted. */
  #hidden(id: string): BtHostObserved | undefined {
    const last = this.#lastSeen.get(id);
    if (last === undefined) return undefined;
    const hasEnded = last.expiresAt !== undefined && Date.parse(last.expiresAt) <= this.now().getTime();
    return { ...last, status: hasEnded ? "expired" : "recycled", isRecycled: true };
  }
}

/** The session of an account that this vendor opened. */
export function sessionOf(account: Account): BthostSession {
  if (account.session instanceof BthostSession) return account.session;
  throw new TypeError(`account ${account.key} is not an account of BThost`);
}
