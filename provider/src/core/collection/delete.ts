import { findClaims, memberIdentity } from "./claims";
import type { CollectionKind } from "./collection-kind";
import { Effort } from "./effort";
import { DecisionNeededError, UnknownOutcomeError } from "../errors";
import type { Properties } from "../flow/resource";
import type { CommonObserved } from "../observed";
import { leavingOf } from "./leaving";
import { deletionsOf } from "./plan";
import { recallWish } from "./read";
import type { Run } from "../run";
import { byName, recall, recordedArguments, refreshed } from "./state";
import { nameOf } from "../urn";
import { counted, reasonsOf } from "./words";
import { say } from "../language/say";
import { clauses } from "../language/lists";

/**
 * Deletes all members, or leaves them, as `onDelete` says. Gone already counts as done.
 * @throws {ResellerError} when some could not be deleted: the resource then stays in state.
 */
export async function release(
  kind: CollectionKind,
  run: Run,
  id: string,
  outputs: Properties,
): Promise<void> {
  const { onDelete } = recordedArguments(outputs);
  const urn = typeof outputs.__urn === "string" ? outputs.__urn : "";
  run.brakes.beforeDelete(urn, id);
  const leaving = leavingOf(kind, id, onDelete, run.settings.keep);
  if (leaving.does === "keep") {
    const members = counted(kind, recall(kind, outputs).members.size);
    run.voice.say(urn, say("kept {members}, no longer in state", { members }), "info");
    return;
  }
  if (leaving.does === "refuse") {
    throw new DecisionNeededError(
      say('the {many} are not deleted: `onDelete` is "refuse"', { many: kind.words.many }),
      {
        resource: nameOf(urn),
        advice: say('Set `onDelete` to "delete" or "keep" and run `pulumi up` before deleting them'),
      },
    );
  }
  const { wish, state } = recallWish(kind, run, outputs);
  const listed = byName(kind, await kind.inventory(wish.account).allNow());
  const rows = [
    ...refreshed(kind, state, listed).members.values(),
    ...findClaims(kind, run, wish, state, listed),
  ];
  const isKept = (row: CommonObserved): boolean =>
    leaving.keeps(row) || run.isHeldByNewer(memberIdentity(kind, wish, row), state.claim);
  const deletions = deletionsOf(
    kind,
    rows.filter((row) => !isKept(row)),
  );
  const effort = new Effort(kind, run, wish);
  await effort.delete(deletions);
  const { failures } = effort;
  if (failures.size > 0)
    throw new UnknownOutcomeError(
      say("{members} not deleted: {reasons}", {
        members: counted(kind, failures.size),
        reasons: reasonsOf(failures),
      }),
      {
        resource: nameOf(urn),
        advice: say(
          "They stay in state. Run the command again: what is being deleted already counts as done",
        ),
      },
    );
  const kept = rows.length - deletions.length;
  const members = counted(kind, deletions.length);
  const words =
    kind.lingering === undefined
      ? say("deleted {members}", { members })
      : say("deleted {members} ({meanwhile})", { members, meanwhile: kind.lingering.meanwhile });
  run.voice.say(urn, kept === 0 ? words : clauses([words, say("kept {kept}", { kept })]), "info");
}
