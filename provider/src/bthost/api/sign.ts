import { createHash, randomInt } from "node:crypto";

/** What is sent beside the operation, in the query. The names are the vendor's. */
export interface Signed {
  /** Unix time in seconds, in decimal digits. */
  readonly time: string;
  readonly random: string;
  readonly signature: string;
}

/** The token that installations ship with, out of the vendor's own sample: whoever has read it can sign. */
export const shippedToken = "0VWx31Gd2kc5";

/**
 * The signature: MD5 of time, random text and token, sorted as bytes, without separators.
 * @returns 32 upper-case hex digits: the panel compares letter by letter.
 */
export function sign(accessToken: string, time: string, random: string): string {
  const parts = [time, random, accessToken].map((part) => Buffer.from(part, "utf8"));
  const text = Buffer.concat(parts.sort((a, b) => Buffer.compare(a, b)));
  return createHash("md5").update(text).digest("hex").toUpperCase();
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const lettersAndDigits = `${letters}0123456789`;
const randomLength = 24;

/** Letters and digits, a letter first: PHP takes a text of digits for a number, and "0" for nothing. */
function randomText(): string {
  return Array.from({ length: randomLength }, (_, index) => {
    const alphabet = index === 0 ? letters : lettersAndDigits;
    return alphabet[randomInt(alphabet.length)] ?? "";
  }).join("");
}

/**
 * The parameters of one request, signed. The random text must never repeat: to be called anew for each attempt.
 * @param seconds Unix time, by the panel's clock: a signature is valid for ten seconds.
 */
export function signedAt(accessToken: string, seconds: number): Signed {
  const time = String(seconds);
  const random = randomText();
  return { time, random, signature: sign(accessToken, time, random) };
}
