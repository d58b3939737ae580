import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import type { Account } from "../core/account";
import { ConfigurationError, messageOf } from "../core/errors";
import type { Vendor } from "../core/vendor";
import { sleep } from "../core/wait";
import { Accounts, type ConfigSource } from "../pulumi/config";
import { vendorLoaders } from "../vendors";

/** Whose accounts are asked. */
export interface Asked {
  /** Default: every vendor's. */
  readonly vendor?: readonly string[];
  /** The folder of a Pulumi project, whose config has the accounts. Default: the environment. */
  readonly cwd?: string;
  readonly stack?: string;
}

/** One configured account, or why it cannot be used. */
export interface Configured {
  readonly vendor: Vendor;
  /** For people: `zkeys`, `zkeys (second)`. */
  readonly name: string;
  /** Its name in the config; `undefined` is that of the vendor's own keys. */
  readonly alias: string | undefined;
  readonly open: () => Account;
}

const stackConfig = z.record(
  z.string(),
  z.object({ value: z.string().optional(), objectValue: z.unknown().optional() }),
);

/** The config of a stack, decrypted by `pulumi` itself. */
async function configOf(cwd: string, stack: string | undefined): Promise<ConfigSource> {
  const args = ["config", "--json", "--show-secrets", ...(stack === undefined ? [] : ["--stack", stack])];
  const { stdout } = await promisify(execFile)("pulumi", args, { cwd, maxBuffer: 16 * 1024 * 1024 }).catch(
    (error: unknown) => {
      throw new ConfigurationError(`the config of the stack in ${cwd} cannot be read: ${messageOf(error)}`, {
        advice: "Run `pulumi config` there, and see what it says",
      });
    },
  );
  const values = stackConfig.parse(JSON.parse(stdout));
  return (key) => {
    const { value, objectValue } = values[key] ?? {};
    return value ?? (objectValue === undefined ? undefined : JSON.stringify(objectValue));
  };
}

/** The config that is asked for: that of a stack, or none. */
export async function configSourceOf({ cwd, stack }: Asked): Promise<ConfigSource> {
  return cwd === undefined ? () => undefined : configOf(cwd, stack);
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
  const { vendor: names = Object.keys(vendorLoaders) } = asked;
  const source = read ?? (await configSourceOf(asked));
  const vendors = await Promise.all(names.flatMap((name) => vendorLoaders[name]?.() ?? []));
  const accounts = new Accounts(vendors, source, environment, { now: () => new Date(), sleep });
  const found = vendors.flatMap((vendor) =>
    accounts.names(vendor).map((alias) => ({
      vendor,
      alias,
      name: alias === undefined ? vendor.name : `${vendor.name} (${alias})`,
      open: () => accounts.account(vendor.name, alias),
    })),
  );
  if (found.length > 0) return found;
  throw new ConfigurationError(`no account of ${names.join(", ")} is configured`, {
    advice:
      "Set its keys in the environment (`ZKEYS_ENDPOINT`, `ZKEYS_USER_ID`, `ZKEYS_API_KEY`, …), or name a Pulumi project with `--cwd`",
  });
}
