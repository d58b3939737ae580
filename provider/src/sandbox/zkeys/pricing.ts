import Big from "big.js";
import { z } from "zod";
import type { LineRow } from "./catalog";
import type { ZkeysPanel } from "./panel";
import { Refusal } from "./refusal";
import { upgraded, type Amounts, type Service } from "./service";
import { monthsLeft, unusedPart } from "./time";

/** The line's price factor for a term. */
function termFactor(line: LineRow, months: number): string {
  if (months >= 36) return line.discount3;
  if (months >= 24) return line.discount2;
  return months >= 12 ? line.discount1 : "1";
}

const forTerm = (line: LineRow, monthly: Big, months: number): Big =>
  monthly.times(months).times(termFactor(line, months)).round(2);

/** What one server costs for its first term. */
export const purchaseAmount = (line: LineRow, monthlyPrice: string, months: number): Big =>
  forTerm(line, new Big(monthlyPrice), months);

/** What amounts beyond the model's cost a month. */
const monthlyExtra = (line: LineRow, extra: Amounts): Big =>
  new Big(line.bandwidth_price)
    .times(extra.bandwidth)
    .plus(new Big(line.defense_price).times(extra.defense))
    .plus(new Big(line.ip_price).times(extra.ipnum));

/** What an upgrade costs for the rest of the term. */
export const upgradeAmount = (line: LineRow, service: Service, extra: Amounts, now: string): Big =>
  monthlyExtra(line, extra)
    .times(monthsLeft(service.row.start_time, service.row.end_time, now))
    .round(2);

const CustomTerms = z.record(z.string(), z.string());

/**
 * What a renewal costs: by the model's price of today and the upgrades in effect, or by the price that staff fixed.
 * @throws Refusal when staff fixed prices for certain terms and this is none of them
 */
export function renewalAmount(panel: ZkeysPanel, service: Service, months: number): Big {
  const { row } = service;
  if (row.renew_price_setting === "1") return new Big(row.renew_price).times(months).round(2);
  if (row.renew_price_setting === "2") {
    const amount = CustomTerms.parse(JSON.parse(row.renew_price))[String(months)];
    if (amount === undefined) throw new Refusal("该业务不支持此续费时长");
    return new Big(amount).round(2);
  }
  const line = panel.line(row.line_guid);
  const monthly = new Big(panel.product(row.product_guid).price).plus(monthlyExtra(line, upgraded(row)));
  return forTerm(line, monthly, months);
}

/** What was paid for time not used yet. */
export const refundAmount = (service: Service, now: string): Big =>
  service.payments
    .reduce((sum, paid) => sum.plus(unusedPart(paid.from, paid.to, now).times(paid.amount)), new Big(0))
    .round(2);
