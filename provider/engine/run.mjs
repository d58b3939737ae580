/** Runs a program to its end. */

import { spawn } from "node:child_process";

const windows = process.platform === "win32";
const TAIL_CHARACTERS = 4_000;

/**
 * Runs a program and returns its exit code (or null) and the end of what it printed. It never outlives `timeoutMs` nor
 * this process: it leads a process group, which is killed as a whole. `tick` is told the elapsed seconds every `tickMs`.
 */
export function run(command, args, { cwd, env = {}, timeoutMs, tick, tickMs = 20_000 }) {
  return new Promise((resolve) => {
    let output = "";
    const startedAt = Date.now();
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: !windows,
      shell: windows && command.endsWith(".cmd"),
    });
    const kill = () => {
      try {
        process.kill(windows ? child.pid : -child.pid, "SIGKILL");
      } catch {
        // It has just ended.
      }
    };
    const interrupted = (signal) => {
      kill();
      process.exit(signal === "SIGINT" ? 130 : 143);
    };
    process.once("SIGINT", interrupted);
    process.once("SIGTERM", interrupted);
    const timeout = setTimeout(() => {
      output += `\nended after ${timeoutMs / 1000} s`;
      kill();
    }, timeoutMs);
    const ticker = tick && setInterval(() => tick(Math.round((Date.now() - startedAt) / 1000)), tickMs);
    const finish = (code) => {
      clearTimeout(timeout);
      clearInterval(ticker);
      process.off("SIGINT", interrupted);
      process.off("SIGTERM", interrupted);
      resolve({ code, output: output.trim() });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => (output = (output + chunk).slice(-TAIL_CHARACTERS)));
    }
    child.on("error", (error) => {
      output += error.message;
      finish(null);
    });
    child.on("close", finish);
  });
}
