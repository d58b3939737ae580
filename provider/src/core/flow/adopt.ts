import type { CommonArguments } from "../arguments";
import { nameOf } from "./carry-out";
import { ArgumentError } from "../errors";
import type { CommonObserved, Noun } from "../noun";
import type { Recorded } from "../record";
import { identityOf, type Wish } from "./resource";
import type { Run } from "../run";

/**
 * The service that `adopt` names.
 * @throws {ArgumentError} when it is not there, is another resource already, or is not what the arguments say.
 */
export async function adoptable<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  id: string,
): Promise<O> {
  noun.attend?.(wish.account, id, wish.wanted, "take");
  const observed = await noun.services(wish.account).get(id);
  const refuse = (reason: string): never => {
    throw new ArgumentError([{ property: "adopt", reason }], { resource: nameOf(wish.urn) });
  };
  if (observed === undefined || observed.status === "deleted") {
    return refuse(`account ${wish.account.key} has no ${noun.title} ${id}`);
  }
  const other = run.met(identityOf(noun, wish.account, id));
  if (other !== undefined && other.urn !== wish.urn)
    return refuse(`${id} is already the resource ${nameOf(other.urn)}`);
  const differences = noun.differences(observed, wish.wanted, wish.names);
  if (differences.length > 0) {
    return refuse(
      `${id} is not what the arguments say (adopting replaces nothing): ${differences.join("; ")}`,
    );
  }
  run.meet(identityOf(noun, wish.account, id), { urn: wish.urn, claim: 0 });
  return observed;
}

/** Whether a service that is taken over has a random password that went with the interrupted create. What is observed is not lost. */
function isPasswordLost(
  noun: { readonly observed: { readonly shape: Readonly<Record<string, unknown>> } },
  wanted: CommonArguments,
): boolean {
  return wanted.adopt === undefined && wanted.password === undefined && !("password" in noun.observed.shape);
}

/** What is remembered of a service that was found by its token: of one that was delivered already, somebody may have the use. */
export function asFound(
  noun: Parameters<typeof isPasswordLost>[0],
  observed: CommonObserved,
  wanted: CommonArguments,
): { readonly passwordLost: boolean; readonly foundDelivered: boolean | undefined } {
  const passwordLost = isPasswordLost(noun, wanted);
  const isDelivered = observed.status !== "opening" && observed.status !== "ordering";
  return { passwordLost, foundDelivered: passwordLost && isDelivered ? true : undefined };
}

/** The record of a service that has just come into hand: what cannot be read back counts as applied from now on. */
export function inHand<A, O>(recorded: Recorded<A, O>, wish: Wish<A>): Recorded<A, O> {
  return { ...recorded, arguments: wish.wanted };
}
