import type { z } from "zod";
import type { FormValue } from "../form";
import type { ZonkvmPanel } from "./panel";
import { complaint } from "./params";

/** An operation of the panel. */
export interface ZonkvmOperation {
  /** Changes something. */
  readonly writes: boolean;
  /** `msg` of its success; most examples of the document have none. */
  readonly message?: string;
  /**
   * Checks everything first, then acts.
   * @returns `data` of the reply; `undefined` where the document shows none
   * @throws ZonkvmRefusal having changed nothing
   */
  run(panel: ZonkvmPanel, params: Record<string, FormValue>): unknown;
}

const operation =
  (manner: { writes: boolean; message?: string }) =>
  <Shape extends z.ZodType>(
    shape: Shape,
    act: (panel: ZonkvmPanel, params: z.output<Shape>) => unknown,
    message = manner.message,
  ): ZonkvmOperation => ({
    writes: manner.writes,
    ...(message === undefined ? {} : { message }),
    run: (panel, params) => {
      const parsed = shape.safeParse(params, { reportInput: true });
      if (!parsed.success) throw complaint(parsed.error);
      return act(panel, parsed.data);
    },
  });

/** Builds an operation that changes something. */
export const command = operation({ writes: true, message: "操作成功" });
/** Builds an operation that only reads. */
export const query = operation({ writes: false });
