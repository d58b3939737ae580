import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { Caller } from "../support/call";
import { proxy911Panel } from "../support/panels";

const order = z.looseObject({ trade_no: z.string() });

test("every operation of 911Proxy is called by its name", async () => {
  const panel = await proxy911Panel.start({ ...proxy911Panel.quick, usageLagSeconds: 0, userInfoOpen: true });
  onTestFinished(() => panel.close());
  const caller = new Caller(proxy911Panel, panel);
  const call = (name: string, parameters = {}): Promise<unknown> => caller.call(name, parameters);
  const accounts = "u1:SecretWord77,u2:OtherWord88";
  await call("whitelist-account/add", { accounts, remark: "team", product_type: 9 });
  expect(JSON.stringify(await call("whitelist-account/list"))).toContain("u2");
  await call("whitelist-account/disable", { accounts: "u1,u2" });
  await call("whitelist-account/enable", { accounts: "u1,u2" });
  await call("whitelist-account/change-password", { account: "u1", password: "ThirdWord99" });
  await call("whitelist-account/change-remark", { account: "u1", remark: "" });
  await call("whitelist-account/change-limit", { account: "u1", limit: 7 });
  expect(panel.panel.account("u1")).toMatchObject({ password: "ThirdWord99", limit_flow: 7, remark: "" });
  await call("whitelist-account/delete", { accounts: "u2" });

  await call("payment/groups");
  const bought = order.parse(await call("order/create", { pid: 251, pm_id: 1, region_list: "US,2" }));
  await call("order/create", { pid: 101, pm_id: 1 });
  expect(panel.ledger().orders).toHaveLength(2);
  const unpaid = order.parse(await call("order/create", { pid: 101, pm_id: 2 }));
  await call("order/close", { trade_no: unpaid.trade_no });
  expect(JSON.stringify(await call("order/list", { page_no: 1, status: 2 }))).toContain(unpaid.trade_no);
  await call("user-product/list", { trade_no: bought.trade_no, page: 1, size: 20 });
  await call("user-product/summary", { product_type: 9 });
  await call("user-usage-flow/total", { username: "u1" });
  await call("ip/get-static-ip", { trade_no: bought.trade_no });
  await call("static-ip-region", { isp: 1 });
  expect(await call("ip/v3", { num: 2, format: "text", lb: "\\t" })).toHaveLength(2);
  await call("ip/dynamic-citys");
  await call("ip/dynamic-citys/search", { country_code: "DE", state: "BY" });
  await call("ip/dynamic-states");
  await call("ip/dynamic-states/search", { country_code: "US" });
  await call("user/info");
  await call("activity/balance-recharge-gift-ratio");
  caller.insistOnSecrecy(panel.appKey, "SecretWord77", "OtherWord88", "ThirdWord99");
  await caller.insistOnAll(24);
});
