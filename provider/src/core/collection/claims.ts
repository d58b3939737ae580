import type { Identity } from "../account";
import { namedWants, type CollectionWish } from "./arguments";
import type { AskedMember, CollectionKind, Want } from "./collection-kind";
import { identityOf } from "../flow/resource";
import type { CommonObserved } from "../observed";
import type { Run } from "../run";
import { byName, type CollectionState, type Rows } from "./state";
import { some } from "./words";
import { say } from "../language/say";
import { sentences } from "../language/lists";

/** A member as a question. */
export function askedOf(
  { account, token, wanted }: CollectionWish,
  name: string,
  want: Want | undefined,
): AskedMember {
  return { account, token, name, want, wanted };
}

/** By which a run knows a member. */
export function memberIdentity(kind: CollectionKind, wish: CollectionWish, row: CommonObserved): Identity {
  return identityOf(kind.member, wish.account, row.serviceId);
}

/** Members that are ours, but not in state: added by a run that was interrupted. */
export function findClaims(
  kind: CollectionKind,
  run: Run,
  wish: CollectionWish,
  state: CollectionState,
  listed: Rows,
): CommonObserved[] {
  const wants = namedWants(kind, wish);
  const isOurs = ([name, row]: [string, CommonObserved]): boolean => {
    if (state.members.has(name) || state.deleting.has(name)) return false;
    const owner = run.met(memberIdentity(kind, wish, row))?.urn ?? wish.urn;
    return owner === wish.urn && kind.carries(row, askedOf(wish, name, wants?.get(name)));
  };
  return [...listed].filter(isOurs).map(([, row]) => row);
}

/** Takes over what an interrupted run added. */
export async function takeOver(
  kind: CollectionKind,
  run: Run,
  wish: CollectionWish,
  state: CollectionState,
  listed: Rows,
): Promise<CollectionState> {
  const claims = findClaims(kind, run, wish, state, listed);
  if (claims.length === 0) return state;
  const { lingering } = kind;
  const living = byName(
    kind,
    lingering === undefined ? claims : await lingering.living(wish.account, claims),
  );
  const leaving = claims.map((row) => kind.nameOf(row)).filter((name) => !living.has(name));
  const now = run.now();
  for (const row of living.values()) run.takeOver(memberIdentity(kind, wish, row));
  if (living.size > 0) {
    const names = some([...living.keys()]);
    const words = say("took over {count} that an interrupted run added ({names})", {
      count: living.size,
      names,
    });
    const doubt =
      lingering === undefined
        ? []
        : [
            say(
              "Those that were deleted in the last minutes go all the same: run `pulumi refresh` in {time}",
              { time: lingering.time },
            ),
          ];
    run.voice.say(wish.urn, sentences([words, ...doubt]), "info");
  }
  const since = leaving.map((name) => [name, now.toISOString()] as const);
  return {
    ...state,
    claim: living.size > 0 ? now.getTime() : state.claim,
    members: new Map([...state.members, ...living]),
    deleting: new Map([...state.deleting, ...since]),
  };
}
