import { purchase } from "./calls";
import { emptyPlan, type Order, type Plan } from "../../core/plan";
import { daysLeft, expiryAfter, planPurchaseTerm, planRenewal } from "../../core/term";
import { confirmedUpgrades, extrasOf } from "./extras";
import { planMachine } from "./machine";
import type { BaremetalServerObserved } from "./observed";
import { includedIn, monthlyPrice, purchasePrice, renewalPrice, renewalTerms } from "./prices";
import { judgePurchase } from "./rules";
import { asBought, disagreements, planSizes, type SizePlan } from "./size-plan";
import { ipKindOf, sizeSteps, upgradeSteps } from "./sizes";
import { offerOf, plural, renewStep, soldFor, wantedSizes, type BaremetalInput, type Sold } from "./steps";

/** The steps from what is there to what is wanted, in the order in which they are made. */
export function planBaremetalServer(input: BaremetalInput): Plan<BaremetalServerObserved> {
  return input.observed === undefined ? planPurchase(input) : planChange(input, input.observed);
}

function planPurchase(input: BaremetalInput): Plan<BaremetalServerObserved> {
  const { wanted, account, now } = input;
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
  const term = planPurchaseTerm(wanted, offerOf(line, input.catalog, account.timeZone), now);
  if ("reason" in term) return { steps: [], faults: [...faults, term], warnings, replaces: [] };
  const [first = 1, ...later] = isTermOpen(input.unknown) ? [] : term.calls;
  const order: Order<BaremetalServerObserved> = {
    kind: "buy",
    words: isTermOpen(input.unknown)
      ? "buy for a term that is not known yet"
      : `buy ${plural(first, "month")}`,
    due: isTermOpen(input.unknown) ? "not published" : purchasePrice(product, line, first, account.currency),
    spends: true,
    limits: { months: first },
    target: `${line.guid}/${product.guid}`,
    applies: [],
    place: purchase(input, first, sold.system),
  };
  // The upgrade comes after the renewals, and is paid for the whole term.
  const monthly = monthlyPrice(product, line, included, included, account.currency);
  let until = expiryAfter(now.toISOString(), first, account.timeZone);
  const renewals = later.map((months) => {
    until = expiryAfter(until, months, account.timeZone);
    return renewStep(
      months,
      until,
      renewalPrice({ renewPriceSetting: "system" }, months, monthly, line, account.currency),
      account.timeZone,
    );
  });
  if (product.stock === "manual")
    warnings.push("this model is set up by hand: delivery has no bound (`skipAwait`, `timeouts.create`)");
  return { ...emptyPlan, order, steps: [...renewals, ...upgradeSteps(input, line, sizes)], faults, warnings };
}

/** Whether the term of a purchase depends on what is not known yet: then no default stands in for it. */
export function isTermOpen(unknown: ReadonlySet<string>): boolean {
  return unknown.has("months") || unknown.has("renewUntil");
}

/** In a preview in which the line or the model is not known yet, the purchase is shown without a price. */
function unknownPurchase(input: BaremetalInput): Order<BaremetalServerObserved> | undefined {
  if (!input.unknown.has("line") && !input.unknown.has("product")) return undefined;
  const months = input.wanted.months ?? 1;
  const words = `buy ${plural(months, "month")}: cost not known yet`;
  return {
    kind: "buy",
    words,
    spends: true,
    due: "not published",
    applies: [],
    place: purchase(input, months, undefined),
  };
}

function planChange(input: BaremetalInput, observed: BaremetalServerObserved): Plan<BaremetalServerObserved> {
  const { wanted, recorded, names } = input;
  const differs = (key: "line" | "product", live: string | undefined) => {
    const id = names[key]?.id;
    const is = live ?? recorded?.names[key]?.id;
    return id !== undefined && is !== undefined && id !== is;
  };
  const replaces = [
    ...(differs("line", observed.lineId) ? ["line"] : []),
    ...(differs("product", observed.productId) ? ["product"] : []),
  ];
  if (replaces.length > 0) return { steps: [], faults: [], warnings: [], replaces };
  const sold = soldFor(input);
  const renewal = planRenewals(input, observed, sold);
  const sizes = planSizes(observed, wantedSizes(wanted), sold.line);
  const until = renewal.steps.at(-1)?.expects ?? observed.expiresAt;
  const changed = sizeSteps(input, until, sold.line, sizes);
  const machine = planMachine(input, observed, sold);
  const steps = [...renewal.steps, ...changed.steps, ...machine.steps];
  const touchesSizes = changed.steps.length > 0;
  return {
    steps,
    faults: [...renewal.faults, ...sizes.faults, ...changed.faults, ...machine.faults],
    warnings: [...renewal.warnings, ...warningsFor(input, observed, sizes), ...machine.warnings],
    replaces,
    disagreements: touchesSizes
      ? disagreements(observed, recorded?.observed, confirmedUpgrades(recorded?.extra))
      : [],
  };
}

function planRenewals(
  input: BaremetalInput,
  observed: BaremetalServerObserved,
  { line, product }: Sold,
): Plan<BaremetalServerObserved> {
  const { wanted, account, now, recorded } = input;
  const nothing: Plan<BaremetalServerObserved> = { steps: [], faults: [], warnings: [], replaces: [] };
  const { startedAt } = observed;
  const expiresAt = paidUntil(observed, recorded);
  if (startedAt === undefined || expiresAt === undefined) return nothing;
  const plan = planRenewal(
    wanted,
    offerOf(line, input.catalog, account.timeZone),
    { startedAt, expiresAt },
    now,
  );
  if ("reason" in plan)
    return {
      ...nothing,
      faults: [
        line === undefined
          ? { ...plan, reason: "cannot be planned: the catalogue, which has the terms, cannot be had" }
          : plan,
      ],
    };
  if (plan.calls.length > 0 && line?.renewalOpen === false) {
    return {
      ...nothing,
      faults: [
        {
          property: wanted.renewUntil === undefined ? "keepPaid" : "renewUntil",
          reason: `the line ${line.name ?? line.guid} sells no renewals`,
        },
      ],
    };
  }
  const monthly = monthlyPrice(product, line, observed.included, observed, account.currency);
  const terms = renewalTerms.parse(recorded?.extra ?? {});
  let until = expiresAt;
  const steps = plan.calls.map((months) => {
    until = expiryAfter(until, months, account.timeZone);
    return renewStep(
      months,
      until,
      renewalPrice(terms, months, monthly, line, account.currency),
      account.timeZone,
    );
  });
  const left = daysLeft(expiresAt, now);
  const isLongGone = steps.length > 1 && observed.status === "expired";
  const isNear =
    steps.length === 0 && left <= 7 && observed.status !== "expired" && wanted.keepPaid === undefined;
  return {
    ...nothing,
    steps,
    warnings: isLongGone
      ? ["it has expired: where the panel counts a renewal from today, fewer of them are made than are shown"]
      : isNear
        ? [
            `expires in ${plural(Math.max(0, left), "day")}, and nothing will renew it: set \`renewUntil\` or \`keepPaid\``,
          ]
        : [],
  };
}

/** The end of the term: what the panel confirmed counts while its record does not show it yet. */
function paidUntil(
  { expiresAt }: BaremetalServerObserved,
  recorded: BaremetalInput["recorded"],
): string | undefined {
  const pending = recorded?.lifecycle.pendingChange;
  const { confirmedExpiresAt } = extrasOf(recorded?.extra);
  if (pending?.what !== "renew" || pending.accepted !== true || confirmedExpiresAt === undefined)
    return expiresAt;
  return Date.parse(confirmedExpiresAt) > Date.parse(expiresAt ?? "") ? confirmedExpiresAt : expiresAt;
}

/** A zone only tells lines of one name apart when ordering. */
function zoneWarnings(
  { names, recorded, catalog }: BaremetalInput,
  { lineId }: BaremetalServerObserved,
): string[] {
  const { zone } = names;
  const line = catalog?.lines.find(({ guid }) => guid === lineId);
  if (zone === undefined || recorded?.names.zone?.id === zone.id) return [];
  if (line?.zoneGuid === undefined || line.zoneGuid === zone.id) return [];
  const at = catalog?.zones.find(({ guid }) => guid === line.zoneGuid)?.name ?? line.zoneGuid;
  return [
    `a change of \`zone\` moves nothing: the server stays on the line ${line.name ?? line.guid} in the zone ${at}. To move it, set \`line\` to ` +
      "the id of the line that it is to have: a replacement",
  ];
}

function warningsFor(input: BaremetalInput, observed: BaremetalServerObserved, sizes: SizePlan): string[] {
  const { wanted, recorded } = input;
  const warnings: string[] = [...sizes.warnings, ...zoneWarnings(input, observed)];
  if (
    recorded !== undefined &&
    wanted.months !== recorded.arguments.months &&
    recorded.arguments.months !== undefined
  ) {
    warnings.push("`months` is the term of the purchase: editing it does nothing, use `renewUntil`");
  }
  const terms = renewalTerms.parse(recorded?.extra ?? {});
  if (
    Object.keys(sizes.up).length > 0 &&
    terms.renewPriceSetting !== undefined &&
    terms.renewPriceSetting !== "system"
  ) {
    warnings.push("an upgrade may end the fixed renewal price of this server");
  }
  if (observed.status === "locked") warnings.push("the server is locked in the panel");
  return warnings;
}
