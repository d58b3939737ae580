import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZkeysSandbox, type FaultKind, type ZkeysSandbox } from "./index";
import { call, post, purchase, signed } from "./zkeys/caller";

let sandbox: ZkeysSandbox;
beforeEach(async () => {
  sandbox = await startZkeysSandbox({ openingSeconds: 0, busySeconds: 0 });
});
afterEach(() => sandbox.close());

const send = (): Promise<Response> => post(sandbox, signed(sandbox, "create", purchase()));
const bought = (): number => sandbox.ledger().orders.length;

describe("a fault", () => {
  it.each<[FaultKind, number]>([
    ["lostBefore", 0],
    ["lostAfter", 1],
  ])("%s cuts the connection with %i orders", async (kind, orders) => {
    sandbox.fault({ action: "create", kind });
    await expect(send()).rejects.toThrow();
    expect(bought()).toBe(orders);
    expect(sandbox.requests.at(-1)).toMatchObject({ action: "create", status: 0 });
  });

  it.each<[FaultKind, number, number]>([
    ["http500Before", 500, 0],
    ["http500After", 500, 1],
    ["htmlBefore", 200, 0],
    ["htmlAfter", 200, 1],
  ])("%s replies with a page of status %i and %i orders", async (kind, status, orders) => {
    sandbox.fault({ action: "create", kind });
    const response = await send();
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
    expect(bought()).toBe(orders);
  });

  it.each<[FaultKind, number]>([
    ["halfJsonBefore", 0],
    ["halfJsonAfter", 1],
  ])("%s replies with the beginning of a success and %i orders", async (kind, orders) => {
    sandbox.fault({ action: "create", kind });
    const response = await send();
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text).toMatch(/^\{"code":0/);
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(bought()).toBe(orders);
  });

  it("slow does it and replies late", async () => {
    sandbox.fault({ action: "create", kind: "slow", delayMs: 150 });
    const started = performance.now();
    const reply = send();
    await expect.poll(bought).toBe(1);
    expect((await reply).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(140);
  });

  it("refused is the vendor's own refusal", async () => {
    sandbox.fault({ action: "create", kind: "refused", message: "库存不足" });
    expect(await call(sandbox, "create", purchase())).toMatchObject({ code: 1, message: "库存不足" });
    expect(bought()).toBe(0);
  });

  it("http429 asks to come again in a second", async () => {
    sandbox.fault({ action: "create", kind: "http429" });
    const response = await send();
    expect([response.status, response.headers.get("Retry-After")]).toEqual([429, "1"]);
    expect(bought()).toBe(0);
  });

  it("strikes as often as it is told, after those that it lets pass, and its operation only", async () => {
    sandbox.fault({ action: "create", kind: "refused", times: 2, skip: 2 });
    expect(await call(sandbox, "sync_line")).toMatchObject({ code: 0 });
    const codes = [];
    for (let count = 0; count < 5; count += 1) codes.push((await call(sandbox, "create", purchase())).code);
    expect(codes).toEqual([0, 0, 1, 1, 0]);
  });

  it("strikes any operation when it names none, until it is cleared", async () => {
    sandbox.fault({ action: "*", kind: "refused", times: 10 });
    expect(await call(sandbox, "sync_line")).toMatchObject({ code: 1 });
    expect(await call(sandbox, "getzones")).toMatchObject({ code: 1 });
    sandbox.clearFaults();
    expect(await call(sandbox, "getzones")).toMatchObject({ code: 0 });
  });
});

describe("a hold", () => {
  it("withholds one reply after the work is done", async () => {
    const { arrived, release } = sandbox.hold("create");
    let replied = false;
    const held = send().then(() => (replied = true));
    await arrived;
    expect(bought()).toBe(1);
    expect(await call(sandbox, "create", purchase())).toMatchObject({ code: 0 });
    expect(replied).toBe(false);
    release();
    await held;
  });

  it("lets so many pass before it", async () => {
    const { arrived, release } = sandbox.hold("create", 1);
    expect(await call(sandbox, "create", purchase())).toMatchObject({ code: 0 });
    const held = send();
    await arrived;
    expect(bought()).toBe(2);
    release();
    await held;
  });

  it("survives a caller that goes away", async () => {
    const { arrived, release } = sandbox.hold("create");
    const controller = new AbortController();
    const body = new URLSearchParams(signed(sandbox, "create", purchase()));
    const held = fetch(sandbox.url, { method: "POST", body, signal: controller.signal });
    await arrived;
    controller.abort();
    await expect(held).rejects.toThrow();
    release();
    expect(await call(sandbox, "sync_line")).toMatchObject({ code: 0 });
    expect(bought()).toBe(1);
  });

  it("does nothing when it is released before its request comes", async () => {
    sandbox.hold("create").release();
    expect(await call(sandbox, "create", purchase())).toMatchObject({ code: 0 });
  });

  it("does not keep the sandbox from closing", async () => {
    const other = await startZkeysSandbox();
    const { arrived } = other.hold("create");
    const held = post(other, signed(other, "create", purchase()));
    held.catch(() => undefined);
    await arrived;
    await other.close();
    await expect(held).rejects.toThrow();
  });
});
