import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZkeysSandbox, type ZkeysSandbox } from "../../sandbox/index";
import { offered } from "../../sandbox/zkeys/caller";
import { ZkeysStack } from "../../../test-support/zkeys-stack";

const server = { line: "Hangzhou BGP", product: "E5-2670 x2 / 64G", system: "CentOS 7.9 x64" };
const identity = { name: "王小明", mobile: "13700000000", idNumber: "110101199003070000" };
let sandbox: ZkeysSandbox;
let stack: ZkeysStack;
beforeEach(async () => {
  sandbox = await startZkeysSandbox();
  stack = new ZkeysStack(sandbox);
});
afterEach(() => sandbox.close());

const modelOn = (line: string) => offered("products", server.product, line);

describe("a move to a line that calls another model by the same name", () => {
  it("is priced, held and bought with the model of the new line", async () => {
    expect((await stack.up(server)).paid).toEqual(["create 860.00"]);
    sandbox.panel.editProduct(modelOn("Shenzhen BGP"), { price: "9860.00" });
    const moved = { ...server, allowReplace: true, line: "Shenzhen BGP", identity };
    const shown = await stack.preview(moved);
    expect(shown.line).toContain("buy anew: 1 month: CNY 9,860.00; then REFUND");
    expect((await stack.preview({ ...moved, maxMonthlyPrice: "900.00" })).error).toContain(
      "maxMonthlyPrice: a month would cost CNY 9,860.00, more than 900.00",
    );
    stack.settings = { maxSpendPerRun: ["900.00"] };
    expect((await stack.preview(moved)).error).toContain("this run would spend CNY 9,860.00");
    stack.settings = {};
    const done = await stack.up(moved);
    expect(done.error).toBe("");
    expect(done.paid[0]).toBe("create 9860.00");
    expect((await stack.preview(moved)).operation).toBe("none");
  });

  it("is not stopped by what only the old line has taken off sale", async () => {
    await stack.up(server);
    sandbox.panel.editProduct(modelOn("Hangzhou BGP"), { status: "0" });
    const moved = { ...server, allowReplace: true, line: "Shenzhen BGP", identity };
    expect((await stack.preview(moved)).error).toBe("");
    // Nor is it let through by what only the old line still sells.
    sandbox.panel.editProduct(modelOn("Hangzhou BGP"), { status: "1" });
    sandbox.panel.editProduct(modelOn("Shenzhen BGP"), { status: "0" });
    const stopped = await stack.up(moved);
    expect(stopped.error).toContain("product: E5-2670 x2 / 64G is not on sale");
    expect(stopped.paid).toEqual([]);
  });

  it("takes the image that the new line sells with a server, whatever it reinstalls with", async () => {
    await stack.up(server);
    sandbox.panel.editSystem(server.system, { type: "create" });
    expect(
      (await stack.preview({ ...server, allowReplace: true, line: "Shenzhen BGP", identity })).error,
    ).toBe("");
  });

  it("is nothing but a new word when the panel has moved the server already", async () => {
    await stack.up(server);
    const guid = String(stack.output("serviceId"));
    sandbox.panel.editService(guid, {
      line_guid: offered("lines", "Shenzhen BGP"),
      product_guid: modelOn("Shenzhen BGP"),
    });
    await stack.refresh();
    const followed = await stack.up({ ...server, allowReplace: true, line: "Shenzhen BGP", identity });
    expect(followed).toMatchObject({ error: "", operation: "update", paid: [] });
    expect(
      (await stack.preview({ ...server, allowReplace: true, line: "Shenzhen BGP", identity })).operation,
    ).toBe("none");
  });
});

describe("another purchase by changed `purchaseTriggers`", () => {
  it("is priced with what its names mean by now, as it is bought", async () => {
    await stack.up(server);
    const [old, other] = [modelOn("Hangzhou BGP"), offered("products", "Gold 6138 x2 / 128G")];
    sandbox.panel.editProduct(old, { name: "E5-2670 x2 / 64G (old)" });
    sandbox.panel.editProduct(other, { name: server.product, stock_type: "1" });
    // Whoever changes nothing keeps what they have.
    expect((await stack.preview(server)).operation).toBe("none");
    const another = { ...server, purchaseTriggers: [1] };
    expect((await stack.preview(another)).line).toContain("buy anew: 1 month: CNY 1,580.00");
    expect((await stack.up(another)).paid[0]).toBe("create 1580.00");
  });
});
