import { describe, expect, test, vi } from "vitest";
import { rstackPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { vm } from "../support/rstack";

vi.setConfig({ testTimeout: 400_000 });

const secret = (value: string) => ({ $secret: value });

interface Change {
  readonly before?: object;
  readonly after: object;
  /** What the preview says. */
  readonly words: string | RegExp;
  /** The operations that carry it out. */
  readonly writes: readonly string[];
}

const changes: Readonly<Record<string, Change>> = {
  hardware: {
    after: { cpu: 4, memoryMb: 4_096, dataDiskGb: 20, allowPowerCycle: true },
    words: "change CPU 2 → 4, memory 2048 → 4096 MB, data disk 0 → 20 GB (may restart the machine)",
    writes: ["vm_update"],
  },
  off: {
    before: { powerState: "stopped" },
    after: { powerState: "stopped", cpu: 4 },
    words: /change CPU 2 → 4$/m,
    writes: ["vm_update"],
  },
  traffic: {
    before: { remark: "shop" },
    after: { trafficGb: 0, quotas: { snapshots: 2 }, remark: "the shop" },
    words: "traffic 500 → 0 GB a month, snapshots 0 → 2, set the remark",
    writes: ["vm_update"],
  },
  owner: { after: { user: "8081" }, words: "give it from user 8080 to 8081", writes: ["vm_update"] },
  more: { after: { ipv4: { count: 2 } }, words: "add 1 IPv4 address (1 → 2)", writes: ["vm_addip"] },
  named: {
    after: { ipv4: { addresses: ["192.168.1.150", "192.168.1.151"] } },
    words: /set the IPv4 addresses to 192\.168\.1\.150, 192\.168\.1\.151, giving up 192\.168\.1\.\d+/,
    writes: ["vm_update", "vm_setips"],
  },
  six: { after: { ipv6: { count: 1 } }, words: "add 1 IPv6 address (0 → 1)", writes: ["vm_addip"] },
  image: {
    before: { password: secret("First-Password-1") },
    after: { image: "debian11", allowReinstall: "debian11", password: secret("Second-Password-2") },
    words: "REINSTALL debian11: erases the system disk",
    writes: ["vm_reload", "vm_resetps"],
  },
  disk: {
    before: { systemDisksGb: 60 },
    after: { systemDisksGb: { windows: 60, linux: 80 }, allowReinstall: true },
    words: "REINSTALL centos7.6, system disk of 60 GB (Windows) or 80 GB (Linux): erases the system disk",
    writes: ["vm_update", "vm_reload", "vm_resetps"],
  },
  again: {
    after: { reinstallTriggers: [1], allowReinstall: "centos7.6" },
    words: "REINSTALL centos7.6: erases the system disk",
    writes: ["vm_reload", "vm_resetps"],
  },
  password: {
    before: { password: secret("First-Password-1") },
    after: { password: secret("Second-Password-2") },
    words: "set a new password",
    writes: ["vm_resetps"],
  },
  random: { after: { passwordTriggers: [1] }, words: "set a new password", writes: ["vm_resetps"] },
  stop: { after: { powerState: "stopped" }, words: "stop the machine", writes: ["vm_stop"] },
  restart: { after: { rebootTriggers: [1] }, words: "restart the machine", writes: ["vm_restart"] },
  suspend: { after: { suspended: true }, words: "suspend the VM", writes: ["vm_update"] },
  resume: {
    before: { suspended: true },
    after: { suspended: false },
    words: "resume the VM",
    writes: ["vm_update"],
  },
  unlock: {
    before: { locked: true },
    after: { locked: false, trafficGb: 600 },
    words: "unlock the VM; then traffic 500 → 600 GB a month",
    writes: ["vm_update", "vm_update"],
  },
  port: {
    after: { remotePort: 12_345 },
    words: "set the remote port to 12345",
    writes: ["vm_setport"],
  },
  cd: {
    after: { cd: "rescue" },
    words: "put the CD rescue into the drive",
    writes: ["vm_cd_manage"],
  },
  eject: { before: { cd: "91" }, after: {}, words: "eject the CD", writes: ["vm_cd_manage"] },
  quiet: {
    before: { months: undefined },
    after: { tags: { team: "shop" }, randomIps: true, forceDelete: true, ipType: "public" },
    words: /quiet update \[diff: [^\]]*\]$/m,
    writes: [],
  },
};

describe("a HyperVm changes in place", () => {
  test("by the operation of each argument, which the preview names, and nothing else", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const { sandbox } = scene;
    sandbox.panel.addUser("8081");
    const declare = (part: (change: Change) => object): void => {
      const all = Object.entries(changes).map(
        ([name, one]) => [name, { ...vm, ...part(one), name }] as const,
      );
      scene.declare(Object.fromEntries(all), "HyperVm");
    };
    declare(({ before = {} }) => before);
    await scene.up("--parallel", "50");
    await scene.unchanged();
    const ids = Object.fromEntries(sandbox.ledger().vms.map(({ name, id }) => [name, id]));

    declare(({ before = {}, after }) => ("cd" in before ? after : { ...before, ...after }));
    const shown = await scene.preview();
    for (const [name, { words }] of Object.entries(changes)) {
      const line = shown.split("\n").filter((one) => one.includes(`HyperVm ${name} `));
      expect(line.join("\n")).toMatch(words);
    }
    const { sent } = await scene.up("--parallel", "50");
    for (const [name, { writes }] of Object.entries(changes)) {
      const own = sent.filter(({ params }) => (params.vmid ?? params.id) === ids[name]);
      expect([name, own.map(({ action }) => action)]).toEqual([name, writes]);
    }
    await scene.unchanged();
    await scene.refresh();
    await scene.unchanged();
    const byName = Object.fromEntries(sandbox.ledger().vms.map((one) => [one.name, one]));
    expect(byName.hardware).toMatchObject({ applied: { cpu: "4", ram: "4096", disk: "20" }, restarts: 1 });
    expect(byName.off).toMatchObject({ applied: { cpu: "4" }, restarts: 0, power: "off" });
    expect(byName.owner).toMatchObject({ userid: "8081" });
    expect(byName.named?.boundIps).toEqual(["192.168.1.150", "192.168.1.151"]);
    expect(byName.image).toMatchObject({ image: "debian11", reinstalls: 1 });
    expect(sandbox.panel.passwordIs(ids.image ?? "", "Second-Password-2")).toBe(true);
    expect(sandbox.panel.passwordIs(ids.password ?? "", "Second-Password-2")).toBe(true);
    // Once for each machine that was to be restarted, and for no other.
    expect(sandbox.ledger().vms.reduce((sum, { restarts }) => sum + restarts, 0)).toBe(2);
    expect(scene.stack.printed).not.toMatch(/(First|Second)-Password/);
  });

  test("not without its consent, nor in ways that cannot be: all is said at once, and nothing is sent", async () => {
    const scene = await Scene.inProcess(rstackPanel);
    const web = { ...vm, dataDiskGb: 20, ipv6: { count: 1 }, powerState: "running" };
    scene.declare({ web }, "HyperVm");
    await scene.up();
    scene.declare(
      {
        web: {
          ...web,
          memoryMb: 4_096,
          image: "debian11",
          allowReinstall: "centos7.6",
          dataDiskGb: 10,
          ipv6: { count: 0 },
          cpu: 65,
        },
      },
      "HyperVm",
    );
    const refused = await scene.refused();
    for (const words of [
      "dataDiskGb: cannot shrink: the data disk has 20 GB, and the controller only lets it grow",
      "ipv6.count: cannot be 0 again: the controller takes the last address away only with the VM",
      'image: REINSTALL debian11: erases the system disk: it needs `allowReinstall: true` or `allowReinstall: "debian11"` (the consent given is for "centos7.6")',
      "cpu: change CPU 2 → 65, memory 2048 → 4096 MB, data disk 20 → 10 GB (may restart the machine): it needs `allowPowerCycle: true`",
    ])
      expect(refused).toContain(words);

    scene.declare({ web: { ...web, memoryMb: 4_096 } }, "HyperVm");
    expect(await scene.refused()).toContain(
      "memoryMb: change memory 2048 → 4096 MB (may restart the machine): it needs `allowPowerCycle: true`",
    );
    scene.declare({ web: { ...web, powerState: "stopped" } }, "HyperVm");
    expect((await scene.up()).writes).toEqual(["vm_stop"]);
    const off = { ...web, powerState: "stopped", password: secret("Second-Password-2"), remotePort: 12_345 };
    scene.declare({ web: off }, "HyperVm");
    const text = await scene.refused();
    expect(text).toContain("password: set a new password: only a running machine can do that");
    // Of the port the controller does not say it: that is a warning, once nothing else is wrong.
    expect(text).not.toContain("remotePort:");
    scene.declare({ web: { ...web, powerState: "stopped", remotePort: 12_345 } }, "HyperVm");
    expect(await scene.preview()).toContain("set the remote port to 12345");
  });
});
