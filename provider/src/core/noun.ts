import type { z } from "zod";
import type { CommonArguments } from "./arguments";
import type { Fault } from "./errors";
import type { Estimate, Plan, Step } from "./plan";
import type { Account } from "./run";
import type { Recorded } from "./record";
import type { Snapshot } from "./snapshot";

/** One union for all vendors. */
export const statuses = [
  "ordering",
  "opening",
  "ready",
  "stopped",
  "locked",
  "suspended",
  "expired",
  "recycled",
  "missing",
  "deleted",
] as const;
export type Status = (typeof statuses)[number];

/** Outputs that every resource has and shows. */
export const commonOutputs = [
  "serviceId",
  "status",
  "startedAt",
  "expiresAt",
  "boughtAt",
  "orderId",
  "accountKey",
  "currency",
  "origin",
  "lost",
  "estimate",
] as const;

/** What the name and the type of an order's mark end in. */
export const markEndings = { name: "-mark", type: "Mark" } as const;

/** What the flow itself reads of an observed service. Times are ISO 8601 with an offset. */
export interface CommonObserved {
  readonly serviceId: string;
  readonly status: Status;
  /** What the machine is busy with, in words; absent when nothing keeps it from the next step. */
  readonly busyWith?: string | undefined;
  /** What may still come or may never come, in words: it is waited for a while, and then the service counts as it is. */
  readonly mayFollow?: string | undefined;
  /** Why it will not become what was ordered, in words: it is there, and a person has to look. */
  readonly failure?: string | undefined;
  readonly powerState?: string | undefined;
  readonly startedAt?: string | undefined;
  readonly expiresAt?: string | undefined;
  readonly boughtAt?: string | undefined;
}

/** Names and the ids they stand for, kept while the text is unchanged: `{ line: { text, id } }`. */
export type ResolvedNames = Readonly<Record<string, { readonly text: string; readonly id: string }>>;

/** The ids that the arguments stand for. */
export interface Resolution {
  readonly names: ResolvedNames;
  readonly faults: readonly Fault[];
}

/** What `plan` may look at. It has no clock and no network of its own. */
export interface PlanInput<A, O, C> {
  /** The service as it is now; absent when it is to be bought. */
  readonly observed: O | undefined;
  readonly recorded: Recorded<A, O> | undefined;
  /** The service that a purchase is to replace: what it occupies becomes free. */
  readonly replacing?: O | undefined;
  readonly wanted: Partial<A>;
  /** Arguments that are not known yet. */
  readonly unknown: ReadonlySet<string>;
  readonly names: ResolvedNames;
  /** Absent when it could not be had. */
  readonly catalog: C | undefined;
  readonly account: Account;
  readonly now: Date;
  /** Whether the service was taken over after a lost create, so that nobody has its random password. */
  readonly passwordLost: boolean;
}

/** What is asked for, while nothing of it is there yet. */
export interface Asked<A> {
  readonly account: Account;
  readonly urn: string;
  readonly token: string;
  readonly wanted: Partial<A>;
  readonly unknown: ReadonlySet<string>;
}

/** What one call needs besides its step. */
export interface CallContext {
  /** The token of the purchase, to be put where the vendor echoes it. */
  readonly token: string;
  /** The password in force, or the one to set. */
  readonly password: string | undefined;
  /** A decimal number of up to 18 digits, unique for each call. */
  readonly orderNumber: string;
  readonly now: Date;
  /** Outputs that belong to the noun alone, as they are so far. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/** One call to the vendor and how to tell that it took effect. */
export interface Action<O> {
  /** Makes the call, once. What it returns is merged into the outputs. */
  send(): Promise<Readonly<Record<string, unknown>> | undefined>;
  /** Whether the record shows the effect. */
  isDone(observed: O): boolean;
  /** Whether the record shows that it is under way, other than by being busy. */
  isBegun?(observed: O): boolean;
  /** Whether the record shows nothing of the effect but being busy, perhaps a moment later: then one pause comes before the first look. */
  readonly lags?: boolean;
}

/** What a purchase returned. */
export interface Bought<O> {
  readonly observed: O;
  /** What only the purchase's reply tells, for the outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/**
 * The description of one kind of resource. It has no messages, no waiting, no secrets, no half-done state, no brakes and
 * no faults: those are in the flow, written once.
 *
 * @typeParam A arguments, @typeParam O what is observed, @typeParam C the vendor's catalogue, @typeParam D what steps carry.
 */
export interface Noun<A extends CommonArguments, O extends CommonObserved, C, D> {
  readonly vendor: string;
  /** The Pulumi type: `BaremetalServer`. */
  readonly type: string;
  /** In a sentence: `bare-metal server`. */
  readonly title: string;
  /** Raised when outputs change their meaning; recorded in state. */
  readonly schemaVersion: number;
  readonly arguments: z.ZodObject;
  readonly observed: z.ZodType<O> & { readonly shape: Readonly<Record<string, z.ZodType>> };
  /** The outputs that users see, besides those that every resource has and the arguments that were given. */
  readonly outputs: readonly string[];
  /** Arguments and outputs whose values are secret. */
  readonly secretArguments: readonly string[];
  readonly secretOutputs: readonly string[];
  /** Outputs that are encrypted in state, and whose parts (an address, a date) may stand in words all the same. */
  readonly encryptedOutputs?: readonly string[];
  /** Whether it was paid for or holds data: then it never leaves state by itself. */
  readonly isPrecious: boolean;
  /** Whether the vendor asks no price for it: it is made, not bought. Default false. */
  readonly isFree?: boolean;
  /** Whether a delete waits until the service is gone. Default true; false where the vendor takes its time and nothing depends on it. */
  readonly waitsForRelease?: boolean;
  /** What a delete does by default. */
  readonly defaultOnDelete: "refund" | "delete";
  /** Arguments that only a new service can carry out. */
  readonly replacedBy: readonly string[];
  /** Why a service and its successor cannot be there at once, in words; `undefined` when they can. Default: they can. */
  goesFirst?(wanted: Partial<A>, unknown: ReadonlySet<string>): string | undefined;
  /** Arguments whose change reinstalls. */
  readonly reinstalledBy: readonly string[];
  /** Arguments whose change in place may cost something. Default: none. */
  readonly pricedBy?: readonly string[];
  /**
   * What is observed by some reads and left out by others: it stays as it was last told, until a step has been carried out that
   * applies one of the arguments behind it. What `marks` looks at is not among them: it must be told, not remembered.
   */
  readonly keeps?: Readonly<Record<string, readonly string[]>>;

  /**
   * Where the vendor gives nothing of ours back with an order. Then nothing is taken over or ordered again by itself, and a mark stands
   * in state before an order leaves (`flow/arming.ts`).
   */
  readonly unechoed?: {
    /** What an order is of, in words: `package 101`. */
    productOf(observed: O): string;
    /** Whether an order is of what is wanted, as far as it can be told: it decides what is named first, and nothing else. */
    isLikely(account: Account, observed: O, wanted: Partial<A>): boolean;
    /** The arguments that go out with the order, or decide whether it goes out: another order may leave when one changes. */
    readonly orderedWith: readonly string[];
  };

  /** What is shared by all nouns of the account. */
  catalog(account: Account): Promise<C>;
  services(account: Account): Snapshot<O>;

  /**
   * Tells the account, before a service is observed, what of it is asked for: where one read does not tell everything.
   * @param purpose whether it is looked at again, has just come into hand, is read without being managed (`.get`), or is about to be
   *   changed.
   */
  attend?(
    account: Account,
    serviceId: string,
    given: Partial<A>,
    purpose: "look" | "take" | "get" | "change",
  ): void;

  /** Faults that show without the panel: combinations, formats. */
  rules(wanted: Partial<A>, unknown: ReadonlySet<string>): readonly Fault[];
  /** Names → ids. `kept` are those of before; a text that did not change keeps its id whatever the catalogue says. */
  resolve(wanted: Partial<A>, kept: ResolvedNames, catalog: C): Resolution;
  /** What a purchase costs, or in words why there is no price; `undefined` while arguments that it depends on are unknown. */
  estimate(
    wanted: Partial<A>,
    names: ResolvedNames,
    catalog: C,
    account: Account,
    now: Date,
    unknown: ReadonlySet<string>,
  ): Estimate | string | undefined;
  plan(input: PlanInput<A, O, C>): Plan<D>;

  /** Whether the service carries this token as a whole word, or a mark that is as good. */
  carries(observed: O, token: string, asked: Pick<Asked<A>, "account" | "wanted">): boolean;
  /**
   * The text in which the vendor gives the token of an order back, as a row that was read has it; empty where the row has none. Left
   * out where orders are told apart in another way.
   */
  echo?(observed: O): string;
  /**
   * Makes sure that a service that is to be taken over is not on its way out, where the list does not tell.
   * @throws {DecisionNeededError} when it is.
   */
  holdAlive?(account: Account, observed: O): Promise<void>;
  /** Faults that only the panel tells, when one is to be made: a name that is taken. */
  obstacles?(asked: Asked<A>): Promise<readonly Fault[]>;
  /** Where a service differs from what would be bought: empty when it can be taken over. */
  differences(observed: O, wanted: Partial<A>, names: ResolvedNames): readonly string[];
  /**
   * The arguments as the service has them now, for those that can be read back. `names` tells which texts still stand for
   * what is there; a scheduled change counts as made. Of an argument that has parts only those in `given` are managed.
   */
  argumentsOf(observed: O, names: ResolvedNames, given: Partial<A>): Readonly<Record<string, unknown>>;
  /** A random password in the vendor's alphabet; absent where there is none to set. */
  newPassword?(): string;
  /**
   * The password of an order that names none, where the vendor lists passwords: the same for the same order and nobody else's,
   * so that it is a mark. Default: a random one.
   */
  sealedPassword?(asked: Pick<Asked<A>, "account" | "token" | "wanted">): string;

  buy(account: Account, step: Step<D>, input: PlanInput<A, O, C>, context: CallContext): Promise<Bought<O>>;
  /** Why what has just been ordered is not wanted after all, now that its price is known. */
  objection?(observed: O, wanted: Partial<A>, account: Account): string | undefined;
  /** The step that takes an order back for nothing, as long as it is not paid. */
  withdrawal?(observed: O): Step<D> | undefined;
  /** The calls of any step but `buy`: one, or several that only make sense one after the other (stop, set, start). */
  act(account: Account, step: Step<D>, observed: O, context: CallContext): readonly Action<O>[];
  /**
   * For each kind of step that must not be repeated: what of the record moves when it took effect. After
   * an unknown outcome nothing of the kind is sent until it has moved.
   */
  marks(observed: O): Readonly<Partial<Record<string, string>>>;
  /** What the record shows beyond what a step `expects`, in words. */
  beyond?(observed: O, expects: string): string | undefined;
  /** Why a service is gone, where "deleted" says too little: `was not paid in time, and was cancelled`. */
  endOf?(observed: O): string | undefined;
  /** What may help when the vendor refuses to take a service back. */
  readonly releaseAdvice?: string;
  /** The step that gives the service back. */
  release(observed: O, given: Partial<A>): Step<D>;
  /** Outputs that follow from what is observed and recorded: prices, `connection`. */
  derive(observed: O, recorded: Recorded<A, O>, account: Account): Readonly<Record<string, unknown>>;
}
