import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { buy, call } from "../../provider/src/sandbox/zonkvm/caller";
import type { ZonkvmHabits } from "../../provider/src/sandbox/zonkvm/habits";
import { zonkvmPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

const https = {
  name: "https",
  priority: 100,
  direction: "inbound",
  operation: "allow",
  protocol: "tcp",
  remoteIp: "0.0.0.0/0",
  localPort: "443",
} as const;

/** The rules that the panel has, in short. */
const rules = (sandbox: ZonkvmSandbox): string[] =>
  sandbox
    .ledger()
    .policies.map(
      ({ product_id, name, weight, direction, protocol, action, remote_ip, local_port }) =>
        `${product_id} ${name} ${weight} ${direction} ${protocol} ${action} ${remote_ip} ${local_port}`,
    );

interface Prepared extends InProcessScene<ZonkvmSandbox> {
  readonly server: string;
}

/** A panel with a server of the account that is not of the stack. */
async function prepared(habits: Partial<ZonkvmHabits> = {}): Promise<Prepared> {
  const scene = await Scene.inProcess(zonkvmPanel);
  const server = await buy(scene.sandbox, "server");
  scene.sandbox.panel.open(`server_${server}`);
  scene.sandbox.panel.setHabits(habits);
  return Object.assign(scene, { server });
}

const declare = (
  scene: Prepared,
  args: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  server: string = scene.server,
): void => {
  const all = Object.entries(args).map(([name, one]) => [name, { server, ...https, ...one }] as const);
  scene.declare(Object.fromEntries(all), "SecurityRule");
};

describe("a SecurityRule", () => {
  test("is made, unchanged, replaced by any change, made again when it is gone, and deleted", async () => {
    const scene = await prepared();
    const { sandbox, stack, server } = scene;
    declare(scene, { https: {} });
    expect(await scene.preview()).toContain(
      `create security rule https of cloud server ${server}: allow inbound tcp 443, 0.0.0.0/0`,
    );
    const balance = sandbox.ledger().balance;
    expect((await scene.up()).writes).toEqual(["server_add_hardpolicy"]);
    expect(rules(sandbox)).toEqual([`${server} https 100 Inbound tcp allow 0.0.0.0/0 443`]);
    const guid = sandbox.ledger().policies[0]?.guid ?? "";
    expect(await stack.resource("https")).toMatchObject({
      id: `${server}/${guid}`,
      outputs: {
        status: "ready",
        guid,
        name: "https",
        priority: 100,
        createdAt: expect.any(String) as string,
      },
    });
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();

    const changes = [
      { remoteIp: "10.0.0.0/8" },
      { priority: 0 },
      { operation: "deny", direction: "outbound", protocol: "udp" },
      { name: "secure web" },
      { protocol: "icmp", localPort: undefined },
    ];
    for (const change of changes) {
      declare(scene, { https: change });
      expect(await scene.preview()).toMatch(/create security rule .*; then delete security rule \d+\/SP\d+/);
      expect((await scene.up()).writes).toEqual(["server_add_hardpolicy", "server_del_hardpolicy"]);
      expect(rules(sandbox)).toHaveLength(1);
      await scene.unchanged();
    }
    const last = sandbox.ledger().policies[0]?.guid ?? "";
    await call(sandbox, "server_del_hardpolicy", { guid: server, policy_guid: last });
    expect(await scene.refresh()).toMatch(/1 deleted/);
    expect((await scene.up()).writes).toEqual(["server_add_hardpolicy"]);
    expect(rules(sandbox)).toEqual([`${server} https 100 Inbound icmp allow 0.0.0.0/0 `]);
    expect((await scene.watch(() => stack.destroy())).writes).toEqual(["server_del_hardpolicy"]);
    expect(rules(sandbox)).toEqual([]);
    expect(sandbox.ledger().balance).toBe(balance);
  });

  test("goes with its server, and is not made for one that is not there", async () => {
    const scene = await prepared();
    const { sandbox, stack, server } = scene;
    const other = await buy(sandbox, "server");
    sandbox.panel.open(`server_${other}`);
    declare(scene, { one: {}, two: { name: "two" } });
    await scene.up();
    sandbox.panel.end(`server_${server}`, "deleted");
    expect(await scene.refresh()).toMatch(/2 deleted/);
    expect(await stack.resources()).toEqual([]);
    expect(await scene.refused()).toMatch(new RegExp(`server: account \\S+ has no cloud server ${server}`));
    declare(scene, { one: {}, two: { name: "two" } }, other);
    await scene.up();
    expect(rules(sandbox).filter((rule) => rule.startsWith(other))).toHaveLength(2);
    declare(scene, { one: {} }, "99999");
    expect(await scene.refused()).toMatch(/server: account \S+ has no cloud server 99999/);
  });

  test("is taken over by its name when it does the same, and refused when it does not", async () => {
    const scene = await prepared();
    const { sandbox, server } = scene;
    const byHand = { name: "https", weight: "100", direction: "Inbound", operation: "allow" };
    const more = { protocol: "tcp", remote_ip: "0.0.0.0/0", local_port: "443" };
    await call(sandbox, "server_add_hardpolicy", { guid: server, ...byHand, ...more });
    declare(scene, { https: { priority: 50 } });
    expect(await scene.refused()).toContain("it is there already, but its priority is 100, not 50");
    declare(scene, { https: {} });
    expect(await scene.preview()).toContain("take over");
    expect((await scene.up()).writes).toEqual([]);
    await scene.unchanged();
    await call(sandbox, "server_add_hardpolicy", { guid: server, ...byHand, ...more });
    declare(scene, { https: {}, again: { name: "https", priority: 100 } });
    expect(await scene.refused()).toContain(
      `security rule https of cloud server ${server} is the resource https already: there can be one only`,
    );
  });

  test("of one name there is one a server: a second fails in the preview, whichever is there", async () => {
    const scene = await prepared();
    const both = { one: { name: "same" }, two: { name: "same", priority: 7 } };
    declare(scene, both);
    expect(await scene.refused()).toMatch(
      /security rule same of cloud server \d+ is the resource (?:one|two) already/,
    );
    declare(scene, { one: both.one });
    await scene.up();
    declare(scene, both);
    expect(await scene.refused()).toMatch(/is the resource (?:one|two) already/);
    declare(scene, { one: both.one, two: { name: "other" } });
    await scene.up();
    expect(rules(scene.sandbox)).toHaveLength(2);
  });

  test("is read by its id, which names the server too", async () => {
    const scene = await prepared();
    declare(scene, { one: {} });
    await scene.up();
    const id = await scene.idOf("one");
    const { stack, server } = scene;
    const one = { type: "SecurityRule", args: { server, ...https } };
    stack.declare({ one, seen: { type: "SecurityRule", get: id } });
    expect((await scene.up()).writes).toEqual([]);
    const { outputs } = await stack.resource("seen");
    expect(outputs).toMatchObject({
      server,
      name: "https",
      priority: 100,
      localPort: "443",
      status: "ready",
    });
    stack.declare({ one, seen: { type: "SecurityRule", get: `${server}/SP1` } });
    expect(await scene.refused()).toMatch(/account \S+ has no security rule \d+\/SP1/);
  });

  test("of which there are ten is one list in a refresh, and each is made once", async () => {
    const scene = await prepared();
    const { sandbox, server } = scene;
    const ten = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`r${index}`, { name: `rule ${index}`, priority: index }]),
    );
    declare(scene, ten);
    expect((await scene.up()).writes).toHaveLength(10);
    expect(rules(sandbox)).toHaveLength(10);
    const before = sandbox.count("get_security_policy");
    await scene.refresh();
    expect(sandbox.count("get_security_policy") - before).toBe(1);
    await scene.unchanged();
    declare(scene, {});
    await scene.up();
    expect(rules(sandbox)).toEqual([]);
    expect(server).not.toBe("");
  });

  test.each(["lostBefore", "lostAfter", "http500After", "halfJsonAfter"] as const)(
    "is one in the end, whatever reply is lost (%s)",
    async (kind) => {
      const scene = await prepared();
      const { sandbox, stack } = scene;
      declare(scene, { one: {} });
      sandbox.fault({ action: "server_add_hardpolicy", kind });
      const first = await scene.watch(() => stack.up());
      expect(first.writes).toEqual(["server_add_hardpolicy"]);
      expect(first.code === 0).toBe(kind !== "lostBefore");
      await scene.up();
      expect(rules(sandbox)).toHaveLength(1);
      await scene.unchanged();
      sandbox.fault({ action: "server_del_hardpolicy", kind });
      await stack.destroy();
      expect((await stack.destroy()).code).toBe(0);
      expect(rules(sandbox)).toEqual([]);
    },
  );

  const odd: Readonly<Record<string, Partial<ZonkvmHabits>>> = {
    "numbers as text": { numbersAsText: true, plainJson: true },
    "empty lists left out": { emptyList: "missing", emptyData: "missing" },
    "empty lists as texts": { emptyList: "", emptyData: "{}" },
    "empty lists as null": { emptyList: "null", emptyData: "null" },
    "long names cut": { longestText: 12 },
    "short rows": { leavesOut: { get_security_policy: ["id", "product_id", "create_time", "status"] } },
  };
  test.each(Object.entries(odd))("is understood with %s", async (_, habits) => {
    const scene = await prepared(habits);
    const { sandbox, stack } = scene;
    const long = {
      one: { name: "allow the offices" },
      two: { name: "allow the world", remoteIp: "10.1.2.3/32" },
    };
    declare(scene, long);
    expect((await scene.up()).writes).toHaveLength(2);
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    declare(scene, { ...long, one: { ...long.one, priority: 5 } });
    expect((await scene.up()).writes).toEqual(["server_add_hardpolicy", "server_del_hardpolicy"]);
    await scene.unchanged();
    expect(await stack.destroy()).toMatchObject({ code: 0 });
    expect(rules(sandbox)).toEqual([]);
  });

  test("with anything wrong is refused as a whole, and nothing is sent", async () => {
    const scene = await prepared();
    const wrong = { name: " x", priority: -1, direction: "Sideways", operation: "drop", protocol: "gre" };
    declare(scene, { one: { ...wrong, remoteIp: "10.0.0.0/33", localPort: "70000" } }, "server_1001");
    const text = await scene.refused();
    for (const property of ["server", "remoteIp", "localPort", ...Object.keys(wrong)])
      expect(text).toContain(`${property}: `);
    declare(scene, { one: { localPort: undefined } });
    expect(await scene.refused()).toContain("localPort: tcp needs a port");
    declare(scene, { one: { protocol: "icmp" } });
    expect(await scene.refused()).toContain("localPort: icmp has no ports");
    expect(scene.sandbox.count("server_add_hardpolicy")).toBe(0);
  });
});
