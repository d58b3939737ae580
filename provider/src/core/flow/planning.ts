import type { CommonArguments } from "../arguments";
import { isConsented } from "../consent";
import { ArgumentError, DecisionNeededError, type CheckFailure } from "../errors";
import { monthlyPriceOf } from "../estimate";
import type { Kind, PlanInput } from "../kind";
import { exceeds, formatMoney, times } from "../money";
import { wordOfStatus, type CommonObserved, type Status } from "../observed";
import { stepsOf, type Change, type Plan } from "../plan";
import type { PendingChange } from "../record";
import { isOrder, isUnpublished, wordOfKind, type Step } from "../step";
import { monthsUntil } from "../term";
import { formatDuration } from "../wait";
import { isPaid, wordsOfMaking, type Worth } from "./words";
import { say, type Sentence } from "../language/say";
import { clauses, sentences } from "../language/lists";
import { estimateOf } from "./estimate";

/** In these a service can be paid for and nothing else. */
const renewOnly: ReadonlySet<Status> = new Set(["expired", "locked", "suspended", "recycled"]);

const gone: Readonly<Partial<Record<Status, Sentence>>> = {
  deleted: "was deleted at the vendor",
  missing: "is neither listed nor readable in its account",
};

/**
 * Faults for steps that lack their consent.
 * @param isUnused whether nobody can be using the machine: nobody has its password, and nobody had one when it was delivered.
 */
function consentFaults(steps: readonly Step[], wanted: CommonArguments, isUnused: boolean): CheckFailure[] {
  return steps.flatMap(({ consent, words, kind }) => {
    if (consent === undefined || (kind === "password" && isUnused) || isConsented(consent, wanted)) return [];
    return [
      {
        property: consent.property,
        reason: say("{step}: it {needs}", { step: words, needs: consent.words }),
      },
    ];
  });
}

function priceFaults(kind: Kind, input: PlanInput, steps: readonly Step[]): CheckFailure[] {
  const faults: CheckFailure[] = [];
  const { maxMonthlyPrice, maxRenewalPrice } = input.wanted;
  if (maxMonthlyPrice !== undefined && steps.some((step) => isOrder(step) || step.kind === "upgrade")) {
    const estimate =
      input.catalog === undefined ? undefined : estimateOf(kind, input, input.catalog, input.now);
    const price = typeof estimate === "object" ? monthlyPriceOf(estimate, input.account.currency) : undefined;
    if (price === undefined) {
      // Unknown arguments become known in `up`, where the limit is held before anything is sent.
      if (input.unknown.size === 0)
        faults.push({
          property: "maxMonthlyPrice",
          reason: say("cannot be held: the price of a month is not known"),
        });
    } else if (exceeds(price, maxMonthlyPrice)) {
      faults.push({
        property: "maxMonthlyPrice",
        reason: say("a month would cost {price}, more than {maxMonthlyPrice}", {
          price: formatMoney(price),
          maxMonthlyPrice,
        }),
      });
    }
  }
  if (maxRenewalPrice !== undefined) {
    for (const step of steps.filter(({ kind }) => kind === "renew")) {
      const months = step.limits?.months ?? 1;
      if (step.due === undefined || step.due === "not published") {
        faults.push({
          property: "maxRenewalPrice",
          reason: say("cannot be held: the renewal's price is not published"),
        });
      } else if (
        exceeds(step.due, times({ amount: maxRenewalPrice, currency: step.due.currency }, months).amount)
      ) {
        faults.push({
          property: "maxRenewalPrice",
          reason: say("{step} would cost {due}, more than {maxRenewalPrice} a month", {
            step: step.words,
            due: formatMoney(step.due),
            maxRenewalPrice,
          }),
        });
      }
    }
  }
  return faults;
}

/** Steps that an earlier call of unknown outcome forbids for now. */
function pendingFaults(
  pending: PendingChange | undefined,
  steps: readonly Step[],
  marked: ReadonlySet<string>,
  quarantineMinutes: number,
  now: Date,
): CheckFailure[] {
  if (pending === undefined) return [];
  const leftMs = Date.parse(pending.at) + quarantineMinutes * 60_000 - now.getTime();
  if (leftMs <= 0) return [];
  return steps
    .filter((step) => marked.has(step.kind))
    .map((step) => ({
      property: step.applies[0] ?? "",
      reason: sentences([
        wordsOfPending(step, pending),
        say(
          "Nothing that cannot be taken back is sent for {left} (reseller:quarantineMinutes), unless the panel's record moves",
          { left: formatDuration(leftMs) },
        ),
      ]),
    }));
}

/** What came of an earlier call of the same kind, as far as anybody knows. */
function wordsOfPending(step: Step, { accepted, what, at }: PendingChange): string {
  const pending = { step: step.words, what: wordOfKind(what), at };
  return accepted === true
    ? say(
        "{step}: the {what} of {at} was accepted by the vendor, and its record does not show it yet",
        pending,
      )
    : say("{step}: the outcome of the {what} that was sent at {at} is unknown", pending);
}

/** What a step means for the money, where its words alone could be read otherwise. */
function withMoney(
  kind: Worth,
  step: Change,
  { powerState, keepPaid, renewUntil }: CommonArguments,
  observed: CommonObserved,
): Change {
  const said = (more: string): Change => ({ ...step, words: `${step.words}${more}` });
  if (step.kind === "reinstall" && step.spends !== true)
    return { ...step, words: clauses([step.words, wordsOfMaking(kind).nothing]) };
  if (!isPaid(kind)) return step;
  const isStopped = powerState === "stopped" || (powerState === undefined && isOff(observed));
  if (step.kind === "renew" && isStopped) return said(say(" (it is stopped, and stays paid)"));
  if (step.kind !== "power" || step.target !== "stopped") return step;
  const argument = keepPaid !== undefined ? "keepPaid" : renewUntil !== undefined ? "renewUntil" : undefined;
  if (argument !== undefined)
    return said(say(" (it stays paid: `{argument}` still renews it)", { argument }));
  const { expiresAt } = observed;
  return said(
    expiresAt === undefined
      ? say(" (it stays paid)")
      : say(" (it stays paid until {expiresAt})", { expiresAt }),
  );
}

function isOff(observed: CommonObserved): boolean {
  return observed.status === "stopped" || observed.powerState === "stopped";
}

/**
 * The kind's plan, held against what is the same for all vendors: a service that is gone, one that can only be paid for,
 * consents, price limits, and calls of unknown outcome.
 */
export function planFor(kind: Kind, input: PlanInput, quarantineMinutes: number): Plan {
  const { observed } = input;
  const known = observed === undefined ? undefined : gone[observed.status];
  const reason =
    known === undefined || observed === undefined ? undefined : (kind.endOf?.(observed) ?? say(known));
  if (observed !== undefined && reason !== undefined) {
    throw new DecisionNeededError(`${kind.title()} ${observed.serviceId} ${reason}`, {
      advice: isPaid(kind)
        ? say(
            "It stays in state until you decide: change `purchaseTriggers` to buy another one, or forget it with `pulumi state delete`; if it is back in the panel, run `pulumi refresh`",
          )
        : say(
            "It stays in state until you decide: change `purchaseTriggers` to create another one, or forget it with `pulumi state delete`; if it is back in the panel, run `pulumi refresh`",
          ),
    });
  }
  const plan = kind.plan(input);
  const { steps, faults } =
    observed !== undefined && renewOnly.has(observed.status)
      ? renewalFirst(kind, plan, observed)
      : { steps: plan.steps, faults: [] };
  const all = stepsOf({ order: plan.order, steps });
  const stored = input.recorded?.lifecycle.pendingChange;
  const pending =
    stored !== undefined && observed !== undefined && hasMoved(kind, stored, observed) ? undefined : stored;
  const isUnused = input.passwordLost && input.recorded?.lifecycle.foundDelivered !== true;
  const marked = new Set(observed === undefined ? [] : Object.keys(kind.marks(observed)));
  const held = pendingFaults(pending, steps, marked, quarantineMinutes, input.now);
  return {
    ...plan,
    steps: bounded(input, all, steps)
      .filter((step) => held.length === 0 || !marked.has(step.kind))
      .map((step) => (observed === undefined ? step : withMoney(kind, step, input.wanted, observed))),
    held,
    faults: [
      ...plan.faults,
      ...faults,
      ...consentFaults(all, input.wanted, isUnused),
      ...priceFaults(kind, input, all),
    ],
  };
}

/**
 * The steps with the most that each may cost by the list, where what is due is not published: what is more a month, for the months that
 * are left when they are made.
 */
function bounded<S extends Step>(
  { observed, account, now }: PlanInput,
  all: readonly Step[],
  steps: readonly S[],
): readonly S[] {
  if (!steps.some(isUnpublished)) return steps;
  const { expiresAt } = observed ?? {};
  const isTold = expiresAt !== undefined || observed === undefined;
  const left = expiresAt === undefined ? 0 : monthsUntil(now.toISOString(), expiresAt, account.timeZone);
  const bought = all.filter((step) => isOrder(step) || step.kind === "renew");
  const months = bought.reduce((sum, { limits }) => sum + (limits?.months ?? 0), Math.max(left, 0));
  return steps.map((step) => {
    const { monthlyMore } = step;
    if (!isUnpublished(step) || !isTold || months === 0) return step;
    if (monthlyMore === undefined || monthlyMore === "not published") return step;
    return { ...step, dueAtMost: times(monthlyMore, months) };
  });
}

/** Whether the record shows that a call of unknown outcome took effect. */
export function hasMoved(kind: Kind, pending: PendingChange, observed: CommonObserved): boolean {
  return kind.marks(observed)[pending.what] !== pending.from;
}

/** An expired or locked service gets renewals and changes of its record; anything else must wait until it is back. */
function renewalFirst(
  kind: { readonly arguments: { readonly shape: Readonly<Record<string, unknown>> } },
  plan: Plan,
  observed: CommonObserved,
): { steps: readonly Change[]; faults: readonly CheckFailure[] } {
  const bringsBack = (step: Step): boolean => step.kind === "renew" || step.restores === true;
  const renewals = plan.steps.filter(bringsBack);
  const others = plan.steps.filter((step) => !bringsBack(step));
  const mustWait = others.filter(({ isRecordOnly }) => isRecordOnly !== true);
  if (renewals.length > 0 || mustWait.length === 0) return { steps: [...renewals, ...others], faults: [] };
  // Where the status is an argument, that is the way back.
  const wayBack =
    observed.status in kind.arguments.shape
      ? say("bring it back first (`{status}: false`)", { status: observed.status })
      : say("renew it first (`renewUntil`), or have it unlocked in the panel");
  const faults = mustWait.map((step) => ({
    property: step.applies[0] ?? "",
    reason: say("{step}: the service is {status}; {wayBack}", {
      step: step.words,
      status: wordOfStatus(observed.status),
      wayBack,
    }),
  }));
  return { steps: [], faults };
}

/** @throws {ArgumentError} with all the faults of a plan. */
export function refuseFaults(faults: readonly CheckFailure[], resource: string): void {
  if (faults.length > 0) throw new ArgumentError(faults, { resource });
}
