import Big from "big.js";
import { z } from "zod";
import { pay, release, reserve } from "./delivery";
import { reading, writing } from "./operation";
import type { Product } from "./offer-shapes";
import type { Proxy911Panel } from "./panel";
import { commaList, pageSize, positive, queriedOrderType, queriedStatus, tradeNo } from "./params";
import { Proxy911Refusal } from "./refusal";
import type { Order, OrderedGoods } from "./state";
import { stampOf } from "./time";

/** Far from every `pid`. */
const firstOwnProductId = 5_000;

const wire = ({ manners }: Proxy911Panel, order: Order) => ({
  id: order.id,
  trade_no: order.trade_no,
  product_id: order.product_id + (manners.productIds === "own" ? firstOwnProductId : 0),
  product_name: order.product_name,
  total_fee: Number(order.total_fee),
  pay_fee: Number(order.pay_fee),
  status: order.status,
  created_at: stampOf(order.createdMs),
});

/** Orders, newest first. */
export const orderList = reading(
  z.strictObject({
    page_no: positive.default(1),
    page_size: pageSize.default(10),
    trade_no: tradeNo.optional(),
    status: queriedStatus(0, 1, 2, 3).optional(),
    product_type: queriedOrderType.optional(),
  }),
  (panel, { page_no, page_size, product_type, ...others }) => {
    const filters = panel.manners.orderTypeFilter === "heeded" ? { ...others, product_type } : others;
    const rows = panel.state.orders
      .filter((order) =>
        Object.entries(filters).every(
          ([key, value]) => value === undefined || Reflect.get(order, key) === value,
        ),
      )
      .reverse();
    return {
      list: rows.slice((page_no - 1) * page_size, page_no * page_size).map((row) => wire(panel, row)),
      pagination: { total: rows.length, page_no, page_size, total_pages: Math.ceil(rows.length / page_size) },
    };
  },
  "newer",
);

const regionList = z
  .string()
  .regex(/^[A-Z]{2},[1-9]\d{0,3}(\|[A-Z]{2},[1-9]\d{0,3})*$/, "CC,number|CC,number")
  .transform((text) => {
    const pairs = text.split("|").map((part) => part.split(","));
    return Object.fromEntries(pairs.map(([code = "", count = ""]) => [code, Number(count)]));
  });

const OrderForm = z.strictObject({
  pid: z.int(),
  pm_id: z.int(),
  upids: commaList(z.string().regex(/^\d+$/).transform(Number)).optional(),
  amount: z.int().min(1).max(1_000).optional(),
  region_list: regionList.optional(),
  coupon_sn: z.string().min(1).optional(),
  use_invitation_registration_discount: z.boolean().optional(),
  renew_duration: z.union([z.int().min(1).max(12), z.string().regex(/^[1-9]m$/)]).optional(),
  product_sku_bandwidth_id: z.int().optional(),
  product_sku_concurrency_id: z.int().optional(),
  recharge_amount: z.int().min(1).optional(),
});
type OrderForm = z.output<typeof OrderForm>;

/** Parameters that a product type takes beside those of every order, and those of them that it needs. */
const parametersOf: Record<number, { takes: (keyof OrderForm)[]; needs: (keyof OrderForm)[] }> = {
  3: { takes: [], needs: ["recharge_amount"] },
  11: { takes: ["amount"], needs: ["product_sku_bandwidth_id", "product_sku_concurrency_id"] },
  14: { takes: [], needs: ["region_list"] },
  19: { takes: ["renew_duration"], needs: ["upids"] },
  25: { takes: [], needs: ["region_list"] },
};
const ofEveryOrder: (keyof OrderForm)[] = [
  "pid",
  "pm_id",
  "coupon_sn",
  "use_invitation_registration_discount",
];

function assertParameters(product: Product, form: OrderForm): void {
  const { takes, needs } = parametersOf[product.type] ?? { takes: ["amount"], needs: [] };
  const missing = needs.filter((key) => form[key] === undefined);
  const allowed = new Set([...ofEveryOrder, ...takes, ...needs]);
  const foreign = Object.keys(form).filter((key) => !([...allowed] as string[]).includes(key));
  const errors = Object.fromEntries([
    ...missing.map((key): [string, string] => [key, "required"]),
    ...foreign.map((key): [string, string] => [key, "not for this package"]),
  ]);
  if (Object.keys(errors).length > 0) throw new Proxy911Refusal("参数错误", 400, errors);
}

function goodsOf(panel: Proxy911Panel, product: Product, form: OrderForm): OrderedGoods {
  for (const id of form.upids ?? []) {
    if (!panel.state.staticIps.some((address) => address.id === id))
      throw new Proxy911Refusal(`静态IP不存在：${id}`);
  }
  const isp = product.type === 25 ? "1" : "0";
  for (const [code, count] of Object.entries(form.region_list ?? {})) {
    const row = panel.state.stock.find((one) => one.isp === isp && one.code === code);
    if (row === undefined) throw new Proxy911Refusal(`国家或地区不存在：${code}`);
    if (row.number < count) throw new Proxy911Refusal(`库存不足：${code}`);
  }
  return {
    amount: form.amount ?? 1,
    regions: form.region_list ?? {},
    renewIds: form.upids ?? [],
    renewMonths: Number.parseInt(String(form.renew_duration ?? 1), 10),
    rechargeAmount: form.recharge_amount ?? 0,
    couponCode: form.coupon_sn ?? null,
  };
}

function optionPrice(options: Record<string, string>, id: number | undefined): string {
  if (id === undefined) return "0";
  const price = options[String(id)];
  if (price === undefined) throw new Proxy911Refusal(`规格不存在：${id}`);
  return price;
}

/** What the goods cost before reductions. */
function totalOf(product: Product, form: OrderForm, goods: OrderedGoods): Big {
  const one = new Big(product.price)
    .plus(optionPrice(product.bandwidthOptions, form.product_sku_bandwidth_id))
    .plus(optionPrice(product.concurrencyOptions, form.product_sku_concurrency_id));
  if (product.type === 3) return new Big(goods.rechargeAmount);
  if (product.type === 19) return one.times(goods.renewIds.length).times(goods.renewMonths);
  const addresses = Object.values(goods.regions).reduce((count, more) => count + more, 0);
  return one.times(addresses === 0 ? goods.amount : addresses);
}

function payableOf(panel: Proxy911Panel, form: OrderForm, total: Big): Big {
  const { coupons, user } = panel.state;
  let payable = total;
  if (form.coupon_sn !== undefined) {
    const coupon = coupons.find((one) => one.code === form.coupon_sn && !one.used);
    if (coupon === undefined) throw new Proxy911Refusal("优惠券无效");
    payable = payable.minus(coupon.discount);
  }
  if (form.use_invitation_registration_discount === true) {
    if (!user.invited) throw new Proxy911Refusal("不满足邀请注册优惠条件");
    payable = payable.times("0.9");
  }
  return payable.lt(0) ? new Big(0) : payable.round(2);
}

/** Makes an order: paid at once from the balance, or left to be paid. */
export const orderCreate = writing(
  OrderForm,
  (panel, form) => {
    const { state, manners } = panel;
    const product = state.products.find((one) => one.id === form.pid && one.onSale);
    if (product === undefined) throw new Proxy911Refusal("套餐不存在");
    const method = state.paymentGroups.flatMap((group) => group.items).find((one) => one.id === form.pm_id);
    if (method === undefined || method.disabled) throw new Proxy911Refusal("支付方式不可用");
    assertParameters(product, form);
    const goods = goodsOf(panel, product, form);
    const total = totalOf(product, form, goods);
    const payable = payableOf(panel, form, total);
    if (payable.lt(method.min) || payable.gt(method.max))
      throw new Proxy911Refusal("支付金额超出支付方式限额");
    const isBalance = method.group === "balance";
    if (isBalance && product.type === 3) throw new Proxy911Refusal("支付方式不可用");
    if (isBalance && payable.gt(state.user.balance)) throw new Proxy911Refusal("余额不足");
    const now = panel.now();
    const order: Order = {
      id: panel.nextNumber(),
      trade_no: panel.nextTradeNo(),
      product_id: product.id,
      product_name: product.name,
      product_type: product.type,
      total_fee: total.toFixed(2),
      pay_fee: payable.toFixed(2),
      status: 0,
      pm_id: method.id,
      createdMs: now,
      deadlineMs: now + manners.paymentSeconds * 1_000,
      paidMs: null,
      delivered: false,
      goods,
    };
    state.orders.push(order);
    reserve(panel, order);
    if (isBalance) {
      state.user.balance = new Big(state.user.balance).minus(payable).toFixed(2);
      pay(panel, order);
      panel.settle();
    }
    return manners.orderReply === "none" ? undefined : wire(panel, order);
  },
  "newer",
);

/** Cancels an order that is not paid. */
export const orderClose = writing(
  z.strictObject({ trade_no: tradeNo }),
  (panel, params) => {
    const order = panel.order(params.trade_no);
    if (order.status !== 0) throw new Proxy911Refusal("订单状态不允许取消");
    release(panel, order);
    return undefined;
  },
  "newer",
);
