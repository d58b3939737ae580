import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HalfDoneError, messageOf } from "../../core/errors";
import {
  decide,
  destroy,
  flow,
  named,
  newRun,
  numbered,
  numbers,
  output,
  passwords,
  preview,
  scene,
  start,
  staying,
  stored,
  up,
  usernames,
} from "../../../test-support/proxy-sets";

beforeEach(() => start());
afterEach(() => scene.sandbox.close());

describe("an addition that goes wrong", () => {
  it.each(["whole", "partial"] as const)(
    "loses only the name that is refused, when a batch is refused %s",
    async (batchRefusal) => {
      await scene.sandbox.close();
      await start({ batchRefusal });
      const run = newRun();
      const { inputs } = await decide(run, numbered(40));
      // Somebody takes a name after the look.
      scene.sandbox.panel.addAccount({ username: "u7" });
      const error = await flow.create(run, inputs).catch((reason: unknown) => reason);
      expect(messageOf(error)).toContain("s: 1 account not done, 39 in state: u7: u7 is taken");
      if (!(error instanceof HalfDoneError)) throw new TypeError("not half-done");
      scene.saved = { id: error.id, inputs: stored(inputs), outputs: stored(error.outputs), hasFailed: true };
      expect(output("usernames")).toHaveLength(39);
      expect(output("usernames")).not.toContain("u7");
      // The next `up` goes on, with a number that nobody has.
      expect(await up(numbered(40))).toBe("update");
      expect(scene.said).toEqual(["add 1 (u41)"]);
      expect(usernames()).toHaveLength(41);
      await destroy();
      expect(staying()).toEqual(["u7"]);
    },
  );

  it("is found in the list when only the reply was lost", async () => {
    scene.sandbox.fault({ action: "whitelist-account/add", kind: "lostAfter" });
    expect(await up(numbered(150))).toBe("create");
    expect(scene.sandbox.count("whitelist-account/add")).toBe(2);
    expect(usernames()).toHaveLength(150);
  });

  it("is half-done when the batch was lost on its way, and is sent again by the next `up`", async () => {
    scene.sandbox.fault({ action: "whitelist-account/add", kind: "lostBefore" });
    const args = named(...numbers(1, 150));
    expect(await up(args)).toContain("100 accounts not done, 50 in state");
    expect(output("usernames")).toHaveLength(50);
    expect(await up(args)).toBe("update");
    expect(new Set(usernames()).size).toBe(150);
    expect(usernames()).toHaveLength(150);
  });

  it("is half-done without its limit, which follows in the next `up`", async () => {
    scene.sandbox.fault({ action: "whitelist-account/change-limit", kind: "refused", message: "系统繁忙" });
    const args = numbered(3, { trafficLimitGb: 5 });
    expect(await up(args)).toContain("1 account not done, 3 in state: u1: 911Proxy refused");
    expect(scene.sandbox.ledger().accounts.map(({ limit_flow }) => limit_flow)).toEqual([0, 5, 5]);
    expect(await up(args)).toBe("update");
    expect(scene.said).toEqual(["change 1 (u1: limit unlimited → 5 GB)"]);
    expect(scene.sandbox.count("whitelist-account/add")).toBe(1);
    expect(scene.sandbox.count("whitelist-account/change-limit")).toBe(4);
  });

  it("above the quota leaves nothing in state when nothing was added", async () => {
    scene.sandbox.panel.setAccountQuota(1);
    expect(await up(named("a", "b"))).toContain("2 accounts not done, 0 in state");
    expect(scene.saved).toBeUndefined();
  });

  it("is remembered when the last look fails", async () => {
    scene.sandbox.fault({ action: "whitelist-account/list", kind: "http500Before", skip: 1, times: 20 });
    const error = await up(numbered(3));
    expect(error).not.toBe("create");
    expect(scene.saved?.hasFailed).toBe(true);
    scene.sandbox.clearFaults();
    expect(await up(numbered(3))).toBe("update");
    expect(usernames()).toEqual(["u1", "u2", "u3"]);
    expect(output("credentials")).toEqual(passwords());
    scene.sandbox.fault({ action: "whitelist-account/list", kind: "http500Before", skip: 1, times: 20 });
    expect(await up(numbered(2))).not.toBe("update");
    scene.sandbox.clearFaults();
    expect(output("usernames")).toEqual(["u1", "u2"]);
    expect(await preview(numbered(3))).toBe("add 1 (u4)");
  });
});

describe("a deletion", () => {
  it("without a reply stays in state, and is done when it is asked for again", async () => {
    await up(numbered(3));
    scene.sandbox.fault({ action: "whitelist-account/delete", kind: "lostAfter" });
    expect(await up(numbered(2))).toContain("1 account not done, 3 in state: u3");
    expect(await up(numbered(2))).toBe("update");
    expect(output("usernames")).toEqual(["u1", "u2"]);
  });

  it("of the whole set that is refused keeps it", async () => {
    await up(numbered(3));
    scene.sandbox.fault({
      action: "whitelist-account/delete",
      kind: "refused",
      message: "系统繁忙",
      times: 10,
    });
    expect(await destroy()).toContain("3 accounts not deleted: u1");
    expect(staying()).toHaveLength(3);
    scene.sandbox.clearFaults();
    await destroy();
    expect(staying()).toEqual([]);
  });

  it("follows `onDelete` and `reseller:keep`", async () => {
    await up(numbered(3, { onDelete: "refuse" }));
    expect(await destroy()).toContain('`onDelete` is "refuse"');
    expect(await up(numbered(3))).toBe("update");
    scene.settings = { keep: ["u2"] };
    expect(await destroy()).toContain("deleted 2 accounts");
    expect(staying()).toEqual(["u2"]);
    scene.settings = {};
    await up(numbered(3, { usernamePrefix: "v", onDelete: "keep" }));
    expect(await destroy()).toContain("kept 3 accounts");
    expect(staying()).toEqual(["u2", "v1", "v2", "v3"]);
  });

  it("is written to the journal, each before and after", async () => {
    const journal = join(mkdtempSync(join(tmpdir(), "journal-")), "journal.jsonl");
    scene.settings = { journal };
    await up(numbered(2));
    await up(numbered(1));
    const lines = readFileSync(journal, "utf8").trim().split("\n");
    // Two additions, then the deletion.
    expect(lines).toHaveLength(6);
    expect(lines[4]).toContain('"step":"release"');
    expect(lines[4]).toContain('"serviceId":"u2"');
    expect(lines[5]).toContain('"outcome":"done"');
  });

  it("is not made where `reseller:allowSteps` leaves it out", async () => {
    await up(numbered(2));
    scene.settings = { allowSteps: ["create"] };
    expect(await preview(numbered(1))).toContain("is not allowed here");
  });
});
