import type { LineRow, ProductRow, SystemRow } from "./catalog";
import { deliver, settle } from "./life";
import { newService } from "./new-service";
import { sealed, type ZkeysPanel } from "./panel";
import { purchaseAmount } from "./pricing";
import type { Amounts, Service, ServiceRow } from "./service";
import { recordUpgrade } from "./upgrade";

/** A server that someone buys in the panel. */
export interface PanelPurchase {
  /** Name or guid. Default: the first line on offer. */
  lineName?: string;
  /** Name or guid. Default: the line's first model. */
  productName?: string;
  /** Name or guid. Default: the first image. */
  systemName?: string;
  /** Default: empty. */
  buyRemarks?: string;
  /** Default 1. */
  months?: number;
  /** Default `Panel-Password-1`. */
  password?: string;
  /** Raw fields that differ from a fresh service's. */
  fields?: Partial<ServiceRow>;
}

/** What an administrator, or another program, does in the panel. Unknown names and guids throw. */
export interface PanelControl {
  /** A copy of the whole row, also of a deleted service. */
  service(guid: string): ServiceRow | undefined;
  /** Changes raw fields. An `order_status` or `act_status` set here stays until it is set again. */
  editService(guid: string, patch: Partial<ServiceRow>): void;
  /** Makes a service vanish, as if it had never been. */
  removeService(guid: string): void;
  /** Buys a server that is delivered at once; the account is not charged, but a refund would credit it. */
  addService(purchase?: PanelPurchase): string;
  /** Adds amounts by hand (addresses one by one); the account is not charged. */
  upgradeService(guid: string, added: Partial<Amounts>): void;
  /** Whether this is the service's password. */
  passwordIs(guid: string, password: string): boolean;
  editLine(nameOrGuid: string, patch: Partial<LineRow>): void;
  editProduct(nameOrGuid: string, patch: Partial<ProductRow>): void;
  editSystem(nameOrGuid: string, patch: Partial<SystemRow>): void;
  /** Refuses every refund with this message, or none any more. */
  refuseRefunds(message: string | undefined): void;
  /** Yuan, decimal. */
  setBalance(amount: string): void;
  /** Refuses every call with this message, or none any more. */
  block(message: string | undefined): void;
  setSecret(secret: string): void;
}

/** @param save called after each change */
export function panelControl(panel: ZkeysPanel, save: () => void): PanelControl {
  const { catalog } = panel.state;
  const changing = <Result>(change: () => Result): Result => {
    settle(panel);
    const result = change();
    settle(panel);
    save();
    return result;
  };
  return {
    service: (guid) => {
      settle(panel);
      return structuredClone(panel.find(guid)?.row);
    },
    editService: (guid, patch) => {
      changing(() => {
        edit(panel, found(panel, guid), patch);
      });
    },
    removeService: (guid) => {
      changing(() => {
        const gone = found(panel, guid);
        panel.state.services = panel.state.services.filter((service) => service !== gone);
      });
    },
    addService: (purchase = {}) => changing(() => buyInPanel(panel, purchase)),
    upgradeService: (guid, added) => {
      changing(() =>
        recordUpgrade(panel, found(panel, guid), {
          bandwidth: 0,
          defense: 0,
          ipnum: 0,
          ...added,
          ip_type: "1",
        }),
      );
    },
    passwordIs: (guid, password) => {
      settle(panel);
      return found(panel, guid).row.login_password === sealed(guid, password);
    },
    editLine: (name, patch) => {
      changing(() => Object.assign(named(catalog.lines, name), patch));
    },
    editProduct: (name, patch) => {
      changing(() => Object.assign(named(catalog.products, name), patch));
    },
    editSystem: (name, patch) => {
      changing(() => Object.assign(named(catalog.systems, name), patch));
    },
    refuseRefunds: (message) => {
      changing(() => (panel.state.refundsRefused = message ?? null));
    },
    setBalance: (amount) => {
      changing(() => (panel.ledger.balance = amount));
    },
    block: (message) => {
      changing(() => (panel.state.blocked = message ?? null));
    },
    setSecret: (secret) => {
      changing(() => (panel.state.apiSecret = secret));
    },
  };
}

function found(panel: ZkeysPanel, guid: string): Service {
  const service = panel.find(guid);
  if (service === undefined) throw new RangeError(`The panel has no service ${guid}.`);
  return service;
}

/** By guid, or the first of a name. */
function named<Row extends { guid: string; name: string }>(rows: Row[], nameOrGuid: string | undefined): Row {
  const row = rows.find(
    (one) => nameOrGuid === undefined || one.guid === nameOrGuid || one.name === nameOrGuid,
  );
  if (row === undefined) throw new RangeError(`The panel's catalogue has no ${nameOrGuid ?? "such row"}.`);
  return row;
}

function edit(panel: ZkeysPanel, service: Service, patch: Partial<ServiceRow>): void {
  if (patch.order_status !== undefined) service.opensAtMs = null;
  if (patch.act_status !== undefined) {
    service.idleAtMs = null;
    service.whenIdle = {};
  }
  if (service.row.order_status === "0" && patch.order_status === "1") deliver(panel, service);
  Object.assign(service.row, patch);
}

function buyInPanel(panel: ZkeysPanel, purchase: PanelPurchase): string {
  const { lines, products, systems } = panel.state.catalog;
  const line = named(lines, purchase.lineName);
  const product = named(
    products.filter((one) => one.line_guid === line.guid),
    purchase.productName,
  );
  const system = named(systems, purchase.systemName);
  const service = newService(panel, line, product, system, {
    loginName: system.login_name,
    loginPassword: purchase.password ?? "Panel-Password-1",
    buyRemarks: purchase.buyRemarks ?? "",
    months: purchase.months ?? 1,
    system_partition_size: "-1",
  });
  const { start_time: from, end_time: to } = service.row;
  const price = purchaseAmount(line, product.price, purchase.months ?? 1);
  service.payments.push({ amount: price.toFixed(2), from, to });
  deliver(panel, service);
  Object.assign(service.row, { is_agent: "0" }, purchase.fields);
  return service.row.guid;
}
