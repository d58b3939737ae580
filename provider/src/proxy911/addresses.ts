import { z } from "zod";
import type { ErrorFacts } from "../core/errors";
import { unlike } from "../core/wire/json";
import { say } from "./language/say";

/** `host:port`. */
export const address = z
  .string()
  .trim()
  .regex(/^(?:[\w.-]+|\[[\da-f:]+\]):\d{1,5}$/i, { error: () => say("must be host:port") });

const addresses = z.array(address).min(1);

/**
 * Reads the text form of `ip/v3`: addresses with a separator between them.
 * @param separator as it was asked for, escapes written out.
 * @throws {UnreadableReplyError} when the text holds anything else.
 */
export function readAddresses(text: string, separator: string | undefined, facts: ErrorFacts): string[] {
  const written = separator?.replaceAll("\\r", "\r").replaceAll("\\n", "\n").replaceAll("\\t", "\t");
  const parts = written === undefined || written === "" ? [text] : text.split(written);
  const read = addresses.safeParse(parts.flatMap((part) => part.split(/\s+/)).filter((part) => part !== ""));
  if (read.success) return read.data;
  throw unlike(say("a list of host:port"), text, facts);
}
