import { z } from "zod";
import { coupons, countries, giftRatios, paymentGroups, products, stock } from "./offer";
import { Coupon, Country, GiftRatio, PaymentGroup, Product, RegionStock } from "./offer-shapes";

/** A sub-account, by its wire names, and what the network still has to do with it. */
export const Account = z.object({
  id: z.number(),
  username: z.string(),
  password: z.string(),
  created_at: z.string(),
  remark: z.string(),
  product_type: z.number(),
  limit_flow: z.number(),
  enabled: z.boolean(),
  /** When the network obeys a disabling, milliseconds; `null` when none is under way. */
  offAtMs: z.number().nullable(),
  /** When a deletion is done, milliseconds; `null` when none is under way. */
  goneAtMs: z.number().nullable(),
  /** The password that still works, and until when. */
  oldPassword: z.object({ password: z.string(), untilMs: z.number() }).nullable(),
});
export type Account = z.infer<typeof Account>;

/** Traffic of an account, which shows some minutes later. */
export const Usage = z.object({
  accountId: z.number(),
  username: z.string(),
  product_type: z.number(),
  kb: z.number(),
  atMs: z.number(),
});
export type Usage = z.infer<typeof Usage>;

/** A bought package. */
export const Package = z.object({
  id: z.number(),
  product_type: z.number(),
  trade_no: z.string(),
  title: z.string(),
  orderedAt: z.string(),
  paidAt: z.string(),
  startMs: z.number(),
  endMs: z.number(),
  totalKb: z.number(),
  usedKb: z.number(),
});
export type Package = z.infer<typeof Package>;

export const StaticIp = z.object({
  id: z.number(),
  ip: z.string(),
  port: z.number(),
  country_code: z.string(),
  product_type: z.number(),
  trade_no: z.string(),
  endMs: z.number(),
  inMaintenance: z.boolean(),
});
export type StaticIp = z.infer<typeof StaticIp>;

/** What an order is for: kept until it is paid. */
export const OrderedGoods = z.object({
  amount: z.number(),
  regions: z.record(z.string(), z.number()),
  renewIds: z.array(z.number()),
  renewMonths: z.number(),
  rechargeAmount: z.number(),
  couponCode: z.string().nullable(),
});
export type OrderedGoods = z.infer<typeof OrderedGoods>;

export const Order = z.object({
  id: z.number(),
  trade_no: z.string(),
  product_id: z.number(),
  product_name: z.string(),
  product_type: z.number(),
  /** Decimals, two places. */
  total_fee: z.string(),
  pay_fee: z.string(),
  /** 0 unpaid, 1 paid, 2 cancelled, 3 refunded. */
  status: z.number(),
  pm_id: z.number(),
  createdMs: z.number(),
  /** When an unpaid order is cancelled. */
  deadlineMs: z.number(),
  paidMs: z.number().nullable(),
  delivered: z.boolean(),
  goods: OrderedGoods,
});
export type Order = z.infer<typeof Order>;

const User = z.object({
  id: z.number(),
  email: z.string(),
  phone: z.string(),
  balance: z.string(),
  status: z.number(),
  is_real_name: z.boolean(),
  created_at: z.string(),
  /** May use the discount for registration by invitation, once. */
  invited: z.boolean(),
});

/** Everything that the vendor remembers. */
export const Proxy911State = z.object({
  schema: z.literal("proxy911-sandbox-1"),
  appKey: z.string(),
  clockOffsetMs: z.number(),
  /** Last number given out. */
  sequence: z.number(),
  user: User,
  /** Accounts of one product type at the most. */
  accountQuota: z.number(),
  accounts: z.array(Account),
  usage: z.array(Usage),
  packages: z.array(Package),
  staticIps: z.array(StaticIp),
  orders: z.array(Order),
  /** Addresses given out by `ip/v3`. */
  extracted: z.number(),
  products: z.array(Product),
  paymentGroups: z.array(PaymentGroup),
  stock: z.array(RegionStock),
  countries: z.array(Country),
  coupons: z.array(Coupon),
  giftRatios: z.array(GiftRatio),
  /** Why every call is refused, if it is. */
  blocked: z.object({ code: z.number(), message: z.string() }).nullable(),
});
export type Proxy911State = z.infer<typeof Proxy911State>;

/** A new customer: a balance, nothing bought. */
export const freshState = (appKey: string, balance: string, accountQuota: number): Proxy911State => ({
  schema: "proxy911-sandbox-1",
  appKey,
  clockOffsetMs: 0,
  sequence: 1000,
  user: {
    id: 88001,
    email: "buyer@example.com",
    phone: "13800000000",
    balance,
    status: 1,
    is_real_name: true,
    created_at: "2022-05-13 12:14:15",
    invited: false,
  },
  accountQuota,
  accounts: [],
  usage: [],
  packages: [],
  staticIps: [],
  orders: [],
  extracted: 0,
  ...structuredClone({ products, paymentGroups, stock, countries, coupons, giftRatios }),
  blocked: null,
});
