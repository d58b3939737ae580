import type { PhysicalArguments } from "./arguments";
import type { Situation } from "../../core/aspects/aspect";
import { hasGrown, sizes as growing, type Amounts, type Growth } from "../../core/aspects/sizes";
import type { CheckFailure } from "../../core/errors";
import {
  askedIn,
  askedSizes,
  choiceWarnings,
  limitFaults,
  said,
  sizeKeys,
  type Figures,
  type SizeKey,
} from "./figures";
import { clientNumbers } from "./numbers";
import type { PhysicalObserved } from "./observed";
import { monthlyMore } from "./prices";
import {
  lineOf,
  productOf,
  type PhysicalAspect,
  type PhysicalCalls,
  type PhysicalCatalog,
  type PhysicalSituation,
  type Trade,
} from "./steps";
import { say } from "../language/say";

function liveOf({ bandwidthMbps, defenseGbps, ipCount }: PhysicalObserved): Amounts<SizeKey> {
  return {
    ...(bandwidthMbps === undefined ? {} : { bandwidthMbps }),
    ...(defenseGbps === undefined ? {} : { defenseGbps }),
    ...(ipCount === undefined ? {} : { ipCount }),
  };
}

/**
 * Sizes of which there are more than are asked for, although nobody asked for less: bought in the panel, or counted by it on top of what the
 * product has. They are left as they are; another server would be no answer to that.
 */
function surplus({ observed, wanted, recorded, unknown }: PhysicalSituation): SizeKey[] {
  const live = liveOf(observed);
  const asked = askedIn(recorded?.extra ?? {});
  return sizeKeys.filter((key) => {
    const [is, to, was] = [live[key], wanted[key], asked[key]];
    return (
      !unknown.has(key) && is !== undefined && to !== undefined && to < is && was !== undefined && to >= was
    );
  });
}

function wantedOf(situation: PhysicalSituation): Amounts<SizeKey> {
  const beyond = surplus(situation);
  const asked: Partial<Record<SizeKey, number>> = {};
  for (const key of sizeKeys) {
    const amount = situation.wanted[key];
    if (amount !== undefined && !beyond.includes(key)) asked[key] = amount;
  }
  return asked;
}

/** What is in force: what the record does not tell is as it was asked for, or the product's own. */
export function inForce(situation: PhysicalSituation): Figures {
  const { observed, before } = situation;
  const product = productOf(situation);
  return {
    bandwidthMbps: observed.bandwidthMbps ?? before.bandwidthMbps ?? product?.bandwidthMbps ?? 0,
    defenseGbps: observed.defenseGbps ?? before.defenseGbps ?? product?.defenseGbps ?? 0,
    ipCount: observed.ipCount ?? before.ipCount ?? product?.ipCount ?? 1,
  };
}

/** What grows, with the amounts that it grows to. */
function raisedBy({ added, after }: Growth<SizeKey>): Amounts<SizeKey> {
  const raised: Partial<Record<SizeKey, number>> = {};
  for (const key of sizeKeys) if (added[key] !== undefined) raised[key] = after[key] ?? 0;
  return raised;
}

/** Adds what is missing right before it is sent: sent twice, it would be added twice, so that nothing is sent of what is there. */
function upgradeCalls(trade: Trade, wanted: Partial<PhysicalArguments>, to: Amounts<SizeKey>): PhysicalCalls {
  return (observed, context) => {
    const live = liveOf(observed);
    const missing = (key: SizeKey): number => Math.max(0, (to[key] ?? 0) - (live[key] ?? Infinity));
    const added = {
      addedBandwidthMbps: missing("bandwidthMbps"),
      addedDefenseGbps: missing("defenseGbps"),
      addedIpCount: missing("ipCount"),
    };
    if (Object.values(added).every((amount) => amount === 0)) return [];
    return [
      {
        send: () =>
          trade
            .clientOf(context.account)
            .upgrade(observed.serviceId, added, clientNumbers(wanted, observed, context))
            .then(() => askedSizes(askedIn(context.extra), to)),
        isDone: (row) => hasGrown(liveOf(row), to),
      },
    ];
  };
}

function closedFaults(situation: PhysicalSituation, property: SizeKey): CheckFailure[] {
  const line = lineOf(situation);
  const product = productOf(situation);
  return [
    ...(line?.upgradeOpen === false
      ? [{ property, reason: say("the line {name} sells no upgrades", { name: line.name ?? line.guid }) }]
      : []),
    ...(product?.upgradeOpen === false
      ? [
          {
            property,
            reason: say("the product {name} cannot be upgraded", { name: product.name ?? product.guid }),
          },
        ]
      : []),
  ];
}

function untoldFaults({ observed }: Situation<unknown, PhysicalObserved, unknown>, keys: readonly SizeKey[]) {
  const live = liveOf(observed);
  return keys
    .filter((key) => live[key] === undefined)
    .map((property) => ({
      property,
      reason: say(
        "cannot be raised: an upgrade adds to what there is, and the panel does not tell how much that is",
      ),
    }));
}

/** Bandwidth, defense and addresses: more is added in place (`lease_upgrade`, `idc_upgrade`), less is another server. */
export function sizes(trade: Trade): PhysicalAspect {
  return {
    ...growing<PhysicalArguments, PhysicalObserved, PhysicalCatalog, SizeKey>({
      sizes: said,
      liveOf,
      wantedOf,
      judge(situation, growth) {
        const raised = raisedBy(growth);
        const keys = sizeKeys.filter((key) => raised[key] !== undefined);
        const line = lineOf(situation);
        const product = productOf(situation);
        const [first = "bandwidthMbps"] = keys;
        const isDefenseClosed = line?.defenseUpgradeOpen === false && keys.includes("defenseGbps");
        return {
          faults: [
            ...closedFaults(situation, first),
            ...untoldFaults(situation, keys),
            ...(line === undefined ? [] : limitFaults(line, product, raised)),
          ],
          warnings: [
            ...(line === undefined ? [] : choiceWarnings(line, product, raised)),
            ...(isDefenseClosed
              ? [
                  say(
                    "the line seems to sell no defense afterwards (`defense_status`): the panel may refuse it",
                  ),
                ]
              : []),
          ],
        };
      },
      upgrade(situation, growth) {
        const [is, raised] = [inForce(situation), raisedBy(growth)];
        return {
          due: "not published",
          monthlyMore: monthlyMore(situation, is, { ...is, ...raised }),
          calls: upgradeCalls(trade, situation.wanted, raised),
        };
      },
    }),
    differences(observed, wanted) {
      const live = liveOf(observed);
      // An order may bring more than was asked for: that is said, and is no other order.
      const isOther = (is: number, asked: number) => (wanted.adopt === undefined ? is < asked : asked < is);
      return sizeKeys.flatMap((key) => {
        const [is, asked] = [live[key], wanted[key]];
        return is !== undefined && asked !== undefined && isOther(is, asked)
          ? [say("its {key} is {is}, not {asked}", { key, is, asked })]
          : [];
      });
    },
  };
}

/** Says where there is more than is asked for. */
export const surplusWarning: PhysicalAspect = {
  plan: (situation) => ({
    warnings: surplus(situation).map((key) => {
      const [is, asked] = [situation.observed[key] ?? 0, situation.wanted[key] ?? 0];
      return say(
        "it has {has}, and `{key}` is {asked}: the panel counts an order's sizes on top of the product's, or somebody bought more there. It is paid for, no operation takes it away, and nothing is done about it. Write {is}, or buy another one with `purchaseTriggers`",
        { has: said[key](is), key, asked, is },
      );
    }),
  }),
};
