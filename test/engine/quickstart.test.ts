import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { expectTidy } from "../support/screen";

vi.setConfig({ testTimeout: 600_000 });

const script = resolve(__dirname, "..", "..", "scripts", "start.mjs");

/** `npm start` with options, in a folder of its own. */
function starting(language: "en" | "zh" = "en") {
  const folder = mkdtempSync(join(tmpdir(), "reseller-quickstart-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const start = (...options: string[]): Promise<{ readonly code: number | null; readonly text: string }> =>
    new Promise((answer, reject) => {
      const child = spawn(process.execPath, [script, "--folder", folder, ...options], {
        env: { ...process.env, RESELLER_LANGUAGE: language },
      });
      let text = "";
      child.stdout.on("data", (part: Buffer) => (text += part.toString()));
      child.stderr.on("data", (part: Buffer) => (text += part.toString()));
      child.on("error", reject);
      child.on("exit", (code) => {
        expectTidy(text);
        answer({ code, text });
      });
    });
  const kept = (): string => {
    const file = join(folder, "stack.yaml");
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  };
  return { folder, start, kept };
}

test("npm start refuses wrong options before anything of them is kept", async () => {
  const { folder, start, kept } = starting();
  for (const [options, words] of [
    [["--bandwidth", "fast"], '--bandwidth takes a whole number from 1 to 9999, not "fast"'],
    [["--defense", "1.5"], '--defense takes a whole number from 0 to 9999, not "1.5"'],
    [["--days", "0"], '--days takes a whole number from 1 to 3650, not "0"'],
    [["--renew-until", "2027-02-30"], '--renew-until takes a day such as 2027-06-30, not "2027-02-30"'],
    [["--renew-until", "2020-01-01"], "--renew-until 2020-01-01 is over"],
    [["--system", " "], "--system takes the name of an image"],
    [["--destroy", "--system", "x"], "--destroy changes nothing else: leave out --system"],
    [["--speed", "1"], "Unknown option '--speed'"],
  ] as const) {
    const { code, text } = await start(...options);
    expect(code, text).toBe(1);
    expect(text).toContain(words);
  }
  expect(existsSync(join(folder, "sandbox.json"))).toBe(false);

  // What only the panel's catalogue can tell is refused by the preview.
  const wrong = await start("--system", "Nonsense 9");
  expect(wrong.code).not.toBe(0);
  expect(wrong.text).toContain('there is no system "Nonsense 9"');
  expect(wrong.text).toContain("of these options nothing is kept");
  expect(kept()).toBe("");
});

test("npm start buys, gives back, and says what to try next, in Chinese too", async () => {
  const { start, kept } = starting("zh");
  const bought = await start("--bandwidth", "20");
  expect(bought.code, bought.text).toBe(0);
  expect(kept()).toContain("bandwidth");
  expect(bought.text).toMatch(/created \([\d.]+s\) 完成/);
  expect(bought.text).toContain("沙箱的面板记下了什么");
  expect(bought.text).toMatch(/npm start -- --destroy +退掉服务器/);
  const destroyed = await start("--destroy");
  expect(destroyed.code, destroyed.text).toBe(0);
  const [, advice = ""] = destroyed.text.split("接下来可以试：");
  expect(advice).toMatch(/npm start +再买一台/);
  expect(advice).not.toContain("--destroy");
});
