import type { Image } from "../api/common";
import type { CloudServerArguments } from "./arguments";
import type { CloudCatalog } from "../catalog";
import { purchaseForTerm } from "../../core/aspects/purchase-term";
import type { CheckFailure } from "../../core/errors";
import { integerToken } from "../../core/order/token";
import { emptyPlan, passwordIn, type CallContext, type Order, type Placed, type Plan } from "../../core/plan";
import { askedFigures, type Figures } from "./figures";
import type { CloudServerObserved } from "./observed";
import { imageNeeds, zoneWarnings } from "../machine/sale";
import { offerOf } from "../machine/term";
import { untracedFaults } from "../ordering";
import { monthlyOf, termPrice } from "./prices";
import { vncPasswordStep } from "./settings";
import { diskWarnings, limitFaults, wordsOf } from "./sizes";
import { sessionOf } from "../session";
import { lineOf, type CloudInput } from "./steps";
import { renewal } from "./term";
import { listed } from "../../core/language/lists";
import { monthsOf } from "../../core/aspects/term";
import { say } from "../language/say";

/** What a purchase is of: sizes that are left out are the line's, as far as they are free of charge. */
export function figuresToBuy(input: CloudInput): Figures | undefined {
  const asked = askedFigures(input);
  const line = lineOf(input);
  const { cpuCores, memoryGb, bandwidthMbps, diskSizesGb } = asked;
  if (
    cpuCores === undefined ||
    memoryGb === undefined ||
    bandwidthMbps === undefined ||
    diskSizesGb === undefined
  )
    return undefined;
  const free = Math.max(line?.freeDefenseGbps ?? 0, line?.minDefenseGbps ?? 0);
  const defenseGbps = asked.defenseGbps ?? free;
  return { cpuCores, memoryGb, bandwidthMbps, diskSizesGb, defenseGbps, ipCount: asked.ipCount ?? 1 };
}

/** Buys one server (`create_order`). The reply is not documented: the order is found by its token. */
function purchase(input: CloudInput, figures: Figures | undefined, image: Image | undefined, months: number) {
  return async (context: CallContext): Promise<Placed<CloudServerObserved>> => {
    const { wanted, names } = input;
    if (figures === undefined) throw new TypeError("a cloud server was ordered without its sizes");
    const serviceId = await sessionOf(context.account).client.cloudServers.create({
      ...figures,
      lineGuid: names.line?.id ?? "",
      imageGuid: names.system?.id ?? "",
      months,
      autoRenew: wanted.autoRenew,
      password: passwordIn(context),
      clientUserId: wanted.clientUserId ?? integerToken(context.token),
      clientOrderId: context.token,
    });
    return { serviceId, outputs: { loginPortOfImage: image?.loginPort } };
  };
}

/** The purchase, and the renewals that bring it to its whole term. */
export function orderCloudServer(input: CloudInput): Omit<Plan<CloudServerObserved>, "replaces"> {
  const { wanted, names, catalog, account, unknown } = input;
  const line = lineOf(input);
  const figures = figuresToBuy(input);
  const image = catalog?.images.find(({ guid }) => guid === names.system?.id);
  if (line === undefined || figures === undefined) {
    // Either something has a fault of its own, or it is not known yet.
    return { ...emptyPlan, order: unknownPurchase(input) };
  }
  const monthly = monthlyOf(input, figures).price;
  const bought = purchaseForTerm<CloudServerArguments, CloudServerObserved, CloudCatalog>(input, {
    offer: offerOf(line, account.timeZone),
    price: (months) => termPrice(input, monthly, months),
    words: say("buy {sizes} for", { sizes: wordsOf(figures) }),
    target: `${line.guid}/${JSON.stringify(figures)}`,
    place: (months) => purchase(input, figures, image, months),
    renewal: (months) => ({ due: termPrice(input, monthly, months), calls: renewal(months) }),
  });
  const isVncSet = wanted.vncPassword !== undefined && !unknown.has("vncPassword");
  return {
    ...(bought.order === undefined ? {} : { order: bought.order }),
    steps: [...bought.steps, ...(isVncSet ? [vncPasswordStep(wanted.vncPassword ?? "")] : [])],
    faults: [...saleFaults(input), ...limitFaults(input, figures), ...bought.faults],
    warnings: [
      ...diskWarnings(input, figures.diskSizesGb),
      ...imageWarnings(image, figures),
      ...zoneWarnings(catalog, line),
    ],
  };
}

/** In a preview in which what is bought is not known yet, the purchase is shown without a price. */
function unknownPurchase(input: CloudInput): Order<CloudServerObserved> | undefined {
  const keys = ["line", "package", "cpu", "memoryGb", "bandwidthMbps", "diskSizesGb"];
  if (!keys.some((key) => input.unknown.has(key))) return undefined;
  const months = input.wanted.months ?? 1;
  return {
    kind: "buy",
    words: say("buy a cloud server for {months}: cost not known yet", { months: monthsOf(months) }),
    due: "not published",
    spends: true,
    applies: [],
    place: purchase(input, undefined, undefined, months),
  };
}

function saleFaults(input: CloudInput): CheckFailure[] {
  const line = lineOf(input);
  if (line === undefined) return [];
  const { wanted, unknown, account } = input;
  const name = line.name ?? line.guid;
  const isClosed = line.status === "disabled" || line.purchaseOpen === false;
  const isOnPackages = line.sales === "packages" && wanted.package === undefined && !unknown.has("package");
  const sold = (input.catalog?.packages ?? [])
    .filter((one) => (one.lineGuid ?? line.guid) === line.guid && one.status !== "disabled")
    .map((one) => one.name ?? one.guid ?? "");
  return [
    ...(isClosed ? [{ property: "line", reason: say("{name} is not open for purchase", { name }) }] : []),
    ...(isOnPackages
      ? [
          {
            property: "package",
            reason: say("is required: the line {name} sells packages only: {sold}", {
              name,
              sold: listed(sold),
            }),
          },
        ]
      : []),
    ...untracedFaults(wanted.clientUserId, sessionOf(account).trace),
  ];
}

function imageWarnings(image: Image | undefined, figures: Figures): string[] {
  if (image === undefined) return [];
  const { systemDiskGb = 0, name = image.guid } = image;
  const [first = 0] = figures.diskSizesGb;
  return [
    ...imageNeeds(image, figures),
    ...(systemDiskGb > 0 && first !== systemDiskGb
      ? [
          say(
            "{name} has a system disk of {systemDiskGb} GB, and the first of `diskSizesGb` is {first}: the panel may refuse it",
            { name, systemDiskGb, first },
          ),
        ]
      : []),
  ];
}
