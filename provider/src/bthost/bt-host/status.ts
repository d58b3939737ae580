import { power } from "../../core/aspects/power";
import { endDate, startOf } from "../../core/aspects/end-date";
import { problemOf } from "../api/messages";
import { lastDay } from "../api/text-faults";
import { RefusedError } from "../../core/errors";
import { dateOf } from "../../core/term";
import type { Call, CallContext, Change } from "../../core/plan";
import type { BtHostObserved } from "./observed";
import { sessionOf } from "../session";
import { call, type HostAspect, type HostSituation } from "./steps";
import { say } from "../language/say";

type State = "running" | "stopped" | "locked";

/** A host is in this state. */
function isIn(state: State, { status }: BtHostObserved): boolean {
  return { running: "ready", stopped: "stopped", locked: "locked" }[state] === status;
}

/**
 * Brings a host into a state (`host_start`, `host_stop`, `host_locked`). The panel says yes whatever its web server did, so that the site
 * itself is asked (`host_status`).
 */
function bring(
  to: State,
  { serviceId, expiresAt }: BtHostObserved,
  { account }: CallContext,
): Call<BtHostObserved> {
  const { hosts } = sessionOf(account).client;
  const ways = {
    running: () => hosts.start(serviceId),
    stopped: () => hosts.stop(serviceId),
    locked: () => hosts.lock(serviceId),
  };
  return {
    async send() {
      // What it has already it does not tell the panel behind again, but by `host_sync`, in which some versions spoil the end there.
      if ((await hosts.getState(serviceId)).status !== to) await ways[to]();
      else {
        await hosts.sync(serviceId);
        if (expiresAt !== undefined) await hosts.setEnd(serviceId, dateOf(expiresAt, account.timeZone));
      }
      return undefined;
    },
    isDone: (row) => isIn(to, row),
    async look() {
      const { site } = await hosts.getState(serviceId);
      return site === (to === "running" ? "running" : "stopped") ? "done" : "nothing";
    },
  };
}

/** Whether it is served, as it is asked for once it is back. */
function stateAsked({ wanted }: HostSituation): State {
  if (wanted.locked === true) return "locked";
  return wanted.powerState ?? "running";
}

const running: HostAspect = power({
  words: (to) => (to === "running" ? say("start the site") : say("stop the site")),
  calls: (to) => (observed, context) => [bring(to, observed, context)],
});

/** Whether the site is served. A host that is locked, over its limits or at its end is brought back by other steps. */
export const powerState: HostAspect = {
  ...running,
  plan(situation) {
    const { wanted, observed } = situation;
    const isHeld = wanted.locked === true || !["ready", "stopped"].includes(observed.status);
    return isHeld ? {} : (running.plan?.(situation) ?? {});
  },
};

/** Whether it is locked. */
export const locked: HostAspect = {
  argumentsOf: ({ status }, _names, given) =>
    given.locked === undefined || status === "expired" ? {} : { locked: status === "locked" },
  plan(situation) {
    const { wanted, observed } = situation;
    const isLocked = observed.status === "locked";
    if (wanted.locked === undefined || wanted.locked === isLocked || isHidden(observed)) return {};
    if (observed.status === "expired") return {};
    const to = stateAsked(situation);
    const step: Change<BtHostObserved> = {
      kind: "power",
      words: to === "locked" ? say("lock the site") : say("unlock the site"),
      target: to,
      interrupts: to === "locked",
      ...(isLocked ? { restores: true } : {}),
      applies: ["locked", "powerState"],
      calls: (row, context) => [bring(to, row, context)],
    };
    return { steps: [step] };
  },
};

/** Whether the panel shows nothing of it: it lies in the recycle bin, or is gone for good. */
export function isHidden({ isRecycled }: Pick<BtHostObserved, "isRecycled">): boolean {
  return isRecycled === true;
}

/**
 * Takes it out of the recycle bin (`host_recovery`). That starts its site whatever it is said to be, so that what is not to run is stopped
 * again.
 */
function recovery(
  situation: HostSituation,
  observed: BtHostObserved,
  context: CallContext,
): Call<BtHostObserved>[] {
  const { wanted } = situation;
  const said = heldBy(observed);
  const isAsked = wanted.locked !== undefined || wanted.powerState !== undefined;
  const to = isAsked ? stateAsked(situation) : (said ?? "running");
  const isRight = to === "running" && said === undefined;
  return [outOfBin(observed, context), ...(isRight ? [] : [bring(to, observed, context)])];
}

/** What keeps a host from running, in the installation's own words. */
function heldBy({ panelStatus }: BtHostObserved): State | undefined {
  return panelStatus === "locked" || panelStatus === "stopped" ? panelStatus : undefined;
}

/** The refusal of a recovery: what is not even in the recycle bin was deleted for good. */
function goneForGood(hostId: string, { facts }: RefusedError): RefusedError {
  return new RefusedError(
    say("host {hostId} is gone for good: the panel has it neither in its list nor in its recycle bin", {
      hostId,
    }),
    {
      ...facts,
      translation: say("there is no such host any more"),
      advice: say(
        "Its files and its database went with it. `purchaseTriggers` with another value makes a new host; without the resource in the program it leaves state",
      ),
    },
  );
}

function outOfBin({ serviceId }: BtHostObserved, context: CallContext): Call<BtHostObserved> {
  return call(
    context,
    (hosts) =>
      hosts.recover(serviceId).catch((error: unknown) => {
        throw error instanceof RefusedError && problemOf(error) === "hostIsGone"
          ? goneForGood(serviceId, error)
          : error;
      }),
    (row) => !isHidden(row),
  );
}

const date: HostAspect = endDate({
  latest: lastDay,
  calls: (situation, day) => (observed, context) => {
    const { timeZone } = situation.account;
    const isSet = ({ expiresAt }: BtHostObserved) =>
      expiresAt !== undefined && dateOf(expiresAt, timeZone) === day;
    const isBack = Date.parse(startOf(day, timeZone)) > context.now.getTime();
    const isOver = observed.status === "expired" || isHidden(observed);
    return [
      ...(isHidden(observed) ? [outOfBin(observed, context)] : []),
      call(context, (hosts) => hosts.setEnd(observed.serviceId, day), isSet),
      ...(isOver && isBack ? [bring(stateAsked(situation), observed, context)] : []),
    ];
  },
});

/**
 * When it ends (`host_endtime`). One that has ended is taken out of the recycle bin before, and started behind it: the panel does neither by
 * itself. Of one that only `adopt` knows the end shows when it is out of the bin.
 */
export const end: HostAspect = {
  ...date,
  plan: (situation) =>
    isHidden(situation.observed) && situation.observed.expiresAt === undefined
      ? {}
      : (date.plan?.(situation) ?? {}),
};

function wordsOfHidden({ serviceId, status }: BtHostObserved, days: number): string {
  return status === "expired"
    ? say(
        "the panel shows nothing of host {serviceId}: it lies in the recycle bin, where it is kept for {days} days (bthost:recycleDays), or is gone for good. `renewUntil` with a later date takes it out",
        { serviceId, days },
      )
    : say(
        "the panel shows nothing of host {serviceId}: it lies in the recycle bin, where it is kept for {days} days (bthost:recycleDays), or is gone for good. `recover: true` takes it out",
        { serviceId, days },
      );
}

/** What lies in the recycle bin, and whether it is taken out of it. */
export const recycleBin: HostAspect = {
  plan(situation) {
    const { observed, wanted, planned, account } = situation;
    if (!isHidden(observed) || planned.some(({ kind }) => kind === "renew")) return {};
    if (wanted.recover !== true) {
      return { warnings: [wordsOfHidden(observed, sessionOf(account).recycleDays)] };
    }
    const step: Change<BtHostObserved> = {
      kind: "settings",
      words: say("take host {serviceId} out of the recycle bin", { serviceId: observed.serviceId }),
      restores: true,
      applies: ["recover"],
      calls: (row, context) => recovery(situation, row, context),
    };
    return { steps: [step] };
  },
};
