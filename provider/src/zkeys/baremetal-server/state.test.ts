import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { baremetalServer } from "./baremetal-server";
import { recall, remember } from "../../core/flow/state";
import { extrasOf } from "./extras";
import type { BaremetalInput } from "./steps";
import { aCatalog, zkeysAccount } from "../../../test-support/zkeys-samples";

const properties = z.record(z.string(), z.unknown());
/** One exported resource for each schema of outputs that was ever released. */
const states = ["state-1.json"].map((file) => {
  const text = readFileSync(join(__dirname, "..", "fixtures", file), "utf8");
  return { file, ...z.object({ inputs: properties, outputs: properties }).parse(JSON.parse(text)) };
});

describe.each(states)("the exported state $file", ({ inputs, outputs }) => {
  // The flow reads any kind by its defaults; what it has read is this one's.
  const recorded = recall(baremetalServer, outputs) as NonNullable<BaremetalInput["recorded"]>;

  it("is read whole", () => {
    expect(recorded.observed).toMatchObject({
      serviceId: "1795630691001002",
      status: "ready",
      bandwidthMbps: 10,
      included: { bandwidthMbps: 5 },
    });
    expect(recorded.arguments).toMatchObject({ line: "Hangzhou BGP", months: 1, onDelete: "refund" });
    expect(recorded.lifecycle).toMatchObject({
      serviceId: "1795630691001002",
      origin: "bought",
      accountKey: "zkeys://panel.example/api#1100134",
    });
    expect(recorded.token).toBe(inputs.__token);
    expect(extrasOf(recorded.extra)).toMatchObject({
      loginPort: 22,
      confirmedUpgrades: [{ orderNo: "179563069100001005", bandwidthMbps: 5 }],
    });
  });

  it("keeps no more of an address than itself", () => {
    const { observed } = recorded;
    if (observed === undefined) throw new TypeError("nothing is observed");
    const row = { ...observed, addresses: [{ address: "10.0.0.1", mask: "255.255.255.0" }] };
    const outputs = remember(baremetalServer, { ...recorded, observed: row }, {});
    expect(outputs.addresses).toEqual([{ address: "10.0.0.1" }]);
  });

  it("takes no step with the same arguments", () => {
    const plan = baremetalServer.plan({
      observed: recorded.observed,
      recorded,
      wanted: recorded.arguments,
      unknown: new Set(),
      names: recorded.names,
      catalog: aCatalog(
        { guid: "1665907446560259" },
        { guid: "1665907642749090", line_guid: "1665907446560259" },
      ),
      account: zkeysAccount,
      now: new Date("2026-11-27T00:00:00.000Z"),
      passwordLost: recorded.lifecycle.passwordLost,
    });
    expect(plan).toMatchObject({ steps: [], faults: [], replaces: [] });
  });

  it("is written again without losing anything", () => {
    const again = recall(baremetalServer, remember(baremetalServer, recorded, {}));
    // When its order was sent is not asked any more.
    expect(again).toEqual({ ...recorded, lifecycle: { ...recorded.lifecycle, orderedAt: undefined } });
  });
});
