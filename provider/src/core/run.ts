import { keyOf, type Account, type Identity } from "./account";
import type { Brakes } from "./brakes";
import { BrakeError } from "./errors";
import type { Journal } from "./journal";
import { PlanFile } from "./plan-file";
import type { OrderIntent } from "./record";
import { isKept, type RunSettings } from "./run-settings";
import { lineOf, type Step } from "./step";
import type { Sleep } from "./wait";
import { say } from "./language/say";

type Properties = Readonly<Record<string, unknown>>;

/** Words for the user, shown beside the resource. */
export interface Voice {
  /** `progress` shows while the resource is worked on; the others stay. `error` does not fail by itself. */
  say(urn: string, words: string, kind: "info" | "warning" | "error" | "progress"): void;
  /** Whether the engine is still there to record what is done; absent where there is none. */
  isHeard?(): Promise<boolean>;
}

/** A service that this run has met in state. */
export interface Known {
  readonly urn: string;
  readonly claim: number;
}

/** A mark that stands in state before an order leaves. */
export interface Mark {
  /** The order's URN, as it is now. */
  readonly order: string;
  /** Whether it marked the purchase that is meant now: no other `purchaseTriggers` were given since. */
  readonly isSamePurchase: boolean;
  readonly intent: OrderIntent;
  /** Whether this run has made it. */
  readonly isFresh: boolean;
  /** The orders of the same product that there were before. */
  readonly known: ReadonlySet<string>;
}

/** An order as its mark was given it. */
export interface MarkedOrder {
  readonly wanted: Properties;
  /** Arguments that the mark did not know yet. */
  readonly unknown: ReadonlySet<string>;
}

/** What `check` and `diff` decided for a resource, for `create` and `update` of the same run. */
export interface Decision {
  readonly steps: readonly Step[];
  /** Those that may not be made here (`reseller:allowSteps`), and are left for another run. */
  readonly left?: readonly Step[];
  /** Why nothing can be done for it, where that must not stop the others: its own update fails. */
  readonly failure?: Error | undefined;
  /** The service that is to be replaced. */
  readonly replacing?: Replacing | undefined;
  /** The service that is there, where nothing is to be replaced: the program may want that all the same (`replaceOnChanges`). */
  readonly there?: Predecessor | undefined;
}

/** A service that has, or may get, a successor. */
export interface Predecessor {
  readonly serviceId: string;
  /** Those that it had replaced itself. */
  readonly supersedes: readonly string[];
  /** Those of them that are left until they expire. */
  readonly leftAlone: readonly string[];
  readonly observed?: unknown;
  /** The mark under which it was ordered. */
  readonly intent?: OrderIntent | undefined;
  /** Whether it is left alone when it leaves state (`onDelete: "keep"`). */
  readonly isKept?: boolean;
  /** What its delete destroys that was paid for or holds data: `REFUND 341`. */
  readonly destruction?: string | undefined;
  /** What of it is lost when it goes before its successor is there: `REFUND 341`; absent where nothing paid for is. */
  readonly loss?: string | undefined;
  /** What its delete will do, in the words of the preview. */
  readonly farewell?: (when: "first" | "then") => string;
}

export interface Replacing extends Predecessor {
  /** Whether it goes before its successor is there. */
  readonly isDeletedFirst?: boolean;
  /** Whether the preview still has to say so, because no replacement was planned when its diff was asked for. */
  readonly isUnsaid?: boolean;
}

/** What was given back, and when. */
export interface Released {
  readonly serviceId: string;
  /** What was done: `REFUND 341`. */
  readonly what: string;
  readonly at: string;
}

/** What a `create` or `update` of this run left behind: what is in state after it, or would be. */
export interface Attempt {
  readonly id: string;
  readonly outputs: Record<string, unknown>;
  /** The outputs of before that it was called with; absent for a `create`. */
  readonly olds: Readonly<Record<string, unknown>> | undefined;
}

/** The options of a resource, as far as its class saw them: the engine tells the plugin of none. */
export interface Options {
  readonly deleteBeforeReplace: boolean | undefined;
  /** Whether the engine is to compare the inputs itself, which it must for this option. */
  readonly replaceOnChanges: boolean;
}

/** Everything that the resources of one engine run share. */
export class Run {
  /** Services met in state. Private to TypeScript only: `quietly` makes a view of a run. */
  private readonly known = new Map<string, Known>();
  /** Services that a create of this run has taken over. */
  private readonly takenOver = new Set<string>();
  readonly begunAt: Date;
  readonly planFile: PlanFile;
  readonly decisions = new Map<string, Decision>();
  /** What calls of this run left behind, in case the engine repeats them (`flow/repeated.ts`). */
  readonly attempts = new Map<string, Attempt>();
  /** What was listed before a call without an answer that made something free of charge, by URN: it is not made again in this run. */
  readonly unanswered = new Map<string, ReadonlySet<string>>();
  /** The steps that were sent, for each plan that was shown: shown once is sent once. */
  readonly sent = new WeakMap<readonly Step[], Step[]>();
  /** Accounts that do not give tokens back, with the service that showed it. */
  readonly accountsWithoutEcho = new Map<string, string>();
  /** Accounts, each for a kind, of which an order has shown that they give tokens back (`order/trace.ts`). */
  readonly accountsWithEcho = new Set<string>();
  /** The marks before orders that this run has met or made (`order/order-intent.ts`), by the id of the intent. */
  readonly marks = new Map<string, Mark>();
  /** The orders whose marks this run has checked, by the order's URN, as the marks were given them. */
  readonly markedOrders = new Map<string, MarkedOrder>();
  /** The arguments that `check` planned with, by URN: a policy may change them afterwards. */
  readonly checkedArguments = new Map<string, Properties>();
  /** The options that `check` was told of, by URN. They are not among the inputs afterwards: whatever differs there the engine shows. */
  readonly checkedOptions = new Map<string, Options>();
  /** URNs by the names that only one can have, as they are wanted. */
  private readonly names = new Map<string, string>();
  /** The services that are to be replaced in this run. */
  private readonly replacements = new Map<
    string,
    { readonly urn: string; readonly isDeletedFirst: boolean }
  >();
  /** Services that a create of this run is to take over: whatever is deleted before it, they are not. */
  private readonly expected = new Set<string>();
  private readonly released = new Map<string, Released>();
  private readonly said = new Set<string>();
  /** URNs whose create was called. */
  readonly begun = new Set<string>();
  /** URNs that `check` has seen: a refresh asks for a diff of what it read without checking anything. */
  readonly checked = new Set<string>();

  constructor(
    readonly settings: RunSettings,
    readonly brakes: Brakes,
    readonly journal: Journal,
    readonly voice: Voice,
    readonly openAccount: (vendor: string, alias: string | undefined) => Account,
    readonly now: () => Date,
    readonly sleep: Sleep,
  ) {
    this.begunAt = now();
    this.planFile = new PlanFile(settings.planFile);
  }

  /**
   * Holds one step right before its call: by the brakes, and because an engine that was killed leaves its plugin behind, and
   * what that does is recorded nowhere and may be done a second time by the next run.
   * @throws {BrakeError}
   */
  async beforeCall(step: Step, account: Account, urn: string): Promise<void> {
    this.brakes.beforeCall(step, account, urn);
    if ((await this.voice.isHeard?.()) !== false) return;
    throw new BrakeError(say('"{line}": the engine of this run is gone', { line: lineOf(step) }), {
      advice: say("Nothing was sent"),
    });
  }

  /** The steps of a plan that were sent already, by this call or by an earlier one for the same plan. */
  sentOf(shown: readonly Step[]): Step[] {
    const sent = this.sent.get(shown) ?? [];
    this.sent.set(shown, sent);
    return sent;
  }

  /** The same run, saying nothing. */
  quietly(): Run {
    const voice: Voice = { say: () => undefined };
    // Everything else is this run's own, and stays shared.
    return Object.create(this, { voice: { value: voice } }) as Run;
  }

  /** Remembers a service as being in state. The entry with the highest claim counts. */
  meet(service: Identity, known: Known): void {
    const key = keyOf(service);
    const before = this.known.get(key);
    if (before === undefined || before.claim <= known.claim) this.known.set(key, known);
  }

  met(service: Identity): Known | undefined {
    return this.known.get(keyOf(service));
  }

  /** Whether nobody has asked for this before: what is said once a run. */
  isFirst(what: string): boolean {
    const isFirst = !this.said.has(what);
    this.said.add(what);
    return isFirst;
  }

  /** Says what the config of an account is to be warned of, beside the first of its resources. */
  caution(account: Account, urn: string): void {
    for (const words of account.cautions ?? [])
      if (this.isFirst(`${account.key}: ${words}`))
        this.voice.say(urn, say("account {alias}: {words}", { alias: account.alias, words }), "warning");
  }

  /** Says that a resource is to have a name. @returns the other resource of this run that is to have it, if there is one. */
  claimName(name: Identity, urn: string): string | undefined {
    const key = keyOf(name);
    const holder = this.names.get(key) ?? urn;
    this.names.set(key, holder);
    return holder === urn ? undefined : holder;
  }

  /** Remembers that a create of this run has taken a service over. */
  takeOver(service: Identity): void {
    this.takenOver.add(keyOf(service));
  }

  /** Whether another entry than the one with this claim holds a service: a create of this run, or one that was met in state. */
  isHeldByNewer(service: Identity, claim: number): boolean {
    return this.takenOver.has(keyOf(service)) || (this.met(service)?.claim ?? 0) > claim;
  }

  /** Says that the create of this run finds a service, and takes it over. */
  expect(service: Identity): void {
    this.expected.add(keyOf(service));
  }

  isExpected(service: Identity): boolean {
    return this.expected.has(keyOf(service));
  }

  /** Says in which order a service and its successor come and go. */
  replace(service: Identity, how: { readonly urn: string; readonly isDeletedFirst: boolean }): void {
    this.replacements.set(keyOf(service), how);
  }

  /** Whether the engine deletes a service before its successor is there, and no preview has said so. */
  isDeletedFirstUnsaid(service: Identity): boolean {
    const how = this.replacements.get(keyOf(service));
    return how?.isDeletedFirst === false && !this.begun.has(how.urn);
  }

  /** Remembers what was given back in this run. */
  release(service: Identity, what: string): void {
    this.released.set(keyOf(service), { serviceId: service.id, what, at: this.now().toISOString() });
  }

  releasedOf(service: Identity): Released | undefined {
    return this.released.get(keyOf(service));
  }

  /** Whether `reseller:keep` lists a service. */
  keeps({ kind, id }: Pick<Identity, "kind" | "id">): boolean {
    return isKept(this.settings.keep, { kind, id });
  }
}
