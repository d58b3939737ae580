import { DateTime } from "luxon";
import type { DegradeItem } from "../api/orders";
import type { Line } from "../api/wire";
import type { BaremetalServerArguments } from "./arguments";
import { RefusedError, type CheckFailure } from "../../core/errors";
import { listed } from "../../core/language/lists";
import { dateOf } from "../../core/term";
import { extrasOf, confirmedUpgrades } from "./extras";
import {
  type UpgradeRecord,
  type DowngradeRecord,
  type BaremetalServerObserved,
  sizeKinds,
  type SizeKind,
} from "./observed";
import { monthlyPriceOfSizes, renewalTerms } from "./prices";
import { sessionOf } from "../session";
import { type Sizes, disagreements, planSizes, sizeWords, type SizePlan } from "./size-plan";
import {
  type BaremetalCalls,
  soldFor,
  wantedSizes,
  type BaremetalAspect,
  type BaremetalInput,
  type BaremetalStep,
} from "./steps";
import { say } from "../language/say";

/** The strings of the panel's list that make up an upgrade's addresses. */
function addressesOf(record: UpgradeRecord, degradable: readonly string[]): string[] {
  const parts = (record.value ?? "").split(/[\s,]+/).filter((part) => part !== "");
  const found = parts.filter((part) => degradable.includes(part));
  if (found.length > 0 && found.length === parts.length) return found;
  throw new RefusedError(
    say("the addresses {addresses} of an upgrade are not among those that can be given up: {degradable}", {
      addresses: record.value ?? say("(not named)"),
      degradable: listed(degradable),
    }),
  );
}

/** What an upgrade adds, and what there is in all once it is in effect. */
interface Upgrade {
  readonly sizes: Sizes;
  readonly ipKind: "single" | "subnet";
  readonly totals: Readonly<Record<SizeKind, number>>;
  readonly clientUserId: string | undefined;
}

/** Adds to the sizes (`upgrade`). */
function upgrade({ sizes, ipKind, totals, clientUserId }: Upgrade): BaremetalCalls {
  return ({ serviceId }, context) => {
    const send = async () => {
      const session = sessionOf(context.account);
      const reply = await session.client.upgrade({
        guid: serviceId,
        ...sizes,
        ipKind,
        clientOrderNo: context.orderNumber,
        clientUserId: clientUserId ?? session.userId,
      });
      const { orderNo } = reply;
      const { confirmedUpgrades, addedAddresses } = extrasOf(context.extra);
      return {
        confirmedUpgrades:
          orderNo === undefined ? confirmedUpgrades : [...confirmedUpgrades, { orderNo, ...sizes }],
        addedAddresses: [
          ...addedAddresses,
          ...reply.addresses.map(({ address, kind }) => ({ address, kind, orderNo })),
        ],
      };
    };
    const isDone = (row: BaremetalServerObserved) =>
      sizeKinds.every((size) => sizes[size] === undefined || row[size] === totals[size]);
    return [{ send, isDone }];
  };
}

/** A decrease that is booked for a day. */
interface Downgrade {
  readonly records: readonly UpgradeRecord[];
  readonly from: Readonly<Record<SizeKind, number>>;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly identity: BaremetalInput["wanted"]["identity"];
}

/** Books a decrease (`degrade`). */
function downgrade({ records, from, at, identity }: Downgrade): BaremetalCalls {
  const addresses = records.filter((record) => record.size === "ipCount");
  return ({ serviceId, downgrades }, { account }) => {
    const isNew = (id: string) => !downgrades.some((one) => one.id === id);
    const isBooked = (row: BaremetalServerObserved, { size }: UpgradeRecord) =>
      row.downgrades.some((one) => one.size === size && isNew(one.id) && one.status !== "cancelled");
    const send = async () => {
      const { client } = sessionOf(account);
      const degradable = addresses.length === 0 ? [] : await client.getDegradableAddresses(serviceId);
      const listed = degradable.map(({ address }) => address);
      const items: DegradeItem[] = records.flatMap(({ size, amount }): DegradeItem[] => {
        if (size === "ipCount") return [];
        const item = size === "bandwidthMbps" ? "bandwidth" : "defense";
        return [{ item, amount, oldValue: from[size], newValue: from[size] - amount }];
      });
      if (addresses.length > 0) {
        items.push({
          item: "ip",
          addresses: addresses.flatMap((record) => addressesOf(record, listed)),
          count: addresses.reduce((sum, record) => sum + record.amount, 0),
        });
      }
      await client.degrade({ guid: serviceId, items, applyAt: at, identity });
      return undefined;
    };
    return [{ send, isDone: (row) => records.every((record) => isBooked(row, record)) }];
  };
}

/** Takes back a decrease that is booked (`degrade_cancel`). */
function cancelDowngrade(degradeId: string): BaremetalCalls {
  return ({ serviceId }, { account }) => [
    {
      send: () =>
        sessionOf(account)
          .client.cancelDegrade(serviceId, degradeId)
          .then(() => undefined),
      isDone: ({ downgrades }) =>
        !downgrades.some(({ id, status }) => id === degradeId && status === "waiting"),
    },
  ];
}

export function ipKindOf(
  wanted: Partial<BaremetalServerArguments>,
  line: Line,
  sizes: SizePlan,
): { kind: "single" | "subnet"; faults: CheckFailure[] } {
  const offered = line.ipUpgradeKinds ?? [];
  const kind = wanted.ipType ?? (offered.includes("single") || offered.length === 0 ? "single" : "subnet");
  if (sizes.up.ipCount === undefined || offered.length === 0 || offered.includes(kind))
    return { kind, faults: [] };
  return {
    kind,
    faults: [
      {
        property: "ipType",
        reason: say("the line adds addresses as {offered} only", { offered: listed(offered) }),
      },
    ],
  };
}

export function upgradeSteps(input: BaremetalInput, line: Line, sizes: SizePlan): BaremetalStep[] {
  const kinds = sizeKinds.filter((size) => sizes.up[size] !== undefined);
  if (kinds.length === 0) return [];
  const words = kinds.map(
    (size) => `${sizes.before[size]} → ${sizeWords(size, sizes.before[size] + (sizes.up[size] ?? 0))}`,
  );
  return [
    {
      kind: "upgrade",
      words: say("upgrade {sizes}", { sizes: listed(words) }),
      due: "not published",
      monthlyMore: monthlyPriceOfSizes(sizes.up, line, input.account.currency),
      spends: true,
      limits: Object.fromEntries(kinds.map((size) => [size, sizes.up[size] ?? 0])),
      applies: [...kinds, "ipType"],
      calls: upgrade({
        sizes: sizes.up,
        ipKind: ipKindOf(input.wanted, line, sizes).kind,
        totals: Object.fromEntries(
          sizeKinds.map((size) => [size, sizes.before[size] + (sizes.up[size] ?? 0)]),
        ) as Record<SizeKind, number>,
        clientUserId: input.wanted.clientUserId,
      }),
    },
  ];
}

function cancelWords({ size, amount, applyAt }: DowngradeRecord): string {
  const decrease = sizeWords(size, amount);
  return applyAt === undefined
    ? say("cancel the decrease of {decrease} booked for later", { decrease })
    : say("cancel the decrease of {decrease} booked for {applyAt}", { decrease, applyAt });
}

/** Why a decrease cannot wait for its time: the server is not paid for any more then. */
function tooLate({ wanted }: BaremetalInput, at: string, expiresAt: string): string {
  return wanted.downgradeAt === undefined
    ? say(
        "{at}, which the line has by default, is after the end of the term, {expiresAt}: set an earlier time, or renew with it",
        { at, expiresAt },
      )
    : say("{at} is after the end of the term, {expiresAt}: set an earlier time, or renew with it", {
        at,
        expiresAt,
      });
}

/** @param expiresAt the end of the term, once everything is renewed. */
function sizeSteps(
  input: BaremetalInput,
  expiresAt: string | undefined,
  line: Line | undefined,
  sizes: SizePlan,
): { steps: BaremetalStep[]; faults: CheckFailure[] } {
  const steps: BaremetalStep[] = sizes.cancels.map((record) => ({
    kind: "cancelDowngrade",
    words: cancelWords(record),
    destroys: false,
    applies: [record.size],
    calls: cancelDowngrade(record.id),
  }));
  if (line === undefined) return { steps, faults: [] };
  const ipFaults = ipKindOf(input.wanted, line, sizes).faults;
  // To find a time in a zone is slow, and mostly nothing is to be decreased.
  const at = sizes.down.length === 0 ? "" : downgradeTime(input, line);
  const isPast = sizes.down.length > 0 && Date.parse(at) <= input.now.getTime();
  const late = sizes.down.length > 0 && expiresAt !== undefined && Date.parse(at) >= Date.parse(expiresAt);
  const faults = [
    ...ipFaults,
    ...(isPast ? [{ property: "downgradeAt", reason: say("{at} is past", { at }) }] : []),
    ...(late ? [{ property: "downgradeAt", reason: tooLate(input, at, expiresAt) }] : []),
  ];
  return {
    steps: [...steps, ...upgradeSteps(input, line, sizes), ...downgradeSteps(sizes, at, input)],
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
function downgradeSteps(sizes: SizePlan, at: string, input: BaremetalInput): BaremetalStep[] {
  const { timeZone } = input.account;
  const { identity } = input.wanted;
  const bySize = (size: SizeKind) => sizes.down.filter((record) => record.size === size);
  const [bandwidth, defense, addresses] = [bySize("bandwidthMbps"), bySize("defenseGbps"), bySize("ipCount")];
  const rounds = Math.max(bandwidth.length, defense.length, addresses.length > 0 ? 1 : 0);
  const from = Object.fromEntries(
    sizeKinds.map((size) => [size, sizes.before[size] - sizes.booked[size]]),
  ) as Record<SizeKind, number>;
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
      .map((record) => record.value ?? say("{amount} addresses", { amount: record.amount }));
    const changes = listed(kinds.map((size) => `${before[size]} → ${sizeWords(size, from[size])}`));
    const date = dateOf(at, timeZone);
    return {
      kind: "downgrade",
      words:
        gone.length === 0
          ? say("decrease {changes} on {date}", { changes, date })
          : say("decrease {changes} on {date}, giving up {gone}", { changes, date, gone: listed(gone) }),
      destroys: true,
      limits: Object.fromEntries(kinds.map((size) => [size, before[size] - from[size]])),
      applies: kinds,
      // The panel compares with what is in effect, whatever else is booked.
      calls: downgrade({ records, from: sizes.before, at, identity }),
    };
  });
}

/** Bandwidth, defense and addresses: more in place (`upgrade`), less on a day (`degrade`). */
export const sizes: BaremetalAspect = {
  pricedBy: [...sizeKinds, "ipType"],
  argumentsOf: (observed) =>
    Object.fromEntries(sizeKinds.map((size) => [size, observed.scheduledChange?.[size] ?? observed[size]])),
  marks: (observed) => ({
    upgrade: JSON.stringify([observed.upgrades.length, ...sizeKinds.map((size) => observed[size])]),
    downgrade: JSON.stringify(observed.downgrades.map((record) => record.id)),
  }),
  plan(situation) {
    const { observed, recorded, wanted, planned } = situation;
    const { line } = soldFor(situation);
    const plan = planSizes(observed, wantedSizes(wanted), line);
    const until = planned.findLast(({ kind }) => kind === "renew")?.expects ?? observed.expiresAt;
    const { steps, faults } = sizeSteps(situation, until, line, plan);
    const { renewPriceSetting = "system" } = renewalTerms.parse(recorded?.extra ?? {});
    const isFixed = Object.keys(plan.up).length > 0 && renewPriceSetting !== "system";
    return {
      steps,
      faults: [...plan.faults, ...faults],
      warnings: [
        ...plan.warnings,
        ...(isFixed ? [say("an upgrade may end the fixed renewal price of this server")] : []),
      ],
      disagreements:
        steps.length === 0
          ? []
          : disagreements(observed, recorded?.observed, confirmedUpgrades(recorded?.extra)),
    };
  },
};
