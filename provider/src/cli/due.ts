import { eachKind, seenSideBySide, type Configured, type Fail, type Failure } from "./accounts";
import { lastRenewal } from "./renewal-journal";
import type { Held, Holders } from "./states";
import type { Account } from "../core/account";
import { messageOf, ResellerError } from "../core/errors";
import { planRenewalOf, type Renewable, type RenewalPlan } from "../core/flow/renewal";
import { hasMoved } from "../core/flow/planning";
import { recall } from "../core/flow/state";
import type { Kind } from "../core/kind";
import { clauses } from "../core/language/lists";
import { isInEffect, type CommonObserved } from "../core/observed";
import type { Run } from "../core/run";
import { daysLeft } from "../core/term";
import { say } from "./language/say";

/** A service that ends soon, and what its renewal takes. */
export interface Due {
  /** The account, for people. */
  readonly name: string;
  readonly account: Account;
  readonly kind: Kind;
  readonly observed: CommonObserved;
  readonly plan: RenewalPlan | undefined;
  /** Why it is not renewed, in words. */
  readonly obstacle: string | undefined;
}

/** Which services are renewed. */
export interface Asked {
  readonly withinDays: number;
  readonly months: number;
  /** Only these. Default: all. */
  readonly ids: readonly string[] | undefined;
  /** The journal that remembers what was sent before. */
  readonly journal: string;
  /** Those whose renewal of unknown outcome may be sent again, because somebody has looked. */
  readonly again: readonly string[];
  /** States that were read: they know what a purchase said of renewals. */
  readonly holders: Holders;
}

/** Where a run comes from: a run of one account. */
export type RunOf = (account: Account) => Run;

/** What ends soon in all accounts, soonest first, each with its plan. Only reads are sent. */
export async function dueServices(
  accounts: readonly Configured[],
  asked: Asked,
  runOf: RunOf,
): Promise<{ readonly due: readonly Due[]; readonly failures: readonly Failure[] }> {
  const { seen, failures } = await seenSideBySide(accounts, ({ vendor, name, open }, fail) =>
    dueIn(name, open(), vendor.kinds, asked, runOf, fail),
  );
  const due = seen.flat().toSorted((one, other) => endOf(one.observed) - endOf(other.observed));
  return { due, failures };
}

function endOf({ expiresAt = "" }: CommonObserved): number {
  return Date.parse(expiresAt);
}

async function dueIn(
  name: string,
  account: Account,
  kinds: readonly Kind[],
  asked: Asked,
  runOf: RunOf,
  fail: Fail,
): Promise<Due[]> {
  const { withinDays, ids } = asked;
  const run = runOf(account);
  const isDue = (row: CommonObserved): boolean =>
    row.expiresAt !== undefined &&
    isInEffect(row) &&
    daysLeft(row.expiresAt, run.now()) <= withinDays &&
    (ids === undefined || ids.includes(row.serviceId));
  // What came with something else ends with it.
  const isAlone = (kind: Kind, row: CommonObserved): boolean => kind.parent?.idOf(row) === undefined;
  const renewed = kinds.filter((kind) => "renewUntil" in kind.arguments.shape);
  const look = async (kind: Kind) => {
    const rows = await kind.inventory(account, {}).all(Infinity);
    const due = rows.filter((row) => isDue(row) && isAlone(kind, row));
    return Promise.all(due.map((row) => planned(name, run, kind, account, row, asked)));
  };
  return renewed.length === 0 ? [] : eachKind(renewed, look, fail);
}

/** What a state says of a service, and of a renewal of it that a `pulumi up` has sent. */
function recordedOf(kind: Kind, { outputs }: Held): Pick<Renewable, "extra" | "pending"> {
  const { extra, lifecycle } = recall(kind, outputs);
  const { pendingChange: pending } = lifecycle;
  return { extra, pending: pending?.what === "renew" ? pending : undefined };
}

/** A service with everything that is remembered of it by now: by states, and by the journal, to which another run may have written. */
export function renewableOf(
  kind: Kind,
  account: Account,
  observed: CommonObserved,
  { journal, holders, again }: Pick<Asked, "journal" | "holders" | "again">,
): Renewable {
  const { serviceId } = observed;
  const held = holders.of(account.key, kind.type, serviceId);
  const recorded = held === undefined ? { pending: undefined } : recordedOf(kind, held);
  const sent = lastRenewal(journal, { accountKey: account.key, type: kind.type, serviceId });
  const pending = again.includes(serviceId) ? undefined : (sent ?? recorded.pending);
  return { kind, account, observed, ...recorded, pending };
}

/**
 * Why a service is not renewed for now: one was sent before, and its record does not show it. A record may lag for days, and nobody but the
 * journal remembers here: so it is not a matter of time.
 */
function whyNotAgain({ kind, observed, pending }: Renewable): string | undefined {
  if (pending === undefined || hasMoved(kind, pending, observed)) return undefined;
  if (pending.accepted === true)
    return say(
      "the panel accepted the renewal of {at}, and its record does not show it yet: it is not sent again",
      { at: pending.at },
    );
  return say(
    "what became of the renewal that was sent at {at} is unknown, and its record shows nothing of it: look in the panel; `--again {id}` sends it again",
    { at: pending.at, id: observed.serviceId },
  );
}

async function planned(
  name: string,
  run: Run,
  kind: Kind,
  account: Account,
  row: CommonObserved,
  asked: Asked,
): Promise<Due> {
  const due = { name, account, kind, observed: row, plan: undefined };
  try {
    // The list may say less of a service than it says of itself.
    const observed = (await kind.inventory(account, {}).get(row.serviceId)) ?? row;
    const renewable = renewableOf(kind, account, observed, asked);
    const obstacle = whyNotAgain(renewable);
    if (obstacle !== undefined) return { ...due, observed, obstacle };
    const plan = await planRenewalOf(run, renewable, asked.months);
    const reasons = plan.faults.map(({ reason }) => reason);
    if (reasons.length > 0) return { ...due, observed, plan, obstacle: clauses(reasons) };
    if (plan.steps.length === 0) return { ...due, observed, obstacle: say("it is not renewed by itself") };
    return { ...due, observed, plan, obstacle: undefined };
  } catch (error) {
    if (!(error instanceof ResellerError)) throw error;
    return { ...due, obstacle: messageOf(error) };
  }
}
