import { describe, expect, test, vi } from "vitest";
import type { BthostSandbox } from "../../provider/src/sandbox";
import { host, inDays, settled } from "../support/bthost";
import { bthostPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

type BthostScene = InProcessScene<BthostSandbox>;

const open = (): Promise<BthostScene> =>
  Scene.inProcess(bthostPanel, { settleSeconds: "0.3", pollSeconds: "0.05" });
const declare = (scene: BthostScene, args: object): void => {
  scene.declare({ shop: { ...args } }, "BtHost");
};
async function begin(args: object = settled): Promise<BthostScene> {
  const scene = await open();
  declare(scene, args);
  await scene.up();
  return scene;
}
const rowOf = (scene: BthostScene) => scene.sandbox.panel.host(67);
const failed = async (scene: BthostScene): Promise<string> => {
  const { code, text } = await scene.stack.up();
  expect(code, text).not.toBe(0);
  return text;
};
const withLimits = (limits: object) => ({ ...settled, settings: { ...settled.settings, ...limits } });

describe("the addresses of a host", () => {
  test("are bound and unbound one by one, and in no order", async () => {
    const scene = await open();
    scene.sandbox.panel.setHabits({ spoilsAddresses: false });
    declare(scene, { ...settled, ipAddresses: ["2", "1"] });
    expect((await scene.up()).writes).toEqual(["host_build", "host_bindip", "host_bindip"]);
    await scene.refresh();
    await scene.unchanged();
    declare(scene, { ...settled, ipAddresses: ["1", "2"] });
    expect((await scene.up()).writes).toEqual([]);
    declare(scene, { ...settled, ipAddresses: ["1", "3"] });
    expect(await scene.preview()).toContain("addresses: unbind 2, bind 3");
    expect((await scene.up()).writes).toEqual(["host_unbindip", "host_bindip"]);
    expect(new Set(rowOf(scene)?.ips)).toEqual(new Set([1, 3]));
    declare(scene, { ...settled, ipAddresses: [] });
    await scene.up();
    expect(rowOf(scene)?.ips).toEqual([]);
    await scene.unchanged();
  });

  test("that go with another one are bound again, or it is said that they cannot be", async () => {
    const scene = await open();
    scene.sandbox.panel.setHabits({ spoilsAddresses: false });
    declare(scene, { ...settled, ipAddresses: ["1", "2", "3"] });
    await scene.up();
    // One that unbinds more, and still binds: what went with it comes back.
    scene.sandbox.panel.editHost(67, { ips: [1, 2, 3] });
    scene.sandbox.panel.setHabits({ spoilsAddresses: true });
    declare(scene, { ...settled, ipAddresses: ["2", "3"] });
    const text = await failed(scene);
    expect(text).toMatch(/addresses: unbind 1/);
    expect(text).toContain("the panel only said that it does it");
    // Nothing is believed to be bound that is not, and nothing more than what was asked is sent.
    await scene.refresh();
    expect(await scene.preview()).toContain("addresses: bind 2, 3");
    scene.sandbox.panel.editHost(67, { ips: [] });
    scene.sandbox.panel.setHabits({ spoilsAddresses: false });
    await scene.up();
    expect(new Set(rowOf(scene)?.ips)).toEqual(new Set([2, 3]));
    await scene.refresh();
    await scene.unchanged();
  });

  test("from the end of the list go alone also where more would go, and one that is not there is refused in words", async () => {
    const scene = await open();
    scene.sandbox.panel.setHabits({ spoilsAddresses: false });
    declare(scene, { ...settled, ipAddresses: ["1", "2"] });
    await scene.up();
    scene.sandbox.panel.setHabits({ spoilsAddresses: true });
    declare(scene, { ...settled, ipAddresses: ["1"] });
    expect((await scene.up()).writes).toEqual(["host_unbindip"]);
    expect(rowOf(scene)?.ips).toEqual([1]);
    declare(scene, { ...settled, ipAddresses: ["1", "999"] });
    expect(await failed(scene)).toContain("there is no such address");
    expect(rowOf(scene)?.ips).toEqual([1]);
  });
});

describe("limits of connections", () => {
  test("are set, changed and lifted, also where nothing shows them; a web server that cannot is an error", async () => {
    const scene = await begin({ ...host, speedLimit: { connections: 300, rateKb: 512 } });
    const limitsOf = () => scene.sandbox.panel.site(67)?.limits;
    expect(limitsOf()).toMatchObject({ perserver: 300, limitRate: 512 });
    declare(scene, { ...host, speedLimit: { connections: 100, rateKb: 512 } });
    expect((await scene.up()).writes).toEqual(["host_speed"]);
    declare(scene, { ...host, speedLimit: "off" });
    expect(await scene.preview()).toContain("lift the limits of its connections");
    expect((await scene.up()).writes).toEqual(["host_speedoff"]);
    expect(limitsOf()).toBeNull();
    await scene.refresh();
    await scene.unchanged();
    scene.sandbox.panel.setWebServer("apache");
    declare(scene, { ...host, speedLimit: { connections: 100, rateKb: 512 } });
    expect(await failed(scene)).toContain("流量限制当前仅支持Nginx!");
    expect(await scene.preview()).toContain("limit it to 100 connections");
    declare(scene, host);
    expect((await scene.up()).writes).toEqual([]);
  });

  test("are set again where a plan that the host is moved to sets others", async () => {
    const speedLimit = { connections: 100, rateKb: 64 };
    const scene = await begin({ ...host, speedLimit });
    declare(scene, { ...host, plan: "limited", speedLimit });
    expect(await scene.preview()).toContain("limit it to 100 connections of 64 KB a second");
    expect((await scene.up()).writes).toEqual(["host_update", "host_speed"]);
    expect(scene.sandbox.panel.site(67)?.limits).toMatchObject({ perserver: 100, limitRate: 64 });
    await scene.unchanged();
  });
});

describe("what the panel takes 0 for nothing of", () => {
  const limits = ["siteMaxMb", "sqlMaxMb", "flowMaxMb", "domainMax", "webBackups", "sqlBackups"] as const;
  const columns = ["site_max", "sql_max", "flow_max", "domain_max", "web_back_num", "sql_back_num"] as const;

  test.each(limits.map((limit, index) => [limit, columns[index]] as const))(
    "%s becomes 0 by a plan that has it, and fails in the preview without one",
    async (limit, column) => {
      const scene = await begin();
      const { panel } = scene.sandbox;
      declare(scene, withLimits({ [limit]: 0 }));
      // A plan in which everything is 0, hidden from those who build.
      panel.addLike("plans", 1, { id: 90, name: "nothing", status: "hidden", value: zeroPlan });
      const preview = await scene.preview();
      expect(preview).toContain(`${limit} ${settled.settings[limit]} → unlimited`);
      expect((await scene.up()).writes).toEqual(["host_update", "host_edit"]);
      const kept: Readonly<Record<string, unknown>> = Object.fromEntries(
        limits.map((name, index) => [columns[index] ?? "?", name === limit ? 0 : settled.settings[name]]),
      );
      expect(rowOf(scene)).toMatchObject({ ...kept, [column ?? "?"]: 0 });
      await scene.unchanged();
      declare(scene, settled);
      expect((await scene.up()).writes).toEqual(["host_edit"]);
      // Without a plan that has nothing there.
      for (const plan of [...offered, 90]) panel.edit("plans", plan, { value: fullPlan });
      declare(scene, withLimits({ [limit]: 0 }));
      expect(await scene.refused()).toContain(`settings.${limit}: cannot be taken back`);
    },
  );

  /** The ids of all plans. */
  const offered = [1, 2, 3, 4, 5, 6];
  const zeroPlan = {
    ...{ sql: "MySQL", ftp: "1", port: "80", domainpools_id: "1", phpver: "72" },
    ...{ site_max: "0", sql_max: "0", flow_max: "0", domain_num: "0", web_back_num: "0", sql_back_num: "0" },
    ...{ domain_audit: "0", perserver: "0", limit_rate: "0" },
  };
  const fullPlan = {
    ...zeroPlan,
    ...{ site_max: "7", sql_max: "7", flow_max: "7", domain_num: "7", web_back_num: "7", sql_back_num: "7" },
    domain_audit: "1",
  };

  test("the review of domains goes on by an edit, and off by a plan without it", async () => {
    const scene = await begin({ ...settled, domainReview: false });
    declare(scene, { ...settled, domainReview: true });
    expect((await scene.up()).writes).toEqual(["host_edit"]);
    expect(rowOf(scene)).toMatchObject({ is_audit: 1 });
    await scene.unchanged();
    declare(scene, { ...settled, domainReview: false });
    expect(await scene.preview()).toContain("do not review domains");
    expect((await scene.up()).writes[0]).toBe("host_update");
    expect(rowOf(scene)).toMatchObject({ is_audit: 0, site_max: 200, sql_max: 200, domain_max: 5 });
    await scene.unchanged();
    declare(scene, { ...settled, domainReview: true });
    await scene.up();
    for (const plan of offered) scene.sandbox.panel.edit("plans", plan, { value: fullPlan });
    declare(scene, { ...settled, domainReview: false });
    expect(await scene.refused()).toContain("domainReview: cannot be taken back");
  });

  test("the binding to subdirectories and the category go one way only", async () => {
    const scene = await begin({ ...settled, subdirectoryBinding: false, category: "默认分类" });
    declare(scene, { ...settled, subdirectoryBinding: true, category: "vip" });
    await scene.up();
    expect(rowOf(scene)).toMatchObject({ sub_bind: 1, sort_id: 5 });
    await scene.unchanged();
    declare(scene, { ...settled, subdirectoryBinding: false, category: "默认分类" });
    const text = await scene.refused();
    expect(text).toContain("subdirectoryBinding: cannot be taken back");
    expect(text).toContain("category: cannot be the built-in one again");
    // To leave them out is to leave them as they are.
    declare(scene, settled);
    expect((await scene.up()).writes).toEqual([]);
    await scene.unchanged();
  });
});

describe("an adoption", () => {
  test("keeps an end that no program would set, until it says another one", async () => {
    const scene = await open();
    const { panel } = scene.sandbox;
    declare(scene, settled);
    await scene.up();
    await scene.stack.destroy();
    for (const endtime of [2_147_483_647, 1_893_500_000, 4_102_329_600]) {
      const id = scene.sandbox.ledger().hosts.length + 66;
      panel.editHost(id, { deletetime: null, endtime, status: "normal" });
      declare(scene, { ...settled, expiresOn: undefined, adopt: String(id) });
      expect((await scene.up()).writes).toEqual([]);
      expect(panel.host(id)?.endtime).toBe(endtime);
      await scene.unchanged();
      await scene.refresh();
      await scene.unchanged();
      declare(scene, { ...settled, expiresOn: undefined, adopt: String(id), renewUntil: inDays(30) });
      expect((await scene.up()).writes).toEqual([]);
      declare(scene, { ...settled, adopt: String(id), expiresOn: "2036-05-01" });
      expect((await scene.up()).writes).toEqual(["host_endtime"]);
      await scene.unchanged();
      await scene.stack.destroy();
    }
    expect(scene.sandbox.ledger().hosts).toHaveLength(1);
  });
});

describe("the owner of a host", () => {
  test("is another user when that is said, and one that is not there is refused before", async () => {
    const scene = await open();
    const { stack } = scene;
    const program = (owner: unknown): void => {
      stack.declare({
        customer: { type: "BtUser", args: { username: "customer" } },
        shop: { type: "BtHost", args: { ...settled, owner } },
      });
    };
    program("1");
    await scene.up();
    program({ $output: "customer.serviceId" });
    expect(await scene.preview()).toContain("give it from user 1 to user 2");
    expect((await scene.up()).writes).toEqual(["host_push"]);
    expect(rowOf(scene)).toMatchObject({ user_id: 2 });
    await scene.unchanged();
    scene.sandbox.panel.editHost(67, { user_id: 1 });
    await scene.refresh();
    expect(await scene.preview()).toContain("give it from user 1 to user 2");
    program("77");
    expect(await scene.refused()).toContain("owner: there is no user 77");
    expect(rowOf(scene)).toMatchObject({ user_id: 1 });
  });
});
