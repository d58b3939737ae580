import { describe, expect, test } from "vitest";
import { zkeysPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { server } from "../support/stack";

const other = "Ubuntu 22.04 x64";
const secret = (value: string) => ({ $secret: value });

describe("the machine itself", () => {
  test("reinstalls only with consent, as the rule says, and with the recorded password", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const { panel } = scene.sandbox;
    scene.declare({ web: { ...server, password: secret("First-Pass-1") } });
    await scene.up();
    const id = await scene.idOf("web");
    const web = { ...server, password: secret("First-Pass-1") };

    scene.declare({ web: { ...web, system: other } });
    const bare = await scene.refused();
    expect(bare).toContain(
      `system: REINSTALL ${other}: erases all disks: it needs \`allowReinstall: true\` or \`allowReinstall: "${other}"\``,
    );
    scene.declare({ web: { ...web, system: other, allowReinstall: "Debian 12 x64" } });
    expect(await scene.refused()).toContain('(the consent given is for "Debian 12 x64")');

    scene.declare({ web: { ...web, system: other, allowReinstall: other } });
    const sameKind = await scene.up();
    expect(sameKind.text).toContain(`REINSTALL ${other}: erases all disks`);
    expect(sameKind.sent).toMatchObject([
      { action: "install", params: { guid: id, installType: "install", system_partition_size: "0" } },
    ]);
    expect(panel.passwordIs(id, "First-Pass-1")).toBe(true);
    await scene.unchanged();

    // The consent named another image: it does not outlive its purpose.
    scene.declare({
      web: { ...web, system: "Windows Server 2019", loginName: "root", allowReinstall: other },
    });
    const windows = await scene.refused();
    expect(windows).toContain(`(the consent given is for "${other}")`);
    expect(windows).toContain(
      "loginName: the image Windows Server 2019 sets Administrator: a reinstall takes no other name",
    );
    scene.declare({
      web: { ...web, system: "Windows Server 2019", loginName: "Administrator", allowReinstall: true },
    });
    expect((await scene.up()).sent).toMatchObject([
      { action: "install", params: { installType: "replace", system_partition_size: "-1" } },
    ]);
    expect((await scene.stack.resource("web")).outputs).toMatchObject({
      loginName: "Administrator",
      system: "Windows Server 2019",
    });
    await scene.unchanged();
    expect(scene.paid()).toEqual(["create 860.00"]);
  });

  test("keeps the image that it was reinstalled with, whatever the panel sells and calls it by then", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({ web: server });
    await scene.up();
    scene.declare({ web: { ...server, system: other, allowReinstall: true } });
    await scene.up();
    scene.sandbox.panel.editSystem(other, { name: "Ubuntu 24.04 x64" });
    await scene.unchanged();
    await scene.up();
    await scene.unchanged();
  });

  test("reinstalls for a partition, for a trigger, and once for a reinstall with a new password", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const { panel } = scene.sandbox;
    scene.declare({ web: server });
    await scene.up();
    const id = await scene.idOf("web");
    const password = panel.service(id)?.login_password;

    scene.declare({ web: { ...server, systemPartitionSizeMb: 51_200 } });
    expect(await scene.refused()).toContain(
      "systemPartitionSizeMb: REINSTALL CentOS 7.9 x64: erases all disks: it needs `allowReinstall: true`",
    );
    const web = { ...server, systemPartitionSizeMb: 51_200, allowReinstall: true };
    scene.declare({ web });
    expect((await scene.up()).sent).toMatchObject([
      { action: "install", params: { installType: "replace", system_partition_size: "51200" } },
    ]);
    await scene.unchanged();
    // Nobody asked for another password.
    expect(panel.service(id)?.login_password).toBe(password);

    scene.declare({ web: { ...web, reinstallTriggers: [1] } });
    expect((await scene.up()).sent).toMatchObject([
      { action: "install", params: { installType: "install", system_partition_size: "0" } },
    ]);
    await scene.unchanged();

    const both = {
      ...web,
      reinstallTriggers: [2],
      password: secret("Second-Pass-2"),
      passwordTriggers: ["a"],
      rebootTriggers: ["a"],
    };
    scene.declare({ web: both });
    expect((await scene.up()).writes).toEqual(["install"]);
    expect(panel.passwordIs(id, "Second-Pass-2")).toBe(true);
    await scene.unchanged();

    // The machine runs after an installation; it is to be off, as before.
    scene.declare({ web: { ...both, powerState: "stopped" } });
    expect((await scene.up()).writes).toEqual(["stop"]);
    scene.declare({ web: { ...both, powerState: "stopped", reinstallTriggers: [3] } });
    expect((await scene.up()).writes).toEqual(["install", "stop"]);
    expect(panel.service(id)).toMatchObject({ run_status: "-1" });
    await scene.unchanged();
  });

  test("takes an image that has a new name in the catalogue, or its id, for the same", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({ web: server });
    await scene.up();
    scene.sandbox.panel.editSystem(server.system, { name: "CentOS 7.9 (end of life)" });
    scene.sandbox.panel.editLine(server.line, { name: "Hangzhou multi-homed" });
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    const { outputs } = await scene.stack.resource("web");
    scene.declare({ web: { ...server, system: outputs.systemId, line: outputs.lineId } });
    await scene.unchanged();
    expect((await scene.up()).writes).toEqual([]);
    await scene.unchanged();
  });

  test("sets a password on a machine that is off, and stops it for that only with consent", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const { panel } = scene.sandbox;
    scene.declare({ web: { ...server, password: secret("First-Pass-1") }, random: server });
    await scene.up();
    const [web, random] = [await scene.idOf("web"), await scene.idOf("random")];
    const before = panel.service(random)?.login_password;

    scene.declare({ web: { ...server, password: secret("Second-Pass-2") }, random: server });
    expect(await scene.refused()).toMatch(
      /password: set a new password .*: it needs `allowPowerCycle: true`/,
    );
    scene.declare({
      web: { ...server, password: secret("Second-Pass-2"), allowPowerCycle: true },
      random: { ...server, passwordTriggers: [1], allowPowerCycle: true },
    });
    const changed = await scene.up();
    expect(changed.text).toContain("set a new password (stops and starts the machine)");
    for (const id of [web, random]) {
      const own = changed.sent.filter(({ params }) => params.guid === id).map(({ action }) => action);
      expect(own).toEqual(["stop", "setpass", "start"]);
      expect(panel.service(id)).toMatchObject({ run_status: "1" });
    }
    expect(panel.passwordIs(web, "Second-Pass-2")).toBe(true);
    expect(panel.service(random)?.login_password).not.toBe(before);
    await scene.unchanged();

    const off = {
      web: { ...server, password: secret("Third-Pass-3"), powerState: "stopped" },
      random: { ...server, passwordTriggers: [1] },
    };
    scene.declare(off);
    expect((await scene.up()).writes).toEqual(["stop", "setpass"]);
    expect(panel.passwordIs(web, "Third-Pass-3")).toBe(true);
    expect(panel.service(web)).toMatchObject({ run_status: "-1" });
    await scene.unchanged();
    expect(scene.stack.printed).not.toMatch(/(First|Second|Third)-Pass/);
  });

  test("switches and restarts the machine, and refuses what the panel cannot do", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({ web: { ...server, password: secret("First-Pass-1"), rebootTriggers: [1] } });
    await scene.up();
    const web = { ...server, password: secret("First-Pass-1") };
    scene.declare({ web: { ...web, rebootTriggers: [2] } });
    expect((await scene.up()).writes).toEqual(["restart"]);
    await scene.unchanged();
    scene.declare({ web: { ...web, rebootTriggers: [2], powerState: "stopped" } });
    const stopped = await scene.up();
    expect(stopped.text).toContain("stop the machine");
    expect(stopped.writes).toEqual(["stop"]);
    expect(await scene.stack.resource("web")).toMatchObject({
      outputs: { status: "stopped", powerState: "stopped" },
    });
    await scene.unchanged();

    scene.declare({
      web: {
        ...web,
        powerState: "stopped",
        rebootTriggers: [3],
        loginName: "admin",
        password: secret("Second-Pass-2"),
      },
    });
    const text = await scene.refused();
    expect(text).toContain("rebootTriggers: restart the machine: only a running machine can do that");
    expect(text).toContain(
      "loginName: cannot change by itself: the panel sets it with the image (it is root)",
    );

    scene.declare({ web: { ...web, rebootTriggers: [2], powerState: "running" } });
    expect((await scene.up()).writes).toEqual(["start"]);
    await scene.unchanged();
    // What is not managed is left as it is.
    scene.declare({ web: { ...web, rebootTriggers: [2] } });
    expect((await scene.up()).writes).toEqual([]);
  });

  test("takes one machine of an account away at a time, and stops at the first that fails", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const names = ["one", "two", "three"];
    scene.declare(Object.fromEntries(names.map((name) => [name, server])));
    await scene.up();
    scene.declare(Object.fromEntries(names.map((name) => [name, { ...server, rebootTriggers: [1] }])));
    scene.sandbox.fault({ action: "restart", kind: "refused", message: "系统繁忙，请稍后再试" });
    const failed = await scene.watch(() => scene.stack.up());
    expect(failed.code).not.toBe(0);
    expect(failed.text).toContain("not begun: another machine of the account did not come back");
    expect(failed.writes).toEqual(["restart"]);

    const { requests } = scene.sandbox;
    const before = requests.length;
    expect((await scene.up()).writes).toEqual(["restart", "restart", "restart"]);
    const order = requests.slice(before).map(({ action }) => action);
    const restarts = order.flatMap((action, index) => (action === "restart" ? [index] : []));
    // Between two restarts the first machine is seen to be back.
    for (const [index, at] of restarts.slice(1).entries()) {
      expect(order.slice((restarts[index] ?? 0) + 1, at)).toContain("sync_baremetal");
    }
    await scene.unchanged();
  });
});
