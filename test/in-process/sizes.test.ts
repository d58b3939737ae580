import { describe, expect, test } from "vitest";
import { zkeysPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";
import { server } from "../support/stack";

/** A server whose bandwidth of 20 Mbps came in three parts: 5 with the model, then 5, then 10. */
async function twiceUpgraded(): Promise<InProcessScene> {
  const scene = await Scene.inProcess(zkeysPanel);
  scene.declare({ web: { ...server, bandwidthMbps: 10 } });
  await scene.up();
  scene.declare({ web: { ...server, bandwidthMbps: 20 } });
  await scene.up();
  return scene;
}

describe("the sizes of a server", () => {
  test("adds bandwidth, defense and addresses in one upgrade, at the price that the preview named", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({ web: server, net: { ...server, ipCount: 9, ipType: "subnet" } });
    const bought = await scene.up();
    expect(bought.writes.toSorted()).toEqual(["create", "create", "upgrade"]);
    expect(bought.sent.find(({ action }) => action === "upgrade")?.params).toMatchObject({
      ip_type: "2",
      ipnum: "8",
    });
    const net = await scene.stack.resource("net");
    // A subnet of 8 has 5 usable addresses; one came with the model.
    expect(net.outputs.ipAddresses).toHaveLength(6);

    scene.declare({
      web: { ...server, bandwidthMbps: 20, defenseGbps: 15, ipCount: 9 },
      net: { ...server, ipCount: 9, ipType: "subnet" },
    });
    const changed = await scene.up();
    expect(changed.text).toContain(
      "upgrade 5 → 20 Mbps, 5 → 15 Gbps defense, 1 → 9 IPs: CNY 330.00 more a month (due now: not published)",
    );
    expect(changed.sent.map(({ action, params }) => ({ action, ...params }))).toMatchObject([
      { action: "upgrade", bandwidth: "15", defense: "10", ipnum: "8", ip_type: "1" },
    ]);
    const { outputs } = await scene.stack.resource("web");
    expect(outputs).toMatchObject({ bandwidthMbps: 20, defenseGbps: 15, ipCount: 9 });
    expect(outputs.ipAddresses).toHaveLength(9);
    await scene.unchanged();

    scene.declare({ web: { ...server, bandwidthMbps: 301, defenseGbps: 17, ipCount: 12 }, net: server });
    const refused = await scene.refused();
    expect(refused).toContain("bandwidthMbps: is at most 300 Mbps on this line");
    expect(refused).toContain("defenseGbps: goes in steps of 5 Gbps defense: 15 or 20, not 17");
    expect(refused).toContain("ipCount: addresses are added 1, 8, 16, 32, 64, 128, 256 at a time");
  });

  test(
    "books a decrease, shows no further difference until it is executed, and then goes on from there",
    { timeout: 300_000 },
    async () => {
      const scene = await twiceUpgraded();
      scene.declare({ web: { ...server, bandwidthMbps: 10 } });
      const booked = await scene.up();
      expect(booked.text).toMatch(/decrease 20 → 10 Mbps on \d{4}-\d\d-\d\d/);
      expect(booked.writes).toEqual(["degrade"]);
      await scene.unchanged();

      // What is booked is part of the way to less: it stays, and the rest is booked for later.
      const downgradeAt = new Date(Date.now() + 20 * 86_400_000).toISOString().replace(/\.\d+/, "");
      const least = { ...server, bandwidthMbps: 5, downgradeAt };
      scene.declare({ web: least });
      const more = await scene.up();
      expect(more.text).toMatch(/decrease 10 → 5 Mbps on \d{4}-\d\d-\d\d/);
      expect(more.writes).toEqual(["degrade"]);
      await scene.refresh();
      // Refresh shows where the sizes are going.
      expect(await scene.stack.resource("web")).toMatchObject({
        inputs: { bandwidthMbps: 5 },
        outputs: { bandwidthMbps: 20, scheduledChange: { bandwidthMbps: 5 } },
      });
      await scene.unchanged();

      // The panel executes the first; state does not know yet.
      scene.sandbox.clock.advance({ days: 16 });
      expect(scene.sandbox.ledger().services).toMatchObject([{ bandwidth: 10 }]);
      scene.declare({ web: { ...least, bandwidthMbps: 15 } });
      const blind = await scene.watch(() => scene.stack.up());
      expect(blind.code).not.toBe(0);
      expect(blind.text).toContain("changed in the panel since the last refresh");
      expect(blind.writes).toEqual([]);

      scene.declare({ web: { ...least, defenseGbps: 10 } });
      await scene.refresh();
      expect((await scene.stack.resource("web")).outputs).toMatchObject({
        bandwidthMbps: 10,
        scheduledChange: { bandwidthMbps: 5 },
      });
      expect((await scene.up()).sent).toMatchObject([
        { action: "upgrade", params: { bandwidth: "0", defense: "5" } },
      ]);

      scene.sandbox.clock.advance({ days: 5 });
      await scene.refresh();
      const { outputs } = await scene.stack.resource("web");
      expect(outputs).toMatchObject({ bandwidthMbps: 5 });
      expect(outputs.scheduledChange).toBeUndefined();
      await scene.unchanged();
      scene.declare({ web: { ...least, bandwidthMbps: 15, defenseGbps: 10 } });
      expect((await scene.up()).sent).toMatchObject([
        { action: "upgrade", params: { bandwidth: "10", defense: "0" } },
      ]);
    },
  );

  test("withdraws a booked decrease before anything else, when another size is wished for", async () => {
    const scene = await twiceUpgraded();
    scene.declare({ web: { ...server, bandwidthMbps: 10 } });
    await scene.up();

    scene.declare({ web: { ...server, bandwidthMbps: 20 } });
    const withdrawn = await scene.up();
    expect(withdrawn.text).toContain("cancel the decrease of 10 Mbps booked for ");
    expect(withdrawn.writes).toEqual(["degrade_cancel"]);
    expect((await scene.stack.resource("web")).outputs.scheduledChange).toBeUndefined();
    await scene.unchanged();

    // Two records go, in two calls: a call takes one record of a size.
    scene.declare({ web: { ...server, bandwidthMbps: 5 } });
    expect((await scene.up()).writes).toEqual(["degrade", "degrade"]);
    scene.declare({ web: { ...server, bandwidthMbps: 15 } });
    expect((await scene.up()).writes).toEqual(["degrade_cancel", "degrade_cancel", "degrade"]);
    await scene.unchanged();
    scene.declare({ web: { ...server, bandwidthMbps: 30 } });
    const grown = await scene.up();
    expect(grown.text).toMatch(
      /cancel the decrease of 5 Mbps .*; then upgrade 20 → 30 Mbps: CNY 100\.00 more a month/,
    );
    expect(grown.writes).toEqual(["degrade_cancel", "upgrade"]);
    expect((await scene.stack.resource("web")).outputs).toMatchObject({ bandwidthMbps: 30 });
    await scene.unchanged();
    expect(scene.sandbox.ledger().orders.map(({ kind }) => kind)).toEqual([
      "create",
      "upgrade",
      "upgrade",
      "upgrade",
    ]);
  });

  test("refuses totals that no upgrades add up to, names those that can be reached, and withdraws nothing", async () => {
    const scene = await twiceUpgraded();
    scene.declare({ web: { ...server, bandwidthMbps: 10 } });
    await scene.up();
    scene.declare({ web: { ...server, bandwidthMbps: 12, defenseGbps: 3, ipCount: 0 } });
    const text = await scene.refused();
    expect(text).toContain(
      "bandwidthMbps: goes down by whole upgrades only: from 20 the totals 5, 10, 15 can be reached, not 12",
    );
    expect(text).toContain("defenseGbps: cannot be less than the 5 Gbps defense that came with the model");
    expect(text).toContain("ipCount: cannot be less than the 1 IPs that came with the model");

    // One good wish beside a bad one: nothing of either is done.
    scene.declare({ web: { ...server, bandwidthMbps: 20, defenseGbps: 3 } });
    const attempt = await scene.watch(() => scene.stack.up());
    expect(attempt.code).not.toBe(0);
    expect(attempt.writes).toEqual([]);

    scene.declare({ web: { ...server, bandwidthMbps: 10, downgradeAt: "2020-01-01" } });
    // The decrease is booked already: its time is not compared later.
    expect((await scene.up()).writes).toEqual([]);
    scene.declare({ web: { ...server, bandwidthMbps: 5, downgradeAt: "2020-01-01" } });
    expect(await scene.refused()).toMatch(/downgradeAt: 2020-01-01T00:00:00\+08:00 is past/);
    scene.declare({ web: { ...server, bandwidthMbps: 10 } });
    expect((await scene.up()).writes).toEqual([]);
    expect((await scene.stack.resource("web")).outputs).toMatchObject({
      scheduledChange: { bandwidthMbps: 10 },
    });
    await scene.unchanged();
  });

  test("holds what goes up and what goes down together against the ratio, and names the addresses that go", async () => {
    const scene = await twiceUpgraded();
    scene.declare({ web: { ...server, bandwidthMbps: 5, ipCount: 17 } });
    expect(await scene.refused()).toContain(
      "ipCount: 17 IPs need at least 9 Mbps on this line (0.5 Mbps each), not 5",
    );

    scene.declare({ web: { ...server, bandwidthMbps: 10, ipCount: 17 } });
    expect((await scene.up()).writes).toEqual(["upgrade", "degrade"]);
    await scene.unchanged();

    const added =
      scene.sandbox.panel
        .service(await scene.idOf("web"))
        ?.upgrade.find(({ type }) => type === "ip")
        ?.value.split(",") ?? [];
    expect(added).toHaveLength(16);
    scene.declare({ web: { ...server, bandwidthMbps: 10, ipCount: 2 } });
    const unreachable = await scene.refused();
    expect(unreachable).toContain(
      "ipCount: goes down by whole upgrades only: from 17 the totals 1 can be reached, not 2",
    );
    for (const address of added) expect(unreachable).toContain(address);

    scene.declare({ web: { ...server, bandwidthMbps: 10, ipCount: 1 } });
    const preview = await scene.preview();
    expect(preview).toContain("decrease 17 → 1 IPs on ");
    for (const address of added) expect(preview).toContain(address);
    const { sent } = await scene.up();
    expect(sent.map(({ action }) => action)).toEqual(["degrade"]);
    expect(Object.values(sent[0]?.params ?? {})).toEqual(expect.arrayContaining(added));
    await scene.unchanged();
  });
});
