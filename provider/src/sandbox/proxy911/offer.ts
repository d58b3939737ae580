import type { Coupon, Country, GiftRatio, PaymentGroup, Product, RegionStock } from "./offer-shapes";

const plain = { kb: 0, days: 30, bandwidthOptions: {}, concurrencyOptions: {}, onSale: true };
export const gigabyteKb = 1024 * 1024;

export const products: Product[] = [
  { ...plain, id: 3, name: "余额充值", type: 3, price: "1.00" },
  { ...plain, id: 101, name: "入门级", type: 9, price: "15.00", kb: 5 * gigabyteKb },
  { ...plain, id: 102, name: "专业级", type: 9, price: "200.00", kb: 100 * gigabyteKb },
  {
    ...plain,
    id: 111,
    name: "动态全球时长套餐V2",
    type: 11,
    price: "80.00",
    bandwidthOptions: { "1101": "0.00", "1102": "40.00" },
    concurrencyOptions: { "1111": "0.00", "1112": "25.00" },
  },
  { ...plain, id: 121, name: "长效IDC流量", type: 12, price: "30.00", kb: 10 * gigabyteKb },
  { ...plain, id: 141, name: "静态数据中心IP", type: 14, price: "2.50" },
  { ...plain, id: 181, name: "网页采集", type: 18, price: "9.00" },
  { ...plain, id: 191, name: "静态IP续费", type: 19, price: "4.00" },
  { ...plain, id: 251, name: "静态住宅IP", type: 25, price: "5.00" },
  { ...plain, id: 901, name: "旧套餐", type: 9, price: "1.00", kb: gigabyteKb, onSale: false },
];

const logo = (name: string): string => `https://example.com/${name}.png`;

export const paymentGroups: PaymentGroup[] = [
  {
    name: "余额",
    logos: [logo("balance")],
    items: [
      {
        id: 1,
        title: "余额支付",
        logo: logo("balance"),
        group: "balance",
        disabled: false,
        min: 0,
        max: 100_000,
      },
    ],
  },
  {
    name: "在线支付",
    logos: [logo("alipay"), logo("usdt")],
    items: [
      { id: 2, title: "支付宝", logo: logo("alipay"), group: "online", disabled: false, min: 10, max: 5_000 },
      { id: 3, title: "USDT", logo: logo("usdt"), group: "online", disabled: true, min: 50, max: 50_000 },
    ],
  },
];

export const stock: RegionStock[] = [
  { isp: "1", code: "US", number: 55 },
  { isp: "1", code: "JP", number: 8 },
  { isp: "1", code: "DE", number: 0 },
  { isp: "0", code: "US", number: 200 },
  { isp: "0", code: "HK", number: 30 },
];

export const countries: Country[] = [
  {
    name_zh_cn: "美国",
    name_en: "United States",
    continent_code: "NA",
    country_code: "US",
    states: { CA: ["Los Angeles", "San Francisco"], NY: ["New York"] },
  },
  {
    name_zh_cn: "日本",
    name_en: "Japan",
    continent_code: "AS",
    country_code: "JP",
    states: { Tokyo: ["Tokyo"] },
  },
  {
    name_zh_cn: "德国",
    name_en: "Germany",
    continent_code: "EU",
    country_code: "DE",
    states: { BE: ["Berlin"], BY: ["Munich", "Nuremberg"] },
  },
];

export const coupons: Coupon[] = [{ code: "WELCOME5", discount: "5.00", used: false }];

export const giftRatios: GiftRatio[] = [
  { amount: 100, ratio: 1.2 },
  { amount: 1_000, ratio: 3 },
];
