import { describe, expect, it } from "vitest";
import { redact } from "../../core/redact";
import { addresses, placedOrder, trafficSchema, vncConsoleOf } from "./replies";

const words = { said: "", reason: undefined };

describe("the reply to a purchase", () => {
  it.each([
    [1001, "1001"],
    ["1001", "1001"],
    [[1001], "1001"],
    [{ id: 1001 }, "1001"],
    [{ id: "1001", order_id: 5 }, "1001"],
    [{ order_id: "1002" }, "1002"],
    [{ order_id: "77", guid: 1003 }, "1003"],
    [{ guid: "1004" }, "1004"],
    [{ ids: [1005] }, "1005"],
    [{ ids: "[1006]" }, "1006"],
    [[{ id: 1007 }], "1007"],
    [77, undefined],
    [undefined, undefined],
    [null, undefined],
    ["", undefined],
    [[], undefined],
    [{}, undefined],
    ["操作成功", undefined],
    [0, undefined],
    [{ guid: "20250409132657673528" }, undefined],
    [{ id: { nested: 1 } }, undefined],
  ])("%j may hint at an order", (data, hint) => {
    expect(placedOrder("77").parse(data)).toBe(hint);
  });
});

describe("a console", () => {
  const url = "https://vnc.example.com/?token=console-token-1";

  it.each([
    [url, undefined],
    [{ url }, undefined],
    [[], url],
    [undefined, url],
    [{ url: "" }, url],
  ])("is found in data %j or url %j", (data, beside) => {
    expect(vncConsoleOf({ data, url: beside, words })).toEqual({ url, data });
    expect(redact(`at ${url}`)).toBe("at [secret]");
  });

  it.each([
    [undefined, ""],
    ["操作成功", undefined],
    [{ port: 5900 }, null],
  ])("may not be found: data %j, url %j", (data, beside) => {
    expect(vncConsoleOf({ data, url: beside, words })).toEqual({ data });
  });
});

describe("traffic", () => {
  const traffic = trafficSchema("Asia/Shanghai");

  it("is a point for each moment", () => {
    const read = traffic.parse({
      date: ["2026-05-25 10:00", "2026-05-25 10:05", "2026-05-25 10:10"],
      in: [1024000, "1536000"],
      out: [512000, 768000, 486000],
      start_time: "2026-05-25 10:00",
      end_time: "2026-05-25 11:00",
      unit: "bps",
    });
    expect(read).toEqual({
      from: "2026-05-25T10:00:00+08:00",
      to: "2026-05-25T11:00:00+08:00",
      points: [
        { at: "2026-05-25T10:00:00+08:00", inboundBitsPerSecond: 1024000, outboundBitsPerSecond: 512000 },
        { at: "2026-05-25T10:05:00+08:00", inboundBitsPerSecond: 1536000, outboundBitsPerSecond: 768000 },
        { at: "2026-05-25T10:10:00+08:00", inboundBitsPerSecond: undefined, outboundBitsPerSecond: 486000 },
      ],
    });
  });

  it.each([[], {}, null, undefined, "", { date: [], in: [], out: [] }, { date: "" }])(
    "may be none: %j",
    (data) => {
      expect(traffic.parse(data)).toEqual({ points: [] });
    },
  );

  it("leaves out what is at no time", () => {
    expect(
      traffic.parse({ date: ["soon", "2026-05-25 10:05"], in: { "0": 1, "1": 2 }, out: "[3,4]" }),
    ).toEqual({
      points: [{ at: "2026-05-25T10:05:00+08:00", inboundBitsPerSecond: 2, outboundBitsPerSecond: 4 }],
    });
  });
});

describe("addresses", () => {
  it.each([
    [
      '[{"ip":"192.168.1.100","subnet":"255.255.255.0","gateway":"192.168.1.1"}]',
      [{ address: "192.168.1.100", subnet: "255.255.255.0", gateway: "192.168.1.1" }],
    ],
    [[{ ip: "192.168.1.100" }], [{ address: "192.168.1.100" }]],
    ["192.168.1.100, 192.168.1.101", [{ address: "192.168.1.100" }, { address: "192.168.1.101" }]],
    [["192.168.1.100"], [{ address: "192.168.1.100" }]],
    ["[]", []],
    ["", []],
    [null, []],
    [[{ gateway: "x" }], undefined],
    [5, undefined],
  ])("may be written as %j", (wire, ours) => {
    expect(addresses.parse(wire)).toEqual(ours);
  });
});
