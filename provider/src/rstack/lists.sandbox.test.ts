import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ordinaryVm as args } from "../../test-support/rstack-stack";
import type { Account } from "../core/account";
import { Brakes } from "../core/brakes";
import { HalfDoneError, messageOf } from "../core/errors";
import type { Properties } from "../core/flow/resource";
import { Journal } from "../core/journal";
import { Run } from "../core/run";
import { runSettings } from "../core/run-settings";
import { sleep } from "../core/wait";
import { startRstackSandbox, type RstackSandbox, type RstackSandboxOptions } from "../sandbox";
import { rstack } from "./vendor";

/* What a list says decides what is created, what is called missing, and what is dropped. */

let sandbox: RstackSandbox;
const start = async (options: RstackSandboxOptions = {}): Promise<void> => {
  sandbox = await startRstackSandbox({
    installSeconds: 0.05,
    taskSeconds: 0.05,
    powerSeconds: 0.05,
    ...options,
  });
};
beforeEach(() => start());
afterEach(() => sandbox.close());

function newRun(): Run {
  const settings = { ...runSettings.parse({}), pollSeconds: 0.02, settleSeconds: 0.1 };
  const now = () => sandbox.clock.now();
  const given = { endpoint: sandbox.url, apiKey: sandbox.apiKey };
  const account: Account = rstack.open(given, "default", { now, sleep });
  const voice = { say: () => undefined };
  return new Run(settings, new Brakes(settings), new Journal(undefined), voice, () => account, now, sleep);
}

/** One resource, created and refreshed as the engine does it; every call is a new process. */
class Resource {
  entry: { id: string; inputs: Properties; outputs: Properties } | undefined;
  constructor(readonly type: string) {}

  get #flow() {
    const flow = rstack.resources[this.type];
    if (flow === undefined) throw new RangeError(this.type);
    return flow;
  }

  /** Creates, or goes on with what was half done. Returns the error. */
  async up(args: Properties): Promise<string> {
    const run = newRun();
    const urn = `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller/rstack:${this.type}::it`;
    const raw = { ...args, __urn: urn, __token: "rs-000000000000" };
    const { inputs, faults } = await this.#flow.check(run, this.entry?.inputs, raw);
    if (faults.length > 0) return faults.map(({ reason }) => reason).join("; ");
    const old = this.entry;
    try {
      if (old === undefined) {
        this.entry = { inputs, ...(await this.#flow.create(run, inputs)) };
      } else {
        await this.#flow.diff(run, old.outputs, inputs);
        this.entry = { ...old, inputs, outputs: await this.#flow.update(run, old.outputs, inputs) };
      }
      return "";
    } catch (error) {
      if (error instanceof HalfDoneError)
        this.entry = { id: old?.id ?? error.id, inputs, outputs: error.outputs };
      return messageOf(error);
    }
  }

  /** Returns the error. */
  async refresh(): Promise<string> {
    if (this.entry === undefined) return "nothing";
    const { id, outputs } = this.entry;
    try {
      const live = await this.#flow.read(newRun(), id, outputs);
      this.entry = live === undefined ? undefined : { ...live };
      return "";
    } catch (error) {
      return messageOf(error);
    }
  }
}

const refusals = [
  '{"code":0,"msg":"鉴权失败"}',
  "<b>Warning</b>: mysqli_query(): server has gone away in <b>/www/api.php</b> on line <b>7</b><br />",
];

it.each(["", "null", "[]"] as const)(
  "a controller without machines makes its first one: %j",
  async (emptyRows) => {
    await sandbox.close();
    await start({ emptyRows });
    const vm = new Resource("HyperVm");
    expect(await vm.up(args)).toBe("");
    expect(sandbox.ledger().vms).toHaveLength(1);
    expect(await vm.refresh()).toBe("");
    expect(vm.entry?.outputs.status).toBe("ready");
  },
);

describe.each(refusals)("a list that is answered with %s", (body) => {
  it("is no reason to create again after the quarantine", async () => {
    const vm = new Resource("HyperVm");
    // The look before the order is answered, those behind it are not.
    sandbox.fault({ action: "hyper", kind: "answeredBefore", body, skip: 1, times: 1_000 });
    sandbox.fault({ action: "vm_create", kind: "lostAfter" });
    expect(await vm.up(args)).not.toBe("");
    sandbox.clock.advance({ hours: 1 });
    expect(await vm.up(args)).not.toBe("");
    expect(sandbox.count("vm_create")).toBe(1);
    sandbox.clearFaults();
    expect(await vm.up(args)).toBe("");
    expect(sandbox.count("vm_create")).toBe(1);
    expect(vm.entry?.outputs.status).toBe("ready");
  });

  it("makes nothing missing, and drops no mapping", async () => {
    const vm = new Resource("HyperVm");
    await vm.up(args);
    const shared = sandbox.panel.addVm({ vmname: "shared", nodeid: "5", portmap: 2 });
    const mapping = new Resource("PortMapping");
    expect(await mapping.up({ vm: shared, privatePort: 22 })).toBe("");
    for (const action of ["hyper", "hypernat"])
      sandbox.fault({ action, kind: "answeredBefore", body, times: 1_000 });
    const error = await vm.refresh();
    expect(error).toContain("no usable answer, in 4 attempts");
    if (body.includes("鉴权失败"))
      expect(error).toContain('The panel said: "鉴权失败" (the API key is wrong)');
    expect(vm.entry?.outputs.status).toBe("ready");
    expect(await mapping.refresh()).toContain("no usable answer, in 4 attempts");
    expect(mapping.entry).toBeDefined();
    sandbox.clearFaults();
    expect(await mapping.refresh()).toBe("");
    expect(sandbox.ledger().natRules).toHaveLength(1);
  });
});

it.each([
  ["several byte-order marks", { before: "\uFEFF\uFEFF" }],
  [
    "a warning of PHP before it",
    { before: "<br />\n<b>Warning</b>:  x in <b>/www/a.php</b> on line <b>3</b><br />\n" },
  ],
])("a controller that sends %s is read all the same", async (_, around) => {
  sandbox.fault({ action: "*", kind: "wrapped", ...around, times: 1_000 });
  const vm = new Resource("HyperVm");
  // Nothing but a remark is no empty list.
  const isRemark = !around.before.startsWith("\uFEFF");
  expect(await vm.up(args)).toMatch(isRemark ? /PHP failed: Warning/ : /^$/);
  sandbox.panel.addVm();
  expect(await vm.up(args)).toBe("");
  expect(sandbox.count("vm_create")).toBe(1);
});
