import { DateTime } from "luxon";
import { holdsToken, withToken } from "../core/token";

/*
 * A VM's remark: the user's own text, behind it the token of the order, and behind that the time of the order, which the
 * controller does not record anywhere else.
 */

const marked = /^(?:([\s\S]*?)\s)?(rs-[0-9a-z]{12})(?: (\d{4}-\d\d-\d\dT[\d:]+(?:Z|[+-]\d\d:\d\d)))?\s*$/;

/** A remark taken apart. */
export interface Remark {
  /** The user's own text. */
  readonly text: string;
  /** Token and time, to be kept behind any other text. */
  readonly mark: string | undefined;
  /** When the VM was ordered. */
  readonly orderedAt: string | undefined;
}

/** Takes a remark apart. One without a token is text as a whole. */
export function readRemark(remark: string | undefined): Remark {
  const [, text = "", token, orderedAt] = marked.exec(remark ?? "") ?? [];
  if (token === undefined) return { text: remark ?? "", mark: undefined, orderedAt: undefined };
  return { text, mark: orderedAt === undefined ? token : `${token} ${orderedAt}`, orderedAt };
}

/** The remark of an order. */
export function orderRemark(text: string | undefined, token: string, now: Date, timeZone: string): string {
  const moment = DateTime.fromJSDate(now, { zone: timeZone }).startOf("second");
  return `${withToken(text, token)} ${moment.toISO({ suppressMilliseconds: true }) ?? now.toISOString()}`;
}

/**
 * The remark with another text of the user's, and the mark that it has.
 * @param token the mark, where somebody has taken it away.
 */
export function withText(remark: string | undefined, text: string, token?: string): string {
  const { mark = token } = readRemark(remark);
  return mark === undefined ? text : withToken(text, mark);
}

/** Whether the remark carries the token as a whole word. */
export const carriesToken = (remark: string | undefined, token: string): boolean =>
  holdsToken(remark ?? "", token);
