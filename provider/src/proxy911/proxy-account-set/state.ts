import { z } from "zod";
import { proxyAccountObserved, type ProxyAccountObserved } from "../proxy-account/observed";
import { gigabytesOf } from "../words";

/** What state keeps of an account; its password is among the `credentials`. */
const member = proxyAccountObserved.pick({
  accountId: true,
  productType: true,
  remark: true,
  trafficLimitGb: true,
  enabled: true,
  usageKb: true,
  usageGb: true,
  createdAt: true,
});

/** An account of a set, as the vendor listed it last. */
export type Member = Pick<ProxyAccountObserved, keyof z.output<typeof member>>;

const stored = z.object({
  members: z.record(z.string(), member).default({}),
  credentials: z.record(z.string(), z.string()).default({}),
});

/** The accounts of a set among its outputs. */
export function membersIn(outputs: Readonly<Record<string, unknown>>): ProxyAccountObserved[] {
  const { members, credentials } = stored.parse(outputs);
  // A username may be `constructor`.
  const passwords = new Map(Object.entries(credentials));
  return Object.entries(members).map(([username, row]) => ({
    ...row,
    serviceId: username,
    username,
    status: row.enabled ? "ready" : "stopped",
    password: passwords.get(username),
  }));
}

/** The accounts of a set, as outputs. */
export function outputsOf(members: readonly ProxyAccountObserved[]): Readonly<Record<string, unknown>> {
  return {
    usernames: members.map(({ username }) => username),
    members: Object.fromEntries(members.map((row) => [row.username, member.parse(row)])),
    credentials: Object.fromEntries(
      members.flatMap(({ username, password }) => (password === undefined ? [] : [[username, password]])),
    ),
    usageGb: gigabytesOf(members.reduce((sum, { usageKb }) => sum + usageKb, 0)),
  };
}
