import type { z } from "zod";
import type { Account } from "./account";
import { orderArguments } from "./arguments";
import type { CheckFailure } from "./errors";
import { isSame } from "./flow/resource";
import { withoutGaps } from "./gaps";
import type { Inventory } from "./inventory";
import type { Kind, Parent, PlanInput } from "./kind";
import type { CommonObserved } from "./observed";
import { emptyPlan, type Change, type Order, type Plan } from "./plan";
import { say } from "./language/say";

/** Arguments of everything that costs nothing and holds no term. */
export const childArguments = {
  /** Which configured account of the vendor (`<vendor>:accounts`). Default: the vendor's own keys. A change is a new account: an error. */
  account: orderArguments.account,
  /** Kept in state only, for reports. */
  tags: orderArguments.tags,
  /** How long to wait: `{ create: "2h" }`. Default 2h for create, 1h for update and delete. */
  timeouts: orderArguments.timeouts,
};

/** What is to be changed in place. */
export interface ChildChange<A, O> {
  readonly observed: O;
  /** The arguments that are to be in force. One that is not known yet is missing here. */
  readonly target: Partial<A>;
  /** The arguments that differ from what is in force, or are not known yet. */
  readonly changed: readonly string[];
}

/**
 * The description of one kind of thing that belongs to something paid for: a mapping, a rule, a user. It costs nothing, is
 * dropped when it is gone, and is made again. It is known by its name: what has the same one is taken over, never doubled.
 *
 * @typeParam A arguments, @typeParam O what is observed.
 */
export interface ChildKind<A, O extends CommonObserved> {
  readonly vendor: string;
  /** The Pulumi type: `PortMapping`. */
  readonly type: string;
  /** In a sentence, in the language of this process: `port mapping`. */
  readonly title: () => string;
  /** Raised when outputs change their meaning; recorded in state. */
  readonly schemaVersion: number;
  readonly arguments: z.ZodType<A> & z.ZodObject;
  readonly observed: z.ZodType<O> & { readonly shape: Readonly<Record<string, z.ZodType>> };
  /** Arguments and outputs whose values are secret. Default: none. */
  readonly secrets?: readonly string[];
  /** The password where none is given, kept as an output. Left out where there is none to set. */
  readonly newPassword?: () => string;
  /** What it belongs to, by the argument that names it, which is observed too. Left out of what belongs to the account alone. */
  readonly parent?: Pick<Parent, "type" | "argument">;
  /** Arguments that only another one can carry out. */
  readonly replacedBy: readonly string[];
  /** Why the old one must go before another one can be made. Default: both can be there at once. */
  readonly goesFirst?: () => string;
  /** Arguments that are used when it is made; a change is recorded and does nothing. */
  readonly onlyAtFirst?: readonly string[];
  /** Arguments that its creation cannot carry out: they are set right after. */
  readonly onlyAfterOrder?: readonly string[];
  /** Arguments that cannot be read back, so that of what is taken over they are set. */
  readonly setWhenTakenOver?: readonly string[];
  /** Whether one may be listed much later, when it is complete, under a name of the vendor's (`Ordering.appearsLate`). */
  readonly appearsLate?: boolean;
  /** What is made of the token where the program gives it no name of its own: `{ username }`. */
  named?(token: string): Partial<A>;
  /** What is in force where an argument is left out: to take it out of the program is a change to that. Default: it is not managed then. */
  defaults?(wanted: Partial<A>): Partial<A>;

  /** All things of this kind in the account, or of a parent (`Kind.inventory`). */
  inventory(account: Account, given: Partial<A>, serviceId?: string): Inventory<O>;
  /** Faults that show without the panel, besides those of single arguments. */
  rules?(wanted: Partial<A>, unknown: ReadonlySet<string>): readonly CheckFailure[];
  /**
   * Faults that only the panel tells, when one is to be made.
   * @param leaving the id of one that goes before.
   */
  createFaults?(account: Account, wanted: Partial<A>, leaving?: string): Promise<readonly CheckFailure[]>;
  /** It in words: `port mapping to port 80 of VM 341`. */
  words(wanted: Partial<A>): string;
  /** Whether there cannot be this one and another one with these arguments. */
  hasNameOf(observed: O, wanted: Partial<A>): boolean;
  /** The name that only one can have, in words, once it is known (`Ordering.nameOf`). */
  nameOf?(wanted: Partial<A>): string | undefined;
  /**
   * The arguments as it has them now, for those that can be read back.
   * @param given how they were given: what the panel writes in another way and means the same is as it was given.
   */
  argumentsOf(observed: O, given: Partial<A>): Readonly<Record<string, unknown>>;
  /** Why one that is there is not to be taken over, besides arguments that differ: `its content is another one`. */
  obstacles?(observed: O, wanted: Partial<A>): readonly string[];
  /** What bears one call at a time, for all kinds of things of the account: `VM 341`. */
  lane?(wanted: Partial<A>): string | undefined;
  /** Makes one, once. Returns its id when the reply tells it. */
  create(account: Account, wanted: A): Promise<string | undefined>;
  /** The step that changes it in place, and what forbids it. */
  change?(input: ChildChange<A, O>): { readonly step: Change<O>; readonly faults?: readonly CheckFailure[] };
  /** Why it is left at the vendor when it leaves state, in words. Default: it is deleted. */
  whyLeft?(account: Account): string | undefined;
  /** Deletes it, once. @param given the arguments as they were applied. */
  remove(account: Account, observed: O, given: Partial<A>): Promise<void>;
}

/** Arguments that never cause a step. */
function isQuiet(key: string): boolean {
  return key in childArguments || key.startsWith("allow");
}

function parentOf({ type, argument }: Pick<Parent, "type" | "argument">): Parent {
  return {
    ...{ type, argument },
    idOf(observed) {
      const id: unknown = Reflect.get(observed, argument);
      return typeof id === "string" ? id : undefined;
    },
  };
}

/** A child, for the flow that every kind runs through. */
export function childKind<A extends object, O extends CommonObserved>(
  child: ChildKind<A, O>,
): Kind<A, O, null> {
  const { secrets = [], onlyAtFirst = [], onlyAfterOrder = [], goesFirst, newPassword } = child;
  const filled = (wanted: Partial<A>, unknown: ReadonlySet<string> = new Set()): Partial<A> => {
    const defaults = Object.entries(child.defaults?.(wanted) ?? {}).filter(([key]) => !unknown.has(key));
    return { ...Object.fromEntries(defaults), ...wanted };
  };
  const live = (observed: O, given: Partial<A>) => withoutGaps(child.argumentsOf(observed, given));
  const named = (wanted: Partial<A>, token: string): Partial<A> => ({ ...child.named?.(token), ...wanted });

  const creation = (wanted: Partial<A>): Order<O> => ({
    kind: "create",
    words: say("create {what}", { what: child.words(wanted) }),
    applies: [],
    async place({ account, password, token }) {
      const target = { ...named(wanted, token), ...(newPassword === undefined ? {} : { password }) };
      return { serviceId: await child.create(account, child.arguments.parse(target)) };
    },
  });

  const planChange = (
    { recorded, wanted, unknown, passwordLost }: PlanInput<A, O, null>,
    observed: O,
  ): Plan<O> => {
    const before: Readonly<Record<string, unknown>> = {
      // What was left out was made as its default, whether the panel shows it or not.
      ...filled(recorded?.arguments ?? {}),
      ...live(observed, recorded?.arguments ?? {}),
    };
    const target = filled(wanted, unknown);
    const after: Readonly<Record<string, unknown>> = { ...target };
    const isLost = (key: string) => key === "password" && passwordLost && newPassword !== undefined;
    const isChanged = (key: string) =>
      isLost(key) || unknown.has(key) || (after[key] !== undefined && !isSame(before[key], after[key]));
    const keys = new Set([...Object.keys(after), ...unknown, ...(passwordLost ? ["password"] : [])]);
    const changed = [...keys].filter((key) => !isQuiet(key) && !onlyAtFirst.includes(key) && isChanged(key));
    const replaces = changed.filter((key) => child.replacedBy.includes(key) && !unknown.has(key));
    const own = changed.filter((key) => !child.replacedBy.includes(key));
    if (replaces.length > 0 || own.length === 0) return { ...emptyPlan, replaces };
    const { step, faults = [] } = child.change?.({ observed, target, changed: own }) ?? {};
    // A thing that is locked or suspended keeps its record.
    return { ...emptyPlan, faults, steps: step === undefined ? [] : [{ ...step, isRecordOnly: true }] };
  };

  return {
    vendor: child.vendor,
    type: child.type,
    title: child.title,
    schemaVersion: child.schemaVersion,
    arguments: child.arguments,
    observed: child.observed,
    outputs: Object.keys(child.observed.shape),
    secretArguments: secrets,
    secretOutputs: secrets,
    isPrecious: false,
    ...(child.parent === undefined ? {} : { parent: parentOf(child.parent) }),
    isFree: true,
    defaultOnDelete: "delete",
    replacedBy: child.replacedBy,
    ...(goesFirst === undefined ? {} : { goesFirst }),
    reinstalledBy: [],
    onlyAfterOrder,
    setWhenTakenOver: child.setWhenTakenOver ?? [],
    ordering: {
      isByName: () => true,
      ...(child.appearsLate === undefined ? {} : { appearsLate: child.appearsLate }),
      carries: (observed, token, { wanted }) => child.hasNameOf(observed, filled(named(wanted, token))),
      nameOf: (wanted) => child.nameOf?.(filled(wanted)),
    },
    lane: (wanted) => child.lane?.(wanted),
    catalog: () => Promise.resolve(null),
    inventory: (account, given, serviceId) => child.inventory(account, given, serviceId),
    rules: (wanted, unknown) => child.rules?.(wanted, unknown) ?? [],
    resolve: () => ({ names: {}, faults: [] }),
    estimate: () => undefined,
    plan: (input) =>
      input.observed === undefined
        ? { ...emptyPlan, order: creation(filled(input.wanted, input.unknown)) }
        : planChange(input, input.observed),
    createFaults: async ({ account, wanted, unknown, leaving }) =>
      unknown.size > 0 ? [] : ((await child.createFaults?.(account, wanted, leaving)) ?? []),
    differences(observed, wanted) {
      const is = live(observed, wanted);
      const differences = Object.entries(filled(wanted))
        .filter(([key]) => !onlyAfterOrder.includes(key) && !secrets.includes(key))
        .filter(([key, value]) => key in is && !isSame(is[key], value))
        .map(([key, value]) =>
          say("its {key} is {is}, not {asked}", {
            key,
            is: JSON.stringify(is[key]),
            asked: JSON.stringify(value),
          }),
        );
      return [...differences, ...(child.obstacles?.(observed, filled(wanted)) ?? [])];
    },
    argumentsOf: (observed, _names, given) => live(observed, given),
    ...(newPassword === undefined ? {} : { newPassword }),
    // Every change sets a value, so that repeating one does no harm; one that does harm needs its own consent each time.
    marks: () => ({}),
    release: ({ serviceId }, given, account) => {
      const whyLeft = child.whyLeft?.(account);
      const what = `${child.title()} ${serviceId}`;
      return {
        kind: "release",
        words:
          whyLeft === undefined
            ? say("delete {what}", { what })
            : say("leave {what} where it is: {whyLeft}", { what, whyLeft }),
        destroys: whyLeft === undefined,
        applies: [],
        calls: (observed) =>
          whyLeft === undefined
            ? [
                {
                  send: () => child.remove(account, observed, given).then(() => undefined),
                  isDone: ({ status }) => status === "deleted",
                },
              ]
            : [],
      };
    },
    derive: (observed, recorded, { key }) => ({
      // State has one value of what is an argument and observed: as it was given, where it means the same.
      ...Object.fromEntries(
        Object.entries(live(observed, recorded.arguments)).filter(([name]) => name in child.observed.shape),
      ),
      accountKey: key,
    }),
  };
}
