import type { System } from "../api/wire";
import type { BaremetalServerArguments } from "./arguments";
import type { ZkeysCatalog } from "../catalog";
import { purchaseForTerm } from "../../core/aspects/purchase-term";
import { monthsOf } from "../../core/aspects/term";
import { withToken } from "../../core/order/token";
import { passwordIn, type CallContext, type Placed, emptyPlan, type Order, type Plan } from "../../core/plan";
import { observe, renewalOutputs, type BaremetalServerObserved } from "./observed";
import { includedIn, monthlyPrice, purchasePrice, renewalPrice } from "./prices";
import { judgePurchase } from "./rules";
import { sessionOf } from "../session";
import { asBought, planSizes } from "./size-plan";
import { ipKindOf, upgradeSteps } from "./sizes";
import { offerOf, soldFor, wantedSizes, type BaremetalInput } from "./steps";
import { renewal } from "./term";
import { say } from "../language/say";

/** Buys one server (`create`). */
function purchase({ wanted, names }: BaremetalInput, months: number, system: System | undefined) {
  return async (context: CallContext): Promise<Placed<BaremetalServerObserved>> => {
    const session = sessionOf(context.account);
    const services = await session.client.create({
      lineGuid: names.line?.id ?? "",
      productGuid: names.product?.id ?? "",
      systemGuid: names.system?.id ?? "",
      loginName: wanted.loginName ?? system?.loginName ?? "root",
      password: passwordIn(context),
      buyRemarks: withToken(wanted.remark, context.token),
      months,
      clientOrderNo: context.orderNumber,
      clientUserId: wanted.clientUserId ?? session.userId,
      systemPartitionMb: wanted.systemPartitionSizeMb,
      identity: wanted.identity,
    });
    const [service] = services;
    if (service === undefined) throw new TypeError("the client returned a purchase without a server");
    const observed = observe(service);
    return {
      // The terms of renewals are known from the reply until a read tells others.
      observed: { ...observed, renewal: undefined },
      outputs: { orderId: context.orderNumber, loginPort: system?.port, ...renewalOutputs(observed) },
    };
  };
}

/** The purchase, the renewals that bring it to its whole term, and the sizes beyond the model's. */
export function orderBaremetalServer(input: BaremetalInput): Plan<BaremetalServerObserved> {
  const { wanted, account } = input;
  const sold = soldFor(input);
  const { line, product } = sold;
  if (line === undefined || product === undefined) {
    // Either a name has a fault of its own, or it is not known yet.
    return { ...emptyPlan, order: unknownPurchase(input) };
  }
  const verdict = judgePurchase(sold, input);
  const faults = [...verdict.faults];
  const included = includedIn(product);
  const sizes = planSizes(asBought(included), wantedSizes(wanted), line);
  faults.push(...sizes.faults, ...ipKindOf(wanted, line, sizes).faults);
  const warnings = [...verdict.warnings, ...sizes.warnings];
  // The upgrade comes after the renewals, and is paid for the whole term.
  const monthly = monthlyPrice(product, line, included, included, account.currency);
  const bought = purchaseForTerm<BaremetalServerArguments, BaremetalServerObserved, ZkeysCatalog>(input, {
    offer: offerOf(line, input.catalog, account.timeZone),
    price: (months) => purchasePrice(product, line, months, account.currency),
    target: `${line.guid}/${product.guid}`,
    place: (months) => purchase(input, months, sold.system),
    renewal: (months) => ({
      due: renewalPrice({ renewPriceSetting: "system" }, months, monthly, line, account.currency),
      calls: renewal(months),
    }),
  });
  faults.push(...bought.faults);
  if (bought.order === undefined) return { ...emptyPlan, faults, warnings };
  if (product.stock === "manual")
    warnings.push(
      say("this model is set up by hand: delivery has no bound (`skipAwait`, `timeouts.create`)"),
    );
  const steps = [...bought.steps, ...upgradeSteps(input, line, sizes)];
  return { ...emptyPlan, order: bought.order, steps, faults, warnings };
}

/** In a preview in which the line or the model is not known yet, the purchase is shown without a price. */
function unknownPurchase(input: BaremetalInput): Order<BaremetalServerObserved> | undefined {
  if (!input.unknown.has("line") && !input.unknown.has("product")) return undefined;
  const months = input.wanted.months ?? 1;
  const words = say("buy {months}: cost not known yet", { months: monthsOf(months) });
  return {
    kind: "buy",
    words,
    spends: true,
    due: "not published",
    applies: [],
    place: purchase(input, months, undefined),
  };
}
