import { counted } from "./words";
import type { Failure } from "../accounts";
import { expiringWithin, type Service } from "../services";
import { formatMoney, money, sumsOf, type Money } from "../../core/money";
import { say } from "../language/say";

/** Everything that a report is made of. It has been read before. */
export interface Facts {
  readonly madeAt: Date;
  /** What ends within so many days is due. */
  readonly withinDays: number;
  /** The accounts that were asked, for people. */
  readonly accounts: readonly string[];
  /** The states that were read, for people; without any, nothing is said of orphans and tags. */
  readonly states: readonly string[];
  readonly services: readonly Service[];
  readonly failures: readonly Failure[];
}

/** What services cost a month, as far as it is known. */
export interface Cost {
  /** One sum for each currency. */
  readonly sums: readonly Money[];
  /** Those whose price neither a row nor a state tells. */
  readonly unknown: readonly Service[];
}

/** What a month of a service costs; `undefined` where nobody knows it, or no price is asked. */
export function priceOf({ monthlyPrice, currency }: Service): Money | undefined {
  return monthlyPrice === undefined ? undefined : money(monthlyPrice, currency);
}

export function costOf(services: readonly Service[]): Cost {
  return {
    sums: sumsOf(services.flatMap((service) => priceOf(service) ?? [])),
    unknown: services.filter((service) => service.isPaid && service.monthlyPrice === undefined),
  };
}

/** The price of a month, in words. */
export function priceWords(service: Service): string {
  const price = priceOf(service);
  if (price !== undefined) return formatMoney(price);
  return service.isPaid ? say("not known") : say("free of charge");
}

/** What is to be renewed soon, soonest first, what has ended and is still there too. */
export function dueIn({ services, withinDays }: Facts): readonly Service[] {
  return expiringWithin(services, withinDays);
}

/** What no state has that was read; `undefined` when none was. */
export function orphansIn({ services, states }: Facts): readonly Service[] | undefined {
  return states.length === 0 ? undefined : services.filter(({ isHeld }) => !isHeld);
}

/** What people call a service: its name, else its id. */
export function titleOf({ name, id }: Service): string {
  return name === "" ? id : name;
}

/** How long it has, in words. */
export function leftWords({ daysLeft }: Service): string {
  if (daysLeft === undefined) return say("no end");
  if (daysLeft === 0) return say("ends today");
  const count = Math.abs(daysLeft);
  const days = counted(count, "day");
  return daysLeft < 0 ? say("ended {days} ago", { days }) : say("{days} left", { days });
}
