import type { ZonkvmPanel } from "./panel";
import { catalogGuid, clientOrderNo, clientUserId, flag, integer, months, optional } from "./params";
import { termAmount } from "./pricing";
import { wrongTerm } from "./refusal";
import { refOf, type CommonFields, type Kind, type Service } from "./service";
import { addMonths } from "./time";

/** What every purchase says beside its `content`. */
export const buyer = { user_id: clientUserId, order_id: clientOrderNo, line_guid: catalogGuid };

/** What every `content` may say. */
export const term = {
  months: optional(months),
  number: optional(integer(1, 20)),
  renew_auto: optional(flag),
};

interface Purchase {
  user_id: number;
  order_id: string;
  line_guid: string;
  content: { months?: number | undefined; number?: number | undefined; renew_auto?: boolean | undefined };
}

/** @throws ZonkvmRefusal for a term that is not in the list */
export function refuseTerm(list: string, term: number): void {
  if (!list.split(",").includes(String(term))) throw wrongTerm;
}

/** The fields of an order that has just been made, with the id 0. */
export function newOrder(panel: ZonkvmPanel, productGuid: string, purchase: Purchase): CommonFields {
  const { months: term = 1, renew_auto = false } = purchase.content;
  const [now, nowMs] = [panel.stamp(), panel.nowMs()];
  return {
    id: 0,
    clientUserId: purchase.user_id,
    clientOrderNo: purchase.order_id,
    lineGuid: purchase.line_guid,
    productGuid,
    boughtAt: now,
    startedAt: now,
    endsAt: addMonths(now, term),
    months: term,
    renewAuto: renew_auto,
    orderStatus: 0,
    runStatus: -1,
    opensAtMs: nowMs + panel.manners.openingSeconds * 1000,
    visibleAtMs: nowMs + panel.manners.visibleAfterSeconds * 1000,
    leftAt: null,
    payments: [],
    application: "none",
  };
}

/**
 * Takes the money for a draft as many times as it is wanted, and makes the orders.
 * @param finish what depends on the id
 * @returns the reply's `data`
 */
export function sell<Draft extends Service>(
  panel: ZonkvmPanel,
  draft: Draft,
  count: number,
  finish: (order: Draft) => void = () => undefined,
): unknown {
  const amount = termAmount(panel, draft, draft.months);
  panel.require(amount.times(count));
  const ids = Array.from({ length: count }, () => {
    const order = structuredClone(draft);
    order.id = panel.next(order.kind);
    order.payments = [{ amount: amount.toFixed(2), from: order.startedAt, to: order.endsAt }];
    if (panel.state.stalledOpenings > 0) {
      panel.state.stalledOpenings -= 1;
      order.opensAtMs = null;
    }
    finish(order);
    panel.state.services.push(order);
    panel.charge(order, "create", amount, { months: order.months, clientOrderNo: order.clientOrderNo });
    return order.id;
  });
  return orderReply(panel, draft.kind, ids, draft.clientOrderNo);
}

function orderReply(panel: ZonkvmPanel, kind: Kind, ids: number[], clientOrder: string): unknown {
  const [id = 0] = ids;
  switch (panel.habits.orderReply) {
    case "id":
      return id;
    case "object":
      return { id, order_id: clientOrder, guid: refOf({ kind, id }) };
    case "list":
      return ids;
    case "invoice":
      return panel.next("invoice");
    case "clientOrder":
      return { order_id: clientOrder };
    case "empty":
      return "";
    case "nothing":
      return undefined;
  }
}
