import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startProxy911Sandbox, type Proxy911Sandbox, type Proxy911SandboxOptions } from "../../sandbox/index";
import { OrderStack } from "../../../test-support/order-stack";

const alipay = 2;
const traffic = { packageId: 101, paymentMethodId: alipay };

let sandbox: Proxy911Sandbox;
let stack: OrderStack;
/** The number of an order that somebody made in the dashboard, and has not paid. */
let made: string;

const start = async (options: Proxy911SandboxOptions = {}): Promise<void> => {
  sandbox = await startProxy911Sandbox(options);
  stack = new OrderStack(sandbox);
};
beforeEach(async () => {
  await start();
  await new OrderStack(sandbox, "dashboard").up({ ...traffic, skipAwait: true });
  made = sandbox.ledger().orders[0]?.trade_no ?? "";
});
afterEach(() => sandbox.close());

const orders = () => sandbox.ledger().orders.map(({ product_id, status }) => `${product_id}:${status}`);

describe("an adopted order that is not paid", () => {
  it("is not closed for its price, of which the preview speaks", async () => {
    const dear = { ...traffic, adopt: made, maxPrice: "10.00", acceptUnknownPrice: true, skipAwait: true };
    const words = /it costs USD 15\.00, more than maxPrice 10\.00.*adopted.*not closed/;
    expect((await stack.preview(dear)).said.join("\n")).toMatch(words);
    const { error, said } = await stack.up(dear);
    expect(error).toBe("");
    expect(said.join("\n")).toMatch(words);
    expect(orders()).toEqual(["101:0"]);
    expect(sandbox.count("order/close")).toBe(0);
    expect(stack.order?.outputs).toMatchObject({ serviceId: made, status: "opening", origin: "adopted" });
  });

  it("is not closed when waiting for it is given up, at once or in a later run", async () => {
    const impatient = { ...traffic, adopt: made, timeouts: { create: "1s", update: "1s" } };
    expect((await stack.preview(impatient)).said.join()).not.toContain("closed");
    expect((await stack.up(impatient)).error).toContain(`${made} stays in state as it is`);
    expect(stack.order?.id).toBe(made);
    expect((await stack.up(impatient)).error).toContain(`${made} stays in state as it is`);
    expect(orders()).toEqual(["101:0"]);
    expect(sandbox.count("order/close")).toBe(0);
    sandbox.panel.payOrder(made);
    expect(await stack.up(impatient)).toMatchObject({ error: "" });
    expect(stack.order?.outputs.status).toBe("ready");
  });

  it("is not closed either when it is adopted in the place of an order of unknown outcome", async () => {
    const lost = new OrderStack(sandbox, "lost");
    sandbox.fault({ action: "order/create", kind: "lostBefore" });
    await lost.up(traffic);
    const adopting = { ...traffic, adopt: made, maxPrice: "10.00", acceptUnknownPrice: true };
    expect((await lost.preview(adopting)).said.join()).toMatch(/it costs USD 15\.00.*not closed/);
    expect((await lost.preview({ ...adopting, adopt: "2026" })).error).toContain("has no order 2026");
    await lost.up({ ...adopting, timeouts: { create: "1s", update: "1s" } });
    expect(orders()).toEqual(["101:0"]);
    expect(sandbox.count("order/close")).toBe(0);
    expect(lost.order?.outputs).toMatchObject({ serviceId: made, origin: "adopted" });
  });
});

it("an own order that a later `up` waits for is closed only as the preview says", async () => {
  const own = new OrderStack(sandbox, "own");
  await own.up({ ...traffic, skipAwait: true });
  const impatient = { ...traffic, timeouts: { create: "1s" } };
  expect((await own.preview(impatient)).said.join()).toContain(
    "it is closed when it is not paid within 1s (`timeouts.create`)",
  );
  expect((await own.preview({ ...impatient, skipAwait: true })).said.join()).not.toContain("closed");
  expect((await own.up(impatient)).error).toContain("is closed: nothing is bought, nothing is owed");
  expect(orders()).toEqual(["101:0", "101:2"]);
});
