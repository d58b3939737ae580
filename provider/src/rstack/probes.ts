import type { Account } from "../core/account";
import { counted, type Probe } from "../core/examination";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** What shows whether a controller can be worked with. It knows no money. */
export function probes(account: Account): readonly Probe[] {
  const { client } = sessionOf(account);
  return [
    {
      what: "key",
      async ask() {
        await client.test();
        return {};
      },
    },
    {
      what: "nodes",
      ask: async () =>
        counted((await client.getNodes()).length, (count) =>
          count === 1 ? say("{count} node", { count }) : say("{count} nodes", { count }),
        ),
    },
    {
      what: "images",
      ask: async () =>
        counted((await client.getImages()).length, (count) =>
          count === 1 ? say("{count} image", { count }) : say("{count} images", { count }),
        ),
    },
  ];
}
