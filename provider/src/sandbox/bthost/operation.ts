import type { HttpReply } from "../vendor";
import type { Release } from "./habits";
import type { BthostPanel } from "./panel";
import type { Sent } from "./sent";

/** What an operation says when it is done. */
export interface Success {
  msg: string;
  /** Nothing when left out. */
  data?: unknown;
}

/** An operation of the server. */
export interface BthostOperation {
  /** Changes something. */
  readonly writes: boolean;
  /** The first release that has it; all when left out. */
  readonly since?: Release;
  /** Whether it is for browsers, which sign nothing and are answered by a redirection. */
  readonly isForBrowsers?: boolean;
  /**
   * @throws BthostRefusal what is done before it stays done
   * @throws BthostCrash the same
   */
  run(panel: BthostPanel, sent: Sent): Success | HttpReply;
}

type Run = (panel: BthostPanel, sent: Sent) => Success;

/** Builds an operation that changes something. */
export const command = (run: Run, since?: Release): BthostOperation => ({
  writes: true,
  run,
  ...(since === undefined ? {} : { since }),
});
/** Builds an operation that only reads. */
export const query = (run: Run, since?: Release): BthostOperation => ({
  writes: false,
  run,
  ...(since === undefined ? {} : { since }),
});

export const found = (data: unknown): Success => ({ msg: "请求成功", data });
