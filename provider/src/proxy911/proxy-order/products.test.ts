import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UNKNOWN } from "../../core/arguments";
import { startProxy911Sandbox, type Proxy911Sandbox, type Proxy911SandboxOptions } from "../../sandbox/index";
import { OrderStack } from "../../../test-support/order-stack";

const traffic = { packageId: 101, paymentMethodId: 1 };

let sandbox: Proxy911Sandbox;
let stack: OrderStack;

const start = async (options: Proxy911SandboxOptions = {}): Promise<void> => {
  sandbox = await startProxy911Sandbox(options);
  stack = new OrderStack(sandbox);
};
afterEach(() => sandbox.close());

const orders = () => sandbox.ledger().orders.map(({ product_id, status }) => `${product_id}:${status}`);

describe("an order whose product has another number than its package", () => {
  beforeEach(() => start({ productIds: "own" }));

  it("is unchanged afterwards, also after a refresh: what the user wrote stays what it was", async () => {
    expect(await stack.up(traffic)).toMatchObject({ error: "", operation: "create" });
    expect(stack.order?.outputs).toMatchObject({ packageId: 101, productId: 5_101, status: "ready" });
    expect(await stack.preview(traffic)).toMatchObject({ operation: "none", said: [] });
    await stack.refresh();
    expect(stack.order?.inputs).toMatchObject({ packageId: 101 });
    expect(stack.order?.outputs).toMatchObject({ packageId: 101, productId: 5_101 });
    expect(await stack.up(traffic)).toMatchObject({ operation: "none" });
    expect(orders()).toEqual(["101:1"]);
    const other = await stack.preview({ ...traffic, packageId: 102 });
    expect(other).toMatchObject({ error: "", operation: "replace" });
    expect(other.said.join()).toContain("order anew: package 102 (price not published)");
    // The same number need not be the same thing: the words name it.
    const namesake = await new OrderStack(sandbox, "other").preview({ ...traffic, packageId: 5_101 });
    expect(namesake.said.join()).toMatch(/at the price of its last order, of .*, as product 5101 \(/);
  });

  it("is adopted by its number", async () => {
    await new OrderStack(sandbox, "dashboard").up(traffic);
    const adopt = sandbox.ledger().orders[0]?.trade_no;
    const preview = await stack.preview({ ...traffic, adopt });
    expect(preview.said.join()).toContain("whether that is package 101, 911Proxy does not tell");
    expect(await stack.up({ ...traffic, adopt })).toMatchObject({ error: "" });
    expect(await stack.preview({ ...traffic, adopt })).toMatchObject({ operation: "none", said: [] });
    expect(await stack.preview(traffic)).toMatchObject({ operation: "none" });
    expect(orders()).toEqual(["101:1"]);
  });

  it("is named when its reply is lost, and when it was interrupted", async () => {
    sandbox.fault({ action: "order/create", kind: "lostAfter" });
    const { error } = await stack.up(traffic);
    const [made] = sandbox.ledger().orders;
    expect(error).toMatch(new RegExp(`of other products is ${made?.trade_no ?? ""} \\(product 5101 `));
    expect((await stack.up(traffic)).error).toContain(made?.trade_no);
    expect((await stack.preview(traffic)).said.join()).toContain(made?.trade_no);
    const killed = new OrderStack(sandbox, "killed");
    await killed.up(traffic, true);
    const second = sandbox.ledger().orders[1]?.trade_no;
    expect((await killed.preview(traffic)).error).toContain(second);
    expect((await killed.up({ ...traffic, adopt: second })).error).toBe("");
    expect(orders()).toEqual(["101:1", "101:1"]);
  });

  it("is not guessed when the vendor says yes and names no order", async () => {
    await sandbox.close();
    await start({ productIds: "own", orderReply: "none" });
    const { error } = await stack.up(traffic);
    const [made] = sandbox.ledger().orders;
    expect(error).toContain(
      "it was accepted, and the reply does not tell which one it is; nothing new of the same product",
    );
    expect(error).toContain(made?.trade_no);
    expect((await stack.up(traffic)).error).toContain("nobody knows what became of the order");
    expect(await stack.up({ ...traffic, adopt: made?.trade_no })).toMatchObject({ error: "" });
    expect(orders()).toEqual(["101:1"]);
  });
});

describe("an order of goods that are not known yet", () => {
  beforeEach(() => start());
  const addresses = { packageId: 251, paymentMethodId: 1, regions: { US: 1 } };

  it("has no price, whatever the last order of its package cost", async () => {
    await new OrderStack(sandbox, "other").up(addresses);
    for (const key of ["regions", "amount", "renewIds", "bandwidthOptionId"]) {
      const { said, error } = await stack.preview({ ...addresses, regions: undefined, [key]: UNKNOWN });
      expect(error).toBe("");
      expect(said).toHaveLength(1);
      expect(said[0]).toMatch(
        new RegExp(`^order package 251; .* \\(price not published\\) \\(not known yet: ${key}\\)$`),
      );
    }
    stack.settings = { ...stack.settings, maxSpendPerRun: ["50.00"] };
    const { error } = await stack.preview({ ...addresses, regions: UNKNOWN });
    expect(error).toContain("reseller:maxSpendPerRun (50.00) cannot be held");
  });

  it("says once what may be another order", async () => {
    await stack.up(addresses);
    const { said, operation } = await stack.preview({ ...addresses, regions: UNKNOWN });
    expect(operation).toBe("replace");
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^may be replaced \(regions not known yet\): order anew: package 251; .*price not published/,
    );
  });

  it("is not sent without them when they turn out to be missing", async () => {
    for (const regions of [null, { US: 1, JP: null }]) {
      const { error } = await stack.up({ ...addresses, regions });
      expect(error).toMatch(
        /regions(\.JP)?: is missing: the output that it comes from turned out to have no value/,
      );
    }
    expect((await stack.up({ ...addresses, adopt: null })).error).toContain("adopt: is missing");
    expect(sandbox.writes()).toBe(0);
    expect(stack.mark).toBeUndefined();
  });
});
