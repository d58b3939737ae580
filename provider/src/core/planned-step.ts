import { z } from "zod";
import { money, type Price } from "./money";
import { isUnpublished, stepKinds, type Step } from "./step";

const price = z.string().regex(/^-?\d+(\.\d{1,2})?$|^not published$/);

/** A step as programs read it: in the file of a plan, and in an approval. Amounts are decimal strings, or `not published`. */
export const plannedStepSchema = z.strictObject({
  kind: z.enum(stepKinds),
  /** The step in a few words, without its price. */
  words: z.string(),
  /** What it costs when it is made; left out where it costs nothing. */
  due: price.optional(),
  /** The most that it may cost, by what is more a month and the months that are left; only where `due` is `not published`. */
  dueAtMost: price.optional(),
  /** By how much the price of a month grows. */
  monthlyMore: price.optional(),
  currency: z.string().optional(),
  /** Whether every amount that it costs is known; left out where it costs nothing. */
  isPublished: z.boolean().optional(),
  /** Amounts that it may not be larger in: months, increments. */
  limits: z.record(z.string(), z.number()).optional(),
  /** What it sets or takes away: an image, a power state, a name. */
  target: z.string().optional(),
  spends: z.boolean().optional(),
  destroys: z.boolean().optional(),
  interrupts: z.boolean().optional(),
  /** The arguments that it carries out. */
  applies: z.array(z.string()).default([]),
});
export type PlannedStep = z.infer<typeof plannedStepSchema>;

/** Whether a step spends an amount that nobody publishes and that nothing bounds. */
export function isUnbounded(step: Step): boolean {
  return isUnpublished(step) && step.dueAtMost === undefined;
}

/** Whether the most that a step may cost is all that is known of it. */
export function isBoundOnly(step: Step): boolean {
  return isUnpublished(step) && step.dueAtMost !== undefined;
}

const amountOf = (one: Price): string => (one === "not published" ? one : one.amount);

/** A step for programs. */
export function plannedStepOf(step: Step): PlannedStep {
  const { kind, words, due, dueAtMost, monthlyMore, limits, target, spends, destroys, interrupts, applies } =
    step;
  const prices = [due, monthlyMore].filter((one): one is Price => one !== undefined);
  const isPriced = prices.length > 0 || spends === true;
  const isKnown = !isUnpublished(step) && prices.every((one) => one !== "not published");
  return {
    kind,
    words,
    due: due && amountOf(due),
    dueAtMost: isBoundOnly(step) ? dueAtMost?.amount : undefined,
    monthlyMore: monthlyMore && amountOf(monthlyMore),
    currency: prices.flatMap((one) => (one === "not published" ? [] : [one.currency])).at(0),
    isPublished: isPriced ? isKnown : undefined,
    limits: limits && { ...limits },
    target,
    spends,
    destroys,
    interrupts,
    applies: [...applies],
  };
}

/** The step that a program has read, to be held against others. */
export function stepOf({ due, dueAtMost, monthlyMore, currency = "", ...step }: PlannedStep): Step {
  const priceOf = (one: string): Price => (one === "not published" ? one : money(one, currency));
  return {
    ...step,
    due: due === undefined ? undefined : priceOf(due),
    dueAtMost: dueAtMost === undefined ? undefined : money(dueAtMost, currency),
    monthlyMore: monthlyMore === undefined ? undefined : priceOf(monthlyMore),
  };
}
