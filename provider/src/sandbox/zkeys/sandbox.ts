import { SandboxClock } from "../clock";
import type { Order } from "../ledger";
import { standIn, type StandIn } from "../stand-in";
import { Store } from "../store";
import { panelControl, type PanelControl } from "./control";
import { zkeysFace } from "./face";
import { settle } from "./life";
import { writing } from "./operations";
import { ZkeysPanel } from "./panel";
import { totals, type Amounts, type ServiceRow } from "./service";
import { freshState, PanelState } from "./state";

export interface SandboxOptions {
  /** TCP port on 127.0.0.1. Default 0: any free one. */
  port?: number;
  /** JSON file of the panel's state: loaded when it exists, written after each change. Default: memory only. */
  stateFile?: string;
  /** Default: that of the state file, or `1100134`. */
  userId?: string;
  /** Default: that of the state file, or `EXAMPLE-API-SECRET-0001`. */
  apiSecret?: string;
  /** Yuan of a new state. Default `100000.00`. */
  balance?: string;
  /** How long a purchase stays `order_status` 0, seconds. Default 0.2. */
  openingSeconds?: number;
  /** How long `act_status` is not 0 after power, password, reinstall and upgrade, seconds. Default 0.1. */
  busySeconds?: number;
  /** Most rows on a page. Default 100. */
  maxPageSize?: number;
  /** How much of `buyRemarks` the panel keeps, in characters. Default 255: all of it. */
  keptRemarkLength?: number;
  /** Shows the addresses of a booked degrade as it was sent them, in JSON text, instead of their number. Default false. */
  namesDegradedAddresses?: boolean;
  /** How long reads show the end from before a renewal, seconds. Default 0. */
  renewalLagSeconds?: number;
  /** Lists and single reads show what else only the reply to a purchase shows: IPMI, renewal prices, locks. Default false. */
  showsWholeServices?: boolean;
  /** How far `time` may be from the real time, seconds. Default 600. */
  clockToleranceSeconds?: number;
  /** `data` of the list of services while there is none: pagers differ. Default: `total_number` "0", `total_page` 0, no row. */
  emptyPage?: Record<string, unknown>;
}

/** A service in short, as {@link ZkeysSandbox.ledger} shows it: with the amounts that it has now, upgrades included. */
export interface ServiceSummary extends Amounts {
  guid: string;
  line: string;
  product: string;
  system: string;
  buyRemarks: string;
  orderStatus: string;
  runStatus: string;
  startTime: string;
  endTime: string;
}

/** A running stand-in for a ZKEYS panel with one account, and everything that tests do to it. */
export interface ZkeysSandbox extends StandIn {
  /** `http://127.0.0.1:PORT/api` */
  readonly url: string;
  readonly userId: string;
  /** The secret in force. */
  readonly apiSecret: string;
  /** The truth about money: balance in yuan, every order, every service that the panel still has. */
  ledger(): { balance: string; orders: Order[]; services: ServiceSummary[] };
  readonly panel: PanelControl;
}

/**
 * Starts a strict stand-in for a ZKEYS panel on the loopback interface.
 * @throws Error when the port is taken or the state file is not one
 */
export async function startZkeysSandbox(options: SandboxOptions = {}): Promise<ZkeysSandbox> {
  const store = Store.open(options.stateFile, PanelState, () =>
    freshState("1100134", "EXAMPLE-API-SECRET-0001", options.balance ?? "100000.00"),
  );
  const { state } = store;
  state.userId = options.userId ?? state.userId;
  state.apiSecret = options.apiSecret ?? state.apiSecret;
  const save = (): void => {
    store.save();
  };
  const clock = SandboxClock.of(store, () => {
    settle(panel);
  });
  const panel = new ZkeysPanel(
    state,
    {
      openingSeconds: options.openingSeconds ?? 0.2,
      busySeconds: options.busySeconds ?? 0.1,
      keptRemarkLength: options.keptRemarkLength ?? 255,
      namesDegradedAddresses: options.namesDegradedAddresses ?? false,
      renewalLagSeconds: options.renewalLagSeconds ?? 0,
      showsWholeServices: options.showsWholeServices ?? false,
      maxPageSize: options.maxPageSize ?? 100,
      clockToleranceSeconds: options.clockToleranceSeconds ?? 600,
      emptyPage: options.emptyPage,
    },
    clock,
  );
  save();
  const running = await standIn(options.port ?? 0, zkeysFace(panel, save), clock, ({ action }) =>
    writing.has(action),
  );
  return {
    ...running,
    url: `http://127.0.0.1:${running.port}/api`,
    userId: state.userId,
    get apiSecret() {
      return state.apiSecret;
    },
    ledger: () => {
      settle(panel);
      const { balance, orders } = panel.ledger;
      return { balance, orders, services: state.services.map(({ row }) => summary(panel, row)) };
    },
    panel: panelControl(panel, save),
  };
}

const summary = (panel: ZkeysPanel, row: ServiceRow): ServiceSummary => ({
  guid: row.guid,
  line: panel.line(row.line_guid).name,
  product: panel.product(row.product_guid).name,
  system: panel.system(row.system_guid).name,
  buyRemarks: row.buy_remarks ?? "",
  orderStatus: row.order_status,
  runStatus: row.run_status,
  startTime: row.start_time,
  endTime: row.end_time,
  ...totals(row),
});
