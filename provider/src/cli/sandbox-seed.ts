import { readFileSync } from "node:fs";
import { z } from "zod";
import { ConfigurationError, messageOf } from "../core/errors";
import { parseExactly } from "../core/wire/json";
import { sleep } from "../core/wait";
import { vendorLoaders } from "../vendors";
import { say } from "./language/say";

/** What there is in stand-ins from the start: operations that are called first, by vendor and by their documented names. */
const seedSchema = z.record(
  z.string(),
  z.array(
    z.strictObject({ operation: z.string(), parameters: z.record(z.string(), z.unknown()).default({}) }),
  ),
);
export type Seed = z.output<typeof seedSchema>;

/** What a seed looks like. */
export const seedExample =
  '{"bthost": [{"operation": "host_build", "parameters": {"plans_id": 1, "endtime": "2030-01-31"}}]}';

/** Reads a seed. @throws {ConfigurationError} when it is none, or names a vendor whose stand-in does not run. */
export function readSeed(file: string, vendors: readonly string[]): Seed {
  let seed: Seed;
  try {
    seed = seedSchema.parse(parseExactly(readFileSync(file, "utf8")), { reportInput: true });
  } catch (error) {
    const sentence = say("the seed {file} cannot be read: {reason}", { file, reason: messageOf(error) });
    throw new ConfigurationError(sentence, {
      advice: say("It looks like {example}", { example: seedExample }),
    });
  }
  const strange = Object.keys(seed).find((vendor) => !vendors.includes(vendor));
  if (strange === undefined) return seed;
  throw new ConfigurationError(
    say("the seed {file} has {vendor}, and no stand-in of it runs", { file, vendor: strange }),
  );
}

/**
 * Calls the operations of a seed at a stand-in, one after the other.
 * @param settings of the account on it.
 * @throws {ConfigurationError} naming the first that is refused.
 */
export async function sow(
  vendorName: string,
  settings: Readonly<Record<string, string>>,
  calls: Seed[string],
): Promise<void> {
  const vendor = await vendorLoaders[vendorName]?.();
  if (vendor === undefined)
    throw new ConfigurationError(say("there is no vendor {name}", { name: vendorName }));
  const account = vendor.open(settings, "sandbox", { now: () => new Date(), sleep });
  const operations = await vendor.operations();
  for (const [index, { operation, parameters }] of calls.entries()) {
    try {
      const found = operations.find(operation, parameters);
      if ("parts" in found)
        throw new ConfigurationError(say("{operation} needs {by}", { operation, by: found.by }));
      await found.prepare(parameters).send(account);
    } catch (error) {
      const place = `${vendorName}[${index}]`;
      throw new ConfigurationError(
        say("{place} of the seed, {operation}: {reason}", { place, operation, reason: messageOf(error) }),
        { cause: error },
      );
    }
  }
}
