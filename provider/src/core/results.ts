import type { CheckFailure } from "./errors";

/** The inputs, completed, and everything that is wrong with them. */
export interface CheckResult {
  readonly inputs: Record<string, unknown>;
  readonly faults: readonly CheckFailure[];
}

/** What the engine is told. `changes` undefined lets it compare the inputs itself and name the changed ones, ours too. */
export interface DiffResult {
  readonly changes: boolean | undefined;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

/** What a create made, or took over. */
export interface Created {
  readonly id: string;
  readonly outputs: Record<string, unknown>;
}

/** What a refresh or a `.get()` found; `undefined` where a thing that costs nothing is gone. */
export interface ReadResult {
  readonly id: string;
  readonly outputs: Record<string, unknown>;
  /** The inputs as the service has them now, in the shape that `check` makes. */
  readonly inputs: Record<string, unknown>;
}
