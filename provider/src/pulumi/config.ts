import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import type { Account } from "../core/account";
import { ConfigurationError } from "../core/errors";
import { registerSecret } from "../core/redact";
import { runSettings, strictest, type GivenSettings, type RunSettings } from "../core/run-settings";
import type { Surroundings, Vendor } from "../core/vendor";
import type { ConfigSource } from "./config-source";
import { environmentName } from "./environment";
import { unknownKeys } from "./unknown-keys";
import { say } from "../core/language/say";
import { inOurLanguage } from "../core/language/zod-words";
import { clauses, listed } from "../core/language/lists";

export type { ConfigSource } from "./config-source";

/** Everything that is written as text: as itself, as JSON, or as a list with commas. The first reading that fits counts. */
function readingsOf(text: string): unknown[] {
  const readings: unknown[] = [text];
  try {
    readings.push(JSON.parse(text));
  } catch {
    // Not JSON: one of the other readings fits, or the schema says what is wrong.
  }
  readings.push(text.split(",").map((part) => part.trim()));
  return readings;
}

function readValue(schema: z.ZodType, text: string): unknown {
  const readings = readingsOf(text);
  const fitting = readings.find((reading) => schema.safeParse(reading).success);
  return (
    fitting ?? readings.find((reading) => typeof reading !== "string" && !Array.isArray(reading)) ?? text
  );
}

interface Namespace {
  readonly name: string;
  readonly shape: Readonly<Record<string, z.ZodType>>;
  readonly secrets: readonly string[];
}

/** The values of a namespace, from the config and, where it has none, from the environment. An empty variable, as pipelines make, is none. */
function valuesOf(
  namespace: Namespace,
  source: ConfigSource,
  environment: NodeJS.ProcessEnv,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(namespace.shape)) {
    const variable = environment[environmentName(namespace.name, key)];
    const text = source(`${namespace.name}:${key}`) ?? (variable === "" ? undefined : variable);
    if (text === undefined) continue;
    if (namespace.secrets.includes(key)) registerSecret(text);
    values[key] = readValue(schema, text);
  }
  return values;
}

/** Settings from one place. */
function settingsIn(source: ConfigSource, environment: NodeJS.ProcessEnv): GivenSettings {
  const namespace = { name: "reseller", shape: runSettings.shape, secrets: [] };
  const values = valuesOf(namespace, source, environment);
  const unknown = unknownKeys(namespace.name, Object.keys(runSettings.shape), source, environment);
  if (unknown.length > 0) throw unreadKeys(unknown);
  const result = runSettings.safeParse(values, inOurLanguage);
  if (result.success) return { settings: result.data, given: new Set(Object.keys(values)) };
  const faults = result.error.issues.map(({ path, message }) => `reseller:${path.join(".")} ${message}`);
  throw new ConfigurationError(
    say("the stack's config is not usable: {faults}", { faults: clauses(faults) }),
    {
      advice: say("Set it with `pulumi config set reseller:{path} <value>`", {
        path: String(result.error.issues[0]?.path[0] ?? "<key>"),
      }),
    },
  );
}

function unreadKeys(unknown: readonly string[]): ConfigurationError {
  return new ConfigurationError(clauses(unknown), {
    advice: say("Nothing was done: take it out (`pulumi config rm <key>`), or write it as it is meant"),
  });
}

/**
 * The settings of the stack, `reseller:*`, from its config and from the environment. Of most keys the config's counts; of what brakes, the
 * stricter.
 * @throws {ConfigurationError} naming every key that is wrong.
 */
export function readRunSettings(source: ConfigSource, environment: NodeJS.ProcessEnv): RunSettings {
  return strictest([settingsIn(() => undefined, environment), settingsIn(source, {})]);
}

const accountsSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

function accountsOf(
  vendor: Vendor,
  source: ConfigSource,
  environment: NodeJS.ProcessEnv,
): Record<string, Record<string, unknown>> {
  const file = environment[environmentName(vendor.name, "accountsFile")];
  const text = source(`${vendor.name}:accounts`) ?? (file === undefined ? undefined : readAccountsFile(file));
  if (text === undefined) return {};
  let accounts: unknown;
  try {
    accounts = JSON.parse(text);
  } catch {
    throw new ConfigurationError(say("{name}:accounts is not JSON", { name: vendor.name }), {
      advice: accountsAdvice(vendor),
    });
  }
  const result = accountsSchema.safeParse(accounts);
  if (!result.success)
    throw new ConfigurationError(say("{name}:accounts is not an object of accounts", { name: vendor.name }), {
      advice: accountsAdvice(vendor),
    });
  for (const account of Object.values(result.data)) {
    for (const key of vendor.secretSettings)
      if (typeof account[key] === "string") registerSecret(account[key]);
  }
  return result.data;
}

function readAccountsFile(file: string): string {
  if (!existsSync(file))
    throw new ConfigurationError(say("the file of accounts {file} is not there", { file }));
  return readFileSync(file, "utf8");
}

function accountsAdvice(vendor: Vendor): string {
  const [secret = "apiKey"] = vendor.secretSettings;
  return say(
    "Set it key by key: `pulumi config set --path {name}:accounts.<name>.endpoint https://…`, `pulumi config set --secret --path {name}:accounts.<name>.{secret} …`",
    { name: vendor.name, secret },
  );
}

/** Opens accounts from the config, each once. */
export class Accounts {
  readonly #open = new Map<string, Account>();

  constructor(
    private readonly vendors: readonly Vendor[],
    private readonly source: ConfigSource,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly surroundings: Surroundings,
  ) {}

  /**
   * The account of a vendor.
   * @param alias its name in `<vendor>:accounts`; the vendor's own keys without one.
   * @throws {ConfigurationError} naming the keys that are missing and how to set them.
   */
  account(vendorName: string, alias: string | undefined): Account {
    const key = `${vendorName}/${alias ?? ""}`;
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const vendor = this.vendors.find((one) => one.name === vendorName);
    if (vendor === undefined)
      throw new ConfigurationError(say("there is no vendor {name}", { name: vendorName }));
    const account = this.#openNew(vendor, alias);
    this.#open.set(key, account);
    return account;
  }

  /** The names of a vendor's accounts; `undefined` is that of its own keys, where any of them is set. */
  names({ name, settings, secretSettings }: Vendor): (string | undefined)[] {
    const vendor = this.vendors.find((one) => one.name === name);
    if (vendor === undefined) return [];
    const own = valuesOf(
      { name, shape: settings.shape, secrets: secretSettings },
      this.source,
      this.environment,
    );
    const hasOwn = secretSettings.some((key) => own[key] !== undefined) || own.endpoint !== undefined;
    return [
      ...(hasOwn ? [undefined] : []),
      ...Object.keys(accountsOf(vendor, this.source, this.environment)),
    ];
  }

  #openNew(vendor: Vendor, alias: string | undefined): Account {
    const keys = [...Object.keys(vendor.settings.shape), "accounts", "accountsFile"];
    const unknown = unknownKeys(vendor.name, keys, this.source, this.environment);
    if (unknown.length > 0) throw unreadKeys(unknown);
    const namespace = { name: vendor.name, shape: vendor.settings.shape, secrets: vendor.secretSettings };
    const values =
      alias === undefined ? valuesOf(namespace, this.source, this.environment) : this.#named(vendor, alias);
    const result = vendor.settings.safeParse(values, inOurLanguage);
    if (!result.success) throw unusable(vendor, alias, values, result.error);
    return vendor.open(result.data, alias ?? "default", this.surroundings);
  }

  #named(vendor: Vendor, alias: string): Record<string, unknown> {
    const accounts = accountsOf(vendor, this.source, this.environment);
    const values = accounts[alias];
    if (values !== undefined) return values;
    const names = Object.keys(accounts);
    throw new ConfigurationError(say('account "{alias}" is not configured', { alias }), {
      advice:
        names.length === 0
          ? accountsAdvice(vendor)
          : say("{name}:accounts has: {names}", { name: vendor.name, names: listed(names) }),
    });
  }
}

/** @param values what was found, by key. */
function unusable(
  vendor: Vendor,
  alias: string | undefined,
  values: Readonly<Record<string, unknown>>,
  error: z.ZodError,
): ConfigurationError {
  const faults = error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => say("{key} is not a setting", { key }));
    const key = String(issue.path[0] ?? "");
    return [values[key] === undefined ? say("{key} is missing", { key }) : `${key} ${issue.message}`];
  });
  const keys = error.issues.flatMap(({ path }) => path.slice(0, 1).map(String));
  const commands = keys.map((key) => {
    const secret = vendor.secretSettings.includes(key) ? "--secret " : "";
    return alias === undefined
      ? say("{command}  (or {variable})", {
          command: `pulumi config set ${secret}${vendor.name}:${key} <value>`,
          variable: environmentName(vendor.name, key),
        })
      : `pulumi config set ${secret}--path ${vendor.name}:accounts.${alias}.${key} <value>`;
  });
  const config = { title: vendor.title, faults: clauses(faults) };
  return new ConfigurationError(
    alias === undefined
      ? say("the config of {title} is not complete: {faults}", config)
      : say("the config of {title} (account {alias}) is not complete: {faults}", { ...config, alias }),
    commands.length === 0 ? {} : { advice: say("Set: {commands}", { commands: commands.join("; ") }) },
  );
}
