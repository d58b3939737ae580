import { z } from "zod";
import type { FormValue } from "../form";
import { phpJson } from "../php-json";
import { inItsWay } from "./habits";
import type { ZonkvmOperation } from "./operation";
import type { ZonkvmPanel } from "./panel";
import { text } from "./params";
import { refused, ZonkvmRefusal } from "./refusal";
import type { HttpReply } from "../vendor";

/** The parameters of every request. */
const common = { appid: text, appkey: text, action: text };
const Common = z.object(common);

/** An operation and its own parameters, from a caller who may call. */
export interface ZonkvmCaller {
  action: string;
  params: Record<string, FormValue>;
}

/**
 * Checks who calls.
 * @throws ZonkvmRefusal
 */
export function authenticate(panel: ZonkvmPanel, form: Record<string, FormValue>): ZonkvmCaller {
  const parsed = Common.safeParse(form);
  if (!parsed.success) throw refused.missing;
  const { appid, appkey, action } = parsed.data;
  const { appId, appKey, blocked } = panel.state;
  if (appid !== appId || appkey !== appKey) throw refused.forbidden;
  if (blocked !== null) throw new ZonkvmRefusal(blocked);
  return { action, params: Object.fromEntries(Object.entries(form).filter(([name]) => !(name in common))) };
}

const answer = (panel: ZonkvmPanel, action: string, reply: Record<string, unknown>): HttpReply => ({
  status: 200,
  contentType: "application/json; charset=utf-8",
  body: phpJson(inItsWay(panel.habits, action, reply)),
});

export const success = (
  panel: ZonkvmPanel,
  action: string,
  operation: Pick<ZonkvmOperation, "writes" | "message">,
  data: unknown,
): HttpReply =>
  answer(panel, action, {
    code: 1,
    ...(operation.message === undefined ? {} : { msg: operation.message }),
    data,
    // What the framework's helper adds to whatever it redirects after.
    ...(operation.writes ? { url: "", wait: 3 } : {}),
  });

export const refusal = (panel: ZonkvmPanel, action: string, message: string): HttpReply =>
  answer(panel, action, { code: 0, msg: message, data: undefined, url: "", wait: 3 });
