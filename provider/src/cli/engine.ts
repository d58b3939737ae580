import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { z } from "zod";
import { ConfigurationError } from "../core/errors";
import { excerpt } from "../core/redact";
import { say } from "./language/say";

/** How a command of `pulumi` ended. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

const pinned = z.object({ pulumi: z.string() });
const manifest = z.object({ version: z.string() });

/** The version that `npx pulumi` runs in a folder, or the one that this package gets. */
function versionIn(cwd: string): string {
  try {
    const file = createRequire(join(cwd, "package.json")).resolve("pulumi/package.json");
    return manifest.parse(JSON.parse(readFileSync(file, "utf8"))).version;
  } catch {
    const file = join(__dirname, "..", "..", "engine", "version.json");
    return pinned.parse(JSON.parse(readFileSync(file, "utf8"))).pulumi;
  }
}

/** The `PATH` on which `pulumi` is found: the user's own, then the one that `npx pulumi` and `pulumi-reseller-engine` keep. */
function pathFor(cwd: string, environment: NodeJS.ProcessEnv): string {
  const home = environment.PULUMI_HOME ?? join(homedir(), ".pulumi");
  const cached = join(home, "versions", environment.PULUMI_VERSION ?? versionIn(cwd), "bin");
  return [environment.PATH ?? "", cached, join(cwd, "node_modules", ".bin")].join(delimiter);
}

/**
 * Runs `pulumi` to its end.
 * @param cwd the folder of the project.
 * @throws {ConfigurationError} when there is none.
 */
export async function runPulumi(
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv,
): Promise<Ran> {
  const child = spawn("pulumi", [...args, "--non-interactive"], {
    cwd,
    env: { PULUMI_SKIP_UPDATE_CHECK: "1", ...environment, PATH: pathFor(cwd, environment) },
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  const printed = { out: "", error: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (printed.error += text));
  return new Promise((resolve, reject) => {
    child.on("error", (cause) => {
      reject(
        new ConfigurationError(
          say("`pulumi` cannot be started in {cwd}: {reason}", { cwd, reason: cause.message }),
          {
            advice: say(
              "Install it (https://www.pulumi.com/docs/install), or run `npx pulumi-reseller-engine`",
            ),
            cause,
          },
        ),
      );
    });
    child.on("close", (code) => {
      resolve({ code: code ?? 1, ...printed });
    });
  });
}

/**
 * What a command of `pulumi` prints.
 * @throws {ConfigurationError} with what it said, when it fails.
 */
export async function printedByPulumi(
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv,
): Promise<string> {
  const { code, out, error } = await runPulumi(args, cwd, environment);
  if (code === 0) return out;
  throw new ConfigurationError(
    say("`pulumi {args}` in {cwd} failed: {reason}", {
      args: args.join(" "),
      cwd,
      reason: excerpt(error.trim(), 500),
    }),
    {
      advice: say("Run it there, and see what it says"),
    },
  );
}
