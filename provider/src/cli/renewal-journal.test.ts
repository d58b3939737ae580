import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { alone, lastRenewal } from "./renewal-journal";

function journal(...lines: readonly object[]): string {
  const folder = mkdtempSync(join(tmpdir(), "reseller-journal-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const path = join(folder, "journal.jsonl");
  writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return path;
}

const which = { accountKey: "zkeys://a#1", type: "BaremetalServer", serviceId: "7" };
const before = {
  ...{
    at: "2026-11-01T00:00:00.000Z",
    phase: "before",
    account: "zkeys://a#1",
    step: "renew",
    words: "renew",
  },
  ...{ type: "BaremetalServer", serviceId: "7", mark: "2026-11-10", urn: "BaremetalServer 7" },
};
const after = (outcome: string) => ({ ...before, phase: "after", outcome });

test("a renewal without an answer, or with one that nobody trusts, may have been made", () => {
  const pending = { what: "renew", from: "2026-11-10", at: before.at };
  expect(lastRenewal(journal(before), which)).toEqual(pending);
  expect(lastRenewal(journal(before, after("unknown")), which)).toEqual(pending);
  expect(lastRenewal(journal(before, after("done")), which)).toEqual({ ...pending, accepted: true });
});

test("one that was refused, or did not leave, was not made; the last one counts", () => {
  for (const outcome of ["refused", "not sent"])
    expect(lastRenewal(journal(before, after(outcome)), which)).toBeUndefined();
  const again = { ...before, at: "2026-11-02T00:00:00.000Z" };
  expect(lastRenewal(journal(before, after("refused"), again), which)?.at).toBe(again.at);
  expect(
    lastRenewal(
      journal(before, after("done"), again, { ...again, phase: "after", outcome: "refused" }),
      which,
    ),
  ).toBeUndefined();
});

test("what is of another service, account, kind or step counts for nothing, and half a line for none", () => {
  const others = [{ serviceId: "8" }, { account: "zkeys://b#1" }, { type: "CloudServer" }, { step: "buy" }];
  expect(lastRenewal(journal(...others.map((other) => ({ ...before, ...other }))), which)).toBeUndefined();
  const path = journal(before);
  writeFileSync(path, `${readFileSync(path, "utf8")}{"at":"2026`);
  expect(lastRenewal(path, which)?.from).toBe("2026-11-10");
  expect(lastRenewal(`${path}.none`, which)).toBeUndefined();
});

test("a journal is held by one at a time, and a lock of the dead is nobody's", async () => {
  const path = journal();
  await alone(path, async () => {
    await expect(alone(path, () => Promise.resolve())).rejects.toThrow(
      "Another `reseller renew` may be at work",
    );
  });
  expect(existsSync(`${path}.lock`)).toBe(false);
  // No process has this number.
  writeFileSync(`${path}.lock`, "4194999");
  expect(await alone(path, () => Promise.resolve("held"))).toBe("held");
  await expect(alone(path, () => Promise.reject(new Error("failed")))).rejects.toThrow("failed");
  expect(existsSync(`${path}.lock`)).toBe(false);
});
