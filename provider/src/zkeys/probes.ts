import type { Account } from "../core/account";
import { counted, type Probe } from "../core/examination";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** What shows whether an account can be worked with. The API tells no balance. */
export function probes(account: Account): readonly Probe[] {
  const { client } = sessionOf(account);
  return [
    {
      what: "key",
      ask: async () =>
        counted((await client.getZones()).length, (count) =>
          count === 1 ? say("{count} zone", { count }) : say("{count} zones", { count }),
        ),
    },
    {
      what: "servers",
      ask: async () =>
        counted((await client.listServices(1, 1)).totalNumber, (count) =>
          count === 1 ? say("{count} server", { count }) : say("{count} servers", { count }),
        ),
    },
    {
      what: "prices",
      ask: async () =>
        counted((await client.getProducts()).length, (count) =>
          count === 1 ? say("{count} model", { count }) : say("{count} models", { count }),
        ),
    },
  ];
}
