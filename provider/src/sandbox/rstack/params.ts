import { isIPv4, isIPv6 } from "node:net";
import { z } from "zod";
import { RstackRefusal } from "./refusal";

/* How the controller reads single parameters. All of them are text; an empty one counts as not sent, unless it is required. */

const nothing = z.literal("").transform(() => undefined);

/** May be left out or be empty: both are `undefined`. */
export const optional = <Shape extends z.ZodType>(shape: Shape) => z.union([nothing, shape]).optional();

export const id = z.string().regex(/^[1-9]\d{0,9}$/);
export const text = z.string().min(1);

/** A whole number within bounds, without sign (but for -1 where that is allowed) or leading zeros. */
export const integer = (least: number, most: number) =>
  z
    .string()
    .regex(/^(0|-1|[1-9]\d{0,9})$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most);

export const flag = z.enum(["0", "1"]).transform((value) => value === "1");
export const ipv4 = z.string().refine(isIPv4);
export const ipv6 = z.string().refine(isIPv6);
export const ipList = (single: z.ZodType<string, string>) =>
  z
    .string()
    .transform((value) => value.split(","))
    .pipe(z.array(single));
export const remotePort = integer(0, 65535).refine((port) => port <= 1 || port >= 10000);
export const port = integer(1, 65535);
export const newPassword = z.string().min(6);
export const email = z.string().regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/);
export const day = z.string().regex(/^(\d{8}|0)$/);

/** Sizes for Windows and for Linux: `100,150`. */
export const systemDisks = z.string().regex(/^[1-9]\d{0,4},[1-9]\d{0,4}$/);

/** The parameters that `vm_create` and `vm_update` have in common. */
export const sizes = {
  cpu: integer(1, 256),
  cpu_limit: integer(1, 100),
  cpu_weight: integer(1, 100),
  ram_min: integer(32, 1e9),
  ram: integer(32, 1e9),
  ram_buffer: integer(0, 100),
  ram_weight: integer(0, 100),
  systemdisk: systemDisks,
  disk: integer(0, 1e6),
  disk_sys_iops: integer(0, 1e6),
  disk_data_iops: integer(0, 1e6),
  port: integer(1, 1e6),
  bwlimit: integer(0, 1e9),
  backup_snapshot: integer(-1, 1000),
  backup_full: integer(-1, 1000),
  portmap: integer(0, 1000),
  binding_domain: integer(0, 1000),
};

/** The same where each may be left out. */
export const optionalSizes = {
  cpu: optional(sizes.cpu),
  cpu_limit: optional(sizes.cpu_limit),
  cpu_weight: optional(sizes.cpu_weight),
  ram_min: optional(sizes.ram_min),
  ram: optional(sizes.ram),
  ram_buffer: optional(sizes.ram_buffer),
  ram_weight: optional(sizes.ram_weight),
  systemdisk: optional(sizes.systemdisk),
  disk: optional(sizes.disk),
  disk_sys_iops: optional(sizes.disk_sys_iops),
  disk_data_iops: optional(sizes.disk_data_iops),
  port: optional(sizes.port),
  bwlimit: optional(sizes.bwlimit),
  backup_snapshot: optional(sizes.backup_snapshot),
  backup_full: optional(sizes.backup_full),
  portmap: optional(sizes.portmap),
  binding_domain: optional(sizes.binding_domain),
};

/** The first fault of parameters, in the controller's words. */
export function complaint(error: z.ZodError, params: Record<string, string>): RstackRefusal {
  const [issue] = error.issues;
  const name = String(issue?.path[0] ?? "");
  if (issue?.code === "unrecognized_keys") {
    const keys = issue.keys.join(" ");
    return new RstackRefusal(`unknown parameter ${keys}`, `未知参数${keys}`);
  }
  if ((params[name] ?? "") === "") return new RstackRefusal(`missing parameter ${name}`, `缺少参数${name}`);
  return new RstackRefusal(`invalid parameter ${name}`, `参数错误${name}`);
}
