import type { Account } from "../account";
import type { CheckFailure } from "../errors";

/**
 * What an operation does to what an account has. `spends`: it charges the account, or takes what somebody pays for; `destroys`: what it
 * takes away does not come back by itself.
 */
export const operationEffects = ["reads", "changes", "spends", "destroys"] as const;
export type OperationEffect = (typeof operationEffects)[number];

/** Makes of what was given what is sent. @throws {ArgumentError} for what would not arrive as it is meant. */
export type Reader<Value> = (property: string, given: unknown) => Value;

/** A parameter of an operation. */
export interface Parameter<Value> {
  /** What it is, in English; in the language of this process where an operation was found. */
  readonly words: string;
  readonly isRequired: boolean;
  readonly read: Reader<Value>;
  /** Those inside it, where it is an object. */
  readonly holds?: Parameters<Value> | undefined;
}

/** Parameters, by the vendor's names. */
export type Parameters<Value> = Readonly<Record<string, Parameter<Value>>>;

/** What is sent, by the vendor's names. */
export type Values<Value> = Readonly<Record<string, Value>>;

/** An operation as the vendor documents it. */
export interface Operation<Value> {
  readonly effect: OperationEffect;
  /** What it does, in a line of English. */
  readonly words: string;
  readonly takes: Parameters<Value>;
  /** What is wrong with parameters that are right each by itself. */
  readonly check?: ((values: Values<Value>) => readonly CheckFailure[]) | undefined;
}

/** An operation of which a parameter decides what it does, and which others it takes. */
export interface Family<Value, One extends Operation<Value>> {
  readonly words: string;
  /** How the parts are chosen, for people: the parameter `operate`. */
  readonly by: string;
  /** The part that was asked for; `undefined` where nothing tells. */
  readonly choose: (given: Readonly<Record<string, unknown>>) => string | undefined;
  /** What is sent for a part besides its own parameters. */
  readonly sends: (part: string) => Values<Value>;
  /** The parts by their names. One without a name is called by that of the whole. */
  readonly among: Readonly<Record<string, One>>;
  /** What a list of operations shows: the whole, its parts, or both. */
  readonly shows: "whole" | "parts" | "both";
}

/** The table of a vendor's operations, by the names that it documents. */
export type Table<Value, One extends Operation<Value>> = Readonly<Record<string, One | Family<Value, One>>>;

/** An operation that was found, with what is needed to ask for it. */
export interface FoundOperation {
  /** By which it is called here: `hosting_operate.add_domain`. */
  readonly name: string;
  readonly operation: Pick<Operation<unknown>, "effect" | "words" | "takes">;
  /** Checks everything at once. @throws {ArgumentError} naming every fault. */
  prepare(given: Readonly<Record<string, unknown>>): PreparedCall;
}

/** A call that can be sent. */
export interface PreparedCall {
  /** What is sent, by the vendor's names, for people. */
  readonly values: Values<unknown>;
  /** Sends it through the vendor's own transport: a read again when it fails, anything else once. Returns the data of the reply, as the vendor wrote it. */
  send(account: Account): Promise<unknown>;
}

/** A family of which nothing tells the part. */
export interface OpenChoice {
  readonly name: string;
  readonly by: string;
  readonly parts: readonly FoundOperation[];
}

/** A line of the list of operations. */
export interface OperationRow {
  readonly name: string;
  readonly effects: readonly OperationEffect[];
  readonly words: string;
}

/** All operations that a vendor documents. */
export interface VendorOperations {
  readonly rows: readonly OperationRow[];
  /** @throws {ArgumentError} for a name that is none, with the nearest one. */
  find(name: string, given: Readonly<Record<string, unknown>>): FoundOperation | OpenChoice;
}
