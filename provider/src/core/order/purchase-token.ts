import type { Account } from "../account";
import { containsUnknown, UNKNOWN, type CommonArguments } from "../arguments";
import { ResellerError } from "../errors";
import { identityOf, isSame, type Properties } from "../flow/resource";
import type { Kind } from "../kind";
import { isInEffect } from "../observed";
import type { Run } from "../run";
import { purchaseToken } from "./token";

/** The token of a purchase by the resource of this URN, as the inputs that arrived ask for it. */
function tokenFor(run: Run, urn: unknown, news: Properties): unknown {
  const { __organization: organization, purchaseTriggers } = news;
  if (typeof organization !== "string" || typeof urn !== "string") return news.__token;
  if (containsUnknown(purchaseTriggers)) return UNKNOWN;
  return purchaseToken({ organization, urn, namespace: run.settings.namespace, purchaseTriggers });
}

/**
 * The token of the purchase that is meant. The recorded one stays while `purchaseTriggers` do, so that aliases and moves do not look
 * like another purchase. It is made of what arrives here: transforms may have changed what the program wrote.
 */
export function tokenOf(run: Run, olds: Properties | undefined, news: Properties): unknown {
  const recorded = olds?.__token;
  const isKept =
    typeof recorded === "string" && recorded !== "" && isSame(olds?.purchaseTriggers, news.purchaseTriggers);
  return isKept ? recorded : tokenFor(run, news.__urn, news);
}

/**
 * The token of a first purchase: its own, or that of one of the names that the resource had before, when something is there that an
 * interrupted create under that name bought.
 */
export async function carriedToken(
  kind: Kind,
  run: Run,
  account: Account,
  wanted: Partial<CommonArguments>,
  news: Properties,
): Promise<unknown> {
  const own = tokenOf(run, undefined, news);
  const formerUrns = Array.isArray(news.__formerUrns) ? news.__formerUrns : [];
  if (formerUrns.length === 0 || own === UNKNOWN || wanted.adopt !== undefined) return own;
  try {
    const rows = await kind.inventory(account, wanted).all(Infinity);
    const asked = { account, wanted };
    const isCarried = (token: unknown): boolean =>
      typeof token === "string" &&
      rows.some(
        (row) =>
          isInEffect(row) &&
          kind.ordering.carries(row, token, asked) &&
          run.met(identityOf(kind, account, row.serviceId)) === undefined,
      );
    const former = formerUrns.map((urn) => tokenFor(run, urn, news)).find(isCarried);
    return isCarried(own) ? own : (former ?? own);
  } catch (error) {
    // The look for the token itself will say so.
    if (error instanceof ResellerError) return own;
    throw error;
  }
}
