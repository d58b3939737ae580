import type { CheckFailure } from "../errors";
import { isSame } from "../flow/resource";
import type { PlanInput } from "../kind";
import type { Reference, ResolvedNames } from "../names";
import type { CommonObserved } from "../observed";
import type { Change } from "../plan";

/** A service that is there, and what is wanted of it. */
export interface Situation<A, O, C> extends PlanInput<A, O, C> {
  readonly observed: O;
  /** The arguments that count as applied. */
  readonly before: Partial<A>;
  /** What the aspects before this one do. */
  readonly planned: readonly Change<O>[];
  /** Whether an argument is known, and another than the one that was applied. */
  readonly isChanged: (key: keyof A & string) => boolean;
}

/** What one aspect adds to a plan. */
export interface Part<O> {
  readonly steps?: readonly Change<O>[];
  readonly faults?: readonly CheckFailure[];
  readonly warnings?: readonly string[];
  readonly disagreements?: readonly string[];
  /** Arguments whose change only another service can carry out. */
  readonly replaces?: readonly string[];
}

/**
 * A few arguments with everything about them: what of the record shows them, the steps that change them, how a step is sent and
 * proved, what a change means. A kind is composed of aspects (`composed.ts`).
 */
export interface Aspect<A, O, C> {
  /** Arguments that only a new service can carry out. */
  readonly replacedBy?: readonly string[];
  /** Arguments whose change reinstalls. */
  readonly reinstalledBy?: readonly string[];
  /** Arguments whose change in place may cost something. */
  readonly pricedBy?: readonly string[];
  /** What is observed by some reads and left out by others, with the arguments behind it (`Kind.keeps`). */
  readonly keeps?: Readonly<Record<string, readonly string[]>>;
  /** The arguments that are names in the catalogue. */
  references?(catalog: C, wanted: Partial<A>, kept: ResolvedNames): readonly Reference[];
  /** Faults that show without the panel. */
  rules?(wanted: Partial<A>, unknown: ReadonlySet<string>): readonly CheckFailure[];
  /** What is to be done, from what is there to what is wanted. */
  plan?(situation: Situation<A, O, C>): Part<O>;
  /** What is wanted of it that no order can do: it follows the order, where a kind does not say how one leaves the service. */
  afterOrder?(input: PlanInput<A, O, C>): readonly Change<O>[];
  /** Where a service differs from what would be bought. */
  differences?(observed: O, wanted: Partial<A>, names: ResolvedNames): readonly string[];
  /** The arguments as the service has them now, for those that can be read back. */
  argumentsOf?(observed: O, names: ResolvedNames, given: Partial<A>): Readonly<Record<string, unknown>>;
  /** The arguments that a program needs to declare a service as it is, where no read compares them. */
  declares?(observed: O): Readonly<Record<string, unknown>>;
  /** For each kind of step that must not be repeated: what of the record moves when it took effect. */
  marks?(observed: O): Readonly<Partial<Record<string, string>>>;
}

/** The situation of a service, before anything is planned. */
export function situationOf<A, O extends CommonObserved, C>(
  input: PlanInput<A, O, C>,
  observed: O,
  before: Partial<A> = input.recorded?.arguments ?? {},
): Situation<A, O, C> {
  const isChanged = (key: keyof A & string): boolean =>
    !input.unknown.has(key) && !isSame(before[key], input.wanted[key]);
  return { ...input, observed, before, planned: [], isChanged };
}

/** `running` or `stopped`, as far as it is known, once what is planned so far is done. A machine that is installed anew runs. */
export function powerAfter<O extends { readonly powerState?: string | undefined }>(
  { powerState }: O,
  planned: readonly Change<O & CommonObserved>[],
): string | undefined {
  return planned.reduce((power, { kind, target }) => {
    if (kind === "reinstall") return "running";
    return kind === "power" ? target : power;
  }, powerState);
}

/** Whether the machine is installed anew, with its password, so that nothing else has to be done inside it. */
export function isReinstalled(planned: readonly Pick<Change, "kind">[]): boolean {
  return planned.some(({ kind }) => kind === "reinstall");
}
