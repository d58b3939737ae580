import { spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";

const COMMAND_TIMEOUT_MS = 60_000;
const SDK = join(__dirname, "../../node_modules/@pulumi/pulumi");

let engine: string;
beforeAll(async () => {
  const { ensureEngine } = await import("./install.mjs");
  engine = (await ensureEngine({ log: () => undefined })).pulumi;
});

let folder: string;
let project: string;
let bin: string;
beforeEach(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "pulumi-reseller-host-")));
  project = join(folder, "project");
  bin = join(folder, "bin");
  for (const name of [bin, join(folder, "state"), join(project, "node_modules/@pulumi")]) {
    mkdirSync(name, { recursive: true });
  }
  // As pnpm lays it out: what the SDK itself needs is not at the project's top.
  symlinkSync(SDK, join(project, "node_modules/@pulumi/pulumi"));
  write("package.json", JSON.stringify({ name: "shop", dependencies: { "@pulumi/pulumi": "*" } }));
  write("Pulumi.yaml", "name: shop\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n");
  const { ensurePlugins } = await import("./plugins.mjs");
  ensurePlugins(bin);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string) => {
  writeFileSync(join(project, name), text);
};

interface Ended {
  code: number | null;
  /** Standard output alone. */
  stdout: string;
  /** Standard output and error as they came. */
  output: string;
}

/** Starts the real engine in the project, with our language host first on `PATH`. */
function start(...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(engine, [...args, "--non-interactive", "--color", "never"], {
    cwd: project,
    env: {
      ...process.env,
      PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter),
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: "passphrase",
      PULUMI_SKIP_UPDATE_CHECK: "1",
    },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: COMMAND_TIMEOUT_MS,
    killSignal: "SIGKILL",
  });
  let stdout = "";
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  }
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => {
      resolve({ code, stdout, output });
    });
  });
  return { child, ended };
}

async function pulumi(...args: string[]): Promise<string> {
  const { code, stdout, output } = await start(...args).ended;
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${String(code)}:\n${output}`);
  return stdout;
}

const up = () => start("up", "--yes", "--skip-preview", "--stack", "dev").ended;
const outputs = async (...flags: string[]): Promise<unknown> =>
  JSON.parse(await pulumi("stack", "output", "--stack", "dev", "--json", ...flags));

/** Everything that the state folder holds, as text. */
const state = () =>
  readdirSync(join(folder, "state"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");

/** How often a run's diagnostics say something. */
const timesSaid = (output: string, words: string) =>
  (output.split("Diagnostics:")[1] ?? "").split(words).length - 1;

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error("it did not happen within 20 s");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("a stack's program", () => {
  beforeEach(async () => {
    await pulumi("stack", "init", "dev");
  });

  it("runs as TypeScript, with its config, its place and a dynamic resource, and leaves its outputs", async () => {
    write("Pulumi.yaml", "name: shop\nruntime: nodejs\nmain: src\n");
    mkdirSync(join(project, "src"));
    write(
      "tsconfig.json",
      JSON.stringify({ compilerOptions: { module: "commonjs", target: "es2022", strict: true } }),
    );
    write(
      "src/index.ts",
      `import * as pulumi from "@pulumi/pulumi";
       declare const process: { cwd(): string };
       class Echo extends pulumi.dynamic.Resource {
         declare readonly text: pulumi.Output<string>;
         constructor(name: string, text: string) {
           super({ create: async (inputs) => ({ id: name, outs: inputs }) }, name, { text });
         }
       }
       export const text = new Echo("echo", new pulumi.Config().require("text")).text;
       export const place = [pulumi.getProject(), pulumi.getStack(), process.cwd()].join(" ");
       export const dry: boolean = pulumi.runtime.isDryRun();`,
    );
    await pulumi("config", "set", "text", "hello", "--stack", "dev");
    expect(await pulumi("preview", "--stack", "dev")).toContain("dry  : true");
    expect((await up()).output).toContain("2 created");
    expect(await outputs()).toEqual({ text: "hello", place: `shop dev ${project}/src`, dry: false });
    expect((await up()).output).toContain("2 unchanged");
    await pulumi("destroy", "--yes", "--stack", "dev");
  });

  it("gets a secret of the config, which is encrypted in the state and hidden in the output", async () => {
    write(
      "index.js",
      `const pulumi = require("@pulumi/pulumi");
       exports.password = new pulumi.Config().requireSecret("password");`,
    );
    await pulumi("config", "set", "--secret", "password", "hunter2hunter2", "--stack", "dev");
    const { output } = await up();
    expect(output).toContain("password: [secret]");
    expect(output + state()).not.toContain("hunter2hunter2");
    expect(await outputs("--show-secrets")).toEqual({ password: "hunter2hunter2" });
  });

  it("that throws fails the run, with its error shown once", async () => {
    write("index.js", `throw new Error(["out of", "stock"].join(" "));`);
    const { code, output } = await up();
    expect(code).not.toBe(0);
    expect(timesSaid(output, "out of stock")).toBe(1);
    expect(output).not.toContain("exit code");
  });

  it("that ends by itself with an error fails the run, with its exit code", async () => {
    write("index.js", `console.log("before the end"); process.exit(3);`);
    const { code, output } = await up();
    expect(code).not.toBe(0);
    expect(output).toContain("before the end");
    expect(timesSaid(output, "Program exited with non-zero exit code: 3")).toBe(1);
  });

  it("gets the arguments for Node that Pulumi.yaml names", async () => {
    const options = `{ typescript: false, nodeargs: "--title='two words' --max-old-space-size=99" }`;
    write("Pulumi.yaml", `name: shop\nruntime: { name: nodejs, options: ${options} }\n`);
    write("index.js", `exports.nodeargs = process.execArgv;`);
    await up();
    expect(await outputs()).toMatchObject({
      nodeargs: expect.arrayContaining(["--title=two words", "--max-old-space-size=99"]) as unknown,
    });
  });

  describe("that is slow", () => {
    const pids = () => JSON.parse(readFileSync(join(project, "pids"), "utf8")) as number[];
    let engineProcess: ReturnType<typeof start>;

    beforeEach(async () => {
      // It ignores the signal, and so does what it has started: neither may hold up the end.
      write(
        "index.js",
        `const fs = require("node:fs"), { spawn } = require("node:child_process");
         exports.done = true;
         if (!fs.existsSync("quick")) {
           process.on("SIGINT", () => {});
           const child = spawn("sh", ["-c", "trap '' INT; sleep 60; sleep 60"], { stdio: "inherit" });
           fs.writeFileSync("pids.half", JSON.stringify([process.pid, child.pid]));
           fs.renameSync("pids.half", "pids");
         }`,
      );
      engineProcess = start("up", "--yes", "--skip-preview", "--stack", "dev");
      await until(() => existsSync(join(project, "pids")));
    });

    it("ends with Ctrl-C, leaves no process behind, and the state as it was", async () => {
      engineProcess.child.kill("SIGINT");
      const { code } = await engineProcess.ended;
      expect(code).not.toBe(0);
      await until(() => !pids().some(isAlive));
      write("quick", "");
      expect((await up()).code).toBe(0);
      expect(await outputs()).toEqual({ done: true });
    });

    it("ends when the engine is killed", async () => {
      engineProcess.child.kill("SIGKILL");
      await until(() => !pids().some(isAlive));
    });
  });
});

describe("a project", () => {
  it.each([
    ["pnpm-lock.yaml", "pnpm"],
    ["yarn.lock", "yarn"],
    ["package-lock.json", "npm"],
    ["README.md", "npm"],
  ])("with %s has its packages installed by %s", async (lock, manager) => {
    write(lock, "");
    write("index.js", "");
    for (const name of ["npm", "yarn", "pnpm"]) {
      writeFileSync(join(bin, name), `#!/bin/sh\necho "ran ${name} $@ in $(pwd)"\n`);
      chmodSync(join(bin, name), 0o755);
    }
    expect(await pulumi("install")).toContain(`ran ${manager} install in ${project}`);
  });

  it("whose packages cannot be installed hears why", async () => {
    writeFileSync(join(bin, "npm"), `#!/bin/sh\necho "no such package" >&2\nexit 7\n`);
    chmodSync(join(bin, "npm"), 0o755);
    const { code, output } = await start("install").ended;
    expect(code).not.toBe(0);
    expect(output).toContain("no such package");
    expect(output).toContain("`npm install` failed (7)");
  });

  it("without @pulumi/pulumi is told to install it", async () => {
    rmSync(join(project, "node_modules"), { recursive: true });
    write("index.js", "");
    await pulumi("stack", "init", "dev");
    const { code, output } = await up();
    expect(code).not.toBe(0);
    expect(output).toContain(`@pulumi/pulumi is not installed in ${project}: run \`npm install\``);
    write(".pnp.cjs", "");
    expect((await up()).output).toContain("set `nodeLinker: node-modules` in .yarnrc.yml");
  });

  it("names the packages that it depends on, and their provider plugins, wherever they lie", async () => {
    const manifests = {
      "node_modules/shop-kit": {
        name: "shop-kit",
        version: "1.0.0",
        dependencies: { "@pulumi/random": "*" },
      },
      "../node_modules/@pulumi/random": {
        name: "@pulumi/random",
        version: "4.5.6",
        pulumi: { resource: true, server: "http://127.0.0.1:9/plugins" },
      },
    };
    for (const [place, manifest] of Object.entries(manifests)) {
      mkdirSync(join(project, place), { recursive: true });
      write(join(place, "package.json"), JSON.stringify(manifest));
    }
    write(
      "package.json",
      JSON.stringify({ name: "shop", dependencies: { "@pulumi/pulumi": "*", "shop-kit": "*" } }),
    );
    write("index.js", "");
    await pulumi("stack", "init", "dev");
    expect(JSON.parse(await pulumi("about", "--json", "--transitive"))).toMatchObject({
      dependencies: expect.arrayContaining([
        { name: "shop-kit", version: "1.0.0" },
        { name: "@pulumi/random", version: "4.5.6" },
      ]) as unknown,
      plugins: expect.arrayContaining([{ name: "random", version: "4.5.6", kind: "resource" }]) as unknown,
    });
  });
});
