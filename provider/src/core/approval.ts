import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { BrakeError, ConfigurationError } from "./errors";
import { money, type Money } from "./money";
import { beyondPlan } from "./plan";
import { isBoundOnly, plannedStepSchema, stepOf } from "./planned-step";
import { lineOfAll, type Step } from "./step";
import { nameOf } from "./urn";
import { say } from "./language/say";
import { clauses } from "./language/lists";

/** What a delete may do to what was paid for: give it back, make it go, or leave it where it is. */
export const farewells = ["refund", "delete", "keep", "refuse"] as const;
export type Farewell = (typeof farewells)[number];

const bodySchema = z.strictObject({
  /** Raised when the meaning of a key changes. */
  version: z.literal(1),
  project: z.string(),
  stack: z.string(),
  /** When the plan was made, ISO 8601. */
  madeAt: z.string(),
  /** Only what is to change: of everything else nothing may be done. */
  resources: z.array(
    z.strictObject({
      urn: z.string(),
      /** The steps, each with the most that it may cost. An amount that is `not published` has no ceiling. */
      steps: z.array(plannedStepSchema),
      /** The services that may leave state, and what becomes of them. */
      deletes: z.array(z.strictObject({ id: z.string(), does: z.enum(farewells) })),
    }),
  ),
  /** What all of it costs when it is made, as far as that is published. */
  totals: z.array(z.strictObject({ currency: z.string(), due: z.string() })),
});
/** What may be done, and no more. */
export type ApprovalBody = z.infer<typeof bodySchema>;

const hashSchema = z.object({ hash: z.string() });

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Tells half a file and an edited one: it is no signature. */
function hashOf(body: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(body)))
    .digest("hex");
}

/** The text of an approval. */
export function approvalText(body: ApprovalBody): string {
  return `${JSON.stringify({ ...body, hash: hashOf(body) }, undefined, 2)}\n`;
}

/** The step with the most that it may cost as its price, where that is all that is known. */
function withCeiling(step: Step): Step {
  return isBoundOnly(step) ? { ...step, due: step.dueAtMost } : step;
}

const again = () => say("Make it anew with `reseller plan --out`, and have that approved");

/** What was approved before a run. A run does that or less. */
export class Approval {
  readonly #steps = new Map<string, readonly Step[]>();
  readonly #deletes = new Map<string, ReadonlyMap<string, Farewell>>();
  /** What everything in it costs, as far as that is published. */
  readonly totals: readonly Money[];

  constructor(
    private readonly body: ApprovalBody,
    private readonly name: string,
  ) {
    for (const { urn, steps, deletes } of body.resources) {
      this.#steps.set(urn, steps.map(stepOf).map(withCeiling));
      this.#deletes.set(urn, new Map(deletes.map(({ id, does }) => [id, does])));
    }
    this.totals = body.totals.map(({ currency, due }) => money(due, currency));
  }

  /** @throws {ConfigurationError} when it is not there, or is none. */
  static read(file: string): Approval {
    if (!existsSync(file)) {
      throw new ConfigurationError(say("the approval {file} is not there (reseller:approved)", { file }), {
        advice: again(),
      });
    }
    try {
      const given: unknown = JSON.parse(readFileSync(file, "utf8"));
      const { hash, ...rest } = z.looseObject(hashSchema.shape).parse(given);
      const body = bodySchema.parse(rest);
      if (hash === hashOf(rest)) return new Approval(body, file);
    } catch (error) {
      if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
    }
    throw new ConfigurationError(
      say("{file} is no approval of this version, or was changed after it was made (reseller:approved)", {
        file,
      }),
      { advice: again() },
    );
  }

  /**
   * Holds what a resource is about to do.
   * @throws {BrakeError} when that is more than what was approved, or something else.
   */
  assertPlan(urn: string, steps: readonly Step[]): void {
    const beyond = beyondPlan(this.#stepsOf(urn), steps.map(withCeiling), () => true);
    if (beyond.length > 0) this.#refuse(urn, lineOfAll(beyond));
  }

  /**
   * Holds a step right before its call.
   * @throws {BrakeError}
   */
  assertCall(urn: string, step: Step): void {
    const isFarewell = step.kind === "release" && this.#givesBack(urn);
    if (!isFarewell && beyondPlan(this.#stepsOf(urn), [withCeiling(step)]).length > 0)
      this.#refuse(urn, lineOfAll([step]));
  }

  /**
   * Holds a deletion from state, whatever it does at the vendor.
   * @throws {BrakeError}
   */
  assertDelete(urn: string, id: string): void {
    if (this.#deletes.get(urn)?.has(id) !== true) this.#refuse(urn, say("the deletion of {id}", { id }));
  }

  #stepsOf(urn: string): readonly Step[] {
    return this.#steps.get(urn) ?? [];
  }

  #givesBack(urn: string): boolean {
    return [...(this.#deletes.get(urn)?.values() ?? [])].some(
      (does) => does === "refund" || does === "delete",
    );
  }

  #refuse(urn: string, what: string): never {
    const { madeAt, project, stack } = this.body;
    const [, , , ...names] = urn.split("::");
    const isOther = names.length > 0 && !urn.startsWith(`urn:pulumi:${stack}::${project}::`);
    const steps = this.#stepsOf(urn);
    const deletes = [...(this.#deletes.get(urn) ?? [])].map(([id, does]) => `${say(does)} ${id}`);
    const allowed = clauses([...(steps.length === 0 ? [] : [lineOfAll(steps)]), ...deletes]);
    const why = isOther
      ? say("it is for {project}/{stack}", { project, stack })
      : allowed === ""
        ? say("for {name} it has: nothing", { name: nameOf(urn) })
        : say("for {name} it has: {allowed}", { name: nameOf(urn), allowed });
    throw new BrakeError(
      say('"{what}" is not approved: {name} of {madeAt} does not have it ({why})', {
        what,
        name: this.name,
        madeAt,
        why,
      }),
      {
        advice: say(
          "Nothing was sent. The program or the panel's record is not what it was when that was made. {again}",
          { again: again() },
        ),
      },
    );
  }
}
