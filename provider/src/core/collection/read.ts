import { readWish, type CollectionWish } from "./arguments";
import type { CollectionKind } from "./collection-kind";
import { DecisionNeededError } from "../errors";
import type { ReadResult } from "../results";
import type { Properties } from "../flow/resource";
import type { Run } from "../run";
import {
  assertOwnAccount,
  byName,
  recall,
  recordedArguments,
  refreshed,
  remember,
  type CollectionState,
} from "./state";
import { say } from "../language/say";

/** A collection as state has it. @throws {ConfigurationError} when the config names another account. */
export function recallWish(
  kind: CollectionKind,
  run: Run,
  outputs: Properties,
): { readonly wish: CollectionWish; readonly state: CollectionState; readonly given: Properties } {
  const given = recordedArguments(outputs);
  const wish = readWish(kind, run, { ...given, __urn: outputs.__urn, __token: outputs.__token });
  const state = recall(kind, outputs);
  assertOwnAccount(wish, state);
  return { wish, state, given };
}

/** Members cost nothing: those that are gone leave the collection, and the next `up` adds others. */
export async function read(
  kind: CollectionKind,
  run: Run,
  id: string,
  outputs: Properties,
): Promise<ReadResult> {
  if (outputs.__token === undefined)
    throw new DecisionNeededError(
      say("a {title} cannot be read by an id ({id})", { title: kind.title(), id }),
      {
        advice: kind.lookupAdvice,
      },
    );
  const { wish, state, given } = recallWish(kind, run, outputs);
  const listed = byName(kind, await kind.inventory(wish.account).all(5_000));
  const { urn, token } = wish;
  return {
    id,
    outputs: remember(kind, refreshed(kind, state, listed), given, wish),
    inputs: { ...given, __urn: urn, __token: token },
  };
}
