import { isUndecided, parse, readWish, rules, type CollectionWish } from "./arguments";
import { findClaims } from "./claims";
import type { CollectionKind } from "./collection-kind";
import { messageOf, ResellerError, type CheckFailure } from "../errors";
import type { CheckResult } from "../results";
import { effectiveOnDelete, optionsIn, type Properties } from "../flow/resource";
import type { CommonObserved } from "../observed";
import { tokenOf } from "../order/purchase-token";
import { faultsOf, planCollection } from "./plan";
import { reservationFaults, sayPlan } from "./preview";
import type { Run } from "../run";
import { byName, emptyState } from "./state";
import { say } from "../language/say";
import { sentences } from "../language/lists";

/** Checks inputs and completes them. For a create it also looks who has the names, and says what is to be added. */
export async function check(
  kind: CollectionKind,
  run: Run,
  olds: Properties | undefined,
  news: Properties,
): Promise<CheckResult> {
  const parsed = parse(kind, news);
  const faults = [...parsed.faults, ...rules(kind, parsed)];
  const onDelete = parsed.unknown.has("onDelete")
    ? news.onDelete
    : effectiveOnDelete(parsed.wanted.onDelete, false, run, "delete");
  const inputs = { ...news, onDelete, __token: tokenOf(run, olds, news) };
  try {
    const wish = readWish(kind, run, inputs);
    run.checked.add(wish.urn);
    run.checkedOptions.set(wish.urn, optionsIn(news));
    run.caution(wish.account, wish.urn);
    if (olds === undefined && faults.length === 0) faults.push(...(await checkCreate(kind, run, wish)));
  } catch (error) {
    if (!(error instanceof ResellerError)) throw error;
    faults.push({ property: "", reason: messageOf(error) });
  }
  return { inputs, faults };
}

async function checkCreate(
  kind: CollectionKind,
  run: Run,
  wish: CollectionWish,
): Promise<readonly CheckFailure[]> {
  if (isUndecided(kind, wish)) {
    sayPlan(kind, run, wish, undefined, []);
    return [];
  }
  const listed = byName(kind, await kind.inventory(wish.account).all(Infinity));
  const claims = findClaims(kind, run, wish, emptyState, listed);
  const state = { ...emptyState, members: byName(kind, claims) };
  const { wanted, open } = wish;
  const plan = planCollection(kind, { wanted, state, listed, open, now: run.now() });
  const faults = [...faultsOf(kind, plan), ...reservationFaults(kind, wish, plan)];
  if (faults.length > 0) return faults.map((fault) => withHint(kind, fault, claims));
  sayPlan(kind, run, wish, plan, claims);
  // What looks like an interrupted run may be on its way out: then others are added instead.
  const instead = planCollection(kind, { wanted, state: emptyState, open, now: run.now() });
  const deletions = plan.deletions.map(({ step }) => step);
  run.decisions.set(wish.urn, { steps: [...instead.steps, ...deletions] });
  return [];
}

/** The list shows members until they are gone, and only a write would tell which are on their way out. */
function withHint(
  { lingering }: CollectionKind,
  fault: CheckFailure,
  claims: readonly CommonObserved[],
): CheckFailure {
  if (fault.property !== "maxDeletes" || claims.length === 0) return fault;
  const added =
    lingering === undefined
      ? say("An interrupted run added them")
      : say("An interrupted run added them; those that are being deleted are gone in about {time}", {
          time: lingering.time,
        });
  return { ...fault, reason: sentences([fault.reason, added]) };
}
