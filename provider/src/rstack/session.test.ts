import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sleep } from "../core/wait";
import { startRstackSandbox, type RstackSandbox } from "../sandbox";
import { apiUrl } from "../core/http/endpoint";
import { accountKey, RstackSession, rstackSettings } from "./session";

describe("settings", () => {
  it("need an endpoint and a key, and default the rest", () => {
    expect(rstackSettings.parse({ endpoint: "https://panel.example.com", apiKey: "k" })).toMatchObject({
      language: "english",
      timeZone: "Asia/Shanghai",
    });
    expect(rstackSettings.safeParse({ apiKey: "k" }).success).toBe(false);
    expect(rstackSettings.safeParse({ endpoint: "https://panel.example.com" }).success).toBe(false);
    expect(rstackSettings.safeParse({ endpoint: "panel.example.com", apiKey: "k" }).success).toBe(false);
    expect(
      rstackSettings.safeParse({ endpoint: "https://a.b", apiKey: "k", language: "french" }).success,
    ).toBe(false);
  });

  it.each([
    ["https://panel.example.com", "https://panel.example.com/api/v3"],
    ["https://panel.example.com/", "https://panel.example.com/api/v3"],
    ["http://127.0.0.1:8080/other", "http://127.0.0.1:8080/other"],
  ])("make of %s the address %s", (endpoint, url) => {
    expect(apiUrl(endpoint, "/api/v3")).toBe(url);
  });

  it("tell accounts apart by the controller, whatever its key is", () => {
    const key = (options: object) => accountKey(rstackSettings.parse({ apiKey: "k", ...options }));
    expect(key({ endpoint: "https://a.example.com" })).toBe("rstack://a.example.com/api/v3");
    expect(key({ endpoint: "https://a.example.com/api/v3", apiKey: "other" })).toBe(
      "rstack://a.example.com/api/v3",
    );
    expect(key({ endpoint: "https://a.example.com", panelName: "main" })).toBe("rstack://main");
  });
});

describe("the list of VMs", () => {
  let sandbox: RstackSandbox;
  let session: RstackSession;
  beforeEach(async () => {
    sandbox = await startRstackSandbox({ installSeconds: 0 });
    const settings = rstackSettings.parse({ endpoint: sandbox.url, apiKey: sandbox.apiKey });
    session = new RstackSession(settings, { now: () => new Date(), sleep });
  });
  afterEach(() => sandbox.close());

  const asked = () => sandbox.requests.map(({ action }) => action);

  it("is believed to be empty only by a controller that answers its test", async () => {
    expect(await session.vms.allNow()).toEqual([]);
    expect(asked()).toEqual(["hyper", "test"]);
    sandbox.fault({ action: "test", kind: "htmlBefore", times: 9 });
    await expect(session.vms.allNow()).rejects.toThrow(/no usable answer/);
  });

  it("asks once for the state of those that are read and followed or not installed, and of no other", async () => {
    const ids = [sandbox.panel.addVm(), sandbox.panel.addVm(), sandbox.panel.addVm()];
    sandbox.panel.editVm(ids[2] ?? "", { status: "0" });
    session.follow(ids[1] ?? "");
    const read = () => Promise.all(ids.map((id) => session.vms.get(id)));
    expect((await read()).map((vm) => vm?.powerState)).toEqual([undefined, "running", "running"]);
    await read();
    expect(asked()).toEqual(["hyper", "vm_state", "vm_state"]);
    session.follow(ids[0] ?? "");
    expect((await read()).map((vm) => vm?.powerState)).toEqual(["running", "running", "running"]);
    expect(asked()).toEqual(["hyper", "vm_state", "vm_state", "vm_state"]);
  });

  it("has a machine also when the controller refuses to say its state", async () => {
    const id = sandbox.panel.addVm();
    session.follow(id);
    sandbox.fault({ action: "vm_state", kind: "refused", message: "云主机不存在" });
    expect(await session.vms.getNow(id)).toMatchObject({ serviceId: id, status: "ready" });
    sandbox.fault({ action: "vm_state", kind: "refused", message: "签名错误" });
    await expect(session.vms.getNow(id)).rejects.toThrow(/signature/);
  });

  it("has no machine of another id", async () => {
    const id = sandbox.panel.addVm();
    expect(await session.vms.get(`${id}0`)).toBeUndefined();
    expect(await session.vms.get(id)).toMatchObject({ serviceId: id });
  });

  it("loads the catalogue once, and again after a failure", async () => {
    sandbox.fault({ action: "area", kind: "refused", message: "busy" });
    await expect(session.catalog()).rejects.toThrow(/busy/);
    await session.catalog();
    await session.catalog();
    expect(sandbox.count("area")).toBe(2);
  });
});
