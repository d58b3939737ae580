import type { DatabaseProduct } from "../api/databases";
import type { HostingLine } from "../api/hosting";
import type { CheckFailure } from "../../core/errors";
import { calledOf } from "./steps";

/** Why a product cannot be bought, now or ever, by the switches of the catalogue. */
export function productFaults(product: DatabaseProduct): CheckFailure[] {
  const name = calledOf(product);
  return [
    ...(product.status === "disabled" ? [{ property: "product", reason: `${name} is not for sale` }] : []),
    ...(product.stock === "soldOut" ? [{ property: "product", reason: `${name} is out of stock` }] : []),
  ];
}

/** Why nothing can be bought on a line. */
export function lineFaults(line: HostingLine): CheckFailure[] {
  const name = calledOf(line);
  return [
    ...(line.status === "disabled" ? [{ property: "line", reason: `${name} is not open for purchase` }] : []),
    ...(line.stock === "soldOut" ? [{ property: "line", reason: `${name} has no room left` }] : []),
  ];
}

/** What else the catalogue says of a purchase. */
export function saleWarnings(line: HostingLine, product: DatabaseProduct): string[] {
  const { purchaseLimit = 0 } = product;
  return [
    ...(line.whitelistRequired === true
      ? [`the line ${calledOf(line)} asks for an allow-list of what is run on it`]
      : []),
    ...(purchaseLimit > 0
      ? [`an account can have ${purchaseLimit} of ${calledOf(product)} at the most, by the list`]
      : []),
  ];
}
