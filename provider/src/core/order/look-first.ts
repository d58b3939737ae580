import type { Account } from "../account";
import type { CommonArguments } from "../arguments";
import { DecisionNeededError } from "../errors";
import { identityOf, type Wish } from "../flow/resource";
import { wordsByMaking, wordsOfMaking, type Making } from "../flow/words";
import { isByName, type Kind } from "../kind";
import type { ResolvedNames } from "../names";
import { isInEffect, wordOfStatus, type CommonObserved } from "../observed";
import type { Run } from "../run";
import { nameOf } from "../urn";
import { say } from "../language/say";
import { clauses, listed, sentences } from "../language/lists";

/** What a look for the token found: nothing, or the one service that an earlier create of this resource must have bought. */
export type Found = { readonly observed: CommonObserved } | undefined;

/** In the preview one list serves the whole run; before an order it may not be older than this. */
export const oldestListForOrderMs = 60_000;

function describe({ serviceId, status, boughtAt }: CommonObserved, made: Making["made"]): string {
  return say("{serviceId} ({status}, {made})", {
    serviceId,
    status: wordOfStatus(status),
    made: made(boughtAt),
  });
}

function waysOn(kind: { readonly isPrecious: boolean; readonly isFree?: boolean }): string {
  const ways = wordsByMaking(kind, {
    made: 'Either take one over with `adopt: "<id>"`, or choose another name, or delete it in the panel',
    created:
      'Either take one over with `adopt: "<id>"`, or say that another one is meant by changing `purchaseTriggers`, or delete it in the panel',
    bought:
      'Either take one over with `adopt: "<id>"`, or say that another one is meant by changing `purchaseTriggers`, or refund it in the panel',
  });
  return sentences([
    ways,
    say("Two states with the same names on one account need different `reseller:namespace`s"),
  ]);
}

/**
 * Services in effect that carry the token and are not known to be in state.
 * @param superseded ids of older services of the same resource, which carry the same token.
 */
export async function servicesWithToken(
  kind: Kind,
  run: Run,
  account: Account,
  token: string,
  wanted: Partial<CommonArguments>,
  maxAgeMs: number,
  superseded: readonly string[] = [],
): Promise<readonly CommonObserved[]> {
  const rows = await kind.inventory(account, wanted).all(maxAgeMs);
  const isKnown = (id: string) =>
    superseded.includes(id) || run.met(identityOf(kind, account, id)) !== undefined;
  const asked = { account, wanted };
  return rows.filter(
    (row) => isInEffect(row) && kind.ordering.carries(row, token, asked) && !isKnown(row.serviceId),
  );
}

/** An order that is looked for. */
interface Sought extends Pick<Wish, "account" | "urn"> {
  readonly token: string;
  readonly wanted: Partial<CommonArguments>;
  readonly names: ResolvedNames;
  readonly maxAgeMs: number;
}

/**
 * Looks for what an earlier, interrupted create of the same resource may have bought. It is a read, and it is made before
 * every order and in every preview of one.
 * @throws {DecisionNeededError} when something with the token is there that cannot be taken over without a person.
 */
export async function lookFirst(
  kind: Kind,
  run: Run,
  { account, urn }: Pick<Wish, "account" | "urn">,
  order: Omit<Sought, "account" | "urn">,
): Promise<Found> {
  if (isByName(kind, order.wanted)) return lookForName(kind, run, { account, urn, ...order });
  const { token, wanted, names, maxAgeMs } = order;
  const matches = await servicesWithToken(kind, run, account, token, wanted, maxAgeMs);
  const [match] = matches;
  if (match === undefined) return undefined;
  const { made, madeBy } = wordsOfMaking(kind);
  const refuse = (what: string): never => {
    throw new DecisionNeededError(what, { advice: waysOn(kind) });
  };
  if (matches.length > 1) {
    const all = listed(matches.map((row) => describe(row, made)));
    return refuse(
      say("{count} services carry the token {token} of this resource: {all}", {
        count: matches.length,
        token,
        all,
      }),
    );
  }
  const name = kind.ordering.nameOf?.(wanted);
  const known = name === undefined ? madeBy(token) : say("is {name} already", { name });
  const mark = `${describe(match, made)} ${known}`;
  const differences = kind.differences(match, wanted, names);
  if (differences.length > 0)
    return refuse(
      say("{mark}, but is not what is asked for: {differences}", {
        mark,
        differences: clauses(differences),
      }),
    );
  const ageHours =
    match.boughtAt === undefined ? Infinity : (run.now().getTime() - Date.parse(match.boughtAt)) / 3_600_000;
  if (ageHours > run.settings.claimHours)
    return refuse(
      say("{mark}, but is older than {claimHours} hours (reseller:claimHours)", {
        mark,
        claimHours: run.settings.claimHours,
      }),
    );
  return { observed: match };
}

/** Looks for the one thing that can have this name. Of what the run has met only this resource's own predecessor makes room for it. */
async function lookForName(
  kind: Kind,
  run: Run,
  { account, urn, token, wanted, names, maxAgeMs }: Sought,
): Promise<Found> {
  const rows = (await kind.inventory(account, wanted).all(maxAgeMs)).filter(
    (row) => isInEffect(row) && kind.ordering.carries(row, token, { account, wanted }),
  );
  const holderOf = ({ serviceId }: CommonObserved) => run.met(identityOf(kind, account, serviceId));
  const free = rows.filter((row) => holderOf(row)?.urn !== urn);
  const [match] = free;
  if (match === undefined) return undefined;
  const refuse = (reason: string): never => {
    const ids = listed(free.map(({ serviceId }) => serviceId));
    throw new DecisionNeededError(
      say("{resource}: {what}", { resource: `${kind.title()} ${ids}`, what: reason }),
      {
        advice: say("Nothing is made. Change the arguments, or delete in the panel what is not wanted"),
      },
    );
  };
  if (free.length > 1) return refuse(say("these are there already"));
  const holder = holderOf(match);
  if (holder !== undefined)
    return refuse(say("it is the resource {name} already", { name: nameOf(holder.urn) }));
  const differences = kind.differences(match, wanted, names);
  if (differences.length > 0)
    return refuse(say("it is there already, but {differences}", { differences: clauses(differences) }));
  return { observed: match };
}
