import type { Aspect, Part, Situation } from "./aspect";
import type { CheckFailure } from "../errors";
import type { CommonObserved } from "../observed";
import type { Change } from "../plan";
import { say } from "../language/say";
import { listed } from "../language/lists";

/** Amounts of sizes; one that is left out is not told, or not asked for. */
export type Amounts<K extends string> = Readonly<Partial<Record<K, number>>>;

/** What grows, and to what. */
export interface Growth<K extends string> {
  /** What is there, for sizes that are told. */
  readonly before: Amounts<K>;
  /** What is to be there then. */
  readonly after: Amounts<K>;
  /** What is more, for those that grow. */
  readonly added: Amounts<K>;
}

/** What goes into the same call and is no plain amount: disks. */
export interface Beside {
  /** In words: `disk 2: 80 → 120 GB`. */
  readonly words: readonly string[];
  readonly limits?: Readonly<Record<string, number>>;
  readonly applies: readonly string[];
}

/** How the sizes of a service grow. */
export interface SizesDescription<A, O, C, K extends keyof A & string> extends Pick<
  Aspect<A, O, C>,
  "rules" | "keeps" | "references"
> {
  /** The sizes, each with how an amount of it is said: `(amount) => \`${amount} Mbps\``. */
  readonly sizes: Readonly<Record<K, (amount: number | string) => string>>;
  /** The amounts in force, as far as the record tells them. */
  readonly liveOf: (observed: O) => Amounts<K>;
  /** The amounts that are asked for. Default: the arguments of these names. */
  readonly wantedOf?: (situation: Situation<A, O, C>) => Amounts<K>;
  /** Other arguments that say amounts: a package. */
  readonly alsoPricedBy?: readonly (keyof A & string)[];
  /** What goes into the same call, and why it cannot. */
  readonly beside?: (situation: Situation<A, O, C>) => (Beside & Pick<Part<O>, "faults">) | undefined;
  /** The vendor's limits. */
  readonly judge?: (
    situation: Situation<A, O, C>,
    growth: Growth<K>,
  ) => { readonly faults?: readonly CheckFailure[]; readonly warnings?: readonly string[] };
  /** The price, and the call. Only what grows is asked for by the user; `after` is everything. */
  readonly upgrade: (
    situation: Situation<A, O, C>,
    growth: Growth<K>,
  ) => Pick<Change<O>, "due" | "monthlyMore" | "calls"> & Partial<Pick<Change<O>, "words" | "target">>;
}

/**
 * Sizes that grow in place, for money, and never shrink: less of one is another service.
 * @param wantedOf amounts that are not asked for stay as they are.
 */
export function sizes<A, O extends CommonObserved, C, K extends keyof A & string>(
  description: SizesDescription<A, O, C, K>,
): Aspect<A, O, C> {
  const { sizes: said, liveOf, alsoPricedBy = [], beside, judge, upgrade } = description;
  const keys = Object.keys(said) as K[];
  const given = (wanted: Partial<A>): Amounts<K> => {
    const amounts: Partial<Record<K, number>> = {};
    for (const key of keys) {
      const amount: unknown = wanted[key];
      if (typeof amount === "number") amounts[key] = amount;
    }
    return amounts;
  };
  const wantedOf = description.wantedOf ?? (({ wanted }: Situation<A, O, C>) => given(wanted));
  return {
    ...(description.rules === undefined ? {} : { rules: description.rules }),
    ...(description.keeps === undefined ? {} : { keeps: description.keeps }),
    ...(description.references === undefined ? {} : { references: description.references }),
    pricedBy: [...keys, ...alsoPricedBy],
    argumentsOf: (observed) => ({ ...liveOf(observed) }),
    marks: (observed) => ({ upgrade: JSON.stringify(keys.map((key) => liveOf(observed)[key] ?? null)) }),
    differences(observed, wanted) {
      const live = liveOf(observed);
      const isAdopted = Reflect.get(wanted, "adopt") !== undefined;
      return keys.flatMap((key) => {
        const [is, asked] = [live[key], given(wanted)[key]];
        // What is adopted may grow afterwards; what an order has made is as it was ordered.
        const isOther = is !== undefined && asked !== undefined && (isAdopted ? asked < is : asked !== is);
        return isOther ? [say("its {key} is {is}, not {asked}", { key, is, asked })] : [];
      });
    },
    plan(situation) {
      const before: Amounts<K> = { ...given(situation.before), ...liveOf(situation.observed) };
      const asked = wantedOf(situation);
      const pairs = keys.map((key) => ({ key, is: before[key] ?? 0, to: asked[key] ?? before[key] ?? 0 }));
      const less = pairs.filter(({ is, to }) => to < is);
      if (less.length > 0) return { replaces: less.map(({ key }) => key) };
      const more = pairs.filter(({ is, to }) => to > is);
      const other = beside?.(situation);
      const faults = other?.faults ?? [];
      if (more.length === 0 && (other === undefined || other.words.length === 0)) return { faults };
      const growth: Growth<K> = {
        before,
        after: Object.fromEntries(pairs.map(({ key, to }) => [key, to])) as Amounts<K>,
        added: Object.fromEntries(more.map(({ key, is, to }) => [key, to - is])) as Amounts<K>,
      };
      const verdict = judge?.(situation, growth) ?? {};
      const words = [...more.map(({ key, is, to }) => `${is} → ${said[key](to)}`), ...(other?.words ?? [])];
      const step: Change<O> = {
        kind: "upgrade",
        words: say("upgrade {changes}", { changes: listed(words) }),
        spends: true,
        limits: { ...Object.fromEntries(more.map(({ key, is, to }) => [key, to - is])), ...other?.limits },
        applies: [...more.map(({ key }) => key), ...alsoPricedBy, ...(other?.applies ?? [])],
        ...upgrade(situation, growth),
      };
      return {
        steps: [step],
        faults: [...faults, ...(verdict.faults ?? [])],
        warnings: verdict.warnings ?? [],
      };
    },
  };
}

/** Whether amounts are all there, at the least. */
export function hasGrown<K extends string>(live: Amounts<K>, after: Amounts<K>): boolean {
  return (Object.keys(after) as K[]).every((key) => (live[key] ?? 0) >= (after[key] ?? 0));
}
