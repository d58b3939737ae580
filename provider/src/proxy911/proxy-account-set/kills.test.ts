import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  changesSent,
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
  up,
  upKilled,
  usernames,
} from "../../../test-support/proxy-sets";

beforeEach(() => start());
afterEach(() => scene.sandbox.close());

describe("a kill in the middle", () => {
  it("of a create loses nothing: the next one takes over what is there", async () => {
    scene.sandbox.fault({ action: "whitelist-account/add", kind: "lostBefore", skip: 2 });
    await upKilled(numbered(250));
    const before = usernames();
    expect(before.length).toBeLessThan(250);
    expect(await preview(numbered(250))).toContain(
      `take over ${before.length} that an interrupted run added, unless they are still being deleted (u1, `,
    );
    expect(await up(numbered(250))).toBe("create");
    expect(usernames()).toHaveLength(250);
    expect(output("credentials")).toEqual(passwords());
    expect(await up(numbered(250))).toBe("none");
  });

  it("of an update loses nothing either", async () => {
    await up(named("a", "b"));
    await upKilled(named("a", "b", "c"));
    expect(await up(named("a", "b", "c", "d"))).toBe("update");
    expect(scene.said.join()).toContain("took over 1 that an interrupted run added (c)");
    expect(usernames()).toEqual(["a", "b", "c", "d"]);
    expect(output("credentials")).toEqual(passwords());
  });

  it("leaves accounts that a smaller create names before it deletes them", async () => {
    await upKilled(named("a", "b", "c"));
    expect(await up(named("a"))).toBe("create");
    expect(scene.said[0]).toContain(
      "take over 3 that an interrupted run added, unless they are still being deleted (a, b, c); delete 2 (b, c",
    );
    expect(staying()).toEqual(["a"]);
  });

  it("is not mixed up with accounts of others, not even of the same names", async () => {
    scene.sandbox.panel.addAccount({ username: "b" });
    expect(await up(named("a", "b"))).toContain("accounts.b: b is taken");
    expect(await up(named("a"))).toBe("create");
    await destroy();
    expect(staying()).toEqual(["b"]);
  });

  it("of `--replace` keeps what the new entry took over", async () => {
    await up(named("a", "b"));
    const old = scene.saved;
    const run = newRun();
    scene.saved = undefined;
    expect(await up(named("a", "b"), run)).toBe("create");
    if (old === undefined) throw new TypeError("nothing was scene.saved");
    await flow.delete(run, old.id, old.outputs);
    expect(staying()).toEqual(["a", "b"]);
    // The delete failed in that run, and is tried again in the next one.
    const later = newRun();
    expect(await up(named("a", "b"), later)).toBe("none");
    await flow.delete(later, old.id, old.outputs);
    expect(staying()).toEqual(["a", "b"]);
  });
});

describe("a name that is still being deleted", () => {
  it("is not added again while state knows of its deletion", async () => {
    await up(named("a", "b"));
    await up(named("a"));
    const error = await preview(named("a", "b"));
    expect(error).toContain("accounts.b: it is still being deleted");
    expect(changesSent()).toEqual(["add", "delete"]);
    scene.sandbox.clock.advance({ minutes: 6 });
    expect(await up(named("a", "b"))).toBe("update");
    expect(staying()).toEqual(["a", "b"]);
  });

  it("is blocked alone when it takes longer than it should", async () => {
    await scene.sandbox.close();
    await start({ deleteSeconds: 3_600 });
    await up(named("a", "b"));
    await up(named("a"));
    scene.sandbox.clock.advance({ minutes: 6 });
    expect(await up(named("a", "b", "c"))).toContain(
      "1 account not done, 2 in state: b: it is still being deleted",
    );
    expect(staying()).toEqual(["a", "c"]);
  });

  it("is not taken for one of an interrupted run after a destroy", async () => {
    await up(named(...numbers(1, 120)));
    await destroy();
    const before = scene.sandbox.writes();
    expect(await up(named(...numbers(1, 120)))).toContain("u1, u2, u3, …: it is still being deleted");
    expect(scene.saved).toBeUndefined();
    expect(scene.sandbox.writes() - before).toBeLessThanOrEqual(10);
  });

  it("is passed over in a numbered set, and what an interrupted run added since is not", async () => {
    await up(numbered(150));
    await destroy();
    await upKilled(numbered(130));
    expect(staying()).toEqual(numbers(151, 280));
    const before = scene.sandbox.writes();
    expect(await preview(numbered(130))).toContain(
      "those that are being deleted are gone in about five minutes",
    );
    expect(await up(numbered(130, { maxDeletes: 150 }))).toBe("create");
    expect(staying()).toEqual(numbers(151, 280));
    expect(output("usernames")).toEqual(numbers(151, 280));
    expect(scene.sandbox.writes() - before).toBeLessThanOrEqual(20);
  });
});

it("of another customer is an error, and never gone", async () => {
  await up(numbered(2));
  scene.sandbox.panel.setAppKey("EXAMPLEAPPKEY0002EXAMPLEAPPKEY02");
  expect(await preview(numbered(2))).toContain("belongs to account");
  expect(await destroy()).toContain("belongs to account");
  expect(staying()).toHaveLength(2);
});
