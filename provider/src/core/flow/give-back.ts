import type { Account } from "../account";
import { sendOnce, type Errand, type Outcome } from "../call";
import { callContext } from "./carry-out";
import { AlreadyAskedError, unknownOutcome, WaitTimeoutError } from "../errors";
import type { Kind } from "../kind";
import type { CommonObserved } from "../observed";
import type { Recorded } from "../record";
import { timeoutOf } from "./resource";
import type { Run } from "../run";
import type { Step } from "../step";
import { formatDuration } from "../wait";
import { say } from "../language/say";

/** Whether it has left its owner: what is in a recycle bin only waits for its end there. */
export function isGivenBack({ status }: CommonObserved): boolean {
  return status === "deleted" || status === "recycled";
}

/** What was asked of the vendor: how it answered, and when that was, where it was not asked before. */
interface Asked {
  readonly outcome: Outcome<unknown>;
  readonly at: string | undefined;
}

/** The error for what the vendor has taken note of and has not done: some decide by hand. */
function undecided(
  step: Step,
  askedAt: string | undefined,
  { what, facts }: WaitTimeoutError,
): WaitTimeoutError {
  const asked = { step: step.words, what };
  return new WaitTimeoutError(
    askedAt === undefined
      ? say("{step} was asked for before, and is not decided yet ({what})", asked)
      : say("{step} was asked for at {askedAt}, and is not decided yet ({what})", { ...asked, askedAt }),
    {
      ...facts,
      advice: say(
        "It stays in state until it is gone. Run the command again later, which looks first; where the vendor's staff decide, ask them",
      ),
    },
  );
}

/**
 * Gives a service back, and waits until it is gone.
 * @returns whether anything was sent: where the vendor takes nothing back, a service is left until it expires.
 */
export async function giveBack(
  kind: Kind,
  run: Run,
  account: Account,
  recorded: Recorded,
  live: CommonObserved,
): Promise<boolean> {
  const step = kind.release(live, recorded.arguments, account);
  const { urn } = recorded;
  const calls = step.calls(live, callContext(run, account, recorded, undefined));
  if (calls.length === 0) return false;
  await run.beforeCall(step, account, urn);
  const errand = { run, account, urn, type: kind.type, serviceId: live.serviceId };
  const isAwaited = kind.waitsForRelease !== false;
  // Many go at once: those who wait for their answers, and those who have them, look together.
  const arrive = isAwaited ? kind.inventory(account, recorded.arguments).approach() : undefined;
  try {
    const at = run.now().toISOString();
    const asked = await sendOnce(errand, step, async () => {
      for (const call of calls) await call.send();
    }).then(
      (outcome): Asked => ({ outcome, at }),
      (error: unknown): Asked => {
        if (!(error instanceof AlreadyAskedError)) throw error;
        return { outcome: { isAnswered: true, answer: undefined }, at: undefined };
      },
    );
    if (isAwaited || !asked.outcome.isAnswered) await untilGone(kind, errand, recorded, step, asked, arrive);
    return true;
  } finally {
    arrive?.();
  }
}

/** Waits until a service is gone that was given back. */
async function untilGone(
  kind: Kind,
  { run, account, urn, serviceId }: Errand & { readonly serviceId: string },
  recorded: Recorded,
  step: Step,
  { outcome, at }: Asked,
  arrive: (() => void) | undefined,
): Promise<void> {
  try {
    await kind.inventory(account, recorded.arguments).watch(serviceId, {
      what: step.words,
      timeoutMs: outcome.isAnswered
        ? timeoutOf(recorded.arguments, "delete")
        : run.settings.settleSeconds * 1_000,
      pollMs: run.settings.pollSeconds * 1_000,
      arrive,
      // Without a yes of the vendor's its list alone proves nothing.
      isLeaving: outcome.isAnswered && at !== undefined,
      done: (row) => row === undefined || isGivenBack(row),
      progress: (_row, elapsedMs) => {
        run.voice.say(
          urn,
          say("{step}: waiting until it is gone ({elapsed})", {
            step: step.words,
            elapsed: formatDuration(elapsedMs),
          }),
          "progress",
        );
      },
    });
  } catch (error) {
    if (!(error instanceof WaitTimeoutError)) throw error;
    if (outcome.isAnswered) throw undecided(step, at, error);
    throw unknownOutcome(
      step.words,
      outcome.failure,
      say("it is still there"),
      say(
        "It stays in state. Run the command again: it looks first and asks again only if the service is still there",
      ),
    );
  }
}
