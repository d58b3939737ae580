import { z } from "zod";
import type { Client } from "./api/client";
import type { Hosting } from "./api/hosting";
import { saysOrderIsGone } from "./api/messages";
import type { Account } from "../core/account";
import { AccountRefusedError, RefusedError, type CheckFailure } from "../core/errors";
import { isSame, type Properties } from "../core/flow/resource";
import type { Inventory } from "../core/inventory";
import { listedBy as listedInPlaces } from "../core/listed-by";
import type { CommonObserved } from "../core/observed";
import type { Change } from "../core/plan";
import { sessionOf, type ZonkvmSession } from "./session";
import { say } from "./language/say";

export { withoutGaps } from "../core/gaps";
export { shown } from "../core/shown";

/* What belongs to an order: rules of a server, what is inside a site. The panel lists it order by order. */

/** What is asked of every parent. */
interface ParentOrder {
  readonly orderStatus: string;
}

/** Orders of the kind that something belongs to. */
export interface Parents<Argument extends string = string, Order extends ParentOrder = ParentOrder> {
  /** The argument that names the order. */
  readonly argument: Argument;
  /** In a sentence: `cloud server`. */
  readonly title: () => string;
  /** The order; `null` when there is none of this number. */
  readonly read: (client: Client, id: string) => Promise<Order | null>;
}

export const cloudServers: Parents<"server"> = {
  argument: "server",
  title: () => say("cloud server"),
  read: ({ cloudServers: api }, id) => api.getServer(id),
};

export const hostings: Parents<"hosting", Hosting> = {
  argument: "hosting",
  title: () => say("web hosting"),
  read: ({ hosting: api }, id) => api.getOrder(id),
};

/** The number of an order, as the argument that names a parent takes it. */
export const orderNumber = {
  pattern: /^\d+$/,
  words: { error: () => say("is not the number of an order; name it by its `serviceId`") },
} as const;

/** What everything inside a site takes. By itself, because editors show its doc comments. */
export const siteArguments = {
  /** The web hosting, by its `id` or `serviceId`. A change is a replacement. */
  hosting: z.string().regex(orderNumber.pattern, orderNumber.words),
};

/** An id that names its parent too: `1001/SP202605250001`. */
export const idIn = (parent: string, own: string): string => `${parent}/${own}`;

/** What a read says, or `undefined` when the panel says that the order is not there: what belongs to it went with it. */
async function unlessGone<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (!(error instanceof RefusedError) || error instanceof AccountRefusedError) throw error;
    if (saysOrderIsGone(error.facts.vendorMessage ?? "")) return undefined;
    throw error;
  }
}

/** The number of the parent, out of what is given or of an id. */
export function parentIn<Argument extends string>({ argument }: Parents<Argument>) {
  return (given: Readonly<Partial<Record<Argument, string | undefined>>>, serviceId: string): string =>
    given[argument] ?? serviceId.replace(/\/.*$/s, "");
}

/**
 * The lists of one kind of children, one for each parent (or part of one).
 * @param placeOf where what is given, or has this id, is listed; empty when nothing tells.
 * @param list everything of the kind in a place.
 */
export function listedBy<Given, Row extends { readonly serviceId: string }>(
  placeOf: (given: Given, serviceId: string) => string,
  list: (client: Client, place: string) => Promise<readonly Row[]>,
): (account: Account, given: Given, serviceId?: string) => Inventory<Row> {
  return listedInPlaces(
    placeOf,
    async (account, place) => (await unlessGone(list(sessionOf(account).client, place))) ?? [],
  );
}

const seen = new WeakMap<ZonkvmSession, Map<string, Promise<boolean>>>();

/** Whether an order is there, asked once a run while it is. */
async function isThere(session: ZonkvmSession, { argument, read }: Parents, id: string): Promise<boolean> {
  const ofSession = seen.get(session) ?? new Map<string, Promise<boolean>>();
  seen.set(session, ofSession);
  const key = `${argument} ${id}`;
  const answer =
    ofSession.get(key) ??
    read(session.client, id).then(
      (order) => order !== null && order.orderStatus !== "deleted" && order.orderStatus !== "recycled",
    );
  ofSession.set(key, answer);
  const isAnswered = await answer.catch((error: unknown) => {
    ofSession.delete(key);
    throw error;
  });
  if (!isAnswered) ofSession.delete(key);
  return isAnswered;
}

/** Why nothing can be made for an order: the account does not have it. */
export async function parentFaults(
  account: Account,
  parents: Parents,
  id: string | undefined,
): Promise<readonly CheckFailure[]> {
  if (id === undefined || (await isThere(sessionOf(account), parents, id))) return [];
  const reason = say("account {key} has no {title} {id}", { key: account.key, title: parents.title(), id });
  return [{ property: parents.argument, reason }];
}

/** What bears one call at a time: of calls side by side the vendor says nothing. */
export function laneOf({ argument }: Parents, wanted: Readonly<Record<string, unknown>>): string | undefined {
  const id = wanted[argument];
  return typeof id === "string" ? `${argument} ${id}` : undefined;
}

/** The one call that sets everything of a thing anew; its row tells whether it is so. */
export function settingStep<O extends CommonObserved>(
  words: string,
  changed: readonly string[],
  target: Properties,
  live: (observed: O) => Properties,
  set: (account: Account) => Promise<void>,
): Change<O> {
  // What the row does not tell counts as the panel says.
  const isSet = (is: Properties) => (key: string) => is[key] === undefined || isSame(is[key], target[key]);
  return {
    kind: "settings",
    words,
    applies: changed,
    calls: (_observed, { account }) => [
      {
        send: () => set(account).then(() => undefined),
        isDone: (observed) => changed.every(isSet(live(observed))),
      },
    ],
  };
}
