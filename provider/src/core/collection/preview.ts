import { unknownOf, type CollectionWish } from "./arguments";
import type { CollectionKind } from "./collection-kind";
import type { CheckFailure } from "../errors";
import { announce } from "../flow/announce";
import type { CommonObserved } from "../observed";
import { wordsOf, type CollectionPlan } from "./plan";
import type { Run } from "../run";
import { nameOf } from "../urn";
import { some } from "./words";
import { say } from "../language/say";
import { clauses } from "../language/lists";

/** Keeps the plan for `create` or `update`, and says it in the preview. @param claims what an interrupted run added. */
export function sayPlan(
  kind: CollectionKind,
  run: Run,
  wish: CollectionWish,
  plan: CollectionPlan | undefined,
  claims: readonly CommonObserved[],
): void {
  const steps = plan?.steps ?? [];
  run.decisions.set(wish.urn, { steps });
  const words = [
    ...wordsOfClaims(kind, claims),
    ...(steps.length === 0 || plan === undefined ? [] : [wordsOf(kind, plan)]),
    ...wordsOfUnknown(kind, wish),
  ];
  announce(run, wish, { steps, warnings: [] }, clauses(words));
}

function wordsOfClaims(kind: CollectionKind, claims: readonly CommonObserved[]): string[] {
  if (claims.length === 0) return [];
  const taken = { count: claims.length, names: some(claims.map((row) => kind.nameOf(row))) };
  return [
    kind.lingering === undefined
      ? say("take over {count} that an interrupted run added ({names})", taken)
      : say(
          "take over {count} that an interrupted run added, unless they are still being deleted ({names})",
          taken,
        ),
  ];
}

/** What is not known yet, in words. */
export function wordsOfUnknown(kind: CollectionKind, wish: CollectionWish): string[] {
  const unknown = unknownOf(kind, wish);
  return unknown.length === 0 ? [] : [say("not known yet: {unknown}", { unknown: some(unknown) })];
}

/** Keeps the names that are to be added, and says which ones another resource of the run is to add. */
export function reservationFaults(
  kind: CollectionKind,
  { account, urn }: CollectionWish,
  { additions }: CollectionPlan,
): CheckFailure[] {
  return additions.flatMap(({ name }) => {
    const other = kind.reserve?.(account, name, urn);
    return other === undefined
      ? []
      : [
          {
            property: `${kind.named.argument}.${name}`,
            reason: say("{name} is also that of {other}", { name, other: nameOf(other) }),
          },
        ];
  });
}
