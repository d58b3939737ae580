import { SandboxClock } from "../clock";
import type { Order } from "../ledger";
import { zonkvmControl, type ZonkvmPanelControl } from "./control";
import { zonkvmFace } from "./face";
import { asInTheExamples, type ZonkvmHabits } from "./habits";
import { settle } from "./life";
import { isWriting } from "./operations";
import { ZonkvmPanel } from "./panel";
import { isMachine, refOf, type Kind, type Service } from "./service";
import { freshState, ZonkvmState, type PolicyRow } from "./state";
import { standIn, type StandIn } from "../stand-in";
import { Store } from "../store";

export interface ZonkvmSandboxOptions {
  /** TCP port on 127.0.0.1. Default 0: any free one. */
  port?: number;
  /** JSON file of the panel's state: loaded when it exists, written after each change. Default: memory only. */
  stateFile?: string;
  /** Default: that of the state file, or `10001`. */
  appId?: string;
  /** Default: that of the state file, or `EXAMPLE-key/42+=`. */
  appKey?: string;
  /** Decimal string. Default: that of the state file, or `10000.00`. */
  balance?: string;
  /** How long a purchase takes to open, seconds. Default 0.2. */
  openingSeconds?: number;
  /** How long power, a reinstallation, a new password, a backup take, seconds. Default 0.1. */
  busySeconds?: number;
  /** How long a purchase is in no read or list, seconds. Default 0. */
  visibleAfterSeconds?: number;
  /** How many days after its purchase an order can be given back. Default 5. */
  refundDays?: number;
  /** How many days a recycled cloud server is kept. Default 3. */
  recycleDays?: number;
  /** Whether a refund is an application that staff decide. Default false. */
  manualRefunds?: boolean;
  /** How replies are said, where it is not as in the document's examples. */
  habits?: Partial<ZonkvmHabits>;
}

/** An order in short, as {@link ZonkvmSandbox.ledger} shows it. */
export interface ZonkvmServiceSummary {
  /** Its kind and id, which is unique in the kind only: `server_1001`. */
  ref: string;
  kind: Kind;
  id: number;
  clientUserId: number;
  clientOrderNo: string;
  lineGuid: string;
  productGuid: string;
  orderStatus: Service["orderStatus"];
  runStatus: Service["runStatus"];
  endsAt: string;
  application: Service["application"];
  restarts: number;
  reinstalls: number;
}

/** A running stand-in for a Zonkvm finance system, and everything that tests do to it. */
export interface ZonkvmSandbox extends StandIn {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The key pair in force. */
  readonly appId: string;
  readonly appKey: string;
  /** The truth: the money, every order of it, everything that was ever bought. */
  ledger(): { balance: string; orders: Order[]; services: ZonkvmServiceSummary[]; policies: PolicyRow[] };
  readonly panel: ZonkvmPanelControl;
}

/**
 * Starts a strict stand-in for a Zonkvm finance system on the loopback interface.
 * @throws Error when the port is taken or the state file is not one
 */
export async function startZonkvmSandbox(options: ZonkvmSandboxOptions = {}): Promise<ZonkvmSandbox> {
  const store = Store.open(options.stateFile, ZonkvmState, () =>
    freshState("10001", "EXAMPLE-key/42+=", "10000.00"),
  );
  const { state } = store;
  state.appId = options.appId ?? state.appId;
  state.appKey = options.appKey ?? state.appKey;
  const save = (): void => {
    store.save();
  };
  const clock = SandboxClock.of(store, () => {
    settle(panel);
  });
  const panel = new ZonkvmPanel(
    state,
    {
      openingSeconds: options.openingSeconds ?? 0.2,
      busySeconds: options.busySeconds ?? 0.1,
      visibleAfterSeconds: options.visibleAfterSeconds ?? 0,
      refundDays: options.refundDays ?? 5,
      recycleDays: options.recycleDays ?? 3,
      manualRefunds: options.manualRefunds ?? false,
    },
    { ...asInTheExamples, ...options.habits },
    clock,
  );
  if (options.balance !== undefined) panel.ledger.balance = options.balance;
  save();
  const running = await standIn(options.port ?? 0, zonkvmFace(panel, save), clock, ({ action, params }) =>
    isWriting(action, params),
  );
  return {
    ...running,
    url: `http://127.0.0.1:${running.port}`,
    get appId() {
      return state.appId;
    },
    get appKey() {
      return state.appKey;
    },
    ledger: () => {
      settle(panel);
      const { balance, orders } = panel.ledger;
      return {
        balance,
        orders,
        services: state.services.map(summary),
        policies: structuredClone(state.policies),
      };
    },
    panel: zonkvmControl(panel, save),
  };
}

const summary = (service: Service): ZonkvmServiceSummary => ({
  ref: refOf(service),
  kind: service.kind,
  id: service.id,
  clientUserId: service.clientUserId,
  clientOrderNo: service.clientOrderNo,
  lineGuid: service.lineGuid,
  productGuid: service.productGuid,
  orderStatus: service.orderStatus,
  runStatus: service.runStatus,
  endsAt: service.endsAt,
  application: service.application,
  restarts: isMachine(service) ? service.restarts : 0,
  reinstalls: isMachine(service) ? service.reinstalls : 0,
});
