import type { z } from "zod";
import { orderArguments } from "../arguments";
import type { Fault } from "../errors";
import type { CommonObserved } from "../noun";
import type { Step } from "../plan";
import type { Properties } from "../flow/resource";
import type { Account } from "../run";
import type { Snapshot } from "../snapshot";

/** Arguments of everything that costs nothing and holds no term. */
export const belongingArguments = {
  /** Which configured account of the vendor (`<vendor>:accounts`). Default: the vendor's own keys. A change is a new account: an error. */
  account: orderArguments.account,
  /** Kept in state only, for reports. */
  tags: orderArguments.tags,
  /** How long to wait: `{ create: "2h" }`. Default 2h for create, 1h for update and delete. */
  timeouts: orderArguments.timeouts,
};

/** What the flow itself reads of the arguments. */
export interface BelongingArguments {
  readonly account?: string | undefined;
  readonly timeouts?:
    { create?: string | undefined; update?: string | undefined; delete?: string | undefined } | undefined;
}

/** What the panel shows of a change: `unseen` when it never shows one of this kind. */
export type Sight = "nothing" | "begun" | "done" | "unseen";

/** What is to be changed in place. */
export interface ChangeInput<A, O> {
  readonly observed: O;
  /** The arguments that are to be in force. One that is not known yet is missing here. */
  readonly target: Partial<A>;
  /** The arguments that differ from what is in force, or are not known yet. */
  readonly changed: readonly string[];
}

/** One change in place: a single call. */
export interface Change {
  readonly step: Step;
  readonly faults?: readonly Fault[];
  /** Makes the call, once. */
  send(): Promise<void>;
  /** Looks for its effect. @param isAnswered whether the panel answered that it does it. */
  look(isAnswered: boolean): Promise<Sight>;
}

/**
 * The description of one kind of thing that belongs to something paid for: a mapping, a rule, a user. It costs nothing, is
 * dropped when it is gone, and is made again.
 *
 * @typeParam A arguments, @typeParam O what is observed.
 */
export interface Belonging<A extends BelongingArguments, O extends CommonObserved> {
  readonly vendor: string;
  /** The Pulumi type: `PortMapping`. */
  readonly type: string;
  /** In a sentence: `port mapping`. */
  readonly title: string;
  /** Raised when outputs change their meaning; recorded in state. */
  readonly schemaVersion: number;
  readonly arguments: z.ZodType<A> & z.ZodObject;
  readonly observed: z.ZodType<O> & { readonly shape: Readonly<Record<string, unknown>> };
  /** Arguments and outputs whose values are secret. */
  readonly secrets: readonly string[];
  /** Arguments that are made at random where they are left out, and kept as outputs. */
  readonly made?: Readonly<Record<string, () => string>>;
  /** Arguments that only another one can carry out. */
  readonly replacedBy: readonly string[];
  /** Whether the old one must go before another one can be made. */
  readonly goesFirst?: boolean;
  /** Arguments that are used when it is made; a change is recorded and does nothing. */
  readonly onlyAtFirst?: readonly string[];
  /** Arguments that its creation cannot carry out: they are set right after. */
  readonly onlyLater?: readonly string[];

  /** All things of this kind in the account. */
  things(account: Account): Snapshot<O>;
  /** Faults that only the panel tells, when one is to be made. */
  obstacles?(account: Account, wanted: Partial<A>): Promise<readonly Fault[]>;
  /** It in words: `port mapping to port 80 of VM 341`. */
  words(wanted: Partial<A>): string;
  /** Whether there cannot be this one and another one with these arguments. */
  hasKeyOf(observed: O, wanted: Partial<A>): boolean;
  /** The arguments as it has them now, for those that can be read back. */
  argumentsOf(observed: O): Properties;
  /** What bears one call at a time, for all kinds of things of the account: `VM 341`. */
  lane?(wanted: Partial<A>): string | undefined;
  /** Makes one, once. Returns its id when the reply tells it. */
  create(account: Account, wanted: A): Promise<string | undefined>;
  /** The call that changes it in place. */
  change?(account: Account, input: ChangeInput<A, O>): Change | undefined;
  /** Deletes it, once. */
  remove(account: Account, observed: O): Promise<void>;
}
