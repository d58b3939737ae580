import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZkeysSandbox, type ZkeysSandbox } from "./sandbox";
import { buy, call, offered, purchase, read, type Sent } from "./caller";

let sandbox: ZkeysSandbox;
beforeEach(async () => {
  sandbox = await startZkeysSandbox({ openingSeconds: 0, busySeconds: 0 });
});
afterEach(() => sandbox.close());

const identity = { auth_name: "小鸟云", auth_mobile: "13712345678", auth_idnum: "421000199001011234" };
const inShenzhen = (): Sent =>
  purchase({
    lineGuid: offered("lines", "Shenzhen BGP"),
    productGuid: offered("products", "E5-2670 x2 / 64G", "Shenzhen BGP"),
  });

describe("create", () => {
  it("sells a server, charges the month and echoes the remark", async () => {
    const reply = await call(sandbox, "create", purchase({ buyRemarks: "pu-k3x9" }));
    expect(reply).toMatchObject({ code: 0, message: "success" });
    expect(reply.data).toMatchObject([
      {
        bandwidth: "5",
        defense: "5",
        ipnum: "1",
        buy_remarks: "pu-k3x9",
        order_status: "0",
        act_status: "0",
      },
    ]);
    const { balance, orders, services } = sandbox.ledger();
    expect(balance).toBe("99140.00");
    expect(orders).toMatchObject([
      { kind: "create", amount: "860.00", months: 1, clientOrderNo: "18369", serviceGuid: services[0]?.guid },
    ]);
    expect(services).toMatchObject([
      { product: "E5-2670 x2 / 64G", buyRemarks: "pu-k3x9", orderStatus: "1" },
    ]);
  });

  it("replies without the image, the upgrades and the degrades", async () => {
    const { data } = await call(sandbox, "create", purchase());
    expect(Object.keys((data as object[])[0] ?? {}).sort()).toEqual(
      "act_status bandwidth buy_remarks buy_time cabinet_sn cpu cpu_max_num cpu_num cpu_value defense end_time guid harddisk_guid harddisk_max_num id install_mode ip ipmi_ip ipmi_pass ipmi_user ipnum is_agent is_upgrade line_guid lock_reason lock_status lock_time lock_vnc login_name login_password main_board memory memory_max_num memory_num name order_status product_guid push_status raid_tips renew_auto renew_notice renew_notice_time renew_price renew_price_remark renew_price_setting run_status size ssh_public_key start_time stock_id stock_type sync_status sync_time system_id system_partition system_partition_size".split(
        " ",
      ),
    );
  });

  it.each([
    ["6", "5160.00"],
    ["12", "9288.00"],
    ["24", "17544.00"],
    ["36", "24768.00"],
  ])("asks for %s months the price with the discount of the years", async (months, amount) => {
    await call(sandbox, "create", purchase({ months }));
    expect(sandbox.ledger().orders[0]?.amount).toBe(amount);
  });

  it("sells several at once, each with its own order", async () => {
    const reply = await call(sandbox, "create", purchase({ num: "3" }));
    expect(reply.data).toHaveLength(3);
    const { balance, orders, services } = sandbox.ledger();
    expect(balance).toBe("97420.00");
    expect(new Set(orders.map((order) => order.serviceGuid)).size).toBe(3);
    expect(new Set(services.map((service) => service.guid)).size).toBe(3);
  });

  it("sells again when the same order number comes again", async () => {
    await buy(sandbox);
    await buy(sandbox);
    expect(sandbox.ledger().orders).toHaveLength(2);
  });

  it("stays in opening for a while", async () => {
    const slow = await startZkeysSandbox({ openingSeconds: 60 });
    const guid = await buy(slow);
    expect(await read(slow, guid)).toMatchObject({ order_status: "0" });
    slow.clock.advance({ seconds: 61 });
    expect(await read(slow, guid)).toMatchObject({ order_status: "1" });
    await slow.close();
  });

  it("waits for staff when the model has no stock", async () => {
    const guid = await buy(sandbox, { productGuid: offered("products", "Gold 6138 x2 / 128G") });
    sandbox.clock.advance({ days: 3 });
    expect(await read(sandbox, guid)).toMatchObject({ order_status: "0", ip: [] });
    sandbox.panel.editService(guid, { order_status: "1" });
    expect(await read(sandbox, guid)).toMatchObject({ order_status: "1", ip: [{ is_default: "1" }] });
  });

  it.each(Object.keys(purchase()))("refuses an order without %s", async (name) => {
    expect(await call(sandbox, "create", purchase({ [name]: undefined }))).toMatchObject({
      code: 1,
      message: `缺少参数：${name}`,
    });
    expect(sandbox.ledger().orders).toEqual([]);
  });

  it.each<[string, Sent, string]>([
    ["an unknown line", { lineGuid: "1665907446560250" }, "线路不存在"],
    ["a zone for a line", { lineGuid: "1665906481931673" }, "线路不存在"],
    ["a line that is closed", { lineGuid: offered("lines", "Hangzhou Unicom") }, "线路已关闭购买"],
    ["an unknown model", { productGuid: "1665907446560250" }, "机型不存在"],
    ["a disabled model", { productGuid: offered("products", "E5-2620 / 32G") }, "机型已禁用"],
    [
      "a model of another line",
      { productGuid: offered("products", "E3-1230 / 16G", "Shenzhen BGP") },
      "机型不属于该线路",
    ],
    ["an unknown image", { systemGuid: "1665907446560250" }, "操作系统不存在"],
    [
      "an image of cloud servers",
      { systemGuid: offered("systems", "Cloud Linux 3 x64") },
      "操作系统不支持裸金属",
    ],
    [
      "an image only to reinstall",
      { systemGuid: offered("systems", "Rescue Live x64") },
      "操作系统不支持该操作",
    ],
    [
      "an image that needs more cores",
      { systemGuid: offered("systems", "HPC Linux 8 x64") },
      "机型CPU低于操作系统要求",
    ],
    [
      "an image that needs more memory",
      {
        systemGuid: offered("systems", "Windows Server 2022 Datacenter"),
        productGuid: offered("products", "E3-1230 / 16G"),
      },
      "机型内存低于操作系统要求",
    ],
    ["a term that is not offered", { months: "4" }, "购买时长错误"],
    ["a term of nothing", { months: "0" }, "参数错误：months"],
    ["too many at once", { num: "11" }, "超出单次购买数量限制"],
    [
      "a plain password",
      { loginPassword: "Aa535029279!" },
      "参数错误：loginPassword（密码必须是base64编码）",
    ],
    ["an empty password", { loginPassword: "" }, "参数错误：loginPassword（密码必须是base64编码）"],
    [
      "a partition in GB",
      { system_partition_size: "50" },
      "参数错误：system_partition_size（系统分区大小错误，单位为M）",
    ],
    [
      "a partition that the model does not support",
      { system_partition_size: "51200", productGuid: offered("products", "E3-1230 / 16G") },
      "机型不支持系统分区",
    ],
    ["an order number that is none", { clientOrderNo: "web-1" }, "参数错误：clientOrderNo"],
    ["an odd mobile number", { auth_mobile: "137" }, "参数错误：auth_mobile"],
  ])("refuses %s", async (_, changes, message) => {
    expect(await call(sandbox, "create", purchase(changes))).toMatchObject({ code: 1, message });
    expect(sandbox.ledger()).toMatchObject({ balance: "100000.00", orders: [], services: [] });
  });

  it("refuses an image that is not offered on the line", async () => {
    const systemGuid = offered("systems", "Hangzhou Only Linux x64");
    expect(await call(sandbox, "create", { ...inShenzhen(), ...identity, systemGuid })).toMatchObject({
      message: "操作系统不属于该线路",
    });
  });

  it("wants the end customer's identity in a zone that forces it", async () => {
    expect(await call(sandbox, "create", inShenzhen())).toMatchObject({
      code: 1,
      message: "该可用区需要实名认证，缺少参数：auth_name",
    });
    expect(await call(sandbox, "create", { ...inShenzhen(), ...identity })).toMatchObject({ code: 0 });
  });

  it("refuses a term beyond the line's years", async () => {
    sandbox.panel.editLine("Hangzhou BGP", { life_time: "2" });
    expect(await call(sandbox, "create", purchase({ months: "36" }))).toMatchObject({
      message: "超出最长使用年限",
    });
  });

  it("refuses what the balance does not cover, also the last of several", async () => {
    sandbox.panel.setBalance("1719.99");
    expect(await call(sandbox, "create", purchase({ num: "2" }))).toMatchObject({
      code: 1,
      message: "余额不足，请先充值",
    });
    expect(sandbox.ledger().services).toEqual([]);
    sandbox.panel.setBalance("1720");
    expect(await call(sandbox, "create", purchase({ num: "2" }))).toMatchObject({ code: 0 });
    expect(sandbox.ledger().balance).toBe("0.00");
  });

  it("charges what an administrator has made of the price", async () => {
    sandbox.panel.editProduct("E5-2670 x2 / 64G", { price: "861.25" });
    await buy(sandbox);
    expect(sandbox.ledger().orders[0]?.amount).toBe("861.25");
  });
});
