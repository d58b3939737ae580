import type { Ordering } from "../core/kind";
import { integerToken } from "../core/order/token";
import type { CommonObserved } from "../core/observed";
import { say } from "./language/say";

/** Arguments of what is ordered with a number of one's own. */
interface Numbered {
  readonly clientUserId?: number | undefined;
}

interface NumberedRow extends CommonObserved {
  readonly panelClientUserId?: number | undefined;
}

type Untraceable<A, O> = NonNullable<Ordering<A, O>["untraceable"]>;

/**
 * How an order is known again that carries a number (`user_id`): its token, unless the program gives it one of its own. Replies to orders
 * tell nothing.
 * @param isApart whether a row is none that was bought: it came with something else.
 */
export function numberedOrdering<A extends Numbered, O extends NumberedRow>({
  isApart = () => false,
  isLikely,
  ...told
}: Pick<Untraceable<A, O>, "productOf" | "isLikely" | "orderedWith"> & {
  readonly isApart?: (row: O) => boolean;
}): Ordering<A, O> {
  return {
    carries: (row, token, { wanted }) =>
      wanted.clientUserId === undefined && !isApart(row) && row.panelClientUserId === integerToken(token),
    echo: ({ panelClientUserId = 0 }) => (panelClientUserId === 0 ? "" : String(panelClientUserId)),
    echoes: "integer",
    isSilent: true,
    untraceable: {
      ...told,
      isSo: ({ clientUserId }) => clientUserId !== undefined,
      isLikely: (row, order) =>
        !isApart(row) && isLikely(row, order) && mayHaveNumber(row, order.wanted.clientUserId),
    },
  };
}

/** Whether a row may be of an order with this number: what says another one is another order. */
export function mayHaveNumber(
  { panelClientUserId = 0 }: NumberedRow,
  clientUserId: number | undefined,
): boolean {
  return panelClientUserId === 0 || clientUserId === undefined || panelClientUserId === clientUserId;
}

/** Why an order with a number of the program's own may not leave. */
export function untracedFaults(clientUserId: number | undefined, trace: "preferred" | "required") {
  if (clientUserId === undefined || trace === "preferred") return [];
  const reason = say(
    'takes the place of the token by which an order is found whose reply was lost, and `zonkvm:trace` is "required": leave it out',
  );
  return [{ property: "clientUserId", reason }];
}

/** A beginning for names that are made by the panel: of the order's token, so that a repeated preview says the same. */
export function prefixOf(token: string): string {
  return token.replaceAll(/[^a-z0-9]/g, "").slice(0, 8);
}
