import { sayBeyond } from "./carry-out";
import { DecisionNeededError } from "../errors";
import type { Kind } from "../kind";
import type { CommonObserved } from "../observed";
import { findNewcomer, isNewcomer } from "../order/newcomer";
import { servicesWithToken } from "../order/look-first";
import { heedTrace, meetTrace } from "../order/trace";
import { hasMoved } from "./planning";
import { Progress } from "./progress";
import { accountOf, blankRecord, assertAccount, registerSecrets, type Properties } from "./resource";
import type { ReadResult } from "../results";
import type { Run } from "../run";
import { recall } from "./state";
import { nameOf } from "../urn";
import { say } from "../language/say";

/**
 * Observes. What was paid for is never dropped: gone at the vendor is a status, and another account is an error.
 * @throws {DecisionNeededError} when `.get()` names something that is not there.
 */
export async function read(
  kind: Kind,
  run: Run,
  id: string,
  outputs: Properties,
): Promise<ReadResult | undefined> {
  registerSecrets([...kind.secretArguments, ...kind.secretOutputs], outputs);
  const isGet = outputs.__token === undefined;
  const account = accountOf(run, kind.vendor, outputs.account);
  const recorded = isGet
    ? blankRecord(
        { wanted: {}, unknown: new Set(), faults: [], urn: "", token: "", names: {}, account },
        { origin: "adopted" },
        {},
      )
    : recall(kind, outputs);
  assertAccount(account, recorded);
  meetTrace(run, kind, account, recorded);
  const progress = new Progress(kind, account, recorded);
  const { serviceId, pendingChange } = recorded.lifecycle;
  if (recorded.token === "") kind.attend?.(account, id, {}, "get");
  const observed = await observe(kind, run, progress, isGet ? id : serviceId);
  if (observed !== undefined) {
    progress.observe(observed);
    heedTrace({ progress, run, urn: recorded.urn }, observed);
    if (pendingChange !== undefined && hasMoved(kind, pendingChange, observed)) {
      sayBeyond({ run, progress, urn: recorded.urn }, observed);
      progress.settle();
    }
  } else if (isGet) {
    throw new DecisionNeededError(
      say("account {key} has no {title} {id}", { key: account.key, title: kind.title(), id }),
      {
        advice: say("Check the id, and which account it is in"),
      },
    );
  } else if (!kind.isPrecious && !isNewcomer(recorded)) {
    return undefined;
  } else if (recorded.observed !== undefined) {
    progress.observe({ ...recorded.observed, status: "missing" });
    const name = nameOf(recorded.urn);
    run.voice.say(
      recorded.urn,
      say('{name} ({serviceId}) is neither listed nor readable; it stays in state as "missing"', {
        name,
        serviceId: serviceId ?? id,
      }),
      "warning",
    );
  }
  const live = progress.outputs();
  return { id, outputs: live, inputs: inputsOf(kind, live, progress) };
}

/** A refresh of a large account takes as long as it takes: its list is good for each service once. One of a program may be a young one. */
const oldestListMs = { refresh: Infinity, get: 15 * 60_000 } as const;

async function observe(
  kind: Kind,
  run: Run,
  progress: Progress,
  serviceId: string | undefined,
): Promise<CommonObserved | undefined> {
  const { account, recorded } = progress;
  if (serviceId !== undefined) {
    kind.attend?.(account, serviceId, recorded.arguments, "look", recorded.observed);
    const maxAgeMs = recorded.token === "" ? oldestListMs.get : oldestListMs.refresh;
    return kind.inventory(account, recorded.arguments, serviceId).once(serviceId, maxAgeMs);
  }
  if (isNewcomer(recorded)) return findNewcomer(kind, run, account, recorded).catch(undecided);
  const { supersedes } = recorded.lifecycle;
  const [found, ...more] = await servicesWithToken(
    kind,
    run,
    account,
    recorded.token,
    recorded.arguments,
    5_000,
    supersedes,
  );
  return more.length === 0 ? found : undefined;
}

/** What only a person can decide stays as it is until the next `up`, which says so. */
function undecided(error: unknown): undefined {
  if (error instanceof DecisionNeededError) return undefined;
  throw error;
}

function inputsOf(kind: Kind, outputs: Properties, progress: Progress): Record<string, unknown> {
  const { recorded } = progress;
  const { arguments: applied, names, observed } = recorded;
  const live = observed === undefined ? {} : kind.argumentsOf(observed, names, applied);
  // What is read without having been given any arguments is described by what it is.
  const given: Properties = recorded.token === "" ? live : applied;
  const inputs: Record<string, unknown> = {};
  for (const key of Object.keys(given)) inputs[key] = key in live ? live[key] : outputs[key];
  for (const key of ["estimate", "__urn", "__token", "__names", "__intent"])
    if (outputs[key] !== undefined) inputs[key] = outputs[key];
  if (recorded.lifecycle.origin === "adopted") inputs.__adopted = true;
  return inputs;
}
