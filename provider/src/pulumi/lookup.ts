import * as pulumi from "@pulumi/pulumi";
import { Accounts } from "./config";
import type { Account } from "../core/account";
import type { Vendor } from "../core/vendor";
import { sleep } from "../core/wait";

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

/** Opens accounts in the user's program, from the stack's config and the environment, each once. */
export function accountsOfProgram(vendor: Vendor): (alias: string | undefined) => Account {
  const source = (key: string): string | undefined => {
    const [namespace, name = ""] = key.split(":");
    return new pulumi.Config(namespace).get(name);
  };
  const accounts = new Accounts([vendor], source, process.env, { now: () => new Date(), sleep });
  return (alias) => accounts.account(vendor.name, alias);
}

/** The `…Output` form of a lookup. */
export function outputForm<A extends LookupArgs, R>(lookup: Lookup<A, R>): LookupOutput<A, R> {
  return (args) => pulumi.output(args).apply(async (known) => lookup(known as A | undefined));
}
