import { writeFileSync } from "node:fs";
import type { Account } from "../core/account";
import {
  ArgumentError,
  BrakeError,
  ConfigurationError,
  isCertainlyNotDone,
  RefusedError,
  UnknownOutcomeError,
  withFacts,
} from "../core/errors";
import { Journal } from "../core/journal";
import type { FoundOperation, OpenChoice, PreparedCall } from "../core/operations/operation";
import { redact, redactJson } from "../core/redact";
import type { RunSettings } from "../core/run-settings";
import { readRunSettings } from "../pulumi/config";
import { vendorLoaders } from "../vendors";
import { configSourceOf, configured, type Configured } from "./accounts";
import { choiceHelp, operationColumns, parametersHelp } from "./call-help";
import { givenParameters, type GivenParameters } from "./call-parameters";
import { exitCodes } from "./exit-codes";
import type { Context } from "./options";
import { printed, type Format } from "./print";

/** What `reseller call` is told. */
export interface CallOptions extends GivenParameters {
  readonly account?: string;
  readonly yes?: boolean;
  /** File for the reply as it came. */
  readonly out?: string;
  readonly format: Format;
  readonly cwd?: string;
  readonly stack?: string;
  readonly help?: boolean;
}

const isOpen = (found: FoundOperation | OpenChoice): found is OpenChoice => "parts" in found;

/** @throws {ConfigurationError} unless exactly one account is meant. */
function accountOf(accounts: readonly Configured[], wanted: string | undefined): Account {
  const named = accounts.filter(({ alias }) => wanted === undefined || alias === wanted);
  const [one, ...others] = named;
  if (one !== undefined && others.length === 0) return one.open();
  const names = accounts.map(({ alias }) => alias ?? "default").join(", ");
  throw new ConfigurationError(
    wanted === undefined ? "several accounts are configured" : `there is no account "${wanted}"`,
    { advice: `Name one with \`--account\`: there are ${names}` },
  );
}

/** The call in a line, for the question and the journal. */
function wordsOf(name: string, values: PreparedCall["values"]): string {
  const pairs = Object.entries(values).map(
    ([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return redact([name, ...pairs].join(" "));
}

/** Which of the stack's brakes forbid a call that spends or destroys: nothing is known of its price, nor what kind of step it is. */
function forbidding(
  values: PreparedCall["values"],
  spends: boolean,
  settings: RunSettings,
): string | undefined {
  const kept = settings.keep.map((entry) => entry.split(":").at(-1));
  if (!spends && Object.values(values).some((value) => kept.includes(String(value)))) return "keep";
  if (settings.approved.length > 0) return "approved";
  if (settings.allowSteps !== undefined) return "allowSteps";
  if (!spends) return undefined;
  if (!settings.allowSpending) return "allowSpending";
  return settings.maxSpendPerRun.length > 0 && !settings.acceptUnpublished ? "maxSpendPerRun" : undefined;
}

/** Holds the stack's brakes. @throws {BrakeError} */
function brake({ operation }: FoundOperation, values: PreparedCall["values"], settings: RunSettings): void {
  const { effect } = operation;
  if (effect !== "spends" && effect !== "destroys") return;
  const key = forbidding(values, effect === "spends", settings);
  if (key === undefined) return;
  throw new BrakeError(`it ${effect}, and reseller:${key} is set`, {
    advice: "Nothing was sent. Where it is meant all the same, call it without that setting",
  });
}

/** Whether it may be sent: asks on a terminal, where it spends or destroys. */
async function isAllowed(
  { operation }: FoundOperation,
  words: string,
  account: Account,
  { yes }: CallOptions,
  { ask, error }: Context,
): Promise<boolean> {
  const { effect } = operation;
  if (yes === true || (effect !== "spends" && effect !== "destroys")) return true;
  const what = `${account.key}: ${words}\nThis ${effect}: ${operation.words}.`;
  if (ask !== undefined && (await ask(`${what}\nDo it?`))) return true;
  error(`${what}\nNothing was sent: it needs a yes, or --yes.\n`);
  return false;
}

const lookFirst =
  "Do not repeat it blindly: look with an operation that reads whether it was done, and ask the vendor where none tells";

/** Sends a call once, with a line in the journal before and after it where it spends or destroys. */
async function sendJournalled(
  vendor: string,
  { name, operation }: FoundOperation,
  words: string,
  prepared: PreparedCall,
  account: Account,
  journal: Journal,
): Promise<unknown> {
  const isJournalled = operation.effect === "spends" || operation.effect === "destroys";
  const entry = { urn: "reseller call", account: account.key, step: name, words, type: vendor };
  const note = (phase: "before" | "after", outcome?: string): void => {
    if (isJournalled) journal.write({ phase, ...entry, outcome });
  };
  note("before");
  try {
    const data = await prepared.send(account);
    note("after", "done");
    return data;
  } catch (error) {
    const isRefused = error instanceof RefusedError;
    note("after", isRefused ? "refused" : isCertainlyNotDone(error) ? "not sent" : "unknown");
    throw error instanceof UnknownOutcomeError ? withFacts(error, { advice: lookFirst }) : error;
  }
}

/** Lists, explains or calls an operation. */
export async function callOperation(
  vendorName: string,
  operationName: string | undefined,
  options: CallOptions,
  context: Context,
): Promise<void> {
  const say = (text: string): void => {
    context.out(`${text}\n`);
  };
  const vendor = await vendorLoaders[vendorName]?.();
  if (vendor === undefined) throw new ConfigurationError(`there is no vendor ${vendorName}`);
  const operations = await vendor.operations();
  if (operationName === undefined) {
    say(printed(operations.rows, operationColumns, options.format));
    return;
  }
  const given = givenParameters(options);
  const found = operations.find(operationName, given);
  if (isOpen(found)) {
    say(choiceHelp(found));
    if (options.help !== true) context.end(exitCodes.failed);
    return;
  }
  const isAskedWithNothing =
    Object.keys(given).length === 0 &&
    Object.values(found.operation.takes).some(({ isRequired }) => isRequired);
  if (options.help === true || isAskedWithNothing) {
    say(parametersHelp(found));
    if (options.help !== true) context.end(exitCodes.failed);
    return;
  }
  await send(vendorName, found, given, options, context);
}

async function send(
  vendor: string,
  found: FoundOperation,
  given: Readonly<Record<string, unknown>>,
  options: CallOptions,
  context: Context,
): Promise<void> {
  const prepared = prepare(found, given);
  const source = await configSourceOf(options, context.environment);
  const settings = readRunSettings(source, context.environment);
  const accounts = await configured({ vendor: [vendor] }, context.environment, source);
  const account = accountOf(accounts, options.account);
  const words = wordsOf(found.name, prepared.values);
  try {
    brake(found, prepared.values, settings);
  } catch (error) {
    if (!(error instanceof BrakeError)) throw error;
    context.error(`${error.message}\n`);
    context.end(exitCodes.overLimit);
    return;
  }
  if (!(await isAllowed(found, words, account, options, context))) {
    context.end(exitCodes.refused);
    return;
  }
  const journal = new Journal(settings.journal);
  const data = await sendJournalled(vendor, found, words, prepared, account, journal);
  if (options.out !== undefined)
    writeFileSync(options.out, `${JSON.stringify(data ?? null, undefined, 2)}\n`, { mode: 0o600 });
  context.out(`${JSON.stringify(redactJson(data ?? null), undefined, 2)}\n`);
}

/** @throws {ArgumentError} that says where the parameters can be read. */
function prepare(found: FoundOperation, given: Readonly<Record<string, unknown>>): PreparedCall {
  try {
    return found.prepare(given);
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    throw withFacts(error, {
      operation: found.name,
      advice: "Nothing was sent. `--help` behind the operation lists its parameters",
    });
  }
}
