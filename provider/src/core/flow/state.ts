import { z } from "zod";
import type { Kind } from "../kind";
import { lifecycleSchema, namesSchema, orderIntentSchema, type Lifecycle, type Recorded } from "../record";

/** Which it is when a state does not say. */
const firstSchema = 1;

const hiddenSchema = z.object({
  __intent: orderIntentSchema.optional(),
  __urn: z.string().default(""),
  __token: z.string().default(""),
  __names: namesSchema.default({}),
  __arguments: z.array(z.string()).default([]),
  __schema: z.number().default(firstSchema),
});

const flowKeys = new Set([...Object.keys(lifecycleSchema.shape), ...Object.keys(hiddenSchema.shape)]);

/** Reads outputs as an earlier `create`, `update` or `read` of any version wrote them. */
export function recall(kind: Kind, outputs: Readonly<Record<string, unknown>>): Recorded {
  const hidden = hiddenSchema.parse(outputs);
  const lifecycle = lifecycleSchema.parse(outputs);
  const observed = kind.observed.safeParse(outputs);
  const given = Object.fromEntries(hidden.__arguments.map((key) => [key, outputs[key]]));
  return {
    // The values were checked against the schema before they were recorded.
    arguments: given,
    observed: observed.success && lifecycle.serviceId !== undefined ? observed.data : undefined,
    lifecycle,
    names: hidden.__names,
    urn: hidden.__urn,
    token: hidden.__token,
    intent: hidden.__intent,
    extra: Object.fromEntries(
      Object.entries(outputs).filter(
        ([key]) =>
          !flowKeys.has(key) &&
          key !== "__provider" &&
          !(key in kind.observed.shape) &&
          !(key in kind.arguments.shape),
      ),
    ),
  };
}

/** Without what reads the same when it is left out: state is written at every step, so its size counts. */
function withoutDefaults(lifecycle: Lifecycle): Partial<Lifecycle> {
  const isInHand = lifecycle.serviceId !== undefined;
  return Object.fromEntries(
    Object.entries(lifecycle).filter(
      ([key, value]) =>
        key === "origin" ||
        // When it was sent is asked only as long as nobody knows what became of it.
        (!isDefault(lifecycleSchema, key, value) && !(isInHand && key === "orderedAt")),
    ),
  );
}

/** A value without those of its parts that the kind does not keep. */
function keptOf(schema: z.ZodType | undefined, value: unknown): unknown {
  if (typeof value !== "object") return value;
  return schema?.safeParse(value).data ?? value;
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
export function remember(
  kind: Kind,
  recorded: Recorded,
  derived: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const told = (values: object) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const given = told(recorded.arguments);
  // An argument that the vendor does not tell is as it was applied. A row may have more than state is to keep.
  const observed = Object.fromEntries(
    Object.entries(told(recorded.observed ?? { status: "ordering" })).flatMap(([key, value]) => {
      const schema = kind.observed.shape[key];
      const stands = key in given || kind.outputs.includes(key);
      const isKept = schema !== undefined && (stands || !isDefault(kind.observed, key, value));
      return isKept ? [[key, keptOf(schema, value)] as const] : [];
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
    __intent: recorded.intent,
    __arguments: Object.keys(given),
    __schema: kind.schemaVersion === firstSchema ? undefined : kind.schemaVersion,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}
