import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZkeysSandbox, type ZkeysSandbox } from "./sandbox";
import { buy, call, read } from "./caller";

let sandbox: ZkeysSandbox;
beforeEach(async () => {
  sandbox = await startZkeysSandbox({ openingSeconds: 0, busySeconds: 0 });
});
afterEach(() => sandbox.close());

describe("the panel's own side", () => {
  it("buys a server by name, delivered at once, without an order", async () => {
    const guid = sandbox.panel.addService({
      lineName: "Shenzhen BGP",
      productName: "E3-1230 / 16G",
      systemName: "Debian 12 x64",
      buyRemarks: "by hand",
      months: 12,
      password: "Hand-Made-1",
      fields: { cabinet_sn: "B7" },
    });
    expect(await read(sandbox, guid)).toMatchObject({
      order_status: "1",
      cabinet_sn: "B7",
      buy_remarks: "by hand",
    });
    expect(sandbox.panel.passwordIs(guid, "Hand-Made-1")).toBe(true);
    expect(sandbox.ledger()).toMatchObject({
      balance: "100000.00",
      orders: [],
      services: [{ line: "Shenzhen BGP", product: "E3-1230 / 16G", system: "Debian 12 x64" }],
    });
    await call(sandbox, "refund", { guid, productType: "baremetal" });
    expect(sandbox.ledger()).toMatchObject({
      balance: "106000.00",
      orders: [{ kind: "refund", amount: "-6000.00" }],
    });
  });

  it("shows copies of rows and edits them", async () => {
    const guid = await buy(sandbox);
    const row = sandbox.panel.service(guid);
    if (row !== undefined) row.bandwidth = "99";
    expect(sandbox.panel.service(guid)?.bandwidth).toBe("5");
    sandbox.panel.editService(guid, { bandwidth: "7", name: "renamed" });
    expect(await read(sandbox, guid)).toMatchObject({ bandwidth: "7" });
    expect(sandbox.panel.service("1708330228791024")).toBeUndefined();
    expect(() => {
      sandbox.panel.editService("1708330228791024", {});
    }).toThrow(RangeError);
  });

  it("keeps a state that was set by hand", async () => {
    const guid = await buy(sandbox);
    await call(sandbox, "stop", { guid });
    sandbox.panel.editService(guid, { act_status: "2" });
    sandbox.clock.advance({ hours: 1 });
    expect(await read(sandbox, guid)).toMatchObject({ act_status: "2" });
  });

  it("makes a service vanish from every read", async () => {
    const guid = await buy(sandbox);
    sandbox.panel.removeService(guid);
    expect((await call(sandbox, "sync_baremetal", { page: "1", number: "10" })).data).toMatchObject({
      baremetal: [],
    });
    expect(
      await call(sandbox, "renew", { guid, months: "1", clientOrderNo: "1", agent_order_no: "1" }),
    ).toMatchObject({
      message: "业务不存在",
    });
  });
});
