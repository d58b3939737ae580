import { SandboxClock } from "../clock";
import { rstackControl, type RstackPanelControl } from "./control";
import { rstackFace } from "./face";
import { settle } from "./life";
import { isWriting } from "./operations";
import { addressesOf, RstackPanel } from "./panel";
import type { Event, NatRow, SnapshotRow, UserRow, Vm } from "./rows";
import { freshState, RstackState } from "./state";
import { standIn, type StandIn } from "../stand-in";
import { Store } from "../store";

export interface RstackSandboxOptions {
  /** TCP port on 127.0.0.1. Default 0: any free one. */
  port?: number;
  /** JSON file of the controller's state: loaded when it exists, written after each change. Default: memory only. */
  stateFile?: string;
  /** Default: that of the state file, or `EXAMPLE-API-KEY-0001`. */
  apiKey?: string;
  /** How long an installation takes, seconds. Default 0.2. */
  installSeconds?: number;
  /** How long every other task takes, seconds. Default 0.1. */
  taskSeconds?: number;
  /** How long a change of power and a deletion take, seconds. Default 0.1. */
  powerSeconds?: number;
  /** How far `api_timestamp` may be from the real time, seconds. Default 600. */
  clockToleranceSeconds?: number;
  /** Body of a list without rows. Default: none, as the document says. */
  emptyRows?: "" | "null" | "[]";
}

/** A machine in short, as {@link RstackSandbox.ledger} shows it. */
export interface VmSummary {
  id: string;
  name: string;
  userid: string;
  nodeid: string;
  image: string;
  remark: string;
  status: string;
  power: Vm["power"];
  setupFailed: boolean;
  /** What the node gives the machine, under the vendor's names. */
  applied: Record<string, string>;
  /** The addresses of the record, and those that work inside the machine. */
  ips: string[];
  boundIps: string[];
  restarts: number;
  reinstalls: number;
  dataErased: number;
}

/** A running stand-in for an RStack controller, and everything that tests do to it. */
export interface RstackSandbox extends StandIn {
  /** `http://127.0.0.1:PORT/api/v3` */
  readonly url: string;
  /** The key in force. */
  readonly apiKey: string;
  /** The truth: every machine, user, snapshot and rule that is there, and everything that happened to machines. */
  ledger(): {
    vms: VmSummary[];
    users: UserRow[];
    snapshots: SnapshotRow[];
    natRules: NatRow[];
    events: Event[];
  };
  readonly panel: RstackPanelControl;
}

/**
 * Starts a strict stand-in for an RStack controller on the loopback interface.
 * @throws Error when the port is taken or the state file is not one
 */
export async function startRstackSandbox(options: RstackSandboxOptions = {}): Promise<RstackSandbox> {
  const store = Store.open(options.stateFile, RstackState, () => freshState("EXAMPLE-API-KEY-0001"));
  const { state } = store;
  state.apiKey = options.apiKey ?? state.apiKey;
  const save = (): void => {
    store.save();
  };
  const clock = SandboxClock.of(store, () => {
    settle(panel);
  });
  const panel = new RstackPanel(
    state,
    {
      installSeconds: options.installSeconds ?? 0.2,
      taskSeconds: options.taskSeconds ?? 0.1,
      powerSeconds: options.powerSeconds ?? 0.1,
      clockToleranceSeconds: options.clockToleranceSeconds ?? 600,
      emptyRows: options.emptyRows ?? "",
    },
    clock,
  );
  save();
  const running = await standIn(options.port ?? 0, rstackFace(panel, save), clock, ({ action, params }) =>
    isWriting(action, params.subvaction),
  );
  return {
    ...running,
    url: `http://127.0.0.1:${running.port}/api/v3`,
    get apiKey() {
      return state.apiKey;
    },
    ledger: () => {
      settle(panel);
      const users = state.users.map((user) => user.row);
      const { snapshots, natRules, events } = state;
      return structuredClone({ vms: state.vms.map(summary), users, snapshots, natRules, events });
    },
    panel: rstackControl(panel, save),
  };
}

const summary = (vm: Vm): VmSummary => ({
  id: vm.row.id,
  name: vm.row.vmname,
  userid: vm.row.userid,
  nodeid: vm.row.nodeid,
  image: vm.row.os,
  remark: vm.row.remark,
  status: vm.row.status,
  power: vm.power,
  setupFailed: vm.setupFailed,
  applied: vm.applied,
  ips: addressesOf(vm),
  boundIps: vm.boundIps,
  restarts: vm.restarts,
  reinstalls: Number(vm.row.rvcount),
  dataErased: vm.dataErased,
});
