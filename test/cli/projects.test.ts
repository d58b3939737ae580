import { tmpdir } from "node:os";
import { expect, test, vi } from "vitest";
import { z } from "zod";
import { commandLine } from "../support/command-line";
import { zkeysPanel } from "../support/panels";
import { pulumiThatPrints } from "../support/pulumi-stub";
import { Scene } from "../support/scene";
import { server } from "../support/stack";

vi.setConfig({ testTimeout: 60_000 });

const rows = z.array(
  z.object({
    id: z.string(),
    resource: z.string().optional(),
    monthlyPrice: z.string().optional(),
    tags: z.record(z.string(), z.string()),
  }),
);

/** A panel with two servers of a stack, and one of nobody; the project's config and its states are `pulumi`'s to tell. */
async function project() {
  const scene = await Scene.inProcess(zkeysPanel);
  scene.stack.declare({ web: { args: { ...server, tags: { team: "shop" } } }, db: { args: server } });
  await scene.up();
  const settings = Object.entries(zkeysPanel.settings(scene.sandbox));
  const config = Object.fromEntries(
    settings.map(([key, value]) => [`zkeys:${key}`, { value, secret: true }]),
  );
  const PATH = pulumiThatPrints({
    "config --json --show-secrets": JSON.stringify(config),
    "stack ls --json": JSON.stringify([{ name: "dev", current: true }, { name: "empty" }]),
    "stack export --stack dev": await scene.stack.exported(),
    "stack export --stack empty": JSON.stringify({ version: 3, deployment: null }),
  });
  const run = (...args: readonly string[]) => commandLine([...args, "--cwd", tmpdir()], { PATH });
  return { scene, run, stray: scene.sandbox.panel.addService(), web: await scene.idOf("web") };
}

test("a project's states tell which resource a service is, what a month costs, and its tags", async () => {
  const { scene, run, web } = await project();
  const all = await run("services", "--format", "json");
  expect(all).toMatchObject({ code: 0, error: "" });
  const listed = rows.parse(JSON.parse(all.out));
  expect(listed.map(({ resource }) => resource ?? "").toSorted()).toEqual(["", "db", "web"]);
  expect(listed.find(({ id }) => id === web)).toMatchObject({
    monthlyPrice: "860.00",
    tags: { team: "shop" },
  });
  const ofTeam = await run("services", "--tag", "team=shop", "--format", "json");
  expect(rows.parse(JSON.parse(ofTeam.out)).map(({ id }) => id)).toEqual([web]);
  expect((await run("services", "--tag", "team=blog")).out).toBe("nothing\n");
  expect((await run("services", "--currency", "USD")).out).toBe("nothing\n");
  expect(all.out + ofTeam.out).not.toContain(scene.sandbox.apiSecret);
});

test("all stacks of a project are read for orphans, and none that cannot be", async () => {
  const { run, stray } = await project();
  const { code, out, error } = await run("orphans", "--format", "json");
  expect(code).toBe(2);
  expect(rows.parse(JSON.parse(out)).map(({ id }) => id)).toEqual([stray]);
  expect(error).toBe(`read ${tmpdir()}: dev: 2 held there\nread ${tmpdir()}: empty: 0 held there\n`);
  const missing = await run("orphans", "--stack", "prod");
  expect(missing).toMatchObject({ code: 1, error: expect.stringContaining("no stack selected") as string });
});

test("what a project has is left out of a program for what it has not", async () => {
  const { run, stray, web } = await project();
  const { out } = await run("adopt");
  expect(out).toContain(`adopt: "${stray}"`);
  expect(out).not.toContain(web);
});
