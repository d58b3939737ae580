import type { RstackClient } from "../api/client";
import type { VmChanges } from "../api/requests";
import { quotaKeys, type HyperVmArguments } from "./arguments";
import { call, type Calls } from "./calls";
import { listed } from "../../core/language/lists";
import type { HyperVmObserved } from "./observed";
import { ownerWarnings } from "./order";
import { isCutRemark, withText } from "./remark";
import { hasTrafficLeft, isTrafficRaised, statusSteps, trafficWarnings } from "./status";
import type { HyperVmAspect, HyperVmSituation, HyperVmStep } from "./steps";
import { say } from "../language/say";

function isBeginning(text: string | undefined, whole: string | undefined): boolean {
  return text !== undefined && text !== "" && whole?.startsWith(text) === true;
}

/** @param isAccepted whether the controller answered well: then a remark that it has cut is what it keeps of it. */
function hasRecord(row: HyperVmObserved, changes: VmChanges, isAccepted: boolean): boolean {
  const isIn = <T>(wanted: T | undefined, live: T | undefined) =>
    wanted === undefined || live === undefined || wanted === live;
  return (
    isIn(changes.trafficGb, row.trafficGb) &&
    isIn(changes.userId, row.userId) &&
    (isIn(changes.remark, row.markedRemark) ||
      (isAccepted && isBeginning(row.markedRemark, changes.remark))) &&
    !(changes.status === "normal" && row.stoppedForTraffic) &&
    quotaKeys.every((key) => isIn(changes[key], row.quotasInForce?.[key]))
  );
}

/** Changes the controller's record alone (`vm_update`). */
function changeRecord(changes: VmChanges): Calls {
  return ({ serviceId }, context) => {
    const sent = { isAccepted: false };
    const send = async (client: RstackClient) => {
      await client.updateVm(serviceId, changes, false);
      sent.isAccepted = true;
    };
    return [call(context, send, (row) => hasRecord(row, changes, sent.isAccepted))];
  };
}

/** What is to change in the controller's record alone. */
interface RecordChange {
  readonly words: string;
  readonly applies: readonly string[];
  readonly changes: VmChanges;
}

/** The one call that changes the record. */
function recordStep({ words, applies, changes }: RecordChange): HyperVmStep {
  return { kind: "settings", words, isRecordOnly: true, applies, calls: changeRecord(changes) };
}

/** Traffic, quotas, owner and remark. */
function changeOf({
  wanted,
  observed,
  before,
  unknown,
  recorded,
}: HyperVmSituation): RecordChange | undefined {
  const words: string[] = [];
  const applies: string[] = [];
  let changes: VmChanges = {};
  const change = (property: keyof HyperVmArguments, said: string, part: VmChanges) => {
    words.push(said);
    applies.push(property);
    changes = { ...changes, ...part };
  };
  const traffic = observed.trafficGb ?? before.trafficGb;
  if (wanted.trafficGb !== undefined && wanted.trafficGb !== traffic) {
    change(
      "trafficGb",
      say("traffic {from} → {to} GB a month", { from: traffic ?? "?", to: wanted.trafficGb }),
      { trafficGb: wanted.trafficGb },
    );
  }
  for (const key of quotaKeys) {
    const [to, from] = [wanted.quotas?.[key], observed.quotasInForce?.[key] ?? before.quotas?.[key]];
    if (to !== undefined && to !== from) change("quotas", `${key} ${from ?? "?"} → ${to}`, { [key]: to });
  }
  const owner = observed.userId ?? before.user;
  if (wanted.user !== undefined && wanted.user !== owner) {
    change("user", say("give it from user {owner} to {user}", { owner: owner ?? "?", user: wanted.user }), {
      userId: wanted.user,
    });
  }
  const remark = observed.remark ?? before.remark ?? "";
  const isDropped = wanted.remark === undefined && before.remark !== undefined && !unknown.has("remark");
  const { lifecycle, token } = recorded ?? {};
  // A VM that was adopted has never had one.
  const own = lifecycle?.origin === "adopted" ? undefined : token;
  // Sending it again would not make a controller that cuts long texts keep more of it.
  const isCut =
    before.remark === wanted.remark && isCutRemark(observed.markedRemark, wanted.remark ?? "", own);
  if ((wanted.remark !== undefined || isDropped) && (wanted.remark ?? "") !== remark && !isCut) {
    const whole = withText(observed.markedRemark, wanted.remark ?? "", own);
    // An empty one is no text to the controller: it stays as it is.
    if (whole !== "") change("remark", say("set the remark"), { remark: whole });
  }
  return words.length === 0 ? undefined : { words: listed(words), applies: [...new Set(applies)], changes };
}

/** Whether a change of status brings the machine back. */
const isBack = ({ restores }: HyperVmStep): boolean => restores === true;

/** What is done to the record before anything else: with the old limit the controller would stop a machine again. */
function firstSteps(situation: HyperVmSituation): HyperVmStep[] {
  const [normal] = statusSteps(situation).filter(isBack);
  const change = changeOf(situation);
  const back = normal === undefined ? [] : [normal];
  if (change === undefined) return back;
  // Once the record has the higher limit, only what is used would tell that the machine is to come back.
  const isOneCall = isTrafficRaised(situation) && !hasTrafficLeft(situation);
  if (normal === undefined || !isOneCall)
    return situation.observed.stoppedForTraffic
      ? [recordStep(change), ...back]
      : [...back, recordStep(change)];
  const both = {
    words: listed([change.words, normal.words]),
    applies: [...change.applies, ...normal.applies],
    changes: { ...change.changes, status: "normal" as const },
  };
  return [{ ...recordStep(both), isRecordOnly: false, restores: true }];
}

/** Traffic, quotas, owner, remark, and the way back of a machine that is locked, suspended or over its traffic (`vm_update`). */
export const record: HyperVmAspect = {
  keeps: {
    ...{ userId: ["user"], remark: ["remark"], markedRemark: ["remark"], trafficGb: ["trafficGb"] },
    quotasInForce: ["quotas"],
  },
  argumentsOf({ trafficGb, userId, remark, markedRemark, quotasInForce }, _names, given) {
    const quotas = quotaKeys.flatMap((key) => {
      const quota = quotasInForce?.[key];
      return quota === undefined || given.quotas?.[key] === undefined ? [] : [[key, quota] as const];
    });
    // Of one that the controller has cut nothing but what was asked for can be said.
    const isCut = given.remark !== undefined && isCutRemark(markedRemark, given.remark);
    return {
      ...(trafficGb === undefined ? {} : { trafficGb }),
      ...(isCut || remark === undefined ? {} : { remark }),
      ...(quotas.length === 0 ? {} : { quotas: Object.fromEntries(quotas) }),
      ...(userId === undefined ? {} : { user: userId }),
    };
  },
  plan(situation) {
    const { wanted, observed, before } = situation;
    const isOtherOwner = wanted.user !== (observed.userId ?? before.user);
    return {
      steps: firstSteps(situation),
      warnings: [...trafficWarnings(situation), ...(isOtherOwner ? ownerWarnings(situation) : [])],
    };
  },
};

/** A suspension or a lock comes after everything that needs the machine. */
export const suspension: HyperVmAspect = {
  argumentsOf: ({ suspended, locked }) => ({ suspended, locked }),
  plan: (situation) => ({ steps: statusSteps(situation).filter((step) => !isBack(step)) }),
};
