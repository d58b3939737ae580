import { Big } from "big.js";
import type { Line } from "../api/wire";
import type { CheckFailure } from "../../core/errors";
import { listed } from "../../core/language/lists";
import {
  sizeKinds,
  type BaremetalServerObserved,
  type DowngradeRecord,
  type SizeKind,
  type UpgradeRecord,
} from "./observed";
import { say, type Sentence } from "../language/say";

/** Amounts of the three sizes; a size that is left out is not touched. */
export type Sizes = Partial<Record<SizeKind, number>>;

/** How the sizes of a server come to what is wanted. */
export interface SizePlan {
  /** Booked decreases that are withdrawn first. */
  readonly cancels: readonly DowngradeRecord[];
  /** Increments, for one `upgrade`. */
  readonly up: Sizes;
  /** What goes, upgrade record by upgrade record: each goes as a whole. */
  readonly down: readonly UpgradeRecord[];
  /** Booked decreases that stay because they are part of the way, in all. */
  readonly booked: Readonly<Record<SizeKind, number>>;
  /** The totals before and after everything is executed. */
  readonly before: Readonly<Record<SizeKind, number>>;
  readonly after: Readonly<Record<SizeKind, number>>;
  readonly faults: readonly CheckFailure[];
  /** What the panel may refuse, without its document stating so. */
  readonly warnings: readonly string[];
}

const amounts = { defenseGbps: "{amount} Gbps defense", ipCount: "{amount} IPs" } as const;

/** `10 Mbps`. */
export function sizeWords(size: SizeKind, amount: number | string): string {
  return size === "bandwidthMbps" ? `${amount} Mbps` : say(amounts[size], { amount });
}

/** All sums that some of the records give, with the fewest records for each. */
function sumsOf(records: readonly UpgradeRecord[]): Map<number, readonly UpgradeRecord[]> {
  const sums = new Map<number, readonly UpgradeRecord[]>([[0, []]]);
  for (const record of records) {
    for (const [sum, set] of [...sums]) {
      const total = sum + record.amount;
      const known = sums.get(total);
      if (known === undefined || known.length > set.length + 1) sums.set(total, [...set, record]);
    }
  }
  return sums;
}

type Current = Pick<BaremetalServerObserved, "included" | "upgrades" | "downgrades"> &
  Readonly<Record<SizeKind, number>>;

/** A server that is just bought: the model's sizes and no records. */
export function asBought(included: Readonly<Record<SizeKind, number>>): Current {
  return { included, ...included, upgrades: [], downgrades: [] };
}

/**
 * Plans the way from what is there (and what is booked) to what is wanted.
 * @param line its limits; without it (the catalogue cannot be had) nothing can be changed.
 */
export function planSizes(current: Current, wanted: Sizes, line: Line | undefined): SizePlan {
  const faults: CheckFailure[] = [];
  const warnings: string[] = [];
  const cancels: DowngradeRecord[] = [];
  const up: Sizes = {};
  const down: UpgradeRecord[] = [];
  const before = {
    bandwidthMbps: current.bandwidthMbps,
    defenseGbps: current.defenseGbps,
    ipCount: current.ipCount,
  };
  const after = { ...before };
  const kept = { bandwidthMbps: 0, defenseGbps: 0, ipCount: 0 };
  for (const size of sizeKinds) {
    const booked = current.downgrades.filter((record) => record.size === size && record.status === "waiting");
    const scheduled = before[size] - booked.reduce((sum, record) => sum + record.amount, 0);
    const wish = wanted[size];
    after[size] = wish ?? scheduled;
    if (wish === undefined || wish === scheduled) continue;
    if (wish > before[size]) {
      const reason = refuseUp(size, wish - before[size], wish, line);
      if (reason === undefined) up[size] = wish - before[size];
      if (size === "ipCount" && line?.minIpCount !== undefined && wish < line.minIpCount)
        warnings.push(
          say("the line has {least} addresses at the least, and the panel may refuse {wish}", {
            least: line.minIpCount,
            wish,
          }),
        );
      if (reason !== undefined) faults.push({ property: size, reason });
    } else if (wish < before[size]) {
      const records = recordsFor(size, before[size] - wish, current, line);
      const rest = typeof records === "string" ? undefined : restOf(records, booked);
      if (typeof records === "string") faults.push({ property: size, reason: records });
      else down.push(...(rest ?? records));
      if (rest !== undefined) {
        kept[size] = before[size] - scheduled;
        continue;
      }
    }
    cancels.push(...booked);
  }
  const isChanged = Object.keys(up).length > 0 || down.length > 0;
  if (isChanged && line !== undefined) faults.push(...refuseRatio(after, wanted, line));
  return faults.length > 0
    ? { cancels: [], up: {}, down: [], booked: kept, before, after, faults, warnings }
    : { cancels, up, down, booked: kept, before, after, faults, warnings };
}

/** The records that are still to be booked, where all that is booked is part of them: several records take several calls. */
function restOf(
  records: readonly UpgradeRecord[],
  booked: readonly DowngradeRecord[],
): readonly UpgradeRecord[] | undefined {
  const rest = [...records];
  for (const { size, amount } of booked) {
    // A booked decrease of addresses does not tell which upgrade they came with.
    const index = size === "ipCount" ? -1 : rest.findIndex((record) => record.amount === amount);
    if (index < 0) return undefined;
    rest.splice(index, 1);
  }
  return rest;
}

const noLine: Sentence = "cannot be changed now: the catalogue, which has the line's limits, cannot be had";

function refuseUp(
  size: SizeKind,
  increment: number,
  total: number,
  line: Line | undefined,
): string | undefined {
  if (line === undefined) return say(noLine);
  if (line.upgradeOpen === false)
    return say("the line {name} sells no upgrades", { name: line.name ?? line.guid });
  const largest = {
    bandwidthMbps: line.maxBandwidthMbps,
    defenseGbps: line.maxDefenseGbps,
    ipCount: line.maxIpCount,
  }[size];
  if (largest !== undefined && total > largest)
    return say("is at most {most} on this line", { most: sizeWords(size, largest) });
  if (size === "defenseGbps") {
    if (line.defenseUpgradeOpen === false) return say("the line sells no defense");
    const step = line.defenseStepGbps ?? 0;
    const [below, above] =
      step > 0 ? [total - (total % step), total - (total % step) + step] : [total, total];
    if (step > 0 && total % step !== 0 && increment % step !== 0) {
      return say("goes in steps of {step}: {below} or {above}, not {total}", {
        step: sizeWords(size, step),
        below,
        above,
        total,
      });
    }
  }
  if (size === "ipCount") {
    const counts = line.ipCounts === undefined || line.ipCounts.length === 0 ? [1] : line.ipCounts;
    if (!counts.includes(increment)) {
      const reachable = counts
        .map((count) => total - increment + count)
        .filter((sum) => largest === undefined || sum <= largest);
      return say(
        "addresses are added {counts} at a time: from {before} the totals {reachable} can be reached, not {total}",
        {
          counts: listed(counts.map(String)),
          before: total - increment,
          reachable: listed(reachable.map(String)),
          total,
        },
      );
    }
  }
  return undefined;
}

/** The upgrade records whose end gives exactly this decrease, or why there are none. */
function recordsFor(
  size: SizeKind,
  decrease: number,
  current: Current,
  line: Line | undefined,
): readonly UpgradeRecord[] | string {
  if (line === undefined) return say(noLine);
  const least = current.included[size];
  const total = current[size];
  if (total - decrease < least)
    return say("cannot be less than the {included} that came with the model", {
      included: sizeWords(size, least),
    });
  if (line.degradeOpen === false)
    return say("the line {name} books no decreases", { name: line.name ?? line.guid });
  const records = current.upgrades.filter((record) => record.size === size && record.active);
  const sums = sumsOf(records);
  const found = sums.get(decrease);
  if (found !== undefined) return found;
  const reachable = [...sums.keys()]
    .filter((sum) => sum > 0)
    .map((sum) => total - sum)
    .sort((a, b) => a - b);
  const totals = { before: total, reachable: listed(reachable.map(String)), total: total - decrease };
  return size === "ipCount"
    ? say(
        "goes down by whole upgrades only: from {before} the totals {reachable} can be reached, not {total} (what goes is {records})",
        { ...totals, records: listed(records.map((record) => record.value ?? String(record.amount))) },
      )
    : say(
        "goes down by whole upgrades only: from {before} the totals {reachable} can be reached, not {total}",
        totals,
      );
}

function refuseRatio(after: Readonly<Record<SizeKind, number>>, wanted: Sizes, line: Line): CheckFailure[] {
  const rate = new Big(line.minBandwidthPerIp ?? "0");
  if (rate.eq(0) || after.ipCount === 0 || new Big(after.bandwidthMbps).gte(rate.times(after.ipCount)))
    return [];
  const needed = rate.times(after.ipCount).round(0, Big.roundUp).toFixed();
  const property = wanted.ipCount === undefined ? "bandwidthMbps" : "ipCount";
  return [
    {
      property,
      reason: say(
        "{ipCount} IPs need at least {needed} Mbps on this line ({rate} Mbps each), not {bandwidthMbps}",
        { ipCount: after.ipCount, needed, rate: rate.toFixed(), bandwidthMbps: after.bandwidthMbps },
      ),
    },
  ];
}

/** An upgrade that we ordered ourselves, kept in state with its order number. */
export interface ConfirmedUpgrade extends Sizes {
  readonly orderNo: string;
}

/**
 * Where the live record does not agree with what was recorded or with itself: then nothing is sent that depends on it.
 * @param recorded the totals as the last refresh or update saw them.
 * @param confirmed our own upgrades.
 */
export function disagreements(
  live: BaremetalServerObserved,
  recorded: BaremetalServerObserved | undefined,
  confirmed: readonly ConfirmedUpgrade[],
): readonly string[] {
  const reasons: string[] = [];
  for (const size of sizeKinds) {
    const was = recorded?.[size];
    const scheduled = recorded?.scheduledChange?.[size];
    if (was !== undefined && live[size] !== was && live[size] !== scheduled) {
      reasons.push(say("{size} was {was} and is {live} in the panel", { size, was, live: live[size] }));
    }
    for (const upgrade of confirmed) {
      const amount = upgrade[size] ?? 0;
      if (amount > 0 && !isAccountedFor(live, size, amount, upgrade.orderNo)) {
        reasons.push(
          say("order {orderNo} added {added}, but the panel's record ({live} in all) does not have it", {
            orderNo: upgrade.orderNo,
            added: sizeWords(size, amount),
            live: live[size],
          }),
        );
      }
    }
    const latest = live.downgrades.filter(
      (record) => record.size === size && record.status === "waiting" && record.oldValue !== undefined,
    );
    const isOlderThanUpgrades = (record: DowngradeRecord) =>
      live.upgrades.some(
        (upgrade) => upgrade.size === size && (upgrade.createdAt ?? "") > (record.createdAt ?? ""),
      );
    for (const record of latest.filter((one) => size !== "ipCount" && !isOlderThanUpgrades(one))) {
      const others = latest.filter((one) => one !== record).reduce((sum, one) => sum + one.amount, 0);
      const executed = live.downgrades
        .filter((one) => one.size === size && one.status === "done")
        .filter((one) => (one.applyAt ?? "") > (record.createdAt ?? ""))
        .reduce((sum, one) => sum + one.amount, 0);
      const old = record.oldValue ?? 0;
      if (old > live[size] + executed || old < live[size] - others) {
        reasons.push(
          say("the booked decrease {id} starts from {booked}, the panel's record from {live}", {
            id: record.id,
            booked: sizeWords(size, old),
            live: live[size],
          }),
        );
      }
    }
  }
  return reasons;
}

function isAccountedFor(
  live: BaremetalServerObserved,
  size: SizeKind,
  amount: number,
  orderNo: string,
): boolean {
  const isIt = (record: UpgradeRecord) =>
    record.size === size &&
    (record.orderNo === orderNo || (record.orderNo === undefined && record.amount === amount));
  if (live.upgrades.some(isIt)) return true;
  return live.downgrades.some(
    (record) => record.size === size && record.status === "done" && record.amount === amount,
  );
}
