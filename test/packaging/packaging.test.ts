import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { startZkeysSandbox, type ZkeysSandbox } from "../../provider/src/sandbox";
import { server, Stack } from "../support/stack";

const execute = promisify(execFile);
const repository = join(__dirname, "..", "..");
const packed = z
  .array(z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) }))
  .nonempty();

const panelsShown = z.array(z.object({ orders: z.array(z.object({ kind: z.string() })) }));

/** `npx reseller sandbox` in a project: what it says is to be set, and where its page is. */
async function packagedSandbox(project: string) {
  const child = spawn("npx", ["reseller", "sandbox", "--vendor", "zkeys"], {
    cwd: project,
    // A group of its own: `npx` starts a shell that starts Node.
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const end = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
  };
  let text = "";
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.includes("Ready.")) break;
  }
  const exports = [...text.matchAll(/^export (\w+)=(.*)$/gm)];
  const environment = Object.fromEntries(exports.map(([, name = "", value]) => [name, value]));
  return { environment, page: /What there is: (\S+)/.exec(text)?.[1] ?? "", end };
}

describe("the published package", () => {
  let folder: string;
  let tarball: string;
  let files: string[];
  let sandbox: ZkeysSandbox;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "reseller-pack-"));
    const { stdout } = await execute("npm", ["pack", "--json", "--pack-destination", folder], {
      cwd: join(repository, "provider"),
    });
    const archive = packed.parse(JSON.parse(stdout))[0];
    tarball = join(folder, archive?.filename ?? "");
    files = archive?.files.map(({ path }) => path) ?? [];
    sandbox = await startZkeysSandbox({ openingSeconds: 0, busySeconds: 0 });
  });

  afterAll(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("holds the code, its types and the engine's set-up, and no tests", () => {
    expect(files).toEqual(
      expect.arrayContaining([
        "main.cjs",
        "dist/index.js",
        "dist/index.d.ts",
        "dist/dynamic.js",
        "engine/install.mjs",
        "LICENSE",
        "README.md",
        "docs/config.md",
        "docs/reference/README.md",
        "docs/reference/zkeys/BaremetalServer.md",
        "docs/zh/reference/zkeys/BaremetalServer.md",
      ]),
    );
    expect(files.filter((file) => /\.test\.|fixtures|tsbuildinfo|caller/.test(file))).toEqual([]);
  });

  test("names its whole surface in its exports", () => {
    const { exports } = z
      .object({ exports: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(readFileSync(join(repository, "provider", "package.json"), "utf8")));
    expect(Object.keys(exports)).toEqual([".", "./dynamic", "./sandbox", "./package.json"]);
  });

  /** Lays the package into a project's node_modules in a package manager's way. */
  async function install(manager: "npm" | "pnpm", project: string): Promise<void> {
    rmSync(join(project, "node_modules"), { recursive: true, force: true });
    const dependencies = {
      "@pulumi/pulumi": "3.245.0",
      "pulumi-reseller": `file:${tarball}`,
    };
    writeFileSync(
      join(project, "package.json"),
      JSON.stringify({ name: "consumer", main: "index.js", dependencies }),
    );
    const options = { cwd: project, env: { ...process.env, CI: "true" } };
    if (manager === "npm")
      await execute(
        "npm",
        ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefer-offline"],
        options,
      );
    else
      await execute(
        "npm",
        ["exec", "--yes", "pnpm@10", "--", "install", "--ignore-scripts", "--prefer-offline"],
        options,
      );
  }

  /** Compiles a program that uses the package's types. */
  async function expectCompiles(project: string): Promise<void> {
    writeFileSync(
      join(project, "index.ts"),
      `import * as reseller from "pulumi-reseller";
const web = new reseller.BaremetalServer("web", { line: "a", product: "b", system: "c", keepPaid: { whenDaysLeft: 3, months: 1 } });
// @ts-expect-error: a unit that does not exist
new reseller.BaremetalServer("x", { line: "a", product: "b", system: "c", bandwidth: 10 });
// @ts-expect-error: required arguments are missing
new reseller.BaremetalServer("y", {});
export const address = web.ipAddress;
`,
    );
    const settings = {
      compilerOptions: {
        strict: true,
        module: "node16",
        target: "es2022",
        noEmit: true,
        types: ["node"],
        typeRoots: [join(repository, "node_modules/@types")],
      },
      files: ["index.ts"],
    };
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify(settings));
    const compiler = join(repository, "node_modules", "typescript", "bin", "tsc");
    const { stdout } = await execute(process.execPath, [compiler, "-p", project]).catch((error: unknown) =>
      z.object({ stdout: z.string() }).parse(error),
    );
    expect(stdout).toBe("");
  }

  test("buys and refunds when it is installed by pnpm", async () => {
    const stack = new Stack(sandbox);
    try {
      await install("pnpm", stack.folder);
      stack.declare({ web: { args: server } });
      expect(await stack.up()).toMatchObject({ code: 0 });
      expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
      expect(await stack.destroy()).toMatchObject({ code: 0 });
      expect(sandbox.ledger().orders.map(({ kind }) => kind)).toEqual(["create", "refund"]);
    } finally {
      stack.remove();
    }
  });

  describe("installed by npm", () => {
    let stack: Stack;

    beforeAll(async () => {
      stack = new Stack(undefined);
      await install("npm", stack.folder);
    });

    afterAll(() => {
      stack.remove();
    });

    test("buys and refunds on its own sandbox, with the config that this prints", async () => {
      const own = await packagedSandbox(stack.folder);
      try {
        stack.set(own.environment);
        stack.declare({ web: { args: server } });
        expect(await stack.up()).toMatchObject({ code: 0 });
        expect(await stack.destroy()).toMatchObject({ code: 0 });
        const [panel] = panelsShown.parse(await (await fetch(`${own.page}state.json`)).json());
        expect(panel?.orders.map(({ kind }) => kind)).toEqual(["create", "refund"]);
      } finally {
        own.end();
      }
    });

    test("compiles in a consumer's strict TypeScript, without skipLibCheck", async () => {
      await expectCompiles(stack.folder);
    });
  });

  test("runs as README says, pasted into a shell in an empty folder", async () => {
    const readme = readFileSync(join(repository, "README.md"), "utf8");
    const program = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? "";
    const script = /## Use it.*?```sh\n(.*?)```/s.exec(readme)?.[1] ?? "";
    const pasted = script
      .replace("install pulumi-reseller", `install --no-audit --no-fund --prefer-offline ${tarball}`)
      .replace("https://panel.example.com/api", sandbox.url)
      .replace("1100134", sandbox.userId)
      .replace("YOUR-KEY", `'${sandbox.apiSecret}'`);
    const project = mkdtempSync(join(tmpdir(), "reseller-readme-"));
    try {
      writeFileSync(join(project, "index.ts"), program);
      const { stdout } = await execute("sh", ["-e", "-c", pasted], { cwd: project });
      expect(stdout).toContain("BaremetalServer web create buy");
      expect(stdout).not.toContain(sandbox.apiSecret);
    } finally {
      rmSync(project, { recursive: true, force: true });
    }
  });
});
