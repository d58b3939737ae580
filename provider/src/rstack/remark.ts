import { DateTime } from "luxon";
import { holdsToken, withToken } from "../core/token";

/*
 * A VM's remark: the token of the order, behind it the time of the order, which the controller does not record anywhere else, and
 * behind that the user's own text, so that a controller that cuts long texts leaves the token whole.
 */

const tokenPattern = "(rs-[0-9a-z]{12})";
const timePattern = "(\\d{4}-\\d\\d-\\d\\dT[\\d:]+(?:Z|[+-]\\d\\d:\\d\\d))";
const marked = new RegExp(`^${tokenPattern}(?: ${timePattern})?(?:\\s([\\s\\S]*))?$`);
/** As VMs of the first release have it. */
const markedBehind = new RegExp(`^(?:([\\s\\S]*?)\\s)?${tokenPattern}(?: ${timePattern})?\\s*$`);

/** A remark taken apart. */
export interface Remark {
  /** The user's own text. */
  readonly text: string;
  /** Token and time, to be kept in front of any other text. */
  readonly mark: string | undefined;
  /** When the VM was ordered. */
  readonly orderedAt: string | undefined;
}

/** Takes a remark apart. One without a token is text as a whole. */
export function readRemark(remark: string | undefined): Remark {
  const whole = remark ?? "";
  const [, before, orderedBefore, behind] = marked.exec(whole) ?? [];
  const [, front, after, orderedAfter] = markedBehind.exec(whole) ?? [];
  const [own, orderedAt, text] =
    before === undefined ? [after, orderedAfter, front] : [before, orderedBefore, behind];
  if (own === undefined) return { text: whole, mark: undefined, orderedAt: undefined };
  return { text: text ?? "", mark: orderedAt === undefined ? own : `${own} ${orderedAt}`, orderedAt };
}

/** The remark of an order. */
export function orderRemark(text: string | undefined, token: string, now: Date, timeZone: string): string {
  const moment = DateTime.fromJSDate(now, { zone: timeZone }).startOf("second");
  return withToken(text, `${token} ${moment.toISO({ suppressMilliseconds: true }) ?? now.toISOString()}`);
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
