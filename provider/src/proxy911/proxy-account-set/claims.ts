import { saysBeingDeleted } from "../api/messages";
import type { SetWish } from "./arguments";
import { RefusedError } from "../../core/errors";
import { identityOf } from "../../core/flow/resource";
import type { Run } from "../../core/run";
import type { ProxyAccountObserved } from "../proxy-account/observed";
import { proxyAccount } from "../proxy-account/proxy-account";
import { sealedPassword } from "../proxy-account/sealed-password";
import type { Proxy911Session } from "../session";
import type { SetState } from "./state";

/** Accounts that are ours by their password, but not in state: added by a run that was interrupted. */
export function findClaims(
  run: Run,
  session: Proxy911Session,
  wish: SetWish,
  state: SetState,
  listed: Iterable<ProxyAccountObserved>,
): ProxyAccountObserved[] {
  const { account, token, urn, wanted } = wish;
  const given = new Map(
    Object.entries(wanted.accounts ?? {}).map(([name, { password }]) => [name, password]),
  );
  const isOurs = ({ username, password, productType }: ProxyAccountObserved): boolean => {
    if (state.members.has(username) || state.deleting.has(username) || password === undefined) return false;
    const owner = run.met(identityOf(proxyAccount, account, username))?.urn ?? urn;
    if (owner !== urn) return false;
    if (password === given.get(username)) return productType === wanted.productType;
    return token !== "" && password === sealedPassword(session, token, username);
  };
  return [...listed].filter(isOurs);
}

/** The most names in one request. */
const mostNames = 100;

/**
 * Those of `rows` that are not on their way out. The list does not tell, but a write is refused then: so each account is
 * set to be enabled or disabled as it is.
 *
 * What was deleted by an earlier run was added before what a later run added: when the newer half of some accounts is not
 * alive as a whole, nothing of the older half is.
 */
export async function livingOf(
  session: Proxy911Session,
  rows: readonly ProxyAccountObserved[],
): Promise<ProxyAccountObserved[]> {
  const groups = [rows.filter((row) => row.enabled), rows.filter((row) => !row.enabled)];
  const living = await Promise.all(groups.map((group) => livingSuffix(session, byAge(group))));
  return living.flat();
}

function byAge(rows: readonly ProxyAccountObserved[]): ProxyAccountObserved[] {
  return [...rows].sort((a, b) => (a.accountId ?? 0) - (b.accountId ?? 0));
}

async function livingSuffix(
  session: Proxy911Session,
  rows: readonly ProxyAccountObserved[],
): Promise<ProxyAccountObserved[]> {
  const { client } = session;
  const [first] = rows;
  if (first === undefined) return [];
  if (rows.length <= mostNames) {
    const names = rows.map(({ username }) => username);
    try {
      await (first.enabled ? client.enableAccounts(names) : client.disableAccounts(names));
      return [...rows];
    } catch (error) {
      if (!(error instanceof RefusedError && saysBeingDeleted(error))) throw error;
      if (rows.length === 1) return [];
    }
  }
  const middle = rows.length > mostNames ? rows.length - mostNames : Math.floor(rows.length / 2);
  const newer = await livingSuffix(session, rows.slice(middle));
  if (newer.length < rows.length - middle) return newer;
  return [...(await livingSuffix(session, rows.slice(0, middle))), ...newer];
}
