import { adoptable, asFound, inHand } from "./adopt";
import { announce } from "./announce";
import { armingIn, holdArming } from "./arming";
import { argumentOf, parseArguments, UNKNOWN, type CommonArguments } from "../arguments";
import { ArgumentError, ConfigurationError, messageOf, ResellerError, type Fault } from "../errors";
import { lookFirst } from "./look-first";
import type { CommonObserved, Noun, Resolution, ResolvedNames } from "../noun";
import { lineOfAll, type Step } from "../plan";
import { optionWords, replacementWords } from "./diff-replacement";
import { planFor } from "./planning";
import { lossFaults, replaceInRun } from "./predecessor";
import {
  accountOf,
  argumentsIn,
  blankRecord,
  deleteBeforeReplaceIn,
  effectiveOnDelete,
  identityOf,
  isSame,
  namesIn,
  planInput,
  registerSecrets,
  type Properties,
  type Wish,
} from "./resource";
import type { Account, Replacing, Run } from "../run";
import { carriedToken, tokenOf } from "./tokens";
import { holdStrays } from "./trace";
import { wordsOfFound, wordsOfMaking } from "./words";

export interface Checked {
  readonly inputs: Record<string, unknown>;
  readonly faults: readonly Fault[];
}

/**
 * Checks inputs and completes them: the ids of names, the effective `onDelete`, the estimate. For a create it also plans,
 * looks for an interrupted earlier purchase, and says the order in the preview. Only reads, shared by all resources.
 * @param olds the inputs of before; `undefined` when the resource is to be created.
 */
export async function check<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  olds: Properties | undefined,
  news: Properties,
): Promise<Checked> {
  registerSecrets(noun.secretArguments, news);
  const urn = typeof news.__urn === "string" ? news.__urn : "";
  const parsed = parseArguments<A>(noun.arguments, argumentsIn(news));
  const faults: Fault[] = [...parsed.faults, ...noun.rules(parsed.wanted, parsed.unknown)];
  let account: Account;
  try {
    account = accountOf(run, noun.vendor, news.account);
  } catch (error) {
    return { inputs: { ...news }, faults: [...faults, { property: "", reason: messageOf(error) }] };
  }
  const isOrder = olds === undefined;
  const token = isOrder
    ? await carriedToken(noun, run, account, parsed.wanted, news)
    : tokenOf(run, olds, news);
  const isAdopted = parsed.wanted.adopt !== undefined || olds?.__adopted === true;
  const inputs: Record<string, unknown> = {
    ...news,
    onDelete:
      news.onDelete === UNKNOWN
        ? UNKNOWN
        : effectiveOnDelete(parsed.wanted.onDelete, isAdopted, run, noun.defaultOnDelete),
    __token: token,
    ...(isAdopted ? { __adopted: true } : {}),
  };
  // What is wrong is as good as not known yet: it does not hide what is wrong elsewhere.
  const unknown = new Set([...parsed.unknown, ...parsed.faults.map(argumentOf)]);
  const wish: Wish<A> = {
    ...parsed,
    unknown,
    urn,
    token: typeof token === "string" ? token : "",
    names: {},
    account,
    arming: armingIn(news),
    deleteBeforeReplace: deleteBeforeReplaceIn(news),
  };
  run.checked.add(urn);
  const kept = olds === undefined ? {} : namesIn(olds);
  const catalog = await catalogFor(noun, run, wish, isOrder);
  if (catalog.fault !== undefined) return { inputs, faults: [...faults, catalog.fault] };
  const resolution =
    catalog.value === undefined ? keepNames(kept, news) : noun.resolve(parsed.wanted, kept, catalog.value);
  faults.push(...resolution.faults);
  inputs.__names = resolution.names;
  run.checkedArguments.set(urn, argumentsIn(inputs));
  const named = { ...wish, names: resolution.names };
  inputs.estimate = estimateFor(noun, run, named, catalog.value, olds, inputs);
  if (inputs.estimate === undefined) delete inputs.estimate;
  if (isOrder) faults.push(...(await checkOrder(noun, run, named, catalog.value, faults.length > 0)));
  return { inputs, faults: distinct(faults) };
}

/** Without the catalogue names stand for what they stood for; a new one cannot be told. */
function keepNames(kept: ResolvedNames, news: Properties): Resolution {
  const faults = Object.entries(kept)
    .filter(([key, name]) => news[key] !== undefined && news[key] !== UNKNOWN && news[key] !== name.text)
    .map(([property]) => ({
      property,
      reason: "cannot be changed now: the catalogue, which has the names, cannot be had",
    }));
  return { names: kept, faults };
}

function distinct(faults: readonly Fault[]): readonly Fault[] {
  const seen = new Map(faults.map((fault) => [`${fault.property}\n${fault.reason}`, fault]));
  return [...seen.values()];
}

/** The catalogue. Without it nothing can be ordered, but what is there can go on: a warning then. */
async function catalogFor<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  isOrder: boolean,
): Promise<{ value?: C; fault?: Fault }> {
  try {
    return { value: await noun.catalog(wish.account) };
  } catch (error) {
    if (!(error instanceof ResellerError)) throw error;
    if (isOrder || error instanceof ConfigurationError)
      return { fault: { property: "", reason: messageOf(error) } };
    run.voice.say(
      wish.urn,
      `the catalogue cannot be had, so nothing is checked against it: ${messageOf(error)}`,
      "warning",
    );
    return {};
  }
}

function estimateFor<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  catalog: C | undefined,
  olds: Properties | undefined,
  inputs: Properties,
): unknown {
  const before = olds?.estimate;
  // A new price in the catalogue is no change of the resource.
  if (before !== undefined && olds !== undefined && isSame(argumentsIn(olds), argumentsIn(inputs)))
    return before;
  return catalog === undefined
    ? before
    : noun.estimate(wish.wanted, wish.names, catalog, wish.account, run.now(), wish.unknown);
}

async function checkOrder<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
  catalog: C | undefined,
  hasFaults: boolean,
): Promise<readonly Fault[]> {
  const { urn, wanted } = wish;
  const replacing = replacingOf(run, wish);
  try {
    const found = await existing(noun, run, wish);
    if (found !== undefined) run.expect(identityOf(noun, wish.account, found.serviceId));
    if (found === undefined) await holdArming(noun, run, wish, replacing?.arming, Infinity);
    const obstacles = found === undefined ? ((await noun.obstacles?.(wish)) ?? []) : [];
    const recorded =
      found === undefined
        ? undefined
        : inHand(blankRecord<A, O>(wish, asFound(noun, found, wanted), {}), wish);
    const input = planInput<A, O, C>(wish, {
      observed: found,
      recorded,
      replacing: noun.observed.safeParse(replacing?.observed).data,
      catalog,
      now: run.now(),
    });
    const plan = planFor(noun, input, run.settings.quarantineMinutes);
    const isForcedFirst = replacing?.isUnsaid === true && wish.deleteBeforeReplace === true;
    const losses = isForcedFirst ? lossFaults(noun, replacing, wanted, optionWords) : [];
    const faults = [...plan.faults, ...obstacles, ...losses];
    if (faults.length > 0 || hasFaults) return faults;
    run.decisions.set(urn, { steps: plan.steps, replacing });
    if (replacing !== undefined) replaceInRun(noun, run, wish, replacing);
    // Most replacements were said by their diff, with what becomes of the old service.
    if (replacing === undefined || found !== undefined)
      announce(run, wish, plan, wordsOf(noun, plan.steps, found, wish));
    else if (replacing.isUnsaid === true)
      announce(run, wish, plan, `REPLACED as a whole: ${replacementWords(noun, replacing, plan.steps)}`);
    return [];
  } catch (error) {
    if (!(error instanceof ResellerError)) throw error;
    return error instanceof ArgumentError ? error.faults : [{ property: "", reason: messageOf(error) }];
  }
}

/** The service that is to be replaced. Where no replacement was planned the engine has been told to make one: `replaceOnChanges` and the like. */
function replacingOf(run: Run, wish: Wish<CommonArguments>): Replacing | undefined {
  const { replacing, there } = run.decisions.get(wish.urn) ?? {};
  if (replacing !== undefined || there === undefined || wish.wanted.adopt !== undefined) return replacing;
  return { ...there, isUnsaid: true, isDeletedFirst: wish.deleteBeforeReplace === true };
}

/** The service that is adopted, or the one with the token. */
async function existing<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  run: Run,
  wish: Wish<A>,
): Promise<O | undefined> {
  if (wish.wanted.adopt !== undefined) return adoptable(noun, run, wish, wish.wanted.adopt);
  if (wish.unknown.has("adopt") || wish.token === "") return undefined;
  const { token, wanted, names, account } = wish;
  const found = await lookFirst(noun, run, account, { token, wanted, names, maxAgeMs: Infinity });
  if (found === undefined) await holdStrays(noun, run, wish, Infinity);
  return found?.observed;
}

function wordsOf(
  noun: { readonly isPrecious: boolean; readonly isFree?: boolean; readonly holdAlive?: unknown },
  steps: readonly Step[],
  found: CommonObserved | undefined,
  { wanted: { adopt }, unknown, token }: Wish<CommonArguments>,
): string {
  const later = steps.length === 0 ? "" : `; then ${lineOfAll(steps)}`;
  const open = unknown.size === 0 ? "" : ` (not known yet: ${[...unknown].join(", ")})`;
  if (found === undefined) return `${lineOfAll(steps)}${open}`;
  const { nothing } = wordsOfMaking(noun);
  if (adopt !== undefined) return `adopt ${adopt}: ${nothing}${later}${open}`;
  const unless = noun.holdAlive === undefined ? "" : " (unless it is still being deleted)";
  return `take over ${wordsOfFound(noun, found, token)}${unless}: ${nothing}${later}${open}`;
}
