import { z } from "zod";
import type { SetWish } from "./arguments";
import { registerSecrets, type Properties } from "../../core/flow/resource";
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
  accountKey: z.string().optional(),
  /** When the deletion of a name was accepted. */
  __deleting: z.record(z.string(), z.string()).default({}),
  /** The highest number that was ever used, by prefix. */
  __lastNumbers: z.record(z.string(), z.number()).default({}),
  __claim: z.number().default(0),
  __arguments: z.array(z.string()).default([]),
});

/** A set as it is known: at any moment it can be saved as it is. Maps, because a username may be `constructor`. */
export interface SetState {
  readonly members: ReadonlyMap<string, ProxyAccountObserved>;
  readonly deleting: ReadonlyMap<string, string>;
  readonly lastNumbers: ReadonlyMap<string, number>;
  /** Raised by each take-over, so that the delete of an older entry in state leaves the accounts alone. */
  readonly claim: number;
  readonly accountKey: string | undefined;
}

export const emptyState: SetState = {
  members: new Map(),
  deleting: new Map(),
  lastNumbers: new Map(),
  claim: 0,
  accountKey: undefined,
};

/** Compares names as people do: u2 before u10. */
export const natural = new Intl.Collator("en", { numeric: true });

/** The order of accounts, whatever order the engine stores them in. */
export function byNumber(a: ProxyAccountObserved, b: ProxyAccountObserved): number {
  return natural.compare(a.username, b.username);
}

/** Reads outputs as an earlier `create`, `update` or `read` of any version wrote them. */
export function recall(outputs: Properties): SetState {
  registerSecrets(["credentials"], outputs);
  const { members, credentials, accountKey, __deleting, __lastNumbers, __claim } = stored.parse(outputs);
  const passwords = new Map(Object.entries(credentials));
  const whole = ([username, row]: [string, Member]): [string, ProxyAccountObserved] => [
    username,
    {
      ...row,
      serviceId: username,
      username,
      status: row.enabled ? "ready" : "stopped",
      password: passwords.get(username),
    },
  ];
  return {
    members: new Map(Object.entries(members).map(whole)),
    deleting: new Map(Object.entries(__deleting)),
    lastNumbers: new Map(Object.entries(__lastNumbers)),
    claim: __claim,
    accountKey,
  };
}

/** The arguments that were recorded with outputs. */
export function recordedArguments(outputs: Properties): Properties {
  return Object.fromEntries(stored.parse(outputs).__arguments.map((key) => [key, outputs[key]]));
}

/** Everything a set has, as outputs for state. */
export function remember(state: SetState, given: Properties, wish: SetWish): Record<string, unknown> {
  const rows = [...state.members.values()].sort(byNumber);
  const credentials = Object.fromEntries(
    rows.flatMap(({ username, password }) => (password === undefined ? [] : [[username, password]])),
  );
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const outputs = {
    ...known,
    serviceId: wish.token,
    status: "ready",
    origin: "bought",
    accountKey: wish.account.key,
    usernames: rows.map(({ username }) => username),
    members: Object.fromEntries(rows.map((row) => [row.username, member.parse(row)])),
    credentials,
    usageGb: gigabytesOf(rows.reduce((sum, { usageKb }) => sum + usageKb, 0)),
    __urn: wish.urn,
    __token: wish.token,
    __arguments: Object.keys(known),
    __deleting: Object.fromEntries(state.deleting),
    __lastNumbers: Object.fromEntries(state.lastNumbers),
    __claim: state.claim,
    __schema: 1,
  };
  registerSecrets(["credentials"], outputs);
  return outputs;
}
