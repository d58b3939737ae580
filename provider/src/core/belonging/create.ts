import type { Belonging, BelongingArguments } from "./belonging";
import { attempt, carryChange, halfDone, inLane, liveOf, named, watchFor, type Errand } from "./call";
import { creationOf, differencesOf, outputsOf, targetOf, wishOf } from "./state";
import { nameOf } from "../flow/carry-out";
import type { Created } from "../flow/create";
import { DecisionNeededError, unknownOutcome } from "../errors";
import type { CommonObserved } from "../noun";
import { refuseFaults } from "../flow/planning";
import type { Recorded } from "../record";
import { blankRecord, identityOf, timeoutOf, type Properties, type Wish } from "../flow/resource";
import type { Run } from "../run";

/**
 * The thing that has the same key and is to be taken over.
 * @throws {DecisionNeededError} when it is another resource already, or is not what the arguments say.
 */
export function namesakeOf<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  run: Run,
  { wanted, urn, account }: Wish<A>,
  rows: readonly O[],
): O | undefined {
  const [row, ...more] = rows.filter((one) => noun.hasKeyOf(one, wanted));
  if (row === undefined) return undefined;
  const refuse = (reason: string): never => {
    throw new DecisionNeededError(`${noun.words(wanted)}: ${reason}`, {
      resource: nameOf(urn),
      advice: "Nothing is made. Change the arguments, or delete in the panel what is not wanted",
    });
  };
  if (more.length > 0)
    return refuse(`${[row, ...more].map((one) => one.serviceId).join(", ")} are there already`);
  const other = run.met(identityOf(noun, account, row.serviceId));
  if (other !== undefined && other.urn !== urn)
    return refuse(`it is the resource ${nameOf(other.urn)} already`);
  const differences = differencesOf(noun, row, wanted);
  if (differences.length > 0)
    return refuse(`${row.serviceId} is there already, but ${differences.join("; ")}`);
  return row;
}

/** Takes over what has the same key, or makes it, once. */
export function create<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  run: Run,
  inputs: Properties,
): Promise<Created> {
  const wish = wishOf(noun, run, inputs);
  const { account, wanted, urn } = wish;
  const errand: Errand = { run, account, urn, type: noun.type, timeoutMs: timeoutOf(wanted, "create") };
  return named(urn, () =>
    inLane(account, noun.lane?.(wanted), async () => {
      refuseFaults(wish.faults, nameOf(urn));
      const there = await noun.things(account).allNow();
      const found = namesakeOf(noun, run, wish, there);
      const { target, made } = targetOf(noun, wanted, {});
      const observed = found ?? (await make(noun, errand, wish, target, there));
      return finish(noun, errand, wish, { observed, target, made, isTakenOver: found !== undefined });
    }),
  );
}

/** Makes one and finds it in the list, whatever the reply said. */
async function make<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  errand: Errand,
  wish: Wish<A>,
  target: Partial<A>,
  there: readonly O[],
): Promise<O> {
  const { run, account } = errand;
  refuseFaults((await noun.obstacles?.(account, wish.wanted)) ?? [], nameOf(wish.urn));
  const step = creationOf(noun, wish.wanted);
  const things = noun.things(account);
  // Where the engine repeats a call that had no answer, it is only looked for.
  const unanswered = run.unanswered.get(wish.urn);
  const before = unanswered ?? new Set(there.map(({ serviceId }) => serviceId));
  const isNew = ({ serviceId }: O) =>
    !before.has(serviceId) && run.met(identityOf(noun, account, serviceId)) === undefined;
  let id: string | undefined;
  const failure =
    unanswered === undefined
      ? await attempt(errand, step, async () => {
          id = await noun.create(account, noun.arguments.parse(target));
        })
      : "it was sent once in this run already";
  const observed = await watchFor(
    errand,
    step.words,
    () => run.settings.settleSeconds * 1_000,
    async () => {
      const named = id === undefined ? undefined : await things.getNow(id);
      if (named !== undefined && isNew(named)) return named;
      // Part of a reply may read like a whole one: what is new in the list decides.
      const [row, ...more] = (await things.allNow()).filter(
        (one) => isNew(one) && differencesOf(noun, one, wish.wanted).length === 0,
      );
      return more.length === 0 ? row : undefined;
    },
  );
  if (observed !== undefined) return observed;
  run.unanswered.set(wish.urn, before);
  throw unknownOutcome(
    step.words,
    failure ?? "the panel only said that it is made",
    "nothing new of the kind is listed, or several are",
    "It is not in state. The next `pulumi up` looks again, and makes it if it is not there",
  );
}

interface InHand<A, O> {
  readonly observed: O;
  readonly target: Partial<A>;
  readonly made: Properties;
  readonly isTakenOver: boolean;
}

/** Waits until it is ready and sets what its creation could not: from here on every failure keeps it in state. */
async function finish<A extends BelongingArguments, O extends CommonObserved>(
  noun: Belonging<A, O>,
  errand: Errand,
  wish: Wish<A>,
  { observed, target, made, isTakenOver }: InHand<A, O>,
): Promise<Created> {
  const { run, account, urn } = errand;
  const { serviceId } = observed;
  const claim = run.now().getTime();
  const service = identityOf(noun, account, serviceId);
  run.meet(service, { urn, claim });
  if (isTakenOver) {
    run.takeOver(service);
    run.voice.say(urn, `took over ${noun.title} ${serviceId}: nothing was made`, "info");
  }
  // Of what was taken over nobody knows the secrets.
  const open = [...(noun.onlyLater ?? []), ...(isTakenOver ? Object.keys(noun.made ?? {}) : [])];
  const changed = open.filter((key) => Reflect.get(target, key) !== undefined);
  const settled = Object.fromEntries(Object.entries(wish.wanted).filter(([key]) => !changed.includes(key)));
  const recorded: Recorded<A, O> = {
    ...blankRecord<A, O>(
      wish,
      { serviceId, claim, origin: isTakenOver ? "takenOver" : "bought" },
      isTakenOver ? {} : made,
    ),
    arguments: settled as Partial<A>,
    observed,
  };
  try {
    await noun.things(account).watch(serviceId, {
      what: noun.words(wish.wanted),
      timeoutMs: errand.timeoutMs,
      pollMs: run.settings.pollSeconds * 1_000,
      done: (row) => row?.status !== "opening",
    });
    const change = changed.length === 0 ? undefined : noun.change?.(account, { observed, target, changed });
    if (change !== undefined) await carryChange({ ...errand, serviceId }, change);
    const live = await liveOf(noun, errand, serviceId);
    return {
      id: serviceId,
      outputs: outputsOf(noun, { ...recorded, arguments: wish.wanted, extra: made, observed: live }),
    };
  } catch (error) {
    throw halfDone(noun, recorded, error);
  }
}
