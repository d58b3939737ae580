import { z } from "zod";
import { orderArguments } from "../../core/arguments";
import { accountTypes } from "../words";
import { say } from "../language/say";
import { hasChinese } from "../../core/language/language";

const { account, adopt, onDelete, purchaseTriggers, tags, timeouts } = orderArguments;

/** Whether a remark is certainly too long. Of a mixture of Chinese and Latin characters the vendor says no limit. */
export function isTooLong(remark: string): boolean {
  const letters = Array.from(remark);
  return letters.length > 64 || letters.filter(hasChinese).length > 32;
}

const lettersAndDigits = z
  .string()
  .regex(/^[A-Za-z0-9]+$/, { error: () => say("must consist of letters and digits") });

/** All that a `ProxyAccount` takes. By itself, because editors show its doc comments. */
export const proxyAccountShape = {
  /** Which configured account of the vendor (`<vendor>:accounts`). Default: the vendor's own keys. A change is a new account: an error. */
  account,
  /** Username of an account that exists: it is taken over, nothing is added. */
  adopt,
  /** What a delete does: `delete` (default), `keep` or `refuse`. Default: `reseller:onDelete`, else `delete`; `keep` for adopted accounts. */
  onDelete,
  /** Any values; a change means another account, with another name where `username` is unset. */
  purchaseTriggers,
  /** Kept in state only, for reports. */
  tags,
  /** How long to wait: `{ create: "2h" }`. Default 2h for create, 1h for update and delete. */
  timeouts,
  /** Its name: letters and digits. Never reuse the name of a deleted account. Default: made from the resource's token. A change is a replacement (`whitelist-account/add`, then `delete`). */
  username: lettersAndDigits.optional(),
  /** Secret. Letters and digits. A change sets it in place (`change-password`); the old one works for five more minutes. Default: random. */
  password: lettersAndDigits.optional(),
  /** Which package it draws on. Cannot be changed in place: only together with a new `username`. */
  productType: z.enum(
    Object.keys(accountTypes) as [keyof typeof accountTypes, ...(keyof typeof accountTypes)[]],
  ),
  /** At most 64 Latin or 32 Chinese characters. A change sets it in place (`change-remark`). Not managed when unset. */
  remark: z
    .string()
    .refine((text) => !isTooLong(text), {
      error: () => say("must be at most 64 Latin or 32 Chinese characters"),
    })
    .optional(),
  /** Traffic limit in GB, 0 (unlimited) to 102400. A change sets it in place (`change-limit`); usage lags by up to five minutes and can exceed it. Not managed when unset: a new account is unlimited. */
  trafficLimitGb: z.int().min(0).max(102_400).optional(),
  /** Whether it works. A change enables or disables it in place; a disabled one works for about five minutes more. Not managed when unset: a new account is enabled. */
  enabled: z.boolean().optional(),
  /** `host:port` of the proxy network, from the dashboard: the API does not tell it. With it, `httpProxyUrl` and `socksProxyUrl` are outputs. */
  proxyEndpoint: z
    .string()
    .regex(/^(?:[A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):\d{1,5}$/, { error: () => say("must be host:port") })
    .optional(),
};

/** The arguments of a `ProxyAccount`. */
export const proxyAccountArguments = z.strictObject({ ...proxyAccountShape });

/** Arguments as checked. */
export type ProxyAccountArguments = z.output<typeof proxyAccountArguments>;
