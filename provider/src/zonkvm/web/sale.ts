import type { DatabaseProduct } from "../api/databases";
import type { HostingLine } from "../api/hosting";
import type { CheckFailure } from "../../core/errors";
import { calledOf } from "./steps";
import { say } from "../language/say";

/** Why a product cannot be bought, now or ever, by the switches of the catalogue. */
export function productFaults(product: DatabaseProduct): CheckFailure[] {
  const name = calledOf(product);
  return [
    ...(product.status === "disabled"
      ? [{ property: "product", reason: say("{name} is not for sale", { name }) }]
      : []),
    ...(product.stock === "soldOut"
      ? [{ property: "product", reason: say("{name} is out of stock", { name }) }]
      : []),
  ];
}

/** Why nothing can be bought on a line. */
export function lineFaults(line: HostingLine): CheckFailure[] {
  const name = calledOf(line);
  return [
    ...(line.status === "disabled"
      ? [{ property: "line", reason: say("{name} is not open for purchase", { name }) }]
      : []),
    ...(line.stock === "soldOut"
      ? [{ property: "line", reason: say("{name} has no room left", { name }) }]
      : []),
  ];
}

/** What else the catalogue says of a purchase. */
export function saleWarnings(line: HostingLine, product: DatabaseProduct): string[] {
  const { purchaseLimit = 0 } = product;
  return [
    ...(line.whitelistRequired === true
      ? [say("the line {name} asks for an allow-list of what is run on it", { name: calledOf(line) })]
      : []),
    ...(purchaseLimit > 0
      ? [
          say("an account can have {purchaseLimit} of {name} at the most, by the list", {
            purchaseLimit,
            name: calledOf(product),
          }),
        ]
      : []),
  ];
}
