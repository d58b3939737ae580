import { createHash } from "node:crypto";

/** Crockford's base 32: no letter that is read as another. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
/** 12 letters of 5 bits: 60 bits. */
const tokenLetters = 12;

/** What makes a purchase this one and no other. */
export interface TokenParts {
  readonly organization: string;
  readonly urn: string;
  readonly namespace: string;
  readonly purchaseTriggers: unknown;
}

/** The mark that a purchase carries at the vendor, such as `rs-4k9v2m7qx0ab`. The same parts give the same token, always. */
export function purchaseToken(parts: TokenParts): string {
  const text = JSON.stringify([
    parts.organization,
    parts.urn,
    parts.namespace,
    parts.purchaseTriggers ?? null,
  ]);
  const digest = createHash("sha256").update(text).digest();
  const letters = [...digest.subarray(0, tokenLetters)].map((byte) => alphabet[byte & 31] ?? "0");
  return `rs-${letters.join("")}`;
}

/**
 * The same mark where a vendor echoes nothing but an integer: 31 bits, never 0. So few are not one purchase's alone: who takes an order
 * over by it holds the order's other arguments against it too.
 */
export function integerToken(token: string): number {
  const value = createHash("sha256").update(token).digest().readUInt32BE(0) & 0x7f_ff_ff_ff;
  return value === 0 ? 1 : value;
}

/** Whether the text holds the token as a whole word. */
export function holdsToken(text: string, token: string): boolean {
  return token !== "" && text.split(/[^A-Za-z0-9-]+/).includes(token);
}

/** Whether what a vendor gave back is the token. */
export function isEchoOf(echo: string, token: string, form: "word" | "integer" = "word"): boolean {
  return form === "integer" ? echo === String(integerToken(token)) : holdsToken(echo, token);
}

/** Whether the text holds the token of some purchase. */
export function holdsAnyToken(text: string): boolean {
  return new RegExp(`(?<![A-Za-z0-9-])rs-[${alphabet}]{${tokenLetters}}(?![A-Za-z0-9-])`).test(text);
}

/** The token with the text of the user behind it: a panel that cuts long texts cuts the text. */
export function withToken(text: string | undefined, token: string): string {
  return text === undefined || text === "" ? token : `${token} ${text}`;
}
