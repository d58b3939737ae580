import { DateTime } from "luxon";
import { holdsToken, withToken } from "../../core/order/token";

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

/** Whether a text is the beginning of a time: what a controller that cuts long texts may leave of one. */
function isCutTime(text: string): boolean {
  return (
    /^2\d{0,3}$/.test(text) || /^\d{4}-(?:\d\d?|\d\d-\d?\d?|\d\d-\d\dT[\d:]*(?:[+-][\d:]*)?)?$/.test(text)
  );
}

/** Takes a remark apart. One without a token is text as a whole, and the beginning of a time behind one is none. */
export function readRemark(remark: string | undefined): Remark {
  const whole = remark ?? "";
  const [, before, orderedBefore, behind] = marked.exec(whole) ?? [];
  const [, front, after, orderedAfter] = markedBehind.exec(whole) ?? [];
  const [own, orderedAt, text] =
    before === undefined ? [after, orderedAfter, front] : [before, orderedBefore, behind];
  if (own === undefined) return { text: whole, mark: undefined, orderedAt: undefined };
  if (before !== undefined && orderedAt === undefined && isCutTime(behind ?? ""))
    return { text: "", mark: own, orderedAt };
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

/**
 * Whether the remark is what a controller that cuts long texts leaves of the one with this text of the user's.
 * @param token the mark, where somebody has taken it away.
 */
export function isCutRemark(given: string | undefined, text: string, token?: string): boolean {
  const remark = given?.trimEnd() ?? "";
  if (remark === "") return false;
  const whole = withText(remark, text, token);
  const { mark, orderedAt, text: left } = readRemark(remark);
  // A time that was cut is gone from the mark, and the text with it.
  if (left === "" && mark !== undefined && remark.length > mark.length) return true;
  // Behind a whole time a text that is not there at all was rather taken away.
  if (left === "" && orderedAt !== undefined) return false;
  return remark !== whole && whole.startsWith(remark);
}

/** Whether the remark carries the token as a whole word. */
export const carriesToken = (remark: string | undefined, token: string): boolean =>
  holdsToken(remark ?? "", token);
