import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Proxy911Client } from "../api/client";
import { HttpClient } from "../../core/http/http";
import { startProxy911Sandbox, type Proxy911Sandbox, type Proxy911SandboxOptions } from "../../sandbox/index";
import { OrderStack } from "../../../test-support/order-stack";

const balance = 1;
const alipay = 2;
const traffic = { packageId: 101, paymentMethodId: balance };

let sandbox: Proxy911Sandbox;
let stack: OrderStack;

const start = async (options: Proxy911SandboxOptions = {}): Promise<void> => {
  sandbox = await startProxy911Sandbox(options);
  stack = new OrderStack(sandbox);
};
beforeEach(() => start());
afterEach(() => sandbox.close());

const orders = () => sandbox.ledger().orders.map(({ product_id, status }) => `${product_id}:${status}`);
const lineOf = async (args: Readonly<Record<string, unknown>>): Promise<string> => {
  const { said, error } = await stack.preview(args);
  return error === "" ? said.join("\n") : error;
};

describe("an order", () => {
  it("is sent once, delivered, and unchanged afterwards", async () => {
    expect(await stack.up(traffic)).toMatchObject({ error: "", operation: "create" });
    expect(stack.order?.outputs).toMatchObject({ status: "ready", orderStatus: "paid", payFee: "15.00" });
    expect(stack.order?.outputs.packages).toHaveLength(1);
    expect(orders()).toEqual(["101:1"]);
    expect(await stack.preview(traffic)).toMatchObject({ operation: "none" });
    expect(await stack.up(traffic)).toMatchObject({ operation: "none" });
    await stack.refresh();
    expect(await stack.up(traffic)).toMatchObject({ operation: "none" });
    expect(orders()).toEqual(["101:1"]);
  });

  it("brings its static IPs as outputs, which a renewal names", async () => {
    const addresses = { packageId: 251, paymentMethodId: balance, regions: { US: 2, JP: 1 } };
    expect(await lineOf(addresses)).toBe(
      "order static IPs US × 2, JP × 1 (package 251) (price not published)",
    );
    await stack.up(addresses);
    const ids = stack.order?.outputs.staticIpIds;
    expect(ids).toHaveLength(3);
    expect(stack.order?.outputs.staticIps).toHaveLength(3);
    const renewal = new OrderStack(sandbox, "renewal");
    const wanted = { packageId: 191, paymentMethodId: balance, renewIds: ids, renewDuration: 2 };
    expect(await renewal.up(wanted)).toMatchObject({ error: "" });
    expect(renewal.order?.outputs).toMatchObject({ status: "ready", payFee: "24.00" });
  });

  it("is another one when other goods are wanted, and leaves the paid one to expire", async () => {
    await stack.up(traffic);
    const first = stack.order?.id;
    const { said } = await stack.preview({ ...traffic, amount: 2 });
    expect(said.at(-1)).toMatch(
      /^order anew: 2 × package 101; its last order, of \d{4}-\d\d-\d\d, cost USD 15\.00 for an unknown quantity \(price not published\); then leave order \d+, which is paid until it expires at .+: 911Proxy takes nothing back$/,
    );
    expect(await stack.up({ ...traffic, amount: 2 })).toMatchObject({ error: "", operation: "replace" });
    expect(orders()).toEqual(["101:1", "101:1"]);
    expect(sandbox.count("order/close")).toBe(0);
    expect(stack.deleted).toEqual([first]);
    expect(await stack.preview({ ...traffic, amount: 2 })).toMatchObject({ operation: "none" });
  });

  it("is recorded and not repeated when only how it was ordered changes", async () => {
    await stack.up(traffic);
    const other = {
      ...traffic,
      useInvitationDiscount: false,
      maxPrice: "50.00",
      acceptUnknownPrice: true,
    };
    expect(await stack.up(other)).toMatchObject({ error: "", operation: "update" });
    expect(await stack.preview(other)).toMatchObject({ operation: "none" });
    expect(orders()).toEqual(["101:1"]);
    // What came of that mark is known, so that the next order may leave.
    expect(await stack.up({ ...other, purchaseTriggers: [1] })).toMatchObject({ error: "" });
    expect(await stack.up({ ...other, purchaseTriggers: [1], amount: 3 })).toMatchObject({ error: "" });
    expect(orders()).toHaveLength(3);
  });

  it("says that it ends, and what to do", async () => {
    await stack.up(traffic);
    sandbox.clock.advance({ days: 28 });
    await stack.refresh();
    const { said } = await stack.preview(traffic);
    expect(said[0]).toMatch(/^expires at .+: change `purchaseTriggers` to order another one$/);
  });
});

describe("the price of an order", () => {
  it("is that of the last order of the same package", async () => {
    expect(await lineOf(traffic)).toBe("order package 101 (price not published)");
    await new OrderStack(sandbox, "other").up(traffic);
    expect(await lineOf(traffic)).toMatch(
      /^order package 101, at the price of its last order, of .+: USD 15\.00$/,
    );
    expect(await lineOf({ ...traffic, maxPrice: "14.99" })).toContain(
      "maxPrice: the last order of package 101 cost USD 15.00, more than 14.99",
    );
    expect(await lineOf({ ...traffic, maxPrice: "15.00" })).toContain("order package 101");
  });

  it("is not that of another quantity, nor of an order that was cancelled", async () => {
    stack.settings = { ...stack.settings, maxSpendPerRun: ["50.00"] };
    await new OrderStack(sandbox, "other").up(traffic);
    const ten = { ...traffic, amount: 10 };
    expect(await lineOf(ten)).toContain("reseller:maxSpendPerRun (50.00) cannot be held");
    expect((await stack.up(ten)).error).toContain("cannot be held");
    stack.settings = { ...stack.settings, maxSpendPerRun: [] };
    expect(await lineOf({ ...ten, maxPrice: "20.00" })).toContain("for which quantity the last order");
    expect(orders()).toEqual(["101:1"]);
    const dear = { packageId: 102, paymentMethodId: alipay, maxPrice: "100.00", acceptUnknownPrice: true };
    await new OrderStack(sandbox, "dear").up(dear);
    expect(orders()).toEqual(["101:1", "102:2"]);
    const again = { ...dear, acceptUnknownPrice: false };
    expect(await lineOf(again)).toContain("package 102 was not bought before");
  });

  it("must be accepted unseen where a limit cannot be held before", async () => {
    expect(await lineOf({ ...traffic, maxPrice: "20.00" })).toContain("`acceptUnknownPrice: true`");
    expect(sandbox.writes()).toBe(0);
    const accepted = { ...traffic, maxPrice: "20.00", acceptUnknownPrice: true };
    expect(await stack.up(accepted)).toMatchObject({ error: "" });
    expect(stack.order?.outputs.payFee).toBe("15.00");
  });

  it("closes an unpaid order that is too dear, after which nothing is owed", async () => {
    const dear = { packageId: 102, paymentMethodId: alipay, maxPrice: "100.00", acceptUnknownPrice: true };
    const { error } = await stack.up(dear);
    expect(error).toMatch(
      /^it costs USD 200\.00, more than maxPrice 100\.00\. \d{28} was not paid and is closed: nothing is bought, nothing is owed/,
    );
    expect(orders()).toEqual(["102:2"]);
    expect(stack.order?.outputs).not.toHaveProperty("serviceId");
    // A higher limit is another word: the order may leave again.
    expect((await stack.preview(dear)).said.join()).toContain(
      "it was refused or taken back when it was ordered last",
    );
    expect((await stack.up(dear)).error).toContain("nothing was bought");
    expect(sandbox.count("order/create")).toBe(1);
    const waiting = stack.up({ ...dear, maxPrice: "200.00", skipAwait: true });
    expect(await waiting).toMatchObject({ error: "" });
    expect(orders()).toEqual(["102:2", "102:0"]);
  });

  it("is reported when the order is too dear and paid already", async () => {
    const dear = { packageId: 102, paymentMethodId: balance, maxPrice: "100.00", acceptUnknownPrice: true };
    expect((await stack.up(dear)).error).toMatch(
      /^\d{28}: it costs USD 200\.00, more than maxPrice 100\.00\. It is paid, and stays in state: allow that price/,
    );
    expect(stack.order?.outputs.status).toBe("ready");
    expect(sandbox.count("order/close")).toBe(0);
  });
});

describe("an order that is not paid at once", () => {
  const waiting = { ...traffic, paymentMethodId: alipay };

  it("is waited for, and closed when that is given up", async () => {
    const { error, said } = await stack.up({ ...waiting, timeouts: { create: "1s" } });
    expect(said.some((words) => words.startsWith("waiting for the service: to be paid (15.00,"))).toBe(true);
    expect(error).toContain("is closed: nothing is bought, nothing is owed");
    expect(orders()).toEqual(["101:2"]);
    expect(stack.order?.outputs.status).toBe("ordering");
  });

  it("goes on when it is paid, in the same run or in a later one", async () => {
    const running = stack.up(waiting);
    while (orders().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    sandbox.panel.payOrder(sandbox.ledger().orders[0]?.trade_no ?? "");
    expect(await running).toMatchObject({ error: "" });
    expect(stack.order?.outputs.status).toBe("ready");
    const later = new OrderStack(sandbox, "later");
    expect(await later.up({ ...waiting, skipAwait: true })).toMatchObject({ error: "" });
    expect(later.order?.outputs).toMatchObject({ status: "opening", orderStatus: "unpaid" });
    expect((await later.preview({ ...waiting, skipAwait: true })).said.join()).toMatch(
      /not paid yet: pay USD 15\.00 for order \d{28} in the 911Proxy dashboard/,
    );
    expect((await later.preview(waiting)).said.join()).toContain("wait for delivery");
    sandbox.panel.payOrder(sandbox.ledger().orders[1]?.trade_no ?? "");
    expect(await later.up(waiting)).toMatchObject({ error: "", operation: "update" });
    expect(later.order?.outputs.status).toBe("ready");
    expect(orders()).toEqual(["101:1", "101:1"]);
  });

  it("is closed by a destroy", async () => {
    await stack.up({ ...waiting, skipAwait: true });
    const { error, said } = await stack.destroy();
    expect(error).toBe("");
    expect(said.at(-1)).toMatch(/^CLOSE order \d+, which is not paid: done$/);
    expect(orders()).toEqual(["101:2"]);
  });

  it("may be waited for as long as its create may, when it is made again", async () => {
    await stack.up({ ...waiting, couponCode: "NONE" });
    const { error } = await stack.up({ ...waiting, timeouts: { create: "1s" } });
    expect(error).toContain("is closed: nothing is bought, nothing is owed");
  });

  it("says so when it lapsed, and keeps that in state", async () => {
    await stack.up({ ...waiting, skipAwait: true });
    sandbox.clock.advance({ hours: 2 });
    await stack.refresh();
    expect(stack.order?.outputs.status).toBe("deleted");
    const { error } = await stack.preview(waiting);
    expect(error).toContain("was cancelled before it was paid: nothing was bought");
    expect(error).toContain("change `purchaseTriggers` to buy another one");
    expect(await stack.up({ ...waiting, purchaseTriggers: [2], skipAwait: true })).toMatchObject({
      error: "",
    });
    expect(orders()).toEqual(["101:2", "101:0"]);
  });
});

describe("an order that is refused", () => {
  it("costs nothing, and is ordered again only by another word", async () => {
    const bad = { ...traffic, couponCode: "NONE" };
    expect((await stack.up(bad)).error).toContain("优惠券无效");
    expect(orders()).toEqual([]);
    expect((await stack.up(bad)).error).toContain("nothing was bought");
    expect(sandbox.count("order/create")).toBe(1);
    expect(await lineOf(traffic)).toBe("order package 101 (price not published)");
    expect(await stack.up(traffic)).toMatchObject({ error: "" });
    expect(orders()).toEqual(["101:1"]);
  });

  it("is not taken for an interrupted one, and a destroy forgets it", async () => {
    await stack.up({ ...traffic, couponCode: "NONE" });
    expect(await stack.destroy()).toMatchObject({ error: "" });
    expect(await stack.up(traffic)).toMatchObject({ error: "", operation: "create" });
  });
});

describe("an order whose call the engine repeats in the same run", () => {
  beforeEach(() => (stack.retries = 3));

  it.each(["lostBefore", "lostAfter", "http500After"] as const)("is sent once: %s", async (kind) => {
    sandbox.fault({ action: "order/create", kind });
    const { error } = await stack.up(traffic);
    expect(error).toContain("nobody knows what became of the order of");
    expect(sandbox.count("order/create")).toBe(1);
    expect(stack.order?.outputs).toMatchObject({ status: "ordering" });
    expect(stack.order?.outputs.orderedAt).toBeDefined();
  });

  it("is sent once when it was taken back for its price, and again when it was refused for certain", async () => {
    const dear = { packageId: 102, paymentMethodId: alipay, maxPrice: "100.00", acceptUnknownPrice: true };
    expect((await stack.up(dear)).error).toContain("it was ordered in this run already");
    expect(orders()).toEqual(["102:2"]);
    const other = new OrderStack(sandbox, "other");
    other.retries = 2;
    sandbox.fault({ action: "order/create", kind: "refused", message: "系统繁忙", times: 2 });
    expect(await other.up(traffic)).toMatchObject({ error: "" });
    expect(orders()).toEqual(["102:2", "101:1"]);
  });

  it("is adopted, replaced and made again as without repeats", async () => {
    sandbox.fault({ action: "order/create", kind: "lostBefore" });
    await stack.up(traffic);
    expect(await stack.up({ ...traffic, purchaseTriggers: ["again"] })).toMatchObject({ error: "" });
    expect(orders()).toEqual(["101:1"]);
    expect(await stack.up({ ...traffic, purchaseTriggers: ["again"], amount: 2 })).toMatchObject({
      error: "",
    });
    expect(orders()).toEqual(["101:1", "101:1"]);
  });
});

describe("an order that nobody knows the outcome of", () => {
  it("is never sent again by itself when its reply is lost, and names what is new", async () => {
    sandbox.fault({ action: "order/create", kind: "lostAfter" });
    const { error } = await stack.up(traffic);
    const [made] = sandbox.ledger().orders;
    expect(error).toContain(`new of the same product, and no other resource's, is ${made?.trade_no ?? ""} (`);
    expect(stack.order?.id).toMatch(/^order:/);
    stack.settings = { ...stack.settings, quarantineMinutes: 0 };
    const again = await stack.up(traffic);
    expect(again.error).toContain("nobody knows what became of the order of");
    expect(again.error).toContain(made?.trade_no ?? "");
    expect((await stack.preview(traffic)).said.join()).toContain(made?.trade_no ?? "");
    expect((await stack.up({ ...traffic, couponCode: "WELCOME5" })).error).toContain("nobody knows");
    expect(orders()).toEqual(["101:1"]);
    expect(await stack.up({ ...traffic, adopt: made?.trade_no })).toMatchObject({ error: "" });
    expect(stack.order?.outputs).toMatchObject({
      serviceId: made?.trade_no,
      status: "ready",
      origin: "adopted",
    });
    expect(await stack.up(traffic)).toMatchObject({ error: "" });
    expect(orders()).toEqual(["101:1"]);
  });

  it("is ordered anew on a change of purchaseTriggers, once", async () => {
    sandbox.fault({ action: "order/create", kind: "lostBefore" });
    const { error } = await stack.up(traffic);
    expect(error).toContain("nothing new of the same product is listed that no resource has");
    expect(await stack.up({ ...traffic, purchaseTriggers: ["again"] })).toMatchObject({ error: "" });
    expect(orders()).toEqual(["101:1"]);
  });

  it("is noticed after a kill, in the preview and in up", async () => {
    await stack.up(traffic, true);
    expect(orders()).toEqual(["101:1"]);
    expect(stack.order).toBeUndefined();
    const [made] = sandbox.ledger().orders;
    for (const { error } of [await stack.preview(traffic), await stack.up(traffic)]) {
      expect(error).toContain("an interrupted `pulumi up` may have ordered it");
      expect(error).toContain(`${made?.trade_no ?? ""} (ready, ordered`);
    }
    // Another argument is no word about what became of it.
    expect((await stack.up({ ...traffic, couponCode: "WELCOME5" })).error).toContain("an interrupted");
    expect((await stack.up(traffic)).error).toContain(made?.trade_no ?? "");
    expect(orders()).toEqual(["101:1"]);
    expect(await stack.up({ ...traffic, adopt: made?.trade_no })).toMatchObject({ error: "" });
    expect(await stack.up(traffic)).toMatchObject({ error: "" });
    expect(orders()).toEqual(["101:1"]);
  });

  it("is named when `purchaseTriggers` order another one after a kill", async () => {
    await stack.up(traffic, true);
    const [made] = sandbox.ledger().orders;
    const again = { ...traffic, purchaseTriggers: ["another"] };
    for (const { said } of [await stack.preview(again), await stack.up(again)]) {
      expect(said.join()).toContain(`${made?.trade_no ?? ""} (ready, ordered`);
      expect(said.join()).toContain("Another one is ordered: `purchaseTriggers` changed");
    }
    expect(orders()).toHaveLength(2);
  });

  it("is named in the preview after a kill of an order that was refused before", async () => {
    await stack.up({ ...traffic, couponCode: "NONE" });
    await stack.up({ ...traffic, purchaseTriggers: [1] }, true);
    const [made] = sandbox.ledger().orders;
    const { said } = await stack.preview({ ...traffic, purchaseTriggers: [1] });
    expect(said.join()).toContain("an interrupted `pulumi up` may have ordered it");
    expect(said.join()).toContain(made?.trade_no ?? "none");
    expect((await stack.up({ ...traffic, purchaseTriggers: [1] })).error).toContain(made?.trade_no ?? "none");
    expect(orders()).toHaveLength(1);
  });

  it("is noticed after a kill of a second attempt, too", async () => {
    await stack.up({ ...traffic, couponCode: "NONE" });
    await stack.up(traffic, true);
    expect(orders()).toEqual(["101:1"]);
    expect((await stack.up(traffic)).error).toContain("an interrupted `pulumi up` may have ordered it");
    expect((await stack.up({ ...traffic, maxPrice: "99.00", acceptUnknownPrice: true })).error).toContain(
      "an interrupted",
    );
    expect(orders()).toEqual(["101:1"]);
  });

  it("is noticed after a kill of a replacement", async () => {
    await stack.up(traffic);
    await stack.up({ ...traffic, purchaseTriggers: [1] }, true);
    expect(orders()).toHaveLength(2);
    const second = sandbox.ledger().orders[1]?.trade_no ?? "";
    const { error } = await stack.up({ ...traffic, purchaseTriggers: [1] });
    expect(error).toContain("an interrupted `pulumi up` may have ordered it");
    expect(error).toContain(second);
    expect(orders()).toHaveLength(2);
    // Back to what is in state, the other one is named, and nothing is ordered.
    const back = await stack.up(traffic);
    expect(back).toMatchObject({ error: "" });
    expect(orders()).toHaveLength(2);
  });

  it("is none when the vendor says yes and names no order, as long as exactly one new one fits", async () => {
    await sandbox.close();
    await start({ orderReply: "none" });
    expect(await stack.up(traffic)).toMatchObject({ error: "" });
    expect(stack.order?.outputs).toMatchObject({ status: "ready", origin: "bought" });
    const hold = sandbox.hold("order/create");
    const second = new OrderStack(sandbox, "second");
    const running = second.up(traffic);
    await hold.arrived;
    // Meanwhile somebody else orders the same package.
    const client = new Proxy911Client({
      http: new HttpClient({ endpoint: sandbox.url }),
      appKey: sandbox.appKey,
    });
    await client.createOrder(traffic);
    hold.release();
    const { error } = await running;
    expect(error).toContain("it was accepted, and the reply does not tell which one it is");
    // Both are named: the buyer has to tell them apart.
    const [, ...two] = sandbox.ledger().orders.map(({ trade_no }) => trade_no);
    for (const one of two) expect(error).toContain(one);
    expect(orders()).toHaveLength(3);
    expect((await second.up(traffic)).error).toContain("nobody knows what became of the order");
    expect(orders()).toHaveLength(3);
  });
});

describe("bad input", () => {
  it("fails in the preview, all faults at once, and leaves no mark", async () => {
    const { error } = await stack.up({
      packageId: 101,
      paymentMethodId: 3,
      regions: { DE: 1, XX: 2, US: 900 },
      renewDuration: 2,
      rechargeAmount: 0,
    });
    expect(error).toContain("traffic.paymentMethodId: 3 is disabled; there are 1 (余额支付), 2 (支付宝)");
    expect(error).toContain(
      "traffic.regions.US: US has 200 static IPs left; there are US (200), JP (8), HK (30)",
    );
    expect(error).toContain("traffic.regions.DE: DE has 0 static IPs left");
    expect(error).toContain("traffic.rechargeAmount: must be at least 1");
    expect(stack.mark).toBeUndefined();
    expect(sandbox.writes()).toBe(0);
  });

  it("names a region that is no code", async () => {
    const { error } = await stack.preview({ ...traffic, regions: { "United States": 1 } });
    expect(error).toContain("regions.United States: is not a country or region code such as US");
  });

  it("refuses to adopt an order that is not there, and names the product of one that is", async () => {
    expect((await stack.preview({ ...traffic, adopt: "2026" })).error).toContain("has no order 2026");
    await new OrderStack(sandbox, "other").up(traffic);
    const made = sandbox.ledger().orders[0]?.trade_no ?? "";
    const { said } = await stack.preview({ ...traffic, packageId: 102, adopt: made });
    expect(said.join("\n")).toMatch(
      new RegExp(
        `order ${made} is of product 101 \\(.+\\): whether that is package 102, 911Proxy does not tell`,
      ),
    );
    expect((await stack.preview({ ...traffic, adopt: made })).said.join()).not.toContain("product");
  });
});

describe("an order and its mark", () => {
  const again = { ...traffic, purchaseTriggers: ["again"] };

  it.each(["as it is", "renamed"])("of a killed run are found again: %s", async (how) => {
    await stack.up(traffic, true);
    if (how === "renamed") stack.name = "renamed";
    const { error } = await stack.up(traffic);
    expect(error).toContain("an interrupted `pulumi up` may have ordered it");
    expect(error).toContain(sandbox.ledger().orders[0]?.trade_no);
    expect(orders()).toEqual(["101:1"]);
    expect(await stack.up({ ...traffic, adopt: sandbox.ledger().orders[0]?.trade_no })).toMatchObject({
      error: "",
    });
    expect(orders()).toEqual(["101:1"]);
  });

  it("of a killed run are found by another name and with another payment method too", async () => {
    await stack.up(traffic, true);
    stack.name = "renamed";
    const { error } = await stack.up({ ...traffic, paymentMethodId: 2 });
    expect(error).toContain("an interrupted `pulumi up` may have ordered it");
    expect(orders()).toEqual(["101:1"]);
  });

  it("renamed is unchanged, and replaced on purpose once", async () => {
    await stack.up(traffic);
    stack.name = "renamed";
    expect(await stack.up(traffic)).toMatchObject({ error: "", operation: "none" });
    expect(await stack.up(again)).toMatchObject({ error: "", operation: "replace" });
    expect(await stack.up(again)).toMatchObject({ error: "", operation: "none" });
    expect(orders()).toEqual(["101:1", "101:1"]);
  });

  it("of which only the order is in the run stop with the mark's name, and order nothing", async () => {
    await stack.up(traffic);
    stack.isMarkLeftOut = true;
    const { error } = await stack.up(again);
    expect(error).toContain("its mark `traffic-mark` takes no part in this run");
    expect(error).toContain("::pulumi-nodejs:dynamic/reseller/proxy911:ProxyOrderMark::traffic-mark'");
    expect(error).not.toContain("nothing was bought");
    expect(orders()).toEqual(["101:1"]);
    expect(await stack.up({ ...traffic, tags: { team: "x" } })).toMatchObject({ error: "" });
    stack.isMarkLeftOut = false;
    expect(await stack.up(again)).toMatchObject({ error: "", operation: "replace" });
    expect(orders()).toEqual(["101:1", "101:1"]);
  });

  it.each([false, true])(
    "of which the order alone is to be replaced say what may be held",
    async (isMarkLeftOut) => {
      await stack.up(traffic);
      stack.isReplaceForced = true;
      stack.isMarkLeftOut = isMarkLeftOut;
      const { error } = await stack.up(traffic);
      expect(error).not.toMatch(/nothing was bought|no resource's/);
      expect(error).toContain(
        isMarkLeftOut
          ? "its mark `traffic-mark` takes no part"
          : "unless this resource holds that order and is replaced (`--replace`)",
      );
      expect(orders()).toEqual(["101:1"]);
    },
  );

  it("that a transform tells apart stop with the way on, and order nothing", async () => {
    stack.transform = { packageId: 102 };
    const { error } = await stack.up(traffic);
    expect(error).toContain("`packageId` of the order and of its mark `traffic-mark` differ");
    expect(orders()).toEqual([]);
    stack.transform = {};
    expect(await stack.up({ ...traffic, purchaseTriggers: [1] })).toMatchObject({ error: "" });
    stack.transform = { purchaseTriggers: [2] };
    const later = await stack.up({ ...traffic, purchaseTriggers: [1] });
    expect(later.error).toContain("`purchaseTriggers` of the order and of its mark `traffic-mark` differ");
    expect(orders()).toEqual(["101:1"]);
  });
});
