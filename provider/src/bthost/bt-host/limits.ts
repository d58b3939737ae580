import type { HostChanges } from "../api/hosts";
import type { Plan } from "../api/plans";
import type { BthostCatalog } from "../catalog";
import { called } from "../../core/find";
import { isSame } from "../../core/flow/resource";
import type { CheckFailure } from "../../core/errors";
import { listed } from "../../core/language/lists";
import type { Call } from "../../core/plan";
import type { BtHostObserved } from "./observed";
import { sessionOf } from "../session";
import {
  clientLimits,
  fixedDifferences,
  limitKeys,
  limitsOf,
  namesBefore,
  planOf,
  shapeOf,
  type LimitKey,
  type Limits,
} from "./shape";
import { limitSpeed, speedInWords } from "./speed-limit";
import { editOf, type HostAspect, type HostSituation } from "./steps";
import { say } from "../language/say";

/** What is to be in force: limits, and whether domains wait for a review. */
interface Target {
  readonly limits: Partial<Limits>;
  readonly domainReview: boolean | undefined;
}

/** What a plan brings into force. */
function targetOfPlan(plan: Plan): Target {
  return { limits: limitsOf(plan), domainReview: plan.settings.reviewsDomains ?? false };
}

/** Whether a host has what is to be in force. What the panel does not tell counts as being so. */
function isMet({ limits, domainReview }: Target, observed: BtHostObserved): boolean {
  const isReviewed = observed.domainReview ?? domainReview;
  return (
    limitKeys.every((key) => limits[key] === undefined || limits[key] === (observed[key] ?? limits[key])) &&
    (domainReview === undefined || domainReview === isReviewed)
  );
}

/** The limits as they are to be, with those of the host where nothing is asked. */
function wholeOf(
  { limits, domainReview }: Target,
  observed: BtHostObserved,
): Target & { readonly limits: Limits } {
  const limitOf = (key: LimitKey) => limits[key] ?? observed[key] ?? 0;
  return {
    limits: {
      siteMaxMb: limitOf("siteMaxMb"),
      sqlMaxMb: limitOf("sqlMaxMb"),
      flowMaxMb: limitOf("flowMaxMb"),
      domainMax: limitOf("domainMax"),
      webBackups: limitOf("webBackups"),
      sqlBackups: limitOf("sqlBackups"),
    },
    domainReview: domainReview ?? observed.domainReview ?? false,
  };
}

/**
 * A plan by which what cannot be edited to nothing becomes so: `host_edit` takes 0 for "not sent", and `host_update` copies it from a plan.
 * What the plan says besides is edited back, so that it must not say anything that an edit cannot set.
 */
function zeroingPlan(
  target: ReturnType<typeof wholeOf>,
  observed: BtHostObserved,
  catalog: BthostCatalog,
): Plan | undefined {
  const { connections = 0, rateKb = 0 } = observed;
  return catalog.plans.find(
    (plan) =>
      limitKeys.every((key) => target.limits[key] !== 0 || limitsOf(plan)[key] === 0) &&
      (target.domainReview === true || plan.settings.reviewsDomains !== true) &&
      (plan.settings.connectionMax ?? 0) === connections &&
      (plan.settings.rateLimitKb ?? 0) === rateKb,
  );
}

/** Whether something is to become 0, or off, that is not. */
function zeroed(target: Target, observed: BtHostObserved): string[] {
  const limits = limitKeys.filter((key) => target.limits[key] === 0 && (observed[key] ?? 0) !== 0);
  const isReviewOff = target.domainReview === false && observed.domainReview === true;
  return [...limits.map((key) => `settings.${key}`), ...(isReviewOff ? ["domainReview"] : [])];
}

/** The calls that make it so: a plan where there is one, what an edit can set, and a measurement where it is stopped for being over a limit. */
function callsFor(target: Target, plan: Plan | undefined) {
  return (observed: BtHostObserved, account: Parameters<typeof sessionOf>[0]): Call<BtHostObserved>[] => {
    const { hosts } = sessionOf(account).client;
    const id = observed.serviceId;
    const byPlan = plan === undefined ? undefined : targetOfPlan(plan);
    const base =
      byPlan === undefined ? observed : { ...observed, ...byPlan.limits, domainReview: byPlan.domainReview };
    const edited = limitKeys.filter(
      (key) => (target.limits[key] ?? 0) !== 0 && target.limits[key] !== base[key],
    );
    const isReviewSet = target.domainReview === true && base.domainReview !== true;
    const limits = Object.fromEntries(edited.map((key) => [key, target.limits[key]]));
    const changes: HostChanges = {
      ...clientLimits(limits),
      ...(isReviewSet ? { reviewsDomains: true } : {}),
    };
    return [
      ...(plan === undefined || byPlan === undefined
        ? []
        : [
            {
              send: () => hosts.moveToPlan(id, plan.id).then(() => undefined),
              isDone: (row: BtHostObserved) => isMet(byPlan, row) || isMet(target, row),
            },
          ]),
      ...(edited.length === 0 && !isReviewSet
        ? []
        : [
            {
              send: () => hosts.edit(id, editOf(changes, { ...base, ...limits })).then(() => undefined),
              isDone: (row: BtHostObserved) => isMet(target, row),
            },
          ]),
      ...(observed.status === "suspended"
        ? [
            {
              send: () => hosts.measure(id).then(() => undefined),
              isDone: () => true,
            },
          ]
        : []),
    ];
  };
}

function wordsOf(target: Target, observed: BtHostObserved): string {
  const limits = limitKeys
    .filter((key) => target.limits[key] !== undefined && target.limits[key] !== observed[key])
    .map(
      (key) =>
        `${key} ${observed[key] ?? "?"} → ${target.limits[key] === 0 ? say("unlimited") : String(target.limits[key])}`,
    );
  const review =
    target.domainReview === undefined || target.domainReview === observed.domainReview
      ? []
      : [target.domainReview ? say("review domains") : say("do not review domains")];
  return listed([...limits, ...review]);
}

/** Whether another plan is asked for than the one that was applied. */
function isAnotherPlan({ names, before, wanted, catalog, isChanged }: HostSituation): boolean {
  if (wanted.plan === undefined || !isChanged("plan")) return false;
  return catalog === undefined || namesBefore(before, catalog).plan?.id !== names.plan?.id;
}

/** The limits of its connections that are in force by `speedLimit`, where a plan sets others: they are set again. */
function overridden({ wanted, before, observed }: HostSituation, plan: Plan | undefined) {
  const { speedLimit } = wanted;
  const isOther = plan !== undefined && (plan.settings.connectionMax ?? 0) !== (observed.connections ?? 0);
  return isOther && speedLimit !== undefined && isSame(before.speedLimit, speedLimit)
    ? speedLimit
    : undefined;
}

/** What is asked of the host, as far as it is managed: a plan when it changes, settings one by one. */
function targetOf(situation: HostSituation): Target {
  const { wanted, names, catalog } = situation;
  const { settings = {}, domainReview } = wanted;
  const plan = isAnotherPlan(situation) ? planOf(names, catalog) : undefined;
  if (plan !== undefined)
    return { ...targetOfPlan(plan), ...(domainReview === undefined ? {} : { domainReview }) };
  const limits = Object.fromEntries(
    limitKeys.flatMap((key) => (settings[key] === undefined ? [] : [[key, settings[key]]])),
  );
  return { limits, domainReview };
}

function cannotBeNothing(properties: readonly string[]): CheckFailure[] {
  return properties.map((property) => ({
    property,
    reason: say(
      "cannot be taken back: the panel's `host_edit` takes 0 for nothing at all, and there is no plan with 0 there and the same limits of connections, by which `host_update` could set it. Have such a plan made in the panel, or ask for as much as is ever needed",
    ),
  }));
}

/** Arguments that only another host can carry out, because it is made with them. */
function replacesOf({ wanted, names, catalog, before, unknown }: HostSituation): string[] {
  const isUnknown = ["plan", "settings", "domainPool"].some((key) => unknown.has(key));
  if (catalog === undefined || isUnknown) return [];
  const [was, is] = [shapeOf(before, namesBefore(before, catalog), catalog), shapeOf(wanted, names, catalog)];
  if (was === undefined || is === undefined) return [];
  const different = fixedDifferences(was, is);
  const own = (key: string) => (key === "domainPool" ? "domainPool" : "settings");
  return [...new Set(different.map((key) => (wanted.plan === undefined ? own(key) : "plan")))];
}

/** Limits and review: by plan (`host_update`) or one by one (`host_edit`). What a host is made with is a replacement. */
export const limits: HostAspect = {
  replacedBy: ["domainPool"],
  rules({ plan, settings, domainPool, ipPool, adopt }, unknown) {
    const isKnown = !unknown.has("plan") && !unknown.has("settings");
    const isNone = plan === undefined && settings === undefined && adopt === undefined;
    const isBoth = plan !== undefined && settings !== undefined;
    const needsPool = settings !== undefined && domainPool === undefined && !unknown.has("domainPool");
    const pools = Object.entries({ domainPool, ipPool }).filter(([, pool]) => pool !== undefined);
    return [
      ...(isKnown && (isNone || isBoth)
        ? [{ property: "plan", reason: say("exactly one of `plan` and `settings` is required") }]
        : []),
      ...(needsPool && adopt === undefined
        ? [
            {
              property: "domainPool",
              reason: say("is required with `settings`: the host's default domain is drawn from it"),
            },
          ]
        : []),
      ...(plan === undefined
        ? []
        : pools.map(([property]) => ({ property, reason: say("excludes `plan`, which has its own") }))),
    ];
  },
  argumentsOf(observed, _names, { settings, domainReview }) {
    const changed = limitKeys.filter((key) => settings?.[key] !== undefined && observed[key] !== undefined);
    const live = Object.fromEntries(changed.map((key) => [key, observed[key]]));
    return {
      ...(settings === undefined ? {} : { settings: { ...settings, ...live } }),
      ...(domainReview === undefined || observed.domainReview === undefined
        ? {}
        : { domainReview: observed.domainReview }),
    };
  },
  plan(situation) {
    const { observed, unknown, names, catalog, account } = situation;
    const replaces = replacesOf(situation);
    if (replaces.length > 0) return { replaces };
    if (["plan", "settings"].some((key) => unknown.has(key))) return {};
    const asked = targetOf(situation);
    if (isMet(asked, observed)) return {};
    const chosen = isAnotherPlan(situation) ? planOf(names, catalog) : undefined;
    const target = chosen === undefined ? wholeOf(asked, observed) : asked;
    const after =
      chosen === undefined
        ? observed
        : { ...observed, ...limitsOf(chosen), domainReview: targetOfPlan(chosen).domainReview };
    const open = zeroed(target, after);
    const plan =
      open.length > 0 && catalog !== undefined
        ? zeroingPlan(wholeOf(target, observed), observed, catalog)
        : chosen;
    if (open.length > 0 && plan === undefined) return { faults: cannotBeNothing(open) };
    const calls = callsFor(target, plan);
    const speed = overridden(situation, chosen);
    const changes = wordsOf(target, observed);
    const words =
      speed === undefined
        ? changes
        : say("{changes}, {limit} again", { changes, limit: speedInWords(speed) });
    return {
      steps: [
        {
          kind: "settings",
          words:
            chosen === undefined
              ? words
              : say("move to plan {plan}: {words}", {
                  plan: called(say("plan"), chosen.id, chosen.name),
                  words,
                }),
          applies: ["plan", "settings", "domainReview"],
          // A host that is over its limits is brought back by higher ones.
          isRecordOnly: true,
          calls: (row, context) => [
            ...calls(row, account),
            ...(speed === undefined ? [] : [limitSpeed(speed, row.serviceId, context)]),
          ],
        },
      ],
    };
  },
};
