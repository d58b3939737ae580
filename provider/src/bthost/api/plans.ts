import { idField } from "./fields";
import type { ClientOptions } from "./hosts";
import type { Transport } from "./transport";
import { choice, createCatalogWire, type Choice, type Plan } from "./wire-catalog";
import { records } from "./wire-common";

export type { Choice, Plan, PlanSettings } from "./wire-catalog";

const choices = records(choice);
const inPanel = { worksInPanel: true };

/** Plans (资源组, 套餐), which the administrator maintains, and what can be chosen without one. */
export class PlansClient {
  readonly #transport: Transport;
  readonly #wire: ReturnType<typeof createCatalogWire>;

  constructor({ transport, timeZone }: ClientOptions) {
    this.#transport = transport;
    this.#wire = createCatalogWire(timeZone);
  }

  /** All plans, disabled ones too (`plans_list`). */
  list(): Promise<Plan[]> {
    return this.#transport.read("plans_list", {}, this.#wire.plans, { isDocumentedByGet: true });
  }

  /**
   * A plan (`plans_info`); `undefined` when there is none. Of one that is not there the panel answers like of a fault of its own, so that
   * the list of plans decides then.
   */
  async find(id: string): Promise<Plan | undefined> {
    const found = await this.#transport.readOrFault("plans_info", { id: idField("id", id) }, this.#wire.plan);
    return found ?? (await this.list()).find((plan) => plan.id === id);
  }

  /** The versions of PHP that the server has (`php_list`): what `phpVersion` takes. None when the server's panel does not answer. */
  listPhpVersions(): Promise<Choice[]> {
    return this.#transport.read("php_list", {}, choices, inPanel);
  }

  /** What can be installed on a new host (`deployment_list`): what `program` takes. */
  listPrograms(): Promise<Choice[]> {
    return this.#transport.read("deployment_list", {}, choices, inPanel);
  }
}
