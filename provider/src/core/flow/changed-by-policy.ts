import { DecisionNeededError, DriftError, type CheckFailure } from "../errors";
import type { Kind } from "../kind";
import { exceeds, formatMoney, sum, type Money } from "../money";
import { stepsOf } from "../plan";
import { planFor, refuseFaults } from "./planning";
import { argumentsIn, isSame, planInput, type Properties, type Wish } from "./resource";
import type { Decision, Run } from "../run";
import { isOrder, isUnpublished, lineOfAll, publishedDues, type Step } from "../step";
import { nameOf } from "../urn";
import { say } from "../language/say";
import { listed } from "../language/lists";

/*
 * Between `check` and `diff` or `create` the engine lets policies change the inputs (remediations), and checks them no more: what
 * `check` made of them (ids of names, plan, estimate) then belongs to other arguments.
 */

/** The wish with the names that its texts stand for now, and with the faults that `check` has not seen. */
export function arrived(kind: Kind, run: Run, wish: Wish, inputs: Properties, catalog: unknown): Wish {
  if (!isChangedSinceCheck(run, wish.urn, inputs)) return wish;
  const faults: readonly CheckFailure[] = [...wish.faults, ...kind.rules(wish.wanted, wish.unknown)];
  if (catalog === undefined) {
    const reason = say("was changed by a policy, and cannot be looked up: the catalogue cannot be had");
    const changed = changedKeys(run, wish.urn, argumentsIn(inputs)).filter(
      (key) => key in wish.wanted && !(key in wish.names),
    );
    return { ...wish, faults: [...faults, ...changed.map((property) => ({ property, reason }))] };
  }
  const resolution = kind.resolve(wish.wanted, wish.names, catalog);
  return { ...wish, names: resolution.names, faults: [...faults, ...resolution.faults] };
}

/** Whether arguments are others than those that this run has checked. */
export function isChangedSinceCheck(run: Run, urn: string, inputs: Properties): boolean {
  const checked = run.checkedArguments.get(urn);
  return checked !== undefined && !isSame(checked, argumentsIn(inputs));
}

/**
 * Holds a replacement against what a policy changed: the engine makes the new resource from what the program says, and asks no policy
 * about it.
 * @throws {DecisionNeededError}
 */
export function assertReplaceable(run: Run, urn: string, inputs: Properties): void {
  if (!isChangedSinceCheck(run, urn, inputs)) return;
  const what = namesOf(changedKeys(run, urn, argumentsIn(inputs)));
  throw new DecisionNeededError(
    say(
      "a policy changed {what}, and that would be lost: the engine asks no policy about what replaces a resource",
      { what },
    ),
    { resource: nameOf(urn), advice: say("Set {what} in the program as the policy wants it", { what }) },
  );
}

const namesOf = (keys: readonly string[]): string => listed(keys.map((key) => `\`${key}\``));

function changedKeys(run: Run, urn: string, given: Properties): string[] {
  const before = run.checkedArguments.get(urn) ?? {};
  const keys = new Set([...Object.keys(before), ...Object.keys(given)]);
  return [...keys].filter((key) => !isSame(before[key], given[key]));
}

/**
 * The steps of a first purchase, planned anew where its arguments were changed since. The preview could not show them: the engine
 * asks nothing more about a create.
 * @throws {DriftError} when they cost more than those that were shown, or nobody can tell.
 */
export function followed(
  kind: Kind,
  run: Run,
  wish: Wish,
  decision: Decision,
  catalog: unknown,
): readonly Step[] {
  // What is taken over is planned again once it is in hand.
  if (!decision.steps.some(isOrder)) return decision.steps;
  const plan = planFor(
    kind,
    planInput(wish, {
      observed: undefined,
      recorded: undefined,
      replacing: kind.observed.safeParse(decision.replacing?.observed).data,
      catalog,
      now: run.now(),
    }),
    0,
  );
  refuseFaults(plan.faults, nameOf(wish.urn));
  const [shown, live] = [decision.steps, stepsOf(plan)];
  if (lineOfAll(shown) === lineOfAll(live)) return live;
  const [was, is] = [costOf(shown, wish.account.currency), costOf(live, wish.account.currency)];
  if (was === undefined || is === undefined || exceeds(is, was.amount)) {
    const what = namesOf(changedKeys(run, wish.urn, { ...wish.wanted }));
    throw new DriftError(
      say(
        "a policy changed {what} after the preview had planned with what the program says; it would now take: {live}, which the preview did not show (it showed: {shown})",
        { what, live: lineOfAll(live), shown: lineOfAll(shown) },
      ),
      {
        resource: nameOf(wish.urn),
        advice: say(
          "Nothing was sent. Set {what} in the program as the policy wants it, so that the preview shows its price",
          { what },
        ),
      },
    );
  }
  run.voice.say(
    wish.urn,
    say("a policy changed the order after its preview: {line} (shown: {was})", {
      line: lineOfAll(live),
      was: formatMoney(was),
    }),
    "warning",
  );
  run.decisions.set(wish.urn, { ...decision, steps: live });
  return live;
}

function costOf(steps: readonly Step[], currency: string): Money | undefined {
  if (steps.some(isUnpublished)) return undefined;
  return sum(publishedDues(steps), currency);
}
