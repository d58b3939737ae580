import { say } from "./language/say";

/** How a command ends. */
export const exitCodes = {
  done: 0,
  failed: 1,
  /** Something was found: what ends soon, what is in no state, what changed. */
  found: 2,
  /** Above a limit, or a kind of step that is forbidden. */
  overLimit: 3,
  /** An account could not be asked. */
  notAsked: 4,
  /** It asks first, and nobody answered yes. */
  refused: 5,
} as const;

/** The same in words, below each help. */
export function exitCodesHelp(): string {
  return say(
    "Exit codes: 0 done, 1 failed, 2 something was found, 3 over a limit or forbidden, 4 an account could not be asked, 5 refused without --yes.",
  );
}
