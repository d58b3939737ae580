import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZkeysSandbox, type SandboxOptions, type ZkeysSandbox } from "../../sandbox/index";
import { ZkeysStack } from "../../../test-support/zkeys-stack";

/* What the list of services says decides what is bought, and what is called missing. */

let sandbox: ZkeysSandbox;
let stack: ZkeysStack;
const start = async (options: SandboxOptions = {}): Promise<void> => {
  sandbox = await startZkeysSandbox(options);
  stack = new ZkeysStack(sandbox);
  stack.settings = { settleSeconds: 1, pollSeconds: 1 };
};
beforeEach(() => start());
afterEach(() => sandbox.close());

const args = { line: "Hangzhou BGP", product: "E5-2670 x2 / 64G", system: "CentOS 7.9 x64" };
const listed = "sync_baremetal";

const totals = [
  [0, 0],
  [0, 1],
  [1, 0],
  ["0", "1"],
] as const;
const rows: readonly unknown[] = [[], null, {}, "", undefined];
const emptyPages = [
  ...totals.flatMap(([total_number, total_page]) =>
    rows.map((baremetal) => ({ total_number, total_page, baremetal })),
  ),
  { total_page: 1, baremetal: [] },
];

it.each(emptyPages)("an account that owns nothing buys its first server: %j", async (emptyPage) => {
  await sandbox.close();
  await start({ emptyPage });
  expect(await stack.up(args)).toMatchObject({ error: "", operation: "create", paid: ["create 860.00"] });
  expect(sandbox.ledger().services).toHaveLength(1);
  expect(await stack.up(args)).toMatchObject({ error: "", operation: "none", paid: [] });
});

const refusals: readonly string[] = [
  '{"code":0,"msg":"鉴权失败"}',
  '{"code":0,"message":"鉴权失败","data":{"total_number":0,"total_page":0,"baremetal":[]}}',
  '{"code":0,"message":"success","data":{}}',
  "<b>Warning</b>: mysqli_query(): server has gone away in <b>/www/api.php</b> on line <b>7</b><br />",
];

describe.each(refusals)("a list that is answered with %s", (body) => {
  it("is no reason to buy again after the quarantine", async () => {
    // The look before the order is answered, those behind it are not.
    sandbox.fault({ action: listed, kind: "answeredBefore", body, skip: 1, times: 1_000 });
    sandbox.fault({ action: "create", kind: "lostAfter" });
    expect((await stack.up(args)).error).not.toBe("");
    expect(sandbox.ledger().orders).toHaveLength(1);
    sandbox.clock.advance({ hours: 1 });
    expect((await stack.up(args)).error).toContain("no usable answer, in 4 attempts");
    expect(sandbox.count("create")).toBe(1);
    sandbox.clearFaults();
    expect(await stack.up(args)).toMatchObject({ error: "", paid: [] });
    expect(sandbox.count("create")).toBe(1);
    expect(stack.output("status")).toBe("ready");
  });

  it("makes nothing missing", async () => {
    await stack.up(args);
    sandbox.fault({ action: listed, kind: "answeredBefore", body, times: 1_000 });
    const { error } = await stack.refresh();
    expect(error).toContain("no usable answer, in 4 attempts");
    if (body.includes("鉴权失败"))
      expect(error).toContain('The panel said: "鉴权失败" (the API key is wrong)');
    expect(stack.output("status")).toBe("ready");
    sandbox.clearFaults();
    expect(await stack.up(args)).toMatchObject({ operation: "none", paid: [] });
  });
});

it("is missing when the list does not show it, and not before", async () => {
  await stack.up(args);
  sandbox.panel.addService();
  // The single read says nothing of it, and the list shows it.
  sandbox.fault({
    action: listed,
    kind: "answeredBefore",
    body: '{"code":0,"message":"success","data":{}}',
    skip: 1,
  });
  await stack.refresh();
  expect(stack.output("status")).toBe("ready");
  sandbox.clearFaults();
  sandbox.panel.removeService(String(stack.output("serviceId")));
  expect((await stack.refresh()).warnings.join()).toContain('it stays in state as "missing"');
  expect(stack.output("status")).toBe("missing");
});

it.each([
  ["several byte-order marks", { before: "\uFEFF\uFEFF" }],
  [
    "a warning of PHP before it",
    { before: "<br />\n<b>Warning</b>:  x in <b>/www/a.php</b> on line <b>3</b><br />\n" },
  ],
  ["a notice of PHP behind it", { behind: "\nNotice: Undefined index: a in /www/a.php on line 9\n" }],
])("a panel that sends %s is read all the same", async (_, around) => {
  sandbox.fault({ action: "*", kind: "wrapped", ...around, times: 1_000 });
  expect(await stack.up(args)).toMatchObject({ error: "", paid: ["create 860.00"] });
  expect(await stack.up(args)).toMatchObject({ error: "", operation: "none" });
});

it.each([520, 521, 522, 523, 524, 525, 526, 527])("a read is repeated after status %i", async (status) => {
  sandbox.fault({ action: "*", kind: "answeredBefore", status, times: 1 });
  expect((await stack.preview(args)).error).toBe("");
});

it("a page of status 403 names what may forbid it, and shows nothing of the key", async () => {
  const page = `<html><head><title>403 Forbidden ${sandbox.apiSecret}</title></head></html>`;
  sandbox.fault({ action: "*", kind: "answeredBefore", status: 403, body: page, times: 1_000 });
  const { error } = await stack.preview(args);
  expect(error).toContain('status 403 ("403 Forbidden [secret]")');
  expect(error).toMatch(/allow-list for its API .*the key is right.*clock is right/);
  expect(error).not.toContain("EXAMPLE-API");
});

it("the words of an allow-list name it, the key and the clock", async () => {
  sandbox.panel.block("当前IP不在API白名单内");
  const { error } = await stack.preview(args);
  expect(error).toContain("this machine's address is not on the list of those allowed to call the API");
  expect(error).toMatch(/allow-list for its API .*the key is right.*clock is right/);
});

it("a call takes as long as `zkeys:timeoutSeconds` says", async () => {
  stack.config = { timeoutSeconds: 1 };
  sandbox.fault({ action: "create", kind: "slow", delayMs: 20_000 });
  // The reply is not waited for, and the server is found.
  expect(await stack.up(args)).toMatchObject({ error: "", paid: ["create 860.00"] });
  expect(sandbox.count("create")).toBe(1);
  sandbox.fault({ action: listed, kind: "slow", delayMs: 20_000, times: 1_000 });
  expect((await stack.refresh()).error).toContain("no complete answer within 1000 ms");
});
