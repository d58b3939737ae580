import { closeSync, existsSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { z } from "zod";
import { ConfigurationError, messageOf } from "../core/errors";
import type { PendingChange } from "../core/record";
import { say } from "./language/say";

/** What is read of a line of the journal. */
const entry = z.object({
  at: z.string(),
  phase: z.enum(["before", "after"]),
  account: z.string(),
  step: z.string(),
  type: z.string(),
  serviceId: z.string(),
  mark: z.string(),
  outcome: z.string().optional(),
});
type Entry = z.output<typeof entry>;

function entryIn(line: string): Entry[] {
  try {
    const { data } = entry.safeParse(JSON.parse(line));
    return data === undefined ? [] : [data];
  } catch {
    // The last line of a run that was killed may be half a one; it was written before anything was sent.
    return [];
  }
}

/** Which service is meant. */
export interface Renewed {
  readonly accountKey: string;
  readonly type: string;
  readonly serviceId: string;
}

/**
 * The last renewal of a service in a journal, unless it is certain that it was not made: whether it has taken effect, the record tells, whose
 * end has moved then.
 */
export function lastRenewal(
  path: string,
  { accountKey, type, serviceId }: Renewed,
): PendingChange | undefined {
  if (!existsSync(path)) return undefined;
  const own = readFileSync(path, "utf8")
    .split("\n")
    .flatMap(entryIn)
    .filter(
      (one) =>
        one.step === "renew" &&
        one.account === accountKey &&
        one.type === type &&
        one.serviceId === serviceId,
    );
  const index = own.findLastIndex(({ phase }) => phase === "before");
  const sent = own[index];
  const answer = own.slice(index + 1).find(({ phase }) => phase === "after");
  if (sent === undefined || answer?.outcome === "refused" || answer?.outcome === "not sent") return undefined;
  const accepted = answer?.outcome === "done";
  return { what: "renew", from: sent.mark, at: sent.at, ...(accepted ? { accepted } : {}) };
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Holds a journal alone while something is done under it: two renewals side by side would each see what the other has not done yet.
 * @throws {ConfigurationError} when another process holds it, or it cannot be written.
 */
export async function alone<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`;
  if (existsSync(lock)) {
    const holder = Number(readFileSync(lock, "utf8"));
    // One that was killed left it behind.
    if (!(holder > 0) || !isAlive(holder)) rmSync(lock, { force: true });
  }
  let file: number;
  try {
    file = openSync(lock, "wx", 0o600);
  } catch (error) {
    throw new ConfigurationError(
      say("the journal {path} cannot be held: {reason}", { path, reason: messageOf(error) }),
      {
        advice: say(
          "Another `reseller renew` may be at work: wait for its end. `--journal` names another file",
        ),
      },
    );
  }
  try {
    writeSync(file, String(process.pid));
    closeSync(file);
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}
