import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { commandLine } from "../support/command-line";
import { environmentOf, proxy911Panel, zkeysPanel, zonkvmPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { server } from "../support/stack";
import { database, hosting } from "../support/zonkvm";

vi.setConfig({ testTimeout: 60_000 });

const rows = z.array(z.object({ id: z.string(), type: z.string(), isHeld: z.boolean() }));

/** Writes a state into a file of the test's own, as `pulumi stack export` would. */
async function exported(stack: { exported(): Promise<string> }): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "reseller-orphans-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = join(folder, "state.json");
  writeFileSync(file, await stack.exported());
  return file;
}

async function orphans(environment: NodeJS.ProcessEnv, ...files: readonly string[]) {
  const named = files.flatMap((file) => ["--state-file", file]);
  const { code, out, error } = await commandLine(["orphans", "--format", "json", ...named], environment);
  return { code, error, found: rows.parse(JSON.parse(out)) };
}

test("names what no state has, and says which states it has read", async () => {
  const scene = await Scene.inProcess(zkeysPanel);
  scene.stack.declare({ web: { args: server } });
  await scene.up();
  const environment = environmentOf(zkeysPanel, scene.sandbox);
  const file = await exported(scene.stack);
  const none = await orphans(environment, file);
  expect(none).toMatchObject({ code: 0, found: [], error: `read ${file}: 1 held there\n` });
  const id = scene.sandbox.panel.addService();
  expect(await orphans(environment, file)).toMatchObject({
    code: 2,
    found: [{ type: "BaremetalServer", id }],
  });
});

test("members of a collection are its own, and a free database is its hosting's", async () => {
  const proxies = await Scene.inProcess(proxy911Panel);
  const productType = "dynamicResidentialTraffic";
  proxies.stack.declare({
    one: { type: "ProxyAccount", args: { productType, username: "crawl1" } },
    set: { type: "ProxyAccountSet", args: { productType, usernamePrefix: "u", count: 2 } },
  });
  await proxies.up();
  const webs = await Scene.inProcess(zonkvmPanel);
  webs.stack.declare({
    hosting: { type: "WebHosting", args: hosting },
    free: { type: "CloudDatabase", args: { hosting: { $output: "hosting.id" } } },
    bought: { type: "CloudDatabase", args: database },
  });
  await webs.up();
  const environment = {
    ...environmentOf(proxy911Panel, proxies.sandbox),
    ...environmentOf(zonkvmPanel, webs.sandbox),
  };
  const [ofProxies, ofWebs] = [await exported(proxies.stack), await exported(webs.stack)];
  expect((await orphans(environment, ofProxies, ofWebs)).found).toEqual([]);
  const without = await orphans(environment, ofWebs);
  expect(without.found.map(({ id }) => id).toSorted()).toEqual(["crawl1", "u1", "u2"]);
  proxies.sandbox.panel.addAccount({ username: "stray" });
  expect((await orphans(environment, ofProxies, ofWebs)).found.map(({ id }) => id)).toEqual(["stray"]);
  // A hosting in state has its free database, declared or not.
  webs.stack.declare({
    hosting: { type: "WebHosting", args: hosting },
    bought: { type: "CloudDatabase", args: database },
  });
  const text = await webs.stack.exported();
  const state = z
    .looseObject({ deployment: z.looseObject({ resources: z.array(z.looseObject({ urn: z.string() })) }) })
    .parse(JSON.parse(text));
  state.deployment.resources = state.deployment.resources.filter(({ urn }) => !urn.endsWith("::free"));
  const file = await exported({ exported: () => Promise.resolve(JSON.stringify(state)) });
  expect((await orphans(environment, ofProxies, file)).found.map(({ id }) => id)).toEqual(["stray"]);
});

test("another account's state holds nothing of this one, and without a state nothing is said", async () => {
  const scene = await Scene.inProcess(zkeysPanel);
  scene.stack.declare({ web: { args: server } });
  await scene.up();
  const file = await exported(scene.stack);
  const environment = { ...environmentOf(zkeysPanel, scene.sandbox), ZKEYS_PANEL_NAME: "another" };
  expect((await orphans(environment, file)).found).toHaveLength(1);
  const { code, error } = await commandLine(["orphans"], environment);
  expect(code).toBe(1);
  expect(error).toContain("`--state-file`");
  for (const text of ["[]", '{"version":3}']) {
    const wrong = await exported({ exported: () => Promise.resolve(text) });
    const said = await commandLine(["orphans", "--state-file", wrong], environment);
    expect(said).toMatchObject({
      code: 1,
      error: expect.stringContaining("is not an exported state") as string,
    });
  }
});

test("what states have is left out of what is to be adopted", async () => {
  const scene = await Scene.inProcess(zkeysPanel);
  scene.stack.declare({ web: { args: server } });
  await scene.up();
  const file = await exported(scene.stack);
  const id = scene.sandbox.panel.addService();
  const { out } = await commandLine(
    ["adopt", "--state-file", file],
    environmentOf(zkeysPanel, scene.sandbox),
  );
  expect(out).toContain(`adopt: "${id}"`);
  expect(out).not.toContain(await scene.idOf("web"));
});
