import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The version of this package. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8"));
  return z.object({ version: z.string() }).parse(manifest).version;
}
