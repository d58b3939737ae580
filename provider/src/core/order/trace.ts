import type { Account } from "../account";
import { DecisionNeededError } from "../errors";
import { identityOf, type Wish } from "../flow/resource";
import type { Work } from "../flow/work";
import type { Kind } from "../kind";
import { isInEffect, wordOfStatus, type CommonObserved } from "../observed";
import type { Recorded } from "../record";
import type { Run } from "../run";
import { holdsAnyToken, isEchoOf } from "./token";
import { say } from "../language/say";
import { listed } from "../language/lists";
import { boughtAt } from "../flow/words";

/*
 * An order whose reply was lost is found again by its token, if the vendor gives that back: a panel may cut the text or drop it.
 * What the first row after an answered order shows of its token is remembered with the service, and met by every later run.
 */

/**
 * Looks for the token in a row that was read after its order was answered, and says at once when it is not there.
 * @param row as it was read, not as the order's reply had it.
 */
export function heedTrace(
  { progress, run, urn }: Pick<Work, "progress" | "run" | "urn">,
  row: CommonObserved | undefined,
): void {
  const { kind, account, recorded } = progress;
  const { trace, serviceId } = recorded.lifecycle;
  if (row === undefined || serviceId === undefined || kind.ordering.echo === undefined) return;
  if (trace !== "awaited" && trace !== "missing") return;
  const isShown = isEchoOf(kind.ordering.echo(row), recorded.token, kind.ordering.echoes);
  progress.change({ trace: isShown ? "shown" : "missing" });
  if (isShown) run.accountsWithEcho.add(echoKeyOf(kind, account));
  if (isShown || trace === "missing") return;
  run.accountsWithoutEcho.set(account.key, serviceId);
  run.voice.say(
    urn,
    say(
      '{serviceId} does not carry the token {token} of its order: the panel gives "{echo}" back instead. So an order of this account whose reply is lost cannot be found again, and is not repeated by itself from now on; after an interrupted `pulumi up`, look in the panel for servers that no resource has before the next one',
      { serviceId, token: recorded.token, echo: kind.ordering.echo(row) },
    ),
    "warning",
  );
}

/** What gives tokens back or not: an account, for orders of this kind. */
export function echoKeyOf({ vendor, type }: Pick<Kind, "vendor" | "type">, { key }: Account): string {
  return `${vendor}:${type} ${key}`;
}

/** Meets a resource that shows whether its account gives tokens back. */
export function meetTrace(run: Run, kind: Kind, account: Account, { lifecycle, token }: Recorded): void {
  if (lifecycle.trace === "shown") run.accountsWithEcho.add(echoKeyOf(kind, account));
  if (lifecycle.trace !== "missing") return;
  run.accountsWithoutEcho.set(account.key, lifecycle.serviceId ?? say("the order {token}", { token }));
}

type Order = Pick<Wish, "account" | "wanted" | "names">;

/** Services that an order could have made if its token was lost: they fit, they are new, and they are nobody's that is known. */
async function strays(
  kind: Kind,
  run: Run,
  { account, wanted, names }: Order,
  since: number,
  maxAgeMs: number,
): Promise<readonly CommonObserved[]> {
  const { ordering } = kind;
  if (ordering.echo === undefined) return [];
  const rows = await kind.inventory(account, wanted).all(maxAgeMs);
  // A number is a token or not, nobody can tell: where the account gives none back, it stands for nothing.
  const isMarked = (row: CommonObserved): boolean => {
    const echo = ordering.echo?.(row) ?? "";
    return ordering.echoes === "integer"
      ? echo !== "" && !run.accountsWithoutEcho.has(account.key)
      : holdsAnyToken(echo);
  };
  return rows.filter(
    (row) =>
      isInEffect(row) &&
      !isMarked(row) &&
      (row.boughtAt === undefined || Date.parse(row.boughtAt) >= since) &&
      run.met(identityOf(kind, account, row.serviceId)) === undefined &&
      kind.differences(row, wanted, names).length === 0,
  );
}

/** Rows, each as it is listed, to stand in a sentence: `is 341 (…)`, `are 341 (…), 342 (…)`. */
function wordsOfRows(rows: readonly CommonObserved[]): string {
  const all = listed(
    rows.map(({ serviceId, status, boughtAt: at }) =>
      say("{serviceId} ({status}, {made})", { serviceId, status: wordOfStatus(status), made: boughtAt(at) }),
    ),
  );
  return rows.length === 1
    ? say("without a token, and no resource's that this run has met, is {all}", { all })
    : say("without a token, and no resource's that this run has met, are {all}", { all });
}

/**
 * Holds a purchase of an account that does not give tokens back, where an interrupted `up` leaves nothing by which its order is known.
 * @throws {DecisionNeededError} when one could have bought something that fits and that no resource has.
 */
export async function assertNoStrays(kind: Kind, run: Run, order: Order, maxAgeMs: number): Promise<void> {
  const known = run.accountsWithoutEcho.get(order.account.key);
  if (known === undefined) return;
  const begun = run.begunAt.getTime();
  const rows = await strays(kind, run, order, begun - run.settings.claimHours * 3_600_000, maxAgeMs);
  // What this run buys side by side is its own.
  const earlier = rows.filter(({ boughtAt }) => boughtAt === undefined || Date.parse(boughtAt) < begun);
  if (earlier.length === 0) return;
  throw new DecisionNeededError(
    say(
      "an interrupted `pulumi up` may have bought it, which cannot be told (the panel does not give tokens back: {known} shows it): {rows}",
      { known, rows: wordsOfRows(earlier) },
    ),
    {
      advice: say(
        'Take it over with `adopt: "<id>"`; if it is none of them, set `reseller:claimHours` to 0 for this run',
      ),
    },
  );
}

/**
 * Why an order of unknown outcome, of which no token shows, is not sent again by itself, in words; `undefined` when its token would
 * show if it had been carried out.
 */
export async function whyNotAgain(
  kind: Kind,
  run: Run,
  order: Order,
  { lifecycle }: Recorded,
  maxAgeMs: number,
): Promise<string | undefined> {
  const { orderedAt, trace } = lifecycle;
  if (orderedAt === undefined || kind.ordering.echo === undefined) return undefined;
  // The vendor's clock, and its zone, may be others than ours.
  const rows = await strays(kind, run, order, Date.parse(orderedAt) - 86_400_000, maxAgeMs);
  const known = run.accountsWithoutEcho.get(order.account.key);
  if (known === undefined && trace !== "missing" && rows.length === 0) return undefined;
  const found =
    rows.length === 0 ? say("nothing that fits is listed that no resource has") : wordsOfRows(rows);
  if (known !== undefined)
    return say(
      "nobody knows what became of the order of {orderedAt} (the panel does not give tokens back: {known} shows it): {found}",
      { orderedAt, known, found },
    );
  return trace === "missing"
    ? say(
        "nobody knows what became of the order of {orderedAt} (the panel does not give tokens back: another shows it): {found}",
        { orderedAt, found },
      )
    : say("nobody knows what became of the order of {orderedAt}: {found}", { orderedAt, found });
}
