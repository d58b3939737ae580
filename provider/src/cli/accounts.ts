import { z } from "zod";
import { printedByPulumi } from "./engine";
import { followLanguageOf } from "./languages";
import type { Account } from "../core/account";
import { ConfigurationError, messageOf, ResellerError } from "../core/errors";
import type { Kind } from "../core/kind";
import { listed } from "../core/language/lists";
import type { Surroundings, Vendor } from "../core/vendor";
import { sleep } from "../core/wait";
import { Accounts, type ConfigSource } from "../pulumi/config";
import { vendorLoaders } from "../vendors";
import { say } from "./language/say";

/** Whose accounts are asked. */
export interface Asked {
  /** Default: every vendor's. */
  readonly vendor?: readonly string[] | undefined;
  /** The folder of a Pulumi project, whose config has the accounts. Default: the environment. */
  readonly cwd?: string | undefined;
  readonly stack?: string | undefined;
}

/** One configured account, or why it cannot be used. */
export interface Configured {
  readonly vendor: Vendor;
  /** For people: `zkeys`, `zkeys (second)`. */
  readonly name: string;
  /** Its name in the config; `undefined` is that of the vendor's own keys. */
  readonly alias: string | undefined;
  /** Opens it. @param onReply is told of every reply. */
  readonly open: (onReply?: Surroundings["onReply"]) => Account;
}

const stackConfig = z.record(
  z.string(),
  z.object({ value: z.string().optional(), objectValue: z.unknown().optional() }),
);

/** The config of a stack, decrypted by `pulumi` itself. */
async function configOf(
  cwd: string,
  stack: string | undefined,
  environment: NodeJS.ProcessEnv,
): Promise<ConfigSource> {
  const args = ["config", "--json", "--show-secrets", ...(stack === undefined ? [] : ["--stack", stack])];
  const stdout = await printedByPulumi(args, cwd, environment);
  const values = stackConfig.parse(JSON.parse(stdout));
  const get = (key: string): string | undefined => {
    const { value, objectValue } = values[key] ?? {};
    return value ?? (objectValue === undefined ? undefined : JSON.stringify(objectValue));
  };
  return Object.assign(get, { keys: () => Object.keys(values) });
}

/** The config that is asked for: that of a stack, or none. */
export async function configSourceOf(
  { cwd, stack }: Asked,
  environment: NodeJS.ProcessEnv,
): Promise<ConfigSource> {
  if (cwd === undefined) return () => undefined;
  const source = await configOf(cwd, stack, environment);
  followLanguageOf(source, environment);
  return source;
}

/** The vendors that are asked. */
export async function vendorsOf({
  vendor: names = Object.keys(vendorLoaders),
}: Pick<Asked, "vendor">): Promise<readonly Vendor[]> {
  return Promise.all(names.flatMap((name) => vendorLoaders[name]?.() ?? []));
}

/**
 * The configured accounts.
 * @param read what has been read of the config already.
 * @throws {ConfigurationError} when there is none.
 */
export async function configured(
  asked: Asked,
  environment: NodeJS.ProcessEnv,
  read?: ConfigSource,
): Promise<readonly Configured[]> {
  const source = read ?? (await configSourceOf(asked, environment));
  const vendors = await vendorsOf(asked);
  const accountsWith = (onReply: Surroundings["onReply"]) =>
    new Accounts(vendors, source, environment, { now: () => new Date(), sleep, onReply });
  const accounts = accountsWith(undefined);
  const found = vendors.flatMap((vendor) =>
    accounts.names(vendor).map((alias) => ({
      vendor,
      alias,
      name: alias === undefined ? vendor.name : `${vendor.name} (${alias})`,
      open: (onReply?: Surroundings["onReply"]) => accountsWith(onReply).account(vendor.name, alias),
    })),
  );
  if (found.length > 0) return found;
  throw new ConfigurationError(
    say("no account of {vendors} is configured", { vendors: listed(vendors.map(({ name }) => name)) }),
    {
      advice: say(
        "Set its keys in the environment (`ZKEYS_ENDPOINT`, `ZKEYS_USER_ID`, `ZKEYS_API_KEY`, …), or name a Pulumi project with `--cwd`",
      ),
    },
  );
}

/** An account that could not be asked. */
export interface Failure {
  readonly account: string;
  readonly reason: string;
}

/** Says that a part of an account could not be asked. */
export type Fail = (part: string, error: ResellerError) => void;

/** Looks at all accounts side by side; one that cannot be asked is a failure, and stops no other. */
export async function seenSideBySide<T>(
  accounts: readonly Configured[],
  look: (one: Configured, fail: Fail) => Promise<T>,
): Promise<{ readonly seen: readonly T[]; readonly failures: readonly Failure[] }> {
  const failures: Failure[] = [];
  const looked = await Promise.all(
    accounts.map(async (one) => {
      const fail: Fail = (part, error) => {
        failures.push({
          account: say("{account}, {part}", { account: one.name, part }),
          reason: messageOf(error),
        });
      };
      try {
        return [await look(one, fail)];
      } catch (error) {
        if (!(error instanceof ResellerError)) throw error;
        failures.push({ account: one.name, reason: messageOf(error) });
        return [];
      }
    }),
  );
  return { seen: looked.flat(), failures };
}

/**
 * Looks at kinds of an account side by side. One that cannot be asked (a panel may not sell it) stops no other.
 * @throws {ResellerError} when none can be.
 */
export async function eachKind<T>(
  kinds: readonly Kind[],
  look: (kind: Kind) => Promise<readonly T[]>,
  fail: Fail,
): Promise<T[]> {
  const looked = await Promise.all(
    kinds.map(async (kind) => {
      try {
        return { kind, rows: await look(kind) };
      } catch (error) {
        if (!(error instanceof ResellerError)) throw error;
        return { kind, rows: [], error };
      }
    }),
  );
  const failed = looked.flatMap(({ kind, error }) => (error === undefined ? [] : [{ kind, error }]));
  const [first] = failed;
  if (first !== undefined && failed.length === looked.length) throw first.error;
  for (const { kind, error } of failed) fail(kind.type, error);
  return looked.flatMap(({ rows }) => rows);
}

/** What becomes of a command when accounts could not be asked: it says which, and why. */
export function sayFailures(failures: readonly Failure[], error: (text: string) => void): void {
  for (const { account, reason } of failures)
    error(say("{account} could not be asked: {reason}\n", { account, reason }));
}
