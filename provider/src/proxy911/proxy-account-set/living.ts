import { saysBeingDeleted } from "../api/messages";
import { RefusedError } from "../../core/errors";
import type { ProxyAccountObserved } from "../proxy-account/observed";
import type { Proxy911Session } from "../session";

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
