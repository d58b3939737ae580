import type { Operation } from "../../core/operations/operation";
import type { FormValue } from "../../core/wire/form";
import type { Manner } from "./transport";

/** An operation, and what is known of how it travels. */
export interface BthostOperation extends Operation<FormValue> {
  readonly manner?: Manner;
  /** Whether it is a form for browsers, which sign nothing. */
  readonly isForBrowsers?: boolean;
}

/** It works in the server's panel, so that it may take minutes. */
export const inPanel: Manner = { worksInPanel: true };
