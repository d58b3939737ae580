import { InvalidArgumentError } from "commander";
import { exceeds, sumsOf, type Money } from "../core/money";
import { say } from "./language/say";

/** The most that may be spent: by currency, or in the only one that is spent (the key is empty then). */
export type Caps = ReadonlyMap<string, string>;

/** Reads `500` or `CNY=500`, which may be given again. @throws {InvalidArgumentError} */
export function cap(text: string, before: Caps = new Map()): Caps {
  const [, currency = "", amount] = /^(?:([A-Z]{3})=)?(\d+(?:\.\d{1,2})?)$/.exec(text) ?? [];
  if (amount === undefined) throw new InvalidArgumentError(say("an amount, such as 500 or CNY=500"));
  if (before.has(currency)) throw new InvalidArgumentError(say("is given twice for the same currency"));
  return new Map([...before, [currency, amount]]);
}

/** Counts what is spent against caps. */
export class Spending {
  #spent: readonly Money[] = [];

  constructor(private readonly caps: Caps) {}

  /** The cap of a currency; `undefined` where none was given. */
  #capOf(currency: string): string | undefined {
    return this.caps.get(currency) ?? this.caps.get("");
  }

  /** Counts amounts where they fit; nothing of them otherwise. @returns whether they did. */
  takes(amounts: readonly Money[]): boolean {
    const after = sumsOf([...this.#spent, ...amounts]);
    const fits = after.every((total) => {
      const most = this.#capOf(total.currency);
      return most !== undefined && !exceeds(total, most);
    });
    if (fits) this.#spent = after;
    return fits;
  }

  /** What is counted, by currency. */
  get totals(): readonly Money[] {
    return this.#spent;
  }
}
