import { z } from "zod";

/** What is for sale: the document has no price list, so only customer service knows these. */
export const Product = z.object({
  id: z.number(),
  name: z.string(),
  type: z.number(),
  /** Of one package, one address, or one month of an address. Decimal, two places. */
  price: z.string(),
  /** Traffic of one package, KB. */
  kb: z.number(),
  /** How long the goods last. */
  days: z.number(),
  /** Options of type 11 and what they add to the price. */
  bandwidthOptions: z.record(z.string(), z.string()),
  concurrencyOptions: z.record(z.string(), z.string()),
  onSale: z.boolean(),
});
export type Product = z.infer<typeof Product>;

export const PaymentMethod = z.object({
  id: z.number(),
  title: z.string(),
  logo: z.string(),
  /** `balance` pays at once; the others wait for the buyer. */
  group: z.string(),
  disabled: z.boolean(),
  min: z.number(),
  max: z.number(),
});
export const PaymentGroup = z.object({
  name: z.string(),
  logos: z.array(z.string()),
  items: z.array(PaymentMethod),
});
export type PaymentGroup = z.infer<typeof PaymentGroup>;

export const RegionStock = z.object({ isp: z.enum(["0", "1"]), code: z.string(), number: z.number() });
export type RegionStock = z.infer<typeof RegionStock>;

export const Country = z.object({
  name_zh_cn: z.string(),
  name_en: z.string(),
  continent_code: z.string(),
  country_code: z.string(),
  /** Cities by state. */
  states: z.record(z.string(), z.array(z.string())),
});
export type Country = z.infer<typeof Country>;

export const Coupon = z.object({ code: z.string(), discount: z.string(), used: z.boolean() });
export type Coupon = z.infer<typeof Coupon>;

export const GiftRatio = z.object({ amount: z.number(), ratio: z.number() });
export type GiftRatio = z.infer<typeof GiftRatio>;
