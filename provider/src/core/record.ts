import { z } from "zod";
import type { CommonArguments } from "./arguments";
import type { CommonObserved, Noun, ResolvedNames } from "./noun";

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
const lifecycleSchema = z.object({
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
  /**
   * Whether the vendor gives the token of the order back: `awaited` until a row was read after it, `missing` when that has no token, so
   * that no order of the account can be found by its own.
   */
  trace: z.enum(["awaited", "shown", "missing"]).optional(),
  pendingChange: pendingSchema.optional(),
  password: z.string().optional(),
  /** The machine's random password was lost with a create and is to be set anew. */
  passwordLost: z.boolean().default(false),
  /** It was delivered already when it was found by its token, so that somebody may be using it: until its password is set anew. */
  foundDelivered: z.boolean().optional(),
});
export type Lifecycle = z.infer<typeof lifecycleSchema>;
export type PendingChange = z.infer<typeof pendingSchema>;

/** What stood in state before an order left (`flow/arming.ts`). */
export const armingSchema = z.object({
  /** No other arming has it. */
  id: z.string(),
  /** When the orders of before were listed, ISO 8601. */
  at: z.string(),
});
export type Arming = z.output<typeof armingSchema>;

const hiddenSchema = z.object({
  __arming: armingSchema.optional(),
  __urn: z.string().default(""),
  __token: z.string().default(""),
  __names: namesSchema.default({}),
  __arguments: z.array(z.string()).default([]),
  __schema: z.number().default(1),
});

/** A resource as state has it, taken apart. */
export interface Recorded<A, O> {
  /** Arguments that count as applied. */
  readonly arguments: Partial<A>;
  readonly observed: O | undefined;
  readonly lifecycle: Lifecycle;
  readonly names: ResolvedNames;
  readonly urn: string;
  readonly token: string;
  /** The last arming under which it is known what was ordered. */
  readonly arming?: Arming | undefined;
  /** Outputs that belong to none of these: kept as they are. */
  readonly extra: Readonly<Record<string, unknown>>;
}

const flowKeys = new Set([...Object.keys(lifecycleSchema.shape), ...Object.keys(hiddenSchema.shape)]);

/** Reads outputs as an earlier `create`, `update` or `read` of any version wrote them. */
export function recall<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  outputs: Readonly<Record<string, unknown>>,
): Recorded<A, O> {
  const hidden = hiddenSchema.parse(outputs);
  const lifecycle = lifecycleSchema.parse(outputs);
  const observed = noun.observed.safeParse(outputs);
  const given = Object.fromEntries(hidden.__arguments.map((key) => [key, outputs[key]]));
  return {
    // The values were checked against the schema before they were recorded.
    arguments: given as Partial<A>,
    observed: observed.success && lifecycle.serviceId !== undefined ? observed.data : undefined,
    lifecycle,
    names: hidden.__names,
    urn: hidden.__urn,
    token: hidden.__token,
    arming: hidden.__arming,
    extra: Object.fromEntries(
      Object.entries(outputs).filter(
        ([key]) =>
          !flowKeys.has(key) &&
          key !== "__provider" &&
          !(key in noun.observed.shape) &&
          !(key in noun.arguments.shape),
      ),
    ),
  };
}

/** What reads the same when it is left out: state is written at every step, so its size counts. */
function withoutDefaults(lifecycle: Lifecycle): Partial<Lifecycle> {
  return Object.fromEntries(
    Object.entries(lifecycle).filter(
      ([key, value]) => key === "origin" || !isDefault(lifecycleSchema, key, value),
    ),
  );
}

/** Whether an observed value reads the same when it is left out. */
function isDefault({ shape }: { readonly shape: Shape }, key: string, value: unknown): boolean {
  return defaultsOf(shape).get(key) === JSON.stringify(value);
}

type Shape = Readonly<Record<string, z.ZodType>>;
const knownDefaults = new WeakMap<Shape, ReadonlyMap<string, string | undefined>>();

/** What each key of a kind reads when it is left out, as JSON: the same for every resource of the kind. */
function defaultsOf(shape: Shape): ReadonlyMap<string, string | undefined> {
  const known = knownDefaults.get(shape);
  if (known !== undefined) return known;
  const defaults = new Map<string, string | undefined>();
  for (const [key, schema] of Object.entries(shape)) {
    const left = schema.safeParse(undefined);
    if (left.success) defaults.set(key, JSON.stringify(left.data));
  }
  knownDefaults.set(shape, defaults);
  return defaults;
}

/** Everything a resource has, as flat outputs for state. */
export function remember<A extends CommonArguments, O extends CommonObserved, C, D>(
  noun: Noun<A, O, C, D>,
  recorded: Recorded<A, O>,
  derived: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const told = (values: object) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const given = told(recorded.arguments);
  // An argument that the vendor does not tell is as it was applied. A row may have more than state is to keep.
  const observed = Object.fromEntries(
    Object.entries(told(recorded.observed ?? { status: "ordering" })).filter(([key, value]) => {
      const stands = key in given || noun.outputs.includes(key);
      return key in noun.observed.shape && (stands || !isDefault(noun.observed, key, value));
    }),
  );
  const all: Record<string, unknown> = {
    ...recorded.extra,
    ...given,
    ...withoutDefaults(recorded.lifecycle),
    ...observed,
    ...derived,
    __urn: recorded.urn,
    __token: recorded.token,
    __names: recorded.names,
    __arming: recorded.arming,
    __arguments: Object.keys(given),
    __schema: noun.schemaVersion,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
