import { isIP } from "node:net";
import { z } from "zod";
import { command, query } from "./operation";
import { guid, integer, text } from "./params";
import { malformed, ZonkvmRefusal } from "./refusal";

/* The rules of a cloud server's security group. */

/** An address, or a range like `10.0.0.0/8`. */
const remote = z.string().refine((value) => {
  const [address = "", bits, ...more] = value.split("/");
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
});

const portRange = z.string().regex(/^(\d{1,5}(-\d{1,5})?)(,\d{1,5}(-\d{1,5})?)*$/);

export const getSecurityPolicy = query(
  z.strictObject({ guid }),
  (panel, { guid: id }) => {
    panel.own("server", id);
    return panel.state.policies.filter((rule) => rule.product_id === id);
  },
  "获取成功",
);

export const serverAddHardpolicy = command(
  z.strictObject({
    guid,
    name: text,
    weight: integer(0, 100_000),
    direction: z.enum(["Inbound", "Outbound"]),
    operation: z.enum(["allow", "deny"]),
    protocol: z.enum(["tcp", "udp", "icmp"]),
    remote_ip: remote,
    local_port: z.string().optional(),
  }),
  (panel, params) => {
    const server = panel.usable("server", params.guid);
    const { local_port = "", protocol } = params;
    // Nothing listens on a port with icmp.
    if (protocol !== "icmp" && !portRange.safeParse(local_port).success) throw malformed("local_port");
    const id = panel.next("policy");
    panel.state.policies.push({
      id,
      product_id: server.id,
      guid: `SP${panel.stamp().slice(0, 10).replaceAll("-", "")}${String(id).padStart(4, "0")}`,
      name: panel.kept(params.name),
      weight: params.weight,
      direction: params.direction,
      protocol,
      action: params.operation,
      remote_ip: params.remote_ip,
      local_port,
      service_type: "server",
      status: 1,
      create_time: panel.stamp(),
    });
  },
);

export const serverDelHardpolicy = command(z.strictObject({ guid, policy_guid: text }), (panel, params) => {
  panel.usable("server", params.guid);
  const isIt = (rule: { guid: string; product_id: number }): boolean =>
    rule.guid === params.policy_guid && rule.product_id === params.guid;
  if (!panel.state.policies.some(isIt)) throw new ZonkvmRefusal("安全策略不存在");
  panel.state.policies = panel.state.policies.filter((rule) => !isIt(rule));
});
