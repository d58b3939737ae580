import { call, type Calls } from "./calls";
import type { HyperVmObserved } from "./observed";
import type { HyperVmSituation, HyperVmStep } from "./steps";
import { say, type Sentence } from "../language/say";

/** Suspends, locks, or brings back (`vm_update` with `status`). */
function setStatus(to: "normal" | "locked" | "suspended"): Calls {
  return ({ serviceId }, context) => [
    call(
      context,
      (client) => client.updateVm(serviceId, { status: to }, false),
      (row) =>
        row.locked === (to === "locked") &&
        row.suspended === (to === "suspended") &&
        !(to === "normal" && row.stoppedForTraffic),
    ),
  ];
}

type StatusWord = "locked" | "suspended" | "stoppedForTraffic" | "normal";

const waysBack: Readonly<Record<Exclude<StatusWord, "normal">, Sentence>> = {
  locked: "unlock the VM",
  suspended: "resume the VM",
  stoppedForTraffic: "bring the VM back, which was stopped for its traffic",
};

function wordOf({
  locked,
  suspended,
  stoppedForTraffic,
}: Pick<HyperVmObserved, "locked" | "suspended" | "stoppedForTraffic">): StatusWord {
  if (locked) return "locked";
  if (suspended) return "suspended";
  return stoppedForTraffic ? "stoppedForTraffic" : "normal";
}

/** The status that the arguments ask for; what they do not manage stays. */
export function statusSteps(situation: HyperVmSituation): HyperVmStep[] {
  const { wanted, observed } = situation;
  const from = wordOf(observed);
  const to = wordOf({
    locked: wanted.locked ?? observed.locked,
    suspended: wanted.suspended ?? observed.suspended,
    stoppedForTraffic: observed.stoppedForTraffic && !isAskedBack(situation),
  });
  if (from === to || to === "stoppedForTraffic") return [];
  const words = {
    locked: say("lock the VM"),
    suspended: say("suspend the VM"),
    normal: from === "normal" ? "" : say(waysBack[from]),
  };
  return [
    {
      kind: "settings",
      words: words[to],
      // Nobody can use a machine that is suspended.
      interrupts: to !== "normal",
      restores: to === "normal",
      target: to,
      applies: ["suspended", "locked"],
      calls: setStatus(to),
    },
  ];
}

/**
 * Whether the limit that is wanted leaves room for certain. What is used has no unit in the vendor's document: a figure below the
 * limit in GB is below it in any smaller unit, and one above it tells nothing.
 */
export function hasTrafficLeft({ wanted: { trafficGb }, observed }: HyperVmSituation): boolean {
  return trafficGb === 0 || (trafficGb ?? 0) > (observed.trafficUsedGb ?? Infinity);
}

/** Whether more is to be allowed than is. */
export function isTrafficRaised({ wanted: { trafficGb }, observed, before }: HyperVmSituation): boolean {
  const live = observed.trafficGb ?? before.trafficGb;
  if (trafficGb === undefined || live === undefined || live === 0) return false;
  return trafficGb === 0 || trafficGb > live;
}

/** Whether a machine that was stopped for its traffic is to come back: it may use more, or somebody asks for it all the same. */
function isAskedBack(situation: HyperVmSituation): boolean {
  const { powerState, suspended } = situation.wanted;
  const mayUseMore = hasTrafficLeft(situation) || isTrafficRaised(situation);
  return mayUseMore || powerState === "running" || suspended === false;
}

/** What the user should know of a machine that is over its traffic, with the way out; nothing when the plan is that way. */
export function trafficWarnings(situation: HyperVmSituation): string[] {
  const { observed } = situation;
  const { overTraffic, stoppedForTraffic, trafficGb, trafficUsedGb, trafficResetsAt } = observed;
  if (!overTraffic || hasTrafficLeft(situation)) return [];
  const isKnown = trafficGb !== undefined && trafficUsedGb !== undefined;
  const numbers = isKnown
    ? say(" (used {trafficUsedGb} of {trafficGb} GB)", { trafficUsedGb, trafficGb })
    : "";
  const wayOut =
    trafficResetsAt === undefined
      ? say("raise `trafficGb` above what is used (0: no limit)")
      : say("raise `trafficGb` above what is used (0: no limit), or wait until {trafficResetsAt}", {
          trafficResetsAt,
        });
  if (!stoppedForTraffic)
    return [
      say("over its traffic{numbers}; the controller has not stopped it yet, but may: {wayOut}", {
        numbers,
        wayOut,
      }),
    ];
  if (isAskedBack(situation))
    return [
      say("stopped for its traffic{numbers}; the controller may stop it again: {wayOut}", {
        numbers,
        wayOut,
      }),
    ];
  return [
    say('stopped for its traffic{numbers}: {wayOut}, or ask for `powerState: "running"`', {
      numbers,
      wayOut,
    }),
  ];
}
