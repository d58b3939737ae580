import { parseArguments } from "../arguments";
import { check } from "./check";
import { create } from "./create";
import { release } from "./delete";
import { diff } from "./diff";
import type { Kind } from "../kind";
import { inLane } from "../lanes";
import type { Lifecycle } from "../lifecycle";
import { commonOutputs } from "../observed";
import { read } from "./read";
import { repeatable } from "./repeated";
import { accountOf, argumentsIn, type Properties } from "./resource";
import type { Run } from "../run";
import { update } from "./update";

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
