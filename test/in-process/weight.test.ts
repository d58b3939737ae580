import { expect, test } from "vitest";
import {
  bthostPanel,
  proxy911Panel,
  rstackPanel,
  zkeysPanel,
  type PanelKind,
  type Sandbox,
} from "../support/panels";
import { host } from "../support/bthost";
import { vm } from "../support/rstack";
import { entriesOf } from "../support/in-process/state";
import { Scene } from "../support/scene";
import { server } from "../support/stack";

/*
 * The engine saves the whole state at every step, twice: what a resource weighs is what a fleet waits for. Counted is what stands in inputs
 * and outputs, as JSON, before the engine has encrypted what is secret.
 */

/** Properties at any depth: the engine's time grows with their number more than with bytes. */
function nodesOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + nodesOf(inner), 1);
}

async function weightOf<Panel extends Sandbox, Options>(
  kind: PanelKind<Panel, Options>,
  type: string,
  args: Readonly<Record<string, unknown>>,
): Promise<{ bytes: number; nodes: number }> {
  const scene = await Scene.inProcess(kind);
  scene.declare({ web: args }, type);
  await scene.up();
  // What only some reads tell stands there from then on.
  await scene.refresh();
  const { text } = await scene.stack.run("stack", "export", "--show-secrets");
  const [entry] = entriesOf(text);
  if (entry === undefined) throw new TypeError("nothing is in state");
  const both = [entry.inputs, entry.outputs];
  return {
    bytes: both.reduce((sum, one) => sum + Buffer.byteLength(JSON.stringify(one)), 0),
    nodes: both.reduce((sum, one) => sum + nodesOf(one), 0),
  };
}

const most = (bytes: number, nodes: number) => ({ bytes, nodes });

/** As it is, and a little more: what is added to a state is added to every step of every stack. */
test.each([
  ["a server", most(2_500, 70), () => weightOf(zkeysPanel, "BaremetalServer", server)],
  ["a virtual machine", most(2_400, 70), () => weightOf(rstackPanel, "HyperVm", vm)],
  ["a web host", most(2_500, 70), () => weightOf(bthostPanel, "BtHost", host)],
  [
    "a proxy account",
    most(1_100, 30),
    () => weightOf(proxy911Panel, "ProxyAccount", { productType: "dynamicResidentialTraffic" }),
  ],
])("%s weighs little in state", async (_, limit, weigh) => {
  const { bytes, nodes } = await weigh();
  expect(bytes).toBeLessThanOrEqual(limit.bytes);
  expect(nodes).toBeLessThanOrEqual(limit.nodes);
});
