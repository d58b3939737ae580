import type { Account } from "./account";
import { Inventory } from "./inventory";
import type { RowSource } from "./row-source";

/** Something of an account, made when it is first asked for, and shared by all of its session. */
function ofSession<T>(make: (account: Account) => T): (account: Account) => T {
  const made = new WeakMap<object, T>();
  return (account) => {
    // A session is an object of its vendor's.
    const session = account.session as object;
    const known = made.get(session) ?? make(account);
    made.set(session, known);
    return known;
  };
}

/** The list that all things of one kind share. */
export function sharedList<Row>(
  source: (account: Account) => RowSource<Row>,
): (account: Account) => Inventory<Row> {
  return ofSession((account) => new Inventory(source(account)));
}

/**
 * The lists of things that a vendor lists place by place (parent by parent): one for each place of an account, shared by all that are in it.
 * @param placeOf where what is given, or has this id, is listed; empty when nothing tells.
 * @param list everything of the kind in a place.
 */
export function listedBy<Given, Row extends { readonly serviceId: string }>(
  placeOf: (given: Given, serviceId: string) => string,
  list: (account: Account, place: string) => Promise<readonly Row[]>,
): (account: Account, given: Given, serviceId?: string) => Inventory<Row> {
  const lists = ofSession(() => new Map<string, Inventory<Row>>());
  return (account, given, serviceId = "") => {
    const ofPlaces = lists(account);
    const place = placeOf(given, serviceId);
    const rows = () => (place === "" ? Promise.resolve([]) : list(account, place));
    const inventory =
      ofPlaces.get(place) ??
      new Inventory<Row>({
        list: rows,
        read: async (id) => (await rows()).find((row) => row.serviceId === id),
        idOf: (row) => row.serviceId,
        rowsPerRequest: Infinity,
      });
    ofPlaces.set(place, inventory);
    return inventory;
  };
}
