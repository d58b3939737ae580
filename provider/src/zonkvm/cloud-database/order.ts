import type { DatabaseProduct } from "../api/databases";
import type { CloudDatabaseArguments } from "./arguments";
import { purchaseForTerm } from "../../core/aspects/purchase-term";
import { integerToken } from "../../core/order/token";
import { emptyPlan, passwordIn, type CallContext, type Order, type Placed, type Plan } from "../../core/plan";
import { freeDatabase } from "./free";
import type { CloudDatabaseObserved } from "./observed";
import { prefixOf, untracedFaults } from "../ordering";
import { sessionOf } from "../session";
import {
  databasesClient,
  isFree,
  type DatabaseCalls,
  type DatabaseCatalog,
  type DatabaseInput,
} from "./steps";
import { priceOf, termPrice } from "../web/prices";
import { lineFaults, productFaults, saleWarnings } from "../web/sale";
import { askedProduct, calledOf, lineOf, offerOf } from "../web/steps";
import { renewalTo } from "../web/term";
import { monthsOf } from "../../core/aspects/term";
import { say } from "../language/say";

/** Renews (`sql_renew`). */
export const renewal = (months: number): DatabaseCalls => renewalTo(databasesClient, months);

function required<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new TypeError(`a database was ordered without ${name}`);
}

/** Buys one database (`create_order`). The reply is not documented: the order is found by its token. */
function purchase({ wanted, names }: DatabaseInput, product: DatabaseProduct | undefined, months: number) {
  return async (context: CallContext): Promise<Placed<CloudDatabaseObserved>> => ({
    serviceId: await databasesClient(context.account).create({
      lineGuid: required(names.line?.id, "a line"),
      productGuid: required(names.product?.id, "a product"),
      sizeMb: required(wanted.sizeMb ?? product?.databaseMb, "a size"),
      encoding: required(wanted.encoding, "an encoding"),
      prefix: wanted.prefix ?? prefixOf(context.token),
      password: passwordIn(context),
      months,
      autoRenew: wanted.autoRenew,
      clientUserId: wanted.clientUserId ?? integerToken(context.token),
      clientOrderId: context.token,
    }),
  });
}

/** In a preview in which what is bought is not known yet, the purchase is shown without a price. */
function unknownPurchase(input: DatabaseInput): Order<CloudDatabaseObserved> | undefined {
  if (!["line", "product"].some((key) => input.unknown.has(key))) return undefined;
  const months = input.wanted.months ?? 1;
  return {
    kind: "buy",
    words: say("buy a database for {months}: cost not known yet", { months: monthsOf(months) }),
    due: "not published",
    spends: true,
    applies: [],
    place: purchase(input, undefined, months),
  };
}

function sizeFaults({ wanted, unknown }: DatabaseInput, product: DatabaseProduct) {
  if (wanted.sizeMb !== undefined || unknown.has("sizeMb") || product.databaseMb !== undefined) return [];
  return [
    {
      property: "sizeMb",
      reason: say("is required: the panel does not list the size of {product}", {
        product: calledOf(product),
      }),
    },
  ];
}

function sizeWarnings({ wanted }: DatabaseInput, { databaseMb, ...product }: DatabaseProduct): string[] {
  if (wanted.sizeMb === undefined || databaseMb === undefined || wanted.sizeMb === databaseMb) return [];
  return [
    say("{product} has {databaseMb} MB, not {sizeMb}: the panel may refuse it", {
      product: calledOf(product),
      databaseMb,
      sizeMb: wanted.sizeMb,
    }),
  ];
}

/** The purchase, and the renewals that bring it to its whole term; or the free database of a web hosting. */
export function orderDatabase(input: DatabaseInput): Omit<Plan<CloudDatabaseObserved>, "replaces"> {
  if (isFree(input)) return { ...emptyPlan, order: freeDatabase(input) };
  const { wanted, account, names } = input;
  const [line, product] = [lineOf(input), askedProduct(input)];
  const untraced = untracedFaults(wanted.clientUserId, sessionOf(account).trace);
  if (line === undefined || product === undefined) {
    // Either something has a fault of its own, or it is not known yet.
    return { ...emptyPlan, order: unknownPurchase(input), faults: untraced };
  }
  const price = (months: number) => termPrice(product, priceOf(product.price, account.currency), months);
  const bought = purchaseForTerm<CloudDatabaseArguments, CloudDatabaseObserved, DatabaseCatalog>(input, {
    offer: offerOf(product, account.timeZone),
    price,
    words: say("buy {name} for", { name: calledOf(product) }),
    target: `${names.line?.id ?? ""}/${product.guid}/${wanted.sizeMb ?? product.databaseMb ?? ""}`,
    place: (months) => purchase(input, product, months),
    renewal: (months) => ({ due: price(months), calls: renewal(months) }),
  });
  return {
    ...bought,
    faults: [
      ...lineFaults(line),
      ...productFaults(product),
      ...sizeFaults(input, product),
      ...untraced,
      ...bought.faults,
    ],
    warnings: [...sizeWarnings(input, product), ...saleWarnings(line, product)],
  };
}

/** The database as its purchase leaves it: what that cannot do is done afterwards. */
export function asBought({ wanted }: DatabaseInput): CloudDatabaseObserved {
  return {
    serviceId: "",
    status: "ready",
    hostingId: wanted.hosting,
    autoRenew: wanted.autoRenew ?? false,
    // What the panel makes of these is not known before: what is asked for is set, unless it is so already by then.
    displayName: "",
    accessRule: wanted.access === "everywhere" ? "localhost" : "everywhere",
  };
}
