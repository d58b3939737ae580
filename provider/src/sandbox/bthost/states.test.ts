import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { built, call, dataOf, info, refused, statusOf } from "./caller";
import { startBthostSandbox, type BthostSandbox } from "./sandbox";
import { dayOf } from "./time";

let sandbox: BthostSandbox;
let id: string;
beforeEach(async () => {
  sandbox = await startBthostSandbox();
  id = await built(sandbox);
});
afterEach(() => sandbox.close());

const status = async (): Promise<unknown> => dataOf(sandbox, "host_status", { id });
const place = (): string | undefined => sandbox.ledger().hosts[0]?.place;
/** A day from now, by the panel's clock. */
const inDays = (days: number): string => dayOf(sandbox.clock.now().getTime() / 1000 + days * 86_400);

describe("starting, stopping and locking", () => {
  it("set the status from any other one, and the site with it", async () => {
    for (const [action, word, server] of [
      ["host_stop", "stop", "0"],
      ["host_locked", "locked", "0"],
      ["host_start", "normal", "1"],
      ["host_start", "normal", "1"],
    ] as const) {
      expect((await call(sandbox, action, { id })).code).toBe(1);
      expect(await status()).toEqual({ loca: word, server });
    }
    expect(await refused(sandbox, "host_stop", {})).toBe("错误的请求");
    expect(await refused(sandbox, "host_stop", { id: "99" })).toBe("主机不存在");
  });

  it("succeed although the panel refuses, and do not ask it again", async () => {
    sandbox.panel.refuse("stop", "busy");
    await dataOf(sandbox, "host_stop", { id });
    expect(await status()).toEqual({ loca: "stop", server: "1" });
    sandbox.panel.refuse("stop", undefined);
    await dataOf(sandbox, "host_stop", { id });
    expect(await status()).toEqual({ loca: "stop", server: "1" });
    expect(await dataOf(sandbox, "host_sync", { id })).toMatchObject({ status: 0, hostStatus: "stop" });
    expect(await status()).toEqual({ loca: "stop", server: "0" });
  });

  it("tell the panel's refusal in old releases, recycling too", async () => {
    sandbox.panel.setHabits({ release: "1.0.5" });
    sandbox.panel.refuse("*", "busy");
    expect(await refused(sandbox, "host_locked", { id })).toBe("busy");
    expect(await refused(sandbox, "host_recycle", { id })).toBe("busy");
    expect(await info(sandbox, id)).toMatchObject({ status: "normal" });
  });
});

describe("the panel's view", () => {
  it("is asked for by name and id", async () => {
    sandbox.panel.editHost(67, { bt_id: 999 });
    expect(await refused(sandbox, "host_status", { id })).toBe("Failed to get site information");
    expect(await dataOf(sandbox, "host_sync", { id })).toMatchObject({ bt_id: 181, endtime: "2037-01-01" });
    expect(await status()).toEqual({ loca: "normal", server: "1" });
    sandbox.panel.setDown(true);
    expect(await refused(sandbox, "host_status", { id })).toBe("Failed to get site information");
    expect(await info(sandbox, id)).toMatchObject({ bt_id: 181 });
  });

  it("loses its end when a difference is synchronized", async () => {
    sandbox.panel.editSite(67, { endDay: "2030-01-01" });
    await dataOf(sandbox, "host_sync", { id });
    expect(sandbox.panel.site(67)).toMatchObject({ endDay: "181" });
  });
});

describe("the recycle bin", () => {
  it("hides a host from every read, and gives it back as it was", async () => {
    await dataOf(sandbox, "host_locked", { id });
    await dataOf(sandbox, "host_recycle", { id });
    expect(await refused(sandbox, "host_info", { id })).toBe("主机不存在");
    expect(await refused(sandbox, "host_recycle", { id })).toBe("主机不存在");
    expect(await refused(sandbox, "host_endtime", { id, endtime: "2037-01-01" })).toBe("主机不存在");
    expect(await dataOf(sandbox, "host_list")).toEqual([]);
    expect(await dataOf(sandbox, "ftp_info", { ftp_id: "54" })).toMatchObject({ vhost_id: 67 });
    expect([place(), sandbox.panel.site(67)?.isOn]).toEqual(["recycled", false]);
    expect((await call(sandbox, "host_recovery", { id })).msg).toBe("已恢复");
    expect(await status()).toEqual({ loca: "locked", server: "1" });
    expect(sandbox.ledger().events.map(({ kind }) => kind)).toEqual([
      "create",
      "status",
      "recycle",
      "recover",
    ]);
  });

  it("keeps it while the panel refuses to start its site", async () => {
    await dataOf(sandbox, "host_recycle", { id });
    sandbox.panel.refuse("start", "busy");
    expect(await refused(sandbox, "host_recovery", { id })).toBe("busy");
    expect(place()).toBe("recycled");
  });

  it("is emptied after seven days", async () => {
    await dataOf(sandbox, "host_recycle", { id });
    sandbox.clock.advance({ days: 6, hours: 23 });
    expect(place()).toBe("recycled");
    sandbox.clock.advance({ hours: 2 });
    expect(place()).toBe("purged");
    expect(await refused(sandbox, "host_recovery", { id })).toBe("主机不存在");
    expect(await dataOf(sandbox, "ftp_info", { ftp_id: "54" })).toBeNull();
    expect(sandbox.panel.sites()).toEqual([]);
  });

  it("takes the files of a new host of the same name with it", async () => {
    await dataOf(sandbox, "host_recycle", { id });
    const form = { username: "web1", plans_id: "1", endtime: "2037-01-01" };
    expect(await refused(sandbox, "host_build", form)).toContain("您添加的站点已存在!");
    sandbox.panel.edit("domains", 1, { domain: "other.example" });
    const second = await built(sandbox);
    sandbox.panel.editSite(Number(second), { sizeMb: 12 });
    sandbox.clock.advance({ days: 8 });
    const lost = { path: "/www/wwwroot/web1", site: "web1.other.example", deleted: "web1.bty5.com" };
    expect(sandbox.ledger().filesLost).toMatchObject([lost]);
    expect(sandbox.panel.site(Number(second))).toMatchObject({ sizeMb: 0 });
  });

  it("does not where the panel spares them", async () => {
    sandbox.panel.setSparesSharedFolders(true);
    await dataOf(sandbox, "host_recycle", { id });
    sandbox.panel.edit("domains", 1, { domain: "other.example" });
    await built(sandbox);
    sandbox.clock.advance({ days: 8 });
    expect(sandbox.ledger()).toMatchObject({
      filesLost: [],
      hosts: [{ place: "purged" }, { place: "live" }],
    });
  });
});

describe("the end of a host", () => {
  beforeEach(async () => {
    await dataOf(sandbox, "host_endtime", { id, endtime: inDays(2) });
  });

  it("moves it to the bin, from which it comes back expired", async () => {
    sandbox.clock.advance({ days: 3 });
    expect(await refused(sandbox, "host_info", { id })).toBe("主机不存在");
    expect(place()).toBe("recycled");
    await dataOf(sandbox, "host_recovery", { id });
    expect(await info(sandbox, id)).toMatchObject({ status: "expired" });
    await dataOf(sandbox, "host_endtime", { id, endtime: inDays(30) });
    await dataOf(sandbox, "host_start", { id });
    sandbox.clock.advance({ days: 5 });
    expect(await info(sandbox, id)).toMatchObject({ status: "normal" });
  });

  it("is followed by its deletion, also when nobody looked in between", () => {
    sandbox.clock.advance({ days: 7 });
    expect(place()).toBe("recycled");
    sandbox.clock.advance({ days: 3 });
    expect(place()).toBe("purged");
    expect(sandbox.ledger().events.map(({ kind, by }) => `${kind} ${by}`)).toEqual([
      "create api",
      "endtime api",
      "status job",
      "recycle job",
      "purge job",
    ]);
  });

  it("deletes it at once, marks it only, or does nothing, as the administrator has it", async () => {
    sandbox.panel.setHabits({ expiry: "none", quotaJob: false });
    sandbox.clock.advance({ days: 3 });
    expect(await info(sandbox, id)).toMatchObject({ status: "normal" });
    sandbox.panel.setHabits({ expiry: "mark" });
    sandbox.panel.runExpiryJob();
    expect(await info(sandbox, id)).toMatchObject({ status: "expired" });
    sandbox.panel.setHabits({ expiry: "recycle" });
    sandbox.panel.runExpiryJob();
    expect(place()).toBe("live");
    await dataOf(sandbox, "host_start", { id });
    sandbox.panel.setHabits({ expiry: "delete" });
    sandbox.panel.runExpiryJob();
    expect(place()).toBe("purged");
  });
});

describe("quotas", () => {
  it("stop a host that takes too much, whatever its status, and let it go again", async () => {
    await dataOf(sandbox, "host_locked", { id });
    sandbox.panel.editSite(67, { sizeMb: 200.5 });
    expect(await dataOf(sandbox, "host_resource", { id })).toEqual({
      size: { sqlsize: 0, websize: 200.5, total_size: 0 },
      max: { site: 200, flow: 1024, sql: 200 },
    });
    expect(await info(sandbox, id)).toMatchObject({ status: "excess", site_size: 201 });
    await dataOf(sandbox, "host_edit", { id, site_max: "300" });
    await dataOf(sandbox, "host_resource", { id });
    expect(await status()).toEqual({ loca: "normal", server: "1" });
  });

  it("are looked at every twenty minutes", async () => {
    sandbox.panel.editSite(67, { trafficMb: 2000 });
    sandbox.clock.advance({ minutes: 19 });
    expect(await status()).toMatchObject({ loca: "normal" });
    sandbox.clock.advance({ minutes: 2 });
    expect(await status()).toMatchObject({ loca: "excess" });
    await dataOf(sandbox, "host_update", { id, plan_id: "2" });
    sandbox.panel.runQuotaJob();
    expect(await status()).toMatchObject({ loca: "normal" });
  });

  it("mark a host as expired that stays listed", async () => {
    sandbox.panel.editHost(67, { endtime: 1 });
    sandbox.panel.runQuotaJob();
    expect(await info(sandbox, id)).toMatchObject({ status: "expired" });
    sandbox.panel.runExpiryJob();
    expect(await statusOf(sandbox, "host_info", { id })).toBe(200);
    expect(place()).toBe("live");
  });
});
