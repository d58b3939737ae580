import { randomUUID } from "node:crypto";
import { z } from "zod";
import { parseArguments, UNKNOWN } from "../arguments";
import { check } from "../flow/check";
import { repeatable } from "../flow/repeated";
import { accountOf, argumentsIn, isSame, type Properties } from "../flow/resource";
import type { Kind } from "../kind";
import type { Lifecycle } from "../lifecycle";
import { tokenOf } from "./purchase-token";
import { orderIntentSchema, type OrderIntent } from "../record";
import type { Run } from "../run";
import { nameOf } from "../urn";

/** What the mark itself keeps in state. */
const stateSchema = z.object({
  known: z.array(z.string()),
  intent: orderIntentSchema,
  /** Of older marks, which knew orders of one product only. */
  product: z.string().optional(),
});

/** Whether another order is due, and not only a change that may be made in place: of that the resource itself says what is wrong. */
function isOrderDue({ replacedBy }: Kind, olds: Properties | undefined, news: Properties): boolean {
  if (olds === undefined || olds.__token !== news.__token) return true;
  const [before, after] = [orderIn(olds), orderIn(news)];
  return replacedBy.some((key) => !isSame(before[key], after[key]));
}

function orderIn({ order }: Properties): Properties {
  return typeof order === "object" && order !== null ? { ...order } : {};
}

/** Older orders are told by their time: those that are listed by their ids make state heavy. */
const listedDays = 3;

/** What of two marks decides whether an order may leave between them. */
function isSameOrder(olds: Properties, news: Properties): boolean {
  return olds.__token === news.__token && isSame(olds.order, news.order);
}

/**
 * The mark of an order that a vendor gives nothing of ours back with: a resource that the engine creates, or updates, right
 * before the order leaves, so that the list of orders from before is in state by then. It sends reads only.
 */
export function orderMarkOf(kind: Kind): Lifecycle {
  const { untraceable } = kind.ordering;
  if (untraceable === undefined) throw new TypeError(`${kind.type} needs no mark`);

  const arm = async (run: Run, inputs: Properties, before: Properties | undefined): Promise<Properties> => {
    const account = accountOf(run, kind.vendor, inputs.account);
    const rows = await kind.inventory(account, {}).allNow();
    // Changed `purchaseTriggers` are the word that nothing of before counts.
    const last = before?.__token === inputs.__token ? stateSchema.safeParse(before).data : undefined;
    const at = last?.intent.at ?? run.now().toISOString();
    const since = Date.parse(at) - listedDays * 86_400_000;
    const listed = rows.filter(({ boughtAt }) => boughtAt === undefined || Date.parse(boughtAt) >= since);
    const known = last?.known ?? listed.map((row) => row.serviceId);
    const intent: OrderIntent = { id: randomUUID(), at };
    run.marks.set(intent.id, {
      order: String(inputs.__order),
      isSamePurchase: true,
      intent,
      isFresh: true,
      known: new Set(known),
    });
    return { ...inputs, known, intent };
  };

  return repeatable({
    async check(run, olds, news) {
      const given = argumentsIn(news);
      const { wanted, unknown } = parseArguments(kind.arguments, given);
      run.markedOrders.set(String(news.__order), { wanted: { ...wanted }, unknown });
      const inputs: Properties = {
        __provider: news.__provider,
        __urn: news.__urn,
        __order: news.__order,
        __token: tokenOf(run, olds, news),
        account: given.account,
        purchaseTriggers: given.purchaseTriggers,
        order: Object.fromEntries(
          untraceable.orderedWith.filter((key) => given[key] !== undefined).map((key) => [key, given[key]]),
        ),
      };
      const isMarked = isOrderDue(kind, olds, inputs);
      // What is adopted is not ordered; an `adopt` that turned out to have no value is wrong.
      if (!isMarked || (given.adopt ?? undefined) !== undefined) return { inputs: { ...inputs }, faults: [] };
      // An order that would fail must not leave a mark behind that tells of one.
      const order = { ...news, __urn: news.__order, __intent: UNKNOWN };
      const { faults } = await check(kind, run.quietly(), undefined, order);
      const name = nameOf(typeof news.__order === "string" ? news.__order : "");
      const named = faults.map(({ property, reason }) => ({
        property: property === "" ? name : `${name}.${property}`,
        reason,
      }));
      return { inputs: { ...inputs }, faults: named };
    },

    diff(run, olds, news) {
      const { intent, known } = stateSchema.safeParse(olds).data ?? {};
      if (intent !== undefined) {
        run.marks.set(intent.id, {
          // The order may have had another URN when the mark was made.
          order: String(news.__order),
          isSamePurchase: olds.__token === news.__token,
          intent,
          isFresh: false,
          known: new Set(known),
        });
      }
      return Promise.resolve({ changes: !isSameOrder(olds, news), replaces: [] });
    },

    async create(run, inputs) {
      run.brakes.beforeMark(nameOf(String(inputs.__order)));
      return {
        id: `mark:${String(inputs.__token)}`,
        outputs: { ...(await arm(run, inputs, undefined)) },
      };
    },

    update: async (run, olds, news) => ({ ...(await arm(run, news, olds)) }),

    read: (_run, id, outputs) =>
      Promise.resolve({
        id,
        outputs: { ...outputs },
        inputs: Object.fromEntries(Object.entries(outputs).filter(([key]) => !(key in stateSchema.shape))),
      }),

    delete: () => Promise.resolve(),
  });
}
