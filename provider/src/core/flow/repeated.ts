import { HalfDoneError, messageOf, ResellerError } from "../errors";
import type { Lifecycle } from "../lifecycle";
import { isSame, type Properties } from "./resource";
import type { Run } from "../run";

/** By which a run knows a resource again when the engine repeats a call. */
function keyOf({ __urn, __token }: Properties): string {
  return `${String(__urn)} ${String(__token)}`;
}

/**
 * The same lifecycle, whose `create` and `update` may be called again within a run as they were called before, as an error
 * hook of the program lets the engine do. The engine then sends what it sent the first time and has forgotten what came of it:
 * so the run remembers what was left behind, and the second call goes on from there.
 */
export function repeatable(lifecycle: Lifecycle): Lifecycle {
  const attempt = async (
    run: Run,
    call: { readonly key: string; readonly olds: Properties | undefined; readonly left: Left | undefined },
    work: () => Promise<Left>,
  ): Promise<Left> => {
    const { key, olds, left } = call;
    try {
      const made = await work();
      run.attempts.set(key, { ...made, olds });
      return made;
    } catch (error) {
      const kept = error instanceof HalfDoneError ? error : left && stillHalfDone(left, error);
      if (kept === undefined) throw error;
      run.attempts.set(key, { id: kept.id, outputs: { ...kept.outputs }, olds });
      throw kept;
    }
  };
  return {
    ...lifecycle,

    create(run, inputs) {
      const key = keyOf(inputs);
      const last = run.attempts.get(key);
      const left = last?.olds === undefined ? last : undefined;
      return attempt(run, { key, olds: undefined, left }, async () => {
        if (left === undefined) return lifecycle.create(run, inputs);
        const outputs = await lifecycle.update(run, left.outputs, inputs);
        const { serviceId } = outputs;
        return { id: typeof serviceId === "string" ? serviceId : left.id, outputs };
      });
    },

    async update(run, olds, news) {
      const key = keyOf(news);
      const last = run.attempts.get(key);
      const left = last?.olds !== undefined && isSame(last.olds, olds) ? last : undefined;
      const made = await attempt(run, { key, olds, left }, async () => {
        const outputs = await lifecycle.update(run, left?.outputs ?? olds, news);
        return { id: left?.id ?? "", outputs };
      });
      return made.outputs;
    },

    async delete(run, id, outputs) {
      await lifecycle.delete(run, id, outputs);
      for (const [key, left] of run.attempts) if (left.id === id) run.attempts.delete(key);
    },
  };
}

/** What is in state after a call, or would be. */
interface Left {
  readonly id: string;
  readonly outputs: Record<string, unknown>;
}

/** A later failure must not make the engine forget what an earlier one left in hand. */
function stillHalfDone({ id, outputs }: Left, error: unknown): HalfDoneError {
  const [what, facts] =
    error instanceof ResellerError ? [error.what, error.facts] : [messageOf(error), { cause: error }];
  return new HalfDoneError(id, outputs, what, facts);
}
