import { readWish, rules, type CollectionWish } from "./arguments";
import { bring } from "./bring";
import { check } from "./check";
import type { CollectionKind } from "./collection-kind";
import { release } from "./delete";
import { diff } from "./diff";
import type { Created } from "../results";
import { refuseFaults } from "../flow/planning";
import { repeatable } from "../flow/repeated";
import { argumentsIn, type Properties } from "../flow/resource";
import type { Lifecycle } from "../lifecycle";
import { read } from "./read";
import type { Run } from "../run";
import { assertOwnAccount, emptyState, recall, remember } from "./state";
import { nameOf } from "../urn";

/** Reads checked inputs. @throws {ArgumentError} when what was not known in the preview turned out wrong. */
function soundWish(kind: CollectionKind, run: Run, inputs: Properties): CollectionWish {
  const wish = readWish(kind, run, inputs);
  refuseFaults([...wish.faults, ...rules(kind, wish)], nameOf(wish.urn));
  return wish;
}

async function create(kind: CollectionKind, run: Run, inputs: Properties): Promise<Created> {
  const wish = soundWish(kind, run, inputs);
  const shown = run.decisions.get(wish.urn)?.steps ?? [];
  const outputs = await bring({ kind, run, wish, given: argumentsIn(inputs) }, emptyState, shown);
  return { id: wish.token, outputs };
}

async function update(
  kind: CollectionKind,
  run: Run,
  olds: Properties,
  news: Properties,
): Promise<Record<string, unknown>> {
  const wish = soundWish(kind, run, news);
  const state = recall(kind, olds);
  assertOwnAccount(wish, state);
  const shown = run.decisions.get(wish.urn)?.steps ?? [];
  const given = argumentsIn(news);
  if (shown.length === 0) return remember(kind, state, given, wish);
  return bring({ kind, run, wish, given }, state, shown);
}

/**
 * The flow for one collection. That of single kinds does not fit: one resource is many rows, each with its own outcome, and none of
 * them is a purchase.
 */
export function collectionLifecycle(kind: CollectionKind): Lifecycle {
  return repeatable({
    check: (run, olds, news) => check(kind, run, olds, news),
    diff: (run, olds, news) => Promise.resolve().then(() => diff(kind, run, olds, news)),
    create: (run, inputs) => create(kind, run, inputs),
    read: (run, id, outputs) => read(kind, run, id, outputs),
    update: (run, olds, news) => update(kind, run, olds, news),
    delete: (run, id, outputs) => release(kind, run, id, outputs),
  });
}
