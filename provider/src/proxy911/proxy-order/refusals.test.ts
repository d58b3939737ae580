import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startProxy911Sandbox, type Proxy911Sandbox } from "../../sandbox/index";
import { OrderStack } from "../../../test-support/order-stack";

/** Takes 10 to 5,000. */
const alipay = 2;
const topUp = { packageId: 3, paymentMethodId: alipay };
const addresses = { packageId: 251, paymentMethodId: 1 };

let sandbox: Proxy911Sandbox;
let stack: OrderStack;

beforeEach(async () => {
  sandbox = await startProxy911Sandbox();
  stack = new OrderStack(sandbox);
});
afterEach(() => sandbox.close());

describe("the limits of a payment method", () => {
  it.each([
    [9, "9 is to be paid, and payment method 2 (支付宝) takes no less than 10"],
    [5_001, "5001 is to be paid, and payment method 2 (支付宝) takes no more than 5000"],
  ])("refuse a top-up of %d in the preview", async (rechargeAmount, reason) => {
    const { error } = await stack.preview({ ...topUp, rechargeAmount });
    expect(error).toContain(`rechargeAmount: ${reason}`);
    expect((await stack.up({ ...topUp, rechargeAmount })).error).toContain(reason);
    expect(sandbox.writes()).toBe(0);
    expect((await stack.preview({ ...topUp, rechargeAmount, couponCode: "WELCOME5" })).said).toContain(
      reason,
    );
  });

  it("let a top-up within them pass, and warn where the price is only that of the last order", async () => {
    for (const rechargeAmount of [10, 5_000])
      expect(await stack.preview({ ...topUp, rechargeAmount })).toMatchObject({ error: "" });
    const scraper = { packageId: 181, paymentMethodId: alipay };
    await new OrderStack(sandbox, "other").up({ ...scraper, paymentMethodId: 1 });
    const { error, said } = await stack.preview(scraper);
    expect(error).toBe("");
    expect(said[0]).toBe(
      "the last order of package 181 cost USD 9.00, and payment method 2 (支付宝) takes no less than 10",
    );
    expect((await stack.preview({ ...scraper, amount: 2 })).said).toHaveLength(1);
  });
});

describe("what 911Proxy does not document as a rule", () => {
  it.each([
    [{ regions: { "US-CA": 1 } }, "US-CA is not among the regions that 911Proxy lists"],
    [
      { regions: { US: 1 }, renewDuration: 2 },
      "`renewDuration` is the term of a renewal, and there are no `renewIds`",
    ],
    [{ regions: { US: 1 }, renewIds: ["a.1"] }, "`renewIds` together with `regions` is unusual"],
  ])("is a warning: %j", async (goods, words) => {
    const { error, said } = await stack.preview({ ...addresses, ...goods });
    expect(error).toBe("");
    expect(said.join("\n")).toContain(words);
  });

  it("names everything that is ordered", async () => {
    const odd = { ...addresses, regions: { US: 1 }, renewIds: ["5"], renewDuration: 2 };
    expect((await stack.preview(odd)).said.at(-1)).toBe(
      "renew static IP 5 for 2 and order static IPs US × 1 (package 251) (price not published)",
    );
  });

  it("leaves what arithmetic and the notation of a request prove", async () => {
    const { error } = await stack.preview({ ...addresses, regions: { DE: 1, "US,2|JP": 1 } });
    expect(error).toContain("regions.US,2|JP: is not a country or region code such as US");
    expect((await stack.preview({ ...addresses, regions: { DE: 1 } })).error).toContain(
      "DE has 0 static IPs left",
    );
  });
});
