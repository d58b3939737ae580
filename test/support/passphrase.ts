import { createDecipheriv, pbkdf2Sync } from "node:crypto";

/*
 * What the engine encrypts in the states of tests, opened without it: a command of the engine costs a second of a processor, most of it
 * for the key. The key of a passphrase and how a value is sealed are Pulumi's own (`secrets/passphrase`).
 */

export const passphrase = "test";
/** What the engine wrote for this passphrase: all stacks of tests have it, so that one key opens all of them. */
export const encryptionSalt = "v1:zN/rN0BhSac=:v1:nuf+WkX6BNSpYzj8://7G0ajGHy/6Qz4FosTGd4WEDpuBeQ==";

const tagBytes = 16;
let key: Buffer | undefined;

function decrypted(sealed: string): string {
  const [, salt = ""] = encryptionSalt.split(":");
  key ??= pbkdf2Sync(passphrase, Buffer.from(salt, "base64"), 1_000_000, 32, "sha256");
  const [version, nonce = "", text = ""] = sealed.split(":");
  if (version !== "v1") throw new Error(`the engine seals values in another way now: ${version ?? ""}`);
  const bytes = Buffer.from(text, "base64");
  const opening = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
  opening.setAuthTag(bytes.subarray(-tagBytes));
  return opening.update(bytes.subarray(0, -tagBytes), undefined, "utf8") + opening.final("utf8");
}

/** A state with its secrets in clear, as `pulumi stack export --show-secrets` shows it. */
export function unsealed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unsealed);
  if (typeof value !== "object" || value === null) return value;
  if ("ciphertext" in value && typeof value.ciphertext === "string") {
    const { ciphertext, ...envelope } = value;
    return { ...envelope, plaintext: decrypted(ciphertext) };
  }
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unsealed(inner)]));
}
