import { z } from "zod";
import { onDeleteChoices } from "./arguments";
import { languages } from "./language/language";
import { spendLimitSchema, type SpendLimit } from "./spend-limit";
import { stepKinds } from "./step";

const listOf = <T extends z.ZodType>(item: T) => z.array(item);

/** The settings of a stack: config `reseller:<key>`. */
export const runSettings = z.strictObject({
  /** First interval between two looks at something that is under way, in seconds. It grows. */
  pollSeconds: z.number().positive().max(600).default(5),
  /** How long to look for an order after a lost reply, in seconds. */
  settleSeconds: z.number().min(0).max(3_600).default(120),
  /** How long an order or change of unknown outcome is not sent again, in minutes. */
  quarantineMinutes: z.number().min(0).max(10_080).default(30),
  /** How old a purchase may be that a create takes over, in hours. */
  claimHours: z.number().min(0).max(8_760).default(24),
  /** Goes into every token: tells two states apart that have the same organization, project, stack and names. */
  namespace: z.string().default(""),
  /** Default of the argument `onDelete`. */
  onDelete: z.enum(onDeleteChoices).optional(),
  /** Services that a delete must leave alone, whatever state says: ids (of any kind), or `<Type>:<id>`. */
  keep: listOf(z.string()).default([]),
  /** Whether steps that spend are allowed at all. */
  allowSpending: z.boolean().default(true),
  /** The most that one run may spend. Each of these holds. */
  maxSpendPerRun: spendLimitSchema.transform((one): readonly SpendLimit[] => [one]).default([]),
  /** Whether `maxSpendPerRun` lets steps through whose price is not published. */
  acceptUnpublished: z.boolean().default(false),
  /** The only kinds of steps that are allowed. */
  allowSteps: listOf(z.enum(stepKinds)).optional(),
  /** Whether a change that only another service can carry out needs `allowReplace`, where the old one goes with all that is on it. */
  requireReplaceConsent: z.boolean().default(false),
  /** Machines of an account that are stopped, rebooted or reinstalled at once. */
  maxUnavailable: z.int().min(1).default(1),
  /** Files of what was approved (`reseller plan --out`): nothing beyond any of them is done. */
  approved: z
    .string()
    .min(1)
    .transform((one): readonly string[] => [one])
    .default([]),
  /** Files to which everything that a run plans is appended, for programs. */
  planFile: z
    .string()
    .min(1)
    .transform((one): readonly string[] => [one])
    .default([]),
  /** A file to which every call that spends or destroys is appended before and after it. */
  journal: z.string().min(1).optional(),
  /** The language of all that is said. Default: that of the machine's locale. */
  language: z.enum(languages).optional(),
});
export type RunSettings = z.infer<typeof runSettings>;

/** Whether `reseller:keep` lists a service: by its id alone, or with its type. */
export function isKept(
  keep: readonly string[],
  { kind, id }: { readonly kind: string; readonly id: string },
): boolean {
  return keep.includes(id) || keep.includes(`${kind}:${id}`);
}

/** Settings from one place, and which of them were given there. */
export interface GivenSettings {
  readonly settings: RunSettings;
  readonly given: ReadonlySet<string>;
}

type OnDelete = NonNullable<RunSettings["onDelete"]>;

/** What does least comes first. */
const mildest: readonly OnDelete[] = ["refuse", "keep", "refundOrKeep"];

function milder(one: OnDelete, other: OnDelete): OnDelete {
  return mildest.find((choice) => choice === one || choice === other) ?? other;
}

/**
 * Settings from several places as one. Of most keys the last place that gives one counts. Of a brake the stricter counts, or both hold:
 * what a branch may write must not lift what its pipeline has set.
 */
export function strictest(places: readonly GivenSettings[]): RunSettings {
  const strict = <T>(
    key: keyof RunSettings,
    of: (settings: RunSettings) => T,
    join: (a: T, b: T) => T,
  ): T => {
    const values = places.filter(({ given }) => given.has(key)).map(({ settings }) => of(settings));
    return values.length === 0 ? of(runSettings.parse({})) : values.reduce((one, other) => join(one, other));
  };
  const last = Object.assign(
    runSettings.parse({}),
    ...places.map(({ settings, given }) =>
      Object.fromEntries(Object.entries(settings).filter(([key]) => given.has(key))),
    ),
  ) as RunSettings;
  const limited = places.filter(({ given }) => given.has("maxSpendPerRun") || given.has("acceptUnpublished"));
  return {
    ...last,
    allowSpending: strict(
      "allowSpending",
      (one) => one.allowSpending,
      (a, b) => a && b,
    ),
    maxSpendPerRun: strict(
      "maxSpendPerRun",
      (one) => one.maxSpendPerRun,
      (a, b) => [...a, ...b],
    ),
    // It is for the limit that stands beside it: no other place can lift that.
    acceptUnpublished: limited.length > 0 && limited.every(({ settings }) => settings.acceptUnpublished),
    allowSteps: strict(
      "allowSteps",
      (one) => one.allowSteps,
      (a, b) => a?.filter((kind) => b?.includes(kind) === true),
    ),
    requireReplaceConsent: strict(
      "requireReplaceConsent",
      (one) => one.requireReplaceConsent,
      (a, b) => a || b,
    ),
    maxUnavailable: strict("maxUnavailable", (one) => one.maxUnavailable, Math.min),
    quarantineMinutes: strict("quarantineMinutes", (one) => one.quarantineMinutes, Math.max),
    claimHours: strict("claimHours", (one) => one.claimHours, Math.min),
    onDelete: strict(
      "onDelete",
      (one) => one.onDelete,
      (a, b) => (a === undefined || b === undefined ? (a ?? b) : milder(a, b)),
    ),
    keep: strict(
      "keep",
      (one) => one.keep,
      (a, b) => [...new Set([...a, ...b])],
    ),
    approved: strict(
      "approved",
      (one) => one.approved,
      (a, b) => [...a, ...b],
    ),
    // No brake: whoever asks for a file is to get all of it.
    planFile: strict(
      "planFile",
      (one) => one.planFile,
      (a, b) => [...a, ...b],
    ),
  };
}
