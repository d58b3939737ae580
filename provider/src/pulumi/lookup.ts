import * as pulumi from "@pulumi/pulumi";
import { Accounts } from "./config";
import type { Account } from "../core/account";
import { ArgumentError } from "../core/errors";
import type { Lookup as Found } from "../core/find";
import type { Vendor } from "../core/vendor";
import { sleep } from "../core/wait";
import { say } from "../core/language/say";
import { configOfProgram, speakAs } from "./language";
import { warnOfPlainSecrets } from "./plain-secrets";

/** Arguments of every lookup. */
export interface LookupArgs {
  /** Which configured account of the vendor; the vendor's own keys otherwise. */
  readonly account?: string | undefined;
}

/** A lookup with plain arguments. Only reads. */
export type Lookup<A extends LookupArgs, R> = (args?: A) => Promise<R>;

/** The same lookup, with arguments that may come from other resources. */
export type LookupOutput<A extends LookupArgs, R> = (args?: {
  [K in keyof A]: pulumi.Input<A[K]>;
}) => pulumi.Output<R>;

/**
 * What an argument stands for.
 * @param property the argument, for the error; empty where several decide.
 * @throws {ArgumentError} with the candidates, when it stands for nothing.
 */
export function found<T extends object>(property: string, result: Found<T>): T {
  if (result.match !== undefined) return result.match;
  throw new ArgumentError([{ property, reason: result.fault ?? say("nothing was found") }]);
}

/** An argument that a lookup cannot do without. @throws {ArgumentError} */
export function required(property: string, given: string | undefined): string {
  if (given !== undefined) return given;
  speakAs(configOfProgram);
  throw new ArgumentError([{ property, reason: say("is required") }]);
}

/** Opens accounts in the user's program, from the stack's config and the environment, each once. */
export function accountsOfProgram(vendor: Vendor): (alias: string | undefined) => Account {
  const accounts = new Accounts([vendor], configOfProgram, process.env, { now: () => new Date(), sleep });
  return (alias) => {
    speakAs(configOfProgram);
    warnOfPlainSecrets(vendor.name);
    return accounts.account(vendor.name, alias);
  };
}

/** The `…Output` form of a lookup. */
export function outputForm<A extends LookupArgs, R>(lookup: Lookup<A, R>): LookupOutput<A, R> {
  return (args) => pulumi.output(args).apply(async (known) => lookup(known as A | undefined));
}
