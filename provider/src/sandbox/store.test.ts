import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZkeysSandbox } from "./zkeys/sandbox";
import { addition, buy, call, read } from "./zkeys/caller";

let folder: string;
let stateFile: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zkeys-sandbox-"));
  stateFile = join(folder, "deep", "panel.json");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a sandbox with a state file", () => {
  it("goes on after a restart: money, services, work in progress, clock, catalogue and secret", async () => {
    const manners = { stateFile, openingSeconds: 0, busySeconds: 3600 };
    const first = await startZkeysSandbox({ ...manners, balance: "5000.00", apiSecret: "secret-1" });
    first.clock.advance({ days: 10 });
    const guid = await buy(first, { buyRemarks: "pu-1" });
    await call(first, "upgrade", addition(guid, { bandwidth: "1" }));
    first.panel.editLine("Hangzhou BGP", { bandwidth_price: "11.00" });
    first.panel.setSecret("secret-2");
    first.panel.refuseRefunds("不支持退款");
    const { ledger, row, now } = {
      ledger: first.ledger(),
      row: first.panel.service(guid),
      now: first.clock.now(),
    };
    await first.close();

    const second = await startZkeysSandbox({ ...manners, balance: "1.00" });
    expect(second.apiSecret).toBe("secret-2");
    expect(second.ledger()).toEqual(ledger);
    expect(second.panel.service(guid)).toEqual(row);
    expect(second.clock.now().getTime() - now.getTime()).toBeLessThan(60_000);
    expect(second.clock.now().getTime()).toBeGreaterThanOrEqual(now.getTime());
    expect(await read(second, guid)).toMatchObject({ act_status: "4", upgrade: [{ nums: "1" }] });
    second.clock.advance({ hours: 2 });
    expect(await read(second, guid)).toMatchObject({ act_status: "0" });
    expect(await call(second, "refund", { guid, productType: "baremetal" })).toMatchObject({
      message: "不支持退款",
    });
    expect(await buy(second)).not.toBe(guid);
    await second.close();
  });

  it("has written a purchase before its reply can be lost, without the password", async () => {
    const sandbox = await startZkeysSandbox({ stateFile });
    sandbox.fault({ action: "create", kind: "lostAfter" });
    await expect(buy(sandbox, { buyRemarks: "pu-2" })).rejects.toThrow();
    const text = readFileSync(stateFile, "utf8");
    expect(text).toContain("pu-2");
    expect(text).not.toContain("Aa535029279!");
    expect(text).not.toContain("QWE1MzUwMjkyNzkh");
    expect(readdirSync(join(folder, "deep"))).toEqual(["panel.json"]);
    await sandbox.close();
  });

  it("names a file that is no state of it, and leaves it alone", async () => {
    stateFile = join(folder, "panel.json");
    writeFileSync(stateFile, '{"schema":"other"}');
    await expect(startZkeysSandbox({ stateFile })).rejects.toThrow(
      `${stateFile} is not a state of this sandbox`,
    );
    expect(readFileSync(stateFile, "utf8")).toBe('{"schema":"other"}');
  });
});
