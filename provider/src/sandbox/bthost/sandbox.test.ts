import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FaultKind } from "../faults";
import { built, call, dataOf, info, post, refused, signed, type Form } from "./caller";
import { isWriting, operations } from "./operations";
import { startBthostSandbox, type BthostSandbox } from "./sandbox";

let sandbox: BthostSandbox;
beforeEach(async () => {
  sandbox = await startBthostSandbox();
});
afterEach(() => sandbox.close());

const build = { username: "web1", plans_id: "1", endtime: "2037-01-01" };

describe("a state file", () => {
  it("keeps everything over a restart", async () => {
    const folder = mkdtempSync(join(tmpdir(), "bthost-"));
    const stateFile = join(folder, "state.json");
    const first = await startBthostSandbox({ stateFile, accessToken: "TOKEN-OF-THE-FILE" });
    const id = await built(first);
    await dataOf(first, "host_recycle", { id });
    first.clock.advance({ days: 2 });
    const before = first.ledger();
    await first.close();
    const second = await startBthostSandbox({ stateFile });
    expect(second.accessToken).toBe("TOKEN-OF-THE-FILE");
    expect(second.ledger()).toEqual(before);
    second.clock.advance({ days: 6 });
    expect(second.ledger().hosts).toMatchObject([{ place: "purged" }]);
    await second.close();
    writeFileSync(stateFile, "{}");
    await expect(startBthostSandbox({ stateFile })).rejects.toThrow(/is not a state of this sandbox/);
    rmSync(folder, { recursive: true });
  });
});

describe("faults", () => {
  /** What each operation needs to succeed. */
  const forms: Record<string, Form> = {
    sort_edit: { id: "5", name: "new" },
    sort_create: { name: "newer" },
    sort_delete: { id: "5" },
    user_edit: { user_id: "1", "info[nickname]": "x" },
    user_del: { user_id: "1" },
    host_domain: { id: "67", domain: "www.example.com" },
    host_build: { ...build, username: "web2" },
    host_update: { id: "67", plan_id: "2" },
    host_bindip: { id: "67", ip_id: "1" },
    host_unbindip: { id: "67", ip_id: "2" },
    host_push: { host_id: "67", user_id: "2" },
    host_speed: { id: "67", perserver: "1", limit_rate: "1" },
    host_endtime: { id: "67", endtime: "2036-01-01" },
    host_notice: { id: "67", text: "x" },
    host_pass: { id: "67", type: "ftp" },
    sql_pass: { sql_id: "55" },
    ftp_pass: { ftp_id: "54" },
    ftp_status: { ftp_id: "54" },
  };
  const changing = [...operations.keys()].filter((name) => isWriting(name) && name !== "sql_build");
  const outcome = async (action: string, form: Form): Promise<string> => {
    try {
      const reply = await post(sandbox, action, signed(sandbox), form);
      return `${reply.status} ${await reply.text()}`;
    } catch {
      return "lost";
    }
  };

  it("strike every operation: those before it leave nothing done, those after it all", async () => {
    await built(sandbox);
    sandbox.panel.editHost(67, { ips: [2] });
    const strike = async (action: string, kind: FaultKind): Promise<[string, number]> => {
      const before = sandbox.ledger().done[action] ?? 0;
      sandbox.fault({ action, kind });
      const said = await outcome(action, forms[action] ?? { id: "67" });
      return [said, (sandbox.ledger().done[action] ?? 0) - before];
    };
    expect(changing).toHaveLength(28);
    for (const action of changing) {
      expect(await strike(action, "lostBefore"), action).toEqual(["lost", 0]);
      expect(await strike(action, "http500Before"), action).toEqual([expect.stringMatching(/^500 </), 0]);
      expect(await strike(action, "htmlBefore"), action).toEqual([expect.stringMatching(/^200 </), 0]);
      const [half, done] = await strike(action, "halfJsonBefore");
      expect(() => JSON.parse(half.slice(4)) as unknown, action).toThrow();
      expect(done, action).toBe(0);
      expect(await strike(action, "refused"), action).toEqual([expect.stringMatching(/^200 \{"code":0/), 0]);
      expect(await strike(action, "lostAfter"), action).toEqual(["lost", 1]);
      await dataOf(sandbox, "host_recovery", { id: "67" });
    }
  });

  it("hold a reply back, and delay one", async () => {
    const hold = sandbox.hold("host_build");
    const reply = call(sandbox, "host_build", build);
    await hold.arrived;
    expect(sandbox.ledger().hosts).toHaveLength(1);
    hold.release();
    expect((await reply).code).toBe(1);
    sandbox.fault({ action: "host_list", kind: "slow", delayMs: 20 });
    expect(await dataOf(sandbox, "host_list")).toHaveLength(1);
  });

  it("refuse in the words that are given", async () => {
    sandbox.fault({ action: "host_build", kind: "refused", message: "busy now" });
    expect(await refused(sandbox, "host_build", build)).toBe("busy now");
    expect(sandbox.ledger().hosts).toEqual([]);
  });
});

describe("the back office", () => {
  it("recycles, deletes and erases hosts", async () => {
    const [first, second, third] = [
      await built(sandbox, { username: "one" }),
      await built(sandbox, { username: "two" }),
      await built(sandbox, { username: "three" }),
    ].map(Number);
    sandbox.panel.recycle(first ?? 0);
    sandbox.panel.purge(second ?? 0);
    sandbox.panel.eraseHost(third ?? 0);
    expect(sandbox.ledger()).toMatchObject({
      hosts: [{ place: "recycled" }, { place: "purged" }],
      straySites: ["three.bty5.com"],
    });
    expect(sandbox.panel.host(67)?.deletetime).toEqual(expect.any(Number));
    expect(() => {
      sandbox.panel.recycle(99);
    }).toThrow(RangeError);
  });

  it("adds rows, and makes sites by hand", async () => {
    sandbox.panel.addLike("plans", 1, { id: 9, name: "ninth" });
    expect(await dataOf(sandbox, "plans_info", { id: "9" })).toMatchObject({ name: "ninth" });
    sandbox.panel.addSite("web1.bty5.com", "/www/wwwroot/web1");
    expect(await refused(sandbox, "host_build", build)).toContain("您添加的站点已存在!");
    sandbox.panel.removeSite("web1.bty5.com");
    const id = await built(sandbox);
    sandbox.panel.editHost(Number(id), { status: "error" });
    expect(await info(sandbox, id)).toMatchObject({ status: "error" });
  });

  it("can be away, so that nothing is built", async () => {
    sandbox.panel.setDown(true);
    expect(await refused(sandbox, "host_build", build)).toBe("服务器连接测试失败");
  });
});
