import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { reportPage } from "../../provider/src/cli/report/page";
import { estate } from "../../provider/test-support/report-facts";

const names = [process.env.CHROMIUM_PATH ?? "", "chromium", "chromium-browser", "google-chrome"];
/** A browser; `undefined` where there is none. */
const browser = names.find((name) => name !== "" && spawnSync(name, ["--version"]).status === 0);
/** Where the pictures are kept, for people. */
const pictures = join(__dirname, "..", "..", ".reseller", "report");

/** Asks the browser; as root it has no sandbox. */
function ask(...args: string[]): string {
  const flags = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--hide-scrollbars",
    "--allow-file-access-from-files",
  ];
  const { status, stdout, stderr } = spawnSync(browser ?? "", [...flags, ...args], {
    encoding: "utf8",
    timeout: 120_000,
  });
  expect(status, stderr).toBe(0);
  return stdout;
}

/** A page that shows another one so wide, and writes down how much of it does not fit. */
const frame = (
  width: number,
): string => `<!doctype html><iframe src="report.html" style="width:${width}px;height:900px;border:0"></iframe>
<script>addEventListener("load", () => {
  const { scrollWidth, clientWidth } = document.querySelector("iframe").contentDocument.documentElement;
  document.body.dataset.over = String(scrollWidth - clientWidth);
  const { backgroundColor } = getComputedStyle(document.querySelector("iframe").contentDocument.body);
  document.body.dataset.isStyled = String(backgroundColor !== "rgba(0, 0, 0, 0)");
});</script>`;

describe.skipIf(browser === undefined)("the report, in a real browser", () => {
  test.each([1280, 390])("fits %i pixels, with its own style and nothing else", (width) => {
    const folder = mkdtempSync(join(tmpdir(), "reseller-browser-"));
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    mkdirSync(pictures, { recursive: true });
    writeFileSync(join(folder, "report.html"), reportPage(estate));
    writeFileSync(join(folder, "frame.html"), frame(width));
    const seen = ask("--dump-dom", "--virtual-time-budget=5000", `file://${join(folder, "frame.html")}`);
    expect(/data-over="(-?\d+)"/.exec(seen)?.[1]).toBe("0");
    expect(seen).toContain('data-is-styled="true"');
    for (const scheme of ["light", "dark"]) {
      const picture = join(pictures, `${width}-${scheme}.png`);
      const theme = scheme === "dark" ? ["--blink-settings=preferredColorScheme=0"] : [];
      ask(
        ...theme,
        `--window-size=${width},1500`,
        `--screenshot=${picture}`,
        `file://${join(folder, "report.html")}`,
      );
      expect(statSync(picture).size).toBeGreaterThan(20_000);
    }
  });
});
