import type { Account } from "../core/account";
import { counted, type Probe } from "../core/examination";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** What shows whether an installation can be worked with. It knows no money. */
export function probes(account: Account): readonly Probe[] {
  const { system, plans } = sessionOf(account).client;
  return [
    {
      what: "key",
      async ask() {
        await system.test();
        return { clockAheadMs: system.clockAheadMs };
      },
    },
    {
      what: "plans",
      ask: async () =>
        counted((await plans.list()).length, (count) =>
          count === 1 ? say("{count} plan", { count }) : say("{count} plans", { count }),
        ),
    },
    {
      what: "server's panel",
      async ask() {
        await system.getServerStatus();
        return {};
      },
      advice: say(
        "Without the server's own panel (BaoTa) no host is made or changed: have its address and its key checked in the installation",
      ),
    },
  ];
}
