import type { Account } from "../account";
import type { CommonArguments } from "../arguments";
import { HalfDoneError, messageOf, ResellerError } from "../errors";
import type { Kind } from "../kind";
import type { CommonObserved } from "../observed";
import type { Lifecycle, OrderIntent, PendingChange, Recorded } from "../record";
import { registerSecrets } from "./resource";
import { remember } from "./state";

/** A value as it was told last, part by part where it has parts. */
function joined(before: unknown, told: unknown): unknown {
  if (told === undefined) return before;
  return isRecord(before) && isRecord(told) ? { ...before, ...withoutGaps(told) } : told;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutGaps(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** What is known of a resource while it is being worked on: at any moment it can be saved as it is. */
export class Progress {
  #recorded: Recorded;
  /** What has been told since the step that is being carried out began. */
  readonly #told = new Set<string>();

  constructor(
    readonly kind: Kind,
    readonly account: Account,
    recorded: Recorded,
  ) {
    this.#recorded = recorded;
  }

  get recorded(): Recorded {
    return this.#recorded;
  }

  /** The Pulumi id: the vendor's, or `order:<token>` while the vendor's is not known. */
  get id(): string {
    return this.#recorded.lifecycle.serviceId ?? `order:${this.#recorded.token}`;
  }

  /** Takes what a read told. What it leaves out, as some reads do, stays as it was told before. */
  observe(row: CommonObserved): void {
    for (const [key, value] of Object.entries(row)) if (value !== undefined) this.#told.add(key);
    const observed = this.#withKept(row);
    this.#recorded = {
      ...this.#recorded,
      observed,
      lifecycle: { ...this.#recorded.lifecycle, serviceId: observed.serviceId },
    };
  }

  #withKept(row: CommonObserved): CommonObserved {
    const before = this.#recorded.observed;
    const { keeps } = this.kind;
    if (keeps === undefined || before?.serviceId !== row.serviceId) return row;
    const [old, fresh] = [new Map(Object.entries(before)), new Map(Object.entries(row))];
    const kept = Object.keys(keeps).flatMap((key) => {
      const value = joined(old.get(key), fresh.get(key));
      return value === undefined ? [] : [[key, value] as const];
    });
    return { ...row, ...Object.fromEntries(kept) };
  }

  /** A step begins: what is told from now on is told of its effect. */
  beginStep(): void {
    this.#told.clear();
  }

  /** A step was carried out: what it may have changed and nothing has told since is not known any more. */
  endStep(applies: readonly string[]): void {
    const { observed } = this.#recorded;
    const { keeps = {} } = this.kind;
    if (observed === undefined) return;
    const isOutdated = (key: string) =>
      keeps[key]?.some((argument) => applies.includes(argument)) === true && !this.#told.has(key);
    const outdated = Object.keys(keeps).filter(isOutdated);
    if (outdated.length > 0)
      this.#recorded = {
        ...this.#recorded,
        observed: { ...observed, ...Object.fromEntries(outdated.map((key) => [key, undefined])) },
      };
  }

  /** Goes under an intent: what comes of it is known whenever this is saved. */
  goUnder(intent: OrderIntent | undefined): void {
    this.#recorded = { ...this.#recorded, intent: intent ?? this.#recorded.intent };
  }

  /** Has nothing in hand any more: what was ordered was taken back. */
  forget(): void {
    const lifecycle = {
      ...this.#recorded.lifecycle,
      serviceId: undefined,
      orderId: undefined,
      orderedAt: undefined,
    };
    this.#recorded = { ...this.#recorded, observed: undefined, lifecycle };
  }

  change(lifecycle: Partial<Lifecycle>): void {
    this.#recorded = { ...this.#recorded, lifecycle: { ...this.#recorded.lifecycle, ...lifecycle } };
  }

  /** Gives the next order its own token. */
  retoken(token: string): void {
    this.#recorded = { ...this.#recorded, token };
  }

  /** Changes what is known of a pending step of this kind. */
  pend(what: string, change: Partial<PendingChange>): void {
    const { pendingChange } = this.#recorded.lifecycle;
    if (pendingChange?.what === what) this.change({ pendingChange: { ...pendingChange, ...change } });
  }

  /**
   * Says that nothing of unknown outcome is pending any more.
   * @param what only when it is of this kind of step.
   */
  settle(what?: string): void {
    if (what !== undefined && this.#recorded.lifecycle.pendingChange?.what !== what) return;
    this.change({ pendingChange: undefined });
  }

  /** Adds outputs that only a call's reply tells. */
  tell(outputs: Readonly<Record<string, unknown>>): void {
    this.#recorded = { ...this.#recorded, extra: { ...this.#recorded.extra, ...outputs } };
  }

  /** Counts arguments as applied. */
  apply(wanted: Partial<CommonArguments>, keys: readonly string[]): void {
    const source: Readonly<Record<string, unknown>> = { ...wanted };
    const applied = Object.fromEntries(keys.map((key) => [key, source[key]]));
    this.#recorded = { ...this.#recorded, arguments: { ...this.#recorded.arguments, ...applied } };
  }

  /** Says that what came into hand has not been given these arguments yet. */
  withdraw(keys: readonly string[]): void {
    const applied = Object.entries(this.#recorded.arguments).filter(([key]) => !keys.includes(key));
    this.#recorded = { ...this.#recorded, arguments: Object.fromEntries(applied) };
  }

  /** Everything, as outputs for state. */
  outputs(): Record<string, unknown> {
    const { observed } = this.#recorded;
    const derived = observed === undefined ? {} : this.kind.derive(observed, this.#recorded, this.account);
    const outputs = remember(this.kind, this.#recorded, derived);
    registerSecrets(this.kind.secretOutputs, outputs);
    return outputs;
  }

  /** The error that keeps what is known in state. */
  halfDone(error: unknown): HalfDoneError {
    if (error instanceof HalfDoneError) return error;
    const facts = error instanceof ResellerError ? error.facts : { cause: error };
    const what = error instanceof ResellerError ? error.what : messageOf(error);
    return new HalfDoneError(this.id, this.outputs(), what, facts);
  }
}
