import { isIP } from "node:net";
import { z } from "zod";
import type { SecurityRule } from "./api/cloud-servers";
import { isCutOf } from "./cut";
import {
  cloudServers,
  idIn,
  laneOf,
  listedBy,
  orderNumber,
  parentFaults,
  parentIn,
  shown,
  withoutGaps,
} from "./children";
import { childArguments, childKind } from "../core/child-kind";
import { documentedObject } from "../core/documented";
import { isSame, type Properties } from "../core/flow/resource";
import { statuses } from "../core/observed";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** An address, a network, or the first and the last address of a range. */
function isRange(text: string): boolean {
  const [from = "", to, ...more] = text.split("-");
  if (to !== undefined) return more.length === 0 && isIP(from) !== 0 && isIP(from) === isIP(to);
  const [address = "", bits, ...rest] = from.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** Ports and ranges of ports: `80,8000-8100`. */
function isPorts(text: string): boolean {
  return text.split(",").every((part) => {
    const ends = part.split("-");
    const isPort = (end: string) => /^[1-9]\d{0,4}$/.test(end) && Number(end) <= 65_535;
    return ends.length <= 2 && ends.every(isPort) && Number(ends[0]) <= Number(ends.at(-1));
  });
}

/** What only a `SecurityRule` takes. By itself, because editors show its doc comments. */
export const securityRuleOnly = {
  /** The cloud server, by its `id` or `serviceId`. A change is a replacement. */
  server: z.string().regex(orderNumber.pattern, orderNumber.words),
  /** Its name (`name`), by which it is known: one of each on a server. A change is a replacement. */
  name: z
    .string()
    .regex(/^\S(?:.*\S)?$/u, { error: () => say("must be one line, without spaces at its ends") }),
  /** Its place among the server's rules, 0 or more: the smaller, the earlier (`weight`). A change is a replacement. */
  priority: z.int().min(0),
  /** `inbound` or `outbound`. A change is a replacement. */
  direction: z.enum(["inbound", "outbound"]),
  /** What becomes of the traffic: `allow` or `deny`. A change is a replacement. */
  operation: z.enum(["allow", "deny"]),
  /** `tcp`, `udp` or `icmp`. A change is a replacement. */
  protocol: z.enum(["tcp", "udp", "icmp"]),
  /** The addresses on the other side (`remote_ip`): one, or a range such as `10.0.0.0/8`; `0.0.0.0/0` is all. A change is a replacement. */
  remoteIp: z
    .string()
    .refine(isRange, { error: () => say("is not an address or a range such as 10.0.0.0/8") }),
  /** The server's port (`local_port`), such as `80`; lists and ranges (`80,8000-8100`) are passed on, the vendor documents neither. Not with `icmp`, and always with the others. A change is a replacement. */
  localPort: z
    .string()
    .refine(isPorts, { error: () => say("is not a port from 1 to 65535 such as 80") })
    .optional(),
};

/** The arguments of a `SecurityRule`. */
export const securityRuleArguments = z.strictObject({ ...childArguments, ...securityRuleOnly });
export type SecurityRuleArguments = z.output<typeof securityRuleArguments>;

/** What is observed of a `SecurityRule`. */
export const securityRuleObserved = documentedObject({
  /** The server and the rule's GUID, which `get` takes: `1001/SP202605250001`. */
  serviceId: z.string(),
  /** `ready` as soon as it is listed. */
  status: z.enum(statuses),
  /** The cloud server, by its number. */
  server: z.string(),
  /** The panel's GUID of the rule: what deletes it. */
  guid: z.string(),
  /** Its name; a panel may have cut a long one. */
  name: z.string().optional(),
  /** Its place among the server's rules: the smaller, the earlier. */
  priority: z.number().optional(),
  /** `inbound` or `outbound`. */
  direction: z.string().optional(),
  /** `allow` or `deny`. */
  operation: z.string().optional(),
  /** `tcp`, `udp` or `icmp`. */
  protocol: z.string().optional(),
  /** The addresses on the other side. */
  remoteIp: z.string().optional(),
  /** The server's port. */
  localPort: z.string().optional(),
  /** When it was made, ISO 8601 with offset. */
  createdAt: z.string().optional(),
});
export type SecurityRuleObserved = z.output<typeof securityRuleObserved>;

const known = (word: string): string | undefined => (word === "unknown" ? undefined : word);

function observe(server: string, rule: SecurityRule): SecurityRuleObserved {
  const { guid, name, weight, remoteIp, localPort, createdAt } = rule;
  return withoutGaps({
    serviceId: idIn(server, guid),
    status: "ready" as const,
    ...{ server, guid, name, priority: weight, remoteIp, localPort, createdAt },
    direction: known(rule.direction),
    operation: known(rule.verdict),
    protocol: known(rule.protocol),
  });
}

/** An address is also the network that has no other one. */
const asNetwork = (range: string): string => range.replace(/^([\d.]+)\/32$|^([\da-f:.]+)\/128$/i, "$1$2");

/** As it was given, where the panel writes the same in another way. */
function argumentsOf(observed: SecurityRuleObserved, given: Partial<SecurityRuleArguments>): Properties {
  const { server, name, priority, direction, operation, protocol, remoteIp, localPort } = observed;
  const isSameRange =
    remoteIp !== undefined &&
    given.remoteIp !== undefined &&
    asNetwork(remoteIp).toLowerCase() === asNetwork(given.remoteIp).toLowerCase();
  return {
    ...{ server, priority, direction, operation, protocol, localPort },
    name: isCutOf(name, given.name) ? given.name : name,
    remoteIp: isSameRange ? given.remoteIp : remoteIp,
  };
}

/** Whether it does all that is wanted: then it may be known by what the panel has left of a long name. */
function isAlike(observed: SecurityRuleObserved, wanted: Partial<SecurityRuleArguments>): boolean {
  const is = argumentsOf(observed, wanted);
  const given: Properties = wanted;
  return Object.keys(securityRuleOnly).every((key) => isSame(is[key], given[key]));
}

/** A rule of a cloud server's security group. */
export const securityRule = childKind<SecurityRuleArguments, SecurityRuleObserved>({
  vendor: "zonkvm",
  type: "SecurityRule",
  title: () => say("security rule"),
  schemaVersion: 1,
  arguments: securityRuleArguments,
  observed: securityRuleObserved,
  parent: { type: "CloudServer", argument: "server" },
  replacedBy: Object.keys(securityRuleOnly),

  inventory: listedBy(parentIn(cloudServers), async ({ cloudServers: api }, server) =>
    (await api.getSecurityRules(server)).map((rule) => observe(server, rule)),
  ),
  rules({ protocol, localPort }, unknown) {
    if (protocol === "icmp" && localPort !== undefined)
      return [{ property: "localPort", reason: say("icmp has no ports: leave it out") }];
    if (protocol === undefined || protocol === "icmp" || unknown.has("localPort")) return [];
    return localPort === undefined
      ? [{ property: "localPort", reason: say("{protocol} needs a port", { protocol }) }]
      : [];
  },
  createFaults: (account, { server }) => parentFaults(account, cloudServers, server),
  words: ({ server, name, operation, direction, protocol, localPort, remoteIp }) => {
    const port = localPort === undefined ? "" : ` ${localPort}`;
    return say("security rule {name} of cloud server {server}: {verdict}, {remoteIp}", {
      name: shown(name),
      server: shown(server),
      // Values of arguments, as they are written.
      verdict: `${shown(operation)} ${shown(direction)} ${shown(protocol)}${port}`,
      remoteIp: shown(remoteIp),
    });
  },
  nameOf: ({ server, name }) =>
    server === undefined || name === undefined
      ? undefined
      : say("security rule {name} of cloud server {server}", { name, server }),
  hasNameOf: (observed, wanted) =>
    observed.server === wanted.server && (observed.name === wanted.name || isAlike(observed, wanted)),
  argumentsOf,
  lane: (wanted) => laneOf(cloudServers, wanted),

  async create(account, { server, priority, operation, localPort = "", ...rule }) {
    const { name, direction, protocol, remoteIp } = rule;
    await sessionOf(account).client.cloudServers.addSecurityRule(server, {
      ...{ name, direction, protocol, remoteIp, localPort },
      weight: priority,
      verdict: operation,
    });
    // The reply names no GUID.
    return undefined;
  },
  remove: (account, { server, guid }) =>
    sessionOf(account).client.cloudServers.deleteSecurityRule(server, guid),
});
