import type { HostingProduct } from "../api/hosting";
import type { WebHostingArguments } from "./arguments";
import { purchaseForTerm } from "../../core/aspects/purchase-term";
import { integerToken } from "../../core/order/token";
import { emptyPlan, passwordIn, type CallContext, type Order, type Placed, type Plan } from "../../core/plan";
import type { WebHostingObserved } from "./observed";
import { prefixOf, untracedFaults } from "../ordering";
import { sessionOf } from "../session";
import { versionOf } from "./settings";
import { hostingClient, type HostingCatalog, type HostingInput } from "./steps";
import { renewal } from "./term";
import { monthlyOf, trafficLimits } from "./traffic";
import { termPrice } from "../web/prices";
import { lineFaults, productFaults, saleWarnings } from "../web/sale";
import { askedProduct, calledOf, lineOf, offerOf } from "../web/steps";
import { monthsOf } from "../../core/aspects/term";
import { say } from "../language/say";

function required(value: string | undefined, name: string): string {
  if (value !== undefined) return value;
  throw new TypeError(`a hosting was ordered without ${name}`);
}

/** Buys one hosting (`create_order`). The reply is not documented: the order is found by its token. */
function purchase({ wanted, names }: HostingInput, months: number) {
  return async (context: CallContext): Promise<Placed<WebHostingObserved>> => ({
    serviceId: await hostingClient(context.account).create({
      lineGuid: required(names.line?.id, "a line"),
      productGuid: required(names.product?.id, "a product"),
      program: required(wanted.program, "a language"),
      programVersion: required(versionOf(wanted), "a version"),
      databaseKind: required(wanted.databaseType, "a kind of database"),
      encoding: required(wanted.encoding, "an encoding"),
      monthlyTrafficGb: wanted.trafficGb,
      ftpPrefix: wanted.ftpPrefix ?? prefixOf(context.token),
      ftpPassword: passwordIn(context),
      months,
      autoRenew: wanted.autoRenew,
      clientUserId: wanted.clientUserId ?? integerToken(context.token),
      clientOrderId: context.token,
    }),
  });
}

/** In a preview in which what is bought is not known yet, the purchase is shown without a price. */
function unknownPurchase(input: HostingInput): Order<WebHostingObserved> | undefined {
  if (!["line", "product"].some((key) => input.unknown.has(key))) return undefined;
  const months = input.wanted.months ?? 1;
  return {
    kind: "buy",
    words: say("buy a web hosting for {months}: cost not known yet", { months: monthsOf(months) }),
    due: "not published",
    spends: true,
    applies: [],
    place: purchase(input, months),
  };
}

function orderOf(input: HostingInput, product: HostingProduct) {
  const { wanted, account, names } = input;
  const name = calledOf(product);
  const trafficGb = wanted.trafficGb ?? product.monthlyTrafficGb;
  const { price } = monthlyOf(product, trafficGb, account.currency);
  const priced = (months: number) => termPrice(product, price, months);
  return purchaseForTerm<WebHostingArguments, WebHostingObserved, HostingCatalog>(input, {
    offer: offerOf(product, account.timeZone),
    price: priced,
    words:
      trafficGb === undefined
        ? say("buy {name}, for", { name })
        : say("buy {name}, {trafficGb} GB traffic, for", { name, trafficGb }),
    target: `${names.line?.id ?? ""}/${product.guid}/${trafficGb ?? ""}`,
    place: (months) => purchase(input, months),
    renewal: (months) => ({ due: priced(months), calls: renewal(months) }),
  });
}

/** The purchase, and the renewals that bring it to its whole term. */
export function orderHosting(input: HostingInput): Omit<Plan<WebHostingObserved>, "replaces"> {
  const { wanted, account } = input;
  const [line, product] = [lineOf(input), askedProduct(input)];
  const untraced = untracedFaults(wanted.clientUserId, sessionOf(account).trace);
  if (line === undefined || product === undefined) {
    // Either something has a fault of its own, or it is not known yet.
    return { ...emptyPlan, order: unknownPurchase(input), faults: untraced };
  }
  const bought = orderOf(input, product);
  const limits = trafficLimits(product, product.monthlyTrafficGb ?? 0, wanted.trafficGb);
  return {
    ...bought,
    faults: [...lineFaults(line), ...productFaults(product), ...limits.faults, ...untraced, ...bought.faults],
    warnings: [...limits.warnings, ...saleWarnings(line, product)],
  };
}

/** The hosting as its purchase leaves it: what that cannot do is done afterwards. */
export function asBought(input: HostingInput): WebHostingObserved {
  const { wanted } = input;
  return {
    serviceId: "",
    status: "ready",
    powerState: "running",
    trafficGb: wanted.trafficGb,
    languageVersion: versionOf(wanted),
    autoRenew: wanted.autoRenew ?? false,
    // What the panel makes of these is not known before: what is asked for is set, unless it is so already by then.
    displayName: "",
    siteIndexFiles: [],
    siteHotlinkProtection: { enabled: wanted.hotlinkProtection?.enabled === false },
  };
}
