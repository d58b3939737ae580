import { refuseTerm } from "./buy";
import type { ZonkvmPanel } from "./panel";
import { integer, optional, stamp } from "./params";
import { malformed, opening, ZonkvmRefusal } from "./refusal";
import { prolong } from "./renew";
import type { Hosting, Sql } from "./service";
import { monthsUpTo } from "./time";

/* Terms of hosting and of databases: they are renewed to a date. */

export const renewal = {
  newEndTimeStr: stamp,
  renewLength: optional(integer(1, 120)),
  coupon_id: optional(integer(1, 2_147_483_647)),
};

interface Renewal {
  newEndTimeStr: string;
  renewLength?: number | undefined;
  coupon_id?: number | undefined;
}

/** @throws ZonkvmRefusal for any coupon: there are none */
export function refuseCoupon(couponId: number | undefined): void {
  if (couponId !== undefined) throw new ZonkvmRefusal("优惠券不存在");
}

/**
 * Takes the money for the months up to a date; the last of them counts whole.
 * @param list months that can be bought
 */
export function renewTo(panel: ZonkvmPanel, service: Hosting | Sql, list: string, sent: Renewal): void {
  if (service.orderStatus === 0) throw opening;
  refuseCoupon(sent.coupon_id);
  const to = sent.newEndTimeStr;
  if (to <= service.endsAt || to <= panel.stamp()) throw malformed("newEndTimeStr");
  const months = monthsUpTo(service.endsAt, to);
  if (sent.renewLength !== undefined && sent.renewLength !== months) throw malformed("renewLength");
  refuseTerm(list, months);
  prolong(panel, service, to, { months });
}

/** What products of hosting and of databases have that decides whether they are for sale. */
interface Product {
  guid: string;
  status: number;
  stock: number;
  lines_guid: string;
  buy_limit: number;
}

export const isSoldOn = (product: Product, lineGuid: string): boolean =>
  product.status === 1 && product.stock === 1 && product.lines_guid.split(",").includes(lineGuid);

/** @throws ZonkvmRefusal when an account would have more of a product than it may; 0 is no limit */
export function refuseMany(
  panel: ZonkvmPanel,
  kind: "hosting" | "sql",
  product: Product,
  count: number,
): void {
  const owned = panel
    .all(kind)
    .filter((one) => one.orderStatus >= 0 && one.productGuid === product.guid).length;
  if (product.buy_limit > 0 && owned + count > product.buy_limit) throw new ZonkvmRefusal("超出购买数量限制");
}
