import { describe, expect, it } from "vitest";
import { ArgumentError } from "../../core/errors";
import { redact } from "../../core/redact";
import * as forms from "./forms";

const numbers = { clientUserId: 900001, clientOrderId: "zk-000001" };

describe("what cannot be asked for", () => {
  it.each<[string, () => unknown, string]>([
    ["a fraction", () => forms.whole("cpuCores", 1.5, 1), "cpuCores"],
    ["NaN", () => forms.whole("months", Number.NaN, 1), "months"],
    ["less than the least", () => forms.whole("months", 0, 1), "months"],
    ["more than an int holds", () => forms.whole("clientUserId", 2_147_483_648, 0), "clientUserId"],
    ["an id with a prefix", () => forms.orderIdField("server_1001"), "id"],
    ["no id", () => forms.orderIdField(""), "id"],
    ["no GUID", () => forms.guidField("lineGuid", ""), "lineGuid"],
    ["no disks", () => forms.disksField("diskSizesGb", []), "diskSizesGb"],
    ["a disk of nothing", () => forms.disksField("diskSizesGb", [40, 0]), "diskSizesGb"],
    ["an empty password", () => forms.passwordField(""), "password"],
    ["an empty password of another name", () => forms.passwordField("", "ftpPassword"), "ftpPassword"],
    ["nothing", () => forms.filled("power", ""), "power"],
    [
      "an order number with blanks",
      () => forms.numberFields({ ...numbers, clientOrderId: "a b" }),
      "clientOrderId",
    ],
    [
      "an order number of 33 characters",
      () => forms.numberFields({ ...numbers, clientOrderId: "a".repeat(33) }),
      "clientOrderId",
    ],
    ["a negative user", () => forms.numberFields({ ...numbers, clientUserId: -1 }), "clientUserId"],
    ["an upgrade by nothing", () => forms.incrementFields({ addedIpCount: 0 }), "addedIpCount"],
    ["an upgrade downwards", () => forms.incrementFields({ addedDefenseGbps: -5 }), "addedDefenseGbps"],
  ])("is %s", (_what, ask, property) => {
    expect(ask).toThrow(ArgumentError);
    expect(ask).toThrow(`${property}: `);
  });
});

describe("a form", () => {
  it("keeps the types that the content of a purchase has in the vendor's samples", () => {
    const content = { cpu: 4, harddisksValues: "40,80" };
    expect(forms.purchaseFields("create_server", numbers, content, { line_guid: "1" })).toEqual({
      obj_type: "create_server",
      user_id: 900001,
      order_id: "zk-000001",
      content,
      line_guid: "1",
    });
  });

  it("buys one thing at a time", () => {
    expect(forms.termContent({})).toEqual({ months: 1, number: 1, renew_auto: 0 });
    expect(forms.termContent({ months: 12, autoRenew: true })).toEqual({
      months: 12,
      number: 1,
      renew_auto: 1,
    });
  });

  it("says 0 for what is not increased", () => {
    expect(forms.incrementFields({ addedBandwidthMbps: 10 })).toEqual({
      ipnumAdd: 0,
      bandwidthAdd: 10,
      defenseAdd: 0,
    });
  });

  it("leaves out a partition that nobody asked for", () => {
    const asked = { imageGuid: "1659170791658716", password: "Pw-forms-1", loginPort: 22 };
    expect(forms.physicalReinstallFields("7", asked)).toEqual({
      guid: "7",
      systemID: "1659170791658716",
      port: 22,
      password: "Pw-forms-1",
    });
  });

  it("makes secrets of passwords", () => {
    forms.passwordField("Pw-forms-2-secret");
    expect(redact("Pw-forms-2-secret")).toBe("[secret]");
  });
});
