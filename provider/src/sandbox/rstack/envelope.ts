import { createHash } from "node:crypto";
import { z } from "zod";
import type { RstackPanel } from "./panel";
import { complaint } from "./params";
import { RstackRefusal } from "./refusal";
import type { HttpReply } from "../vendor";

/** The parameters of every request. */
const common = {
  api_sign: z.string().min(1),
  api_random: z.string().min(1),
  api_timestamp: z.string().regex(/^\d{10}$/),
  api_language: z.string().optional(),
  api_type: z.literal("hyper"),
  action: z.string().min(1),
};
const Common = z.object(common);

/** An operation and its own parameters, from a caller who may call. */
export interface RstackCaller {
  action: string;
  params: Record<string, string>;
}

/**
 * Checks the common parameters: all there, signed, of now, with a random text that is new. Time is the real one here: a
 * client cannot know that the panel's clock was moved.
 * @throws RstackRefusal
 */
export function authenticate(panel: RstackPanel, form: Record<string, string>): RstackCaller {
  const parsed = Common.safeParse(form);
  if (!parsed.success) throw complaint(parsed.error, form);
  const { api_sign, api_random, api_timestamp, action } = parsed.data;
  const { apiKey, blocked } = panel.state;
  const expected = createHash("md5").update(`${apiKey}${api_random}${api_timestamp}`).digest("hex");
  if (api_sign !== expected) throw new RstackRefusal("signature error", "签名错误");
  const nowSeconds = Date.now() / 1000;
  const tolerance = panel.manners.clockToleranceSeconds;
  if (Math.abs(nowSeconds - Number(api_timestamp)) > tolerance)
    throw new RstackRefusal("the request has expired", "请求已过期");
  for (const [random, usedAt] of panel.randoms)
    if (usedAt < nowSeconds - 2 * tolerance) panel.randoms.delete(random);
  if (panel.randoms.has(api_random)) throw new RstackRefusal("api_random was used before", "随机数重复");
  panel.randoms.set(api_random, nowSeconds);
  if (blocked !== null) throw new RstackRefusal(blocked, blocked);
  const params = Object.fromEntries(Object.entries(form).filter(([name]) => !(name in common)));
  return { action, params };
}

/** A body as PHP sends it, whatever is in it. */
export const answer = (body: string): HttpReply => ({
  status: 200,
  contentType: "text/html; charset=utf-8",
  body,
});

export const refusal = (message: string): HttpReply => answer(`-1|${message}`);
