import { DateTime } from "luxon";
import { afterEach, describe, expect, it } from "vitest";
import { startZkeysSandbox, type ZkeysSandbox } from "../../sandbox/index";
import { ZkeysStack } from "../../../test-support/zkeys-stack";

const server = { line: "Hangzhou BGP", product: "E5-2670 x2 / 64G", system: "CentOS 7.9 x64" };

let sandbox: ZkeysSandbox;
afterEach(() => sandbox.close());

/** A date in so many months, on a day that every month has. */
function inMonths(months: number): string {
  const day = DateTime.fromJSDate(sandbox.clock.now(), { zone: "Asia/Shanghai" }).plus({ months });
  return day.set({ day: Math.min(day.day, 28) }).toFormat("yyyy-MM-dd");
}
const renewals = () => sandbox.ledger().orders.filter(({ kind }) => kind === "renew");

describe("a renewal that the panel confirmed and does not show", () => {
  it("is paid for once, however long the record lags, and the next preview says so", async () => {
    sandbox = await startZkeysSandbox({ renewalLagSeconds: 3 * 86_400 });
    const stack = new ZkeysStack(sandbox);
    await stack.up(server);
    const args = { ...server, renewUntil: inMonths(3) };
    const lagging = await stack.up(args);
    expect(lagging.error).toContain("the vendor accepted it, and its record does not show it yet");
    expect(renewals()).toHaveLength(1);
    expect(stack.output("pendingChange")).toMatchObject({ what: "renew", accepted: true });

    // Longer than any quarantine: what the reply named counts.
    sandbox.clock.advance({ hours: 30 });
    for (const refreshes of [false, true]) {
      if (refreshes) await stack.refresh();
      const shown = await stack.preview(args);
      expect(shown.line).toContain("was accepted and is not shown yet");
      expect(shown.line).not.toContain("CNY");
      expect(await stack.up(args)).toMatchObject({ error: "", paid: [] });
    }
    sandbox.clock.advance({ hours: 48 });
    expect(await stack.up(args)).toMatchObject({ error: "", paid: [], warnings: [] });
    expect(stack.output("pendingChange")).toBeUndefined();
    expect((await stack.preview(args)).operation).toBe("none");
    expect(renewals()).toHaveLength(1);
  });

  it("is the base of the next one", async () => {
    sandbox = await startZkeysSandbox({ renewalLagSeconds: 3 * 86_400 });
    const stack = new ZkeysStack(sandbox);
    await stack.up(server);
    const [first, next] = [inMonths(3), inMonths(4)];
    await stack.up({ ...server, renewUntil: first });
    sandbox.clock.advance({ hours: 30 });
    // One month more, not three.
    expect((await stack.preview({ ...server, renewUntil: next })).line).toContain(
      "renew 1 month, paid until",
    );
  });
});

describe("an end that moved further than asked", () => {
  it("is said loudly", async () => {
    sandbox = await startZkeysSandbox();
    const stack = new ZkeysStack(sandbox);
    await stack.up(server);
    const guid = String(stack.output("serviceId"));
    // Another program renews the same server at the same moment.
    const hold = sandbox.hold("renew");
    const renewing = stack.up({ ...server, renewUntil: inMonths(2) });
    await hold.arrived;
    const end = sandbox.panel.service(guid)?.end_time ?? "";
    const later = DateTime.fromFormat(end, "yyyy-MM-dd HH:mm:ss").plus({ months: 1 });
    sandbox.panel.editService(guid, { end_time: later.toFormat("yyyy-MM-dd HH:mm:ss") });
    hold.release();
    const { error, warnings } = await renewing;
    expect(error).toBe("");
    expect(warnings.join()).toContain("further than the");
    expect(warnings.join()).toContain("it may be paid for twice");
  });

  it("is not said of an ordinary one", async () => {
    sandbox = await startZkeysSandbox();
    const stack = new ZkeysStack(sandbox);
    await stack.up(server);
    expect(await stack.up({ ...server, renewUntil: inMonths(7) })).toMatchObject({ error: "", warnings: [] });
  });
});

describe("a server that ended long ago, on a line that sells single months", () => {
  const expired = async () => {
    sandbox = await startZkeysSandbox();
    sandbox.panel.editLine(server.line, { months: "1", retention_days: "400" });
    const stack = new ZkeysStack(sandbox);
    await stack.up(server);
    sandbox.clock.advance({ days: 100 });
    await stack.refresh();
    expect(stack.output("status")).toBe("expired");
    return stack;
  };

  it("is renewed month by month, each proved by its end", async () => {
    const stack = await expired();
    const done = await stack.up({ ...server, renewUntil: inMonths(1) });
    expect(done.error).toBe("");
    expect(done.paid).toEqual(Array<string>(4).fill("renew 860.00"));
    expect(stack.output("status")).toBe("ready");
  });

  it("is kept paid by what it takes from its old end, all of it shown", async () => {
    const stack = await expired();
    const args = { ...server, keepPaid: { whenDaysLeft: 5, months: 1 } };
    const shown = await stack.preview(args);
    expect(shown.error).toBe("");
    expect(shown.line.match(/renew 1 month/g)).toHaveLength(3);
    expect(shown.warnings.join()).toContain("fewer of them are made than are shown");
    const done = await stack.up(args);
    expect(done).toMatchObject({ error: "", paid: Array<string>(3).fill("renew 860.00") });
    expect((await stack.preview(args)).operation).toBe("none");
  });
});
