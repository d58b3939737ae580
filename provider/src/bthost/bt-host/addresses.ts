import { isSame } from "../../core/flow/resource";
import type { Account } from "../../core/account";
import { listed } from "../../core/language/lists";
import type { Call } from "../../core/plan";
import type { BtHostObserved } from "./observed";
import { sessionOf } from "../session";
import type { HostAspect } from "./steps";
import { say } from "../language/say";

const sorted = (ids: readonly string[] | undefined): readonly string[] | undefined => ids && [...ids].sort();

/** The addresses that a host has, asked now. */
async function boundNow(account: Account, hostId: string): Promise<readonly string[]> {
  const found = await sessionOf(account).client.hosts.find(hostId);
  return (found?.addresses ?? []).flatMap(({ id }) => (id === undefined ? [] : [id]));
}

/**
 * Makes the addresses of a host these. Some servers unbind with an address all that were bound after it: so the list is read again after
 * each, and what went with it is bound again.
 */
function bindAll(wanted: readonly string[], hostId: string, account: Account): Call<BtHostObserved> {
  const { ipAddresses: addresses } = sessionOf(account).client;
  return {
    async send() {
      let bound = await boundNow(account, hostId);
      // The last first, so that as few as possible go with it.
      for (let one = bound.findLast((id) => !wanted.includes(id)); one !== undefined;) {
        await addresses.unbind(hostId, one);
        bound = await boundNow(account, hostId);
        const next = bound.findLast((id) => !wanted.includes(id));
        if (next === one) break;
        one = next;
      }
      for (const id of wanted) if (!bound.includes(id)) await addresses.bind(hostId, id);
      return undefined;
    },
    isDone: ({ ipAddresses }) => isSame(sorted(ipAddresses), sorted(wanted)),
    // Some servers say yes and bind nothing: what the host has is the answer.
    async look() {
      const bound = await boundNow(account, hostId);
      return isSame(sorted(bound), sorted(wanted)) ? "done" : "nothing";
    },
  };
}

function wordsOf(gone: readonly string[], added: readonly string[]): string {
  const words = { gone: listed(gone), added: listed(added) };
  if (added.length === 0) return say("addresses: unbind {gone}", words);
  return gone.length === 0
    ? say("addresses: bind {added}", words)
    : say("addresses: unbind {gone}, bind {added}", words);
}

/** The addresses that are bound to it (`host_bindip`, `host_unbindip`). */
export const ipAddresses: HostAspect = {
  argumentsOf({ ipAddresses: live }, _names, { ipAddresses: given }) {
    if (live === undefined || given === undefined) return {};
    // They have no order.
    return { ipAddresses: isSame(sorted(live), sorted(given)) ? given : live };
  },
  plan({ wanted: { ipAddresses: asked }, observed, unknown, account }) {
    const live = observed.ipAddresses;
    if (asked === undefined || unknown.has("ipAddresses") || live === undefined) return {};
    if (isSame(sorted(live), sorted(asked))) return {};
    const [gone, added] = [
      live.filter((id) => !asked.includes(id)),
      asked.filter((id) => !live.includes(id)),
    ];
    return {
      steps: [
        {
          kind: "settings",
          words: wordsOf(gone, added),
          applies: ["ipAddresses"],
          isRecordOnly: true,
          calls: ({ serviceId }) => [bindAll(asked, serviceId, account)],
        },
      ],
    };
  },
};
