import { spawn, type ChildProcess } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ZkeysSandbox } from "../../provider/src/sandbox";
import { environmentOf, zkeysPanel } from "../support/panels";
import { descendantsOf, kill, type Process } from "../support/processes";
import { engineFolder } from "../support/stack";

/*
 * The example as it is copied: a bare repository whose hook plays the pipeline with the example's own scripts, through the real engine,
 * against the sandbox.
 */

const repository = join(__dirname, "..", "..");
// With a password of its own nothing is lost with a job but its run.
const server = {
  line: "Hangzhou BGP",
  product: "E5-2670 x2 / 64G",
  system: "CentOS 7.9 x64",
  password: "Panel-Password-1",
};

/** @param more arguments of each, in the place of the usual ones. */
function programOf(names: readonly string[], more: object): string {
  const args = JSON.stringify({ ...server, ...more });
  const resources = names.map((name) => `new reseller.BaremetalServer(${JSON.stringify(name)}, ${args});`);
  return [`import * as reseller from "pulumi-reseller";`, ...resources, "export {};", ""].join("\n");
}

/** A program that is running, and all that it prints. */
interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<string>;
}

/** A repository with its pipeline, and somebody's clone of it. */
class Project {
  readonly #folder = mkdtempSync(join(tmpdir(), "reseller-gitops-"));
  readonly #clone = join(this.#folder, "clone");
  readonly #environment: NodeJS.ProcessEnv;

  constructor(sandbox: ZkeysSandbox) {
    for (const name of ["state", "approvals", "clone", "home"]) mkdirSync(join(this.#folder, name));
    this.#layOutModules();
    this.#environment = {
      ...process.env,
      ...environmentOf(zkeysPanel, sandbox),
      PATH: [engineFolder, process.env.PATH].join(delimiter),
      PIPELINE: this.#folder,
      HOME: join(this.#folder, "home"),
      PULUMI_HOME: join(this.#folder, "home", ".pulumi"),
      PULUMI_BACKEND_URL: `file://${join(this.#folder, "state")}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_NODEJS_TRANSPILE_ONLY: "true",
      NO_COLOR: "1",
      STACK: "prod",
      MAX_DUE_NOW: "1000",
      RESELLER_POLL_SECONDS: "0.1",
      RESELLER_SETTLE_SECONDS: "0.6",
      LOCK_WAIT_SECONDS: "0",
      ...Object.fromEntries(
        ["AUTHOR", "COMMITTER"].flatMap((who) => [
          [`GIT_${who}_NAME`, "Somebody"],
          [`GIT_${who}_EMAIL`, "somebody@example.com"],
        ]),
      ),
    };
  }

  /** The modules of a job, with the command line where npm puts it. */
  #layOutModules(): void {
    const modules = join(this.#folder, "node_modules");
    mkdirSync(join(modules, ".bin"), { recursive: true });
    for (const name of readdirSync(join(repository, "node_modules")).filter((one) => !one.startsWith(".")))
      symlinkSync(join(repository, "node_modules", name), join(modules, name));
    const main = join(repository, "provider", "dist", "cli", "main.js");
    writeFileSync(join(modules, ".bin", "reseller"), `#!/bin/sh\nexec node ${main} "$@"\n`, { mode: 0o755 });
  }

  start(command: string, args: readonly string[], cwd = this.#clone, more: NodeJS.ProcessEnv = {}): Running {
    const child = spawn(command, args, {
      cwd,
      env: { ...this.#environment, ...more },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
    const ended = new Promise<string>((resolve) =>
      child.on("close", () => {
        resolve(text);
      }),
    );
    return { child, ended };
  }

  git(...args: string[]): Promise<string> {
    return this.start("git", args).ended;
  }

  /** The repository with the example and an empty program on main, and the stack. */
  async begin(): Promise<void> {
    await this.git("init", "--quiet", "--bare", "--initial-branch=main", join(this.#folder, "servers.git"));
    symlinkSync(join(__dirname, "pipeline.sh"), join(this.#folder, "servers.git", "hooks", "post-receive"));
    await this.git("init", "--quiet", "--initial-branch=main");
    await this.git("remote", "add", "origin", join(this.#folder, "servers.git"));
    cpSync(join(repository, "examples", "gitops"), this.#clone, {
      recursive: true,
      filter: (file) => !file.endsWith("node_modules"),
    });
    writeFileSync(join(this.#clone, ".gitignore"), "node_modules\nplan.md\napproved.json\njournal.jsonl\n");
    await this.start("pulumi", ["stack", "init", "prod", "--non-interactive"]).ended;
    this.write([]);
    await this.commit("Begin");
  }

  write(names: readonly string[], more: object = {}): void {
    writeFileSync(join(this.#clone, "index.ts"), programOf(names, more));
  }

  async commit(words: string): Promise<void> {
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--message", words);
  }

  /** A branch off main with these servers, pushed: what its pipeline says. */
  async propose(branch: string, names: readonly string[], more: object = {}): Promise<string> {
    await this.git("checkout", "--quiet", "-b", branch, "main");
    this.write(names, more);
    await this.commit(`Have ${names.join(", ")}`);
    return this.git("push", "origin", branch);
  }

  /** Merges a branch; the push is running. */
  async merge(branch: string): Promise<Running> {
    await this.git("checkout", "--quiet", "main");
    await this.git("merge", "--quiet", "--no-edit", branch);
    return this.start("git", ["push", "origin", "main"]);
  }

  /** The last job of the pipeline: its folder. */
  get lastJob(): string {
    const jobs = readdirSync(this.#folder).filter((name) => name.startsWith("job-"));
    const withTime = jobs
      .map((name) => join(this.#folder, name))
      .map((path) => ({ path, at: statSync(path).birthtimeMs }));
    return withTime.toSorted((a, b) => b.at - a.at)[0]?.path ?? "";
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

describe("the pipeline of the example", () => {
  let sandbox: ZkeysSandbox;
  let project: Project;
  let left: readonly Process[] = [];
  const paid = () => sandbox.ledger().orders.map(({ kind, amount }) => `${kind} ${amount}`);

  beforeAll(async () => {
    sandbox = await zkeysPanel.start(zkeysPanel.quick);
    project = new Project(sandbox);
    await project.begin();
  });
  afterAll(async () => {
    await kill(left);
    project.remove();
    await sandbox.close();
  });

  test("buys nothing that nobody approved, without asking anybody", async () => {
    const output = await project.git("push", "origin", "main");
    expect(output).toContain("Nothing was approved for this state of the files");
    expect(output).toContain("The pipeline of main ended with 3");
    expect(sandbox.requests).toEqual([]);
  });

  test("shows in two branches what they cost, and fails the one that is over the limit", async () => {
    const web = await project.propose("web", ["web"]);
    expect(web).toContain(
      "**reseller-gitops/prod: buy 1; CNY 860.00 due now; CNY 0.00 → CNY 860.00 a month**",
    );
    expect(web).toContain("The pipeline of web ended with 0");
    const fleet = await project.propose("fleet", ["a", "b", "c"]);
    expect(fleet).toContain("**REFUSED: reseller-gitops/prod: buy 3; CNY 2,580.00 due now");
    expect(fleet).toContain("due now: CNY 2,580.00 is over --max-due-now 1000");
    expect(fleet).toContain("The pipeline of fleet ended with 3");
    expect(paid()).toEqual([]);
  });

  test("buys what was approved once, also when the job is killed after it paid", async () => {
    const hold = sandbox.hold("create");
    const { child, ended } = await project.merge("web");
    await hold.arrived;
    expect(paid()).toEqual(["create 860.00"]);
    left = descendantsOf(child.pid ?? 0);
    expect(left.some(({ command }) => command.includes("dynamic-provider"))).toBe(true);
    await kill(left);
    await ended;
    hold.release();
    const job = project.lastJob;
    const unsure = await project.start("scripts/recover.sh", [], job).ended;
    expect(unsure).toContain("Look first whether the job that holds the stack is gone for good");
    const recovered = await project.start("scripts/recover.sh", [], job, { DEAD: "1" }).ended;
    expect(recovered).toMatch(/take over .*: buys nothing/);
    const again = await project.start("scripts/up.sh", [], job).ended;
    expect(again).toMatch(/took over .*: nothing was bought/);
    expect(paid()).toEqual(["create 860.00"]);
  });

  test("asks for consent to what only another server can carry out", async () => {
    const other = await project.propose("other", ["web"], { product: "E3-1230 / 16G" });
    expect(other).toContain("allowReplace: true");
    expect(other).toContain("The pipeline of other ended with 1");
    expect(paid()).toEqual(["create 860.00"]);
  });

  test("refuses an approval that is stale, and says what to do", async () => {
    const more = await project.propose("more", ["web", "db"]);
    expect(more).toContain("The pipeline of more ended with 0");
    sandbox.panel.editProduct("E5-2670 x2 / 64G", { price: "880.00" });
    const merged = await (await project.merge("more")).ended;
    expect(merged).toContain('"buy 1 month: CNY 880.00" is not approved');
    expect(merged).toContain("Make it anew with `reseller plan --out`, and have that approved");
    expect(merged).toContain("The pipeline of main ended with 3");
    expect(paid()).toEqual(["create 860.00"]);
  });
});
