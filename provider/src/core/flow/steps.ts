import { callContext, carryOut, sayBeyond, waitUntilIdle } from "./carry-out";
import { DriftError } from "../errors";
import type { PlanInput } from "../kind";
import type { CommonObserved } from "../observed";
import { givenPassword } from "../password";
import { beyondPlan, type Plan } from "../plan";
import { hasMoved, planFor, refuseFaults } from "./planning";
import { registerSecret } from "../redact";
import { isSame } from "./resource";
import { isOrder, lineOfAll, type Step } from "../step";
import { nameOf } from "../urn";
import type { Work } from "./work";
import { say } from "../language/say";
import { clauses, listed } from "../language/lists";

/** More steps than any plan has: a record that never shows an effect must not make an endless loop. */
const mostSteps = 20;

/**
 * Brings a service to what is wanted: observes, plans, holds the plan against the one that was shown, runs the first step,
 * and begins again until nothing is left to do.
 * @param mayRun whether a step may be made here; the others are left. Default: all may.
 * @returns the steps that are left.
 * @throws {DriftError} before anything is sent that was not shown.
 */
export async function runSteps(
  work: Work,
  shown: readonly Step[],
  inputFor: (observed: CommonObserved) => PlanInput,
  mayRun: (step: Step) => boolean = () => true,
): Promise<readonly Step[]> {
  const { run, progress, urn } = work;
  // A call that is repeated goes on with the plan of the first.
  const done = run.sentOf(shown);
  // What the last refresh or update saw: a live record that differs from it was changed by someone else.
  let seen = progress.recorded.observed;
  const attend = (purpose: "take" | "change"): void =>
    progress.kind.attend?.(progress.account, progress.id, work.wanted, purpose, progress.recorded.observed);
  // Of what has just come into hand little is asked, until there is something to change.
  let isAttended = work.isJustBought !== true || progress.kind.attend === undefined;
  attend(isAttended ? "change" : "take");
  let observed = await waitUntilIdle(work, say("the service"));
  for (let count = 0; count < mostSteps; count += 1) {
    const pending = progress.recorded.lifecycle.pendingChange;
    if (pending !== undefined && hasMoved(progress.kind, pending, observed)) {
      sayBeyond(work, observed);
      progress.settle();
      seen = observed;
    }
    const input = inputFor(observed);
    const recorded = { ...progress.recorded, observed: seen ?? observed };
    const whole = planFor(progress.kind, { ...input, recorded }, run.settings.quarantineMinutes);
    const plan = { ...whole, steps: whole.steps.filter(mayRun) };
    const left = whole.steps.filter((one) => !mayRun(one));
    if (!isAttended && plan.steps.length > 0) {
      isAttended = true;
      attend("change");
      observed = await waitUntilIdle(work, say("the service"));
      continue;
    }
    const { passwordLost } = progress.recorded.lifecycle;
    if (done.every(isOrder) && !passwordLost && isPasswordForgotten(shown, plan.steps)) {
      progress.change({ passwordLost: true });
      continue;
    }
    assertNotReplaced(plan, nameOf(urn));
    const [step] = plan.steps;
    const faults = [...plan.faults, ...(plan.held ?? [])];
    if (step === undefined && faults.length === 0) return left;
    assertShown(shown, [...done, ...plan.steps], plan.disagreements ?? [], nameOf(urn));
    refuseFaults(faults, nameOf(urn));
    if (step === undefined) return left;
    observed = await carryOut(
      work,
      step,
      observed,
      callContext(run, progress.account, progress.recorded, passwordFor(work, step)),
    );
    seen = observed;
    done.push(step);
  }
  throw new DriftError(
    say("the record still differs from what is wanted after {mostSteps} steps", { mostSteps }),
    {
      resource: nameOf(urn),
      advice: say("Run `pulumi refresh` and look at the difference"),
    },
  );
}

/** Whether a step that sets the password at its end was begun by a run that did not come to that end: the record has its effect already. */
function isPasswordForgotten(shown: readonly Step[], live: readonly Step[]): boolean {
  const loses = ({ losesPassword }: Step): boolean => losesPassword === true;
  return shown.some(loses) && !live.some(loses);
}

/** The password that a step sets: the one that is asked for, or a random one where a new one is due, or the one in force. */
function passwordFor(work: Work, step: Step): string | undefined {
  const { progress, wanted } = work;
  const { arguments: before, lifecycle } = progress.recorded;
  const inForce = lifecycle.password;
  if (step.kind !== "password" && step.kind !== "reinstall") return inForce;
  const isTriggered = !isSame(before.passwordTriggers, wanted.passwordTriggers);
  const isNewDue = step.kind === "password" || isTriggered || inForce === undefined;
  const password =
    givenPassword(progress.kind, wanted) ?? (isNewDue ? progress.kind.newPassword?.() : inForce);
  registerSecret(password);
  return password;
}

/** What was not shown, with what the preview showed of the same kinds: a price that rose is read at a glance. */
function wordsOfBeyond(shown: readonly Step[], beyond: readonly Step[]): string {
  const kinds = new Set(beyond.map(({ kind }) => kind));
  const instead = shown.filter(({ kind }) => kinds.has(kind));
  const line = lineOfAll(beyond);
  return instead.length === 0
    ? say("it would now take: {line}, which the preview did not show", { line })
    : say("it would now take: {line}, which the preview did not show (it showed: {shown})", {
        line,
        shown: lineOfAll(instead),
      });
}

/** @throws {DriftError} when only another service can be what is wanted: that is for a preview to show. */
function assertNotReplaced({ replaces }: Plan, resource: string): void {
  if (replaces.length === 0) return;
  throw new DriftError(
    say(
      "changed in the panel since the last refresh: it would now take a replacement ({replaces}), which the preview did not show",
      { replaces: listed(replaces) },
    ),
    { resource, advice: say("Nothing was sent. Run `pulumi refresh` and review the preview") },
  );
}

function assertShown(
  shown: readonly Step[],
  live: readonly Step[],
  disagreements: readonly string[],
  resource: string,
): void {
  const beyond = beyondPlan(shown, live);
  if (beyond.length === 0 && disagreements.length === 0) return;
  const reasons = [...disagreements, ...(beyond.length === 0 ? [] : [wordsOfBeyond(shown, beyond)])];
  throw new DriftError(
    say("changed in the panel since the last refresh: {reasons}", { reasons: clauses(reasons) }),
    {
      resource,
      advice: say("Nothing was sent. Run `pulumi refresh` and review the preview"),
    },
  );
}
