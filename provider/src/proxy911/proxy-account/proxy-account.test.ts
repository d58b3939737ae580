import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { usernameOf } from "./calls";
import type { Account } from "../../core/account";
import { Brakes } from "../../core/brakes";
import { HalfDoneError, messageOf } from "../../core/errors";
import { lifecycleOf } from "../../core/flow/flow";
import type { Properties } from "../../core/flow/resource";
import { Journal } from "../../core/journal";
import { purchaseToken } from "../../core/order/token";
import { Run } from "../../core/run";
import { runSettings } from "../../core/run-settings";
import { sleep } from "../../core/wait";
import { proxyAccount } from "./proxy-account";
import { startProxy911Sandbox, type Proxy911Sandbox, type Proxy911SandboxOptions } from "../../sandbox/index";
import { proxy911 } from "../vendor";

const flow = lifecycleOf(proxyAccount);
const traffic = "dynamicResidentialTraffic";

interface Saved {
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

let sandbox: Proxy911Sandbox;
let said: string[];
let saved: Map<string, Saved>;

const start = async (options: Proxy911SandboxOptions = {}): Promise<void> => {
  sandbox = await startProxy911Sandbox({ deleteSeconds: 0.05, ...options });
  said = [];
  saved = new Map();
};
beforeEach(() => start());
afterEach(() => sandbox.close());

/** A run as a new process begins it. */
function newRun(): Run {
  const settings = runSettings.parse({ pollSeconds: 0.02, settleSeconds: 0.1 });
  const opened = new Map<string, Account>();
  const open = (): Account => {
    const given = { endpoint: sandbox.url, appKey: sandbox.appKey };
    const account =
      opened.get("default") ?? proxy911.open(given, "default", { now: () => new Date(), sleep });
    opened.set("default", account);
    return account;
  };
  const voice = { say: (_urn: string, words: string) => void said.push(words) };
  return new Run(
    settings,
    new Brakes(settings),
    new Journal(undefined),
    voice,
    open,
    () => new Date(),
    sleep,
  );
}

function inputsOf(name: string, args: Properties): Properties {
  const urn = `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller/proxy911:ProxyAccount::${name}`;
  const parts = {
    organization: "organization",
    urn,
    namespace: "",
    purchaseTriggers: args.purchaseTriggers,
  };
  return { ...args, __urn: urn, __token: purchaseToken(parts) };
}

type Change = "create" | "update" | "replace" | "none";

/** One resource of an `up`, as the engine drives it. */
async function up(run: Run, name: string, args: Properties): Promise<Change> {
  const raw = inputsOf(name, args);
  const old = saved.get(name);
  const checked = await flow.check(run, old?.inputs, raw);
  const [fault] = checked.faults;
  if (fault !== undefined) throw new Error(`${fault.property}: ${fault.reason}`);
  let change: Change = "create";
  if (old !== undefined) {
    const { changes, replaces } = await flow.diff(run, old.outputs, checked.inputs);
    if (replaces.length > 0) change = "replace";
    else change = (changes ?? true) ? "update" : "none";
  }
  if (change === "none") return change;
  try {
    if (change === "update" && old !== undefined) {
      const outputs = await flow.update(run, old.outputs, checked.inputs);
      saved.set(name, { id: old.id, inputs: checked.inputs, outputs });
      return change;
    }
    const { inputs } = change === "replace" ? await flow.check(run, undefined, raw) : checked;
    const { id, outputs } = await flow.create(run, inputs);
    saved.set(name, { id, inputs, outputs });
    if (change === "replace" && old !== undefined) await flow.delete(run, old.id, old.outputs);
  } catch (error) {
    if (error instanceof HalfDoneError) {
      saved.set(name, { id: error.id, inputs: checked.inputs, outputs: error.outputs });
    }
    throw error;
  }
  return change;
}

/** An `up` of one resource. Returns what was done, or the words of its failure. */
const upAlone = (name: string, args: Properties): Promise<string> =>
  up(newRun(), name, args).catch(messageOf);

/** Does the work for each name, so many at once. */
async function inFlight(
  names: readonly string[],
  atOnce: number,
  work: (name: string) => Promise<unknown>,
): Promise<string[]> {
  const queue = [...names];
  const errors: string[] = [];
  const worker = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      await work(name).catch((error: unknown) => errors.push(messageOf(error)));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return errors;
}

const output = (name: string, key: string): unknown => saved.get(name)?.outputs[key];
const changesSent = (): string[] =>
  sandbox.requests
    .map((request) => request.action.replace("whitelist-account/", ""))
    .filter((action) => action !== "list");
const usernames = (): string[] => sandbox.ledger().accounts.map((account) => account.username);

describe("an account", () => {
  it("is added with a name from its token and a random password, and is then unchanged", async () => {
    expect(await upAlone("a", { productType: traffic, proxyEndpoint: "gate.example:1000" })).toBe("create");
    const [account] = sandbox.ledger().accounts;
    expect(account).toMatchObject({ product_type: 9, remark: "", limit_flow: 0, enabled: true });
    expect(account?.username).toMatch(/^rs[0-9a-z]{12}$/);
    expect(account?.password).toMatch(/^[A-Za-z0-9]{16}$/);
    expect(output("a", "password")).toBe(account?.password);
    expect(output("a", "usageGb")).toBe("0");
    const { username, password } = account ?? { username: "", password: "" };
    expect(output("a", "httpProxyUrl")).toBe(`http://${username}:${password}@gate.example:1000`);
    expect(output("a", "socksProxyUrl")).toBe(`socks5://${username}:${password}@gate.example:1000`);
    expect(await upAlone("a", { productType: traffic, proxyEndpoint: "gate.example:1000" })).toBe("none");
    expect(changesSent()).toEqual(["add"]);
    expect(said.join()).not.toContain(password);
  });

  it("has no URL as long as nobody says where the network is", async () => {
    await upAlone("a", { productType: traffic });
    expect(saved.get("a")?.outputs).not.toHaveProperty("httpProxyUrl");
  });

  it("gets its limit at once, and is half-done without it", async () => {
    sandbox.fault({ action: "whitelist-account/change-limit", kind: "refused", message: "系统繁忙" });
    const args = { username: "u1", productType: traffic, trafficLimitGb: 5, enabled: false };
    expect(await upAlone("a", args)).toContain("系统繁忙");
    expect(output("a", "trafficLimitGb")).toBe(0);
    expect(changesSent()).toEqual(["add", "change-limit"]);
    expect(await upAlone("a", args)).toBe("update");
    expect(changesSent()).toEqual(["add", "change-limit", "change-limit", "disable"]);
    expect(sandbox.ledger().accounts).toMatchObject([{ limit_flow: 5, enabled: false }]);
    expect(output("a", "status")).toBe("stopped");
    expect(await upAlone("a", args)).toBe("none");
  });

  it("is changed in place, only where it differs", async () => {
    const args = {
      username: "u1",
      productType: traffic,
      password: "first111",
      remark: "a",
      trafficLimitGb: 5,
    };
    await upAlone("a", args);
    const before = changesSent().length;
    expect(await upAlone("a", { ...args, remark: "b" })).toBe("update");
    expect(changesSent().slice(before)).toEqual(["change-remark"]);
    said = [];
    const changed = { ...args, password: "second22", remark: "", trafficLimitGb: 0, enabled: false };
    expect(await upAlone("a", changed)).toBe("update");
    expect(changesSent().slice(before + 1)).toEqual([
      "change-limit",
      "disable",
      "change-password",
      "change-remark",
    ]);
    expect(sandbox.ledger().accounts).toMatchObject([
      { password: "second22", remark: "", limit_flow: 0, enabled: false },
    ]);
    expect(said[0]).toBe(
      "limit 5 GB → unlimited; then disable (it works, and costs, for about five minutes more); " +
        'then set the password (the old one works for five more minutes); then remark ""',
    );
    expect(output("a", "password")).toBe("second22");
    expect(await upAlone("a", { ...changed, enabled: true })).toBe("update");
    expect(await upAlone("a", { ...changed, enabled: true })).toBe("none");
  });

  it("is replaced with its name, and never under the same name", async () => {
    await upAlone("a", { username: "u1", productType: traffic });
    const retyped = { username: "u1", productType: "staticResidentialIp" };
    expect(await upAlone("a", retyped)).toContain("the name u1 of a deleted account must not be reused");
    expect(await upAlone("a", { ...retyped, username: "u2" })).toBe("replace");
    expect(said.join()).toContain("DELETE account u1");
    await sleep(60);
    expect(sandbox.ledger().accounts).toMatchObject([{ username: "u2", product_type: 25 }]);
  });

  it("of a made name is replaced with `purchaseTriggers`, which make another name", async () => {
    await upAlone("a", { productType: traffic });
    const retyped = { productType: "staticDatacenterIp" };
    expect(await upAlone("a", retyped)).toContain("`purchaseTriggers`");
    expect(await upAlone("a", { ...retyped, purchaseTriggers: [1] })).toBe("replace");
    await sleep(60);
    expect(usernames()).toHaveLength(1);
    expect(output("a", "username")).toBe(usernames()[0]);
  });

  it.each([
    [{ username: "u_1" }, "username"],
    [{ password: "a b" }, "password"],
    [{ remark: "中".repeat(33) }, "remark"],
    [{ trafficLimitGb: 102_401 }, "trafficLimitGb"],
    [{ trafficLimitGb: 0.5 }, "trafficLimitGb"],
    [{ productType: "residential" }, "productType"],
    [{ proxyEndpoint: "gate.example" }, "proxyEndpoint"],
    [{ limit: 5 }, "limit"],
  ])("with %o fails in the preview", async (args, property) => {
    expect(await upAlone("a", { productType: traffic, ...args })).toMatch(new RegExp(`^${property}: `));
    expect(changesSent()).toEqual([]);
  });

  it("is made again when somebody deleted it", async () => {
    await upAlone("a", { username: "u1", productType: traffic });
    sandbox.panel.removeAccount("u1");
    const entry = saved.get("a");
    expect(await flow.read(newRun(), entry?.id ?? "", entry?.outputs ?? {})).toBeUndefined();
  });

  it("shows in a refresh what was changed in the dashboard", async () => {
    await upAlone("a", { username: "u1", productType: traffic, trafficLimitGb: 5, password: "first111" });
    sandbox.panel.editAccount("u1", { limit_flow: 9, password: "other222" });
    const entry = saved.get("a");
    const live = await flow.read(newRun(), entry?.id ?? "", entry?.outputs ?? {});
    expect(live?.inputs).toMatchObject({ trafficLimitGb: 9, password: "other222" });
  });

  it("that exists is adopted by its name, and kept when it is dropped", async () => {
    sandbox.panel.addAccount({ username: "old1", remark: "mine" });
    expect(await upAlone("a", { adopt: "old1", productType: traffic, trafficLimitGb: 3 })).toBe("create");
    expect(changesSent()).toEqual(["change-limit"]);
    expect(output("a", "password")).toBe("PanelPass1");
    const entry = saved.get("a");
    await flow.delete(newRun(), entry?.id ?? "", entry?.outputs ?? {});
    expect(usernames()).toEqual(["old1"]);
  });
});

describe("an addition that goes wrong", () => {
  it("is found in the list when only its reply was lost", async () => {
    sandbox.fault({ action: "whitelist-account/add", kind: "lostAfter" });
    expect(await upAlone("a", { username: "u1", productType: traffic })).toBe("create");
    expect(changesSent()).toEqual(["add"]);
  });

  it("of an interrupted run is taken over by its token", async () => {
    const token = String(inputsOf("a", {}).__token);
    sandbox.panel.addAccount({ username: usernameOf(token) });
    expect(await upAlone("a", { productType: traffic })).toBe("create");
    // Only a write tells that it is not on its way out.
    expect(changesSent()).toEqual(["enable"]);
    expect(output("a", "password")).toBe("PanelPass1");
    expect(saved.get("a")?.outputs).not.toHaveProperty("passwordLost");
  });

  it("names the ways on when the name is taken, or still being deleted", async () => {
    await sandbox.close();
    await start({ deleteSeconds: 300 });
    sandbox.panel.addAccount({ username: "u1", goneAtMs: Date.now() + 300_000 });
    const error = await upAlone("a", { username: "u1", productType: traffic });
    expect(error).toContain("u1 is taken by another account");
    expect(error).toContain("free again after about five minutes");
    expect(saved.size).toBe(0);
  });
});

describe("a thousand accounts", () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `n${index}`);
  const args = (name: string) => ({ username: name, productType: traffic, remark: "crawler" });

  it.each([
    [8, 135],
    [100, 25],
  ])("with %i in flight take at most %i additions and few lists, and then nothing", async (atOnce, most) => {
    const run = newRun();
    expect(await inFlight(names, atOnce, (name) => up(run, name, args(name)))).toEqual([]);
    expect(usernames()).toHaveLength(1_000);
    expect(sandbox.count("whitelist-account/add")).toBeLessThanOrEqual(most);
    expect(sandbox.count("whitelist-account/list")).toBeLessThanOrEqual(most + 25);

    const listed = sandbox.count("whitelist-account/list");
    const again = newRun();
    const changes = await Promise.all(names.map((name) => up(again, name, args(name))));
    expect(new Set(changes)).toEqual(new Set(["none"]));
    const reading = newRun();
    await Promise.all(names.map((name) => flow.read(reading, name, saved.get(name)?.outputs ?? {})));
    expect(sandbox.count("whitelist-account/list") - listed).toBeLessThanOrEqual(2);
  });

  it("are deleted together", async () => {
    const run = newRun();
    const some = names.slice(0, 200);
    await inFlight(some, 100, (name) => up(run, name, args(name)));
    const deletion = (name: string) => flow.delete(run, name, saved.get(name)?.outputs ?? {});
    expect(await inFlight(some, 100, deletion)).toEqual([]);
    expect(sandbox.count("whitelist-account/delete")).toBeLessThanOrEqual(4);
    sandbox.clock.advance({ minutes: 1 });
    expect(usernames()).toEqual([]);
  });

  it("lose only those whose names are taken", async () => {
    sandbox.panel.addAccount({ username: "n5" });
    const some = names.slice(0, 40);
    const run = newRun();
    const errors = await inFlight(some, 40, (name) => up(run, name, args(name)));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain("n5 is taken");
    expect(usernames()).toHaveLength(40);
  });
});
