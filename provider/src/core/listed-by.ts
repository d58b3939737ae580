import type { Account } from "./account";
import { Inventory } from "./inventory";

/**
 * The lists of things that a vendor lists place by place (parent by parent): one for each place of an account, shared by all that are in it.
 * @param placeOf where what is given, or has this id, is listed; empty when nothing tells.
 * @param list everything of the kind in a place.
 */
export function listedBy<Given, Row extends { readonly serviceId: string }>(
  placeOf: (given: Given, serviceId: string) => string,
  list: (account: Account, place: string) => Promise<readonly Row[]>,
): (account: Account, given: Given, serviceId?: string) => Inventory<Row> {
  const lists = new WeakMap<object, Map<string, Inventory<Row>>>();
  return (account, given, serviceId = "") => {
    // A session is an object of its vendor's.
    const session = account.session as object;
    const ofSession = lists.get(session) ?? new Map<string, Inventory<Row>>();
    lists.set(session, ofSession);
    const place = placeOf(given, serviceId);
    const rows = () => (place === "" ? Promise.resolve([]) : list(account, place));
    const inventory =
      ofSession.get(place) ??
      new Inventory<Row>({
        list: rows,
        read: async (id) => (await rows()).find((row) => row.serviceId === id),
        idOf: (row) => row.serviceId,
        rowsPerRequest: Infinity,
      });
    ofSession.set(place, inventory);
    return inventory;
  };
}
