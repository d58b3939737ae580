import { isIPv4 } from "node:net";
import { z } from "zod";

/** A guid: 16 digits. */
export const guid = z.string().regex(/^\d{16}$/);

/** An order number or id of the client's own: up to 20 digits. */
export const clientNumber = z.string().regex(/^\d{1,20}$/);

const integer = /^(0|[1-9]\d{0,8})$/;

/** 1 or more, without sign or leading zeros. */
export const positive = z
  .string()
  .regex(integer)
  .transform(Number)
  .refine((value) => value > 0);

/** 0 or more; the key must be there, but may be empty, which is 0. */
export const amount = z.union([
  z.literal("").transform(() => 0),
  z.string().regex(integer).transform(Number),
]);

/** A password: base64 of UTF-8 text without control characters. */
export const password = z.string().transform((encoded, context) => {
  const bytes = Buffer.from(encoded, "base64");
  const text = bytes.toString("utf8");
  const exact = bytes.toString("base64") === encoded && Buffer.from(text, "utf8").equals(bytes);
  if (exact && /^\P{Cc}+$/u.test(text)) return text;
  context.addIssue({ code: "custom", message: "密码必须是base64编码" });
  return z.NEVER;
});

/** A partition size in MB, or one of the words that an operation has for it. */
export const partitionSize = (...words: string[]) =>
  z.string().refine((size) => words.includes(size) || (integer.test(size) && Number(size) >= 1024), {
    message: "系统分区大小错误，单位为M",
  });

/** The end customer's identity: optional, but well-formed when it is there. */
export const identity = {
  auth_client_user_id: z.string().min(1).optional(),
  auth_name: z.string().min(1).optional(),
  auth_mobile: z
    .string()
    .regex(/^1\d{10}$/)
    .optional(),
  auth_idnum: z
    .string()
    .regex(/^(\d{15}|\d{17}[\dX])$/)
    .optional(),
  auth_from_ip: z.string().refine(isIPv4).optional(),
  auth_qq: z
    .string()
    .regex(/^\d{5,12}$/)
    .optional(),
};

/** The first fault of parameters, in the panel's words. */
export function complaint(error: z.ZodError, params: unknown): string {
  const [issue] = error.issues;
  if (issue === undefined) return "参数错误";
  const path = issue.path.map((key, index) => (index === 0 ? String(key) : `[${String(key)}]`)).join("");
  if (issue.code === "unrecognized_keys")
    return `未知参数：${[path, ...issue.keys].filter(Boolean).join(" ")}`;
  if (valueAt(params, issue.path) === undefined) return `缺少参数：${path}`;
  const own = issue.code === "custom" && issue.message !== "Invalid input" ? `（${issue.message}）` : "";
  return `参数错误：${path}${own}`;
}

const valueAt = (value: unknown, path: PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
