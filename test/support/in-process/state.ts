import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";

export type Properties = Readonly<Record<string, unknown>>;

/** What the program asks for: a resource as it registers it. */
export interface Goal {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly inputs: Properties;
  /** The keys of the inputs that are secret. */
  readonly secretInputs: ReadonlySet<string>;
  readonly additionalSecretOutputs: readonly string[];
  readonly dependencies: readonly string[];
  readonly ignoreChanges: readonly string[];
  /** Absent where the program leaves it to the provider. */
  readonly deleteBeforeReplace: boolean | undefined;
}

/** A resource in state. */
export interface Entry {
  readonly goal: Goal;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
  /** Whether it is only read (`.get`). */
  readonly isExternal: boolean;
  /** Whether its last create or update was not finished. */
  readonly hasInitErrors: boolean;
  /** Replaced, and waiting to be deleted. */
  readonly isCondemned: boolean;
  /** Deleted before its replacement, which is not there yet. */
  readonly isAwaitingReplacement: boolean;
}

const secretSignature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** A value as it crosses a wire or lies in a file. */
export function stored(properties: Properties): Properties {
  // `as`: an object stays one.
  return JSON.parse(JSON.stringify(properties)) as Properties;
}

/** Whether two values are the same once written. */
export function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other);
}

/** A value that the program wrote, without the envelopes of secrets, and whether there was one. */
export function opened(value: unknown): { readonly plain: unknown; readonly isSecret: boolean } {
  if (Array.isArray(value)) {
    const items = value.map(opened);
    return { plain: items.map(({ plain }) => plain), isSecret: items.some(({ isSecret }) => isSecret) };
  }
  if (typeof value !== "object" || value === null) return { plain: value, isSecret: false };
  const [[key, signature] = ["", ""]] = Object.entries(secretSignature);
  if ("value" in value && Object.entries(value).some(([name, inner]) => name === key && inner === signature))
    return { plain: opened(value.value).plain, isSecret: true };
  const items = Object.entries(value).map(([name, inner]) => [name, opened(inner)] as const);
  return {
    plain: Object.fromEntries(items.map(([name, { plain }]) => [name, plain])),
    isSecret: items.some(([, { isSecret }]) => isSecret),
  };
}

/** The keys of the outputs that are secret: those that the class names, and those whose argument was. */
function secretOutputs({ additionalSecretOutputs, secretInputs }: Goal): ReadonlySet<string> {
  return new Set([...additionalSecretOutputs, ...secretInputs]);
}

/** Outputs as the program gets them. */
export function sealedForProgram(goal: Goal, outputs: Properties): Properties {
  const secrets = secretOutputs(goal);
  const entries = Object.entries(outputs).map(([key, value]) => [
    key,
    secrets.has(key) ? { ...secretSignature, value } : value,
  ]);
  return Object.fromEntries(entries) as Properties;
}

/** Properties as `pulumi stack export` shows them. */
function shown(properties: Properties, secrets: ReadonlySet<string>, showSecrets: boolean): Properties {
  const sealed = (value: unknown): unknown => {
    const plaintext = JSON.stringify(value);
    if (showSecrets) return { ...secretSignature, plaintext };
    return {
      ...secretSignature,
      ciphertext: `v1:${createHash("sha256").update(plaintext).digest("base64")}`,
    };
  };
  const entries = Object.entries(properties).map(([key, value]) => [
    key,
    secrets.has(key) ? sealed(value) : value,
  ]);
  return Object.fromEntries(entries) as Properties;
}

/** The text of `pulumi stack export`. */
export function exportOf(entries: readonly Entry[], showSecrets: boolean): string {
  const resources = entries.map(({ goal, id, inputs, outputs, isCondemned }) => ({
    urn: goal.urn,
    type: goal.type,
    id,
    ...(isCondemned ? { delete: true } : {}),
    inputs: shown(inputs, goal.secretInputs, showSecrets),
    outputs: shown(outputs, secretOutputs(goal), showSecrets),
  }));
  return JSON.stringify({ version: 3, deployment: { resources } }, undefined, 4);
}

const properties = z.record(z.string(), z.unknown()).default({});
const names = z.array(z.string()).default([]);
const exportSchema = z.object({
  deployment: z.object({
    resources: z.array(
      z.object({
        urn: z.string(),
        type: z.string(),
        id: z.string().default(""),
        inputs: properties,
        outputs: properties,
        dependencies: names,
        additionalSecretOutputs: names,
        initErrors: names,
        external: z.boolean().default(false),
        delete: z.boolean().default(false),
        pendingReplacement: z.boolean().default(false),
      }),
    ),
  }),
});
const secretSchema = z.object({ plaintext: z.string() });

/** A value as `pulumi stack export --show-secrets` shows it, in the envelope in which a program writes it. */
function revealed(value: unknown): unknown {
  const secret = secretSchema.safeParse(value);
  if (secret.success) return { ...secretSignature, value: JSON.parse(secret.data.plaintext) as unknown };
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner)]));
}

/** What the engine has saved, from the text of `pulumi stack export --show-secrets`; the stack and its providers apart. */
export function entriesOf(text: string): Entry[] {
  const { resources } = exportSchema.parse(JSON.parse(text)).deployment;
  const dynamic = resources.filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"));
  return dynamic.map((one) => {
    const inputs = Object.entries(one.inputs).map(([key, value]) => [key, opened(revealed(value))] as const);
    const outputs = Object.entries(one.outputs).map(
      ([key, value]) => [key, opened(revealed(value)).plain] as const,
    );
    const plainInputs = Object.fromEntries(inputs.map(([key, { plain }]) => [key, plain]));
    return {
      goal: {
        urn: one.urn,
        type: one.type,
        name: one.urn.split("::").at(-1) ?? "",
        inputs: plainInputs,
        secretInputs: new Set(inputs.flatMap(([key, { isSecret }]) => (isSecret ? [key] : []))),
        additionalSecretOutputs: one.additionalSecretOutputs,
        dependencies: one.dependencies,
        ignoreChanges: [],
        deleteBeforeReplace: undefined,
      },
      id: one.id,
      inputs: plainInputs,
      outputs: Object.fromEntries(outputs),
      isExternal: one.external,
      hasInitErrors: one.initErrors.length > 0,
      isCondemned: one.delete,
      isAwaitingReplacement: one.pendingReplacement,
    };
  });
}
