import * as pulumi from "@pulumi/pulumi";

type Properties = Readonly<Record<string, unknown>>;

function isPlain(value: unknown): value is Properties {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function mapped(values: Properties, change: (value: unknown, key: string) => unknown): Properties {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value, key)]));
}

/**
 * Makes some values secret in each object of a record, and not the record as a whole: what is not known yet of one object would
 * hide the names of all the others.
 */
export function secretInside(record: unknown, keys: readonly string[]): unknown {
  if (!isPlain(record)) return pulumi.secret(record);
  return mapped(record, (own) =>
    isPlain(own)
      ? mapped(own, (value, key) =>
          keys.includes(key) && value !== undefined ? pulumi.secret(value) : value,
        )
      : pulumi.secret(own),
  );
}

/** What only describes a resource, or has it wait less: such an argument may come to nothing. */
const mayBeMissing: ReadonlySet<string> = new Set(["remark", "tags", "timeouts", "skipAwait"]);

/**
 * Marks the outputs among arguments that turn out to have no value: Pulumi would leave them out, and something else would be
 * ordered than the program names.
 */
export function withMissingMarked(args: Properties): pulumi.Inputs {
  return mapped(args, (value, key) => (mayBeMissing.has(key) ? value : marked(value)));
}

function marked(value: unknown): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise)
    return pulumi.all([value]).apply((known: unknown[]) => known[0] ?? null);
  if (Array.isArray(value)) return value.map(marked);
  return isPlain(value) ? mapped(value, marked) : value;
}
