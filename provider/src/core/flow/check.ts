import type { Account } from "../account";
import { announce, announceFailure } from "./announce";
import { argumentOf, parseArguments, UNKNOWN, type CommonArguments } from "../arguments";
import { optionWords, replacementWords } from "./diff-replacement";
import { ArgumentError, ConfigurationError, messageOf, ResellerError, type CheckFailure } from "../errors";
import { isByName, type Kind } from "../kind";
import type { Resolution, ResolvedNames } from "../names";
import type { CommonObserved } from "../observed";
import { adoptable, asFound, inHand } from "../order/adopt";
import { lookFirst } from "../order/look-first";
import { assertMayOrder } from "../order/order-intent";
import { carriedToken, tokenOf } from "../order/purchase-token";
import { assertNoStrays } from "../order/trace";
import { stepsOf } from "../plan";
import { planFor } from "./planning";
import { lossFaults, replaceInRun } from "./predecessor";
import {
  accountOf,
  argumentsIn,
  blankRecord,
  effectiveOnDelete,
  identityOf,
  isSame,
  namesIn,
  optionsIn,
  planInput,
  registerSecrets,
  type Properties,
  type Wish,
  intentIn,
} from "./resource";
import type { CheckResult } from "../results";
import type { Replacing, Run } from "../run";
import { isOrder as isOrderStep, lineOfAll, type Step } from "../step";
import { nameOf } from "../urn";
import { wordsOfFound, wordsOfMaking } from "./words";
import { say } from "../language/say";
import { listed } from "../language/lists";
import { estimateOf } from "./estimate";

/**
 * Checks inputs and completes them: the ids of names, the effective `onDelete`, the estimate. For a create it also plans,
 * looks for an interrupted earlier purchase, and says the order in the preview. Only reads, shared by all resources.
 * @param olds the inputs of before; `undefined` when the resource is to be created.
 */
export async function check(
  kind: Kind,
  run: Run,
  olds: Properties | undefined,
  news: Properties,
): Promise<CheckResult> {
  registerSecrets(kind.secretArguments, news);
  const urn = typeof news.__urn === "string" ? news.__urn : "";
  const parsed = parseArguments(kind.arguments, argumentsIn(news));
  const isAdopted = parsed.wanted.adopt !== undefined || olds?.__adopted === true;
  const onDelete = effectiveOnDelete(parsed.wanted.onDelete, isAdopted, run, kind.defaultOnDelete);
  const hasOnDelete = "onDelete" in kind.arguments.shape && news.onDelete !== UNKNOWN;
  // A rule holds for the default of the stack too.
  const ruled = hasOnDelete ? { ...parsed.wanted, onDelete } : parsed.wanted;
  const faults: CheckFailure[] = [...parsed.faults, ...kind.rules(ruled, parsed.unknown)];
  let account: Account;
  try {
    account = accountOf(run, kind.vendor, news.account);
  } catch (error) {
    return { inputs: { ...news }, faults: [...faults, { property: "", reason: messageOf(error) }] };
  }
  run.caution(account, urn);
  if (parsed.unknown.size === 0) faults.push(...nameFaults(kind, run, account, parsed.wanted, urn));
  const isOrder = olds === undefined;
  const token = isOrder
    ? await carriedToken(kind, run, account, parsed.wanted, news)
    : tokenOf(run, olds, news);
  const inputs: Record<string, unknown> = {
    ...news,
    ...(hasOnDelete ? { onDelete } : {}),
    __token: token,
    ...(isAdopted ? { __adopted: true } : {}),
  };
  // What is wrong is as good as not known yet: it does not hide what is wrong elsewhere.
  const unknown = new Set([...parsed.unknown, ...parsed.faults.map(argumentOf)]);
  const options = optionsIn(news);
  const wish: Wish = {
    ...parsed,
    wanted: ruled,
    unknown,
    urn,
    token: typeof token === "string" ? token : "",
    names: {},
    account,
    intent: intentIn(news),
    deleteBeforeReplace: options.deleteBeforeReplace,
  };
  run.checked.add(urn);
  run.checkedOptions.set(urn, options);
  const kept = olds === undefined ? {} : namesIn(olds);
  const catalog = await catalogFor(kind, run, wish, isOrder);
  if (catalog.fault !== undefined) return { inputs, faults: [...faults, catalog.fault] };
  const resolution =
    catalog.value === undefined ? keepNames(kept, news) : kind.resolve(parsed.wanted, kept, catalog.value);
  faults.push(...resolution.faults);
  inputs.__names = resolution.names;
  run.checkedArguments.set(urn, argumentsIn(inputs));
  const named = { ...wish, names: resolution.names };
  inputs.estimate = estimateFor(kind, run, named, catalog.value, olds, inputs);
  if (inputs.estimate === undefined) delete inputs.estimate;
  if (isOrder) faults.push(...(await checkOrder(kind, run, named, catalog.value, faults.length > 0)));
  return { inputs, faults: distinct(faults) };
}

/** Why a name cannot be had: another resource of the program is to have it. */
function nameFaults(
  kind: Kind,
  run: Run,
  account: Account,
  wanted: Partial<CommonArguments>,
  urn: string,
): CheckFailure[] {
  const name = kind.ordering.nameOf?.(wanted);
  const holder = name === undefined ? undefined : run.claimName(identityOf(kind, account, name), urn);
  if (name === undefined || holder === undefined) return [];
  return [
    {
      property: "",
      reason: say("{name} is the resource {holder} already: there can be one only", {
        name,
        holder: nameOf(holder),
      }),
    },
  ];
}

/** Without the catalogue names stand for what they stood for; a new one cannot be told. */
function keepNames(kept: ResolvedNames, news: Properties): Resolution {
  const faults = Object.entries(kept)
    .filter(([key, name]) => news[key] !== undefined && news[key] !== UNKNOWN && news[key] !== name.text)
    .map(([property]) => ({
      property,
      reason: say("cannot be changed now: the catalogue, which has the names, cannot be had"),
    }));
  return { names: kept, faults };
}

function distinct(faults: readonly CheckFailure[]): readonly CheckFailure[] {
  const seen = new Map(faults.map((fault) => [`${fault.property}\n${fault.reason}`, fault]));
  return [...seen.values()];
}

/** The catalogue. Without it nothing can be ordered, but what is there can go on: a warning then. */
async function catalogFor(
  kind: Kind,
  run: Run,
  wish: Wish,
  isOrder: boolean,
): Promise<{ value?: unknown; fault?: CheckFailure }> {
  try {
    return { value: await kind.catalog(wish.account) };
  } catch (error) {
    if (!(error instanceof ResellerError)) throw error;
    if (isOrder || error instanceof ConfigurationError)
      return { fault: { property: "", reason: messageOf(error) } };
    run.voice.say(
      wish.urn,
      say("the catalogue cannot be had, so nothing is checked against it: {reason}", {
        reason: messageOf(error),
      }),
      "warning",
    );
    return {};
  }
}

function estimateFor(
  kind: Kind,
  run: Run,
  wish: Wish,
  catalog: unknown,
  olds: Properties | undefined,
  inputs: Properties,
): unknown {
  const before = olds?.estimate;
  // A new price in the catalogue is no change of the resource.
  if (before !== undefined && olds !== undefined && isSame(argumentsIn(olds), argumentsIn(inputs)))
    return before;
  return catalog === undefined ? before : estimateOf(kind, wish, catalog, run.now());
}

async function checkOrder(
  kind: Kind,
  run: Run,
  wish: Wish,
  catalog: unknown,
  hasFaults: boolean,
): Promise<readonly CheckFailure[]> {
  const { urn, wanted } = wish;
  const replacing = replacingOf(run, wish);
  try {
    const found = await existing(kind, run, wish);
    if (found !== undefined) run.expect(identityOf(kind, wish.account, found.serviceId));
    if (found === undefined) await assertMayOrder(kind, run, wish, replacing?.intent, Infinity);
    const leaving = replacing?.isDeletedFirst === true ? replacing.serviceId : undefined;
    const obstacles = found === undefined ? ((await kind.createFaults?.({ ...wish, leaving })) ?? []) : [];
    const recorded =
      found === undefined
        ? undefined
        : inHand(kind, blankRecord(wish, asFound(kind, found, wanted), {}), wish);
    const input = planInput(wish, {
      observed: found,
      recorded,
      replacing: kind.observed.safeParse(replacing?.observed).data,
      catalog,
      now: run.now(),
    });
    const plan = planFor(kind, input, run.settings.quarantineMinutes);
    const isForcedFirst = replacing?.isUnsaid === true && wish.deleteBeforeReplace === true;
    const losses = isForcedFirst ? lossFaults(kind, replacing, wanted, optionWords()) : [];
    const faults = [...plan.faults, ...obstacles, ...losses];
    if (faults.length > 0 || hasFaults) return faults;
    const steps = stepsOf(plan);
    run.decisions.set(urn, { steps, replacing });
    if (replacing !== undefined) replaceInRun(kind, run, wish, replacing);
    const once = kind.saidOnce?.();
    if (once !== undefined && run.isFirst(`${wish.account.key}: ${once}`)) run.voice.say(urn, once, "info");
    const [order] = steps;
    if (order !== undefined && isOrderStep(order) && !run.brakes.allows(order)) {
      // The engine has every other resource checked first: a fault here would stop what is allowed of them.
      announceFailure(run, wish, steps, run.brakes.refusalOf(order));
      return [];
    }
    // Most replacements were said by their diff, with what becomes of the old service.
    if (replacing === undefined || found !== undefined)
      announce(run, wish, { ...plan, steps }, wordsOf(kind, steps, found, wish));
    else if (replacing.isUnsaid === true)
      announce(
        run,
        wish,
        { ...plan, steps },
        say("REPLACED as a whole: {words}", {
          words: replacementWords(kind, replacing, steps),
        }),
      );
    return [];
  } catch (error) {
    if (!(error instanceof ResellerError)) throw error;
    return error instanceof ArgumentError ? error.faults : [{ property: "", reason: messageOf(error) }];
  }
}

/** The service that is to be replaced. Where no replacement was planned the engine has been told to make one: `replaceOnChanges` and the like. */
function replacingOf(run: Run, wish: Wish): Replacing | undefined {
  const { replacing, there } = run.decisions.get(wish.urn) ?? {};
  if (replacing !== undefined || there === undefined || wish.wanted.adopt !== undefined) return replacing;
  return { ...there, isUnsaid: true, isDeletedFirst: wish.deleteBeforeReplace === true };
}

/** The service that is adopted, or the one with the token. */
async function existing(kind: Kind, run: Run, wish: Wish): Promise<CommonObserved | undefined> {
  if (wish.wanted.adopt !== undefined) return adoptable(kind, run, wish, wish.wanted.adopt);
  if (wish.unknown.has("adopt") || wish.token === "") return undefined;
  // What is to be there with it may not be there yet either.
  if (isByName(kind, wish.wanted) && wish.unknown.size > 0) return undefined;
  const { token, wanted, names } = wish;
  const maxAgeMs = isByName(kind, wanted) ? 5_000 : Infinity;
  const found = await lookFirst(kind, run, wish, { token, wanted, names, maxAgeMs });
  if (found === undefined) await assertNoStrays(kind, run, wish, Infinity);
  return found?.observed;
}

function wordsOf(
  kind: Kind,
  steps: readonly Step[],
  found: CommonObserved | undefined,
  { wanted, unknown, token }: Wish,
): string {
  const later = steps.length === 0 ? "" : say("; then {line}", { line: lineOfAll(steps) });
  const open =
    unknown.size === 0 ? "" : say(" (not known yet: {unknown})", { unknown: listed([...unknown]) });
  if (found === undefined) return `${lineOfAll(steps)}${open}`;
  const { nothing } = wordsOfMaking(kind);
  const { adopt } = wanted;
  if (adopt !== undefined)
    return say("adopt {adopt}: {nothing}{later}{open}", { adopt, nothing, later, open });
  const unless = kind.ordering.assertAlive === undefined ? "" : say(" (unless it is still being deleted)");
  return say("take over {what}{unless}: {nothing}{later}{open}", {
    what: wordsOfFound({ ...kind, isNamed: isByName(kind, wanted) }, found, token),
    unless,
    nothing,
    later,
    open,
  });
}
