import type { PhysicalArguments } from "./arguments";
import { purchaseForTerm } from "../../core/aspects/purchase-term";
import { monthsOf } from "../../core/aspects/term";
import type { CheckFailure } from "../../core/errors";
import { integerToken } from "../../core/order/token";
import { emptyPlan, passwordIn, type CallContext, type Order, type Placed, type Plan } from "../../core/plan";
import { askedSizes, choiceWarnings, figuresToBuy, limitFaults, wordsOf, type Figures } from "./figures";
import { imageNeeds, zoneWarnings } from "../machine/sale";
import { offerOf } from "../machine/term";
import type { PhysicalObserved } from "./observed";
import { monthlyOf, termPrice } from "./prices";
import {
  lineOf,
  powerNameOf,
  productOf,
  type PhysicalCatalog,
  type PhysicalInput,
  type PhysicalLine,
  type PhysicalProduct,
  type Trade,
} from "./steps";
import { renewal } from "./term";
import { say } from "../language/say";

/** The image that a purchase takes. */
function imageOf(trade: Trade, { catalog, names }: PhysicalInput) {
  if (!trade.isInstalledAtOrder) return undefined;
  return catalog?.images.find(({ guid }) => guid === names.system?.id);
}

/** Buys one (`create_order`). The reply is not documented, and the order shows nothing of what went out: it may be any that is new. */
function purchase(trade: Trade, input: PhysicalInput, figures: Figures | undefined, months: number) {
  return async (context: CallContext): Promise<Placed<PhysicalObserved>> => {
    const { wanted, names } = input;
    if (figures === undefined) throw new TypeError("a server was ordered without its sizes");
    const serviceId = await trade.buy(context.account, () => ({
      ...figures,
      lineGuid: names.line?.id ?? "",
      productGuid: names.product?.id ?? "",
      power: names.power?.id ?? "",
      imageGuid: names.system?.id ?? "",
      password: trade.isInstalledAtOrder ? passwordIn(context) : "",
      months,
      autoRenew: wanted.autoRenew,
      clientUserId: wanted.clientUserId ?? integerToken(context.token),
      clientOrderId: context.token,
    }));
    const loginPortOfImage = imageOf(trade, input)?.loginPort;
    return { serviceId, outputs: { loginPortOfImage, ...askedSizes({}, figures) } };
  };
}

/** What would be bought, once it is known what that is. */
export function offered(input: PhysicalInput) {
  const line = lineOf(input);
  const product = productOf(input);
  return line === undefined || product === undefined
    ? undefined
    : { line, product, figures: figuresToBuy(input.wanted, product) };
}

/** The purchase, and the renewals that bring it to its whole term. */
export function orderPhysical(trade: Trade, input: PhysicalInput): Omit<Plan<PhysicalObserved>, "replaces"> {
  const { catalog, account, wanted } = input;
  const sold = offered(input);
  // Either something has a fault of its own, or it is not known yet.
  if (sold === undefined) return { ...emptyPlan, order: unknownPurchase(trade, input) };
  const { line, product, figures } = sold;
  const image = imageOf(trade, input);
  const power = powerNameOf(input);
  const monthly = monthlyOf(input, figures).price;
  const [name, sizes] = [product.name ?? product.guid, wordsOf(figures)];
  const bought = purchaseForTerm<PhysicalArguments, PhysicalObserved, PhysicalCatalog>(input, {
    offer: offerOf(line, account.timeZone),
    price: (months) => termPrice(input, monthly, months),
    words:
      power === undefined
        ? say("buy {name} with {sizes} for", { name, sizes })
        : say("buy {name} ({power}) with {sizes} for", { name, power, sizes }),
    target: [line.guid, product.guid, power ?? "", JSON.stringify(figures)].join("/"),
    place: (months) => purchase(trade, input, figures, months),
    renewal: (months) => ({
      due: termPrice(input, monthly, months),
      calls: renewal(trade, wanted)(months),
    }),
  });
  return {
    ...(bought.order === undefined ? {} : { order: bought.order }),
    steps: bought.steps,
    faults: [...saleFaults(line, product), ...limitFaults(line, product, figures), ...bought.faults],
    warnings: [
      ...choiceWarnings(line, product, figures),
      ...(image === undefined ? [] : imageNeeds(image, product)),
      ...zoneWarnings(catalog, line),
    ],
  };
}

/** In a preview in which what is bought is not known yet, the purchase is shown without a price. */
function unknownPurchase(trade: Trade, input: PhysicalInput): Order<PhysicalObserved> | undefined {
  if (!["line", "product"].some((key) => input.unknown.has(key))) return undefined;
  const months = input.wanted.months ?? 1;
  return {
    kind: "buy",
    words: say("buy a server for {months}: cost not known yet", { months: monthsOf(months) }),
    due: "not published",
    spends: true,
    applies: [],
    place: purchase(trade, input, undefined, months),
  };
}

function saleFaults(line: PhysicalLine, product: PhysicalProduct): CheckFailure[] {
  const lineName = line.name ?? line.guid;
  const productName = product.name ?? product.guid;
  return [
    ...(line.status === "disabled" || line.purchaseOpen === false
      ? [{ property: "line", reason: say("{name} is not open for purchase", { name: lineName }) }]
      : []),
    ...(product.status === "disabled"
      ? [{ property: "product", reason: say("{name} is not open for purchase", { name: productName }) }]
      : []),
    ...(product.stock === "soldOut"
      ? [{ property: "product", reason: say("{name} is sold out", { name: productName }) }]
      : []),
  ];
}

/** An order as it is delivered, where nothing tells otherwise. */
export function asDelivered(trade: Trade, input: PhysicalInput): PhysicalObserved {
  const { names } = input;
  const figures = offered(input)?.figures;
  return {
    serviceId: "",
    status: "ready",
    powerState: "running",
    lineId: names.line?.id,
    productId: names.product?.id,
    power: powerNameOf(input),
    ...(trade.isInstalledAtOrder ? { systemId: names.system?.id } : {}),
    ...figures,
    loginPort: imageOf(trade, input)?.loginPort,
  };
}
