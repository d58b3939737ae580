import Big from "big.js";
import { expect, it } from "vitest";
import { Ledger, type Order } from "./ledger";

const order = (amount: string): Order => ({
  orderNo: "1",
  kind: "create",
  serviceGuid: "2",
  amount,
  at: "2026-01-01T00:00:00.000Z",
});

it("keeps the balance to the cent", () => {
  const ledger = new Ledger({ balance: "0.30", orders: [] });
  ledger.book(order("0.10"));
  ledger.book(order("0.20"));
  expect(ledger.balance).toBe("0.00");
  ledger.book(order("-0.30"));
  expect(ledger.balance).toBe("0.30");
});

it("books nothing that the balance does not cover", () => {
  const ledger = new Ledger({ balance: "5.00", orders: [] });
  expect(ledger.covers(new Big("5.00"))).toBe(true);
  expect(ledger.covers(new Big("5.01"))).toBe(false);
  expect(() => {
    ledger.book(order("5.01"));
  }).toThrow(RangeError);
  expect(ledger.balance).toBe("5.00");
  expect(ledger.orders).toEqual([]);
});

it("gives copies of its orders", () => {
  const ledger = new Ledger({ balance: "5.00", orders: [] });
  ledger.book(order("1.00"));
  ledger.orders.pop();
  expect(ledger.orders).toHaveLength(1);
});
