import type { CommonArguments } from "../arguments";
import { nameOf, sayBeyond } from "./carry-out";
import { DecisionNeededError } from "../errors";
import { servicesWithToken } from "./look-first";
import type { CommonObserved, Noun } from "../noun";
import { hasMoved } from "./planning";
import { Progress } from "./progress";
import { recall } from "../record";
import { accountOf, blankRecord, holdAccount, registerSecrets, type Properties } from "./resource";
import type { Run } from "../run";
import { heedTrace, meetTrace } from "./trace";

/** What a refresh or a `.get()` found; `undefined` where a thing that costs nothing is gone. */
export interface Live {
  readonly id: string;
  readonly outputs: Record<string, unknown>;
  /** The inputs as the service has them now, in the shape that `check` makes. */
  readonly inputs: Record<string, unknown>;
}

/**
 * Observes. What was paid for is never dropped: gone at the vendor is a status, and another account is an error.
 * @throws {DecisionNeededError} when `.get()` names something that is not there.
 */
export async function read<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  id: string,
  outputs: Properties,
): Promise<Live | undefined> {
  registerSecrets([...noun.secretArguments, ...noun.secretOutputs], outputs);
  const isGet = outputs.__token === undefined;
  const account = accountOf(run, noun.vendor, outputs.account);
  const recorded = isGet
    ? blankRecord<A, O>(
        { wanted: {}, unknown: new Set(), faults: [], urn: "", token: "", names: {}, account },
        { origin: "adopted" },
        {},
      )
    : recall(noun, outputs);
  holdAccount(account, recorded);
  meetTrace(run, account, recorded);
  const progress = new Progress(noun, account, recorded);
  const { serviceId, pendingChange } = recorded.lifecycle;
  if (recorded.token === "") noun.attend?.(account, id, {}, "get");
  const observed = await observe(noun, run, progress, isGet ? id : serviceId);
  if (observed !== undefined) {
    progress.observe(observed);
    heedTrace({ progress, run, urn: recorded.urn }, observed);
    if (pendingChange !== undefined && hasMoved(noun, pendingChange, observed)) {
      sayBeyond({ run, progress, urn: recorded.urn }, observed);
      progress.settle();
    }
  } else if (isGet) {
    throw new DecisionNeededError(`account ${account.key} has no ${noun.title} ${id}`, {
      advice: "Check the id, and which account it is in",
    });
  } else if (!noun.isPrecious) {
    return undefined;
  } else if (recorded.observed !== undefined) {
    progress.observe({ ...recorded.observed, status: "missing" });
    const name = nameOf(recorded.urn);
    run.voice.say(
      recorded.urn,
      `${name} (${serviceId ?? id}) is neither listed nor readable; it stays in state as "missing"`,
      "warning",
    );
  }
  const live = progress.outputs();
  return { id, outputs: live, inputs: inputsOf(noun, live, progress) };
}

/** A refresh of a large account takes as long as it takes: its list is good for each service once. */
export const oldestListForRefreshMs = 15 * 60_000;

async function observe<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  progress: Progress<A, O, C, D>,
  serviceId: string | undefined,
): Promise<O | undefined> {
  const { account, recorded } = progress;
  if (serviceId !== undefined) {
    noun.attend?.(account, serviceId, recorded.arguments, "look");
    return noun.services(account).once(serviceId, oldestListForRefreshMs);
  }
  const { supersedes } = recorded.lifecycle;
  const [found, ...more] = await servicesWithToken(
    noun,
    run,
    account,
    recorded.token,
    recorded.arguments,
    5_000,
    supersedes,
  );
  return more.length === 0 ? found : undefined;
}

function inputsOf<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  outputs: Properties,
  progress: Progress<A, O, C, D>,
): Record<string, unknown> {
  const { recorded } = progress;
  const { arguments: given, names, observed } = recorded;
  const live = observed === undefined ? {} : noun.argumentsOf(observed, names, given);
  const inputs: Record<string, unknown> = {};
  for (const key of Object.keys(given)) inputs[key] = key in live ? live[key] : outputs[key];
  for (const key of ["estimate", "__urn", "__token", "__names", "__arming"])
    if (outputs[key] !== undefined) inputs[key] = outputs[key];
  if (recorded.lifecycle.origin === "adopted") inputs.__adopted = true;
  return inputs;
}
