import type { z } from "zod";
import type { Account } from "./account";
import type { CommonArguments } from "./arguments";
import type { CheckFailure } from "./errors";
import type { Estimate } from "./estimate";
import type { Inventory } from "./inventory";
import type { ResolvedNames, Resolution } from "./names";
import type { CommonObserved } from "./observed";
import type { Change, Plan } from "./plan";
import type { Recorded } from "./record";

/** What `plan` may look at. It has no clock and no network of its own. */
export interface PlanInput<A = CommonArguments, O = CommonObserved, C = unknown> {
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
export interface Asked<A = CommonArguments> {
  readonly account: Account;
  readonly urn: string;
  readonly token: string;
  readonly wanted: Partial<A>;
  readonly unknown: ReadonlySet<string>;
  /** The id of one that goes before this one is made, so that its place becomes free. */
  readonly leaving?: string | undefined;
}

/** How what an order made is known again after its reply was lost. */
export interface Ordering<A = CommonArguments, O = CommonObserved> {
  /** Whether the service carries this token as a whole word, or a mark or a name that is as good. */
  carries(observed: O, token: string, asked: Pick<Asked<A>, "account" | "wanted">): boolean;
  /**
   * The text in which the vendor gives the token of an order back, as a row that was read has it; empty where the row has none. Left
   * out where orders are told apart in another way.
   */
  echo?(observed: O): string;
  /** How the token stands in it. Default `word`; `integer` where the vendor gives no more than a number back (`order/token.ts`). */
  readonly echoes?: "word" | "integer";
  /** Whether the reply to an order says yes at the most, and not what it made. Default false. */
  readonly isSilent?: boolean;
  /** Whether it is known by a name that only one can have, however old it is: then it is looked for once that name is known. Default: it is not. */
  isByName?(wanted: Partial<A>): boolean;
  /**
   * The name that only one can have, in words, once it is known: `domain a.example.com of hosting 7`. Two resources with the same one
   * are refused in the preview, where neither is there yet.
   */
  nameOf?(wanted: Partial<A>): string | undefined;
  /**
   * Whether what is made may be listed much later, when it is complete, under a name of the vendor's. Accepted, it is waited for as a delivery
   * is; of unknown outcome, it stays in state with what was there before, and what is new since is looked for before another one is
   * made (`order/newcomer.ts`). Default false.
   */
  readonly appearsLate?: boolean;
  /**
   * Makes sure that a service that is to be taken over is not on its way out, where the list does not tell.
   * @throws {DecisionNeededError} when it is.
   */
  assertAlive?(account: Account, observed: O): Promise<void>;
  /**
   * Where the vendor gives nothing of ours back with an order. Then nothing is taken over or ordered again by itself, and an intent
   * stands in state before an order leaves (`order/order-intent.ts`).
   */
  readonly untraceable?: {
    /** Whether it is so of an order with these arguments: what comes back may be the user's own choice. Default: of every order. */
    isSo?(wanted: Partial<A>): boolean;
    /** What an order is of, in words: `package 101`. */
    productOf(observed: O): string;
    /**
     * Whether an order is of what is wanted, as far as it can be told: it decides what is named first, and what a reply may mean that says
     * yes and no more.
     */
    isLikely(
      observed: O,
      order: Pick<Asked<A>, "account" | "wanted"> & { readonly names: ResolvedNames },
    ): boolean;
    /** The arguments that go out with the order, or decide whether it goes out: another order may leave when one changes. */
    readonly orderedWith: readonly string[];
  };
}

/** Whether what is asked for is known by a name that only one can have. */
export function isByName<A>(
  { ordering }: { readonly ordering: Pick<Ordering<A, never>, "isByName"> },
  wanted: Partial<A>,
): boolean {
  return ordering.isByName?.(wanted) === true;
}

/** What a thing belongs to: it is listed there, and goes with it. */
export interface Parent<O = CommonObserved> {
  /** The type of the resource that it would be: `HyperVm`. */
  readonly type: string;
  /** The argument that names it. */
  readonly argument: string;
  /** The id of the one that a thing belongs to; `undefined` where it belongs to none. */
  idOf(observed: O): string | undefined;
}

/**
 * The description of one kind of resource. It has no messages, no waiting, no secrets, no half-done state, no brakes and
 * no faults: those are in the flow, written once.
 *
 * The flow itself reads any kind by the defaults of these parameters: what it hands to a kind, that kind's own schemas have read.
 *
 * @typeParam A arguments, @typeParam O what is observed, @typeParam C the vendor's catalogue.
 */
export interface Kind<A = CommonArguments, O extends CommonObserved = CommonObserved, C = unknown> {
  readonly vendor: string;
  /** The Pulumi type: `BaremetalServer`. */
  readonly type: string;
  /** In a sentence, in the language of this process: `bare-metal server`. */
  readonly title: () => string;
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
  /** What it belongs to. Default: to nothing but its account. */
  readonly parent?: Parent<O>;
  /** Whether the vendor asks no price for it: it is made, not bought. Default false. */
  readonly isFree?: boolean;
  /** What is said of the account beside the first that is made in a run, and not beside each: `this panel knows no prices`. */
  readonly saidOnce?: () => string;
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
  /** Arguments that an order cannot carry out: they are set right after it. Default: none. */
  readonly onlyAfterOrder?: readonly string[];
  /** Arguments that cannot be read back, so that of what is taken over they are set. Default: they count as applied. */
  readonly setWhenTakenOver?: readonly string[];
  /**
   * What is observed by some reads and left out by others: it stays as it was last told, until a step has been carried out that
   * applies one of the arguments behind it. What `marks` looks at is not among them: it must be told, not remembered.
   */
  readonly keeps?: Readonly<Record<string, readonly string[]>>;

  readonly ordering: Ordering<A, O>;
  /** What bears one call at a time, for all kinds of the account: `VM 341`. Default: nothing does. */
  lane?(wanted: Partial<A>, serviceId: string | undefined): string | undefined;

  /** What is shared by all kinds of the account. */
  catalog(account: Account): Promise<C>;
  /**
   * Everything of this kind that the account has, or that a parent has, where the vendor lists by parents.
   * @param given the arguments as far as they are known, which name the parent.
   * @param serviceId what is read without having been given any (`.get`): its id then names the parent.
   */
  inventory(account: Account, given: Partial<A>, serviceId?: string): Inventory<O>;

  /**
   * Tells the account, before a service is observed, what of it is asked for: where one read does not tell everything.
   * @param purpose whether it is looked at again, has just come into hand, is read without being managed (`.get`), or is about to be
   *   changed.
   * @param last how it was when it was last observed, as far as state says: where a vendor shows nothing of what lies in its recycle bin.
   */
  attend?(
    account: Account,
    serviceId: string,
    given: Partial<A>,
    purpose: "look" | "take" | "get" | "change",
    last?: O,
  ): void;

  /** Faults that show without the panel: combinations, formats. */
  rules(wanted: Partial<A>, unknown: ReadonlySet<string>): readonly CheckFailure[];
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
  /** What is to be done from what is there to what is wanted. Pure: no clock, no network. */
  plan(input: PlanInput<A, O, C>): Plan<O>;

  /** Faults that only the panel tells, when one is to be made: a name that is taken. */
  createFaults?(asked: Asked<A>): Promise<readonly CheckFailure[]>;
  /** Where a service differs from what would be bought: empty when it can be taken over. */
  differences(observed: O, wanted: Partial<A>, names: ResolvedNames): readonly string[];
  /**
   * The arguments as the service has them now, for those that can be read back. `names` tells which texts still stand for
   * what is there; a scheduled change counts as made. Of an argument that has parts only those in `given` are managed.
   */
  argumentsOf(observed: O, names: ResolvedNames, given: Partial<A>): Readonly<Record<string, unknown>>;
  /** The arguments that a program needs to declare a service as it is, besides those that are read back. */
  declares?(observed: O): Readonly<Record<string, unknown>>;
  /** The argument that is the password. Default `password`. */
  readonly passwordArgument?: string;
  /** Whether the vendor tells the passwords that are in force, so that none is ever lost. Default: whether `password` is observed. */
  readonly tellsPasswords?: boolean;
  /** A random password in the vendor's alphabet; absent where there is none to set. */
  newPassword?(): string;
  /**
   * The password of an order that names none, where the vendor lists passwords: the same for the same order and nobody else's,
   * so that it is a mark. Default: a random one.
   */
  sealedPassword?(asked: Pick<Asked<A>, "account" | "token" | "wanted">): string;

  /** Why what has just been ordered is not wanted after all, now that its price is known. */
  objection?(observed: O, wanted: Partial<A>, account: Account): string | undefined;
  /** The step that takes an order back for nothing, as long as it is not paid. */
  cancelUnpaid?(observed: O): Change<O> | undefined;
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
  readonly releaseAdvice?: () => string;
  /** The step that gives the service back. */
  release(observed: O, given: Partial<A>, account: Account): Change<O>;
  /** Outputs that follow from what is observed and recorded: prices, `connection`. */
  derive(observed: O, recorded: Recorded<A, O>, account: Account): Readonly<Record<string, unknown>>;
}
