import type { CommonArguments } from "./arguments";
import { check, type Checked } from "./flow/check";
import { create, type Created } from "./flow/create";
import { diff, type Difference } from "./flow/diff";
import { commonOutputs, type CommonObserved, type Noun } from "./noun";
import { read, type Live } from "./flow/read";
import { release } from "./flow/release";
import { repeatable } from "./flow/repeated";
import type { Properties } from "./flow/resource";
import type { Run } from "./run";
import { update } from "./flow/update";

/** The one flow that every resource runs through, whatever its vendor. */
export interface Lifecycle {
  /** The outputs that stand by themselves in state, besides the arguments that were given; the rest is for the flow. All when absent. */
  readonly shown?: ReadonlySet<string>;
  check(run: Run, olds: Properties | undefined, news: Properties): Promise<Checked>;
  diff(run: Run, olds: Properties, news: Properties): Promise<Difference>;
  create(run: Run, inputs: Properties): Promise<Created>;
  read(run: Run, id: string, outputs: Properties): Promise<Live | undefined>;
  update(run: Run, olds: Properties, news: Properties): Promise<Record<string, unknown>>;
  delete(run: Run, id: string, outputs: Properties): Promise<void>;
}

/** The flow for one noun. */
export function lifecycleOf<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
): Lifecycle {
  return repeatable({
    // What is encrypted must stand by itself: the text of the rest is not.
    shown: new Set([
      ...commonOutputs,
      ...noun.outputs,
      ...noun.secretOutputs,
      ...(noun.encryptedOutputs ?? []),
    ]),
    check: (run, olds, news) => check(noun, run, olds, news),
    diff: (run, olds, news) => diff(noun, run, olds, news),
    create: (run, inputs) => create(noun, run, inputs),
    read: (run, id, outputs) => read(noun, run, id, outputs),
    update: (run, olds, news) => update(noun, run, olds, news),
    delete: (run, id, outputs) => release(noun, run, id, outputs),
  });
}
