import { DecisionNeededError } from "../errors";
import { identityOf, isSame, type Properties, type Wish } from "../flow/resource";
import type { Kind } from "../kind";
import { isInEffect, type CommonObserved } from "../observed";
import type { Recorded } from "../record";
import type { Run } from "../run";
import { say } from "../language/say";
import { listed } from "../language/lists";

/*
 * What a vendor names itself, and lists when it is complete, is known again by being new: nothing of ours is in it, no reply tells it, and
 * it may show when nobody waits for it any more.
 */

/** Whether an order of unknown outcome is looked for so. */
export function isNewcomer({ lifecycle }: Pick<Recorded, "lifecycle">): boolean {
  return lifecycle.serviceId === undefined && lifecycle.knownBefore !== undefined;
}

/** What of the list fits, was not there before, and is no resource's that this run has met. */
export async function newcomers(
  kind: Kind,
  run: Run,
  { account, wanted, names }: Pick<Wish, "account" | "wanted" | "names">,
  before: ReadonlySet<string>,
): Promise<readonly CommonObserved[]> {
  const rows = await kind.inventory(account, wanted).allNow();
  return rows.filter(
    (row) =>
      isInEffect(row) &&
      !before.has(row.serviceId) &&
      run.met(identityOf(kind, account, row.serviceId)) === undefined &&
      kind.differences(row, wanted, names).length === 0,
  );
}

/**
 * The one thing that such an order made, as far as it shows by now.
 * @throws {DecisionNeededError} when it could be any of several.
 */
export async function findNewcomer(
  kind: Kind,
  run: Run,
  account: Wish["account"],
  { arguments: wanted, names, lifecycle }: Recorded,
): Promise<CommonObserved | undefined> {
  const before = new Set(lifecycle.knownBefore);
  const [found, ...more] = await newcomers(kind, run, { account, wanted, names }, before);
  if (more.length === 0) return found;
  const ids = listed([found, ...more].map((row) => row?.serviceId ?? ""));
  throw new DecisionNeededError(
    say("nobody knows which {title} the order of {orderedAt} made: new since are {ids}", {
      title: kind.title(),
      orderedAt: lifecycle.orderedAt ?? "",
      ids,
    }),
    {
      advice: say(
        "Delete in the panel what is not wanted until one is left, and run `pulumi up` again; or take this entry out of state (`pulumi state delete`)",
      ),
    },
  );
}

/** Whether another one is wanted than was ordered. */
export function isAnotherThan(
  { replacedBy }: Pick<Kind, "replacedBy">,
  recorded: Recorded,
  wish: Wish,
): boolean {
  const [before, after]: readonly Properties[] = [recorded.arguments, wish.wanted];
  return replacedBy.some((key) => wish.unknown.has(key) || !isSame(before?.[key], after?.[key]));
}
