import type { Account } from "../core/account";
import { counted, type Probe } from "../core/examination";
import { sessionOf } from "./session";
import { say, type Sentence } from "./language/say";

const notSold: Sentence = "the panel may not sell this, or not to this account";

/** What shows whether an account can be worked with. The API tells no balance. */
export function probes(account: Account): readonly Probe[] {
  const { client } = sessionOf(account);
  const { common, cloudServers, leaseServers, idcServers, hosting, databases } = client;
  const sold = (
    what: string,
    list: (page: number) => Promise<{ readonly total?: number | undefined }>,
  ): Probe => ({
    what,
    ask: async () =>
      counted((await list(1)).total, (count) =>
        count === 1 ? say("{count} order", { count }) : say("{count} orders", { count }),
      ),
    mayBeRefused: say(notSold),
  });
  return [
    {
      what: "key",
      ask: async () =>
        counted((await common.getZones()).length, (count) =>
          count === 1 ? say("{count} zone", { count }) : say("{count} zones", { count }),
        ),
    },
    sold("cloud servers", (page) => cloudServers.listServers(page)),
    sold("physical servers", (page) => leaseServers.listServers(page)),
    sold("colocation", (page) => idcServers.listServers(page)),
    sold("web hosting", (page) => hosting.listOrders(page)),
    sold("databases", (page) => databases.listOrders(page)),
  ];
}
