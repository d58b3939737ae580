import type { ClientNumbers } from "../api/forms";
import { integerToken } from "../../core/order/token";
import type { CallContext } from "../../core/plan";
import type { PhysicalArguments } from "./arguments";
import type { PhysicalObserved } from "./observed";

/** The numbers that go out with what is bought for an order that is there. */
export function clientNumbers(
  { clientUserId }: Partial<PhysicalArguments>,
  { panelClientUserId = 0 }: PhysicalObserved,
  { token, orderNumber }: CallContext,
): ClientNumbers {
  const shown = panelClientUserId === 0 ? integerToken(token) : panelClientUserId;
  return { clientUserId: clientUserId ?? shown, clientOrderId: orderNumber };
}
