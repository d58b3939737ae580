import { afterEach, describe, expect, it } from "vitest";
import { baremetalServer } from "./baremetal-server";
import { redact } from "../../core/redact";
import { startZkeysSandbox, type ZkeysSandbox } from "../../sandbox/index";
import { ZkeysStack } from "../../../test-support/zkeys-stack";

const server = { line: "Hangzhou BGP", product: "E5-2670 x2 / 64G", system: "CentOS 7.9 x64" };
const listed = {
  ipmi_ip: "10.9.8.7",
  ipmi_user: "operator",
  ipmi_pass: "calvin-and-hobbes",
  renew_price_setting: "1",
  renew_price: "700.00",
  renew_price_remark: "friends",
  lock_reason: "abuse",
  renew_auto: "1",
};

let sandbox: ZkeysSandbox;
afterEach(() => sandbox.close());

describe("a server that is read", () => {
  it("shows what the panel lists of it, IPMI among it, and keeps that secret", async () => {
    sandbox = await startZkeysSandbox({ showsWholeServices: true });
    const guid = sandbox.panel.addService({ fields: listed });
    const outputs = await new ZkeysStack(sandbox).get(guid);
    expect(outputs).toMatchObject({
      ipmi: { address: "10.9.8.7", user: "operator", password: "calvin-and-hobbes" },
      renewPriceSetting: "monthly",
      renewPrice: "700.00",
      renewPriceNote: "friends",
      lockReason: "abuse",
      autoRenew: true,
      bootMode: "bios",
    });
    expect(baremetalServer.secretOutputs).toContain("ipmi");
    expect(redact("calvin-and-hobbes")).toBe("[secret]");
  });

  it("keeps what only the purchase told, where reads do not", async () => {
    sandbox = await startZkeysSandbox();
    const stack = new ZkeysStack(sandbox);
    await stack.up(server);
    const told = ["bootMode", "stockId", "renewPriceSetting", "autoRenew"].map((key) => stack.output(key));
    expect(told).toEqual(["bios", expect.any(String), "system", false]);
    await stack.refresh();
    expect(["bootMode", "stockId", "renewPriceSetting", "autoRenew"].map((key) => stack.output(key))).toEqual(
      told,
    );
    expect((await stack.preview(server)).operation).toBe("none");
  });

  it("has its renewals priced with what the panel lists", async () => {
    sandbox = await startZkeysSandbox({ showsWholeServices: true });
    const stack = new ZkeysStack(sandbox);
    await stack.up(server);
    sandbox.panel.editService(String(stack.output("serviceId")), {
      renew_price_setting: "1",
      renew_price: "700.00",
    });
    await stack.refresh();
    expect((await stack.preview({ ...server, keepPaid: { whenDaysLeft: 40, months: 1 } })).line).toContain(
      "CNY 700.00",
    );
  });
});
