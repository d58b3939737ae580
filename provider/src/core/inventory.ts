import type { RowSource } from "./row-source";
import DataLoader from "dataloader";
import { WaitTimeoutError } from "./errors";
import { Gathering } from "./gathering";
import { NewestPage } from "./newest-page";
import { formatDuration, type Sleep } from "./wait";
import { say } from "./language/say";

export interface InventoryOptions {
  /** How long a list serves reads. Default 5,000 ms. */
  readonly freshMs?: number;
  readonly now?: () => Date;
  readonly sleep?: Sleep;
}

/** How a wait goes on. */
export interface Watch<Row> {
  /** True once the row is what is waited for. An absent row is `undefined`. */
  readonly done: (row: Row | undefined, elapsedMs: number) => boolean;
  readonly timeoutMs: number;
  readonly pollMs: number;
  /** What is waited for was begun by the call just now: the first look comes after the first interval. */
  readonly isJustBegun?: boolean;
  /** What {@link Inventory.approach} returned: then the first look is one with those of others who are on their way. */
  readonly arrive?: (() => void) | undefined;
  /** The vendor has said that it takes the row away: then a whole list of now that lacks it is enough. */
  readonly isLeaving?: boolean;
  /** What is waited for, for progress and for the error: `delivery`. */
  readonly what: string;
  /** How a row is, in words, for the error. */
  readonly stateOf?: (row: Row | undefined) => string;
  readonly progress?: (row: Row | undefined, elapsedMs: number) => void;
}

/**
 * What one account has of one kind, shared by all resources of the run. Many readers cost one list; waiting readers share
 * one poll. Own purchases are added, own other writes mark their row stale.
 */
export class Inventory<Row> {
  readonly #source: RowSource<Row>;
  readonly #freshMs: number;
  readonly #now: () => number;
  readonly #loader: DataLoader<string, Row | undefined>;
  readonly #leaving: DataLoader<string, Row | undefined>;
  readonly #gathering: Gathering;
  readonly #newest: NewestPage<Row>;
  #rows = new Map<string, Row>();
  #listedAt: number | undefined;
  /** When the latest list was made of which it is certain that it is whole. */
  #wholeAt: number | undefined;
  #listing: Promise<void> | undefined;
  #glancing: Promise<void> | undefined;
  /** Counts list starts and writes, so that a list begun before a write does not make its row fresh. */
  #sequence = 0;
  readonly #staleSince = new Map<string, number>();
  /** When a row was bought or read by itself, so that a list begun before that does not put an older one in its place. */
  readonly #seenSince = new Map<string, number>();
  /** Rows of the latest list that were completed since, or are being. */
  readonly #completions = new Map<string, Promise<Row | Error>>();
  /** Ids for which the latest list has answered a reader that takes each row once. */
  readonly #answered = new Set<string>();

  constructor(source: RowSource<Row>, options: InventoryOptions = {}) {
    const { now = () => new Date(), sleep } = options;
    this.#source = source;
    this.#newest = new NewestPage(source);
    this.#freshMs = options.freshMs ?? 5_000;
    this.#now = () => now().getTime();
    this.#gathering = new Gathering({ now: this.#now, sleep });
    // DataLoader: collects the reads of one tick of the event loop into one batch.
    this.#loader = new DataLoader((ids) => this.#readBatch(ids), { cache: false });
    this.#leaving = new DataLoader((ids) => this.#readLeaving(ids), { cache: false });
  }

  /** All rows, from a list that is not older than `maxAgeMs`, with our own purchases since. */
  async all(maxAgeMs: number): Promise<readonly Row[]> {
    if (this.#wholeAt === undefined || this.#now() - this.#wholeAt > maxAgeMs) await this.#list();
    return [...this.#rows.values()];
  }

  /** All rows, listed anew now: for the questions on which money depends. */
  async allNow(): Promise<readonly Row[]> {
    // A list that is under way may have been begun before the write in question.
    if (this.#listing !== undefined) await this.#listing;
    await this.#list();
    return [...this.#rows.values()];
  }

  /** One row, as the latest list or a single read has it. `undefined` means: in neither. */
  get(id: string): Promise<Row | undefined> {
    return this.#loader.load(id);
  }

  /**
   * One row, from the latest list as long as that has not answered for it before: so N readers that come one after the other, each for
   * a row of its own, cost one list however long they take. Later, or without it in the list, as {@link get} has it.
   * @param maxAgeMs how old the list may be at the most.
   */
  async once(id: string, maxAgeMs: number): Promise<Row | undefined> {
    const isOld = this.#listedAt !== undefined && this.#now() - this.#listedAt > maxAgeMs;
    // Of a list that has served more readers than it took requests, another one serves the next ones too.
    if (isOld && this.#answered.size >= this.#requestsOfList()) await this.#glance();
    const isRecent = this.#listedAt !== undefined && this.#now() - this.#listedAt <= maxAgeMs;
    const isGood = isRecent && this.#rows.has(id) && !this.#answered.has(id) && !this.#staleSince.has(id);
    if (!isGood) {
      const row = await this.get(id);
      this.#answered.add(id);
      return row;
    }
    this.#answered.add(id);
    const row = await this.#completed(id);
    if (row instanceof Error) throw row;
    return row;
  }

  /** One row, read anew. */
  getNow(id: string): Promise<Row | undefined> {
    this.markStale(id);
    return this.get(id);
  }

  /** Says that this may be the id of something that was just bought: it is looked for where that stands. */
  expect(id: string): void {
    this.#newest.add(id);
  }

  /** Waits for the next common moment to look, at most `pollMs` away: many who have just bought something cost one look. */
  gather(pollMs: number): Promise<void> {
    return this.#gathering.join({ intervalMs: pollMs, pollMs });
  }

  /** Adds what a purchase has just returned. */
  add(row: Row): void {
    this.#sequence += 1;
    this.#newest.add(this.#source.idOf(row));
    this.#set(this.#source.idOf(row), row, this.#sequence);
  }

  /** Says that a row was changed by us and must be read again. */
  markStale(id: string): void {
    this.#sequence += 1;
    this.#staleSince.set(id, this.#sequence);
  }

  /** Says that somebody is about to change a row and then to watch it. Returns what is to be called when that comes to nothing. */
  approach(): () => void {
    return this.#gathering.approach();
  }

  /**
   * Waits until `done`, reading at growing intervals together with everyone else who waits.
   * @throws {WaitTimeoutError} after `timeoutMs`.
   */
  async watch(id: string, watch: Watch<Row>): Promise<Row | undefined> {
    const start = this.#now();
    const { pollMs, arrive } = watch;
    if (arrive !== undefined || watch.isJustBegun === true)
      await this.#gathering.join({ intervalMs: watch.isJustBegun === true ? pollMs : 0, pollMs, arrive });
    for (;;) {
      this.markStale(id);
      const row = await (watch.isLeaving === true ? this.#leaving : this.#loader).load(id);
      const elapsed = this.#now() - start;
      if (watch.done(row, elapsed)) return row;
      if (elapsed >= watch.timeoutMs) {
        const within = formatDuration(watch.timeoutMs);
        const { what, stateOf } = watch;
        throw new WaitTimeoutError(
          stateOf === undefined
            ? say("{what} was not seen within {within}", { what, within })
            : say("{what}: not done within {within}, but {stateOf}", { what, within, stateOf: stateOf(row) }),
        );
      }
      watch.progress?.(row, elapsed);
      const growingMs = Math.min(Math.max(pollMs, elapsed / 4), pollMs * 12);
      const intervalMs = Math.min(growingMs, watch.timeoutMs - elapsed);
      await this.#gathering.join({ intervalMs, pollMs, isAgain: true });
    }
  }

  #isFresh(): boolean {
    return this.#listedAt !== undefined && this.#now() - this.#listedAt < this.#freshMs;
  }

  /** How many requests a list takes, as far as is known. */
  #requestsOfList(): number {
    return Math.max(1, Math.ceil(this.#rows.size / this.#source.rowsPerRequest));
  }

  #list(): Promise<void> {
    this.#listing ??= this.#loadList(() => this.#source.list())
      .then(() => {
        this.#wholeAt = this.#listedAt;
      })
      .finally(() => {
        this.#listing = undefined;
      });
    return this.#listing;
  }

  /** Lists for those who ask for rows by their ids: what is not found in it is looked for by itself, and then in a whole list. */
  #glance(): Promise<void> {
    const source = this.#source;
    if (source.glance === undefined || this.#listing !== undefined) return this.#list();
    this.#glancing ??= this.#loadList(() => source.glance?.() ?? source.list()).finally(() => {
      this.#glancing = undefined;
    });
    return this.#glancing;
  }

  #set(id: string, row: Row | undefined, since: number, how: "alone" | "listed" = "alone"): void {
    this.#seenSince.set(id, since);
    // A row that came by itself is whole.
    if (how === "listed") this.#completions.delete(id);
    else if (row !== undefined) this.#completions.set(id, Promise.resolve(row));
    if (row === undefined) this.#rows.delete(id);
    else this.#rows.set(id, row);
  }

  async #loadList(load: () => Promise<readonly Row[]>): Promise<void> {
    const begun = ++this.#sequence;
    const rows = await load();
    const before = this.#rows;
    this.#completions.clear();
    this.#answered.clear();
    this.#rows = new Map(rows.map((row) => [this.#source.idOf(row), row]));
    for (const [id, since] of this.#seenSince) {
      if (since > begun) this.#set(id, before.get(id), since);
      else this.#seenSince.delete(id);
    }
    this.#listedAt = this.#now();
    for (const [id, since] of this.#staleSince) if (since < begun) this.#staleSince.delete(id);
  }

  /** Reads those of these rows that stand together; returns the ids that it has read since they were asked for. */
  async #readNewest(ids: readonly string[], pages: number): Promise<ReadonlySet<string>> {
    if (!this.#newest.isWorthwhile(ids, pages)) return new Set();
    const begun = ++this.#sequence;
    const isSeen = (id: string): boolean => (this.#seenSince.get(id) ?? 0) >= begun;
    for (const row of await this.#newest.read(ids, pages)) {
      const id = this.#source.idOf(row);
      if (!isSeen(id)) this.#set(id, row, begun, "listed");
      if ((this.#staleSince.get(id) ?? 0) < begun) this.#staleSince.delete(id);
    }
    return new Set(ids.filter((id) => isSeen(id) && !this.#staleSince.has(id)));
  }

  async #readBatch(ids: readonly string[]): Promise<(Row | undefined | Error)[]> {
    const distinct = new Set(ids);
    const isOpen = (id: string) => !this.#isFresh() || this.#staleSince.has(id) || !this.#rows.has(id);
    const asked = [...distinct].filter(isOpen);
    const requestsOfList = this.#requestsOfList();
    const shown = await this.#readNewest(asked, requestsOfList);
    const open = asked.filter((id) => !shown.has(id));
    if (open.length > 0) {
      if (
        this.#listedAt === undefined ||
        (!this.#isFresh() && open.length >= requestsOfList) ||
        open.length > requestsOfList
      ) {
        await this.#glance();
      }
    }
    // What the list does not show (or shows from before our own write) is asked for by itself.
    const unanswered = open.filter(isOpen);
    const alone = new Set(unanswered);
    const isShown = new Set(unanswered.filter((id) => this.#rows.has(id)));
    const answers = new Map<string, Row | undefined | Error>(
      await Promise.all(
        [...distinct].map(
          async (id) => [id, await (alone.has(id) ? this.#readOne(id) : this.#completed(id))] as const,
        ),
      ),
    );
    // A single read alone proves nothing: no vendor says what it answers for an id that it does not know.
    const doubtful = unanswered.filter(
      (id) => answers.get(id) === undefined && (isShown.has(id) || !this.#isFresh()),
    );
    if (doubtful.length > 0) {
      const failure = await this.#list().then(() => undefined, asError);
      for (const id of doubtful) answers.set(id, failure ?? (await this.#completed(id)));
    }
    return ids.map((id) => answers.get(id));
  }

  /** Reads rows that are about to go: a list that was begun since tells as much as a single read does, and of all of them. */
  async #readLeaving(ids: readonly string[]): Promise<(Row | undefined | Error)[]> {
    if (ids.length < this.#requestsOfList()) return this.#readBatch(ids);
    // One that is under way may have been begun before these rows were to go.
    if (this.#listing !== undefined) await this.#listing;
    await this.#list();
    return ids.map((id) => this.#rows.get(id));
  }

  /** A row of the list, completed. */
  async #completed(id: string): Promise<Row | undefined | Error> {
    const row = this.#rows.get(id);
    if (row === undefined || this.#source.complete === undefined) return row;
    const known = this.#completions.get(id);
    if (known !== undefined) return known;
    const completion = this.#source.complete(row).then(
      (whole) => {
        // What there was nothing to add to is asked again: the next reader may want more.
        if (whole === row) this.#completions.delete(id);
        else if (this.#rows.get(id) === row) this.#rows.set(id, whole);
        return whole;
      },
      (error: unknown) => {
        this.#completions.delete(id);
        return asError(error);
      },
    );
    this.#completions.set(id, completion);
    return completion;
  }

  async #readOne(id: string): Promise<Row | undefined | Error> {
    const begun = ++this.#sequence;
    try {
      const row = await this.#source.read(id);
      this.#set(id, row, begun);
      if ((this.#staleSince.get(id) ?? 0) < begun) this.#staleSince.delete(id);
      return row;
    } catch (error) {
      return asError(error);
    }
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
