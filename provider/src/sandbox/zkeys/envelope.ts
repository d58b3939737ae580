import { createHash } from "node:crypto";
import { z } from "zod";
import type { FormValue } from "../form";
import { phpJson } from "../php-json";
import type { HttpReply } from "../vendor";
import type { Manner } from "./operation";
import type { ZkeysPanel } from "./panel";
import { complaint } from "./params";
import { Refusal } from "./refusal";
import { dayOf } from "./time";

const digits = z.string().regex(/^\d+$/);

/** The parameters of every request. The last two stand in a sample of the vendor's and mean nothing. */
const common = {
  module: z.string().min(1),
  action: z.string().min(1),
  userid: digits,
  time: z.string().regex(/^\d{9,11}$/),
  sign: z.string().min(1),
  taskid: digits,
  dataType: z.string().optional(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  system_type: z.string().regex(/^zkeys_\w+$/),
  vtime: z.string().regex(/^\d{8}$/),
  __version__: z.string().optional(),
  __system_type__: z.string().optional(),
};
const Common = z.object(common);

/** Who may call, and when. */
export interface Caller {
  module: string;
  action: string;
  /** The operation's own parameters. */
  params: Record<string, FormValue>;
}

/**
 * Checks the common parameters: all there, the caller's, of now, signed. Time is the real one here: a
 * client cannot know that the panel's clock was moved.
 * @throws Refusal
 */
export function authenticate(panel: ZkeysPanel, form: Record<string, FormValue>): Caller {
  const parsed = Common.safeParse(form);
  if (!parsed.success) throw new Refusal(complaint(parsed.error, form));
  const { module, action, userid, time, sign, dataType, vtime } = parsed.data;
  const { userId, apiSecret, blocked } = panel.state;
  if (userid !== userId) throw new Refusal("会员不存在");
  const seconds = Number(time);
  if (Math.abs(Date.now() / 1000 - seconds) > panel.manners.clockToleranceSeconds)
    throw new Refusal("请求已过期");
  const expected = createHash("md5")
    .update(`${module}zkeys.api@2019${action}${userid}${apiSecret}${time}`)
    .digest("hex");
  if (sign !== expected) throw new Refusal("签名错误");
  if (vtime !== dayOf(new Date(seconds * 1000))) throw new Refusal("vtime错误");
  if (dataType !== undefined && dataType.toLowerCase() !== "json") throw new Refusal("dataType仅支持json");
  if (blocked !== null) throw new Refusal(blocked);
  const params = Object.fromEntries(Object.entries(form).filter(([name]) => !(name in common)));
  return { module, action, params };
}

export const success = (data: unknown, manner: Manner = {}): HttpReply =>
  envelope({ code: manner.textCode === true ? "0" : 0, message: "success", data });

export const refusal = (message: string, manner: Manner = { refusalData: [] }): HttpReply =>
  envelope({ code: manner.textCode === true ? "1" : 1, message, data: manner.refusalData });

const envelope = (reply: { code: number | string; message: string; data: unknown }): HttpReply => ({
  status: 200,
  contentType: "application/json; charset=utf-8",
  body: phpJson(reply),
});
