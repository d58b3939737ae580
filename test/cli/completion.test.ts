import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { commandLine } from "../support/command-line";

const scripts: Record<string, string> = {};
beforeAll(async () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const { code, out } = await commandLine(["completion", shell], {});
    expect(code).toBe(0);
    scripts[shell] = out;
  }
});

function fileOf(shell: string): string {
  const folder = mkdtempSync(join(tmpdir(), "reseller-completion-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, `reseller.${shell}`);
  writeFileSync(file, scripts[shell] ?? "");
  return file;
}

/** What bash offers behind these words, the last of which is being written. */
function offeredByBash(...words: readonly string[]): string[] {
  const quoted = words.map((word) => `'${word}'`).join(" ");
  const program = `source '${fileOf("bash")}'; COMP_WORDS=(reseller ${quoted}); COMP_CWORD=${words.length}; compopt() { COMPREPLY=(files); }; _reseller; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync("bash", ["-c", program], { encoding: "utf8" }).trim().split("\n");
}

describe("bash", () => {
  test.each<[string[], string[]]>([
    [["ser"], ["services"]],
    [
      ["services", "--vendor", "z"],
      ["zkeys", "zonkvm"],
    ],
    [
      ["services", "--format", ""],
      ["table", "json", "csv"],
    ],
    [["services", "--vend"], ["--vendor"]],
    [["sandbox", "--state", ""], ["files"]],
    [["call", "rs"], ["rstack"]],
    [
      ["call", "rstack", "vm_sta"],
      ["vm_start", "vm_state"],
    ],
    [["call", "zonkvm", "sql_operate.back"], ["sql_operate.backup_list"]],
    [["completion", "z"], ["zsh"]],
  ])("offers behind %j: %j", (words, offered) => {
    expect(offeredByBash(...words)).toEqual(offered);
  });
});

test.each([["zsh"], ["fish"]])(
  "%s is told of every command, and takes the text where it is there",
  (shell) => {
    const script = scripts[shell] ?? "";
    for (const word of [
      "services",
      "expiring",
      "call",
      "sandbox",
      "completion",
      "vendor",
      "hosting_operate.add_domain",
    ])
      expect(script).toContain(word);
    const { error, status, stderr } = spawnSync(shell, ["-n", fileOf(shell)], { encoding: "utf8" });
    // Of a shell that this machine has not, nothing can be said.
    if (error === undefined) expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  },
);
