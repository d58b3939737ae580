import type { Account } from "../core/account";
import { counted, type Probe } from "../core/examination";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** What shows whether an account can be worked with. The API tells no balance. */
export function probes(account: Account): readonly Probe[] {
  const { client } = sessionOf(account);
  return [
    { what: "key", ask: async () => counted((await client.getZones()).length, say("zone")) },
    {
      what: "servers",
      ask: async () => counted((await client.listServices(1, 1)).totalNumber, say("server")),
    },
    { what: "prices", ask: async () => counted((await client.getProducts()).length, say("model")) },
  ];
}
