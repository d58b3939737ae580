import type { FaultKind, LoggedRequest } from "../../provider/src/sandbox";
import { faultKinds } from "./faults";
import { InProcessStack } from "./in-process/stack";
import { Panels, type PanelKind, type Sandbox } from "./panels";
import { quick, type Commands, type Outcome } from "./stack";

type Arguments = Readonly<Record<string, unknown>>;

/** An operation that changes something, and how a resource is brought to send it. */
export interface Operation<Panel> {
  /** The Pulumi type: `HyperVm`. */
  readonly type: string;
  /** The vendor's name of the operation: `vm_update`, or `vm_snapshot/del`. */
  readonly action: string;
  /** Prepares a panel before anything else: what it returns goes to the arguments. */
  readonly prepare?: (panel: Panel) => Arguments | Promise<Arguments>;
  /** The arguments that the resource has first; it is not there first without. */
  readonly before?: Arguments;
  /** The arguments that take the operation; the resource is deleted without. */
  readonly wanted?: Arguments;
  /** How often it took effect, by the panel's own record. */
  readonly effects: (panel: Panel) => number;
}

/** What there is of one operation and one fault after a run. */
export interface Seen {
  /** How often the operation left since the strike. */
  readonly sent: number;
  readonly effects: number;
  /** Ids in state: one, or none. */
  readonly ids: readonly string[];
}

export interface Run extends Outcome {
  seen(operation: string, fault: FaultKind): Seen;
}

export const resourceName = (operation: string, fault: FaultKind): string => `${operation}-${fault}`;

/** One operation, struck by one fault, with a panel and a resource of its own. */
interface Strike<Panel> {
  readonly operation: string;
  readonly fault: FaultKind;
  readonly type: string;
  readonly action: string;
  readonly panel: Panel;
  /** The arguments of {@link Operation}, complete. */
  readonly before: Arguments | undefined;
  readonly wanted: Arguments | undefined;
  readonly effects: () => number;
}

/** Strikes on the panels of one vendor. */
interface Group<Panel> {
  readonly strikes: readonly Strike<Panel>[];
  readonly environment: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** Starts a panel for every pair of an operation and a fault. */
export async function groupOf<Panel extends Sandbox, Options>(
  kind: PanelKind<Panel, Options>,
  operations: Readonly<Record<string, Operation<Panel>>>,
  options: Options,
  faults: readonly FaultKind[] = faultKinds,
): Promise<Group<Panel>> {
  const pairs = Object.entries(operations).flatMap(([operation, description]) =>
    faults.map((fault) => ({ name: resourceName(operation, fault), operation, fault, description })),
  );
  const panels = await Panels.start(
    kind,
    pairs.map(({ name }) => name),
    options,
  );
  const strikeOf = async (pair: (typeof pairs)[number]): Promise<Strike<Panel>> => {
    const { name, operation, fault, description } = pair;
    const { type, action, prepare, before, wanted, effects } = description;
    const panel = panels.of(name);
    const prepared = (await prepare?.(panel)) ?? {};
    const complete = (args: Arguments | undefined): Arguments | undefined =>
      args && { ...prepared, ...args, account: name };
    return {
      operation,
      fault,
      type,
      action,
      panel,
      before: complete(before),
      wanted: complete(wanted),
      effects: () => effects(panel),
    };
  };
  const strikes = await Promise.all(pairs.map(strikeOf));
  return { strikes, environment: panels.environment, close: () => panels.close() };
}

/**
 * Many operations, each struck by every kind of fault. Each pair has a panel and a resource of its own, and all resources are in one
 * stack: six commands are run, whatever the number of pairs.
 */
export class Strikes<Panel extends Sandbox> {
  readonly #strikes: ReadonlyMap<string, Strike<Panel>>;
  /** How many requests each panel had before its strike. */
  readonly #before = new Map<string, number>();

  /** @param stack one that knows the environments of these groups. */
  constructor(
    private readonly stack: Commands,
    private readonly groups: readonly Group<Panel>[],
  ) {
    const all = groups.flatMap(({ strikes }) => strikes);
    this.#strikes = new Map(all.map((one) => [resourceName(one.operation, one.fault), one]));
  }

  /** Strikes without the engine. */
  static async against<Panel extends Sandbox, Options>(
    kind: PanelKind<Panel, Options>,
    operations: Readonly<Record<string, Operation<Panel>>>,
    options: Options,
    faults: readonly FaultKind[] = faultKinds,
  ): Promise<Strikes<Panel>> {
    const group = await groupOf(kind, operations, options, faults);
    const stack = new InProcessStack(undefined, {}, { environment: group.environment });
    return new Strikes(stack, [group]);
  }

  panel(operation: string, fault: FaultKind): Panel {
    const strike = this.#strikes.get(resourceName(operation, fault));
    if (strike === undefined) throw new RangeError(`${operation} is not struck by ${fault}`);
    return strike.panel;
  }

  /** Makes what is there first. */
  async prepare(): Promise<void> {
    this.#declare(({ before }) => before);
    // What is made first is not what is tested: on a busy machine it may take its time.
    this.stack.set({ RESELLER_SETTLE_SECONDS: "60" });
    const { code, text } = await this.#up();
    this.stack.set({ RESELLER_SETTLE_SECONDS: quick.settleSeconds });
    if (code !== 0) throw new Error(text);
  }

  /** Places the faults, each before its one request. */
  strike(): void {
    for (const [name, { panel, action, fault }] of this.#strikes) {
      this.#before.set(name, panel.requests.length);
      panel.fault({ action, kind: fault });
    }
  }

  /** Runs `up` for what is wanted. @param settings changes of the environment, for this run and later ones. */
  async run(settings: NodeJS.ProcessEnv = {}): Promise<Run> {
    this.stack.set(settings);
    this.#declare(({ wanted }) => wanted);
    const outcome = await this.#up();
    const resources = await this.stack.resources();
    const seen = new Map<string, Seen>();
    for (const [name, { panel, action, effects }] of this.#strikes) {
      const ids = resources.filter(({ urn }) => urn.endsWith(`::${name}`)).map(({ id = "" }) => id);
      const since = panel.requests.slice(this.#before.get(name) ?? 0);
      const sent = since.filter((request) => isCall(request, action)).length;
      seen.set(name, { sent, effects: effects(), ids });
    }
    return {
      ...outcome,
      seen(operation, fault) {
        const found = seen.get(resourceName(operation, fault));
        if (found === undefined) throw new RangeError(`nothing was seen of ${operation}`);
        return found;
      },
    };
  }

  unchanged(): Promise<Outcome> {
    return this.stack.preview("--expect-no-changes");
  }

  /** What is in state of what was struck. */
  async states(): Promise<Awaited<ReturnType<Commands["resources"]>>> {
    const resources = await this.stack.resources();
    return resources.filter(({ urn }) => this.#strikes.has(urn.split("::").at(-1) ?? ""));
  }

  async close(): Promise<void> {
    this.stack.remove();
    await Promise.all(this.groups.map((group) => group.close()));
  }

  #up(): Promise<Outcome> {
    return this.stack.up("--continue-on-error", "--parallel", "1000");
  }

  #declare(argumentsOf: (strike: Strike<Panel>) => Arguments | undefined): void {
    const declared = [...this.#strikes].flatMap(([name, strike]) => {
      const args = argumentsOf(strike);
      return args === undefined ? [] : [[name, { type: strike.type, args }] as const];
    });
    this.stack.declare(Object.fromEntries(declared));
  }
}

/** Whether a request is one to this operation, or to this part of one. */
function isCall({ action, params }: LoggedRequest, name: string): boolean {
  const part = params.subvaction ?? params.operate ?? params.obj_type ?? "";
  return name === action || name === `${action}/${part}`;
}
