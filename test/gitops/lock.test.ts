import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";

const scripts = join(__dirname, "..", "..", "examples", "gitops", "scripts");

/** Runs a command under the scripts' `with_lock`. It says one line each time, the last one again and again, and fails but where that is `done`. */
function underLock(
  says: readonly string[],
  waitSeconds = 60,
): { readonly code: number | null; readonly runs: number } {
  const folder = mkdtempSync(join(tmpdir(), "reseller-lock-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  cpSync(scripts, join(folder, "scripts"), { recursive: true });
  writeFileSync(join(folder, "says"), `${says.join("\n")}\n`);
  writeFileSync(join(folder, "runs"), "");
  const command = `#!/bin/bash
echo run >> runs
line=$(sed -n "$(wc -l < runs)p" says); line=\${line:-$(tail -n 1 says)}
echo "$line" >&2
[ "$line" = done ]
`;
  writeFileSync(join(folder, "command"), command, { mode: 0o755 });
  const env = {
    PATH: process.env.PATH,
    STACK: "prod",
    LOCK_POLL_SECONDS: "0.05",
    LOCK_WAIT_SECONDS: String(waitSeconds),
  };
  const { status } = spawnSync("bash", ["-c", "source scripts/common.sh; with_lock ./command"], {
    cwd: folder,
    env,
  });
  return { code: status, runs: readFileSync(join(folder, "runs"), "utf8").trim().split("\n").length };
}

describe("a run that finds the stack locked", () => {
  const locked = "error: the stack is currently locked by 1 lock(s)";
  const busy = "error: [409] Conflict: Another update is currently in progress.";

  test("waits until the other one is over", () => {
    expect(underLock([locked, busy, "done"])).toEqual({ code: 0, runs: 3 });
  });

  test("gives up in the end, and never repeats what failed for another reason", () => {
    expect(underLock([locked], 0)).toEqual({ code: 1, runs: 1 });
    expect(underLock(["error: web: the balance is too low", "done"])).toEqual({ code: 1, runs: 1 });
    expect(underLock(["done"])).toEqual({ code: 0, runs: 1 });
  });
});
