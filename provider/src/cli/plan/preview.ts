import { mkdtempSync, existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { ConfigurationError } from "../../core/errors";
import { planLinesIn, type PlanLine } from "../../core/plan-file";
import { runPulumi } from "../engine";
import { say } from "../language/say";

/** Which stack is previewed, and how. */
export interface PreviewAsked {
  readonly cwd: string;
  readonly stack?: string;
  readonly refresh?: boolean;
}

const properties = z.record(z.string(), z.unknown()).default({});

const stateSchema = z.object({
  custom: z.boolean().default(false),
  /** Whether it is only read (`.get`). */
  external: z.boolean().default(false),
  /** Whether it was replaced before and waits for its deletion. */
  delete: z.boolean().default(false),
  id: z.string().default(""),
  inputs: properties,
  outputs: properties,
});
/** A resource in state, its secrets as `[secret]`. */
export type State = z.infer<typeof stateSchema>;

const stepSchema = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: stateSchema.nullish(),
  newState: stateSchema.nullish(),
  diffReasons: z.array(z.string()).nullish(),
  replaceReasons: z.array(z.string()).nullish(),
});
/** What the engine would do with one resource. */
export type EngineStep = z.infer<typeof stepSchema>;

const digestSchema = z.object({
  config: z.record(z.string(), z.string()).nullish(),
  steps: z.array(stepSchema).nullish(),
  diagnostics: z
    .array(z.object({ urn: z.string().optional(), message: z.string(), severity: z.string() }))
    .nullish(),
});

/** What `pulumi preview` says, and what the resources said besides. */
export interface Preview {
  readonly project: string;
  readonly stack: string;
  /** Of the stack, its secrets as `[secret]`. */
  readonly config: Readonly<Record<string, string>>;
  readonly steps: readonly EngineStep[];
  /** What is planned for each resource, by URN. */
  readonly lines: ReadonlyMap<string, PlanLine>;
  /** Why it failed; empty when it did not. */
  readonly failures: readonly string[];
}

/** Puts what the engine printed and what the resources wrote together. */
export function previewOf(out: string, lines: ReadonlyMap<string, PlanLine>, isFailed: boolean): Preview {
  const digest = digestSchema.parse(JSON.parse(out));
  const steps = digest.steps ?? [];
  const [, stack = "", project = ""] = /^urn:pulumi:([^:]*)::([^:]*)::/.exec(steps[0]?.urn ?? "") ?? [];
  const errors = (digest.diagnostics ?? []).filter(({ severity }) => severity === "error");
  const all = errors.map(({ message }) => message.replace(/^error: /, "").trim());
  // The engine closes with this; it says nothing where anything else was said.
  const said = all.filter((words) => words !== "preview failed");
  return {
    project,
    stack,
    config: digest.config ?? {},
    steps,
    lines,
    failures: isFailed ? (said.length === 0 ? [say("pulumi preview failed")] : said) : [],
  };
}

/**
 * Runs `pulumi preview`.
 * @throws {ConfigurationError} when it says nothing that can be read: no stack, a program that does not compile.
 */
export async function preview(
  { cwd, stack, refresh = false }: PreviewAsked,
  environment: NodeJS.ProcessEnv,
): Promise<Preview> {
  const folder = mkdtempSync(join(tmpdir(), "reseller-plan-"));
  const file = join(folder, "plan.jsonl");
  const args = ["preview", "--json", "--show-sames"];
  if (refresh) args.push("--refresh");
  if (stack !== undefined) args.push("--stack", stack);
  try {
    const ran = await runPulumi(args, cwd, { ...environment, RESELLER_PLAN_FILE: file });
    const lines = planLinesIn(existsSync(file) ? readFileSync(file, "utf8") : "");
    if (ran.out.trimStart().startsWith("{")) return previewOf(ran.out, lines, ran.code !== 0);
    throw new ConfigurationError(
      say("`pulumi {args}` in {cwd} failed: {reason}", {
        args: args.join(" "),
        cwd,
        reason: (ran.error || ran.out).trim(),
      }),
      {
        advice: say("Run it there, and see what it says"),
      },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
