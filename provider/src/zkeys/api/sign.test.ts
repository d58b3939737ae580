import { describe, expect, it } from "vitest";
import { encodeForm } from "./form";
import { commonParameters, sign } from "./sign";

const signer = { userId: "1100134", apiSecret: "EXAMPLE-API-SECRET-0001" };

describe("the signature", () => {
  it.each([
    ["baremetal", "sync_line", "a170575a28eeed87bfdd54400270f4eb"],
    ["common", "refund", "1fca0fe8c2c716f902760e0155c9330f"],
  ])("agrees with the worked example of %s %s", (module, action, expected) => {
    expect(sign(module, action, signer, "1629256049")).toBe(expected);
  });

  it("covers the secret in UTF-8", () => {
    expect(sign("m", "a", { userId: "1", apiSecret: "密" }, "2")).toBe("3fbc7aa6c7ddffcd69fbaf868a820ed6");
  });
});

describe("the common parameters", () => {
  it("make the complete form of the worked example", () => {
    const form = encodeForm({
      ...commonParameters("baremetal", "sync_line", signer, new Date(1_629_256_049_999), 12),
    });
    expect(form).toBe(
      "module=baremetal&action=sync_line&userid=1100134&time=1629256049&sign=a170575a28eeed87bfdd54400270f4eb" +
        "&taskid=12&dataType=json&version=9.9.9&system_type=zkeys_web&vtime=20210818",
    );
  });

  it.each([
    ["2021-08-18T15:59:59Z", "20210818"],
    ["2021-08-18T16:00:00Z", "20210819"],
  ])("date %s as %s, the day in UTC+8", (now, day) => {
    expect(commonParameters("baremetal", "create", signer, new Date(now), 1).vtime).toBe(day);
  });
});
