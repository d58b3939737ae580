import { isUndecided, readWish, unknownOf, type CollectionWish } from "./arguments";
import { memberIdentity } from "./claims";
import type { CollectionKind } from "./collection-kind";
import type { DiffResult } from "../results";
import { announce } from "../flow/announce";
import { refuseFaults } from "../flow/planning";
import { argumentsIn, assertSingleOwner, isSame, withoutHidden, type Properties } from "../flow/resource";
import { deletionFaults, deletionsOf, faultsOf, planCollection } from "./plan";
import { reservationFaults, sayPlan, wordsOfUnknown } from "./preview";
import type { Run } from "../run";
import { assertOwnAccount, recall, recordedArguments, type CollectionState } from "./state";
import { nameOf } from "../urn";
import { counted, some, wordsOfDeleted } from "./words";
import { say } from "../language/say";
import { clauses } from "../language/lists";

/** Plans from what is recorded, without the network, and says it in the preview. */
export function diff(kind: CollectionKind, run: Run, olds: Properties, news: Properties): DiffResult {
  const wish = readWish(kind, run, news);
  const { urn, wanted, open } = wish;
  // A refresh only compares what it has just read.
  if (!run.checked.has(urn)) return { changes: undefined, replaces: [] };
  const state = recall(kind, olds);
  assertOwnAccount(wish, state);
  for (const row of state.members.values()) {
    const service = memberIdentity(kind, wish, row);
    assertSingleOwner(run, service, urn);
    run.meet(service, { urn, claim: state.claim });
  }
  if (isUndecided(kind, wish)) {
    sayWorst(kind, run, wish, state);
    return { changes: undefined, replaces: [] };
  }
  const plan = planCollection(kind, { wanted, state, open, now: run.now() });
  refuseFaults([...faultsOf(kind, plan), ...reservationFaults(kind, wish, plan)], nameOf(urn));
  sayPlan(kind, run, wish, plan, []);
  const isChanged = unknownOf(kind, wish).length > 0 || !isSame(recordedArguments(olds), argumentsIn(news));
  const changes = isChanged ? undefined : plan.steps.length > 0;
  return withoutHidden(run, olds, news, { changes, replaces: [] });
}

/**
 * A change of which the members cannot be told yet: any that is there may have to go.
 * @throws {ArgumentError} when these are more than may be deleted.
 */
function sayWorst(kind: CollectionKind, run: Run, wish: CollectionWish, state: CollectionState): void {
  const deletions = deletionsOf(kind, state.members.values());
  const unknown = some(unknownOf(kind, wish));
  const words = say("up to {members} may be deleted ({unknown} not known yet)", {
    members: counted(kind, deletions.length),
    unknown,
  });
  refuseFaults(deletionFaults(deletions, words, wish.wanted.maxDeletes), nameOf(wish.urn));
  run.decisions.set(wish.urn, { steps: [] });
  const names = deletions.map(({ name }) => name);
  const worst =
    names.length === 0
      ? []
      : [
          say("may delete up to {count} ({names})", {
            count: names.length,
            names: wordsOfDeleted(kind, names),
          }),
        ];
  announce(run, wish, { steps: [], warnings: [] }, clauses([...worst, ...wordsOfUnknown(kind, wish)]));
}
