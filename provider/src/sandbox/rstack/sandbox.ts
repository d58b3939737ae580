import { SandboxClock, type TimeSpan } from "../clock";
import type { Fault } from "../faults";
import type { Hold } from "../holds";
import { RequestLog, type LoggedRequest } from "../request-log";
import { rstackControl, type RstackPanelControl } from "./control";
import { rstackFace } from "./face";
import { settle } from "./life";
import { isWriting, rstackWriting } from "./operations";
import { addressesOf, RstackPanel } from "./panel";
import type { Event, NatRow, SnapshotRow, UserRow, Vm } from "./rows";
import { freshState, RstackState } from "./state";
import { SandboxServer } from "../server";
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
export interface RstackSandbox {
  /** `http://127.0.0.1:PORT/api/v3` */
  readonly url: string;
  readonly port: number;
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
  /** Every request since the start, oldest first; secrets are replaced by `…`. */
  readonly requests: readonly LoggedRequest[];
  /** Requests to one operation, or all. */
  count(action?: string): number;
  /** Requests to operations that change something. */
  writes(): number;
  fault(fault: Fault): void;
  clearFaults(): void;
  /** The next such request is carried out, but its reply is withheld. */
  hold: (action: string) => Hold;
  readonly clock: { now(): Date; advance(span: TimeSpan): void };
  readonly panel: RstackPanelControl;
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
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
  const clock = new SandboxClock(state.clockOffsetMs, (offsetMs) => {
    state.clockOffsetMs = offsetMs;
    settle(panel);
    save();
  });
  const panel = new RstackPanel(
    state,
    {
      installSeconds: options.installSeconds ?? 0.2,
      taskSeconds: options.taskSeconds ?? 0.1,
      powerSeconds: options.powerSeconds ?? 0.1,
      clockToleranceSeconds: options.clockToleranceSeconds ?? 600,
    },
    clock,
  );
  save();
  const log = new RequestLog(rstackWriting);
  const now = (): Date => clock.now();
  const server = await SandboxServer.listen(options.port ?? 0, rstackFace(panel, save), log, now);
  return {
    url: `http://127.0.0.1:${server.port}/api/v3`,
    port: server.port,
    get apiKey() {
      return state.apiKey;
    },
    ledger: () => {
      settle(panel);
      const users = state.users.map((user) => user.row);
      const { snapshots, natRules, events } = state;
      return structuredClone({ vms: state.vms.map(summary), users, snapshots, natRules, events });
    },
    requests: log.entries,
    count: (action) => log.count(action),
    writes: () => log.entries.filter(({ action, params }) => isWriting(action, params.subvaction)).length,
    fault: (fault) => {
      server.faults.add(fault);
    },
    clearFaults: () => {
      server.faults.clear();
    },
    hold: (action) => server.holds.add(action),
    clock: {
      now,
      advance: (span) => {
        clock.advance(span);
      },
    },
    panel: rstackControl(panel, save),
    close: () => server.close(),
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
