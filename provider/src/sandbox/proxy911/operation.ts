import type { z } from "zod";
import type { Proxy911Panel } from "./panel";
import { Proxy911Refusal } from "./refusal";
import type { HttpReply } from "../vendor";

/** Which of the vendor's envelopes an operation answers in. */
export type Generation = "older" | "newer" | "activity";

/** An operation of the vendor. */
export interface Operation {
  method: "GET" | "POST";
  generation: Generation;
  /** Changes something. */
  writes: boolean;
  /**
   * Checks everything first, then acts.
   * @returns `data` of the reply, or a whole reply where it has no envelope
   * @throws Proxy911Refusal
   */
  run(panel: Proxy911Panel, params: Record<string, unknown>): unknown;
}

/** An answer without the envelope. */
export class BareReply {
  constructor(readonly reply: HttpReply) {}
}

type Act<Shape extends z.ZodType> = (panel: Proxy911Panel, params: z.output<Shape>) => unknown;

const operation =
  (method: "GET" | "POST", writes: boolean) =>
  <Shape extends z.ZodType>(shape: Shape, act: Act<Shape>, generation: Generation = "older"): Operation => ({
    method,
    generation,
    writes,
    run: (panel, params) => {
      const parsed = shape.safeParse(params);
      if (!parsed.success) throw new Proxy911Refusal("参数错误", 400, complaints(parsed.error));
      return act(panel, parsed.data);
    },
  });

/** An operation that only tells; its parameters are texts. */
export const reading = operation("GET", false);

/** An operation that changes something; its parameters are JSON. */
export const writing = operation("POST", true);

/** A GET that uses something up. */
export const consuming = operation("GET", true);

const complaints = (error: z.ZodError): Record<string, string> =>
  Object.fromEntries(
    error.issues.flatMap((issue): [string, string][] =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => [key, "unknown parameter"])
        : [[issue.path.join("."), issue.message]],
    ),
  );
