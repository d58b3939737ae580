import { Big } from "big.js";

/* The vendor's numbers for things and its units, and ours beside them. */

/** What an account or a package is of. */
export const accountTypes = {
  dynamicResidentialTraffic: 9,
  dynamicResidentialIp: 11,
  staticDatacenterIp: 14,
  staticResidentialIp: 25,
} as const;
export type AccountType = keyof typeof accountTypes;
/** The types whose packages `user-product/list` is documented to have. */
export const listedTypes = [
  "dynamicResidentialTraffic",
  "dynamicResidentialIp",
  "staticDatacenterIp",
  "staticResidentialIp",
] as const satisfies AccountType[];

/** What an order is for. Type 11 is also called the dynamic global time-based package V2. */
export const orderTypes = {
  ...accountTypes,
  balanceTopUp: 3,
  longTermIdcTraffic: 12,
  staticResidentialIpTraffic: 13,
  longTermIspTraffic: 15,
  staticTraffic: 16,
  dynamicIpCount: 17,
  webScraper: 18,
  staticIpRenewal: 19,
  staticIpReplacementQuota: 20,
  staticTrafficV2: 21,
  staticTrafficAddOn: 24,
  supplementaryPayment: 26,
  serp: 27,
  video: 28,
} as const;
export type OrderType = keyof typeof orderTypes;

export const orderStatuses = { unpaid: 0, paid: 1, cancelled: 2, refunded: 3 } as const;
export type OrderStatus = keyof typeof orderStatuses;

export const staticIpStatuses = { active: 1, inactive: 2, expiring: 3, maintenance: 4 } as const;
export type StaticIpStatus = keyof typeof staticIpStatuses;

/** As the vendor's own sample figures have it: a whole package is 1048576 KB there, a half 524288. */
const kilobytesPerGigabyte = 1024 ** 2;

/** KB as GB, in an exact decimal string: 1572864 → `"1.5"`. */
export function gigabytesOf(kilobytes: number): string {
  return new Big(kilobytes).div(kilobytesPerGigabyte).toFixed();
}
