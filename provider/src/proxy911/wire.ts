import { z } from "zod";
import { rowsOfPage, type Page, type Totals } from "../core/wire/pages";
import { address } from "./addresses";
import {
  decimal,
  flag,
  integer,
  money,
  requiredInteger,
  requiredText,
  secretText,
  text,
  time,
  word,
} from "./scalars";
import { accountTypes, gigabytesOf, orderStatuses, orderTypes } from "./words";

/*
 * Replies on the wire, and ours beside them: each name of the vendor stands here, once, its numbers for things in `words.ts`.
 */

const traffic = requiredInteger.transform(gigabytesOf);

/** `data`, of which no field must be there. Where it is an array, that is the list. */
const dataOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((data) => {
    if (!Array.isArray(data)) return data ?? {};
    // PHP writes an object without fields as an empty array.
    return data.length === 0 ? {} : { list: data };
  }, z.looseObject(shape));

/** Ways in which PHP writes that a list has no rows. */
const isBlank = (value: unknown): boolean =>
  value === null ||
  value === "" ||
  (typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0);

/** `list`: its rows; `undefined` where its key is not there, which is no list. */
const listed = <Row extends z.ZodType>(row: Row) =>
  z.preprocess((value) => (isBlank(value) ? [] : value), z.array(row).optional());

/** A page of a list, or a spoilt reply where neither rows nor a number says what there is. */
function pageOf<Row>(
  rowsIfThere: readonly Row[] | undefined,
  totals: Totals,
  context: z.RefinementCtx,
): Page<Row> {
  const rows = rowsOfPage(rowsIfThere, totals);
  if (rows !== undefined) return { rows, ...totals };
  context.addIssue({ code: "custom", message: "has neither rows nor a number that says 0", path: ["list"] });
  return z.NEVER;
}

/** `data.list`, of an operation that tells everything at once: must be there, even when there are no rows. */
const listOf = <Row extends z.ZodType>(row: Row) =>
  dataOf({ list: listed(row) }).transform(({ list }, context): z.output<Row>[] => {
    if (list !== undefined) return list;
    context.addIssue({ code: "custom", message: "must be there", path: ["list"] });
    return z.NEVER;
  });

const place = z
  .object({ city: text, state: text, continent_code: text, country_code: text })
  .transform(({ city, state, continent_code, country_code }) => ({
    city,
    state,
    continentCode: continent_code,
    countryCode: country_code,
  }));

const country = z
  .object({
    name_zh_cn: text,
    name_en: text,
    continent_code: text,
    country_code: requiredText,
    items: z.array(place).nullish(),
  })
  .transform((row) => ({
    countryCode: row.country_code,
    name: row.name_en,
    chineseName: row.name_zh_cn,
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
  .transform(({ min, max, disabled, ...row }) => ({
    ...row,
    disabled: disabled ?? false,
    /** The smallest and the largest amount, as decimal strings. */
    minAmount: min,
    maxAmount: max,
  }));

const paymentGroup = z
  .object({ name: text, logos: z.array(z.string()).nullish(), items: z.array(paymentMethod).nullish() })
  .transform((row) => ({ name: row.name, logos: row.logos ?? [], methods: row.items ?? [] }));
export type PaymentGroup = z.output<typeof paymentGroup>;

const packageSummary = z
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
    totalGb: row.total,
    packageCount: row.total_count,
    /** What is left in packages that are valid. */
    validGb: row.effective,
    validCount: row.effective_count,
    validTotalGb: row.effective_total,
    validUsedGb: row.effective_used,
    /** What is left in packages that expire within seven days. */
    expiringGb: row.temporary,
    expiringCount: row.temporary_count,
    /** What was left in packages that have expired. */
    expiredGb: row.expired,
    expiredCount: row.expired_count,
    usedGb: row.used,
  }));
export type PackageSummary = z.output<typeof packageSummary>;

const rawRow = z.record(z.string(), z.unknown());

/** A static IP. The vendor documents no field: what came is kept as it is. */
const staticIp = rawRow.transform((fields) => ({
  /** What a renewal names; `undefined` where a record has none. */
  id: text.parse(fields.id) ?? text.parse(fields.user_product_id),
  fields,
}));
export type StaticIp = z.output<typeof staticIp>;

/** Bought static IPs, wherever the reply has them, and how many there are in all. */
const staticIps = z.unknown().transform((data) => {
  const page = rawRow.safeParse(data).data ?? {};
  const rows = z.array(staticIp).safeParse(Array.isArray(data) ? data : page.list);
  const { total: inPagination } = rawRow.safeParse(page.pagination).data ?? {};
  const [total] = [page.total_count, page.total, inPagination].flatMap((value) => integer.parse(value) ?? []);
  return { rows: rows.data ?? [], total };
});

/** @param timeZone the IANA zone of the vendor's wall. */
export function createWire(timeZone: string) {
  const moment = time(timeZone);

  const account = z
    .object({
      id: requiredInteger,
      username: requiredText,
      password: secretText,
      created_at: moment,
      remark: text,
      product_type: word(accountTypes),
      usage_flow: integer,
      limit_flow: text.transform((limit): unknown => limit ?? 0).pipe(requiredInteger),
      status: word({ enabled: 1, disabled: 0 }),
    })
    .transform((row) => ({
      id: row.id,
      username: row.username,
      password: row.password,
      createdAt: row.created_at,
      remark: row.remark ?? "",
      productType: row.product_type,
      usageKb: row.usage_flow ?? 0,
      usageGb: gigabytesOf(row.usage_flow ?? 0),
      /** 0 is unlimited. */
      trafficLimitGb: row.limit_flow,
      status: row.status,
    }));

  const boughtPackage = z
    .object({
      id: requiredInteger,
      created_at: moment,
      expired_at: moment,
      product_type: word(orderTypes),
      trade_no: requiredText,
      order: z.object({ created_at: moment, pay_at: moment, title: text }).nullish(),
    })
    .transform((row) => ({
      id: row.id,
      startsAt: row.created_at,
      expiresAt: row.expired_at,
      productType: row.product_type,
      tradeNo: row.trade_no,
      orderedAt: row.order?.created_at,
      paidAt: row.order?.pay_at,
      title: row.order?.title,
    }));

  const order = z
    .object({
      id: requiredInteger,
      trade_no: requiredText,
      product_id: requiredInteger,
      product_name: text,
      total_fee: money,
      pay_fee: money,
      status: word(orderStatuses),
      created_at: moment,
    })
    .transform((row) => ({
      id: row.id,
      tradeNo: row.trade_no,
      /** Not called the `pid` that was ordered, and perhaps another number. */
      productId: row.product_id,
      packageName: row.product_name,
      /** Before reductions. */
      totalFee: row.total_fee,
      /** What is to be paid. */
      payFee: row.pay_fee,
      status: row.status,
      createdAt: row.created_at,
    }));

  const user = z
    .object({
      id: requiredInteger,
      email: text,
      phone: text,
      balance: decimal,
      status: text,
      is_real_name: flag,
      created_at: moment,
    })
    .transform((row) => ({
      id: row.id,
      email: row.email,
      phone: row.phone,
      balance: row.balance,
      /** The vendor's own code, without a documented meaning. */
      status: row.status,
      isRealNameVerified: row.is_real_name,
      createdAt: row.created_at,
    }));

  return {
    /** `undefined` where a list is there, but written as nothing: no number says that there are none. */
    accounts: dataOf({
      list: z.preprocess((list) => (isBlank(list) ? null : list), z.array(account).nullish()),
    }).transform(({ list }, context) => {
      if (list !== undefined) return list ?? undefined;
      context.addIssue({ code: "custom", message: "must be there", path: ["list"] });
      return z.NEVER;
    }),
    usagePerDay: listOf(
      z.object({ day: requiredText, flow: requiredInteger }).transform(({ day, flow }) => ({
        day,
        usageKb: flow,
        usageGb: gigabytesOf(flow),
      })),
    ),
    packages: dataOf({
      list: listed(boughtPackage),
      total_count: integer,
      total_page: integer,
    }).transform((data, context) =>
      pageOf(data.list, { total: data.total_count, pages: data.total_page }, context),
    ),
    packageSummary,
    /** Lists in lists, or one flat list. */
    addresses: listOf(z.union([address, z.array(address)])).transform((list) => list.flat()),
    countries: listOf(country),
    names: listOf(z.string()),
    staticIps,
    stock: listOf(
      z
        .object({ code: requiredText, number: requiredInteger })
        .transform(({ code, number }) => ({ countryCode: code, available: number })),
    ),
    orders: dataOf({
      list: listed(order),
      pagination: z.looseObject({ total: integer, total_pages: integer }).nullish(),
    }).transform(({ list, pagination }, context) =>
      pageOf(list, { total: pagination?.total, pages: pagination?.total_pages }, context),
    ),
    /** `undefined` where it cannot be read: that the order was made is certain all the same. */
    placedOrder: z.unknown().transform((data) => order.safeParse(data).data),
    user,
    paymentGroups: listOf(paymentGroup),
    topUpBonuses: listOf(
      z
        .object({ amount: requiredInteger, ratio: decimal })
        .transform(({ amount, ratio }) => ({ amount, ratio })),
    ),
  };
}

export type Wire = ReturnType<typeof createWire>;
export type ProxyAccountRow = NonNullable<z.output<Wire["accounts"]>>[number];
export type UsageOfDay = z.output<Wire["usagePerDay"]>[number];
export type BoughtPackage = z.output<Wire["packages"]>["rows"][number];
export type Order = z.output<Wire["orders"]>["rows"][number];
export type User = z.output<Wire["user"]>;
export type RegionStock = z.output<Wire["stock"]>[number];
export type TopUpBonus = z.output<Wire["topUpBonuses"]>[number];
