import { z } from "zod";
import { decimal, flag, requiredInteger, requiredText, text } from "./scalars";
import { gigabytesOf } from "../words";

/* Replies on what can be bought, paid with and used, and ours beside them. */

const traffic = requiredInteger.transform(gigabytesOf);

const place = z
  .object({ city: text, state: text, continent_code: text, country_code: text })
  .transform(({ city, state, continent_code, country_code }) => ({
    /** The city, where cities were asked for. */
    city,
    /** The state or province: what `getCities` and `extractIps` take. */
    state,
    /** Code of its continent. */
    continentCode: continent_code,
    /** Code of its country. */
    countryCode: country_code,
  }));

export const country = z
  .object({
    name_zh_cn: text,
    name_en: text,
    continent_code: text,
    country_code: requiredText,
    items: z.array(place).nullish(),
  })
  .transform((row) => ({
    /** Code of the country or region: `US`. */
    countryCode: row.country_code,
    /** Its name in English. */
    name: row.name_en,
    /** Its name in Chinese. */
    chineseName: row.name_zh_cn,
    /** Code of its continent. */
    continentCode: row.continent_code,
    /** Its states, with their cities where these were asked for. */
    places: row.items ?? [],
  }));
export type Country = z.output<typeof country>;

const paymentMethod = z
  .object({
    id: requiredInteger,
    title: text,
    logo: text,
    group: text,
    disabled: flag,
    min: decimal,
    max: decimal,
  })
  .transform(({ id, title, logo, group, min, max, disabled }) => ({
    /** Its number: what `paymentMethodId` takes. */
    id,
    /** Its name. */
    title,
    /** Address of its picture. */
    logo,
    /** The group that it is in. */
    group,
    /** Whether it cannot be used. */
    disabled: disabled ?? false,
    /** The smallest amount, a decimal string. */
    minAmount: min,
    /** The largest amount, a decimal string. */
    maxAmount: max,
  }));

export const paymentGroup = z
  .object({ name: text, logos: z.array(z.string()).nullish(), items: z.array(paymentMethod).nullish() })
  .transform((row) => ({
    /** Name of the group. */
    name: row.name,
    /** Addresses of its pictures. */
    logos: row.logos ?? [],
    /** The methods in it. */
    methods: row.items ?? [],
  }));
export type PaymentGroup = z.output<typeof paymentGroup>;

export const packageSummary = z
  .object({
    total: traffic,
    total_count: requiredInteger,
    effective: traffic,
    effective_count: requiredInteger,
    effective_total: traffic,
    effective_used: traffic,
    temporary: traffic,
    temporary_count: requiredInteger,
    expired: traffic,
    expired_count: requiredInteger,
    used: traffic,
  })
  .transform((row) => ({
    /** Traffic of all packages, in GB, a decimal string (`total`). */
    totalGb: row.total,
    /** Number of all packages. */
    packageCount: row.total_count,
    /** What is left in packages that are valid, in GB (`effective`). */
    validGb: row.effective,
    /** Number of packages that are valid. */
    validCount: row.effective_count,
    /** Traffic of the packages that are valid, in GB (`effective_total`). */
    validTotalGb: row.effective_total,
    /** What is used of it, in GB (`effective_used`). */
    validUsedGb: row.effective_used,
    /** What is left in packages that expire within seven days, in GB (`temporary`). */
    expiringGb: row.temporary,
    /** Number of packages that expire within seven days. */
    expiringCount: row.temporary_count,
    /** What was left in packages that have expired, in GB (`expired`). */
    expiredGb: row.expired,
    /** Number of packages that have expired. */
    expiredCount: row.expired_count,
    /** Traffic used, in GB (`used`). */
    usedGb: row.used,
  }));
export type PackageSummary = z.output<typeof packageSummary>;

export const rawRow = z.record(z.string(), z.unknown());

/** A static IP. The vendor documents no field: what came is kept as it is. */
export const staticIp = rawRow.transform((fields) => ({
  /** What a renewal names; `undefined` where a record has none. */
  id: text.parse(fields.id) ?? text.parse(fields.user_product_id),
  /** The whole record, as it came. */
  fields,
}));
export type StaticIp = z.output<typeof staticIp>;
