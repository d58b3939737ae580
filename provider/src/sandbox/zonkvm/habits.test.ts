import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZonkvmSandbox, type ZonkvmSandbox } from "./sandbox";
import { buy, call, dataOf, purchases, row, type Reply } from "./caller";
import type { ZonkvmHabits } from "./habits";

let sandbox: ZonkvmSandbox;
beforeEach(async () => {
  sandbox = await startZonkvmSandbox({ openingSeconds: 0 });
});
afterEach(() => sandbox.close());

const order = (content = {}): Promise<Reply> => call(sandbox, "create_order", purchases.server(content));

describe("the reply to a purchase", () => {
  it.each<[ZonkvmHabits["orderReply"], unknown]>([
    ["id", 1001],
    ["object", { id: 1001, order_id: "zk-000001", guid: "server_1001" }],
    ["list", [1001]],
    ["invoice", 501],
    ["clientOrder", { order_id: "zk-000001" }],
    ["empty", ""],
  ])("can be %s", async (orderReply, data) => {
    sandbox.panel.setHabits({ orderReply });
    expect((await order()).data).toEqual(data);
    expect(sandbox.ledger().services).toHaveLength(1);
  });

  it("can have no data at all", async () => {
    sandbox.panel.setHabits({ orderReply: "nothing", emptyData: "missing" });
    expect("data" in (await order())).toBe(false);
  });

  it("can be an invoice's number that is another order's id", async () => {
    await order();
    sandbox.panel.setHabits({ orderReply: "invoice" });
    sandbox.panel.setInvoices(1000);
    expect((await order()).data).toBe(1001);
    expect(sandbox.ledger().services.map(({ id }) => id)).toEqual([1001, 1002]);
  });

  it("has all ids when several were bought", async () => {
    sandbox.panel.setHabits({ orderReply: "list" });
    expect((await order({ number: 2 })).data).toEqual([1001, 1002]);
    expect(sandbox.ledger().orders).toHaveLength(2);
  });
});

describe("the shapes of replies", () => {
  it.each<[ZonkvmHabits["emptyList"], unknown]>([
    ["[]", { pages: 0, servers: [] }],
    ["", { pages: 0, servers: "" }],
    ["null", { pages: 0, servers: null }],
    ["missing", { pages: 0 }],
  ])("have an empty list as %s", async (emptyList, data) => {
    sandbox.panel.setHabits({ emptyList });
    expect(await dataOf(sandbox, "getservers", { page: "1" })).toEqual(data);
  });

  it("can have numbers as text, the code too", async () => {
    const guid = await buy(sandbox, "server");
    sandbox.panel.setHabits({ numbersAsText: true });
    expect(await call(sandbox, "getserver", { guid })).toMatchObject({
      code: "1",
      data: { id: "1001", orderStatus: "1", memory: "8" },
    });
    expect((await call(sandbox, "nothing")).code).toBe("0");
  });

  it("can have JSON as itself", async () => {
    await buy(sandbox, "lease");
    expect((await row(sandbox, "getlease", "1")).ip).toBe(
      '[{"ip":"172.16.0.11","subnet":"255.255.255.0","gateway":"172.16.0.1"}]',
    );
    sandbox.panel.setHabits({ plainJson: true });
    expect((await row(sandbox, "getlease", "1")).ip).toEqual([
      { ip: "172.16.0.11", subnet: "255.255.255.0", gateway: "172.16.0.1" },
    ]);
    const [line] = await dataOf<Record<string, unknown>[]>(sandbox, "getlines");
    expect(line?.discount).toEqual([{ month: "1", discount: "1" }]);
  });

  it("can lack fields, and can be without the echo", async () => {
    const guid = await buy(sandbox, "server");
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ client_user_id: 900001 });
    sandbox.panel.setHabits({ echo: false, leavesOut: { getserver: ["localIP"] } });
    const shown = await row(sandbox, "getserver", guid);
    expect(shown.client_user_id).toBe(0);
    expect("localIP" in shown).toBe(false);
  });

  it("can have the echo where the document has none", async () => {
    await buy(sandbox, "idc");
    expect("client_user_id" in (await row(sandbox, "getidc", "1"))).toBe(false);
    sandbox.panel.setHabits({ rackEcho: true });
    expect(await row(sandbox, "getidc", "1")).toMatchObject({ client_user_id: 900001 });
  });

  it("can say a deleted order's state, or that there is none, and list it or not", async () => {
    const guid = await buy(sandbox, "server");
    await call(sandbox, "server_refund", { guid });
    expect(await row(sandbox, "getserver", guid)).toMatchObject({ orderStatus: -2 });
    const list = () => dataOf<{ servers: unknown[] }>(sandbox, "getservers", { page: "1" });
    expect((await list()).servers).toHaveLength(1);
    sandbox.panel.setHabits({ deletedReads: "refused", deletedInLists: false });
    expect((await call(sandbox, "getserver", { guid })).msg).toBe("未找到产品记录");
    expect((await list()).servers).toHaveLength(0);
  });

  it("can hide the passwords of machines, of everything, or of nothing", async () => {
    const guid = await buy(sandbox, "server", { loginPassword: "Secret-1" });
    await buy(sandbox, "sql");
    const passwords = async (masksPasswords: ZonkvmHabits["masksPasswords"]) => {
      sandbox.panel.setHabits({ masksPasswords });
      return [
        (await row(sandbox, "getserver", guid)).loginPassword,
        (await row(sandbox, "getsql", "1")).db_password,
      ];
    };
    expect(await passwords("machines")).toEqual(["***", "DbPwd1234"]);
    expect(await passwords("all")).toEqual(["***", "***"]);
    expect(await passwords("none")).toEqual(["Secret-1", "DbPwd1234"]);
  });

  it("can cut the names of rules", async () => {
    const guid = await buy(sandbox, "server");
    sandbox.panel.setHabits({ longestText: 4 });
    const rule = {
      guid,
      name: "rule-one",
      weight: "1",
      direction: "Inbound",
      operation: "allow",
      protocol: "tcp",
      remote_ip: "0.0.0.0/0",
      local_port: "80",
    };
    await call(sandbox, "server_add_hardpolicy", rule);
    expect(sandbox.ledger().policies[0]?.name).toBe("rule");
  });
});
