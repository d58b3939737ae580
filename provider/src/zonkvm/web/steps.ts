import type { DatabaseProduct } from "../api/databases";
import type { HostingLine } from "../api/hosting";
import type { WebCatalog } from "../catalog";
import type { PlanInput } from "../../core/kind";
import type { CommonObserved } from "../../core/observed";
import type { TermOffer } from "../../core/term";
import { say } from "../language/say";

/* What web hosting and databases have in common. */

/** What is observed of both. */
export interface WebObserved extends CommonObserved {
  readonly lineId?: string | undefined;
  readonly productId?: string | undefined;
  readonly displayName?: string | undefined;
  readonly autoRenew?: boolean | undefined;
  readonly renewalPrice?: string | undefined;
  readonly panelClientUserId?: number | undefined;
}

/** What tells the line and the product of an order. */
export type WebPlace<Product extends DatabaseProduct = DatabaseProduct> = Pick<
  PlanInput<unknown, WebObserved, WebCatalog<Product>>,
  "catalog" | "names" | "observed"
>;

/** The line of an order, or the one that it is to be bought on. */
export function lineOf({ catalog, names, observed }: WebPlace): HostingLine | undefined {
  const guid = observed?.lineId ?? names.line?.id;
  return catalog?.lines.find((line) => line.guid === guid);
}

/** The product that is asked for. */
export function askedProduct<P extends DatabaseProduct>({ catalog, names }: WebPlace<P>): P | undefined {
  return catalog?.products.find(({ guid }) => guid === names.product?.id);
}

/** The product that an order is of. One that has left the catalogue is not told of. */
export function liveProduct<P extends DatabaseProduct>({
  catalog,
  names,
  observed,
}: WebPlace<P>): P | undefined {
  const guid = observed?.productId ?? names.product?.id;
  return catalog?.products.find((product) => product.guid === guid);
}

/** What a product is sold for. One that names no terms rules none out. */
export function offerOf(product: DatabaseProduct | undefined, timeZone: string): TermOffer {
  const months =
    product === undefined ? [] : (product.months ?? Array.from({ length: 36 }, (_, index) => index + 1));
  return { months, timeZone, place: say("of this product") };
}

/** A product or a line in words. */
export function calledOf({
  name,
  guid,
}: {
  readonly name?: string | undefined;
  readonly guid: string;
}): string {
  return name ?? guid;
}
