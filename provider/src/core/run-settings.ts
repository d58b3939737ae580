import { z } from "zod";
import { onDeleteChoices } from "./arguments";
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
  /** The most that one run may spend: a decimal string. */
  maxSpendPerRun: z
    .string()
    .regex(/^\d+(\.\d{1,2})?$/, 'is not a decimal string such as "900.00"')
    .optional(),
  /** The only kinds of steps that are allowed. */
  allowSteps: listOf(z.enum(stepKinds)).optional(),
  /** Machines of an account that are stopped, rebooted or reinstalled at once. */
  maxUnavailable: z.int().min(1).default(1),
  /** A file to which every call that spends or destroys is appended before and after it. */
  journal: z.string().min(1).optional(),
});
export type RunSettings = z.infer<typeof runSettings>;
