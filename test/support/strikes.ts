import type { FaultKind, LoggedRequest } from "../../provider/src/sandbox";
import { faultKinds } from "./faults";
import { Panels, type PanelKind, type Sandbox } from "./panels";
import { Stack, type Outcome } from "./stack";

type Arguments = Readonly<Record<string, unknown>>;

/** An operation that changes something, and how a resource is brought to send it. */
export interface Operation<Panel> {
  /** The Pulumi type: `HyperVm`. */
  readonly type: string;
  /** The vendor's name of the operation: `vm_update`, or `vm_snapshot/del`. */
  readonly action: string;
  /** Prepares a panel before anything else: what it returns goes to the arguments. */
  readonly prepare?: (panel: Panel) => Arguments;
  /** The arguments that the resource has first; it is not there first without. */
  readonly before?: Arguments;
  /** The arguments that take the operation; the resource is deleted without. */
  readonly wanted?: Arguments;
  /** How often it took effect, by the panel's own record. */
  readonly effects: (panel: Panel) => number;
}

/** What there is of one operation and one fault after a run. */
export interface Seen {
  readonly sent: number;
  readonly effects: number;
  /** Ids in state: one, or none. */
  readonly ids: readonly string[];
}

export interface Run extends Outcome {
  seen(operation: string, fault: FaultKind): Seen;
}

export const resourceName = (operation: string, fault: FaultKind): string => `${operation}-${fault}`;

/**
 * Many operations, each struck by every kind of fault. Each pair has a panel and a resource of its own, and all resources are in one
 * stack: the engine is run six times, whatever the number of pairs.
 */
export class Strikes<Panel extends Sandbox> {
  readonly #stack: Stack;

  private constructor(
    private readonly operations: Readonly<Record<string, Operation<Panel>>>,
    private readonly panels: Panels<string, Panel>,
    private readonly prepared: ReadonlyMap<string, Arguments>,
  ) {
    this.#stack = new Stack(undefined, {}, { environment: panels.environment });
  }

  static async against<Panel extends Sandbox, Options>(
    kind: PanelKind<Panel, Options>,
    operations: Readonly<Record<string, Operation<Panel>>>,
    options: Options,
  ): Promise<Strikes<Panel>> {
    const pairs = Object.entries(operations).flatMap(([key, operation]) =>
      faultKinds.map((fault) => [resourceName(key, fault), operation] as const),
    );
    const panels = await Panels.start(
      kind,
      pairs.map(([name]) => name),
      options,
    );
    const prepared = pairs.map(([name, { prepare }]) => [name, prepare?.(panels.of(name)) ?? {}] as const);
    return new Strikes(operations, panels, new Map(prepared));
  }

  panel(operation: string, fault: FaultKind): Panel {
    return this.panels.of(resourceName(operation, fault));
  }

  /** Makes what is there first. */
  async prepare(): Promise<void> {
    this.#declare(({ before }) => before);
    const { code, text } = await this.#up();
    if (code !== 0) throw new Error(text);
  }

  /** Places the faults, each before its one request. */
  strike(): void {
    for (const [key, { action }] of Object.entries(this.operations)) {
      for (const kind of faultKinds) this.panel(key, kind).fault({ action, kind });
    }
  }

  /** Runs `up` for what is wanted. @param settings changes of the environment, for this run and later ones. */
  async run(settings: NodeJS.ProcessEnv = {}): Promise<Run> {
    this.#stack.set(settings);
    this.#declare(({ wanted }) => wanted);
    const outcome = await this.#up();
    const resources = await this.#stack.resources();
    const seen = new Map<string, Seen>();
    for (const [key, { action, effects }] of Object.entries(this.operations)) {
      for (const fault of faultKinds) {
        const panel = this.panel(key, fault);
        const name = resourceName(key, fault);
        const ids = resources.filter(({ urn }) => urn.endsWith(`::${name}`)).map(({ id = "" }) => id);
        const sent = panel.requests.filter((request) => isCall(request, action)).length;
        seen.set(name, { sent, effects: effects(panel), ids });
      }
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
    return this.#stack.preview("--expect-no-changes");
  }

  states(): Promise<Awaited<ReturnType<Stack["resources"]>>> {
    return this.#stack.resources();
  }

  async close(): Promise<void> {
    this.#stack.remove();
    await this.panels.close();
  }

  #up(): Promise<Outcome> {
    return this.#stack.up("--continue-on-error", "--parallel", "1000");
  }

  #declare(argumentsOf: (operation: Operation<Panel>) => Arguments | undefined): void {
    const declared = Object.entries(this.operations).flatMap(([key, operation]) => {
      const args = argumentsOf(operation);
      if (args === undefined) return [];
      return faultKinds.map((fault) => {
        const name = resourceName(key, fault);
        const complete = { ...this.prepared.get(name), ...args, account: name };
        return [name, { type: operation.type, args: complete }] as const;
      });
    });
    this.#stack.declare(Object.fromEntries(declared));
  }
}

/** Whether a request is one to this operation, or to this part of one. */
function isCall({ action, params }: LoggedRequest, name: string): boolean {
  return name === action || name === `${action}/${params.subvaction ?? ""}`;
}
