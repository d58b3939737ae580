import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { Caller } from "../support/call";
import { zkeysPanel } from "../support/panels";

/** PHP writes a list as an object where its keys are not 0, 1, 2, … */
const listOf = <Row extends z.ZodType>(row: Row) =>
  z.union([z.array(row), z.record(z.string(), row).transform((keyed) => Object.values(keyed))]);
const rows = listOf(z.looseObject({ guid: z.string(), name: z.string().optional() }));
const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");
const password = base64("Secret-Word-77");
const numbers = { clientOrderNo: "18369", agent_order_no: "590682534662098123" };

test("every operation of ZKEYS is called by its name", async () => {
  const panel = await zkeysPanel.start(zkeysPanel.quick);
  onTestFinished(() => panel.close());
  const caller = new Caller(zkeysPanel, panel);
  const call = async (name: string, parameters = {}): Promise<unknown> => {
    const data = await caller.call(name, parameters);
    panel.clock.advance({ seconds: 10 });
    return data;
  };
  await call("getzones");
  await call("sync_harddisk");
  const line = rows.parse(await call("sync_line")).find(({ name }) => name === "Hangzhou BGP");
  const products = listOf(z.looseObject({ guid: z.string(), line_guid: z.string() })).parse(
    await call("sync_product"),
  );
  const product = products.find(({ line_guid }) => line_guid === line?.guid);
  const { systems } = z
    .looseObject({ systems: rows })
    .parse(await call("getsystems", { page_mode: 1, page_length: 50 }));
  const system = systems.find(({ name }) => name === "CentOS 7.9 x64");
  await call("create", {
    lineGuid: line?.guid,
    productGuid: product?.guid,
    systemGuid: system?.guid,
    loginName: "root",
    loginPassword: password,
    buyRemarks: "by hand",
    months: 1,
    ...numbers,
    clientId: "1100123",
    num: 1,
    system_partition_size: -1,
    auth_name: "小鸟云",
  });
  const { orders, services } = panel.ledger();
  expect(orders).toMatchObject([{ kind: "create", months: 1, clientOrderNo: "18369" }]);
  const guid = services[0]?.guid ?? "";
  await call("sync_baremetal", { page: 1, number: 10 });
  expect(JSON.stringify(await call("sync_baremetal.one", { guid, page: 1, page_size: 10 }))).toContain(guid);
  const client = { clientUserId: "1100123", ...numbers };
  await call("upgrade", { guid, defense: 0, bandwidth: 5, ip_type: 1, ipnum: 0, ...client });
  await call("degrade_ip_list", { guid });
  const bandwidth = Number(panel.panel.service(guid)?.bandwidth) + 5;
  const date = wallIn(panel.clock.now(), 10);
  const item = { item: "bandwidth", value: 5, date, old_value: bandwidth, new_value: bandwidth - 5 };
  const booked = await call("degrade", { guid, defense: 0, bandwidth: 5, ipnum: 0, param: [item] });
  const { data } = z.looseObject({ data: z.looseObject({ bandwidth: z.string() }) }).parse(booked);
  await call("degrade_cancel", { guid, degrade_guid: data.bandwidth });
  await call("restart", { guid });
  await call("stop", { guid });
  await call("setpass", { guid, loginPassword: base64("Other-Word-88") });
  expect(panel.panel.passwordIs(guid, "Other-Word-88")).toBe(true);
  await call("start", { guid });
  const image = { systemGuid: system?.guid, loginPassword: password, system_partition_size: 0 };
  await call("install", { guid, ...image, installType: "install", install_mode: 1 });
  await call("renew", { guid, months: 1, ...numbers });
  await call("refund", { guid, productType: "baremetal" });
  expect(panel.ledger().orders.map(({ kind }) => kind)).toEqual(["create", "upgrade", "renew", "refund"]);
  caller.insistOnSecrecy(panel.apiSecret, "Secret-Word-77", password, "Other-Word-88", "小鸟云");
  await caller.insistOnAll(19);
});

/** A time on the panel's wall, some days from now. */
function wallIn(now: Date, days: number): string {
  const at = new Date(now.getTime() + days * 86_400_000 + 8 * 3_600_000);
  return at.toISOString().slice(0, 19).replace("T", " ");
}
