import { z } from "zod";
import type { Stack } from "./stack";

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

/** The secret outputs of a resource in clear, by key. They then stand in what the stack has printed, too. */
export async function secretsOf(stack: Stack, name: string): Promise<Readonly<Record<string, unknown>>> {
  const { text } = await stack.run("stack", "export", "--show-secrets");
  const { resources } = plainState.parse(JSON.parse(text)).deployment;
  const { outputs = {} } =
    resources.find((one) => one.urn.endsWith(`::${name}`) && one.delete !== true) ?? {};
  const secrets = Object.entries(outputs).flatMap(([key, value]) => {
    const secret = secretValue.safeParse(value);
    return secret.success ? [[key, JSON.parse(secret.data.plaintext) as unknown] as const] : [];
  });
  return Object.fromEntries(secrets);
}

/** The password of a server in clear. */
export async function passwordOf(stack: Stack, name: string): Promise<string> {
  return z.string().parse((await secretsOf(stack, name)).password);
}
