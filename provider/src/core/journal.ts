import { appendFileSync } from "node:fs";
import { isCertainlyNotDone, RefusedError } from "./errors";
import { redact } from "./redact";

/** How a call that failed came out, as the journal has it. */
export function outcomeOf(error: unknown): "refused" | "not sent" | "unknown" {
  if (error instanceof RefusedError) return "refused";
  return isCertainlyNotDone(error) ? "not sent" : "unknown";
}

/** One line of the journal: what was about to be done to a paid service, or what became of it. */
export interface JournalEntry {
  readonly phase: "before" | "after";
  readonly urn: string;
  readonly account: string;
  readonly step: string;
  readonly words: string;
  /** The type of its resource: two kinds of things may have the same id. */
  readonly type: string;
  readonly serviceId?: string | undefined;
  /** By which the order is found at the vendor: no secret, and not called `token`, which is hidden wherever it stands. */
  readonly purchaseToken?: string | undefined;
  readonly orderId?: string | undefined;
  /** What of the record moves when it took effect, as it was before: the end of the term of a renewal. */
  readonly mark?: string | undefined;
  /** `done`, `refused`, `not sent`, `unknown`. Only after. */
  readonly outcome?: string | undefined;
}

/** A file of JSON lines to which every call that spends, destroys or interrupts is appended before and after it. */
export class Journal {
  readonly #path: string | undefined;

  /** @param path the file; no journal is kept without one. */
  constructor(path: string | undefined) {
    this.#path = path;
  }

  /** Appends at once and synchronously: a kill right after must find the line on disk. Throws when it cannot. */
  write(entry: JournalEntry): void {
    if (this.#path === undefined) return;
    appendFileSync(this.#path, `${redact(JSON.stringify({ at: new Date().toISOString(), ...entry }))}\n`, {
      mode: 0o600,
    });
  }
}
