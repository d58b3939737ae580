import type { CommonArguments } from "../arguments";
import { arrived, isChangedSinceCheck } from "./changed-by-policy";
import { buy, type InputFor } from "./create";
import { isAnotherWanted, quarantineLeftMs } from "./diff-order";
import { DecisionNeededError, UnknownOutcomeError } from "../errors";
import type { Kind } from "../kind";
import type { CommonObserved } from "../observed";
import { adoptable } from "../order/adopt";
import { assertPrice, takenBack } from "../order/cancel-unpaid";
import { findNewcomer, isNewcomer } from "../order/newcomer";
import { lookFirst, oldestListForOrderMs, type Found } from "../order/look-first";
import { candidatesOf, assertMayOrder, untraceableOf, waysOnFromUnknown } from "../order/order-intent";
import { takeInHand } from "../order/purchase";
import { whyNotAgain } from "../order/trace";
import { refuseFaults } from "./planning";
import { Progress } from "./progress";
import type { Recorded } from "../record";
import {
  assertAccount,
  planInput,
  readWish,
  timeoutOf,
  type Properties,
  type Wish,
  intentOf,
} from "./resource";
import type { Decision, Run } from "../run";
import { recall } from "./state";
import { isOrder } from "../step";
import { runSteps } from "./steps";
import { nameOf } from "../urn";
import { formatDuration } from "../wait";
import type { Work } from "./work";
import { say } from "../language/say";
import { estimateOf } from "./estimate";

/**
 * Does what `diff` planned, from the live record, and no more.
 * @throws {HalfDoneError} with everything that is confirmed; what is not keeps its old value.
 */
export async function update(
  kind: Kind,
  run: Run,
  olds: Properties,
  news: Properties,
): Promise<Record<string, unknown>> {
  const recorded = recall(kind, olds);
  const asked = readWish(kind, run, news);
  const isChanged = isChangedSinceCheck(run, asked.urn, news);
  const changed = isChanged ? await kind.catalog(asked.account) : undefined;
  const wish = arrived(kind, run, asked, news, changed);
  assertAccount(wish.account, recorded);
  const { wanted, urn } = wish;
  const progress = new Progress(kind, wish.account, {
    ...recorded,
    urn,
    names: wish.names,
    extra: {
      ...recorded.extra,
      estimate: changed === undefined ? news.estimate : estimateOf(kind, wish, changed, run.now()),
    },
  });
  const work = {
    run,
    progress,
    wanted,
    urn,
    timeoutMs: timeoutOf(wanted, isOrdering(recorded) ? "create" : "update"),
  };
  const decision: Decision = run.decisions.get(urn) ?? { steps: [] };
  if (decision.failure !== undefined) throw decision.failure;
  // Nothing is ordered for a service that is there: whatever this run does, its outcome is known.
  if (recorded.lifecycle.serviceId !== undefined) progress.goUnder(intentOf(wish));
  try {
    refuseFaults(wish.faults, nameOf(urn));
    const isPending = recorded.lifecycle.pendingChange !== undefined;
    const catalog = decision.steps.length > 0 || isPending ? await kind.catalog(wish.account) : undefined;
    const inputFor = (observed: CommonObserved | undefined) =>
      planInput(wish, {
        observed,
        recorded: observed === undefined ? undefined : progress.recorded,
        catalog,
        now: run.now(),
      });
    let objection: Error | undefined;
    if (recorded.lifecycle.serviceId === undefined) {
      await findOrBuy(work, wish, decision, inputFor);
      objection = await assertPrice(work);
    }
    const isLeft = await isAwaitSkipped(work);
    const left =
      needsPanel(progress, decision, wanted) && !isLeft
        ? await runSteps(work, decision.steps, inputFor, (step) => run.brakes.allows(step))
        : (decision.left ?? []);
    const notApplied = new Set(left.flatMap(({ applies }) => applies));
    const all = [...Object.keys(recorded.arguments), ...Object.keys(wanted)].filter(
      (key) => !notApplied.has(key),
    );
    // The price of what was not done is not the price of a month.
    if (left.length > 0) progress.tell({ estimate: recorded.extra.estimate });
    progress.change({ owes: left.length > 0 ? true : undefined });
    if (objection !== undefined) throw objection;
    progress.apply(wanted, isLeft ? settledKeys(kind, decision, recorded.arguments, wanted) : all);
    return progress.outputs();
  } catch (error) {
    progress.apply(wanted, settledKeys(kind, decision, recorded.arguments, wanted));
    // The price of what was not done is not the price of a month.
    progress.tell({ estimate: recorded.extra.estimate });
    throw progress.halfDone(await takenBack(work, error));
  }
}

/** Whether an order is still on its way: made again, or not delivered. */
function isOrdering({ lifecycle, observed }: Recorded): boolean {
  return lifecycle.serviceId === undefined || observed?.status === "opening";
}

/** Whether the service has to be looked at: an update that only records something sends nothing. */
function needsPanel(progress: Progress, decision: Decision, wanted: Partial<CommonArguments>): boolean {
  const { lifecycle, observed } = progress.recorded;
  if (decision.steps.length > 0 || lifecycle.pendingChange !== undefined || lifecycle.passwordLost)
    return true;
  return observed?.status === "opening" && wanted.skipAwait !== true;
}

/** Whether the server is not delivered yet and the user does not want to wait: what is outstanding is then for a later run. */
async function isAwaitSkipped(work: Work): Promise<boolean> {
  const { progress, run, urn, wanted } = work;
  if (wanted.skipAwait !== true || progress.recorded.observed?.status !== "opening") return false;
  const observed = await progress.kind.inventory(progress.account, wanted).getNow(progress.id);
  if (observed?.status !== "opening") return false;
  run.voice.say(urn, say("not delivered yet: what is outstanding is for a later `pulumi up`"), "info");
  return true;
}

/** Arguments that no step was to apply: they count as recorded even when a step failed. */
function settledKeys(
  kind: Kind,
  decision: Decision,
  before: Partial<CommonArguments>,
  wanted: Partial<CommonArguments>,
): string[] {
  const waiting = new Set(decision.steps.flatMap((step) => step.applies));
  const isConsent = (key: string) => key.startsWith("allow");
  return [...new Set([...Object.keys(before), ...Object.keys(wanted)])].filter(
    (key) =>
      !waiting.has(key) &&
      !(key in kind.observed.shape) &&
      !kind.replacedBy.includes(key) &&
      !isConsent(key) &&
      key !== "purchaseTriggers",
  );
}

/** Goes on with an order of unknown outcome: finds what it bought, or orders again when that was shown. */
async function findOrBuy(work: Work, wish: Wish, decision: Decision, inputFor: InputFor): Promise<void> {
  const { progress, run, urn } = work;
  const { kind, recorded } = progress;
  const { wanted } = wish;
  if (wanted.adopt !== undefined) {
    progress.change({ origin: "adopted" });
    progress.goUnder(intentOf(wish));
    takeInHand(work, await adoptable(kind, run, wish, wanted.adopt));
    progress.withdraw(kind.onlyAfterOrder ?? []);
    return;
  }
  const isNew = isNewcomer(recorded);
  const isAnother = isAnotherWanted(kind, recorded, wish);
  const found = await lookForOrder(work, wish, isAnother);
  if (found !== undefined) {
    run.voice.say(
      urn,
      say("found the order of {orderedAt}: {serviceId}", {
        orderedAt: recorded.lifecycle.orderedAt ?? "",
        serviceId: found.observed.serviceId,
      }),
      "info",
    );
    takeInHand(work, found.observed);
    progress.apply(wanted, Object.keys(wanted));
    progress.withdraw(kind.onlyAfterOrder ?? []);
    return;
  }
  const isUntraceable = untraceableOf(kind, recorded.arguments) !== undefined;
  const leftMs = isAnother ? 0 : quarantineLeftMs(run, recorded, isUntraceable);
  if (leftMs > 0 && isUntraceable) throw await untraceableOutcome(work);
  const unsure = isAnother ? undefined : await whyNotAgain(kind, run, wish, recorded, oldestListForOrderMs);
  if (unsure !== undefined)
    throw new UnknownOutcomeError(unsure, { resource: nameOf(urn), advice: waysOnFromUnknown() });
  if (leftMs > 0) {
    const { token } = recorded;
    const orderedAt = recorded.lifecycle.orderedAt ?? "";
    const left = formatDuration(leftMs);
    throw new UnknownOutcomeError(
      isNew
        ? say("nothing new is listed yet; the order was sent at {orderedAt}", { orderedAt })
        : say("nothing with the token {token} is listed yet; the order was sent at {orderedAt}", {
            token,
            orderedAt,
          }),
      {
        resource: nameOf(urn),
        advice: isNew
          ? say(
              "It is not ordered again for {left} (reseller:quarantineMinutes). If you know that it was not carried out, take this entry out of state (`pulumi state delete`): then it is made again",
              { left },
            )
          : say(
              "It is not ordered again for {left} (reseller:quarantineMinutes). If you know its id, set `adopt`; if you know that it was not carried out, change `purchaseTriggers`",
              { left },
            ),
      },
    );
  }
  await assertMayOrder(kind, run, wish, recorded.intent, oldestListForOrderMs);
  if (!decision.steps.some(isOrder)) {
    throw new DecisionNeededError(say("the order is to be sent again, which the preview did not show"), {
      resource: nameOf(urn),
      advice: say("Nothing was sent. Run `pulumi up` again"),
    });
  }
  // Another purchase carries another token; the old order's may still turn up.
  progress.retoken(wish.token);
  await buy(work, wish, decision.steps, inputFor, recorded.intent);
}

/** What an order of unknown outcome made, as far as it shows by now. */
async function lookForOrder({ progress, run }: Work, wish: Wish, isAnother: boolean): Promise<Found> {
  const { kind, account, recorded } = progress;
  if (isNewcomer(recorded)) {
    const observed = isAnother ? undefined : await findNewcomer(kind, run, account, recorded);
    return observed && { observed };
  }
  const { wanted, names } = wish;
  const maxAgeMs = Math.min(oldestListForOrderMs, run.settings.pollSeconds * 1_000);
  return lookFirst(kind, run, wish, { token: recorded.token, wanted, names, maxAgeMs });
}

/** An order that nothing marks, and of which no answer came: only a person can tell what became of it. */
async function untraceableOutcome({ progress, run, urn, wanted }: Work): Promise<UnknownOutcomeError> {
  const { kind, account, recorded } = progress;
  const { orderedAt = "" } = recorded.lifecycle;
  const since = recorded.intent ?? { at: orderedAt };
  const { words } = await candidatesOf(kind, run, { account, wanted, names: recorded.names }, since, 0);
  return new UnknownOutcomeError(
    say("nobody knows what became of the order of {orderedAt}: {candidates}", {
      orderedAt,
      candidates: words,
    }),
    {
      resource: nameOf(urn),
      advice: waysOnFromUnknown(),
    },
  );
}
