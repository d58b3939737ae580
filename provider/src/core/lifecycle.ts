import { parseArguments } from "./arguments";
import { check, type CheckResult } from "./flow/check";
import { create, type Created } from "./flow/create";
import { release } from "./flow/delete";
import { diff, type DiffResult } from "./flow/diff";
import { read, type ReadResult } from "./flow/read";
import { repeatable } from "./flow/repeated";
import { accountOf, argumentsIn, type Properties } from "./flow/resource";
import { update } from "./flow/update";
import type { Kind } from "./kind";
import { inLane } from "./lanes";
import { commonOutputs } from "./observed";
import type { Run } from "./run";

/** The one flow that every resource runs through, whatever its vendor. */
export interface Lifecycle {
  /** The outputs that stand by themselves in state, besides the arguments that were given; the rest is for the flow. All when absent. */
  readonly shown?: ReadonlySet<string>;
  check(run: Run, olds: Properties | undefined, news: Properties): Promise<CheckResult>;
  diff(run: Run, olds: Properties, news: Properties): Promise<DiffResult>;
  create(run: Run, inputs: Properties): Promise<Created>;
  read(run: Run, id: string, outputs: Properties): Promise<ReadResult | undefined>;
  update(run: Run, olds: Properties, news: Properties): Promise<Record<string, unknown>>;
  delete(run: Run, id: string, outputs: Properties): Promise<void>;
}

/** The flow for one kind. */
export function lifecycleOf(kind: Kind): Lifecycle {
  /** What is written for one thing at a time waits for what is under way. */
  const inLaneOf = async <T>(
    run: Run,
    given: Properties,
    { serviceId }: Properties,
    work: () => Promise<T>,
  ): Promise<T> => {
    if (kind.lane === undefined) return work();
    const { wanted } = parseArguments(kind.arguments, argumentsIn(given));
    const id = typeof serviceId === "string" ? serviceId : undefined;
    const account = accountOf(run, kind.vendor, given.account);
    return inLane(account, kind.lane(wanted, id), work);
  };
  return repeatable({
    // What is encrypted must stand by itself: the text of the rest is not.
    shown: new Set([
      ...commonOutputs,
      ...kind.outputs,
      ...kind.secretOutputs,
      ...(kind.encryptedOutputs ?? []),
    ]),
    check: (run, olds, news) => check(kind, run, olds, news),
    diff: (run, olds, news) => diff(kind, run, olds, news),
    create: (run, inputs) => inLaneOf(run, inputs, inputs, () => create(kind, run, inputs)),
    read: (run, id, outputs) => read(kind, run, id, outputs),
    update: (run, olds, news) => inLaneOf(run, news, olds, () => update(kind, run, olds, news)),
    delete: (run, id, outputs) => inLaneOf(run, outputs, outputs, () => release(kind, run, id, outputs)),
  });
}
