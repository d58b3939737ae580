import { availableParallelism } from "node:os";
import DataLoader from "dataloader";
import {
  AccountRefusedError,
  isCertainlyNotDone,
  messageOf,
  RefusedError,
  UnknownOutcomeError,
} from "./errors";
import { say } from "./language/say";

/** What a look says about one item after its request failed: it is there, it is not, or why it can never be. */
export type Verdict = "done" | "open" | Error;

export interface BatchOptions<Item> {
  /**
   * Makes one request for all of these items; returns when the vendor has said yes to them all.
   * @throws {RefusedError} when it said no: to one of them, perhaps.
   */
  readonly send: (items: readonly Item[]) => Promise<void>;
  /**
   * Looks what is there of the items after `failure`, one verdict for each. A refused request may have been carried out in
   * part; one without a trustworthy answer in part, as a whole, or not at all.
   */
  readonly look: (items: readonly Item[], failure: Error) => Promise<readonly Verdict[]>;
  /** Items of one group can share a request: what its other parameters are made of. Default: all items. */
  readonly groupOf?: (item: Item) => string;
  /** The room an item takes in a request, in characters. Default 0. */
  readonly lengthOf?: (item: Item) => number;
  /** The most items in a request. */
  readonly maxItems: number;
  /** The most room in a request, in characters. A longer item goes alone. Default: no limit. */
  readonly maxLength?: number;
  /** Items go when nothing new has come for so long, in milliseconds; for longer where they have come more slowly. Default 200. */
  readonly quietMs?: number;
  /** The same, once as many wait as can be under way at once. Default 30. */
  readonly fullHouseMs?: number;
  /** No item waits longer than this before its request, in milliseconds. Default 30,000. */
  readonly maxWaitMs?: number;
  /** How many items can be under way at once at the least; how many it is, is found out. Default: Pulumi's, four for each processor. */
  readonly inFlight?: number;
  /** Whether a refusal concerns all items alike, so that fewer of them would be refused too. Default: one of the account. */
  readonly concernsAll?: (refusal: RefusedError) => boolean;
}

/** A moment is so many times as long as items lie apart. */
const pauses = 4;
/** The longest moment without anything new, in milliseconds. */
const longestQuietMs = 3_000;

interface Group<Item> {
  readonly loader: DataLoader<Item, true>;
  /** Sends what waits; set while something does. */
  dispatch: (() => void) | undefined;
  items: number;
  length: number;
}

/**
 * Collects writes of single items into few requests, and gives each item its own outcome.
 *
 * A batch goes when it is full, when nothing new has come for a moment, or when all that can be in flight are waiting. The
 * engine starts a resource when another one ends, so while a request is under way the next batch collects. It starts them one
 * after another, at a pace that its state and the machine set: a moment is a few times what lay between them lately. How many
 * it has in flight it does not tell: that shows when so many have come and then no more.
 *
 * A refused batch is looked at, then split in halves: one bad item does not sink the others. A batch of unknown outcome is
 * looked at and never repeated.
 */
export class Batcher<Item> {
  readonly #options: Required<BatchOptions<Item>>;
  readonly #groups = new Map<string, Group<Item>>();
  #waiting = 0;
  #sending = 0;
  /** The most items that can be under way at once, once it is known. */
  #fullHouse: number | undefined;
  #oldest = 0;
  #newest: number | undefined;
  /** How long items lie apart, in milliseconds: the longest pause lately, and the last one. */
  #pauseMs = 0;
  #lastPauseMs = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: BatchOptions<Item>) {
    this.#options = {
      groupOf: () => "",
      lengthOf: () => 0,
      maxLength: Number.POSITIVE_INFINITY,
      quietMs: 200,
      fullHouseMs: 30,
      maxWaitMs: 30_000,
      inFlight: 4 * availableParallelism(),
      concernsAll: (refusal) => refusal instanceof AccountRefusedError,
      ...options,
    };
  }

  /**
   * Has one item written, together with others.
   * @throws {RefusedError | NotSentError} when it certainly was not.
   * @throws {UnknownOutcomeError} when it may have been, and the look did not find it.
   */
  async submit(item: Item): Promise<void> {
    const { groupOf, lengthOf, maxItems, maxLength } = this.#options;
    const group = this.#groupOf(groupOf(item));
    const length = lengthOf(item);
    if (group.items > 0 && group.length + length > maxLength) this.#dispatch(group);
    const written = group.loader.load(item);
    group.items += 1;
    group.length += length;
    const now = Date.now();
    if (this.#waiting === 0) this.#oldest = now;
    this.#lastPauseMs = Math.min(now - (this.#newest ?? now), longestQuietMs);
    this.#pauseMs = Math.max(this.#lastPauseMs, this.#pauseMs * 0.8);
    this.#newest = now;
    this.#waiting += 1;
    const underWay = this.#waiting + this.#sending;
    if (this.#fullHouse !== undefined) this.#fullHouse = Math.max(this.#fullHouse, underWay);
    if (group.items >= maxItems) this.#dispatch(group);
    this.#arm();
    await written;
  }

  #groupOf(key: string): Group<Item> {
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const group: Group<Item> = {
      // DataLoader keeps each item's promise and joins what comes before the dispatch.
      loader: new DataLoader((items: readonly Item[]) => this.#run(items), {
        cache: false,
        maxBatchSize: Number.POSITIVE_INFINITY,
        batchScheduleFn: (dispatch) => {
          group.dispatch = dispatch;
        },
      }),
      dispatch: undefined,
      items: 0,
      length: 0,
    };
    this.#groups.set(key, group);
    return group;
  }

  #dispatch(group: Group<Item>): void {
    const { dispatch, items } = group;
    this.#waiting -= items;
    this.#sending += items;
    Object.assign(group, { dispatch: undefined, items: 0, length: 0 });
    dispatch?.();
  }

  /** Sets the moment at which everything that waits is sent. */
  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#waiting === 0) return;
    const { quietMs, fullHouseMs, maxWaitMs, inFlight } = this.#options;
    const leftMs = Math.max(0, this.#oldest + maxWaitMs - Date.now());
    const isFull = this.#fullHouse !== undefined && this.#waiting >= this.#fullHouse;
    const momentMs = Math.max(quietMs, Math.min(pauses * this.#pauseMs, longestQuietMs));
    const pauseMs = isFull ? Math.max(fullHouseMs, 1.5 * this.#lastPauseMs) : momentMs;
    // Whoever is being sent will make room for the next ones, which can then go together with those that wait.
    const afterMs = this.#sending > 0 ? leftMs : Math.min(leftMs, pauseMs);
    this.#timer = setTimeout(() => {
      if (this.#sending === 0 && pauseMs < leftMs && this.#waiting >= inFlight)
        this.#fullHouse ??= this.#waiting;
      for (const group of this.#groups.values()) if (group.items > 0) this.#dispatch(group);
    }, afterMs);
  }

  async #run(items: readonly Item[]): Promise<(true | Error)[]> {
    try {
      const outcomes = new Map<Item, true | Error>();
      await this.#write(items, outcomes);
      return items.map(
        (item) => outcomes.get(item) ?? new TypeError("the batch has no outcome for one of its items"),
      );
    } finally {
      this.#sending -= items.length;
      this.#arm();
    }
  }

  async #write(items: readonly Item[], outcomes: Map<Item, true | Error>): Promise<void> {
    const settle = (some: readonly Item[], outcome: true | Error) => {
      for (const item of some) outcomes.set(item, outcome);
    };
    const { send, concernsAll } = this.#options;
    let failure: Error;
    try {
      await send(items);
      settle(items, true);
      return;
    } catch (error) {
      failure = error instanceof Error ? error : new Error(messageOf(error));
    }
    const isRefusal = failure instanceof RefusedError;
    if (
      isCertainlyNotDone(failure) &&
      (!isRefusal || (failure instanceof RefusedError && concernsAll(failure)))
    ) {
      settle(items, failure);
      return;
    }
    const open = await this.#look(items, failure, settle);
    if (!isRefusal || items.length === 1) {
      settle(open, failure);
      return;
    }
    const half = Math.ceil(open.length / 2);
    for (const part of [open.slice(0, half), open.slice(half)]) {
      if (part.length > 0) await this.#write(part, outcomes);
    }
  }

  /** Settles what is there, and returns what is not. */
  async #look(
    items: readonly Item[],
    failure: Error,
    settle: (some: readonly Item[], outcome: true | Error) => void,
  ): Promise<Item[]> {
    const open: Item[] = [];
    try {
      const verdicts = await this.#options.look(items, failure);
      items.forEach((item, index) => {
        const verdict = verdicts[index] ?? "open";
        if (verdict === "open") open.push(item);
        else settle([item], verdict === "done" ? true : verdict);
      });
      return open;
    } catch (error) {
      const what = say("it may have been carried out: {why}; and no look was possible: {obstacle}", {
        why: messageOf(failure),
        obstacle: messageOf(error),
      });
      settle(items, new UnknownOutcomeError(what, { cause: error }));
      return [];
    }
  }
}
