import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { build, built, call, dataOf, info, post, refused, signed } from "./caller";
import { asLongAgo } from "./habits";
import { startBthostSandbox, type BthostSandbox } from "./sandbox";

let sandbox: BthostSandbox;
beforeEach(async () => {
  sandbox = await startBthostSandbox();
});
afterEach(() => sandbox.close());

describe("replies can be said in other ways", () => {
  it("of the envelope", async () => {
    sandbox.panel.setHabits({ codeAsText: true, timeAsNumber: true, messages: "null", emptyData: "[]" });
    const reply = await call(sandbox, "index");
    expect(reply).toEqual({ code: "1", msg: null, time: Number(reply.time), data: [] });
    sandbox.panel.setHabits({ messages: "empty", emptyData: "missing" });
    const shorter = await call(sandbox, "index");
    expect(shorter).toEqual({ code: "1", msg: "", time: Number(shorter.time) });
    sandbox.panel.resetHabits();
    sandbox.panel.setHabits({ commas: "full", emptyData: "" });
    expect(await refused(sandbox, "host_endtime", { id: "1", endtime: "x" })).toContain("错误，请");
    expect((await call(sandbox, "index")).data).toBe("");
  });

  it.each([
    ["null", null],
    ["", ""],
    ["{}", {}],
  ] as const)("of an empty list: %s", async (emptyList, data) => {
    sandbox.panel.setHabits({ emptyList });
    expect(await dataOf(sandbox, "host_list")).toEqual(data);
  });

  it("of an empty list: nothing", async () => {
    sandbox.panel.setHabits({ emptyList: "missing" });
    expect(await call(sandbox, "host_list")).not.toHaveProperty("data");
    const id = await built(sandbox, { plans_id: "3" });
    expect(await info(sandbox, id)).not.toHaveProperty("sql");
  });

  it("of numbers", async () => {
    sandbox.panel.setHabits({ numbers: "number" });
    const { site, ftp } = await build(sandbox);
    expect([site.id, site.site_max, ftp?.id]).toEqual([67, 200, 54]);
    sandbox.panel.setHabits({ numbers: "text" });
    expect(await info(sandbox, "67")).toMatchObject({ id: "67", endtime: "2114352000", ftp: { id: "54" } });
  });

  it("of data and plans inside a text", async () => {
    sandbox.panel.setHabits({ planAsText: true });
    const [plan] = await dataOf<{ value: string }[]>(sandbox, "plans_list");
    expect(JSON.parse(plan?.value ?? "")).toMatchObject({ sql: "MySQL" });
    sandbox.panel.setHabits({ dataAsText: true });
    expect(await dataOf(sandbox, "sort_list")).toMatch(/^\[\{"id":0/);
  });

  it("of what belongs to a host", async () => {
    const id = await built(sandbox);
    sandbox.panel.editHost(67, { ips: [1, 2] });
    sandbox.panel.setHabits(asLongAgo);
    const old = await info(sandbox, id);
    expect(old).toMatchObject({
      ip_address: "192.168.0.159,192.168.0.160",
      ip_addresss: null,
      analysis_type: "",
      sql: { id: 55 },
      domain: { domainlist_id: 1, status: "normal", audit: 1, audit_text: "Audit 1" },
    });
    expect(old).not.toHaveProperty("sub_bind");
    sandbox.panel.setHabits({ addresses: "one", bindingStatus: "number" });
    expect(await info(sandbox, id)).toMatchObject({ ip_address: { id: 1 }, domain: { status: 1 } });
    sandbox.panel.editHost(67, { ips: [] });
    expect(await info(sandbox, id)).toMatchObject({ ip_address: null });
    const [user] = await dataOf<object[]>(sandbox, "user_list");
    expect(user).not.toHaveProperty("host_count");
  });

  it("of an FTP account that is not there", async () => {
    const id = await built(sandbox, { plans_id: "3" });
    sandbox.panel.setHabits({ noFtp: "[]" });
    expect(await info(sandbox, id)).toMatchObject({ ftp: [] });
    sandbox.panel.setHabits({ noFtp: "missing", leavesOut: { host_info: ["is_api"] } });
    const row = await info(sandbox, id);
    expect(row).not.toHaveProperty("ftp");
    expect(row).not.toHaveProperty("is_api");
  });

  it("as bytes, with escaped slashes and plain Chinese", async () => {
    await built(sandbox);
    const text = await (await post(sandbox, "host_info", signed(sandbox), { id: "67" })).text();
    expect(text).toContain('"msg":"请求成功 "');
    expect(text).toContain('"dir":"\\/"');
  });
});
