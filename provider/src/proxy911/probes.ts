import type { Account } from "../core/account";
import { counted, type Probe } from "../core/examination";
import { formatMoney, money } from "../core/money";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** What shows whether a customer can be worked with. */
export function probes(account: Account): readonly Probe[] {
  const { client } = sessionOf(account);
  return [
    {
      what: "key",
      ask: async () =>
        counted((await client.listAccounts()).length, (count) =>
          count === 1 ? say("{count} proxy account", { count }) : say("{count} proxy accounts", { count }),
        ),
    },
    {
      what: "orders",
      ask: async () =>
        counted((await client.listOrders({ page: 1, size: 1 })).total, (count) =>
          count === 1 ? say("{count} order", { count }) : say("{count} orders", { count }),
        ),
    },
    {
      what: "balance",
      async ask() {
        const { balance } = await client.getUser();
        return { words: balance === undefined ? undefined : formatMoney(money(balance, account.currency)) };
      },
      mayBeRefused: say("the vendor announces it as not open yet"),
    },
  ];
}
