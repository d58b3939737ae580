import type { CommonArguments } from "../arguments";
import type { Progress } from "./progress";
import type { Run } from "../run";

/** What the steps of one resource share. */
export interface Work {
  readonly run: Run;
  readonly progress: Progress;
  readonly wanted: Partial<CommonArguments>;
  readonly urn: string;
  readonly timeoutMs: number;
  /** Whether what is recorded is the answer of a moment ago, so that looking at once tells nothing. */
  readonly isJustBought?: boolean;
}
