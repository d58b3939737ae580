import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { startZkeysSandbox, type ZkeysSandbox } from "./sandbox";
import { buy, call, read } from "./caller";

let sandbox: ZkeysSandbox;
beforeEach(async () => {
  sandbox = await startZkeysSandbox({ openingSeconds: 0, busySeconds: 0 });
});
afterEach(() => sandbox.close());

const ServicePage = z.object({
  total_number: z.string(),
  total_page: z.number(),
  baremetal: z.array(z.looseObject({ guid: z.string() })),
});
const page = async (number: number, length: number): Promise<z.infer<typeof ServicePage>> => {
  const params = { page: String(number), number: String(length) };
  return ServicePage.parse((await call(sandbox, "sync_baremetal", params)).data);
};

const common =
  "act_status bandwidth buy_remarks buy_time cabinet_sn cpu cpu_max_num cpu_num cpu_value defense degrades end_time guid harddisk_guid harddisk_max_num ip ipnum line_guid login_name main_board memory memory_max_num memory_num order_status product_guid raid_tips run_status size start_time system_guid system_id upgrade".split(
    " ",
  );

describe("the catalogue", () => {
  it("is an object of lines, a list of models and a list of zones", async () => {
    const lines = z.record(z.string(), z.looseObject({ name: z.string(), line_guid: z.string() }));
    const { data } = await call(sandbox, "sync_line");
    const names = Object.values(lines.parse(data)).map((line) => line.name);
    expect(names).toEqual(["Hangzhou BGP", "Shenzhen BGP", "Hangzhou Unicom", "Guangzhou", "Guangzhou"]);
    expect(Array.isArray((await call(sandbox, "sync_product")).data)).toBe(true);
    expect((await call(sandbox, "getzones")).data).toMatchObject({
      zones: [{ name: "杭州一区" }, { name: "深圳一区" }],
    });
  });

  it("has more images than a page of 50", async () => {
    const params = { page_mode: "1", page_length: "50" };
    const first = await call(sandbox, "getsystems", params);
    expect(first.data).toMatchObject({ pages: 2, items: 63 });
    const second = await call(sandbox, "getsystems", { ...params, page_mode: "2" });
    expect(JSON.stringify(second.data)).toContain("Windows Server 2019");
    expect(JSON.stringify(first.data)).not.toContain("Windows Server 2019");
    expect(await call(sandbox, "getsystems", { page_mode: "1" })).toMatchObject({
      message: "缺少参数：page_length",
    });
    expect(await call(sandbox, "getsystems", { ...params, page_mode: "0" })).toMatchObject({
      message: "参数错误：page_mode",
    });
  });

  it("shows what an administrator changed", async () => {
    sandbox.panel.editLine("Hangzhou BGP", { name: "Hangzhou BGP 2", buy_status: "0" });
    sandbox.panel.editSystem("CentOS 7.9 x64", { name: "CentOS 7.9" });
    expect((await call(sandbox, "sync_line")).data).toMatchObject({
      "1": { name: "Hangzhou BGP 2", buy_status: "0" },
    });
    expect((await call(sandbox, "getsystems", { page_mode: "1", page_length: "1" })).data).toMatchObject({
      systems: [{ name: "CentOS 7.9" }],
    });
    expect(() => {
      sandbox.panel.editProduct("nothing", {});
    }).toThrow(RangeError);
  });
});

describe("the list of services", () => {
  it("shows its own fields, newest first", async () => {
    const older = await buy(sandbox);
    const newer = await buy(sandbox);
    const { baremetal } = await page(1, 10);
    expect(baremetal.map((service) => service.guid)).toEqual([newer, older]);
    expect(Object.keys(baremetal[0] ?? {}).sort()).toEqual([...common, "name"].sort());
  });

  it("is empty when there is nothing", async () => {
    expect(await page(1, 10)).toEqual({ total_number: "0", total_page: 0, baremetal: [] });
  });

  it("gives at most the panel's page, whatever is asked", async () => {
    for (let count = 0; count < 105; count += 1) sandbox.panel.addService();
    const first = await page(1, 1000);
    expect(first).toMatchObject({ total_number: "105", total_page: 2 });
    expect(first.baremetal).toHaveLength(100);
    expect((await page(2, 1000)).baremetal).toHaveLength(5);
    expect((await page(3, 1000)).baremetal).toEqual([]);
    expect((await page(11, 10)).baremetal).toHaveLength(5);
  });

  it("wants page and number", async () => {
    expect(await call(sandbox, "sync_baremetal", { page: "1", page_size: "10" })).toMatchObject({
      message: "缺少参数：number",
    });
    expect(await call(sandbox, "sync_baremetal", { number: "10" })).toMatchObject({
      message: "缺少参数：page",
    });
    expect(await call(sandbox, "sync_baremetal", { page: "1", number: "ten" })).toMatchObject({
      message: "参数错误：number",
    });
  });

  it("lists 1,000 services, each once", async () => {
    for (let count = 0; count < 1000; count += 1) sandbox.panel.addService({ buyRemarks: `r${count}` });
    const pages = await Promise.all(Array.from({ length: 10 }, (_, index) => page(index + 1, 100)));
    expect(new Set(pages.flatMap(({ baremetal }) => baremetal.map(({ guid }) => guid))).size).toBe(1000);
  });
});

describe("the single read", () => {
  it("shows its own fields", async () => {
    const guid = await buy(sandbox);
    expect(Object.keys(await read(sandbox, guid)).sort()).toEqual([...common, "client_user_id"].sort());
  });

  it("succeeds with nothing for an unknown guid", async () => {
    const reply = await call(sandbox, "sync_baremetal", {
      guid: "1708330228791024",
      page: "1",
      page_size: "10",
    });
    expect(reply).toMatchObject({ code: 0, data: { baremetal: [] } });
  });

  it("accepts both names of the page size, wants its own, and no empty guid", async () => {
    const guid = sandbox.panel.addService();
    const reply = await call(sandbox, "sync_baremetal", { guid, page: "1", page_size: "10", number: "10" });
    expect(reply.data).toMatchObject({ baremetal: { guid } });
    expect(await call(sandbox, "sync_baremetal", { guid, page: "1", number: "10" })).toMatchObject({
      message: "缺少参数：page_size",
    });
    expect(await call(sandbox, "sync_baremetal", { guid: "", page: "1", page_size: "10" })).toMatchObject({
      message: "参数错误：guid",
    });
  });
});
