import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import type { Context } from "../../provider/src/cli/options";
import { commandLine } from "../support/command-line";
import { host, inDays } from "../support/bthost";
import { bthostPanel, environmentOf, zkeysPanel, zonkvmPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { server } from "../support/stack";
import { cloud, database, hosting, idc, lease } from "../support/zonkvm";

vi.setConfig({ testTimeout: 120_000 });

const rows = z.array(
  z.object({ id: z.string(), type: z.string(), renewal: z.string(), result: z.string(), words: z.string() }),
);

/** A panel with servers that a stack has bought and that end in so many days, and the stack's state in a file. */
async function panelWith(...days: readonly number[]) {
  return panelLike({}, ...days);
}

async function panelLike(options: Parameters<typeof zkeysPanel.start>[0], ...days: readonly number[]) {
  const scene = await Scene.inProcess(zkeysPanel, {}, options);
  const { sandbox: zkeys, stack } = scene;
  const names = days.map((_, index) => `server${index}`);
  scene.declare(Object.fromEntries(names.map((name) => [name, server])));
  await scene.up();
  const ids = await Promise.all(names.map((name) => scene.idOf(name)));
  const wall = (inDays: number) =>
    new Date(Date.now() + inDays * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
  for (const [index, inDays] of days.entries())
    zkeys.panel.editService(ids[index] ?? "", { end_time: wall(inDays) });
  const state = join(stack.folder, "state.json");
  writeFileSync(state, await stack.exported());
  const journal = join(stack.folder, "journal.jsonl");
  const environment = {
    ...environmentOf(zkeysPanel, zkeys),
    ...{ RESELLER_POLL_SECONDS: "0.1", RESELLER_SETTLE_SECONDS: "0.6", RESELLER_JOURNAL: journal },
  };
  const renew = async (args: readonly string[], more: Partial<Context> = {}) => {
    const all = ["renew", "--format", "json", "--state-file", state, ...args];
    const { code, out, error } = await commandLine(all, environment, more);
    return { code, error, rows: rows.parse(out === "" ? [] : JSON.parse(out)) };
  };
  const paid = () =>
    zkeys
      .ledger()
      .orders.filter(({ kind }) => kind === "renew")
      .map(({ amount }) => amount);
  return { zkeys, ids, renew, paid, journal, environment, state };
}

test("renews what ends soon, soonest first, each once, and writes each call down before and after it", async () => {
  const { ids, renew, paid, journal } = await panelWith(9, 3, 40);
  const { code, rows: done } = await renew(["--within", "14d", "--max", "2000", "--yes"]);
  expect(code).toBe(0);
  expect(done.map(({ id }) => id)).toEqual([ids[1], ids[0]]);
  expect(done.map(({ result }) => result)).toEqual(["renewed", "renewed"]);
  expect(done[0]?.renewal).toMatch(/^renew 1 month, paid until .*: CNY 860\.00$/);
  expect(paid()).toEqual(["860.00", "860.00"]);
  const lines = readFileSync(journal, "utf8").trim().split("\n");
  expect(lines.map((line) => z.object({ phase: z.string() }).parse(JSON.parse(line)).phase)).toEqual([
    ...["before", "after", "before", "after"],
  ]);
  // They end later now: there is nothing more to do.
  expect((await renew(["--within", "14d", "--max", "2000", "--yes"])).rows).toEqual([]);
  expect(paid()).toHaveLength(2);
});

test("stays under the cap: what does not fit is left, and said", async () => {
  const { ids, renew, paid } = await panelWith(3, 5, 7);
  const { code, rows: done } = await renew(["--within", "14d", "--max", "CNY=1720.00", "--yes"]);
  expect(code).toBe(3);
  expect(done.map(({ id, result }) => [id, result])).toEqual([
    [ids[0], "renewed"],
    [ids[1], "renewed"],
    [ids[2], "over the cap"],
  ]);
  expect(paid()).toEqual(["860.00", "860.00"]);
});

test("sends nothing without a yes: neither where nobody can be asked, nor where the answer is no", async () => {
  const { renew, paid } = await panelWith(3);
  const silent = await renew(["--within", "14d", "--max", "1000"]);
  expect(silent.code).toBe(5);
  expect(silent.rows).toMatchObject([{ result: "to be renewed", words: "nothing was sent" }]);
  const asked: string[] = [];
  const ask = (answer: boolean) => ({
    ask: (question: string) => {
      asked.push(question);
      return Promise.resolve(answer);
    },
  });
  expect((await renew(["--within", "14d", "--max", "1000"], ask(false))).code).toBe(5);
  expect(paid()).toEqual([]);
  expect((await renew(["--within", "14d", "--max", "1000"], ask(true))).code).toBe(0);
  expect(asked).toEqual(["Renew this one for CNY 860.00?", "Renew this one for CNY 860.00?"]);
  expect(paid()).toEqual(["860.00"]);
});

test("the stack's brakes hold: what may not be spent is not", async () => {
  const { paid, environment, state } = await panelWith(3);
  const args = [
    "renew",
    "--within",
    "14d",
    "--max",
    "1000",
    "--yes",
    "--format",
    "json",
    "--state-file",
    state,
  ];
  const held = await commandLine(args, { ...environment, RESELLER_ALLOW_SPENDING: "false" });
  expect(held.code).toBe(1);
  expect(held.out).toContain("reseller:allowSpending is false");
  expect(paid()).toEqual([]);
});

test.each(["lostAfter", "http500After", "halfJsonAfter"] as const)(
  "after a lost reply (%s) the record is looked at, and another run renews nothing twice",
  async (kind) => {
    const { zkeys, renew, paid } = await panelWith(3);
    zkeys.fault({ action: "renew", kind });
    const { rows: done } = await renew(["--within", "14d", "--max", "2000", "--yes"]);
    expect(done).toMatchObject([{ result: "renewed" }]);
    expect((await renew(["--within", "14d", "--max", "2000", "--yes"])).rows).toEqual([]);
    expect(paid()).toEqual(["860.00"]);
    expect(zkeys.count("renew")).toBe(1);
  },
);

test("a renewal of unknown outcome whose effect does not show for days is not sent again in another run", async () => {
  const { zkeys, ids, renew, paid } = await panelLike({ renewalLagSeconds: 3 * 86_400 }, 10);
  zkeys.fault({ action: "renew", kind: "lostAfter" });
  const args = ["--within", "14d", "--max", "2000", "--yes"];
  const first = await renew(args);
  expect(first).toMatchObject({ code: 1, rows: [{ result: "failed" }] });
  expect(first.rows[0]?.words).toContain("The journal remembers it");
  zkeys.clock.advance({ hours: 30 });
  const second = await renew(args);
  expect(second).toMatchObject({ code: 2, rows: [{ id: ids[0], result: "not renewed" }] });
  expect(second.rows[0]?.words).toContain("what became of the renewal that was sent at");
  zkeys.clock.advance({ hours: 48 });
  expect((await renew(args)).rows).toEqual([]);
  expect(paid()).toEqual(["860.00"]);
  expect(zkeys.count("renew")).toBe(1);
});

test("a renewal that the panel accepted and does not show for days is paid for once", async () => {
  const { zkeys, renew, paid } = await panelLike({ renewalLagSeconds: 3 * 86_400 }, 10);
  const args = ["--within", "14d", "--max", "2000", "--yes", "--wait", "1s"];
  const first = await renew(args);
  expect(first).toMatchObject({ code: 1, rows: [{ result: "failed" }] });
  expect(first.rows[0]?.words).toContain("the vendor accepted it");
  zkeys.clock.advance({ hours: 30 });
  const second = await renew(args);
  expect(second).toMatchObject({ code: 2, rows: [{ result: "not renewed" }] });
  expect(second.rows[0]?.words).toContain("its record does not show it yet");
  zkeys.clock.advance({ hours: 48 });
  expect((await renew(args)).rows).toEqual([]);
  expect(paid()).toEqual(["860.00"]);
});

test("a run that was killed during its call is remembered by its journal", async () => {
  const { zkeys, ids, renew, paid, journal, environment } = await panelWith(3);
  const [id = ""] = ids;
  const listed = await commandLine(
    ["renew", "--within", "14d", "--max", "2000", "--format", "json", "--allow-unknown"],
    environment,
  );
  expect(listed.code).toBe(5);
  const expiresAt =
    z.array(z.object({ expiresAt: z.string() })).parse(JSON.parse(listed.out))[0]?.expiresAt ?? "";
  const account = `zkeys://${new URL(zkeys.url).host}/api#${zkeys.userId}`;
  const entry = {
    ...{
      at: new Date().toISOString(),
      phase: "before",
      urn: `BaremetalServer ${id}`,
      account,
      step: "renew",
    },
    ...{ words: "renew 1 month", type: "BaremetalServer", serviceId: id, mark: expiresAt },
  };
  writeFileSync(journal, `${JSON.stringify(entry)}\n{"at":`);
  const { rows: done } = await renew(["--within", "14d", "--max", "2000", "--yes"]);
  expect(done).toMatchObject([{ result: "not renewed" }]);
  expect(paid()).toEqual([]);
  // Days make no difference, somebody who has looked does.
  const old = new Date(Date.now() - 5 * 86_400_000).toISOString();
  writeFileSync(journal, `${JSON.stringify({ ...entry, at: old })}\n`);
  const args = ["--within", "14d", "--max", "2000", "--yes"];
  expect((await renew(args)).rows).toMatchObject([{ result: "not renewed" }]);
  expect((await renew([...args, "--again", id])).rows).toMatchObject([{ result: "renewed" }]);
  expect(paid()).toEqual(["860.00"]);
});

test("a refusal stops no other, and without a state the price list counts", async () => {
  const { zkeys, paid, environment } = await panelWith(3, 5);
  zkeys.fault({ action: "renew", kind: "refused", message: "该线路已关闭续费" });
  // Without the state nobody knows what the purchase said of renewals.
  const args = ["renew", "--within", "14d", "--max", "2000", "--yes", "--format", "json"];
  const { code, out } = await commandLine(args, environment);
  expect(code).toBe(1);
  const done = rows.parse(JSON.parse(out));
  expect(done.map(({ result }) => result)).toEqual(["failed", "renewed"]);
  expect(done[1]?.renewal).toMatch(/\(by the price list, the panel may differ\): CNY 860\.00$/);
  expect(paid()).toHaveLength(1);
});

test("hostings and databases of a finance system are renewed at the price that their rows tell, each kind by its own call", async () => {
  const scene = await Scene.inProcess(zonkvmPanel);
  const { sandbox, stack } = scene;
  stack.declare({
    hosting: { type: "WebHosting", args: hosting },
    bought: { type: "CloudDatabase", args: database },
    free: { type: "CloudDatabase", args: { hosting: { $output: "hosting.id" } } },
  });
  await scene.up();
  const environment = {
    ...environmentOf(zonkvmPanel, sandbox),
    ...{ RESELLER_POLL_SECONDS: "0.1", RESELLER_JOURNAL: join(stack.folder, "journal.jsonl") },
  };
  const before = sandbox.ledger().orders.length;
  const args = ["renew", "--within", "60d", "--format", "json", "--yes"];
  const { code, out } = await commandLine([...args, "--max", "500"], environment);
  expect(
    rows
      .parse(JSON.parse(out))
      .map(({ type, result }) => `${type} ${result}`)
      .toSorted(),
  ).toEqual([...["CloudDatabase renewed", "WebHosting renewed"]]);
  expect(code).toBe(0);
  expect(sandbox.ledger().orders.slice(before)).toHaveLength(2);
});

test("machines of a finance system are renewed, each kind by its own call, and its record shows the later end", async () => {
  const scene = await Scene.inProcess(zonkvmPanel);
  const { sandbox, stack } = scene;
  stack.declare({
    cloud: { type: "CloudServer", args: cloud },
    lease: { type: "LeaseServer", args: lease },
    idc: { type: "IdcServer", args: idc },
  });
  await scene.up();
  const environment = {
    ...environmentOf(zonkvmPanel, sandbox),
    ...{ RESELLER_POLL_SECONDS: "0.1", RESELLER_JOURNAL: join(stack.folder, "journal.jsonl") },
  };
  const ends = () => sandbox.ledger().services.map(({ ref, endsAt }) => `${ref} ${endsAt}`);
  const [before, orders] = [ends(), sandbox.ledger().orders.length];
  const args = ["renew", "--within", "60d", "--format", "json", "--max", "5000"];
  // What an elastic line costs is published nowhere.
  const asked = await commandLine(args, environment);
  expect(rows.parse(JSON.parse(asked.out)).find(({ type }) => type === "CloudServer")).toMatchObject({
    result: "over the cap",
    words: expect.stringContaining("--allow-unknown") as string,
  });
  const { code, out } = await commandLine([...args, "--yes", "--allow-unknown"], environment);
  const done = rows.parse(JSON.parse(out));
  expect(done.map(({ type, result }) => `${type} ${result}`).toSorted()).toEqual([
    ...["CloudServer renewed", "IdcServer renewed", "LeaseServer renewed"],
  ]);
  expect(code).toBe(0);
  expect(sandbox.ledger().orders).toHaveLength(orders + 3);
  expect(ends().filter((end) => before.includes(end))).toEqual([]);
});

test("hosts, which cost nothing here, get a later end under any cap", async () => {
  const scene = await Scene.inProcess(bthostPanel);
  const { sandbox, stack } = scene;
  stack.declare({ site: { type: "BtHost", args: { ...host, expiresOn: inDays(20) } } });
  await scene.up();
  const environment = {
    ...environmentOf(bthostPanel, sandbox),
    ...{ RESELLER_POLL_SECONDS: "0.1", RESELLER_JOURNAL: join(stack.folder, "journal.jsonl") },
  };
  const args = ["renew", "--within", "30d", "--format", "json", "--yes", "--max", "0"];
  const { code, out } = await commandLine(args, environment);
  expect(rows.parse(JSON.parse(out))).toMatchObject([{ type: "BtHost", result: "renewed" }]);
  expect(code).toBe(0);
  expect((await commandLine(args, environment)).out).toBe("[]\n");
});
