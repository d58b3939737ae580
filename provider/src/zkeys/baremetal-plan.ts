import { DateTime } from "luxon";
import type { Fault } from "../core/errors";
import type { Price } from "../core/money";
import type { PlanInput } from "../core/noun";
import type { Plan, Step } from "../core/plan";
import { isSame } from "../core/resource";
import { dateOf, daysLeft, expiryAfter, planPurchaseTerm, planRenewal, type TermOffer } from "../core/term";
import type { BaremetalServerArguments } from "./baremetal-arguments";
import {
  sizeKinds,
  type BaremetalServerObserved,
  type SizeKind,
  type UpgradeRecord,
} from "./baremetal-observed";
import type { ZkeysCatalog } from "./catalog";
import {
  includedIn,
  monthlyPrice,
  monthlyPriceOfSizes,
  purchasePrice,
  renewalPrice,
  renewalTerms,
} from "./prices";
import { asBought, disagreements, planSizes, sizeWords, type SizePlan, type Sizes } from "./sizes";
import { confirmedUpgrades, stoppedForPassword } from "./extras";
import type { Line, Product, System } from "./wire";

/** What a step's call needs. */
export type Detail =
  | { readonly do: "buy"; readonly months: number; readonly system: System | undefined }
  | { readonly do: "renew"; readonly months: number }
  | {
      readonly do: "upgrade";
      readonly sizes: Sizes;
      readonly ipKind: "single" | "subnet";
      readonly totals: Readonly<Record<SizeKind, number>>;
      readonly clientUserId: string | undefined;
    }
  | {
      readonly do: "downgrade";
      readonly records: readonly UpgradeRecord[];
      readonly from: Readonly<Record<SizeKind, number>>;
      readonly at: string;
    }
  | { readonly do: "cancelDowngrade"; readonly degradeId: string }
  | {
      readonly do: "reinstall";
      readonly systemId: string;
      readonly system: System | undefined;
      readonly partitionMb: number;
      readonly installType: "install" | "replace";
    }
  | { readonly do: "password"; readonly stopFirst: boolean; readonly startAfter: boolean }
  | { readonly do: "power"; readonly to: "running" | "stopped" }
  | { readonly do: "reboot" }
  | { readonly do: "release" };

export type BaremetalInput = PlanInput<BaremetalServerArguments, BaremetalServerObserved, ZkeysCatalog>;

interface Sold {
  readonly line: Line | undefined;
  readonly product: Product | undefined;
  readonly system: System | undefined;
}

function soldFor(input: BaremetalInput): Sold {
  const { catalog, names, observed } = input;
  const lineId = observed?.lineId ?? names.line?.id;
  const productId = observed?.productId ?? names.product?.id;
  const systemId = names.system?.id;
  return {
    line: catalog?.lines.find((line) => line.guid === lineId),
    product: catalog?.products.find((product) => product.guid === productId),
    system: catalog?.systems.find((system) => system.guid === systemId),
  };
}

function wantedSizes(wanted: Partial<BaremetalServerArguments>): Sizes {
  return Object.fromEntries(
    sizeKinds.flatMap((size) => (wanted[size] === undefined ? [] : [[size, wanted[size]]])),
  );
}

function offerOf(line: Line | undefined, timeZone: string): TermOffer {
  return { months: line?.months ?? [], lifeYears: line?.maxLifetimeYears, timeZone };
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** The steps from what is there to what is wanted, in the order in which they are made. */
export function planBaremetalServer(input: BaremetalInput): Plan<Detail> {
  return input.observed === undefined ? planPurchase(input) : planChange(input, input.observed);
}

function refusePurchase({ line, product, system }: Sold, input: BaremetalInput): Fault[] {
  const faults: Fault[] = [];
  const { wanted, catalog } = input;
  if (line !== undefined && (line.status !== "shown" || line.purchaseOpen === false)) {
    faults.push({ property: "line", reason: `${line.name ?? line.guid} is not open for purchase` });
  }
  if (product !== undefined && product.status !== "normal") {
    faults.push({ property: "product", reason: `${product.name ?? product.guid} is not on sale` });
  }
  if (product !== undefined && system !== undefined) {
    const { minCpuCores = 0, minMemory = 0 } = system;
    if (minCpuCores > 0 && (product.cpuCores ?? 0) < minCpuCores) {
      faults.push({
        property: "system",
        reason: `${system.name ?? ""} needs ${plural(minCpuCores, "core")}, the model has ${product.cpuCores ?? 0}`,
      });
    }
    if (minMemory > 0 && (product.memoryGb ?? 0) < minMemory) {
      faults.push({
        property: "system",
        reason: `${system.name ?? ""} needs ${minMemory} GB of memory, the model has ${product.memoryGb ?? 0}`,
      });
    }
  }
  if (wanted.systemPartitionSizeMb === 0) {
    faults.push({
      property: "systemPartitionSizeMb",
      reason: "0 (use the first partition) is for reinstalls only; a purchase takes -1 or a size",
    });
  }
  const zone = catalog?.zones.find((one) => one.guid === line?.zoneGuid);
  if (zone?.identityRequired === true && !input.unknown.has("identity")) {
    const missing = (["name", "mobile", "idNumber"] as const).filter(
      (key) => wanted.identity?.[key] === undefined,
    );
    faults.push(
      ...missing.map((key) => ({
        property: `identity.${key}`,
        reason: `the zone ${zone.name ?? zone.guid} asks for the end customer's real name: it is required`,
      })),
    );
  }
  return faults;
}

function planPurchase(input: BaremetalInput): Plan<Detail> {
  const { wanted, account, now } = input;
  const sold = soldFor(input);
  const { line, product } = sold;
  if (line === undefined || product === undefined) {
    // Either a name has a fault of its own, or it is not known yet.
    return { steps: unknownPurchase(input), faults: [], warnings: [], replaces: [] };
  }
  const faults = refusePurchase(sold, input);
  const term = planPurchaseTerm(wanted, offerOf(line, account.timeZone), now);
  if ("reason" in term) return { steps: [], faults: [...faults, term], warnings: [], replaces: [] };
  const [first = 1, ...later] = term.calls;
  const included = includedIn(product);
  const sizes = planSizes(asBought(included), wantedSizes(wanted), line);
  faults.push(...sizes.faults, ...ipKindOf(wanted, line, sizes).faults);
  const buy: Step<Detail> = {
    kind: "buy",
    words: `buy ${plural(first, "month")}`,
    due: purchasePrice(product, line, first, account.currency),
    spends: true,
    limits: { months: first },
    target: `${line.guid}/${product.guid}`,
    applies: [],
    detail: { do: "buy", months: first, system: sold.system },
  };
  const monthly = monthlyPrice(product, line, included, sizes.after, account.currency);
  const start = now.toISOString();
  let paid = first;
  const renewals = later.map((months) => {
    paid += months;
    return renewStep(
      months,
      expiryAfter(start, paid, account.timeZone),
      renewalPrice({ renewPriceSetting: "system" }, months, monthly, line, account.currency),
      account.timeZone,
    );
  });
  const warnings =
    product.stock === "manual"
      ? ["this model is set up by hand: delivery has no bound (`skipAwait`, `timeouts.create`)"]
      : [];
  return { steps: [buy, ...renewals, ...upgradeSteps(input, line, sizes)], faults, warnings, replaces: [] };
}

/** In a preview in which the line or the model is not known yet, the purchase is shown without a price. */
function unknownPurchase(input: BaremetalInput): Step<Detail>[] {
  if (!input.unknown.has("line") && !input.unknown.has("product")) return [];
  const months = input.wanted.months ?? 1;
  const words = `buy ${plural(months, "month")}: cost not known yet`;
  return [
    {
      kind: "buy",
      words,
      spends: true,
      due: "not published",
      applies: [],
      detail: { do: "buy", months, system: undefined },
    },
  ];
}

function renewStep(months: number, until: string, due: Price, timeZone: string): Step<Detail> {
  return {
    kind: "renew",
    words: `renew ${plural(months, "month")}, paid until ${dateOf(until, timeZone)}`,
    due,
    spends: true,
    limits: { months },
    applies: ["renewUntil", "keepPaid"],
    detail: { do: "renew", months },
  };
}

function ipKindOf(
  wanted: Partial<BaremetalServerArguments>,
  line: Line,
  sizes: SizePlan,
): { kind: "single" | "subnet"; faults: Fault[] } {
  const offered = line.ipUpgradeKinds ?? ["single"];
  const kind = wanted.ipType ?? (offered.includes("single") || offered.length === 0 ? "single" : "subnet");
  if (sizes.up.ipCount === undefined || offered.length === 0 || offered.includes(kind))
    return { kind, faults: [] };
  return {
    kind,
    faults: [{ property: "ipType", reason: `the line adds addresses as ${offered.join(" or ")} only` }],
  };
}

function upgradeSteps(input: BaremetalInput, line: Line, sizes: SizePlan): Step<Detail>[] {
  const kinds = sizeKinds.filter((size) => sizes.up[size] !== undefined);
  if (kinds.length === 0) return [];
  const words = kinds.map(
    (size) => `${sizes.before[size]} → ${sizeWords(size, sizes.before[size] + (sizes.up[size] ?? 0))}`,
  );
  return [
    {
      kind: "upgrade",
      words: `upgrade ${words.join(", ")}`,
      due: "not published",
      monthlyMore: monthlyPriceOfSizes(sizes.up, line, input.account.currency),
      spends: true,
      limits: Object.fromEntries(kinds.map((size) => [size, sizes.up[size] ?? 0])),
      applies: [...kinds, "ipType"],
      detail: {
        do: "upgrade",
        sizes: sizes.up,
        ipKind: ipKindOf(input.wanted, line, sizes).kind,
        totals: Object.fromEntries(
          sizeKinds.map((size) => [size, sizes.before[size] + (sizes.up[size] ?? 0)]),
        ) as Record<SizeKind, number>,
        clientUserId: input.wanted.clientUserId,
      },
    },
  ];
}

function planChange(input: BaremetalInput, observed: BaremetalServerObserved): Plan<Detail> {
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
  const changed = sizeSteps(input, observed, sold.line, sizes);
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
): Plan<Detail> {
  const { wanted, account, now, recorded } = input;
  const nothing: Plan<Detail> = { steps: [], faults: [], warnings: [], replaces: [] };
  const { startedAt, expiresAt } = observed;
  if (startedAt === undefined || expiresAt === undefined) return nothing;
  const plan = planRenewal(wanted, offerOf(line, account.timeZone), { startedAt, expiresAt }, now);
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
  let paid = 0;
  const steps = plan.calls.map((months) => {
    paid += months;
    return renewStep(
      months,
      expiryAfter(expiresAt, paid, account.timeZone),
      renewalPrice(terms, months, monthly, line, account.currency),
      account.timeZone,
    );
  });
  const left = daysLeft(expiresAt, now);
  const isNear =
    steps.length === 0 && left <= 7 && observed.status !== "expired" && wanted.keepPaid === undefined;
  return {
    ...nothing,
    steps,
    warnings: isNear
      ? [
          `expires in ${plural(Math.max(0, left), "day")}, and nothing will renew it: set \`renewUntil\` or \`keepPaid\``,
        ]
      : [],
  };
}

function warningsFor(input: BaremetalInput, observed: BaremetalServerObserved, sizes: SizePlan): string[] {
  const { wanted, recorded } = input;
  const warnings: string[] = [];
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

function sizeSteps(
  input: BaremetalInput,
  observed: BaremetalServerObserved,
  line: Line | undefined,
  sizes: SizePlan,
): { steps: Step<Detail>[]; faults: Fault[] } {
  const steps: Step<Detail>[] = sizes.cancels.map((record) => ({
    kind: "cancelDowngrade",
    words: `cancel the decrease of ${sizeWords(record.size, record.amount)} booked for ${record.applyAt ?? "later"}`,
    destroys: false,
    applies: [record.size],
    detail: { do: "cancelDowngrade", degradeId: record.id },
  }));
  if (line === undefined) return { steps, faults: [] };
  const ipFaults = ipKindOf(input.wanted, line, sizes).faults;
  const at = downgradeTime(input, line);
  const isPast = sizes.down.length > 0 && Date.parse(at) <= input.now.getTime();
  const late =
    sizes.down.length > 0 &&
    observed.expiresAt !== undefined &&
    Date.parse(at) >= Date.parse(observed.expiresAt);
  const faults = [
    ...ipFaults,
    ...(isPast ? [{ property: "downgradeAt", reason: `${at} is past` }] : []),
    ...(late && input.wanted.downgradeAt !== undefined
      ? [
          {
            property: "downgradeAt",
            reason: `${at} is after the end of the term, ${observed.expiresAt ?? ""}`,
          },
        ]
      : []),
  ];
  return {
    steps: [
      ...steps,
      ...upgradeSteps(input, line, sizes),
      ...downgradeSteps(sizes, at, input.account.timeZone),
    ],
    faults,
  };
}

function downgradeTime(input: BaremetalInput, line: Line): string {
  const { timeZone } = input.account;
  const given = input.wanted.downgradeAt;
  const time =
    given === undefined
      ? DateTime.fromJSDate(input.now, { zone: timeZone }).plus({
          days: Math.max(1, line.degradeDaysAhead ?? 1),
        })
      : DateTime.fromISO(given, { zone: timeZone });
  return time.startOf("second").toISO({ suppressMilliseconds: true }) ?? input.now.toISOString();
}

/** One call takes one record of bandwidth and one of defense, and any addresses: more records take more calls. */
function downgradeSteps(sizes: SizePlan, at: string, timeZone: string): Step<Detail>[] {
  const bySize = (size: SizeKind) => sizes.down.filter((record) => record.size === size);
  const [bandwidth, defense, addresses] = [bySize("bandwidthMbps"), bySize("defenseGbps"), bySize("ipCount")];
  const rounds = Math.max(bandwidth.length, defense.length, addresses.length > 0 ? 1 : 0);
  const from = { ...sizes.before };
  return Array.from({ length: rounds }, (_, round) => {
    const records = [
      ...bandwidth.slice(round, round + 1),
      ...defense.slice(round, round + 1),
      ...(round === 0 ? addresses : []),
    ];
    const before = { ...from };
    for (const record of records) from[record.size] -= record.amount;
    const kinds = sizeKinds.filter((size) => records.some((record) => record.size === size));
    const gone = records
      .filter((record) => record.size === "ipCount")
      .map((record) => record.value ?? `${record.amount} addresses`);
    const words = kinds.map((size) => `${before[size]} → ${sizeWords(size, from[size])}`).join(", ");
    return {
      kind: "downgrade",
      words: `decrease ${words} on ${dateOf(at, timeZone)}${gone.length === 0 ? "" : `, giving up ${gone.join(", ")}`}`,
      destroys: true,
      limits: Object.fromEntries(kinds.map((size) => [size, before[size] - from[size]])),
      applies: kinds,
      // The panel compares with what is in effect, whatever else is booked.
      detail: { do: "downgrade", records, from: sizes.before, at },
    };
  });
}

/** Reinstall, password, power: what happens to the machine itself. */
function planMachine(
  input: BaremetalInput,
  observed: BaremetalServerObserved,
  { system }: Sold,
): { steps: Step<Detail>[]; faults: Fault[]; warnings: string[] } {
  const { wanted, recorded, names } = input;
  const before = recorded?.arguments ?? {};
  const isChanged = (key: keyof BaremetalServerArguments) =>
    !input.unknown.has(key) && !isSame(before[key], wanted[key]);
  const systemId = names.system?.id;
  const isOtherSystem =
    systemId !== undefined && observed.systemId !== undefined && systemId !== observed.systemId;
  const isRepartition = isChanged("systemPartitionSizeMb") && wanted.systemPartitionSizeMb !== undefined;
  const isReinstall = isOtherSystem || isRepartition || isChanged("reinstallTriggers");
  const faults: Fault[] = [];
  if (
    !isReinstall &&
    wanted.loginName !== undefined &&
    observed.loginName !== undefined &&
    wanted.loginName !== observed.loginName &&
    isChanged("loginName")
  ) {
    faults.push({
      property: "loginName",
      reason: `cannot change by itself: the panel sets it with the image (it is ${observed.loginName}); change \`system\` with it, or write ${observed.loginName}`,
    });
  }
  if (isReinstall) {
    if (wanted.password === undefined && recorded?.lifecycle.password === undefined) {
      faults.push({
        property: "password",
        reason: "a reinstall sets a password, and none is recorded of this server: set one",
      });
    }
    return {
      steps: [
        reinstallStep(input, observed, system, isOtherSystem, isRepartition),
        ...powerSteps(input, observed, "after"),
      ],
      faults,
      warnings: [],
    };
  }
  const isPassword =
    input.passwordLost ||
    isChanged("passwordTriggers") ||
    (isChanged("password") && wanted.password !== undefined);
  const passwords = isPassword ? [passwordStep(input, observed)] : [];
  const isReboot = isChanged("rebootTriggers");
  const reboot: Step<Detail> = {
    kind: "reboot",
    words: "restart the machine",
    interrupts: true,
    applies: ["rebootTriggers"],
    detail: { do: "reboot" },
  };
  const canReboot = observed.powerState === "running" && wanted.powerState !== "stopped";
  if (isReboot && !canReboot && passwords.length === 0)
    faults.push({ property: "rebootTriggers", reason: "a machine that is stopped cannot be restarted" });
  return {
    steps: [
      ...powerSteps(input, observed, "before"),
      ...passwords,
      ...powerSteps(input, observed, "after"),
      ...(isReboot ? [reboot] : []),
    ],
    faults,
    warnings: [],
  };
}

function reinstallStep(
  input: BaremetalInput,
  observed: BaremetalServerObserved,
  system: System | undefined,
  isOtherSystem: boolean,
  isRepartition: boolean,
): Step<Detail> {
  const { wanted, names, catalog } = input;
  const name = system?.name ?? names.system?.text ?? "the image";
  const old = catalog?.systems.find((one) => one.guid === observed.systemId);
  // A class that is not known may be another one.
  const isOtherClass =
    isOtherSystem &&
    (old?.classGuid === undefined || system?.classGuid === undefined || old.classGuid !== system.classGuid);
  // The partitions stay where they can; otherwise the user's size counts, or the whole disk.
  const partitionMb = isRepartition || isOtherClass ? (wanted.systemPartitionSizeMb ?? -1) : 0;
  const installType = partitionMb !== 0 || isOtherClass ? "replace" : "install";
  const property = isOtherSystem ? "system" : isRepartition ? "systemPartitionSizeMb" : "reinstallTriggers";
  return {
    kind: "reinstall",
    words: `REINSTALL ${name}: erases all disks`,
    destroys: true,
    interrupts: true,
    consent: { by: "allowReinstall", property, image: wanted.system ?? name },
    target: names.system?.id ?? observed.systemId,
    applies: [
      "system",
      "systemPartitionSizeMb",
      "reinstallTriggers",
      "loginName",
      "password",
      "passwordTriggers",
      "rebootTriggers",
    ],
    detail: {
      do: "reinstall",
      systemId: names.system?.id ?? observed.systemId ?? "",
      system,
      partitionMb,
      installType,
    },
  };
}

function passwordStep(input: BaremetalInput, observed: BaremetalServerObserved): Step<Detail> {
  const { wanted, passwordLost } = input;
  const stopFirst = observed.powerState === "running" && wanted.powerState !== "stopped";
  const startAfter =
    wanted.powerState !== "stopped" && (stopFirst || stoppedForPassword(input.recorded?.extra));
  return {
    kind: "password",
    words: `set a new password${stopFirst ? " (stops and starts the machine)" : ""}`,
    interrupts: stopFirst,
    // Nobody works on a machine of which nobody has the password.
    consent:
      stopFirst && !passwordLost
        ? { by: "allowPowerCycle", property: wanted.password === undefined ? "passwordTriggers" : "password" }
        : undefined,
    applies: ["password", "passwordTriggers"],
    detail: { do: "password", stopFirst, startAfter },
  };
}

/** A stop comes before what needs the machine off, a start after it. */
function powerSteps(
  input: BaremetalInput,
  observed: BaremetalServerObserved,
  when: "before" | "after",
): Step<Detail>[] {
  const to = input.wanted.powerState;
  if (to === undefined || observed.powerState === to || (when === "before") !== (to === "stopped")) return [];
  return [
    {
      kind: "power",
      words: to === "stopped" ? "stop the machine" : "start the machine",
      interrupts: to === "stopped",
      target: to,
      applies: ["powerState"],
      detail: { do: "power", to },
    },
  ];
}
