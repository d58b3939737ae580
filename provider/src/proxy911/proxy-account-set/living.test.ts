import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { livingOf } from "./living";
import { sealedPassword } from "../proxy-account/sealed-password";
import { startProxy911Sandbox, type Proxy911Sandbox } from "../../sandbox/index";
import { sessionOf, type Proxy911Session } from "../session";
import { proxy911 } from "../vendor";

let sandbox: Proxy911Sandbox;
beforeEach(async () => {
  sandbox = await startProxy911Sandbox();
});
afterEach(() => sandbox.close());

function open(appKey = sandbox.appKey): Proxy911Session {
  const surroundings = { now: () => sandbox.clock.now(), sleep: () => Promise.resolve() };
  return sessionOf(proxy911.open({ endpoint: sandbox.url, appKey }, "default", surroundings));
}

describe("a sealed password", () => {
  it("is the same for the same set and name, and another one for any other", () => {
    const made = [
      sealedPassword(open(), "rs-1", "u1"),
      sealedPassword(open(), "rs-1", "u2"),
      sealedPassword(open(), "rs-2", "u1"),
      sealedPassword(open("EXAMPLEAPPKEY0002EXAMPLEAPPKEY02"), "rs-1", "u1"),
    ];
    expect(new Set(made).size).toBe(4);
    expect(made[0]).toBe(sealedPassword(open(), "rs-1", "u1"));
    for (const password of made) expect(password).toMatch(/^[A-Za-z0-9]{16}$/);
  });
});

describe("accounts of which some are on their way out", () => {
  it.each([
    [0, 250, 3],
    [250, 0, 8],
    [150, 100, 16],
    [123, 127, 16],
  ])("%i leaving and %i living are told apart with %i writes at most", async (leaving, living, most) => {
    const goneAtMs = sandbox.clock.now().getTime() + 300_000;
    for (let number = 1; number <= leaving + living; number += 1) {
      const enabled = number % 50 !== 0;
      sandbox.panel.addAccount({
        username: `u${number}`,
        enabled,
        ...(number <= leaving ? { goneAtMs } : {}),
      });
    }
    const session = open();
    const enabled = (await session.accounts.allNow()).filter((row) => row.enabled);
    const expected = enabled.filter(({ username }) => Number(username.slice(1)) > leaving);
    const found = await livingOf(session, enabled);
    expect(new Set(found.map(({ username }) => username))).toEqual(
      new Set(expected.map(({ username }) => username)),
    );
    expect(sandbox.writes()).toBeLessThanOrEqual(most);
    const disabled = (await session.accounts.allNow()).filter((row) => !row.enabled);
    const kept = disabled.filter(({ username }) => Number(username.slice(1)) > leaving);
    expect(await livingOf(session, disabled)).toEqual(kept);
    expect(sandbox.ledger().accounts.filter((row) => row.enabled)).toHaveLength(enabled.length);
  });

  it("are not told apart by a refusal of another kind", async () => {
    sandbox.panel.addAccount({ username: "u1" });
    sandbox.fault({ action: "whitelist-account/enable", kind: "refused", message: "系统繁忙" });
    const session = open();
    await expect(livingOf(session, await session.accounts.allNow())).rejects.toThrow("系统繁忙");
  });
});
