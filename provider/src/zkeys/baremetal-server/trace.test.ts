import { afterEach, describe, expect, it } from "vitest";
import { startZkeysSandbox, type ZkeysSandbox } from "../../sandbox/index";
import { ZkeysStack } from "../../../test-support/zkeys-stack";

const server = {
  line: "Hangzhou BGP",
  product: "E5-2670 x2 / 64G",
  system: "CentOS 7.9 x64",
  remark: "web team",
};

let sandbox: ZkeysSandbox;
afterEach(() => sandbox.close());

describe("a panel that keeps little of a remark", () => {
  it("still has the token, by which a lost order is found", async () => {
    sandbox = await startZkeysSandbox({ keptRemarkLength: 16 });
    const stack = new ZkeysStack(sandbox);
    sandbox.fault({ action: "create", kind: "lostAfter" });
    expect(await stack.up(server)).toMatchObject({ error: "", warnings: [], paid: ["create 860.00"] });
    expect((await stack.up(server)).operation).toBe("none");
    expect(sandbox.ledger().services).toHaveLength(1);
  });
});

describe("a panel that keeps no remark", () => {
  it("is found out at the first order, and a lost one is not sent again by itself", async () => {
    sandbox = await startZkeysSandbox({ keptRemarkLength: 0 });
    const first = new ZkeysStack(sandbox);
    const { warnings } = await first.up(server);
    expect(warnings.join()).toContain("does not carry the token rs-");
    const second = new ZkeysStack(sandbox, "db");
    sandbox.fault({ action: "create", kind: "lostAfter" });
    expect((await second.up(server)).error).toContain("no trustworthy answer came");
    sandbox.clock.advance({ hours: 2 });
    const again = await second.up(server);
    expect(again.error).toContain("nobody knows what became of the order");
    expect(again.paid).toEqual([]);
    expect(sandbox.ledger().services).toHaveLength(2);
  });
});
