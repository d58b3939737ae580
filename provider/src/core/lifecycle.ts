import type { Properties } from "./flow/resource";
import type { CheckResult, Created, DiffResult, ReadResult } from "./results";
import type { Run } from "./run";

/** What the engine calls of every resource, whatever its vendor. */
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
