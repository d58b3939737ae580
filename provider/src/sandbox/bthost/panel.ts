import type { SandboxClock } from "../clock";
import type { BthostHabits } from "./habits";
import { BthostCrash, BthostRefusal, noHost } from "./refusal";
import type { Host, HostEvent } from "./rows";
import { SitePanel } from "./sites";
import type { BthostState } from "./state";

/** How long things take and how strict the installation is with times. */
export interface BthostManners {
  /** How old a signature may be, seconds. */
  signatureSeconds: number;
  /** Days that a recycled host is kept. */
  recycleDays: number;
  /** Hours between two runs of the expiry job. */
  expiryHours: number;
  /** Minutes between two runs of the quota job. */
  quotaMinutes: number;
}

const mostOfAnInteger = 2_147_483_647;

/** The installation's tables, the panel behind it, and what every operation needs of them. */
export class BthostPanel {
  readonly sites: SitePanel;

  constructor(
    readonly state: BthostState,
    readonly manners: BthostManners,
    public habits: BthostHabits,
    private readonly clock: SandboxClock,
  ) {
    this.sites = new SitePanel(state.sites, () => this.unixSeconds());
  }

  /** The panel's time, at which terms end and scheduled work is done. */
  unixSeconds(): number {
    return Math.floor(this.clock.now().getTime() / 1000);
  }

  /** What the server takes for the time of a request. Callers do not know of a clock that tests move on; of one that is wrong they may learn. */
  requestSeconds(): number {
    return Math.floor(Date.now() / 1000) + this.state.skewSeconds;
  }

  /** The next id of a table. */
  nextId(table: string): number {
    const id = (this.state.sequences[table] ?? 0) + 1;
    this.state.sequences[table] = id;
    return id;
  }

  /** A text of letters and digits. */
  random(length: number): string {
    const letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    return Array.from({ length }, () => letters.charAt(Math.floor(Math.random() * letters.length))).join("");
  }

  /** One of several, by chance. */
  pick<Row>(rows: readonly Row[]): Row | undefined {
    return rows[Math.floor(Math.random() * rows.length)];
  }

  stamps(): { createtime: number; updatetime: number; deletetime: null } {
    const now = this.unixSeconds();
    return { createtime: now, updatetime: now, deletetime: null };
  }

  note(hostId: number, kind: HostEvent["kind"], by: HostEvent["by"], detail = ""): void {
    this.state.events.push({ hostId, kind, detail, by, at: this.unixSeconds() });
  }

  /** A host whatever its state, unless it is deleted for good. */
  anyHost(id: number): Host | undefined {
    return this.state.hosts.find((one) => one.id === id && one.purgedAt === null);
  }

  /** @throws BthostRefusal unless there is such a host outside the recycle bin */
  host(id: number): Host {
    const host = this.anyHost(id);
    if (host?.deletetime !== null) throw noHost;
    return host;
  }

  /** Hosts outside the recycle bin. */
  liveHosts(): Host[] {
    return this.state.hosts.filter((one) => one.deletetime === null && one.purgedAt === null);
  }

  /** Changes columns of a host. */
  touch(host: Host, change: Partial<Host>): void {
    Object.assign(host, change, { updatetime: this.unixSeconds() });
  }

  /**
   * Sets the status as a save of the record does: the site starts or stops when the word is another one than before.
   * @throws BthostRefusal where an old release tells that the panel refused; nothing is changed then
   */
  setStatus(host: Host, status: Host["status"], by: HostEvent["by"], tellsRefusal = false): void {
    if (host.status === status) return;
    const refused = this.sites.power(host.bt_id, status === "normal");
    if (refused !== undefined && tellsRefusal) throw new BthostRefusal(refused);
    this.touch(host, { status });
    this.note(host.id, "status", by, status);
  }

  /**
   * A number as its column keeps it.
   * @throws BthostCrash for one that does not fit, where the database is strict
   */
  column(value: number): number {
    if (Math.abs(value) <= mostOfAnInteger) return value;
    if (this.habits.isStrictDatabase) throw new BthostCrash("Out of range value for column");
    return Math.sign(value) * mostOfAnInteger;
  }

  /**
   * A text as its column keeps it.
   * @throws BthostCrash for one that does not fit, where the database is strict
   */
  textColumn(value: string, longest: number): string {
    if (value.length <= longest) return value;
    if (this.habits.isStrictDatabase) throw new BthostCrash("Data too long for column");
    return value.slice(0, longest);
  }
}
