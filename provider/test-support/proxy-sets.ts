import { expect } from "vitest";
import type { Account } from "../src/core/account";
import { Brakes } from "../src/core/brakes";
import { collectionLifecycle } from "../src/core/collection/collection-lifecycle";
import { ArgumentError, HalfDoneError, messageOf } from "../src/core/errors";
import type { Properties } from "../src/core/flow/resource";
import { Journal } from "../src/core/journal";
import { purchaseToken } from "../src/core/order/token";
import { Run } from "../src/core/run";
import { runSettings } from "../src/core/run-settings";
import { proxyAccountSet } from "../src/proxy911/proxy-account-set/proxy-account-set";
import { proxy911 } from "../src/proxy911/vendor";
import { startProxy911Sandbox, type Proxy911Sandbox, type Proxy911SandboxOptions } from "../src/sandbox";

/* One set of accounts in a stack, driven as the Pulumi engine drives it. */

export const flow = collectionLifecycle(proxyAccountSet);
export const traffic = "dynamicResidentialTraffic";
export const urn = "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller/proxy911:ProxyAccountSet::s";

interface Saved {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  readonly hasFailed: boolean;
}

/** A stand-in, the one set in state, and what was said of it last. */
interface Scene {
  sandbox: Proxy911Sandbox;
  said: string[];
  saved: Saved | undefined;
  settings: Record<string, unknown>;
}

/** The scene of the test that runs. */
export let scene: Scene;

export async function start(options: Proxy911SandboxOptions = {}): Promise<void> {
  scene = { sandbox: await startProxy911Sandbox(options), said: [], saved: undefined, settings: {} };
}

/** A run as a new process begins it. */
export function newRun(): Run {
  const all = { ...runSettings.parse({}), ...scene.settings };
  const opened = new Map<string, Account>();
  const surroundings = { now: () => scene.sandbox.clock.now(), sleep: () => Promise.resolve() };
  const open = (): Account => {
    const given = { endpoint: scene.sandbox.url, appKey: scene.sandbox.appKey };
    const account = opened.get("default") ?? proxy911.open(given, "default", surroundings);
    opened.set("default", account);
    return account;
  };
  const voice = {
    say: (_urn: string, words: string, kind: string) => {
      if (kind !== "progress") scene.said.push(words);
    },
  };
  const { now, sleep } = surroundings;
  return new Run(all, new Brakes(all), new Journal(all.journal), voice, open, now, sleep);
}

export const inputsOf = (args: Properties): Properties => ({
  ...args,
  __urn: urn,
  __token: purchaseToken({ organization: "organization", urn, namespace: "", purchaseTriggers: undefined }),
});

/** As state has it: JSON, nothing undefined, keys in the order of the alphabet. */
export const stored = (properties: Properties): Properties =>
  JSON.parse(JSON.stringify(properties), (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  ) as Properties;

export type Change = "create" | "update" | "none";

/** The first half of an `up`, which is a whole preview. Throws the faults. */
export async function decide(run: Run, args: Properties): Promise<{ change: Change; inputs: Properties }> {
  const { inputs, faults } = await flow.check(run, scene.saved?.inputs, inputsOf(args));
  if (faults.length > 0) throw new ArgumentError(faults);
  if (scene.saved === undefined) return { change: "create", inputs };
  const { changes, replaces } = await flow.diff(run, scene.saved.outputs, inputs);
  expect(replaces).toEqual([]);
  const isChanged = changes ?? JSON.stringify(inputs) !== JSON.stringify(scene.saved.inputs);
  return { change: isChanged || scene.saved.hasFailed ? "update" : "none", inputs };
}

/** One `up`, as the engine drives it. Returns what was done, or the words of its failure. */
export async function up(args: Properties, run = newRun()): Promise<string> {
  scene.said = [];
  try {
    const { change, inputs } = await decide(run, args);
    if (change === "none") return change;
    const old = scene.saved;
    try {
      const { id, outputs } =
        old === undefined
          ? await flow.create(run, inputs)
          : { id: old.id, outputs: await flow.update(run, old.outputs, inputs) };
      scene.saved = { id, inputs: stored(inputs), outputs: stored(outputs), hasFailed: false };
      return change;
    } catch (error) {
      if (error instanceof HalfDoneError)
        scene.saved = {
          id: error.id,
          inputs: stored(inputs),
          outputs: stored(error.outputs),
          hasFailed: true,
        };
      throw error;
    }
  } catch (error) {
    return messageOf(error);
  }
}

export const preview = async (args: Properties): Promise<string> => {
  scene.said = [];
  const outcome = await decide(newRun(), args).then(({ change }) => change, messageOf);
  return scene.said.length === 0 ? outcome : scene.said.join();
};

export async function refresh(): Promise<void> {
  if (scene.saved === undefined) return;
  const live = await flow.read(newRun(), scene.saved.id, scene.saved.outputs);
  if (live === undefined) scene.saved = undefined;
  else
    scene.saved = {
      id: live.id,
      inputs: stored(live.inputs),
      outputs: stored(live.outputs),
      hasFailed: false,
    };
}

export async function destroy(run = newRun()): Promise<string> {
  scene.said = [];
  try {
    if (scene.saved !== undefined) await flow.delete(run, scene.saved.id, scene.saved.outputs);
    scene.saved = undefined;
    return scene.said.join();
  } catch (error) {
    return messageOf(error);
  }
}

/** The engine and the plugin are killed while `up` runs: what it did is done, and state knows nothing of it. */
export async function upKilled(args: Properties): Promise<void> {
  const before = scene.saved;
  await up(args);
  scene.saved = before;
}

export const output = (key: string): unknown => scene.saved?.outputs[key];
export const changesSent = (): string[] =>
  scene.sandbox.requests
    .map((request) => request.action.replace("whitelist-account/", ""))
    .filter((action) => action !== "list");
export const usernames = (): string[] => scene.sandbox.ledger().accounts.map((account) => account.username);
export const staying = (): string[] =>
  scene.sandbox
    .ledger()
    .accounts.filter(({ goneAtMs }) => goneAtMs === null)
    .map(({ username }) => username);
export const passwords = (): Record<string, string> =>
  Object.fromEntries(scene.sandbox.ledger().accounts.map(({ username, password }) => [username, password]));
export const named = (...names: string[]): Properties => ({
  productType: traffic,
  accounts: Object.fromEntries(names.map((name) => [name, {}])),
});
export const numbered = (count: number, more: Properties = {}): Properties => ({
  productType: traffic,
  usernamePrefix: "u",
  count,
  ...more,
});
export const numbers = (from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => `u${from + index}`);
