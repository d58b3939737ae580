import type { Belonging, BelongingArguments } from "./belonging";
import { attempt, carryChange, halfDone, inLane, liveOf, named, watchFor, type Errand } from "./call";
import { outputsOf, planOf, recall, targetOf, wishOf } from "./state";
import { nameOf } from "../flow/carry-out";
import { DriftError, unknownOutcome } from "../errors";
import type { CommonObserved } from "../noun";
import { beyondPlan, lineOfAll, type Step } from "../plan";
import { refuseFaults } from "../flow/planning";
import type { Recorded } from "../record";
import { accountOf, holdAccount, identityOf, timeoutOf, type Properties } from "../flow/resource";
import type { Run } from "../run";

/** Does what `diff` planned, from the live record, and no more. */
export function update<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  run: Run,
  olds: Properties,
  news: Properties,
): Promise<Record<string, unknown>> {
  const recorded = recall(noun, olds);
  const wish = wishOf(noun, run, news);
  const { account, wanted, urn } = wish;
  const { serviceId = "" } = recorded.lifecycle;
  const errand: Errand = {
    run,
    account,
    urn,
    type: noun.type,
    serviceId,
    timeoutMs: timeoutOf(wanted, "update"),
  };
  return named(urn, async () => {
    holdAccount(account, recorded);
    let before: Recorded<A, O> = { ...recorded, urn };
    try {
      return await inLane(account, noun.lane?.(wanted), async () => {
        refuseFaults(wish.faults, nameOf(urn));
        before = { ...before, observed: await liveOf(noun, errand, serviceId) };
        const { target, made } = targetOf(noun, wanted, recorded.extra);
        const { change, replaces } = planOf(noun, wish, before, target);
        refuseFaults(change?.faults ?? [], nameOf(urn));
        holdToShown(run, urn, change?.step, replaces);
        if (change !== undefined) await carryChange(errand, change);
        const observed = change === undefined ? before.observed : await liveOf(noun, errand, serviceId);
        return outputsOf(noun, { ...before, arguments: wanted, extra: made, observed });
      });
    } catch (error) {
      throw halfDone(noun, before, error);
    }
  });
}

function holdToShown(run: Run, urn: string, step: Step | undefined, replaces: readonly string[]): void {
  const beyond = beyondPlan(run.decisions.get(urn)?.steps ?? [], step === undefined ? [] : [step]);
  if (beyond.length === 0 && replaces.length === 0) return;
  const what = replaces.length > 0 ? `a replacement (${replaces.join(", ")})` : lineOfAll(beyond);
  throw new DriftError(
    `changed in the panel since the last refresh: it would now take ${what}, which the preview did not show`,
    {
      advice: "Nothing was sent. Run `pulumi refresh` and review the preview",
    },
  );
}

/** Deletes it and waits until it is gone. Gone already counts as done. */
export function remove<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  run: Run,
  id: string,
  outputs: Properties,
): Promise<void> {
  const recorded = recall(noun, outputs);
  const { urn, lifecycle } = recorded;
  const { serviceId = id, claim } = lifecycle;
  const say = (words: string): void => {
    run.voice.say(urn, words, "info");
  };
  return named(urn, async () => {
    if (run.keeps({ kind: noun.type, id: serviceId })) {
      say(`kept ${noun.title} ${serviceId}: it is listed in reseller:keep`);
      return;
    }
    const account = accountOf(run, noun.vendor, recorded.arguments.account);
    holdAccount(account, recorded);
    if (run.isHeldByNewer(identityOf(noun, account, serviceId), claim)) {
      say(`kept ${noun.title} ${serviceId}: a newer entry in state holds the same one`);
      return;
    }
    const errand: Errand = {
      run,
      account,
      urn,
      type: noun.type,
      serviceId,
      timeoutMs: timeoutOf(recorded.arguments, "delete"),
    };
    await inLane(account, noun.lane?.(recorded.arguments), () => takeAway(noun, errand, serviceId, say));
  });
}

async function takeAway<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  errand: Errand,
  serviceId: string,
  say: (words: string) => void,
): Promise<void> {
  const { run, account } = errand;
  const things = noun.things(account);
  const live = await things.getNow(serviceId);
  const words = `delete ${noun.title} ${serviceId}`;
  if (live === undefined) {
    say(`${noun.title} ${serviceId} is gone already`);
    return;
  }
  const step: Step = { kind: "release", words, destroys: true, applies: [], detail: undefined };
  const failure = await attempt(errand, step, () => noun.remove(account, live));
  const timeoutMs = failure === undefined ? errand.timeoutMs : run.settings.settleSeconds * 1_000;
  const isGone = await watchFor(
    errand,
    words,
    () => timeoutMs,
    async () => ((await things.getNow(serviceId)) === undefined ? true : undefined),
  );
  if (isGone === true) {
    say(`${words}: done`);
    return;
  }
  throw unknownOutcome(
    words,
    failure ?? "the panel only said that it does it",
    "it is still there",
    "It stays in state. Run the command again: it looks first and asks again only if it is still there",
  );
}
