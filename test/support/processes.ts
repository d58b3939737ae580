import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A process as it was when it was looked at: its number alone may be given to another one later. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Clock ticks since the machine was started: with the number, unique. */
  readonly startedAt: string;
  readonly command: string;
}

function read(pid: number): Process | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in brackets, may hold anything.
    const [state = "", parent = "", ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (state === "Z") return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return { pid, parent: Number(parent), startedAt: fields[17] ?? "", command };
  } catch {
    return undefined;
  }
}

/** Everything that a process has started, and what that has started. */
export function descendantsOf(pid: number): readonly Process[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => read(Number(name)))
    .filter((one) => one !== undefined);
  const below = (parent: number): Process[] =>
    all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

/** Whether it still runs. */
export function isAlive({ pid, startedAt }: Process): boolean {
  return read(pid)?.startedAt === startedAt;
}

/** Ends those of these processes that still run, at once, and waits until they are gone. */
export async function kill(processes: readonly Process[]): Promise<void> {
  for (const one of processes) if (isAlive(one)) process.kill(one.pid, "SIGKILL");
  for (let looks = 0; looks < 100 && processes.some(isAlive); looks += 1) await sleep(20);
}
