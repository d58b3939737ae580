import { say } from "./language/say";

/** One union for all vendors. */
export const statuses = [
  "ordering",
  "opening",
  "ready",
  "stopped",
  "locked",
  "suspended",
  "expired",
  "recycled",
  "missing",
  "deleted",
] as const;
export type Status = (typeof statuses)[number];

/** Outputs that every resource has and shows. */
export const commonOutputs = [
  "serviceId",
  "status",
  "startedAt",
  "expiresAt",
  "boughtAt",
  "orderId",
  "accountKey",
  "currency",
  "origin",
  "lost",
  "estimate",
] as const;

/** What the name and the type of an order's mark end in. */
export const markEndings = { name: "-mark", type: "Mark" } as const;

/** What the flow itself reads of an observed service. Times are ISO 8601 with an offset. */
export interface CommonObserved {
  readonly serviceId: string;
  readonly status: Status;
  /** What the machine is busy with, in words; absent when nothing keeps it from the next step. */
  readonly busyWith?: string | undefined;
  /** What may still come or may never come, in words: it is waited for a while, and then the service counts as it is. */
  readonly mayFollow?: string | undefined;
  /** Why it will not become what was ordered, in words: it is there, and a person has to look. */
  readonly failure?: string | undefined;
  readonly powerState?: string | undefined;
  readonly startedAt?: string | undefined;
  readonly expiresAt?: string | undefined;
  readonly boughtAt?: string | undefined;
}

/** What a service is, in a sentence. As an output it is the word of {@link statuses}. */
export const wordOfStatus = (status: Status): string => say(status);

/** Whether a service is there, as far as is known. */
export function isInEffect({ status }: Pick<CommonObserved, "status">): boolean {
  return status !== "deleted" && status !== "missing";
}
