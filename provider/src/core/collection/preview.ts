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
  announce(run, wish, { steps, warnings: [] }, words.join("; "));
}

function wordsOfClaims(kind: CollectionKind, claims: readonly CommonObserved[]): string[] {
  if (claims.length === 0) return [];
  const unless = kind.lingering === undefined ? "" : say(", unless they are still being deleted");
  const names = claims.map((row) => kind.nameOf(row));
  return [
    say("take over {length} that an interrupted run added{unless} ({some})", {
      length: claims.length,
      unless,
      some: some(names, ", "),
    }),
  ];
}

/** What is not known yet, in words. */
export function wordsOfUnknown(kind: CollectionKind, wish: CollectionWish): string[] {
  const unknown = unknownOf(kind, wish);
  return unknown.length === 0 ? [] : [say("not known yet: {some}", { some: some(unknown, ", ") })];
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
            reason: say("{name} is also that of {name2}", { name, name2: nameOf(other) }),
          },
        ];
  });
}
