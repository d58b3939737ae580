import { SandboxClock } from "../clock";
import { proxy911Control, type Proxy911Control } from "./control";
import { proxy911Face } from "./face";
import { changing } from "./operations";
import { Proxy911Panel } from "./panel";
import { freshState, Proxy911State, type Account, type Order, type Package, type StaticIp } from "./state";
import { standIn, type StandIn } from "../stand-in";
import { Store } from "../store";

export interface Proxy911SandboxOptions {
  /** TCP port on 127.0.0.1. Default 0: any free one. */
  port?: number;
  /** JSON file of the vendor's state: loaded when it exists, written after each change. Default: memory only. */
  stateFile?: string;
  /** Default: that of the state file, or `EXAMPLEAPPKEY0001EXAMPLEAPPKEY01`. */
  appKey?: string;
  /** Of a new state. Default `1000.00`. */
  balance?: string;
  /** Accounts of one product type, of a new state. Default 5000. */
  accountQuota?: number;
  /** How long a deleted account is still listed and works, seconds. Default 300. */
  deleteSeconds?: number;
  /** How long a disabled account still works, seconds. Default 300. */
  disableSeconds?: number;
  /** When the list shows a disabling: at once (default), or when the network obeys. */
  disableFlag?: "atOnce" | "late";
  /** How long an old password still works, seconds. Default 300. */
  oldPasswordSeconds?: number;
  /** How long traffic does not show yet, seconds. Default 300. */
  usageLagSeconds?: number;
  /** How long an order waits for its payment, seconds. Default 1800. */
  paymentSeconds?: number;
  /** From payment to delivery, seconds. Default 0. */
  deliverySeconds?: number;
  /** What `amount` packages are in the list: a row each (default), or one row for all. */
  packageRows?: "each" | "one";
  /** From one of the rows of an order to the next, seconds. Default 0. */
  rowGapSeconds?: number;
  /** Whether the list of orders heeds its filter by type (default) or gives every order all the same. */
  orderTypeFilter?: "heeded" | "ignored";
  /** What a batch with one bad name does: nothing (`whole`, default), or its good names before the refusal (`partial`). */
  batchRefusal?: "whole" | "partial";
  /** What a new order is answered with: itself (default), or nothing but a yes. */
  orderReply?: "order" | "none";
  /** What orders call their product: as the `pid` that was ordered (default), or by a number of its own. */
  productIds?: "pid" | "own";
  /** Whether `user/info` answers. Default false: the document calls it not open yet. */
  userInfoOpen?: boolean;
  /** What stands in the place of a list without rows; `undefined` leaves its key out. Default `[]`. */
  emptyList?: unknown;
  /** How many pages nothing has. Default 0. */
  pagesOfNothing?: 0 | 1;
}

/** A running stand-in for 911Proxy with one customer, and everything that tests do to it. */
export interface Proxy911Sandbox extends StandIn {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The key in force. */
  readonly appKey: string;
  /** The truth: balance, every order, everything that the customer has. */
  ledger(): {
    balance: string;
    orders: Order[];
    accounts: Account[];
    packages: Package[];
    staticIps: StaticIp[];
    extracted: number;
  };
  readonly panel: Proxy911Control;
}

/**
 * Starts a strict stand-in for 911Proxy on the loopback interface.
 * @throws Error when the port is taken or the state file is not one
 */
export async function startProxy911Sandbox(options: Proxy911SandboxOptions = {}): Promise<Proxy911Sandbox> {
  const store = Store.open(options.stateFile, Proxy911State, () =>
    freshState(
      "EXAMPLEAPPKEY0001EXAMPLEAPPKEY01",
      options.balance ?? "1000.00",
      options.accountQuota ?? 5_000,
    ),
  );
  const { state } = store;
  state.appKey = options.appKey ?? state.appKey;
  const save = (): void => {
    store.save();
  };
  const clock = SandboxClock.of(store, () => {
    panel.settle();
  });
  const panel = new Proxy911Panel(
    state,
    {
      deleteSeconds: options.deleteSeconds ?? 300,
      disableSeconds: options.disableSeconds ?? 300,
      disableFlag: options.disableFlag ?? "atOnce",
      oldPasswordSeconds: options.oldPasswordSeconds ?? 300,
      usageLagSeconds: options.usageLagSeconds ?? 300,
      paymentSeconds: options.paymentSeconds ?? 1_800,
      deliverySeconds: options.deliverySeconds ?? 0,
      packageRows: options.packageRows ?? "each",
      rowGapSeconds: options.rowGapSeconds ?? 0,
      orderTypeFilter: options.orderTypeFilter ?? "heeded",
      batchRefusal: options.batchRefusal ?? "whole",
      orderReply: options.orderReply ?? "order",
      productIds: options.productIds ?? "pid",
      userInfoOpen: options.userInfoOpen ?? false,
      emptyList: "emptyList" in options ? options.emptyList : [],
      pagesOfNothing: options.pagesOfNothing ?? 0,
    },
    clock,
  );
  save();
  const running = await standIn(options.port ?? 0, proxy911Face(panel, save), clock, ({ action }) =>
    changing.has(action),
  );
  return {
    ...running,
    url: `http://127.0.0.1:${running.port}`,
    get appKey() {
      return state.appKey;
    },
    ledger: () => {
      panel.settle();
      const { user, orders, accounts, packages, staticIps, extracted } = state;
      return structuredClone({ balance: user.balance, orders, accounts, packages, staticIps, extracted });
    },
    panel: proxy911Control(panel, save),
  };
}
