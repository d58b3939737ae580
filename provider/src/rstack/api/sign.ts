import { createHash, randomBytes } from "node:crypto";

/** The language of refusals. */
export type Language = "english" | "chinese";

/**
 * The signature: MD5 of key, random text and time, without separators. It covers no other parameter.
 * @param timestamp Unix time in seconds, in decimal digits, as it is sent.
 * @returns 32 lower-case hex digits.
 */
export function sign(apiKey: string, random: string, timestamp: string): string {
  return createHash("md5").update(`${apiKey}${random}${timestamp}`, "utf8").digest("hex");
}

/**
 * The parameters that every request carries, signed. The random text must never repeat: to be called anew for each attempt.
 * @param now the true time: the controller may compare it with its own clock.
 */
export function commonParameters(
  action: string,
  apiKey: string,
  language: Language,
  now: Date,
): Readonly<Record<string, string>> & { readonly api_sign: string } {
  // The vendor calls it a random number: digits are one, whoever reads it.
  const random = BigInt(`0x${randomBytes(12).toString("hex")}`).toString();
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    api_sign: sign(apiKey, random, timestamp),
    api_random: random,
    api_timestamp: timestamp,
    ...(language === "chinese" ? { api_language: "chinese" } : {}),
    api_type: "hyper",
    action,
  };
}
