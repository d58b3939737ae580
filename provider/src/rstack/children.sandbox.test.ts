import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UNKNOWN } from "../core/arguments";
import type { Run } from "../core/run";
import { hyperUser } from "./hyper-user";
import { startRstackSandbox, type RstackSandbox } from "../sandbox";
import { sessionOf } from "./session";
import { RstackStack } from "../../test-support/rstack-stack";

let sandbox: RstackSandbox;
let vm: string;
beforeEach(async () => {
  sandbox = await startRstackSandbox({ installSeconds: 0.05, taskSeconds: 0.05, powerSeconds: 0.05 });
  vm = sharingVm();
});
afterEach(() => sandbox.close());

const sharingVm = (vmname = "shared"): string =>
  sandbox.panel.addVm({ vmname, nodeid: "5", portmap: 2, binding_domain: 1, backup_snapshot: 2 });

/** One resource in the stack. */
class Stack extends RstackStack {
  constructor(type: string, name = "it") {
    super(sandbox, type, name);
  }

  override begin(): Run {
    this.sandbox = sandbox;
    return super.begin();
  }
}

const rules = () => sandbox.ledger().natRules;
const snapshots = () => sandbox.ledger().snapshots;
const users = () => sandbox.ledger().users.filter(({ userid }) => userid.startsWith("9"));

describe("a port mapping", () => {
  let mapping: Stack;
  beforeEach(() => (mapping = new Stack("PortMapping")));
  const ssh = () => ({ vm, privatePort: 22 });

  it("is made after a preview that changes nothing, and is unchanged afterwards", async () => {
    expect(await mapping.preview(ssh())).toBe(`create port mapping to port 22 of VM ${vm}`);
    expect(sandbox.writes()).toBe(0);
    expect(await mapping.up(ssh())).toBe("create");
    const [rule] = rules();
    expect(rule).toMatchObject({ vmid: vm, privateport: "22", nattype: "1" });
    expect(mapping.entry?.id).toBe(rule?.id);
    expect(mapping.outputs).toMatchObject({
      vm,
      privatePort: 22,
      publicPort: Number(rule?.publicport),
      publicIp: "192.168.1.202",
      status: "ready",
    });
    expect(await mapping.up(ssh())).toBe("none");
    await mapping.refresh();
    expect(await mapping.up(ssh())).toBe("none");
    expect(sandbox.writes()).toBe(1);
  });

  it("is replaced for another port, the old one first", async () => {
    await mapping.up(ssh());
    const old = mapping.entry?.id ?? "";
    const other = { vm, privatePort: 3389 };
    expect(await mapping.preview(other)).toBe(
      `first delete port mapping ${old}; then create port mapping to port 3389 of VM ${vm}`,
    );
    expect(await mapping.up(other)).toBe("delete, create");
    expect(rules().map(({ privateport }) => privateport)).toEqual(["3389"]);
  });

  it("is dropped by a refresh when it is gone, and made again", async () => {
    await mapping.up(ssh());
    sandbox.panel.removeVm(vm);
    await mapping.refresh();
    expect(mapping.entry).toBeUndefined();
    vm = sharingVm();
    expect(await mapping.up(ssh())).toBe("create");
    expect(rules()).toHaveLength(1);
  });

  it("is not taken for gone by an answer that cannot be trusted", async () => {
    await mapping.up(ssh());
    sandbox.fault({ action: "hypernat", kind: "htmlBefore", times: 20 });
    await expect(mapping.refresh()).rejects.toThrow();
    expect(mapping.entry).toBeDefined();
    sandbox.clearFaults();
    sandbox.fault({ action: "hypernat", kind: "halfJsonBefore" });
    await mapping.refresh();
    expect(mapping.entry).toBeDefined();
    // An empty list is believed only of a controller that answers its test.
    const other = new Stack("PortMapping");
    other.entry = mapping.entry;
    await other.destroy();
    sandbox.fault({ action: "test", kind: "http500Before", times: 9 });
    await expect(mapping.refresh()).rejects.toThrow();
    sandbox.clearFaults();
    await mapping.refresh();
    expect(mapping.entry).toBeUndefined();
  });

  it.each(["lostAfter", "http500After", "htmlAfter", "halfJsonAfter"] as const)(
    "is found when its reply is spoiled (%s)",
    async (kind) => {
      sandbox.fault({ action: "vm_portmap", kind });
      expect(await mapping.up(ssh())).toBe("create");
      expect(rules()).toHaveLength(1);
      expect(sandbox.count("vm_portmap")).toBe(1);
    },
  );

  it("is made once more by a later run when it was not made", async () => {
    sandbox.fault({ action: "vm_portmap", kind: "lostBefore" });
    expect(await mapping.up(ssh())).toContain("no trustworthy answer came");
    expect(mapping.entry).toBeUndefined();
    expect(sandbox.count("vm_portmap")).toBe(1);
    expect(await mapping.up(ssh())).toBe("create");
    expect(rules()).toHaveLength(1);
  });

  it("that a killed create left behind is taken over", async () => {
    await mapping.up(ssh());
    const id = mapping.entry?.id ?? "";
    mapping.entry = undefined;
    expect(await mapping.preview(ssh())).toBe(
      `take over port mapping ${id}, found by its name (ready): makes nothing new`,
    );
    expect(await mapping.up(ssh())).toBe("create");
    expect(mapping.outputs).toMatchObject({ serviceId: id, origin: "takenOver" });
    expect(sandbox.count("vm_portmap")).toBe(1);
  });

  it("survives the deletion of its older entry (`pulumi up --replace`)", async () => {
    await mapping.up(ssh());
    const old = mapping.entry;
    // Made by a machine whose clock is ahead: nothing but this run's own take-over tells.
    const outputs = { ...old?.outputs, claim: Date.now() + 3_600_000 };
    mapping.entry = undefined;
    const run = mapping.begin();
    expect(await mapping.up(ssh(), run)).toBe("create");
    await mapping.lifecycle.delete(run, old?.id ?? "", outputs);
    expect(rules()).toHaveLength(1);
    expect(mapping.said.at(-1)).toContain("a newer entry in state holds the same service");
  });

  it("cannot be two resources", async () => {
    const run = mapping.begin();
    expect(await mapping.up(ssh(), run)).toBe("create");
    const other = new Stack("PortMapping", "other");
    expect(await other.up(ssh(), run)).toContain("it is the resource it already");
    expect(sandbox.count("vm_portmap")).toBe(1);
  });

  it("is refused in the vendor's words, and is then not in state", async () => {
    await mapping.up(ssh());
    await new Stack("PortMapping", "second").up({ vm, privatePort: 80 });
    const third = new Stack("PortMapping", "third");
    expect(await third.up({ vm, privatePort: 81 })).toMatch(
      /^third: the controller refused .*The panel said: "the port mapping quota is exceeded"/,
    );
    expect(third.entry).toBeUndefined();
    expect(rules()).toHaveLength(2);
  });

  it("fails in the preview where the VM shares no address, or is not there", async () => {
    const alone = sandbox.panel.addVm({ vmname: "alone" });
    expect(await mapping.preview({ vm: alone, privatePort: 22 })).toBe(
      `vm: VM ${alone} has no shared address`,
    );
    expect(await mapping.preview({ vm: "999", privatePort: 22 })).toContain("has no VM 999");
    expect(sandbox.writes()).toBe(0);
  });

  it("waits for what is not known yet", async () => {
    expect(await mapping.preview({ vm: UNKNOWN, privatePort: 22 })).toBe(
      "create port mapping to port 22 of VM (not known yet) (not known yet: vm)",
    );
    await mapping.up(ssh());
    expect(await mapping.preview({ vm: UNKNOWN, privatePort: 22 })).toContain(
      "may be replaced (vm not known yet): first delete port mapping",
    );
  });

  it("names everything that is wrong", async () => {
    expect(await mapping.preview({ privatePort: 70_000, publicPort: 1 })).toBe(
      "vm: is required; privatePort: must be at most 65535; publicPort: is not an argument of this resource",
    );
  });

  it("is deleted, and counts as deleted when it is gone", async () => {
    const journal = join(mkdtempSync(join(tmpdir(), "journal-")), "journal.jsonl");
    mapping.settings = { journal };
    await mapping.up(ssh());
    const { entry } = mapping;
    expect(await mapping.destroy()).toBe("deleted");
    expect(rules()).toEqual([]);
    expect(readFileSync(journal, "utf8")).toMatch(
      /"phase":"before".*delete port mapping.*\n.*"outcome":"done"/,
    );
    mapping.entry = entry;
    const before = sandbox.writes();
    expect(await mapping.destroy()).toBe("deleted");
    expect(sandbox.writes()).toBe(before);
  });

  it("stays in state when its deletion was not carried out, and goes when only the reply was lost", async () => {
    await mapping.up(ssh());
    sandbox.fault({ action: "vm_portmap", kind: "lostBefore" });
    expect(await mapping.destroy()).toContain("it is still there");
    sandbox.fault({ action: "vm_portmap", kind: "lostAfter" });
    expect(await mapping.destroy()).toBe("deleted");
    expect(rules()).toEqual([]);
    expect(sandbox.count("vm_portmap")).toBe(3);
  });

  it("is left alone by reseller:keep", async () => {
    await mapping.up(ssh());
    mapping.settings = { keep: [mapping.entry?.id ?? ""] };
    expect(await mapping.destroy()).toBe("deleted");
    expect(rules()).toHaveLength(1);
  });

  it("of another account is an error, never gone", async () => {
    await mapping.up(ssh());
    const other = await startRstackSandbox();
    const mine = sandbox;
    sandbox = other;
    await expect(mapping.refresh()).rejects.toThrow("belongs to account");
    expect(await mapping.up(ssh())).toContain("belongs to account");
    expect(await mapping.destroy()).toContain("belongs to account");
    expect(other.writes()).toBe(0);
    sandbox = mine;
    await other.close();
  });

  it("is read by its number, and by no other", async () => {
    await mapping.up(ssh());
    const id = mapping.entry?.id ?? "";
    const live = await mapping.lifecycle.read(mapping.begin(), id, {});
    expect(live).toMatchObject({ id, outputs: { vm, privatePort: 22 }, inputs: { vm, privatePort: 22 } });
    await expect(mapping.lifecycle.read(mapping.begin(), "999", {})).rejects.toThrow(
      "has no port mapping 999",
    );
  });

  it("is made beside others of its VM, one after the other", async () => {
    const run = mapping.begin();
    const snapshot = new Stack("Snapshot");
    const done = await Promise.all([
      snapshot.up({ vm }, run),
      mapping.up(ssh(), run),
      new Stack("NatWebsite").up({ vm, domain: "a.example.com", privatePort: 80 }, run),
    ]);
    expect(done).toEqual(["create", "create", "create"]);
  });
});

describe("a hundred port mappings", () => {
  it("are observed with one list of rules and one of VMs", async () => {
    const many = sandbox.panel.addVm({ vmname: "many", nodeid: "5", portmap: 100 });
    const run = new Stack("PortMapping").begin();
    const { client } = sessionOf(run.openAccount("rstack", undefined));
    for (let port = 1; port <= 100; port += 1) await client.addPortMapping(many, port);
    const ids = rules().map(({ id }) => id);
    const before = sandbox.count();
    const lifecycle = new Stack("PortMapping").lifecycle;
    const live = await Promise.all(ids.map((id) => lifecycle.read(run, id, {})));
    expect(live.map((one) => one?.outputs.privatePort)).toEqual(ids.map((_id, index) => index + 1));
    expect(
      sandbox.requests
        .slice(before)
        .map(({ action }) => action)
        .sort(),
    ).toEqual(["hyper", "hypernat"]);
  });
});

describe("a NAT website", () => {
  let website: Stack;
  beforeEach(() => (website = new Stack("NatWebsite")));
  const shop = () => ({ vm, domain: "shop.example.com", privatePort: 80 });

  it("is made, unchanged, replaced the old one first, and deleted", async () => {
    expect(await website.up(shop())).toBe("create");
    expect(website.outputs).toMatchObject({ domain: "shop.example.com", publicIp: "192.168.1.202" });
    expect(await website.up(shop())).toBe("none");
    expect(await website.up({ ...shop(), privatePort: 8080 })).toBe("delete, create");
    expect(rules()).toMatchObject([{ domainname: "shop.example.com", privateport: "8080" }]);
    expect(await website.destroy()).toBe("deleted");
    expect(rules()).toEqual([]);
  });

  it("stops and names a website of the domain that is not the same", async () => {
    const other = sharingVm("other");
    await website.up({ ...shop(), vm: other });
    website.entry = undefined;
    const words = await website.preview(shop());
    expect(words).toContain(`is there already, but its vm is "${other}", not "${vm}"`);
    expect(await website.up(shop())).toBe(words);
    expect(sandbox.count("vm_domain")).toBe(1);
  });

  it("is found when its reply is lost", async () => {
    sandbox.fault({ action: "vm_domain", kind: "lostAfter" });
    expect(await website.up(shop())).toBe("create");
    expect(rules()).toHaveLength(1);
  });
});

describe("a snapshot", () => {
  let snapshot: Stack;
  beforeEach(() => (snapshot = new Stack("Snapshot")));
  const reverts = () => sandbox.ledger().events.filter(({ kind }) => kind === "revert").length;

  it("is taken, waited for, and unchanged afterwards", async () => {
    expect(await snapshot.preview({ vm })).toBe(`create snapshot of VM ${vm}`);
    expect(await snapshot.up({ vm })).toBe("create");
    const [row] = snapshots();
    expect(snapshot.outputs).toMatchObject({ name: row?.name, vm, status: "ready" });
    expect(snapshot.entry?.id).toBe(`${vm}/${row?.name ?? ""}`);
    expect(await snapshot.up({ vm })).toBe("none");
    await snapshot.refresh();
    expect(await snapshot.up({ vm })).toBe("none");
    expect(snapshots()).toHaveLength(1);
    expect(reverts()).toBe(0);
  });

  it.each(["lostAfter", "halfJsonAfter", "htmlAfter"] as const)(
    "has its whole name when its reply is spoiled (%s), beside an older one",
    async (kind) => {
      await new Stack("Snapshot", "older").up({ vm });
      sandbox.fault({ action: "vm_snapshot", kind, skip: 0 });
      expect(await snapshot.up({ vm })).toBe("create");
      expect(snapshot.outputs.name).toBe(snapshots()[1]?.name);
      expect(snapshots()).toHaveLength(2);
    },
  );

  it("that was not taken is not in state", async () => {
    sandbox.fault({ action: "vm_snapshot", kind: "lostBefore" });
    expect(await snapshot.up({ vm })).toContain("no trustworthy answer came");
    expect(snapshot.entry).toBeUndefined();
    expect(snapshots()).toEqual([]);
  });

  it.each(["lostBefore", "lostAfter"] as const)(
    "is asked for once, however often the engine repeats the call in a run (%s)",
    async (kind) => {
      await sandbox.close();
      sandbox = await startRstackSandbox({ installSeconds: 0.05, taskSeconds: 0.8, powerSeconds: 0.05 });
      vm = sharingVm();
      snapshot.retries = 5;
      snapshot.settings = { settleSeconds: 0.3 };
      sandbox.fault({ action: "vm_snapshot", kind });
      const before = sandbox.writes();
      const outcome = await snapshot.up({ vm });
      expect(sandbox.writes() - before).toBe(1);
      if (kind === "lostAfter") {
        expect(outcome).toBe("create");
        expect(snapshot.outputs).toMatchObject({ name: snapshots()[0]?.name, origin: "bought" });
      } else expect(outcome).toContain("it was sent once in this run already");
      expect(snapshots()).toHaveLength(kind === "lostAfter" ? 1 : 0);
    },
  );

  it("reverts the machine by consent only, once for each change of the triggers", async () => {
    const journal = join(mkdtempSync(join(tmpdir(), "journal-")), "journal.jsonl");
    snapshot.settings = { journal };
    await snapshot.up({ vm, revertTriggers: [1] });
    expect(reverts()).toBe(0);
    const words = `REVERT VM ${vm} to snapshot ${String(snapshot.outputs.name)}: what was written since is lost`;
    expect(await snapshot.preview({ vm, revertTriggers: [2] })).toContain(
      `revertTriggers: ${words}: it needs \`allowRevert: true\``,
    );
    expect(await snapshot.up({ vm, revertTriggers: [2] })).toContain("allowRevert");
    expect(reverts()).toBe(0);
    const consented = { vm, revertTriggers: [2], allowRevert: true };
    expect(await snapshot.preview(consented)).toBe(words);
    expect(await snapshot.up(consented)).toBe("update");
    expect(reverts()).toBe(1);
    expect(await snapshot.up(consented)).toBe("none");
    expect(await snapshot.up({ vm })).toBe("update");
    expect(reverts()).toBe(1);
    expect(
      readFileSync(journal, "utf8")
        .split("\n")
        .filter((line) => line.includes("REVERT")),
    ).toHaveLength(2);
  });

  it("reverts once when the reply is lost, and says so when it was not carried out", async () => {
    await snapshot.up({ vm });
    const consented = { vm, revertTriggers: [1], allowRevert: true };
    sandbox.fault({ action: "vm_snapshot", kind: "lostBefore" });
    expect(await snapshot.up(consented)).toContain("no effect is to be seen");
    expect(reverts()).toBe(0);
    sandbox.fault({ action: "vm_snapshot", kind: "lostAfter" });
    expect(await snapshot.up(consented)).toBe("update");
    expect(reverts()).toBe(1);
    expect(await snapshot.up(consented)).toBe("none");
  });

  it("is replaced by its triggers: another one is taken before the old one goes", async () => {
    await snapshot.up({ vm, triggers: ["v1"] });
    const old = snapshot.outputs.name;
    expect(await snapshot.up({ vm, triggers: ["v2"] })).toBe("replace");
    expect(snapshots()).toHaveLength(1);
    expect(snapshots()[0]?.name).not.toBe(old);
  });

  it("is taken over by its name, and never made for one", async () => {
    await snapshot.up({ vm });
    const name = String(snapshot.outputs.name);
    snapshot.entry = undefined;
    expect(await snapshot.up({ vm, name })).toBe("create");
    expect(snapshots()).toHaveLength(1);
    snapshot.entry = undefined;
    expect(await snapshot.preview({ vm, name: "other" })).toBe(`name: VM ${vm} has no snapshot other`);
  });

  it("is refused in the vendor's words", async () => {
    await snapshot.up({ vm });
    await new Stack("Snapshot", "second").up({ vm });
    expect(await new Stack("Snapshot", "third").up({ vm })).toContain("the snapshot quota is exceeded");
  });

  it("is deleted, and is gone with its VM", async () => {
    await snapshot.up({ vm });
    expect(await snapshot.destroy()).toBe("deleted");
    expect(snapshots()).toEqual([]);
    await snapshot.up({ vm });
    sandbox.panel.removeVm(vm);
    expect(await snapshot.destroy()).toBe("deleted");
  });
});

describe("a user", () => {
  let user: Stack;
  beforeEach(() => (user = new Stack("HyperUser")));
  const args = { userId: "9001", username: "shop", email: "ops@example.com", remark: "from code" };

  it("is made with a random password, and unchanged afterwards", async () => {
    expect(await user.preview(args)).toBe("create user shop (9001)");
    expect(sandbox.writes()).toBe(0);
    expect(await user.up(args)).toBe("create");
    expect(users()).toMatchObject([{ userid: "9001", username: "shop", remark: "from code", status: "0" }]);
    expect(user.entry?.id).toBe(users()[0]?.id);
    expect(user.outputs.password).toMatch(/^[A-Za-z0-9]{20}$/);
    expect(user.said.join()).not.toContain(String(user.outputs.password));
    expect(await user.up(args)).toBe("none");
    await user.refresh();
    expect(user.outputs.password).toMatch(/^[A-Za-z0-9]{20}$/);
    expect(await user.up({ ...args, remark: "other" })).toBe("update");
    expect(sandbox.writes()).toBe(1);
  });

  it("is changed in place with one call, in which only what changes is sent", async () => {
    await user.up(args);
    const more = { ...args, email: "new@example.com", phone: "123", disabled: true, reinstalls: 2 };
    expect(await user.preview(more)).toBe("change email, phone, disabled, reinstalls of user shop");
    expect(await user.up(more)).toBe("update");
    expect(users()).toMatchObject([{ email: "new@example.com", phone: "123", status: "1", rvcount: "2" }]);
    expect(sandbox.count("user_update")).toBe(1);
    const { params } = sandbox.requests.findLast(({ action }) => action === "user_update") ?? { params: {} };
    expect(Object.keys(params)).not.toContain("username");
    expect(user.outputs.status).toBe("locked");
    expect(await user.up(more)).toBe("none");
    sandbox.panel.editUser("9001", { rvcount: "7", login_ip: "1.2.3.4" });
    await user.refresh();
    expect(await user.up(more)).toBe("none");
    expect(await user.up({ ...more, userId: "9002" })).toBe("update");
    expect(users()).toMatchObject([{ userid: "9002" }]);
  });

  it("is set back when it was changed in the panel", async () => {
    await user.up(args);
    sandbox.panel.editUser("9001", { email: "someone@example.com" });
    await user.refresh();
    expect(await user.up(args)).toBe("update");
    expect(users()).toMatchObject([{ email: "ops@example.com" }]);
  });

  it("gets what its creation cannot carry right after it", async () => {
    expect(await user.up({ ...args, reinstallLimitedUntil: "2030-01-02" })).toBe("create");
    expect(users()).toMatchObject([{ cvdate: "20300102" }]);
    expect(sandbox.count("user_update")).toBe(1);
  });

  it("gets another password, which no message shows", async () => {
    await user.up({ ...args, password: "First-Password-1" });
    const changed = { ...args, password: "Second-Password-2" };
    expect(await user.preview(changed)).toBe("change password of user shop");
    sandbox.fault({ action: "user_update", kind: "refused", message: "bad password Second-Password-2" });
    const refused = await user.up(changed);
    expect(refused).toContain('The panel said: "bad password [secret]"');
    expect(user.outputs.password).toBe("First-Password-1");
    expect(await user.up(changed)).toBe("update");
    expect(user.outputs.password).toBe("Second-Password-2");
    expect(`${user.said.join()}${refused}`).not.toMatch(/(First|Second)-Password/);
  });

  it("keeps the old password in state when nobody knows whether the new one was set", async () => {
    await user.up({ ...args, password: "First-Password-1" });
    const changed = { ...args, password: "Second-Password-2" };
    sandbox.fault({ action: "user_update", kind: "lostBefore" });
    expect(await user.up(changed)).toContain("no trustworthy answer came");
    expect(user.outputs.password).toBe("First-Password-1");
    expect(await user.up(changed)).toBe("update");
    expect(sandbox.count("user_update")).toBe(2);
  });

  it("sees a change whose reply is lost", async () => {
    await user.up(args);
    sandbox.fault({ action: "user_update", kind: "lostAfter" });
    expect(await user.up({ ...args, phone: "123" })).toBe("update");
    expect(sandbox.count("user_update")).toBe(1);
    sandbox.fault({ action: "user_update", kind: "lostAfter" });
    expect(await user.up({ ...args, phone: "456", password: "Other-Password-3" })).toBe("update");
    expect(user.outputs.password).toBe("Other-Password-3");
    expect(sandbox.count("user_update")).toBe(2);
  });

  it("is found when the reply to its creation is lost, with the password that was sent", async () => {
    sandbox.fault({ action: "user_add", kind: "lostAfter" });
    expect(await user.up(args)).toBe("create");
    expect(user.outputs.origin).toBe("bought");
    expect(users()).toHaveLength(1);
    expect(sandbox.writes()).toBe(1);
  });

  it("that a killed create left behind is taken over, and gets the password that nobody has", async () => {
    await user.up(args);
    const lost = user.outputs.password;
    user.entry = undefined;
    expect(await user.up(args)).toBe("create");
    expect(users()).toHaveLength(1);
    expect(user.outputs).toMatchObject({ origin: "takenOver" });
    expect(user.outputs.password).not.toBe(lost);
    expect(sandbox.count("user_update")).toBe(1);
  });

  it("stops and names one of the same login that is not the same", async () => {
    await user.up({ ...args, userId: "9002" });
    user.entry = undefined;
    expect(await user.preview(args)).toContain('is there already, but its userId is "9002", not "9001"');
    expect(await user.up(args)).toContain("Nothing is made");
    expect(sandbox.writes()).toBe(1);
  });

  it("is made again when it is gone", async () => {
    await user.up(args);
    const other = new Stack("HyperUser");
    other.entry = user.entry;
    await other.destroy();
    expect(await user.up({ ...args, phone: "1" })).toMatch(/is gone .*Run `pulumi refresh`/);
    await user.refresh();
    expect(user.entry).toBeUndefined();
    expect(await user.up(args)).toBe("create");
    expect(users()).toHaveLength(1);
  });

  it("is not deleted while VMs are the user's, in the vendor's words", async () => {
    await user.up(args);
    sandbox.panel.addVm({ vmname: "owned", userid: "9001" });
    expect(await user.destroy()).toContain('The panel said: "the user still has virtual machines"');
    expect(users()).toHaveLength(1);
  });

  it("holds its password in the one output that is secret", async () => {
    await user.up(args);
    const { password, ...plain } = user.outputs;
    expect(JSON.stringify(plain)).not.toContain(String(password));
    expect(hyperUser.secretArguments).toEqual(["password"]);
  });
});
