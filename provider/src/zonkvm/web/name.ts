import type { Account } from "../../core/account";
import type { Aspect } from "../../core/aspects/aspect";
import { setting } from "../../core/aspects/setting";
import { isCutOf } from "../cut";
import type { WebObserved } from "./steps";
import { say } from "../language/say";

interface Named {
  readonly displayName?: string | undefined;
}

/** The name that an order has in the panel (`hosting_edit_name`, `sql_edit_name`). A purchase cannot give it. */
export function displayName<A extends Named, O extends WebObserved, C>(
  clientOf: (account: Account) => { rename(id: string, name: string): Promise<void> },
): Aspect<A, O, C> {
  return setting<A, O, C>({
    property: "displayName",
    argumentsOf: ({ displayName: live }, _names, { displayName: given }) =>
      live === undefined || isCutOf(live, given) ? {} : { displayName: live },
    isOther({ wanted: { displayName: name }, observed: { displayName: live }, before }) {
      if (name === undefined || name === (live ?? before.displayName)) return false;
      return name !== before.displayName || !isCutOf(live, name);
    },
    words: ({ wanted }) => say('name it "{displayName}"', { displayName: wanted.displayName ?? "" }),
    calls:
      ({ wanted: { displayName: name = "" } }) =>
      ({ serviceId, displayName: before }, { account }) => [
        {
          send: () =>
            clientOf(account)
              .rename(serviceId, name)
              .then(() => undefined),
          isDone: ({ displayName: live }) => live === undefined || live === name || isCutOf(live, name),
          lags: before === undefined || isCutOf(before, name),
        },
      ],
  });
}
