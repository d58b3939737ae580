import { afterEach, describe, expect, it } from "vitest";
import { startProxy911Sandbox, type Proxy911Sandbox, type Proxy911SandboxOptions } from "../../sandbox/index";
import { OrderStack } from "../../../test-support/order-stack";

const traffic = { packageId: 101, paymentMethodId: 1 };
const scraper = { packageId: 181, paymentMethodId: 1, timeouts: { create: "20s", update: "20s" } };
const addresses = { packageId: 251, paymentMethodId: 1, regions: { US: 2 } };

let sandbox: Proxy911Sandbox;
let stack: OrderStack;

const start = async (options: Proxy911SandboxOptions = {}): Promise<void> => {
  sandbox = await startProxy911Sandbox(options);
  stack = new OrderStack(sandbox);
};
afterEach(() => sandbox.close());

describe("an order of a type whose packages are not listed", () => {
  it("is done when it is paid, and nothing is waited for later", async () => {
    await start();
    expect(await stack.up(scraper)).toMatchObject({ error: "" });
    expect(stack.order?.outputs).toMatchObject({ status: "ready", orderStatus: "paid", packages: [] });
    expect(stack.order?.outputs).not.toHaveProperty("mayFollow");
    expect(await stack.preview(scraper)).toMatchObject({ operation: "none", said: [] });
    await stack.refresh();
    expect(stack.order?.outputs.status).toBe("ready");
    expect(await stack.preview(scraper)).toMatchObject({ operation: "none", said: [] });
  });

  it("is waited for a while where its type cannot be told", async () => {
    await start({ orderTypeFilter: "ignored" });
    const { error, said } = await stack.up(scraper);
    expect(error).toBe("");
    expect(said.join("\n")).toMatch(
      /waiting for the service: no package listed.*\n.*more is not waited for/s,
    );
    expect(stack.order?.outputs).toMatchObject({ status: "ready", mayFollow: "no package listed" });
    expect(await stack.preview(scraper)).toMatchObject({ operation: "none" });
    sandbox.clock.advance({ days: 2 });
    await stack.refresh();
    expect(stack.order?.outputs).toMatchObject({ status: "ready" });
    expect((await stack.preview(scraper)).said).toEqual([]);
  });
});

describe("an order whose package is listed later", () => {
  it("is waited for, also in a later run", async () => {
    await start({ deliverySeconds: 3_600 });
    const impatient = { ...traffic, timeouts: { create: "1s", update: "1s" } };
    expect((await stack.up(impatient)).error).toContain("not done within 1s, but delivery");
    expect(stack.order?.outputs.status).toBe("opening");
    sandbox.clock.advance({ hours: 1 });
    expect(await stack.up(impatient)).toMatchObject({ error: "" });
    expect(stack.order?.outputs.packages).toHaveLength(1);
    expect(sandbox.ledger().orders).toHaveLength(1);
  });
});

describe("an order of two packages", () => {
  it("is not delivered with the first of them", async () => {
    await start({ rowGapSeconds: 0.5 });
    expect(await stack.up({ ...traffic, amount: 2 })).toMatchObject({ error: "" });
    expect(stack.order?.outputs).toMatchObject({ status: "ready" });
    expect(stack.order?.outputs.packages).toHaveLength(2);
    expect(stack.order?.outputs).not.toHaveProperty("mayFollow");
  });

  it("says so when one row is all that shows, and waits no more", async () => {
    await start({ packageRows: "one" });
    const two = { ...traffic, amount: 2 };
    expect((await stack.up(two)).said.at(-1)).toContain("1 of 2 packages listed; more is not waited for");
    const { operation, said } = await stack.preview(two);
    expect(operation).toBe("none");
    expect(said.join()).toContain(
      "has 1 of 2 packages listed: whether more is to come, 911Proxy does not say",
    );
  });
});

describe("static IPs", () => {
  const ids = (one: OrderStack) => one.order?.outputs.staticIpIds;

  it("are not lost in a refresh of several orders, which share a list", async () => {
    await start();
    const second = new OrderStack(sandbox, "second");
    await stack.up(addresses);
    await second.up({ ...addresses, regions: { JP: 1 } });
    const known = [ids(stack), ids(second)];
    expect(known).toEqual([[expect.any(String), expect.any(String)], [expect.any(String)]]);
    await OrderStack.refreshTogether([stack, second]);
    expect([ids(stack), ids(second)]).toEqual(known);
    expect(stack.order?.outputs.staticIps).toHaveLength(2);
    expect(await stack.preview(addresses)).toMatchObject({ operation: "none" });
  });

  it("stay as they were told when a reply does not tell them", async () => {
    await start();
    await stack.up(addresses);
    const known = ids(stack);
    for (const { id } of sandbox.ledger().staticIps) sandbox.panel.editStaticIp(id, { trade_no: "0" });
    await stack.refresh();
    expect(ids(stack)).toEqual(known);
    expect(stack.order?.outputs.status).toBe("ready");
  });

  it("are shown of an order that is only read", async () => {
    await start();
    await stack.up(addresses);
    const live = await stack.get(stack.order?.id ?? "");
    expect(live).toMatchObject({ status: "ready", staticIpIds: ids(stack), productId: 251 });
    expect(live.packages).toMatchObject([{ title: "静态住宅IP", paidAt: expect.any(String) as unknown }]);
  });
});
