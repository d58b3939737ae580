import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { onTestFinished } from "vitest";

/**
 * A folder with a `pulumi` that prints what it is told to, by its words: `stack export --stack dev`. Anything else fails.
 * @returns the `PATH` on which it is the first.
 */
export function pulumiThatPrints(printed: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "reseller-pulumi-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const script = `#!${process.execPath}
const printed = ${JSON.stringify(printed)};
const words = process.argv.slice(2).filter((word) => word !== "--non-interactive").join(" ");
if (!(words in printed)) { console.error("error: no stack selected"); process.exit(255); }
process.stdout.write(printed[words]);
`;
  const file = join(folder, "pulumi");
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return `${folder}${delimiter}${process.env.PATH ?? ""}`;
}
