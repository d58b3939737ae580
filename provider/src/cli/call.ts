import { closeSync, fchmodSync, openSync, writeSync } from "node:fs";
import type { Account } from "../core/account";
import {
  ArgumentError,
  BrakeError,
  ConfigurationError,
  messageOf,
  UnknownOutcomeError,
  withFacts,
} from "../core/errors";
import { Journal, outcomeOf, type JournalEntry } from "../core/journal";
import type { FoundOperation, OpenChoice, PreparedCall } from "../core/operations/operation";
import { listed } from "../core/language/lists";
import { redact, redactJson } from "../core/redact";
import { readRunSettings } from "../pulumi/config";
import { vendorLoaders } from "../vendors";
import { configSourceOf, configured, type Configured } from "./accounts";
import { brake, isAllowed, isGrave } from "./call-consent";
import { choiceHelp, operationColumns, parametersHelp } from "./call-help";
import { givenParameters, type GivenParameters } from "./call-parameters";
import { exitCodes } from "./exit-codes";
import type { Context } from "./options";
import { printed, type Format } from "./print";
import { say, type Sentence } from "./language/say";

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
  const names = listed(accounts.map(({ alias }) => alias ?? "default"));
  throw new ConfigurationError(
    wanted === undefined
      ? say("several accounts are configured")
      : say('there is no account "{wanted}"', { wanted }),
    { advice: say("Name one with `--account`: there are {names}", { names }) },
  );
}

/** The call in a line, for the question and the journal. */
function wordsOf(name: string, values: PreparedCall["values"]): string {
  const pairs = Object.entries(values).map(
    ([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
  );
  return redact([name, ...pairs].join(" "));
}

const lookFirst: Sentence =
  "Do not repeat it blindly: look with an operation that reads whether it was done, and ask the vendor where none tells";

/** Keeps what was sent, and what became of it. */
class Notes {
  constructor(
    private readonly journal: Journal,
    private readonly entry: Omit<JournalEntry, "phase" | "outcome">,
    private readonly error: Context["error"],
  ) {}

  /** @throws {ConfigurationError} when nothing can be kept: then nothing may be sent. */
  before(): void {
    try {
      this.journal.write({ phase: "before", ...this.entry });
    } catch (error) {
      throw new ConfigurationError(
        say("nothing was sent: the journal cannot be written: {reason}", { reason: messageOf(error) }),
      );
    }
  }

  /** What was sent is sent: its outcome is told all the same. */
  after(outcome: string): void {
    try {
      this.journal.write({ phase: "after", ...this.entry, outcome });
    } catch (error) {
      this.error(say("the journal cannot be written: {reason}\n", { reason: messageOf(error) }));
    }
  }
}

/** Sends a call once, with a line in the journal before and after it where it spends or destroys. */
async function sendOnce(
  prepared: PreparedCall,
  account: Account,
  notes: Notes | undefined,
): Promise<unknown> {
  notes?.before();
  try {
    const data = await prepared.send(account);
    notes?.after("done");
    return data;
  } catch (error) {
    notes?.after(outcomeOf(error));
    throw error instanceof UnknownOutcomeError ? withFacts(error, { advice: say(lookFirst) }) : error;
  }
}

/** Opens the file for a reply, before anything is sent. @throws {ConfigurationError} */
function openFile(path: string): (text: string) => void {
  try {
    const file = openSync(path, "w", 0o600);
    // One that was there may be open to others.
    fchmodSync(file, 0o600);
    return (text) => {
      writeSync(file, text);
      closeSync(file);
    };
  } catch (error) {
    throw new ConfigurationError(
      say("nothing was sent: {path} cannot be written: {reason}", { path, reason: messageOf(error) }),
    );
  }
}

/** Lists, explains or calls an operation. */
export async function callOperation(
  vendorName: string,
  operationName: string | undefined,
  options: CallOptions,
  context: Context,
): Promise<void> {
  const tell = (text: string): void => {
    context.out(`${text}\n`);
  };
  const vendor = await vendorLoaders[vendorName]?.();
  if (vendor === undefined)
    throw new ConfigurationError(say("there is no vendor {name}", { name: vendorName }));
  const operations = await vendor.operations();
  if (operationName === undefined) {
    tell(printed(operations.rows, operationColumns, options.format));
    return;
  }
  const given = givenParameters(options);
  const found = operations.find(operationName, given);
  if (isOpen(found)) {
    tell(choiceHelp(found, options.format));
    if (options.help !== true) context.end(exitCodes.failed);
    return;
  }
  const isAskedWithNothing =
    Object.keys(given).length === 0 &&
    Object.values(found.operation.takes).some(({ isRequired }) => isRequired);
  if (options.help === true || isAskedWithNothing) {
    tell(parametersHelp(found, options.format));
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
  if (!(await isAllowed(found, words, account, options.yes === true, context))) {
    context.end(exitCodes.refused);
    return;
  }
  const keep = options.out === undefined ? undefined : openFile(options.out);
  const entry = { urn: "reseller call", account: account.key, step: found.name, words, type: vendor };
  const notes = isGrave(found) ? new Notes(new Journal(settings.journal), entry, context.error) : undefined;
  const data = await sendOnce(prepared, account, notes);
  keep?.(`${JSON.stringify(data ?? null, undefined, 2)}\n`);
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
      advice: say("Nothing was sent. `--help` behind the operation lists its parameters"),
    });
  }
}
