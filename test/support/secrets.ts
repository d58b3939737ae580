import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { phpJson } from "./echo";
import type { Commands } from "./stack";

const plainState = z.object({
  deployment: z.object({
    resources: z.array(
      z.object({
        urn: z.string(),
        delete: z.boolean().optional(),
        outputs: z.record(z.string(), z.unknown()).default({}),
      }),
    ),
  }),
});
const secretValue = z.object({ plaintext: z.string() });

/** The secret outputs of a resource in clear, by key. */
export async function secretsOf(
  stack: Pick<Commands, "revealed">,
  name: string,
): Promise<Readonly<Record<string, unknown>>> {
  const { resources } = plainState.parse(JSON.parse(await stack.revealed())).deployment;
  const { outputs = {} } =
    resources.find((one) => one.urn.endsWith(`::${name}`) && one.delete !== true) ?? {};
  const secrets = Object.entries(outputs).flatMap(([key, value]) => {
    const secret = secretValue.safeParse(value);
    return secret.success ? [[key, JSON.parse(secret.data.plaintext) as unknown] as const] : [];
  });
  return Object.fromEntries(secrets);
}

/** The password of a server in clear. */
export async function passwordOf(stack: Pick<Commands, "revealed">, name: string): Promise<string> {
  return z.string().parse((await secretsOf(stack, name)).password);
}

/** Every form in which a value could show. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, "utf8");
  const base64 = bytes.toString("base64");
  const plain = [secret, base64, base64.replace(/=+$/, ""), bytes.toString("base64url")];
  const written = plain.flatMap((form) => [
    form,
    encodeURIComponent(form),
    new URLSearchParams([["v", form]]).toString().slice(2),
    JSON.stringify(form).slice(1, -1),
    phpJson(form).slice(1, -1),
  ]);
  return [...new Set(written)];
}

/** Which of these values show in which of these texts, in any form. */
export function leaks(
  values: Readonly<Record<string, string>>,
  texts: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const forms = formsOf(value);
    return Object.entries(texts)
      .filter(([, text]) => forms.some((form) => text.includes(form)))
      .map(([place]) => `${name} in ${place}`);
  });
}

/** All files in a folder, at any depth, by name. */
export function filesIn(folder: string): [name: string, text: string][] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), "utf8")]);
}
