import type { orderStatuses, physicalActivities, runStatuses } from "./api/replies";
import type { Status } from "../core/observed";
import { say, type Sentence } from "./language/say";

type Word<T extends Readonly<Record<string, string>>> = T[keyof T] | "unknown";

/** Where an order stands. A number that the vendor does not document is neither ready nor gone. */
export function statusOf(order: Word<typeof orderStatuses>, run: Word<typeof runStatuses>): Status {
  switch (order) {
    case "opening":
    case "unknown":
      return "opening";
    case "expired":
    case "recycled":
    case "deleted":
      return order;
    case "normal":
      if (run === "locked") return "locked";
      return run === "stopped" ? "stopped" : "ready";
  }
}

/** Whether it runs, as far as the panel says. */
export function powerOf(run: Word<typeof runStatuses>): "running" | "stopped" | "locked" | undefined {
  return run === "unknown" ? undefined : run;
}

const activityWords: Readonly<Record<string, Sentence>> = {
  startingUp: "starting up",
  shuttingDown: "shutting down",
  restarting: "restarting",
  reinstalling: "reinstalling",
  resettingPassword: "resetting its password",
} satisfies Partial<Record<Word<typeof physicalActivities> | "startingUp" | "shuttingDown", Sentence>>;

/**
 * What keeps a machine busy, in words. A number that the vendor does not document keeps it busy too.
 * @param code the number; left out by a reply that does not tell.
 */
export function busyWords(activity: string, code: string | undefined): string | undefined {
  if (activity === "none" || code === undefined) return undefined;
  const words = activityWords[activity];
  return words === undefined
    ? say("something that the vendor does not document ({code})", { code })
    : say(words);
}
