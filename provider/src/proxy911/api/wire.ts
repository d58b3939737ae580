import { z } from "zod";
import { address } from "../addresses";
import { rowsOfPage, type Page, type Totals } from "../../core/wire/pages";
import { remembered } from "../../core/wire/remembered";
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
import { country, packageSummary, paymentGroup, rawRow, staticIp } from "./wire-catalog";
import { accountTypes, gigabytesOf, orderStatuses, orderTypes } from "../words";
import { say } from "../language/say";

export type { Country, PackageSummary, PaymentGroup, StaticIp } from "./wire-catalog";

/*
 * Replies on the wire, and ours beside them: each name of the vendor stands here, once, its numbers for things in `words.ts`.
 */

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
  context.addIssue({
    code: "custom",
    message: say("has neither rows nor a number that says 0"),
    path: ["list"],
  });
  return z.NEVER;
}

/** `data.list`, of an operation that tells everything at once: must be there, even when there are no rows. */
const listOf = <Row extends z.ZodType>(row: Row) =>
  dataOf({ list: listed(row) }).transform(({ list }, context): z.output<Row>[] => {
    if (list !== undefined) return list;
    context.addIssue({ code: "custom", message: say("must be there"), path: ["list"] });
    return z.NEVER;
  });

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
      /** The vendor's number of the package. */
      id: row.id,
      /** Begin of its term, ISO 8601 with offset. */
      startsAt: row.created_at,
      /** End of its term, ISO 8601 with offset. */
      expiresAt: row.expired_at,
      /** What it is of (`product_type`). */
      productType: row.product_type,
      /** The order that bought it, by its number (`trade_no`). */
      tradeNo: row.trade_no,
      /** When it was ordered, ISO 8601 with offset. */
      orderedAt: row.order?.created_at,
      /** When it was paid, ISO 8601 with offset. */
      paidAt: row.order?.pay_at,
      /** Name of what was ordered, as the order has it. */
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
      /** The vendor's shorter number of the order. */
      id: row.id,
      /** The order's number (`trade_no`): what `adopt` takes. */
      tradeNo: row.trade_no,
      /** What the order calls its product (`product_id`): perhaps another number than the `packageId` that was ordered. */
      productId: row.product_id,
      /** Name of what was ordered (`product_name`). */
      packageName: row.product_name,
      /** Price before reductions, a decimal string (`total_fee`). */
      totalFee: row.total_fee,
      /** What is to be paid, a decimal string (`pay_fee`). */
      payFee: row.pay_fee,
      /** Where it stands (`status`). */
      status: row.status,
      /** When it was made, ISO 8601 with offset. */
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
      /** The vendor's number of the customer. */
      id: row.id,
      /** E-mail address. */
      email: row.email,
      /** Mobile number. */
      phone: row.phone,
      /** What is left to spend, a decimal string. */
      balance: row.balance,
      /** The vendor's own code, without a documented meaning. */
      status: row.status,
      /** Whether the customer's real name is verified (`is_real_name`). */
      isRealNameVerified: row.is_real_name,
      /** When the customer registered, ISO 8601 with offset. */
      createdAt: row.created_at,
    }));

  return {
    /** `undefined` where a list is there, but written as nothing: no number says that there are none. */
    accounts: dataOf({
      list: z.preprocess((list) => (isBlank(list) ? null : list), z.array(remembered(account)).nullish()),
    }).transform(({ list }, context) => {
      if (list !== undefined) return list ?? undefined;
      context.addIssue({ code: "custom", message: say("must be there"), path: ["list"] });
      return z.NEVER;
    }),
    usagePerDay: listOf(
      z.object({ day: requiredText, flow: requiredInteger }).transform(({ day, flow }) => ({
        /** The day, as the vendor writes it. */
        day,
        /** Traffic used, in KB. */
        usageKb: flow,
        /** The same in GB (of 1024² KB), a decimal string. */
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
      z.object({ code: requiredText, number: requiredInteger }).transform(({ code, number }) => ({
        /** Code of the country or region: `US`. */
        countryCode: code,
        /** How many are for sale. */
        available: number,
      })),
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
      z.object({ amount: requiredInteger, ratio: decimal }).transform(({ amount, ratio }) => ({
        /** Amount of the top-up. */
        amount,
        /** The ratio, a decimal string. */
        ratio,
      })),
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
