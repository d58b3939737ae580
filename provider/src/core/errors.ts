import { redact } from "./redact";
import { ownWordsOf } from "./foreign-words";
import { hasChinese, language } from "./language/language";
import { clauses, sentences } from "./language/lists";
import { say } from "./language/say";

/**
 * What an error knows besides its sentence. Every part is optional: an error gains facts on its way up (the client knows
 * the operation and the endpoint, the flow knows the resource).
 */
export interface ErrorFacts {
  /** The resource, by the name its user gave it. */
  readonly resource?: string | undefined;
  /** The vendor's operation, in the vendor's words: `create`, `vm_update`. */
  readonly operation?: string | undefined;
  /** The URL without query. */
  readonly endpoint?: string | undefined;
  /** What the vendor said, in its own words; empty when it said no without a word. */
  readonly vendorMessage?: string | undefined;
  /** The same in the language of this process, where we know it. */
  readonly translation?: string | undefined;
  /** What to do now. */
  readonly advice?: string | undefined;
  readonly cause?: unknown;
}

function sentence(what: string, facts: ErrorFacts): string {
  const head =
    facts.resource === undefined ? what : say("{resource}: {what}", { resource: facts.resource, what });
  const parts = [
    `${head}${placeOf(facts)}`,
    ...saidBy(facts),
    ...(facts.advice === undefined ? [] : [facts.advice]),
  ];
  return redact(sentences(parts));
}

function placeOf({ operation, endpoint }: ErrorFacts): string {
  if (operation !== undefined && endpoint !== undefined)
    return say(" [{operation} at {endpoint}]", { operation, endpoint });
  return operation === undefined && endpoint === undefined ? "" : ` [${operation ?? endpoint ?? ""}]`;
}

/** What the vendor said, which is kept, and what it means to whoever cannot read it. */
function saidBy({ vendorMessage: said, translation }: ErrorFacts): string[] {
  if (said === undefined) return [];
  const vendorMessage = said === "" ? say("(nothing)") : said;
  const canBeRead = language() === "zh" && hasChinese(said);
  return [
    translation === undefined || canBeRead
      ? say('The panel said: "{vendorMessage}"', { vendorMessage })
      : say('The panel said: "{vendorMessage}" ({translation})', { vendorMessage, translation }),
  ];
}

/** The base of everything this package throws on purpose. Its message is redacted and complete. */
export abstract class ResellerError extends Error {
  abstract override readonly name: string;

  constructor(
    readonly what: string,
    readonly facts: ErrorFacts = {},
  ) {
    super(sentence(what, facts), facts.cause === undefined ? undefined : { cause: facts.cause });
  }
}

/** Raised when config or environment lacks something or holds something unusable. Nothing was sent. */
export class ConfigurationError extends ResellerError {
  override readonly name = "ConfigurationError" as const;
}

/** One thing that is wrong with one argument. `property` is a path: `identity.mobile`, `tags[0]`. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** A fault as it is said: of an argument by its name, of the whole by itself. */
export function wordsOfFault({ property, reason }: CheckFailure): string {
  return property === "" ? reason : say("{property}: {reason}", { property, reason });
}

/** Raised when arguments cannot be carried out. Carries all the faults of the resource. Nothing was sent. */
export class ArgumentError extends ResellerError {
  override readonly name = "ArgumentError" as const;

  constructor(
    readonly faults: readonly CheckFailure[],
    facts: ErrorFacts = {},
  ) {
    super(clauses(faults.map(wordsOfFault)), facts);
  }
}

/** Raised when the vendor answered clearly that it did not do what was asked. */
export class RefusedError extends ResellerError {
  override readonly name: "RefusedError" | "AccountRefusedError" | "AlreadyAskedError" = "RefusedError";
}

/** Why an account is refused as a whole. */
export type AccountRefusal = "credentials" | "balance" | "blocked";

/** Raised when the vendor refuses the account, not the request: everything that spends on it stops for this run. */
export class AccountRefusedError extends RefusedError {
  override readonly name = "AccountRefusedError" as const;

  constructor(
    readonly refusal: AccountRefusal,
    what: string,
    facts: ErrorFacts = {},
  ) {
    super(what, facts);
  }
}

/** Raised when the vendor does not take a request because the same one is waiting for its decision: there is nothing to do but wait. */
export class AlreadyAskedError extends RefusedError {
  override readonly name = "AlreadyAskedError" as const;
}

/** Raised when a request provably did not leave this machine: name, connection or TLS failed first. */
export class NotSentError extends ResellerError {
  override readonly name = "NotSentError" as const;
}

/** Raised when a request that changes something was sent and no trustworthy answer came: it may have been carried out. */
export class UnknownOutcomeError extends ResellerError {
  override readonly name = "UnknownOutcomeError" as const;
}

/** Raised when a reply is not what the vendor's document promises. For writes it becomes an unknown outcome. */
export class UnreadableReplyError extends ResellerError {
  override readonly name = "UnreadableReplyError" as const;
}

/** Raised when a read failed after all its attempts. */
export class UnavailableError extends ResellerError {
  override readonly name = "UnavailableError" as const;
}

/** Raised when a brake of the stack's config forbids a step. Nothing was sent. */
export class BrakeError extends ResellerError {
  override readonly name = "BrakeError" as const;
}

/** Raised when the live record is not the one that the preview was made from, and the difference would cost or destroy. */
export class DriftError extends ResellerError {
  override readonly name = "DriftError" as const;
}

/** Raised when only a person can decide how to go on: two purchases with one token, a service that is gone, another account. */
export class DecisionNeededError extends ResellerError {
  override readonly name = "DecisionNeededError" as const;
}

/** Raised when a wait reached its bound. What was waited for may still happen. */
export class WaitTimeoutError extends ResellerError {
  override readonly name = "WaitTimeoutError" as const;
}

/**
 * Raised when something fails after money is gone or a service is in hand: carries the id and everything known, so that
 * the resource stays in state and the next run goes on from there.
 */
export class HalfDoneError extends ResellerError {
  override readonly name = "HalfDoneError" as const;

  constructor(
    readonly id: string,
    readonly outputs: Readonly<Record<string, unknown>>,
    reason: string,
    facts: ErrorFacts = {},
  ) {
    super(reason, facts);
  }
}

/** Whether an error proves that the call it came from changed nothing at the vendor. */
export function isCertainlyNotDone(error: unknown): boolean {
  return (
    error instanceof RefusedError ||
    error instanceof NotSentError ||
    // Only reads raise it, and a read that a call needs comes before it.
    error instanceof UnavailableError ||
    error instanceof ArgumentError ||
    error instanceof ConfigurationError ||
    error instanceof BrakeError
  );
}

/**
 * The outcome of a step that nobody knows.
 * @param failure what came instead of an answer.
 * @param seen what the look at the record showed: "nothing is listed".
 */
export function unknownOutcome(
  step: string,
  failure: unknown,
  seen: string,
  advice: string,
): UnknownOutcomeError {
  const [why, facts] =
    failure instanceof ResellerError
      ? [failure.what, failure.facts]
      : [messageOf(failure), { cause: failure }];
  return new UnknownOutcomeError(
    say("{step}: no trustworthy answer came; {why}; {seen}", { step, why, seen }),
    {
      ...facts,
      advice,
    },
  );
}

/** What failed and what the vendor said of it, without what to do: for who says that beside it. */
export function withoutAdvice({ what, facts }: ResellerError): string {
  return sentence(what, { ...facts, advice: undefined });
}

/** The words of anything thrown, redacted. */
export function messageOf(error: unknown): string {
  return redact(error instanceof Error ? (ownWordsOf(error) ?? error.message) : String(error));
}

/** The same error with more facts: what is already known stays. */
export function withFacts<E extends ResellerError>(error: E, facts: ErrorFacts): E {
  const merged: ErrorFacts = {
    ...facts,
    ...Object.fromEntries(Object.entries(error.facts).filter(([, v]) => v !== undefined)),
  };
  const clone = Object.create(Object.getPrototypeOf(error) as object) as E;
  Object.assign(clone, error, { facts: merged });
  Object.defineProperty(clone, "message", {
    value: sentence(error.what, merged),
    configurable: true,
    writable: true,
  });
  Object.defineProperty(clone, "stack", { value: error.stack, configurable: true, writable: true });
  return clone;
}
