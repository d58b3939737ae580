import { announce } from "../flow/announce";
import type { Belonging, BelongingArguments } from "./belonging";
import { creationOf, liveArguments, outputsOf, planOf, recall, wishOf } from "./state";
import { create, namesakeOf } from "./create";
import { remove, update } from "./work";
import { nameOf } from "../flow/carry-out";
import type { Checked } from "../flow/check";
import type { Difference } from "../flow/diff";
import { ArgumentError, DecisionNeededError, messageOf, ResellerError, type Fault } from "../errors";
import type { Lifecycle } from "../lifecycle";
import type { CommonObserved } from "../noun";
import { lineOfAll, type Step } from "../plan";
import { refuseFaults } from "../flow/planning";
import { oldestListForRefreshMs, type Live } from "../flow/read";
import { repeatable } from "../flow/repeated";
import {
  accountOf,
  holdAccount,
  holdSingleOwner,
  identityOf,
  isSame,
  type Properties,
  type Wish,
} from "../flow/resource";
import type { Run } from "../run";

/** The flow of what costs nothing and holds no term: it is dropped when it is gone, and made again. */
export function belongingLifecycle<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
): Lifecycle {
  return repeatable({
    check: (run, olds, news) => check(noun, run, olds, news),
    diff: (run, olds, news) => Promise.resolve().then(() => diff(noun, run, olds, news)),
    create: (run, inputs) => create(noun, run, inputs),
    read: (run, id, outputs) => read(noun, run, id, outputs),
    update: (run, olds, news) => update(noun, run, olds, news),
    delete: (run, id, outputs) => remove(noun, run, id, outputs),
  });
}

/** Checks inputs; for a create it also looks for what has the same key. Only reads. */
async function check<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  run: Run,
  olds: Properties | undefined,
  news: Properties,
): Promise<Checked> {
  const inputs = { ...news };
  try {
    const wish = wishOf(noun, run, news);
    run.checked.add(wish.urn);
    if (olds !== undefined || wish.faults.length > 0) return { inputs, faults: wish.faults };
    return { inputs, faults: await checkCreation(noun, run, wish) };
  } catch (error) {
    if (!(error instanceof ResellerError)) throw error;
    const faults =
      error instanceof ArgumentError ? error.faults : [{ property: "", reason: messageOf(error) }];
    return { inputs, faults };
  }
}

async function checkCreation<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  run: Run,
  wish: Wish<A>,
): Promise<readonly Fault[]> {
  const { account, wanted, unknown, urn } = wish;
  const replaced = run.decisions.get(urn)?.replacing?.serviceId;
  const step = creationOf(noun, wanted);
  const open = unknown.size === 0 ? "" : ` (not known yet: ${[...unknown].join(", ")})`;
  let words = step.words;
  // What is to be there with it may not be there yet either.
  if (unknown.size === 0) {
    const rows = (await noun.things(account).all(5_000)).filter(({ serviceId }) => serviceId !== replaced);
    const found = namesakeOf(noun, run, wish, rows);
    if (found !== undefined) words = `take over ${noun.words(wanted)} (${found.serviceId}): makes nothing`;
    const faults = found === undefined ? ((await noun.obstacles?.(account, wanted)) ?? []) : [];
    if (faults.length > 0) return faults;
  }
  // A replacement was said by its diff.
  if (replaced === undefined) say(run, wish, [step], `${words}${open}`);
  return [];
}

function say<A>(run: Run, wish: Wish<A>, steps: readonly Step[], words: string): void {
  announce(run, wish, { steps, faults: [], warnings: [], replaces: [] }, words);
}

/** Plans from what is recorded, without the network, keeps the plan for `update`, and says it in the preview. */
function diff<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  run: Run,
  olds: Properties,
  news: Properties,
): Difference {
  const recorded = recall(noun, olds);
  const wish = wishOf(noun, run, news);
  const { urn, account, wanted, unknown } = wish;
  // A refresh only compares what it has just read: nothing is planned, and nothing may fail.
  // But what only another one can carry out, and is made unknown, goes with the resource that it comes from.
  if (!run.checked.has(urn))
    return { changes: undefined, replaces: noun.replacedBy.filter((key) => unknown.has(key)) };
  holdAccount(account, recorded);
  const { serviceId = "", claim } = recorded.lifecycle;
  const service = identityOf(noun, account, serviceId);
  holdSingleOwner(run, service, urn);
  run.meet(service, { urn, claim });
  const { changed, replaces, change } = planOf(noun, wish, recorded, { ...recorded.extra, ...wanted });
  const open = changed.filter((key) => unknown.has(key));
  const notKnown = open.length === 0 ? "" : `(${open.join(", ")} not known yet)`;
  if (replaces.length > 0) {
    const creation = creationOf(noun, wanted);
    const deletion = `delete ${noun.title} ${serviceId}`;
    const deleteBeforeReplace = orderOf(noun, wish);
    const order = deleteBeforeReplace ? [deletion, creation.words] : [creation.words, deletion];
    run.decisions.set(urn, { steps: [creation], replacing: { serviceId, supersedes: [], leftAlone: [] } });
    say(
      run,
      wish,
      [creation],
      `${notKnown === "" ? "" : `may be replaced ${notKnown}: `}${order.join("; then ")}`,
    );
    return { changes: undefined, replaces, deleteBeforeReplace };
  }
  refuseFaults(change?.faults ?? [], nameOf(urn));
  const steps = change === undefined ? [] : [change.step];
  run.decisions.set(urn, { steps });
  say(run, wish, steps, `${lineOfAll(steps)}${steps.length === 0 || notKnown === "" ? "" : ` ${notKnown}`}`);
  // Where arguments changed, the engine compares them itself and names them.
  if (unknown.size > 0 || !isSame(recorded.arguments, wanted)) return { changes: undefined, replaces: [] };
  return { changes: changed.length > 0, replaces: [] };
}

/** Whether the old one goes first. @throws {ArgumentError} when the program forbids what must be. */
function orderOf<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  { deleteBeforeReplace, urn }: Wish<A>,
): boolean {
  if (noun.goesFirst !== true) return deleteBeforeReplace === true;
  if (deleteBeforeReplace === false)
    refuseFaults(
      [
        {
          property: "deleteBeforeReplace",
          reason: `is false, but there cannot be two of this ${noun.title} at once`,
        },
      ],
      nameOf(urn),
    );
  return true;
}

/**
 * Observes.
 * @returns `undefined` when it is gone.
 * @throws {DecisionNeededError} when `.get()` names something that is not there.
 */
async function read<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  run: Run,
  id: string,
  outputs: Properties,
): Promise<Live | undefined> {
  const recorded = recall(noun, outputs);
  const isOurs = outputs.__arguments !== undefined;
  const account = accountOf(run, noun.vendor, outputs.account);
  holdAccount(account, recorded);
  const serviceId = recorded.lifecycle.serviceId ?? id;
  const observed = await noun.things(account).once(serviceId, oldestListForRefreshMs);
  if (observed === undefined) {
    if (isOurs) return undefined;
    throw new DecisionNeededError(`account ${account.key} has no ${noun.title} ${id}`, {
      advice: "Check the id, and which account it is in",
    });
  }
  const live = liveArguments(noun, observed);
  // What is not managed stays so; what is read for the first time is described by what it is.
  const given: Properties = isOurs ? recorded.arguments : live;
  const now = Object.fromEntries(Object.keys(given).map((key) => [key, live[key] ?? given[key]]));
  const { urn, token, lifecycle } = recorded;
  const known = {
    ...recorded,
    arguments: now as Partial<A>,
    observed,
    lifecycle: { ...lifecycle, serviceId },
  };
  const hidden = isOurs ? { __urn: urn, __token: token } : {};
  return { id: serviceId, outputs: outputsOf(noun, known), inputs: { ...now, ...hidden } };
}
