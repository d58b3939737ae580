import type { CommonArguments } from "../arguments";
import { DecisionNeededError } from "../errors";
import type { CommonObserved, Noun, ResolvedNames } from "../noun";
import { identityOf } from "./resource";
import type { Account, Run } from "../run";
import { isPaid, wordsOfMaking } from "./words";

/** What a look for the token found: nothing, or the one service that an earlier create of this resource must have bought. */
export type Found<O> = { readonly observed: O; readonly ageHours: number } | undefined;

/** In the preview one list serves the whole run; before an order it may not be older than this. */
export const oldestListForOrderMs = 60_000;

/** Whether a service is there, as far as is known. */
export function isInEffect(observed: CommonObserved): boolean {
  return observed.status !== "deleted" && observed.status !== "missing";
}

function describe(observed: CommonObserved, made: string): string {
  return `${observed.serviceId} (${observed.status}, ${made} ${observed.boughtAt ?? "at an unknown time"})`;
}

function waysOn(noun: { readonly isPrecious: boolean; readonly isFree?: boolean }): string {
  const others = noun.isPrecious
    ? `or say that another one is meant by changing \`purchaseTriggers\`, or ${isPaid(noun) ? "refund" : "delete"} it in the panel`
    : "or choose another name, or delete it in the panel";
  return (
    `Either take one over with \`adopt: "<id>"\`, ${others}. ` +
    "Two states with the same names on one account need different `reseller:namespace`s"
  );
}

/**
 * Services in effect that carry the token and are not known to be in state.
 * @param superseded ids of older services of the same resource, which carry the same token.
 */
export async function servicesWithToken<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  account: Account,
  token: string,
  wanted: Partial<A>,
  maxAgeMs: number,
  superseded: readonly string[] = [],
): Promise<readonly O[]> {
  const rows = await noun.services(account).all(maxAgeMs);
  const isKnown = (id: string) =>
    superseded.includes(id) || run.met(identityOf(noun, account, id)) !== undefined;
  const asked = { account, wanted };
  return rows.filter((row) => isInEffect(row) && noun.carries(row, token, asked) && !isKnown(row.serviceId));
}

/**
 * Looks for what an earlier, interrupted create of the same resource may have bought. It is a read, and it is made before
 * every order and in every preview of one.
 * @throws {DecisionNeededError} when something with the token is there that cannot be taken over without a person.
 */
export async function lookFirst<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  account: Account,
  order: {
    readonly token: string;
    readonly wanted: Partial<A>;
    readonly names: ResolvedNames;
    readonly maxAgeMs: number;
  },
): Promise<Found<O>> {
  const { token, wanted, names, maxAgeMs } = order;
  const matches = await servicesWithToken(noun, run, account, token, wanted, maxAgeMs);
  const [match] = matches;
  if (match === undefined) return undefined;
  const { made, madeBy } = wordsOfMaking(noun);
  const refuse = (what: string): never => {
    throw new DecisionNeededError(what, { advice: waysOn(noun) });
  };
  if (matches.length > 1) {
    const all = matches.map((row) => describe(row, made)).join(", ");
    return refuse(`${matches.length} services carry the token ${token} of this resource: ${all}`);
  }
  const mark = `${describe(match, made)} ${madeBy(token)}`;
  const differences = noun.differences(match, wanted, names);
  if (differences.length > 0)
    return refuse(`${mark}, but is not what is asked for: ${differences.join("; ")}`);
  const ageHours =
    match.boughtAt === undefined ? Infinity : (run.now().getTime() - Date.parse(match.boughtAt)) / 3_600_000;
  if (ageHours > run.settings.claimHours)
    return refuse(`${mark}, but is older than ${run.settings.claimHours} hours (reseller:claimHours)`);
  return { observed: match, ageHours };
}
