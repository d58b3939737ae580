import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { Approval } from "../core/approval";
import { listed } from "../core/language/lists";
import { spendLimitSchema, type SpendLimit } from "../core/spend-limit";
import { stepKinds } from "../core/step";
import { readRunSettings } from "../pulumi/config";
import { followLanguageOf } from "./languages";
import { exitCodes } from "./exit-codes";
import { helpBelow, type Context } from "./options";
import { surroundingsOf } from "./plan/kinds";
import { approvalOf, planOf } from "./plan/plan";
import { preview, type PreviewAsked } from "./plan/preview";
import { planFormats, reportOf, type PlanFormat } from "./plan/report";
import { rowsOf } from "./plan/rows";
import { say } from "./language/say";

/** What `--fail-on` knows: the kinds of steps, and what becomes of a service that leaves state. */
const rowKinds: readonly string[] = [...stepKinds, "replace", "delete", "refund", "keep"];

/** Reads a limit; given again, it adds currencies. */
function limit(text: string, before?: SpendLimit): SpendLimit {
  const { data } = spendLimitSchema.safeParse(text);
  if (data === undefined) throw new InvalidArgumentError(say("an amount such as 500, or CNY=500,USD=20"));
  if (before === undefined) return data;
  if (typeof before !== "string" && typeof data !== "string") return { ...before, ...data };
  throw new InvalidArgumentError(say("given again, each must name its currency: CNY=500"));
}

function kinds(text: string, before: readonly string[] = []): string[] {
  const given = text.split(",").map((kind) => kind.trim());
  const strange = given.filter((kind) => !rowKinds.includes(kind));
  if (strange.length > 0)
    throw new InvalidArgumentError(say("there are: {names}", { names: listed(rowKinds) }));
  return [...before, ...given];
}

interface Options extends Omit<PreviewAsked, "cwd"> {
  readonly cwd: string;
  readonly format: PlanFormat;
  readonly maxDueNow?: SpendLimit;
  readonly maxMonthly?: SpendLimit;
  readonly failOn?: readonly string[];
  readonly allowUnknown?: boolean;
  readonly out?: string;
}

/** `reseller plan` */
export function planCommand({ out, error, end, environment }: Context): Command {
  return new Command("plan")
    .description(
      say(
        "preview a stack as one table: what, why, what is due now, what a month costs; and hold it against limits",
      ),
    )
    .option("--cwd <folder>", say("the folder of the Pulumi project"), ".")
    .option("--stack <name>", say("its stack; the selected one otherwise"))
    .option("--refresh", say("read what the panels have first"))
    .addOption(
      new Option("--format <format>", say("how it is printed")).choices(planFormats).default("table"),
    )
    .addOption(
      new Option(
        "--max-due-now <amount>",
        say("the most that may be due now: 500, or CNY=500,USD=20"),
      ).argParser(limit),
    )
    .addOption(
      new Option(
        "--max-monthly <amount>",
        say("the most that a month of the whole stack may cost afterwards"),
      ).argParser(limit),
    )
    .addOption(
      new Option(
        "--fail-on <kinds>",
        // As they are written: with commas.
        say("kinds of changes that are forbidden: {kinds}", { kinds: rowKinds.join(", ") }),
      ).argParser(kinds),
    )
    .option(
      "--allow-unknown",
      say("let prices through that nobody knows, which are over any limit otherwise"),
    )
    .option("--out <file>", say("write what may be done, and no more, to be approved (RESELLER_APPROVED)"))
    .addHelpText("after", helpBelow())
    .action(async (options: Options) => {
      const asked = { ...options, cwd: resolve(options.cwd) };
      if (process.stderr.isTTY) error(say("previewing …\n"));
      const previewed = await preview(asked, environment);
      const source = (key: string) => previewed.config[key];
      followLanguageOf(source, environment);
      const settings = readRunSettings(source, environment);
      const approvals = settings.approved.map((file) => Approval.read(resolve(asked.cwd, file)));
      const around = await surroundingsOf(previewed.steps, source, environment, { settings, approvals });
      const { maxDueNow, maxMonthly, failOn = [], allowUnknown = false } = options;
      const limits = { maxDueNow, maxMonthly, failOn, allowUnknown };
      const plan = planOf(previewed, rowsOf(previewed, around), limits, new Date());
      out(`${reportOf(plan, options.format)}\n`);
      if (plan.objections.length > 0) end(exitCodes.overLimit);
      else if (plan.failures.length > 0) end(exitCodes.failed);
      else if (options.out !== undefined) writeFileSync(options.out, approvalOf(plan));
    });
}
