import { z } from "zod";
import { reading } from "./operation";
import { accountTypes, pageSize, positive, queriedStatus, queriedType, tradeNo, username } from "./params";
import { Proxy911Refusal } from "./refusal";
import type { Package } from "./state";
import { momentOf, stampOf } from "./time";

const dayMs = 86_400_000;

const stamp = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  .transform(momentOf)
  .refine((moment) => !Number.isNaN(moment));

/** Traffic per day: of all accounts that ever had the name, deleted ones apart. */
export const usageTotal = reading(
  z.strictObject({
    start_time: stamp.optional(),
    end_time: stamp.optional(),
    username: username.optional(),
    product_type: queriedType.optional(),
  }),
  (panel, params) => {
    const { state, manners } = panel;
    const shown = panel.now() - manners.usageLagSeconds * 1_000;
    const to = params.end_time ?? panel.now();
    const from = params.start_time ?? to - 7 * dayMs;
    if (from > to) throw new Proxy911Refusal("参数错误", 400, { start_time: "after end_time" });
    const there = new Set(state.accounts.map((account) => account.id));
    const days = new Map<string, number>();
    for (const usage of state.usage) {
      const { atMs, accountId } = usage;
      if (atMs > shown || atMs < from || atMs > to || !there.has(accountId)) continue;
      if (params.username !== undefined && usage.username !== params.username) continue;
      if (params.product_type !== undefined && usage.product_type !== params.product_type) continue;
      const day = stampOf(atMs).slice(0, 10);
      days.set(day, (days.get(day) ?? 0) + usage.kb);
    }
    return { list: [...days].sort().map(([day, flow]) => ({ day, flow })) };
  },
);

const listedTypes: readonly number[] = accountTypes;

/** Bought packages, newest first: of the types that the document names, and of no other. */
export const packageList = reading(
  z.strictObject({
    trade_no: tradeNo.optional(),
    page: positive.default(1),
    size: pageSize.default(20),
    product_type: queriedType.optional(),
  }),
  (panel, { trade_no, page, size, product_type }) => {
    const rows = panel.state.packages
      .filter((one) => listedTypes.includes(one.product_type) && one.startMs <= panel.now())
      .filter((one) => trade_no === undefined || one.trade_no === trade_no)
      .filter((one) => product_type === undefined || one.product_type === product_type)
      .reverse();
    return {
      list: rows.slice((page - 1) * size, page * size).map((one) => ({
        id: one.id,
        created_at: stampOf(one.startMs),
        expired_at: stampOf(one.endMs),
        product_type: one.product_type,
        trade_no: one.trade_no,
        order: { created_at: one.orderedAt, pay_at: one.paidAt, title: one.title },
      })),
      page,
      page_size: size,
      total_count: rows.length,
      total_page: Math.ceil(rows.length / size),
    };
  },
);

const left = (rows: Package[]): number => rows.reduce((total, one) => total + one.totalKb - one.usedKb, 0);
const used = (rows: Package[]): number => rows.reduce((total, one) => total + one.usedKb, 0);

export const packageSummary = reading(
  z.strictObject({ product_type: queriedStatus(9, 12).default(9) }),
  (panel, { product_type }) => {
    const now = panel.now();
    const rows = panel.state.packages.filter((one) => one.product_type === product_type);
    const valid = rows.filter((one) => one.endMs > now);
    const ending = valid.filter((one) => one.endMs <= now + 7 * dayMs);
    const over = rows.filter((one) => one.endMs <= now);
    return {
      total: left(rows) + used(rows),
      total_count: rows.length,
      effective: left(valid),
      effective_count: valid.length,
      effective_total: left(valid) + used(valid),
      effective_used: used(valid),
      temporary: left(ending),
      temporary_count: ending.length,
      expired: left(over),
      expired_count: over.length,
      used: used(rows),
    };
  },
);
