import type { z } from "zod";
import type { FormValue } from "../form";
import { complaint } from "./params";
import type { ZkeysPanel } from "./panel";
import { Refusal } from "./refusal";

/** What the panel's replies to an operation look like beside their content: PHP is not consistent. */
export interface Manner {
  module?: "baremetal" | "common";
  /** Changes something. */
  writes?: boolean;
  /** Sends `code` as text. */
  textCode?: boolean;
  /** `data` of a refusal; no key when absent. */
  refusalData?: null | [] | Record<string, never>;
}

/** An operation of the panel. */
export interface Operation extends Manner {
  module: "baremetal" | "common";
  writes: boolean;
  /**
   * Checks everything first, then acts.
   * @returns `data` of the reply
   * @throws Refusal having changed nothing
   */
  run(panel: ZkeysPanel, params: Record<string, FormValue>): unknown;
}

/** Builds an operation from the shape of its own parameters and what it does with them. */
export const operation = <Shape extends z.ZodType>(
  shape: Shape,
  act: (panel: ZkeysPanel, params: z.output<Shape>) => unknown,
  manner: Manner = {},
): Operation => ({
  module: "baremetal",
  writes: false,
  ...manner,
  run: (panel, params) => {
    const parsed = shape.safeParse(params);
    if (!parsed.success) throw new Refusal(complaint(parsed.error, params));
    return act(panel, parsed.data);
  },
});
