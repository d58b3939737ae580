import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startProxy911Sandbox, type FaultKind, type Proxy911Sandbox } from "../index";
import { addAccounts, ask, get, listed, order, tell } from "./caller";

let sandbox: Proxy911Sandbox;
beforeEach(async () => {
  sandbox = await startProxy911Sandbox({ usageLagSeconds: 0 });
});
afterEach(() => sandbox.close());

describe("usage", () => {
  it("is told per day, of one account or all, without deleted ones", async () => {
    await addAccounts(sandbox, ["u1", "u2"]);
    await order(sandbox, { pid: 102, pm_id: 1 });
    sandbox.panel.use("u1", 500);
    sandbox.panel.use("u2", 30);
    sandbox.clock.advance({ days: 1 });
    sandbox.panel.use("u1", 7);
    const flows = async (params: object = {}) =>
      JSON.stringify((await ask(sandbox, "user-usage-flow/total", { ...params })).data).match(
        /(?<="flow":)\d+/g,
      );
    expect(await flows()).toEqual(["530", "7"]);
    expect(await flows({ username: "u1" })).toEqual(["500", "7"]);
    expect(await flows({ product_type: 14 })).toBeNull();
    await tell(sandbox, "whitelist-account/delete", { accounts: "u1" });
    sandbox.clock.advance({ minutes: 5 });
    expect(await flows()).toEqual(["30"]);
    const days = { start_time: "2022-08-01 00:00:00", end_time: "2022-07-01 00:00:00" };
    expect(await ask(sandbox, "user-usage-flow/total", days)).toMatchObject({ code: 400 });
    expect(await ask(sandbox, "user-usage-flow/total", { start_time: "2022-08-01" })).toMatchObject({
      code: 400,
    });
  });

  it("counts against the package, which expires with what is left", async () => {
    const gb = 1024 ** 2;
    await addAccounts(sandbox, ["u1"]);
    await order(sandbox, { pid: 101, pm_id: 1 });
    sandbox.panel.use("u1", gb);
    const summary = async () => (await ask(sandbox, "user-product/summary")).data;
    expect(await summary()).toMatchObject({
      effective: 4 * gb,
      effective_used: gb,
      effective_total: 5 * gb,
    });
    expect(sandbox.panel.use("u1", 5 * gb)).toBe(false);
    sandbox.clock.advance({ days: 24 });
    expect(await summary()).toMatchObject({ temporary: 4 * gb, temporary_count: 1 });
    sandbox.clock.advance({ days: 7 });
    expect(await summary()).toMatchObject({
      effective: 0,
      expired: 4 * gb,
      expired_count: 1,
      used: gb,
    });
    expect(sandbox.panel.use("u1", 1)).toBe(false);
    expect(await ask(sandbox, "user-product/summary", { product_type: 14 })).toMatchObject({ code: 400 });
  });
});

describe("extraction", () => {
  it("wants a package with something left", async () => {
    expect(await ask(sandbox, "ip/v3", { format: "json", num: 2 })).toMatchObject({
      code: 400,
      msg: "套餐余额不足",
    });
  });

  it("answers JSON with a list in a list, or plain text, and counts", async () => {
    await order(sandbox, { pid: 101, pm_id: 1 });
    const { data } = await ask(sandbox, "ip/v3", {
      format: "json",
      num: 2,
      cc: "US",
      state: "CA",
      city: "Los Angeles",
    });
    expect(data).toEqual({ list: [["150.109.114.72:1140", "150.109.114.72:1141"]] });
    const text = await get(sandbox, "ip/v3", { num: 2 });
    expect(text.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(await text.text()).toBe("150.109.114.72:1142\r\n150.109.114.72:1143");
    expect(await (await get(sandbox, "ip/v3", { num: 2, lb: "|" })).text()).toBe(
      "150.109.114.72:1144|150.109.114.72:1145",
    );
    expect(sandbox.ledger().extracted).toBe(6);
    expect(sandbox.writes()).toBe(4);
  });

  it.each([
    { cc: "usa" },
    { cc: "XX" },
    { cc: "US", state: "BY" },
    { num: 0 },
    { format: "xml" },
    { ep: "cn" },
    { life: 0 },
  ])("refuses %o", async (params) => {
    await order(sandbox, { pid: 101, pm_id: 1 });
    expect(await ask(sandbox, "ip/v3", params)).toMatchObject({ code: 400 });
    expect(sandbox.ledger().extracted).toBe(0);
  });
});

describe("places", () => {
  it("are countries with states and cities", async () => {
    expect((await ask(sandbox, "ip/dynamic-citys")).data).toMatchObject({
      list: [
        {
          name_en: "United States",
          items: [{ city: "Los Angeles", state: "CA", country_code: "US" }, {}, {}],
        },
        {},
        {},
      ],
    });
    expect((await ask(sandbox, "ip/dynamic-states")).data).toMatchObject({
      list: [{ name_zh_cn: "美国", items: [{ state: "CA", continent_code: "NA" }, { state: "NY" }] }, {}, {}],
    });
    const cities = await ask(sandbox, "ip/dynamic-citys/search", { country_code: "DE", state: "BY" });
    expect(cities.data).toEqual({ list: ["Munich", "Nuremberg"] });
    const states = await ask(sandbox, "ip/dynamic-states/search", { country_code: "US" });
    expect(states.data).toEqual({ list: ["CA", "NY"] });
    expect(await ask(sandbox, "ip/dynamic-citys/search", { country_code: "DE" })).toMatchObject({
      code: 400,
    });
    expect(await ask(sandbox, "ip/dynamic-states/search")).toMatchObject({ code: 400 });
  });
});

describe("the newer operations", () => {
  it("answer in their own envelopes", async () => {
    expect(await ask(sandbox, "payment/groups")).toMatchObject({ code: 0, message: "操作成功" });
    expect(await ask(sandbox, "activity/balance-recharge-gift-ratio")).toMatchObject({
      code: 0,
      msg: "操作成功",
      data: { list: [{ amount: 100, ratio: 1.2 }, {}] },
    });
    expect(await ask(sandbox, "payment/groups", { trade_no: "1" })).toMatchObject({ code: 400 });
  });

  it("do not open the account information, unless told to", async () => {
    expect(await ask(sandbox, "user/info")).toMatchObject({ code: 400, message: "接口未开放" });
    const open = await startProxy911Sandbox({ userInfoOpen: true, balance: "12.50" });
    expect(await ask(open, "user/info")).toMatchObject({
      code: 0,
      data: { balance: 12.5, is_real_name: true },
    });
    await open.close();
  });
});

describe("a fault", () => {
  it.each<[FaultKind, number]>([
    ["lostBefore", 0],
    ["lostAfter", 1],
    ["http500Before", 0],
    ["http500After", 1],
    ["halfJsonAfter", 1],
    ["refused", 0],
  ])("%s of an addition leaves %i accounts", async (kind, count) => {
    sandbox.fault({ action: "whitelist-account/add", kind });
    await addAccounts(sandbox, ["u1"]).catch(() => undefined);
    expect(await listed(sandbox)).toHaveLength(count);
    expect(sandbox.count("whitelist-account/add")).toBe(1);
  });

  it("refuses in the words of the vendor", async () => {
    sandbox.fault({ action: "order/create", kind: "refused", message: "系统繁忙" });
    expect(await tell(sandbox, "order/create", { pid: 101, pm_id: 1 })).toMatchObject({
      code: 400,
      message: "系统繁忙",
    });
    expect(sandbox.ledger().orders).toEqual([]);
  });
});

describe("a sandbox with a state file", () => {
  it("goes on after a restart", async () => {
    const folder = mkdtempSync(join(tmpdir(), "proxy911-sandbox-"));
    const stateFile = join(folder, "state.json");
    const first = await startProxy911Sandbox({ stateFile, balance: "500.00" });
    await addAccounts(first, ["u1", "u2"]);
    await order(first, { pid: 101, pm_id: 1 });
    await tell(first, "whitelist-account/delete", { accounts: "u1" });
    first.clock.advance({ minutes: 3 });
    const ledger = first.ledger();
    await first.close();
    const second = await startProxy911Sandbox({ stateFile, balance: "1.00" });
    expect(second.ledger()).toEqual(ledger);
    second.clock.advance({ minutes: 2 });
    expect((await listed(second)).map((account) => account.username)).toEqual(["u2"]);
    await second.close();
    expect(readFileSync(stateFile, "utf8")).not.toContain("u1");
    rmSync(folder, { recursive: true });
  });
});
