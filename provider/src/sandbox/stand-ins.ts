import { momentOf, ordersOf, type Overview } from "./overview";
import { startBthostSandbox, type BthostSandbox, type BthostSandboxOptions } from "./bthost/sandbox";
import { startProxy911Sandbox, type Proxy911Sandbox, type Proxy911SandboxOptions } from "./proxy911/sandbox";
import { startRstackSandbox, type RstackSandbox, type RstackSandboxOptions } from "./rstack/sandbox";
import type { StandIn } from "./stand-in";
import { startZonkvmSandbox, type ZonkvmSandbox, type ZonkvmSandboxOptions } from "./zonkvm/sandbox";
import { startZkeysSandbox, type SandboxOptions, type ZkeysSandbox } from "./zkeys/sandbox";

/** Everything that differs between vendors for who starts a stand-in and points a stack at it. */
export interface StandInKind<Panel extends StandIn, Options> {
  /** The vendor, as its config begins: `zkeys`. */
  readonly vendor: string;
  start(options?: Options): Promise<Panel>;
  /** With waits as short as tests want them. */
  readonly quick: Options;
  /** With the longest wait of this many seconds, and means for a fleet. */
  lasting(seconds: number): Options;
  /** The settings of the account on it, by their names in the config: `{ endpoint: "http://127.0.0.1:…", … }`. */
  settings(panel: Panel): Readonly<Record<string, string>>;
  /** The operation that buys, or makes what others buy. */
  readonly buys: string;
  /** What people see of it. */
  overview(panel: Panel): Overview;
}

const zkeys: StandInKind<ZkeysSandbox, SandboxOptions> = {
  vendor: "zkeys",
  start: startZkeysSandbox,
  quick: { openingSeconds: 0.05, busySeconds: 0.05 },
  lasting: (seconds) => ({ balance: "10000000.00", openingSeconds: seconds, busySeconds: seconds / 4 }),
  settings: ({ url, userId, apiSecret }) => ({ endpoint: url, userId, apiKey: apiSecret }),
  buys: "create",
  overview: (panel) => {
    const { balance, orders, services } = panel.ledger();
    return {
      balance,
      orders: ordersOf(orders),
      services: services.map(({ guid: id, buyRemarks, product, orderStatus, runStatus, endTime: ends }) => ({
        kind: "server",
        id,
        name: buyRemarks === "" ? product : buyRemarks,
        status: `order ${orderStatus}, run ${runStatus}`,
        ends,
      })),
    };
  },
};

const rstack: StandInKind<RstackSandbox, RstackSandboxOptions> = {
  vendor: "rstack",
  start: startRstackSandbox,
  quick: { installSeconds: 0.1, taskSeconds: 0.05, powerSeconds: 0.05 },
  lasting: (seconds) => ({
    installSeconds: seconds,
    taskSeconds: seconds / 4,
    powerSeconds: seconds / 4,
  }),
  settings: ({ url, apiKey }) => ({ endpoint: url, apiKey }),
  buys: "vm_create",
  overview: (panel) => ({
    orders: [],
    services: panel.ledger().vms.map(({ id, name, status, power }) => ({
      kind: "vm",
      id,
      name,
      status: `${status}, ${power}`,
      ends: "",
    })),
  }),
};

const proxy911: StandInKind<Proxy911Sandbox, Proxy911SandboxOptions> = {
  vendor: "proxy911",
  start: startProxy911Sandbox,
  quick: { deleteSeconds: 0.1, disableSeconds: 0.1, oldPasswordSeconds: 0.1 },
  lasting: () => ({}),
  settings: ({ url, appKey }) => ({ endpoint: url, appKey }),
  buys: "order/create",
  overview: (panel) => {
    const { balance, orders, accounts, staticIps } = panel.ledger();
    const words = ["unpaid", "paid", "cancelled", "refunded"];
    return {
      balance,
      orders: orders.map((order) => ({
        at: momentOf(order.createdMs),
        kind: words[order.status] ?? "",
        amount: order.pay_fee,
        what: order.product_name,
      })),
      services: [
        ...accounts.map(({ id, username: name, enabled }) => ({
          kind: "account",
          id: String(id),
          name,
          status: enabled ? "enabled" : "disabled",
          ends: "",
        })),
        ...staticIps.map(({ id, ip: name, country_code: status, endMs }) => ({
          kind: "static IP",
          id: String(id),
          name,
          status,
          ends: momentOf(endMs),
        })),
      ],
    };
  },
};

const zonkvm: StandInKind<ZonkvmSandbox, ZonkvmSandboxOptions> = {
  vendor: "zonkvm",
  start: startZonkvmSandbox,
  quick: { openingSeconds: 0.05, busySeconds: 0.05 },
  lasting: (seconds) => ({
    balance: "10000000.00",
    openingSeconds: seconds,
    busySeconds: seconds / 4,
  }),
  settings: ({ url, appId, appKey }) => ({ endpoint: url, appId, appKey }),
  buys: "create_order",
  overview: (panel) => {
    const { balance, orders, services } = panel.ledger();
    return {
      balance,
      orders: ordersOf(orders),
      services: services.map(({ kind, id, clientOrderNo: name, orderStatus, runStatus, endsAt: ends }) => ({
        kind,
        id: String(id),
        name,
        status: `order ${orderStatus}, run ${runStatus}`,
        ends,
      })),
    };
  },
};

const bthost: StandInKind<BthostSandbox, BthostSandboxOptions> = {
  vendor: "bthost",
  start: startBthostSandbox,
  // It answers when everything is done.
  quick: {},
  lasting: () => ({}),
  settings: ({ url, accessToken }) => ({ endpoint: url, accessToken }),
  buys: "host_build",
  overview: (panel) => ({
    orders: [],
    services: panel.ledger().hosts.map(({ id, name, status, place, endsAt }) => ({
      kind: "host",
      id: String(id),
      name,
      status: place === "live" ? status : place,
      ends: momentOf(endsAt * 1000),
    })),
  }),
};

/** The stand-ins, by vendor: a new one is added here. */
export const standIns = { zkeys, rstack, proxy911, zonkvm, bthost } as const;
