import type { CommonArguments } from "../arguments";
import { ArgumentError } from "../errors";
import { identityOf, type Wish } from "../flow/resource";
import { isByName, type Kind } from "../kind";
import type { CommonObserved } from "../observed";
import { givenPassword } from "../password";
import type { Recorded } from "../record";
import type { Run } from "../run";
import { holdsAnyToken, holdsToken } from "./token";
import { nameOf } from "../urn";
import { say } from "../language/say";
import { clauses } from "../language/lists";

/**
 * The service that `adopt` names.
 * @throws {ArgumentError} when it is not there, is another resource already, or is not what the arguments say.
 */
export async function adoptable(kind: Kind, run: Run, wish: Wish, id: string): Promise<CommonObserved> {
  kind.attend?.(wish.account, id, wish.wanted, "take");
  const observed = await kind.inventory(wish.account, wish.wanted).get(id);
  const refuse = (reason: string): never => {
    throw new ArgumentError([{ property: "adopt", reason }], { resource: nameOf(wish.urn) });
  };
  if (observed === undefined || observed.status === "deleted") {
    return refuse(
      say("account {key} has no {title} {id}", { key: wish.account.key, title: kind.title(), id }),
    );
  }
  const other = run.met(identityOf(kind, wish.account, id));
  if (other !== undefined && other.urn !== wish.urn)
    return refuse(say("{id} is already the resource {name}", { id, name: nameOf(other.urn) }));
  const differences = kind.differences(observed, wish.wanted, wish.names);
  if (differences.length > 0) {
    return refuse(
      say("{id} is not what the arguments say (adopting replaces nothing): {differences}", {
        id,
        differences: clauses(differences),
      }),
    );
  }
  const mark = kind.ordering.echo?.(observed) ?? "";
  if (holdsAnyToken(mark) && !holdsToken(mark, wish.token)) {
    run.voice.say(
      wish.urn,
      say(
        '{id} carries the mark of another resource ("{mark}"): where that is still in some stack, the two will undo each other\'s changes, and its destroy gives this one back',
        { id, mark },
      ),
      "warning",
    );
  }
  run.meet(identityOf(kind, wish.account, id), { urn: wish.urn, claim: 0 });
  return observed;
}

/**
 * Whether nobody has the password of a service that is taken over: a random one that went with the interrupted create, or that of a
 * thing that was known by its name alone. What is observed is not lost.
 */
function isPasswordLost(kind: Kind, wanted: CommonArguments): boolean {
  if (kind.newPassword === undefined || (kind.tellsPasswords ?? "password" in kind.observed.shape))
    return false;
  return wanted.adopt === undefined && (givenPassword(kind, wanted) === undefined || isByName(kind, wanted));
}

/** What is remembered of a service that was found by its token: of one that was delivered already, somebody may have the use. */
export function asFound(
  kind: Kind,
  observed: CommonObserved,
  wanted: CommonArguments,
): { readonly passwordLost: boolean; readonly foundDelivered: boolean | undefined } {
  const passwordLost = isPasswordLost(kind, wanted);
  const isDelivered = observed.status !== "opening" && observed.status !== "ordering";
  return { passwordLost, foundDelivered: passwordLost && isDelivered ? true : undefined };
}

/** The record of a service that has just come into hand: what cannot be read back counts as applied from now on. */
export function inHand(kind: Kind, recorded: Recorded, { wanted }: Wish): Recorded {
  const applied = new Set(asTaken(kind, wanted));
  return {
    ...recorded,
    arguments: Object.fromEntries(Object.entries(wanted).filter(([key]) => applied.has(key))),
  };
}

/** The arguments that count as applied to what is taken over. */
export function asTaken(kind: Kind, wanted: Partial<CommonArguments>): string[] {
  return atOrder(kind, wanted).filter((key) => kind.setWhenTakenOver?.includes(key) !== true);
}

/** The arguments that an order carries out. */
export function atOrder({ onlyAfterOrder = [] }: Kind, wanted: Partial<CommonArguments>): string[] {
  return Object.keys(wanted).filter((key) => !onlyAfterOrder.includes(key));
}
