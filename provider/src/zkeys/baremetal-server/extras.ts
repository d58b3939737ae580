import { z } from "zod";
import { sizeKinds } from "./observed";
import type { ConfirmedUpgrade } from "./size-plan";

/*
 * What is kept in the outputs although no read returns it: only the reply of a purchase or of an upgrade tells it.
 */

const confirmedSchema = z.array(
  z.object({
    orderNo: z.string(),
    ...Object.fromEntries(sizeKinds.map((size) => [size, z.number().optional()])),
  }),
);

const extrasSchema = z.object({
  confirmedUpgrades: confirmedSchema.default([]),
  stoppedForPassword: z.boolean().default(false),
  loginPort: z.number().optional(),
  estimate: z.object({ monthlyPrice: z.string() }).optional(),
  /** The end that the reply of the last renewal named. */
  confirmedExpiresAt: z.string().optional(),
  addedAddresses: z
    .array(z.object({ address: z.string(), orderNo: z.string().optional(), kind: z.string() }))
    .default([]),
});
export type Extras = z.infer<typeof extrasSchema>;

/** Reads the extras of a state of any age. */
export function extrasOf(extra: Readonly<Record<string, unknown>> | undefined): Extras {
  return extrasSchema.parse(extra ?? {});
}

/** Our own upgrades, with their order numbers. */
export function confirmedUpgrades(
  extra: Readonly<Record<string, unknown>> | undefined,
): readonly ConfirmedUpgrade[] {
  return extrasOf(extra).confirmedUpgrades;
}

/** Whether we stopped the machine to set its password, and did not come to start it again. */
export function stoppedForPassword(extra: Readonly<Record<string, unknown>> | undefined): boolean {
  return extrasOf(extra).stoppedForPassword;
}
