import type { Account } from "../../core/account";
import type { CommonObserved } from "../../core/observed";
import type { Change } from "../../core/plan";
import { say } from "../language/say";

/** The step that gives an order back (`hosting_refund`, `sql_refund`), with all that is in it. */
export function refundOf<O extends CommonObserved>(
  clientOf: (account: Account) => { refund(id: string): Promise<void> },
  { serviceId }: O,
  words = say("REFUND {serviceId}", { serviceId }),
): Change<O> {
  return {
    kind: "release",
    words,
    destroys: true,
    applies: [],
    calls: (_row, { account }) => [
      {
        send: () =>
          clientOf(account)
            .refund(serviceId)
            .then(() => undefined),
        isDone: ({ status }) => status === "deleted",
      },
    ],
  };
}
