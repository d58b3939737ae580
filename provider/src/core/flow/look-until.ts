import { ResellerError } from "../errors";
import type { Run } from "../run";
import { formatDuration } from "../wait";
import { say } from "../language/say";

/** A panel that loses an answer may not answer the look for its effect either: that says nothing about the call. */
function nothingSeen(error: unknown): undefined {
  if (error instanceof ResellerError) return undefined;
  throw error;
}

/**
 * Looks until something is seen.
 * @param what is being looked for, for progress.
 * @param timeoutMs how long at the most, as it stands after each look.
 * @returns the first thing seen; `undefined` after that time.
 */
export async function lookUntil<T>(
  { run, urn }: { readonly run: Run; readonly urn: string },
  what: string,
  timeoutMs: () => number,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const start = run.now().getTime();
  for (;;) {
    const seen = await look().catch(nothingSeen);
    if (seen !== undefined) return seen;
    const elapsed = run.now().getTime() - start;
    if (elapsed >= timeoutMs()) return undefined;
    run.voice.say(urn, say("{what} ({elapsed})", { what, elapsed: formatDuration(elapsed) }), "progress");
    await run.sleep(run.settings.pollSeconds * 1_000);
  }
}
