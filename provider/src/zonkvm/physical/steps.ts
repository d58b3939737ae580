import type { IdcLine, IdcProduct } from "../api/idc-servers";
import type { LeaseLine, LeaseProduct } from "../api/lease-servers";
import type { ClientNumbers, Increments, PhysicalReinstall, ServerOrder } from "../api/forms";
import type { ImageUser, SharedCatalog } from "../catalog";
import type { Account } from "../../core/account";
import type { Aspect, Situation } from "../../core/aspects/aspect";
import type { PlanInput } from "../../core/kind";
import type { Change } from "../../core/plan";
import type { MachineClient } from "../machine/machine";
import type { PhysicalArguments } from "./arguments";
import type { PhysicalObserved } from "./observed";

/** A line of either kind: what only one has, the other leaves out. */
export type PhysicalLine = Omit<IdcLine, "sortOrder"> &
  Partial<Pick<LeaseLine, "renewalOpen" | "upgradeOpen" | "defenseUpgradeOpen" | "bandwidthStepMbps">>;

/** A product of either kind. */
export type PhysicalProduct = Pick<IdcProduct, keyof IdcProduct & keyof LeaseProduct> &
  Partial<Pick<IdcProduct, "powers" | "stock">> &
  Partial<Pick<LeaseProduct, "upgradeOpen" | "cpuCores" | "memoryGb">>;

/** What either kind is made of, as it stood when it was loaded. */
export interface PhysicalCatalog extends SharedCatalog {
  readonly lines: readonly PhysicalLine[];
  readonly products: readonly PhysicalProduct[];
}

export type PhysicalInput = PlanInput<PhysicalArguments, PhysicalObserved, PhysicalCatalog>;
export type PhysicalSituation = Situation<PhysicalArguments, PhysicalObserved, PhysicalCatalog>;
export type PhysicalAspect = Aspect<PhysicalArguments, PhysicalObserved, PhysicalCatalog>;
export type PhysicalCalls = Change<PhysicalObserved>["calls"];

/** What goes out with an order of either kind. */
export interface PhysicalOrder extends ServerOrder {
  readonly productGuid: string;
  /** Only of colocation. */
  readonly power: string;
  /** Only of physical servers. */
  readonly imageGuid: string;
  /** Only of physical servers. */
  readonly password: string;
}

/** What both kinds do, whatever it is called for each. */
export interface PhysicalClient extends MachineClient {
  reinstall(id: string, reinstall: PhysicalReinstall): Promise<void>;
  /** @param numbers only for physical servers. */
  upgrade(id: string, added: Increments, numbers: ClientNumbers): Promise<void>;
  /** @param numbers only for physical servers. */
  renew(id: string, months: number, numbers: ClientNumbers): Promise<void>;
}

/** What one of the kinds is, as far as it differs from the other. */
export interface Trade {
  /** `lease`, `idc`: what images are for it. */
  readonly user: ImageUser;
  /** Whether a purchase takes an image and a password. */
  readonly isInstalledAtOrder: boolean;
  readonly clientOf: (account: Account) => PhysicalClient;
  /** @returns the order id that the reply may hold. */
  readonly buy: (account: Account, order: () => PhysicalOrder) => Promise<string | undefined>;
}

/** The line of a server, or the one that it is to be bought on. */
export function lineOf({ catalog, names, observed }: PhysicalInput): PhysicalLine | undefined {
  const guid = observed?.lineId ?? names.line?.id;
  return catalog?.lines.find((line) => line.guid === guid);
}

/** The product of a server, or the one that is to be bought. */
export function productOf({ catalog, names, observed }: PhysicalInput): PhysicalProduct | undefined {
  const guid = observed?.productId ?? names.product?.id;
  return catalog?.products.find((product) => product.guid === guid);
}

/** The power supply, by its name; colocation only. */
export function powerNameOf({ names, observed, wanted }: PhysicalInput): string | undefined {
  return observed?.power ?? names.power?.id ?? wanted.power;
}
