import Big from "big.js";
import type { Order, Proxy911State } from "./state";
import { stampOf } from "./time";

const dayMs = 86_400_000;
const monthDays = 30;

/** What a delivery needs of the panel. */
interface Shop {
  readonly state: Proxy911State;
  readonly manners: { readonly packageRows: "each" | "one"; readonly rowGapSeconds: number };
  now(): number;
  nextNumber(): number;
}

/** Takes what an order is for out of the shop. */
export function reserve(panel: Shop, order: Order): void {
  move(panel, order, -1, true);
}

/** Cancels an unpaid order and puts what it was for back into the shop. */
export function release(panel: Shop, order: Order): void {
  order.status = 2;
  move(panel, order, 1, false);
}

function move(panel: Shop, order: Order, sign: 1 | -1, isUsed: boolean): void {
  const isp = order.product_type === 25 ? "1" : "0";
  for (const row of panel.state.stock) {
    if (row.isp === isp) row.number += sign * (order.goods.regions[row.code] ?? 0);
  }
  for (const coupon of panel.state.coupons) {
    if (coupon.code === order.goods.couponCode) coupon.used = isUsed;
  }
}

/** Takes the money of an order as received. */
export function pay(panel: Shop, order: Order): void {
  order.status = 1;
  order.paidMs = panel.now();
}

/** Hands over what a paid order is for. */
export function deliver(panel: Shop, order: Order): void {
  order.delivered = true;
  const { state } = panel;
  const { goods, product_type: type } = order;
  if (type === 3) {
    const gift = state.giftRatios.filter((one) => one.amount <= goods.rechargeAmount).at(-1)?.ratio ?? 0;
    const credit = new Big(goods.rechargeAmount).times(new Big(gift).div(100).plus(1));
    state.user.balance = credit.plus(state.user.balance).toFixed(2);
    return;
  }
  if (type === 19) {
    for (const address of state.staticIps) {
      if (goods.renewIds.includes(address.id)) address.endMs += goods.renewMonths * monthDays * dayMs;
    }
    return;
  }
  const product = state.products.find((one) => one.id === order.product_id);
  const { packageRows, rowGapSeconds } = panel.manners;
  const termMs = (product?.days ?? monthDays) * dayMs;
  const endMs = panel.now() + termMs;
  const rows = packageRows === "each" ? goods.amount : 1;
  for (let row = 0; row < rows; row += 1) {
    const startMs = panel.now() + row * rowGapSeconds * 1_000;
    state.packages.push({
      id: panel.nextNumber(),
      product_type: type,
      trade_no: order.trade_no,
      title: order.product_name,
      orderedAt: stampOf(order.createdMs),
      paidAt: stampOf(order.paidMs ?? startMs),
      startMs,
      endMs: startMs + termMs,
      totalKb: ((product?.kb ?? 0) * goods.amount) / rows,
      usedKb: 0,
    });
  }
  for (const [country, count] of Object.entries(goods.regions)) {
    for (let index = 0; index < count; index += 1) {
      const id = panel.nextNumber();
      state.staticIps.push({
        id,
        ip: `198.18.${Math.floor(id / 250) % 250}.${(id % 250) + 1}`,
        port: 1080,
        country_code: country,
        product_type: type,
        trade_no: order.trade_no,
        endMs,
        inMaintenance: false,
      });
    }
  }
}
