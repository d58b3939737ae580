import type { CheckFailure } from "../../core/errors";
import type { Asked } from "../../core/kind";
import { isInEffect } from "../../core/observed";
import { passwordIn, type Order } from "../../core/plan";
import type { CloudDatabaseArguments } from "./arguments";
import type { CloudDatabaseObserved } from "./observed";
import { sessionOf } from "../session";
import { isFree, type DatabaseAspect, type DatabaseInput } from "./steps";
import { shown } from "../../core/shown";
import { say } from "../language/say";

/** What only a purchase says. */
const ofPurchases = [
  ...(["line", "product", "sizeMb", "encoding", "prefix", "clientUserId", "autoRenew"] as const),
  ...(["months", "renewUntil", "keepPaid", "maxMonthlyPrice", "maxRenewalPrice"] as const),
];
const requiredOfPurchases = ["line", "product", "encoding"] as const;

/** Whether it is bought, or comes with a web hosting: for good. */
export const origin: DatabaseAspect = {
  replacedBy: ["hosting", "databaseType"],
  rules(wanted, unknown) {
    if (isFree({ wanted, unknown }))
      return ofPurchases
        .filter((key) => wanted[key] !== undefined || unknown.has(key))
        .map((property) => ({
          property,
          reason: say("is said by the `hosting` that it comes with: leave it out"),
        }));
    const missing = requiredOfPurchases.filter(
      (key) => wanted[key] === undefined && !unknown.has(key) && wanted.adopt === undefined,
    );
    return [
      ...missing.map((property) => ({
        property,
        reason: say("is required, or a `hosting` that it comes with"),
      })),
      ...(wanted.databaseType === undefined
        ? []
        : [
            {
              property: "databaseType",
              reason: say("is for the free database of a `hosting`: the product says it here"),
            },
          ]),
    ];
  },
  argumentsOf: ({ hostingId, databaseKind }, _names, given) => ({
    ...(hostingId === undefined ? {} : { hosting: hostingId }),
    ...(hostingId === undefined || databaseKind === undefined || given.databaseType !== undefined
      ? {}
      : { databaseType: databaseKind }),
  }),
  differences({ hostingId }, { hosting }) {
    if (hostingId === hosting) return [];
    if (hostingId === undefined)
      return [
        say("it was bought, and is not the free database of hosting {hosting}", { hosting: hosting ?? "" }),
      ];
    return [
      say("it is the free database of hosting {hostingId}: that is the argument `hosting`", { hostingId }),
    ];
  },
  plan({ wanted, observed, isChanged }) {
    const isMoved = isChanged("hosting") && observed.hostingId !== wanted.hosting;
    const isOther = wanted.databaseType !== undefined && isChanged("databaseType");
    return { replaces: [...(isMoved ? ["hosting"] : []), ...(isOther ? ["databaseType"] : [])] };
  },
};

/** Adds the free database of a hosting (`hosting_add_database`). The reply tells nothing: it is found by its hosting. */
export function freeDatabase({ wanted }: DatabaseInput): Order<CloudDatabaseObserved> {
  const { hosting, databaseType } = wanted;
  return {
    kind: "create",
    words: say("add the free database of web hosting {hosting}", {
      hosting: shown(hosting),
    }),
    applies: [],
    async place(context) {
      if (hosting === undefined) throw new TypeError("a free database was added to no hosting");
      const { client } = sessionOf(context.account);
      await client.hosting.addDatabase(hosting, passwordIn(context), databaseType);
      return {};
    },
  };
}

/** Why a hosting gives no database. */
export async function freeFaults({
  account,
  wanted: { hosting },
}: Pick<Asked<CloudDatabaseArguments>, "account" | "wanted">): Promise<readonly CheckFailure[]> {
  if (hosting === undefined) return [];
  const row = await sessionOf(account).hostings.get(hosting);
  if (row !== undefined && isInEffect(row)) return [];
  // The `id` of a purchase whose outcome was unknown is that of its order.
  const reason = hosting.startsWith("order:")
    ? say("account {key} has no web hosting {hosting}; name it by its `serviceId`", {
        key: account.key,
        hosting,
      })
    : say("account {key} has no {title} {id}", { key: account.key, title: say("web hosting"), id: hosting });
  return [{ property: "hosting", reason }];
}
