import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRstackSandbox, type RstackSandbox } from "./sandbox";
import { call, create, post, signed, type Form } from "./caller";

let sandbox: RstackSandbox;
beforeEach(async () => {
  sandbox = await startRstackSandbox({ installSeconds: 0, taskSeconds: 0, powerSeconds: 0 });
});
afterEach(() => sandbox.close());

const without = (form: Form, name: string): Form =>
  Object.fromEntries(Object.entries(form).filter(([key]) => key !== name));

describe("the vendor's worked example", () => {
  it("is accepted byte by byte when its time is allowed", async () => {
    const old = await startRstackSandbox({ apiKey: "EXAMPLE-API-KEY-0001", clockToleranceSeconds: 1e9 });
    const body =
      "api_sign=2b41710ceb6390b69de9f0d16e8c2881&api_random=7f3c9a1e5b2d48608c4e&api_timestamp=1661702416&api_type=hyper&action=vm_state&vmid=341";
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    const response = await fetch(old.url, { method: "POST", headers, body });
    expect(await response.text()).toBe("-1|the virtual machine does not exist");
    await old.close();
  });
});

describe("a request", () => {
  it("is answered by 0", async () => {
    expect(await call(sandbox, "test")).toBe("0");
  });

  it("may come as GET", async () => {
    const query = new URLSearchParams(signed(sandbox, "test")).toString();
    expect(await (await fetch(`${sandbox.url}?${query}`)).text()).toBe("0");
  });

  it("is refused as JSON, and on another path", async () => {
    const json = await fetch(sandbox.url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: "{}",
    });
    expect(await json.text()).toBe("-1|invalid request");
    expect((await fetch(sandbox.url.replace("/v3", "/v2"))).status).toBe(404);
  });

  it.each(["api_sign", "api_random", "api_timestamp", "api_type", "action"])(
    "is refused without %s",
    async (name) => {
      expect(await post(sandbox, without(signed(sandbox, "test"), name))).toBe(
        `-1|missing parameter ${name}`,
      );
    },
  );

  it.each<[string, (form: Form) => Form, string]>([
    [
      "an upper-case signature",
      (form) => ({ api_sign: form.api_sign?.toUpperCase() ?? "" }),
      "signature error",
    ],
    ["another random text than was signed", () => ({ api_random: "other" }), "signature error"],
    ["milliseconds", () => ({ api_timestamp: String(Date.now()) }), "invalid parameter api_timestamp"],
    ["another type", () => ({ api_type: "kvm" }), "invalid parameter api_type"],
    ["an action that there is not", () => ({ action: "vm_list" }), "invalid action"],
    ["a parameter that the operation does not have", () => ({ vmid: "1" }), "unknown parameter vmid"],
  ])("is refused with %s", async (_, change, message) => {
    const form = signed(sandbox, "test");
    expect(await post(sandbox, { ...form, ...change(form) })).toBe(`-1|${message}`);
  });

  it("is refused the second time with the same random text", async () => {
    const form = signed(sandbox, "test");
    expect(await post(sandbox, form)).toBe("0");
    expect(await post(sandbox, form)).toBe("-1|api_random was used before");
  });

  it("is refused when its time is far from the real one, whatever the panel's clock says", async () => {
    const old = await startRstackSandbox({ clockToleranceSeconds: -1 });
    expect(await call(old, "test")).toBe("-1|the request has expired");
    await old.close();
    sandbox.clock.advance({ days: 3 });
    expect(await call(sandbox, "test")).toBe("0");
  });

  it("is refused in Chinese when it asks for it", async () => {
    expect(await call(sandbox, "vm_state", { vmid: "1", api_language: "chinese" })).toBe("-1|云主机不存在");
    expect(await call(sandbox, "vm_state", { vmid: "1", api_language: "" })).toBe(
      "-1|the virtual machine does not exist",
    );
  });

  it("is refused with an old key, and when calls are blocked", async () => {
    const form = signed(sandbox, "test");
    sandbox.panel.setKey("ANOTHER-KEY");
    expect(await post(sandbox, form)).toBe("-1|signature error");
    sandbox.panel.block("ip not in whitelist");
    expect(await call(sandbox, "test")).toBe("-1|ip not in whitelist");
    sandbox.panel.block(undefined);
    expect(await call(sandbox, "test")).toBe("0");
  });
});

describe("the log", () => {
  it("has every request without its secrets", async () => {
    await create(sandbox);
    expect(JSON.stringify(sandbox.requests)).not.toContain("Aa535029279");
    expect(sandbox.requests[0]).toMatchObject({
      action: "vm_create",
      params: { vmname: "web1", vmpass: "…", api_sign: "…" },
      status: 200,
    });
  });

  it("counts what changes something, by sub-action", async () => {
    const vmid = await create(sandbox, { backup_snapshot: "1" });
    await call(sandbox, "vm_snapshot", { vmid, subvaction: "list" });
    await call(sandbox, "vm_console", { vmid, subvaction: "state" });
    expect([sandbox.count(), sandbox.writes()]).toEqual([3, 1]);
    await call(sandbox, "vm_snapshot", { vmid, subvaction: "create" });
    expect(sandbox.writes()).toBe(2);
  });
});
