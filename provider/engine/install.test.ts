import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const INSTALL = join(__dirname, "install.mjs");
const VERSION = "3.256.0";

let folder: string;
let home: string;
let cached: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pulumi-reseller-install-"));
  home = join(folder, "home");
  cached = join(home, "versions", VERSION, "bin", "pulumi");
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const runs = (version: string) => `echo v${version}`;
const broken = "exit 1";

function script(file: string, body: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A `go` that takes a module's build down, and in its place writes a `pulumi` with the given body. */
const fakeGo = ({ version = "1.26.8", building = ":", pulumi = runs(VERSION) } = {}) =>
  script(
    join(folder, "go", "go"),
    `echo "$@" >> "${folder}/go.log"
case "$1" in
  version) echo "go version go${version} linux/amd64" ;;
  build) while [ "$1" != -o ]; do shift; done
    ${building}
    /bin/mkdir -p "\${2%/*}"; printf '#!/bin/sh\\n${pulumi}\\n' > "$2"; /bin/chmod +x "$2" ;;
esac`,
  );

const reachable = "Promise.resolve({ok:true})";
const unreachable = "Promise.reject(Object.assign(new TypeError(),{cause:{code:'ENOTFOUND'}}))";

/** Runs the set-up in `folder` with nothing but the given folders of it on `PATH`. */
function start(path: string[] = [], { network = unreachable, env = {} } = {}) {
  const child = spawn(
    process.execPath,
    ["--import", `data:text/javascript,globalThis.fetch=()=>${network}`, INSTALL],
    {
      cwd: folder,
      env: {
        PATH: path.map((name) => join(folder, name)).join(":"),
        PULUMI_HOME: home,
        PULUMI_VERSION: VERSION,
        ...env,
      },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 30_000,
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<{ code: number | null; lines: string[] }>((resolve) => {
    child.on("close", (code) => {
      resolve({ code, lines: output.trim().split("\n") });
    });
  });
  return { child, ended };
}
const install = (...args: Parameters<typeof start>) => start(...args).ended;

const staged = () => readdirSync(dirname(dirname(cached))).filter((name) => name.startsWith(".staging"));

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error("it did not happen within 10 s");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("choosing an engine", () => {
  it("uses the user's pulumi when its language host is beside it", async () => {
    const users = script(join(folder, "bin", "pulumi"), runs("3.230.0"));
    script(join(folder, "bin", "pulumi-language-nodejs"), "");
    script(cached, runs(VERSION));
    expect(await install(["bin"])).toEqual({ code: 0, lines: [`engine: pulumi v3.230.0, user (${users})`] });
  });

  it("uses the user's pulumi when its language host is elsewhere on PATH", async () => {
    const users = script(join(folder, "bin", "pulumi"), runs("3.230.0"));
    script(join(folder, "more", "pulumi-language-nodejs"), "");
    expect((await install(["bin", "more"])).lines).toEqual([`engine: pulumi v3.230.0, user (${users})`]);
  });

  it("says in one line why it passes over a pulumi that is old, broken or without language host, and uses the cached one", async () => {
    const old = script(join(folder, "old", "pulumi"), runs("3.215.9"));
    const bad = script(join(folder, "bad", "pulumi"), broken);
    const alone = script(join(folder, "alone", "pulumi"), runs("3.230.0"));
    script(cached, runs(VERSION));
    expect((await install(["old", "bad", "alone"])).lines).toEqual([
      `engine: pulumi v${VERSION}, cached (${cached})` +
        `; passed over: ${old} is 3.215.9, and 3.216.0 or newer is needed` +
        `; passed over: ${bad} does not run` +
        `; passed over: ${alone} has no pulumi-language-nodejs beside it or on PATH`,
    ]);
  });

  it("does not take the wrapper of the npm package for the user's pulumi", async () => {
    script(join(folder, "node_modules", ".bin", "pulumi"), runs(VERSION));
    script(join(folder, "node_modules", ".bin", "pulumi-language-nodejs"), "");
    script(cached, runs(VERSION));
    expect((await install(["node_modules/.bin"])).lines).toEqual([
      `engine: pulumi v${VERSION}, cached (${cached})`,
    ]);
  });

  it("asks for the version of the project's npm package when PULUMI_VERSION is not set", async () => {
    const npm = join(folder, "node_modules", "pulumi");
    mkdirSync(npm, { recursive: true });
    writeFileSync(join(npm, "package.json"), JSON.stringify({ name: "pulumi", version: "3.260.1" }));
    const other = script(join(home, "versions", "3.260.1", "bin", "pulumi"), runs("3.260.1"));
    expect((await install([], { env: { PULUMI_VERSION: "" } })).lines).toEqual([
      `engine: pulumi v3.260.1, cached (${other})`,
    ]);
  });

  it("pins the version of the npm package that the repository installs", () => {
    const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
    expect(read(join(__dirname, "../../package.json"))).toHaveProperty(
      "devDependencies.pulumi",
      (read(join(__dirname, "version.json")) as { pulumi: string }).pulumi,
    );
  });
});

describe("getting an engine", () => {
  it.each([
    ["broken", broken],
    ["half a program", undefined],
  ])("does not use a cached engine that is %s: it builds one in its place", async (_what, body) => {
    script(cached, body ?? "");
    if (body === undefined) writeFileSync(cached, "\x7fELF\x02");
    fakeGo();
    expect(await install(["go"])).toEqual({
      code: 0,
      lines: [
        `engine: ${cached} does not run: getting it`,
        "engine: not downloaded: get.pulumi.com cannot be reached (ENOTFOUND)",
        `engine: building pulumi v${VERSION} with Go 1.26.8, once; this takes some minutes`,
        `engine: pulumi v${VERSION}, built (${cached})`,
      ],
    });
    expect(readFileSync(join(folder, "go.log"), "utf8").split("\n")).toEqual([
      "version",
      `get github.com/pulumi/pulumi/pkg/v3/cmd/pulumi@v${VERSION}`,
      expect.stringMatching(
        /^build -trimpath -ldflags -s -w -X \S+\/version\.Version=v3\.256\.0 -o \S+ github\.com\/pulumi\/pulumi\/pkg\/v3\/cmd\/pulumi$/,
      ),
      "",
    ]);
    expect(staged()).toEqual([]);
  });

  it("does nothing the second time, and says one line", async () => {
    fakeGo();
    await install(["go"]);
    const files = readdirSync(dirname(cached)).map((name) => join(dirname(cached), name));
    const times = () => files.map((file) => statSync(file).mtimeMs);
    const before = times();
    expect((await install(["go"])).lines).toEqual([`engine: pulumi v${VERSION}, cached (${cached})`]);
    expect(times()).toEqual(before);
  });

  it("puts beside a cached engine what TypeScript stacks need", async () => {
    script(cached, runs(VERSION));
    await install();
    expect(readdirSync(dirname(cached))).toEqual(
      expect.arrayContaining(["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]),
    );
  });

  it("lets the official npm package download it, with everything that comes along", async () => {
    officialPackage(runs(VERSION));
    expect((await install([], { network: reachable })).lines.slice(1)).toEqual([
      `engine: downloading pulumi v${VERSION} from get.pulumi.com`,
      `engine: pulumi v${VERSION}, downloaded (${cached})`,
    ]);
    expect(readFileSync(join(dirname(cached), "pulumi-language-nodejs"), "utf8")).toBe("official");
  });

  it("builds it when what was downloaded does not run", async () => {
    officialPackage(broken);
    fakeGo();
    const { lines } = await install(["go"], { network: reachable });
    expect(lines).toContain("engine: not downloaded: it came, but does not run");
    expect(lines.at(-1)).toBe(`engine: pulumi v${VERSION}, built (${cached})`);
  });

  it("leaves nothing behind when the build fails", async () => {
    fakeGo({ building: 'echo "no space left on device" >&2; exit 1' });
    const { code, lines } = await install(["go"]);
    expect(code).toBe(1);
    expect(lines).toContain("engine: not built: the build failed: no space left on device");
    expect(existsSync(cached)).toBe(false);
    expect(staged()).toEqual([]);
  });

  it.each(["SIGKILL", "SIGINT"] as const)(
    "leaves no half engine after %s in the middle of the build",
    async (signal) => {
      fakeGo({ building: `echo half > "${folder}/reached"; exec /bin/sleep 5` });
      const { child, ended } = start(["go"]);
      await until(() => existsSync(join(folder, "reached")));
      child.kill(signal);
      await ended;
      expect(existsSync(cached)).toBe(false);
      fakeGo();
      expect((await install(["go"])).lines.at(-1)).toBe(`engine: pulumi v${VERSION}, built (${cached})`);
    },
  );

  it("can be run twice at the same time", async () => {
    fakeGo({ building: "/bin/sleep 1" });
    for (const { lines } of await Promise.all([install(["go"]), install(["go"])])) {
      expect(lines.at(-1)).toBe(`engine: pulumi v${VERSION}, built (${cached})`);
    }
    expect(staged()).toEqual([]);
  });

  it("names the ways out when there is neither network nor Go", async () => {
    const { code, lines } = await install();
    expect(code).toBe(1);
    expect(lines.at(-1)).toBe(
      `There is no Pulumi engine v${VERSION} here, and no way to get it: get.pulumi.com cannot be reached (ENOTFOUND); ` +
        "building it needs Go 1.25.11 or newer (found: there is no Go). Ways out: install pulumi " +
        "(https://www.pulumi.com/docs/install) and have it on PATH; or install Go 1.25.11 or newer (https://go.dev/dl) " +
        "with a module proxy that can be reached (GOPROXY, HTTPS_PROXY); or set PULUMI_HOME to a folder that has " +
        `versions/${VERSION}/bin/pulumi from another machine.`,
    );
  });

  it("says which Go it found when that is too old", async () => {
    fakeGo({ version: "1.25.10" });
    expect((await install(["go"])).lines.at(-1)).toContain(
      "building it needs Go 1.25.11 or newer (found: 1.25.10)",
    );
  });

  /** The project's npm package `pulumi`, whose download brings a `pulumi` with the given body. */
  function officialPackage(body: string): void {
    const npm = join(folder, "node_modules", "pulumi");
    mkdirSync(join(npm, "lib"), { recursive: true });
    writeFileSync(join(npm, "package.json"), JSON.stringify({ name: "pulumi", version: VERSION }));
    writeFileSync(
      join(npm, "lib", "resolve.js"),
      `const fs = require("node:fs");
       exports.resolve = async () => {
         const bin = process.env.PULUMI_HOME + "/versions/" + process.env.PULUMI_VERSION + "/bin";
         fs.mkdirSync(bin, { recursive: true });
         fs.writeFileSync(bin + "/pulumi", ${JSON.stringify(`#!/bin/sh\n${body}\n`)}, { mode: 0o755 });
         fs.writeFileSync(bin + "/pulumi-language-nodejs", "official", { mode: 0o755 });
       };`,
    );
  }
});
