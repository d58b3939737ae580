import { afterEach, describe, expect, it } from "vitest";
import { OrderStack } from "../../test-support/order-stack";
import {
  newRun,
  named,
  output,
  preview,
  refresh,
  scene,
  start,
  staying,
  up,
  usernames,
} from "../../test-support/proxy-sets";
import { messageOf } from "../core/errors";
import { startProxy911Sandbox, type Proxy911Sandbox, type Proxy911SandboxOptions } from "../sandbox";
import { sessionOf } from "./session";

/* What a list says decides what is ordered, what is called missing, and what is dropped. */

const empties: readonly unknown[] = [[], null, {}, ""];
const accountList = "whitelist-account/list";
const refusals: readonly string[] = [
  '{"code":0,"msg":"鉴权失败"}',
  '{"code":200,"text":"鉴权失败","data":[]}',
  '{"code":200,"msg":"鉴权失败","data":{"list":[],"total_count":0,"total_page":0,"pagination":{"total":0,"total_pages":0}}}',
  '{"code":200,"msg":"操作成功","data":{}}',
];

describe("accounts", () => {
  afterEach(() => scene.sandbox.close());

  it.each(empties)("are added to a customer who has none, listed as %j", async (emptyList) => {
    await start({ emptyList });
    expect(await up(named("a", "b"))).toBe("create");
    expect(usernames()).toEqual(["a", "b"]);
    await refresh();
    expect(await up(named("a", "b"))).toBe("none");
  });

  it("are not added where not even the key of the list is there", async () => {
    await start({ emptyList: undefined });
    expect(await up(named("a"))).toContain("list: must be there");
    expect(scene.sandbox.writes()).toBe(0);
  });

  it.each(refusals)("stay in state when the list is answered with %s", async (body) => {
    await start();
    await up(named("a", "b", "c"));
    scene.sandbox.fault({ action: accountList, kind: "answeredBefore", body, times: 1_000 });
    await expect(refresh()).rejects.toThrow("no usable answer, in 4 attempts");
    expect(output("usernames")).toEqual(["a", "b", "c"]);
    expect(await up(named("a", "b", "c", "d"))).not.toBe("update");
    scene.sandbox.clearFaults();
    expect(scene.sandbox.count("whitelist-account/add")).toBe(1);
    expect(staying()).toEqual(["a", "b", "c"]);
    expect(await preview(named("a", "b", "c"))).toBe("none");
  });

  it("quote the vendor where they cannot be listed", async () => {
    await start();
    scene.sandbox.fault({
      action: accountList,
      kind: "answeredBefore",
      body: '{"code":0,"msg":"鉴权失败"}',
      times: 1_000,
    });
    const account = newRun().openAccount("proxy911", undefined);
    const error: unknown = await sessionOf(account)
      .accounts.allNow()
      .catch((thrown: unknown) => thrown);
    expect(messageOf(error)).toContain(
      'The panel said: "鉴权失败" (the app_key is not valid). Check `proxy911:appKey`',
    );
  });
});

describe("orders", () => {
  let sandbox: Proxy911Sandbox;
  let stack: OrderStack;
  const begin = async (options: Proxy911SandboxOptions = {}): Promise<void> => {
    sandbox = await startProxy911Sandbox(options);
    stack = new OrderStack(sandbox);
  };
  afterEach(() => sandbox.close());
  const traffic = { packageId: 101, paymentMethodId: 1 };
  const addresses = { packageId: 251, paymentMethodId: 1, regions: { US: 2, JP: 1 } };

  it.each([...empties, undefined].flatMap((none) => [0, 1].map((pages) => [none, pages as 0 | 1] as const)))(
    "leave a customer who has none, listed as %j on %i pages",
    async (emptyList, pagesOfNothing) => {
      await begin({ emptyList, pagesOfNothing });
      expect(await stack.up(traffic)).toMatchObject({ error: "", operation: "create" });
      expect(sandbox.ledger().orders).toHaveLength(1);
      expect(await stack.up(traffic)).toMatchObject({ operation: "none" });
    },
  );

  it.each(refusals.map((body) => body.replace('"code":200', '"code":0')))(
    "are neither sent again nor missing when the list is answered with %s",
    async (body) => {
      await begin();
      await stack.up(traffic);
      sandbox.fault({ action: "order/list", kind: "answeredBefore", body, times: 1_000 });
      expect((await stack.refresh()).error).toContain("no usable answer, in 4 attempts");
      expect(stack.order?.outputs.status).toBe("ready");
      expect((await stack.up({ ...traffic, amount: 2 })).error).not.toBe("");
      sandbox.clearFaults();
      expect(sandbox.ledger().orders).toHaveLength(1);
      expect(await stack.preview(traffic)).toMatchObject({ operation: "none" });
    },
  );

  it("keep their static IPs, whoever asks first", async () => {
    await begin();
    await stack.up(addresses);
    const ids = stack.order?.outputs.staticIpIds;
    expect(ids).toHaveLength(3);
    // Another order is read first: the list is loaded for it.
    const other = new OrderStack(sandbox, "other");
    await other.up(traffic);
    const { orders } = await stack.refreshAfter(other);
    expect(orders).toEqual(["ready", "ready"]);
    expect(stack.order?.outputs.staticIpIds).toEqual(ids);
    expect(stack.order?.outputs.staticIps).toHaveLength(3);
    expect(await stack.preview(addresses)).toMatchObject({ operation: "none" });
  });

  it.each([
    "{}",
    '{"code":200,"msg":"请求成功","data":{}}',
    '{"code":200,"msg":"请求成功","data":{"list":[]}}',
  ])("keep their static IPs when a later reply shows none: %s", async (body) => {
    await begin();
    await stack.up(addresses);
    const ids = stack.order?.outputs.staticIpIds;
    sandbox.fault({ action: "ip/get-static-ip", kind: "answeredBefore", body, times: 1_000 });
    expect((await stack.refresh()).error).toBe("");
    expect(stack.order?.outputs.staticIpIds).toEqual(ids);
    expect(stack.order?.outputs.staticIps).toHaveLength(3);
    expect(await stack.preview(addresses)).toMatchObject({ operation: "none" });
  });
});
