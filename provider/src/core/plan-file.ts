import { appendFileSync } from "node:fs";
import { z } from "zod";
import { plannedStepSchema } from "./planned-step";
import { redact } from "./redact";

/** A line of the file: what a run plans for one resource. The last line about a resource counts. */
export const planLineSchema = z.object({
  /** Raised when the meaning of a key changes. */
  version: z.literal(1),
  urn: z.string(),
  /** The currency of its account. */
  currency: z.string(),
  /** Empty where it is taken over, adopted or waited for. */
  steps: z.array(plannedStepSchema),
  /** Everything that the preview says beside the resource. */
  words: z.string(),
  warnings: z.array(z.string()),
  /** Arguments that are not known yet, and on which its price depends. */
  priceDependsOn: z.array(z.string()),
  /** Why the stack's brakes or an approval refuse it. */
  refused: z.string().optional(),
});
export type PlanLine = z.infer<typeof planLineSchema>;

/**
 * A file of JSON lines to which everything is appended that a run plans: for programs, which could read neither amounts out of words nor
 * updates out of the engine's own preview.
 */
export class PlanFile {
  /** @param paths the files; nothing is written without one. */
  constructor(private readonly paths: readonly string[]) {}

  /**
   * Appends at once: the engine may end this process without a word.
   * @param lineOf makes the line, where there is a file.
   */
  write(lineOf: () => Omit<PlanLine, "version">): void {
    if (this.paths.length === 0) return;
    const text = `${redact(JSON.stringify({ version: 1, ...lineOf() }))}\n`;
    for (const path of this.paths) appendFileSync(path, text, { mode: 0o600 });
  }
}

/** What a file says, by URN: each resource as it was planned last. */
export function planLinesIn(text: string): ReadonlyMap<string, PlanLine> {
  const lines = text.split("\n").filter((line) => line !== "");
  return new Map(
    lines.map((line) => {
      const planned = planLineSchema.parse(JSON.parse(line));
      return [planned.urn, planned];
    }),
  );
}
