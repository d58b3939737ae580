import { z } from "zod";
import type { CommonArguments } from "./arguments";
import type { ResolvedNames } from "./names";
import type { CommonObserved } from "./observed";

/** Names and the ids that they were resolved to. */
export const namesSchema = z.record(z.string(), z.object({ text: z.string(), id: z.string() }));

const pendingSchema = z.object({
  /** The kind of step whose outcome is unknown. */
  what: z.string(),
  /** What the record showed before. */
  from: z.string(),
  /** When it was sent; when waiting for it ended, once it has. */
  at: z.string(),
  /** Whether the vendor said that it did it, while its record does not show it. */
  accepted: z.boolean().optional(),
  /** What the record shows once it is done, as the step has it. */
  expects: z.string().optional(),
});

/** What the flow keeps in state besides arguments and observations. */
export const lifecycleSchema = z.object({
  serviceId: z.string().optional(),
  orderId: z.string().optional(),
  accountKey: z.string().optional(),
  currency: z.string().optional(),
  /** How the service came here. */
  origin: z.enum(["bought", "adopted", "takenOver"]).default("bought"),
  /** Raised by each take-over, so that the delete of an older entry for the same service does not give it back. */
  claim: z.number().default(0),
  /** Ids of services that this one replaced and that may still wait for their deletion. */
  supersedes: z.array(z.string()).default([]),
  /** Those of them that are left until they expire: nobody waits for them to be given back. */
  leftAlone: z.array(z.string()).optional(),
  /** The service that this one was to replace, and that is gone already: as long as there is no other. */
  lost: z.object({ serviceId: z.string(), what: z.string(), at: z.string() }).optional(),
  /** When an order of unknown outcome was sent. */
  orderedAt: z.string().optional(),
  /** What was there before it, where it can be known again by nothing but being new (`Ordering.appearsLate`). */
  knownBefore: z.array(z.string()).optional(),
  /**
   * Whether the vendor gives the token of the order back: `awaited` until a row was read after it, `missing` when that has no token, so
   * that no order of the account can be found by its own.
   */
  trace: z.enum(["awaited", "shown", "missing"]).optional(),
  /**
   * Whether an update left steps that may not be made there (`reseller:allowSteps`): the engine has their arguments in state as if they were
   * applied, and finds no difference by itself.
   */
  owes: z.boolean().optional(),
  pendingChange: pendingSchema.optional(),
  password: z.string().optional(),
  /** The machine's random password was lost with a create and is to be set anew. */
  passwordLost: z.boolean().default(false),
  /** It was delivered already when it was found by its token, so that somebody may be using it: until its password is set anew. */
  foundDelivered: z.boolean().optional(),
});
export type Lifecycle = z.infer<typeof lifecycleSchema>;
export type PendingChange = z.infer<typeof pendingSchema>;

/** What stood in state before an order left (`order/order-intent.ts`). */
export const orderIntentSchema = z.object({
  /** No other intent has it. */
  id: z.string(),
  /** When the orders of before were listed, ISO 8601. */
  at: z.string(),
});
export type OrderIntent = z.output<typeof orderIntentSchema>;

/** A resource as state has it, taken apart. */
export interface Recorded<A = CommonArguments, O = CommonObserved> {
  /** Arguments that count as applied. */
  readonly arguments: Partial<A>;
  readonly observed: O | undefined;
  readonly lifecycle: Lifecycle;
  readonly names: ResolvedNames;
  readonly urn: string;
  readonly token: string;
  /** The last intent under which it is known what was ordered. */
  readonly intent?: OrderIntent | undefined;
  /** Outputs that belong to none of these: kept as they are. */
  readonly extra: Readonly<Record<string, unknown>>;
}
