import { situationOf, type Aspect, type Part, type Situation } from "./aspect";
import type { Kind, PlanInput } from "../kind";
import { resolveNames } from "../names";
import type { CommonObserved } from "../observed";
import { emptyPlan, type Change, type Plan } from "../plan";

/** What follows from the aspects of a kind. */
type FromAspects =
  | "plan"
  | "rules"
  | "resolve"
  | "marks"
  | "differences"
  | "argumentsOf"
  | "declares"
  | "replacedBy"
  | "reinstalledBy"
  | "pricedBy"
  | "keeps";

/** A kind, as its aspects and what they do not say. */
export interface Composition<A, O extends CommonObserved, C, Name extends string> extends Omit<
  Kind<A, O, C>,
  FromAspects
> {
  /** By name, in the order in which they are planned and their steps are made. */
  readonly aspects: Readonly<Record<Name, Aspect<A, O, C>>>;
  /** Another order, where it depends on what is wanted. */
  readonly sequence?: (situation: Situation<A, O, C>) => readonly Name[];
  /** What is observed by some reads only and belongs to no argument. */
  readonly keepsAlways?: readonly (keyof O & string)[];
  /** The order, what it takes besides, and what forbids it. */
  readonly order: (
    input: PlanInput<A, O, C>,
  ) => Omit<Plan<O>, "steps" | "replaces"> & Partial<Pick<Plan<O>, "steps">>;
  /** The service as its order leaves it, where what an order cannot do is planned like any other change. */
  readonly asOrdered?: (input: PlanInput<A, O, C>) => O;
  /** Why nothing can be done with a service but what is planned, as a fault of its own. */
  readonly obstacle?: (situation: Situation<A, O, C>, steps: readonly Change<O>[]) => Part<O> | undefined;
}

/** A kind from its aspects. */
export function composed<A, O extends CommonObserved, C, Name extends string>(
  composition: Composition<A, O, C, Name>,
): Kind<A, O, C> {
  const { aspects, sequence, keepsAlways = [], order, asOrdered, obstacle, ...own } = composition;
  const all = Object.values<Aspect<A, O, C>>(aspects);
  const keysOf = (key: "replacedBy" | "reinstalledBy" | "pricedBy") => all.flatMap((one) => one[key] ?? []);

  const planChange = (input: PlanInput<A, O, C>, observed: O, before?: Partial<A>): Plan<O> => {
    const situation = situationOf(input, observed, before);
    // The keys of a record are its names.
    const names = sequence?.(situation) ?? (Object.keys(aspects) as Name[]);
    const parts: Part<O>[] = [];
    const steps: Change<O>[] = [];
    for (const name of names) {
      const part = aspects[name].plan?.({ ...situation, planned: steps }) ?? {};
      parts.push(part);
      steps.push(...(part.steps ?? []));
    }
    const replaces = parts.flatMap((part) => part.replaces ?? []);
    if (replaces.length > 0) return { ...emptyPlan, replaces };
    const faults = parts.flatMap((part) => part.faults ?? []);
    const warnings = parts.flatMap((part) => part.warnings ?? []);
    const disagreements = parts.flatMap((part) => part.disagreements ?? []);
    const held = obstacle?.(situation, steps);
    if (held !== undefined) return { ...emptyPlan, faults: [...faults, ...(held.faults ?? [])], warnings };
    return { steps, faults, warnings, disagreements, replaces };
  };

  return {
    ...own,
    replacedBy: keysOf("replacedBy"),
    reinstalledBy: keysOf("reinstalledBy"),
    pricedBy: keysOf("pricedBy"),
    keeps: Object.assign(
      Object.fromEntries(keepsAlways.map((key): [string, readonly string[]] => [key, []])),
      ...all.map(({ keeps }) => keeps),
    ) as Readonly<Record<string, readonly string[]>>,
    rules: (wanted, unknown) => all.flatMap((one) => one.rules?.(wanted, unknown) ?? []),
    resolve: (wanted, kept, catalog) =>
      resolveNames(
        { ...wanted },
        kept,
        all.flatMap((one) => one.references?.(catalog, wanted, kept) ?? []),
      ),
    differences: (observed, wanted, names) =>
      all.flatMap((one) => one.differences?.(observed, wanted, names) ?? []),
    argumentsOf: (observed, names, given) =>
      Object.fromEntries(
        all.flatMap((one) => Object.entries(one.argumentsOf?.(observed, names, given) ?? {})),
      ),
    declares: (observed) =>
      Object.fromEntries(all.flatMap((one) => Object.entries(one.declares?.(observed) ?? {}))),
    marks: (observed) =>
      Object.fromEntries(all.flatMap((one) => Object.entries(one.marks?.(observed) ?? {}))),
    plan(input) {
      if (input.observed !== undefined) return planChange(input, input.observed);
      const ordered = { ...emptyPlan, ...order(input) };
      if (asOrdered === undefined) {
        const after = all.flatMap((one) => one.afterOrder?.(input) ?? []);
        return { ...ordered, steps: [...ordered.steps, ...after] };
      }
      const { onlyAfterOrder = [] } = own;
      const atOrder = Object.entries(input.wanted).filter(([key]) => !onlyAfterOrder.includes(key));
      // The arguments of `wanted`, without some of them.
      const later = planChange(input, asOrdered(input), Object.fromEntries(atOrder) as Partial<A>);
      return {
        ...ordered,
        // What an order cannot do may be wrong in its own way: that shows when it is there.
        steps: [...ordered.steps, ...later.steps],
      };
    },
  };
}
