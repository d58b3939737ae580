import * as pulumi from "@pulumi/pulumi";
import * as runtimeConfig from "@pulumi/pulumi/runtime/config";
import { say } from "../core/language/say";

/** The keys of each vendor's config that are secret. They stand apart from the vendors' code, which a program does not load. */
export const secretKeys: Readonly<Record<string, readonly string[]>> = {
  zkeys: ["apiKey"],
  rstack: ["apiKey"],
  zonkvm: ["appKey"],
  bthost: ["accessToken"],
  proxy911: ["appKey"],
};

// `as`: the SDK exports it and does not declare it.
const { isConfigSecret } = runtimeConfig as unknown as { readonly isConfigSecret: (key: string) => boolean };

const looked = new Set<string>();

/** The keys of a vendor that stand in the stack's config as they are, where anybody who reads the repository reads them. */
export function plainSecrets(vendor: string, keys: readonly string[]): string[] {
  const config = new pulumi.Config(vendor);
  const named = [...keys, "accounts"].filter((key) => {
    const value = config.get(key);
    if (value === undefined || isConfigSecret(`${vendor}:${key}`)) return false;
    return key !== "accounts" || keys.some((secret) => value.includes(JSON.stringify(secret)));
  });
  return named.map((key) => `${vendor}:${key}`);
}

/** Warns of a key in plain text in the stack's config, once in a run. */
export function warnOfPlainSecrets(vendor: string): void {
  if (looked.has(vendor)) return;
  looked.add(vendor);
  for (const key of plainSecrets(vendor, secretKeys[vendor] ?? [])) {
    const command = key.endsWith(":accounts")
      ? `pulumi config set --secret --path ${key}.<name>.${secretKeys[vendor]?.[0] ?? ""} <value>`
      : `pulumi config set --secret ${key} <value>`;
    void pulumi.log.warn(
      say(
        "{key} stands in plain text in the stack's config, for everyone who can read its file: set it again by `{command}`, and have the old one replaced at the panel if the file was shared",
        { key, command },
      ),
    );
  }
}
