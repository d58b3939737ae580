import { z } from "zod";
import type { Account } from "../account";
import { orderArguments, type OnDelete } from "../arguments";
import type { CheckFailure } from "../errors";
import type { Inventory } from "../inventory";
import type { CommonObserved } from "../observed";
import type { CallContext, Change } from "../plan";
import type { Step } from "../step";

/** Arguments of every collection. By themselves, because editors show their doc comments. */
export const collectionArguments = {
  /** Which configured account of the vendor (`<vendor>:accounts`). Default: the vendor's own keys. A change is a new account: an error. */
  account: orderArguments.account,
  /** What a delete of the whole collection does: `delete` (default), `keep` or `refuse`. */
  onDelete: orderArguments.onDelete,
  /** Kept in state only, for reports. */
  tags: orderArguments.tags,
  /** The most members that one `up` may delete; more fails in the preview. Deleting the whole resource is not limited. Default 20. */
  maxDeletes: z.int().min(0).optional(),
};

/** What the flow itself reads of the arguments of any collection. */
export interface CollectionArguments {
  readonly account?: string | undefined;
  readonly onDelete?: OnDelete | undefined;
  readonly maxDeletes?: number | undefined;
}

/** One member as it is wanted: what it has of its own, else what the collection has. Nothing that is not known yet. */
export type Want = Readonly<Record<string, unknown>>;

/** The step that adds a member. */
export interface Addition<O = CommonObserved> extends Step {
  /** Sends it, once. Returns what an accepted addition makes, until the list shows it. */
  place(context: CallContext): Promise<{ readonly observed: O }>;
}

/** A member that is looked for, or to be added. */
export interface AskedMember<A = CollectionArguments, W = Want> {
  readonly account: Account;
  /** The token of the collection. */
  readonly token: string;
  readonly name: string;
  /** Absent where the arguments do not name it. */
  readonly want: W | undefined;
  readonly wanted: Partial<A>;
}

/** Where the vendor takes its time to delete: till then the list shows what goes as if it stayed, and its name is not free. */
export interface Lingering<O = CommonObserved> {
  /** How long that takes, in milliseconds, and in words: `five minutes`. */
  readonly ms: number;
  readonly time: string;
  /** What is to be known of members meanwhile: `they work, and cost, for about five minutes more`. */
  readonly meanwhile: string;
  /** Those of `rows` that are not on their way out. */
  living(account: Account, rows: readonly O[]): Promise<readonly O[]>;
}

/**
 * The description of many things of one kind as one resource. Its members cost nothing and are known by their names: one whose name
 * comes is added, one whose name goes is deleted, and what differs is changed in place. Each has its own outcome.
 *
 * The flow itself reads any collection by the defaults of these parameters: what it hands to one, that one's own schemas have read.
 *
 * @typeParam A arguments, @typeParam O what is observed of a member, @typeParam W what is wanted of one.
 */
export interface CollectionKind<
  A = CollectionArguments,
  O extends CommonObserved = CommonObserved,
  W = Want,
> {
  readonly vendor: string;
  /** The Pulumi type: `ProxyAccountSet`. */
  readonly type: string;
  /** In a sentence, in the language of this process: `set of accounts`. */
  readonly title: () => string;
  /** What its members are called: `account`, `accounts`. */
  readonly words: { readonly one: string; readonly many: string };
  /** The kind that a member is when it is a resource by itself: a member is never both. */
  readonly member: { readonly type: string };
  /** Raised when outputs change their meaning; recorded in state. */
  readonly schemaVersion: number;
  readonly arguments: z.ZodObject;
  /** Outputs whose values are secret, at any depth. */
  readonly secretOutputs: readonly string[];
  /** Arguments of the collection whose change makes other members, where they are numbered. */
  readonly replacedBy: readonly string[];

  /** The argument that has the members by name. */
  readonly named: {
    readonly argument: string;
    /** What one can have of its own. What the collection has an argument for is the default. */
    readonly own: z.ZodObject;
    /** Those of its own arguments whose values are secret. */
    readonly secrets: readonly string[];
    /** What is wrong with a name. */
    faultOf?(name: string): string | undefined;
  };
  /** The arguments that number members instead, with a prefix from 1 on. No number is used twice. Default: they are named. */
  readonly numbered?: { readonly prefix: string; readonly count: string };

  /** All things of this kind in the account, also those of others. */
  inventory(account: Account): Inventory<O>;
  nameOf(observed: O): string;
  /** Keeps a name for a resource of the run that is to add it. Returns the URN of another one that has it already. */
  reserve?(account: Account, name: string, urn: string): string | undefined;
  /** Why nothing can be added under a name that is listed. */
  takenWords(name: string): string;
  /** Whether a listed row is what this collection added, by a run that was interrupted, or just now. */
  carries(observed: O, asked: AskedMember<A, W>): boolean;
  /** The password that a member is added with, or is to have: the same for the same member. Default: there is none. */
  passwordOf?(asked: AskedMember<A, W>): string | undefined;
  /** Default: what is deleted is gone. */
  readonly lingering?: Lingering<O>;

  /** The step that adds a member, and those that have to follow it. */
  addition(
    name: string,
    want: W,
    wanted: Partial<A>,
  ): { readonly order: Addition<O>; readonly steps: readonly Change<O>[] };
  /** Why a member cannot become what is wanted, so that only one of another name can. Default: it always can. */
  misfit?(observed: O, wanted: Partial<A>): CheckFailure | undefined;
  /** What differs between a member and what is wanted of it: only that is sent. */
  changes(observed: O, want: W): readonly Change<O>[];
  /** Arguments whose effect the list shows some time after it was accepted: till then they count as they were asked for. */
  readonly shownLate?: readonly string[];
  deletion(observed: O): Change<O>;
  /** What bears one call at a time, for all kinds of the account. Default: calls go out together. */
  lane?(wanted: Partial<A>): string | undefined;

  /** The outputs that keep members, in the order of their names. */
  outputsOf(members: readonly O[]): Readonly<Record<string, unknown>>;
  /** Reads the members from these outputs again, of any version. */
  membersIn(outputs: Readonly<Record<string, unknown>>): readonly O[];
  /** How to see what exists, where somebody tries to read a collection by an id. */
  readonly lookupAdvice: string;
}
