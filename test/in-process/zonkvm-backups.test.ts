import { describe, expect, test, vi } from "vitest";
import type { ZonkvmSandbox } from "../../provider/src/sandbox";
import { buy, call } from "../../provider/src/sandbox/zonkvm/caller";
import { zonkvmPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";

vi.setConfig({ testTimeout: 400_000 });

/* The panel names backups, and lists them when they are complete: longer than anybody waits who has had no answer. */

type Args = Readonly<Record<string, unknown>>;

interface Place extends InProcessScene<ZonkvmSandbox> {
  /** How many backups there are, complete or not. */
  readonly made: () => number;
  /** Declares one with these arguments besides. */
  readonly want: (more?: Args) => void;
  readonly makeByHand: () => Promise<void>;
  readonly complete: () => void;
}

const kinds = {
  HostingBackup: {
    of: "hosting",
    argument: "hosting",
    operate: "hosting_operate",
    part: "hosting_to_backup",
  },
  DatabaseBackup: { of: "sql", argument: "database", operate: "sql_operate", part: "sql_to_backup" },
} as const;

async function open(
  type: keyof typeof kinds,
  settings: Readonly<Record<string, string>> = {},
): Promise<Place> {
  const scene = await Scene.inProcess(zonkvmPanel, settings, { busySeconds: 3_600 });
  const { of, argument, operate, part } = kinds[type];
  const guid = await buy(scene.sandbox, of);
  scene.sandbox.panel.open(`${of}_${guid}`);
  const place: Place = Object.assign(scene, {
    made() {
      const service = scene.sandbox.panel.service(`${of}_${guid}`);
      if (service?.kind === "hosting") return service.site.backups.length;
      return service?.kind === "sql" ? service.backups.length : 0;
    },
    want: (more: Args = {}) => {
      scene.declare({ before: { [argument]: guid, ...more } }, type);
    },
    makeByHand: async () => {
      await call(scene.sandbox, operate, { guid, operate: part });
    },
    complete: () => {
      scene.sandbox.clock.advance({ hours: 2 });
    },
  });
  place.want();
  return place;
}

const strike = ({ sandbox }: Place, type: keyof typeof kinds, kind: "lostBefore" | "lostAfter"): void => {
  const { operate, part } = kinds[type];
  sandbox.fault({ action: `${operate}/${part}`, kind });
};

describe.each(["HostingBackup", "DatabaseBackup"] as const)("a %s of which no answer came", (type) => {
  test("is not made twice, however long it takes: it stays in state and is taken when it shows", async () => {
    const place = await open(type);
    const { stack } = place;
    strike(place, type, "lostAfter");
    const first = await stack.up();
    expect(first.code).not.toBe(0);
    expect(first.text).toContain("It stays in state as an order of unknown outcome");
    expect((await stack.resource("before")).id).toMatch(/^order:/);
    expect(await place.preview()).toContain("order of unknown outcome: look for what is new");
    await place.refresh();
    const second = await stack.up();
    expect(second.code).not.toBe(0);
    expect(second.text).toContain("nothing new is listed yet; the order was sent at ");
    expect(second.text).toContain("(reseller:quarantineMinutes)");
    expect(place.made()).toBe(1);
    place.complete();
    expect((await place.up()).writes).toEqual([]);
    expect((await stack.resource("before")).outputs).toMatchObject({
      ...{ status: "ready", serviceId: expect.stringMatching(/^1\/\d+$/) as string },
    });
    expect((await stack.resource("before")).outputs).not.toHaveProperty("knownBefore");
    await place.unchanged();
    await place.refresh();
    await place.unchanged();
    expect(place.made()).toBe(1);
  });

  test("is taken by a refresh too, and with several new ones a person decides", async () => {
    const place = await open(type);
    const { stack, sandbox } = place;
    strike(place, type, "lostAfter");
    expect((await stack.up()).code).not.toBe(0);
    place.complete();
    await place.makeByHand();
    place.complete();
    await place.refresh();
    const { code, text } = await place.watch(() => stack.up());
    expect(code).not.toBe(0);
    expect(text).toMatch(/nobody knows which .*backup the order of .* made: new since are 1\/\d+, 1\/\d+/);
    expect(place.made()).toBe(2);
    // One of them goes.
    if (type === "DatabaseBackup")
      await call(sandbox, "sql_operate", { guid: "1", operate: "sql_del_backup", bak_guid: "2" });
    else await call(sandbox, "hosting_operate", { guid: "1", operate: "hosting_del_backup", bak_guid: "3" });
    await place.refresh();
    expect((await stack.resource("before")).outputs).toMatchObject({ status: "ready" });
    await place.unchanged();
    expect(place.made()).toBe(1);
  });

  test("is made when it was not, once the quarantine is over, or another one is wanted", async () => {
    const place = await open(type);
    const { stack } = place;
    strike(place, type, "lostBefore");
    expect((await stack.up()).code).not.toBe(0);
    expect((await stack.up()).code).not.toBe(0);
    expect(place.made()).toBe(0);
    place.want({ triggers: [2] });
    const running = stack.up();
    await vi.waitFor(() => {
      expect(place.made()).toBe(1);
    }, 60_000);
    place.complete();
    expect(await running).toMatchObject({ code: 0 });
    await place.unchanged();
    expect(place.made()).toBe(1);
  });

  test("leaves state with a word when it shows nowhere, and is given back when it does", async () => {
    for (const isShown of [false, true]) {
      const place = await open(type, { settleSeconds: "0.2" });
      strike(place, type, "lostAfter");
      expect((await place.stack.up()).code).not.toBe(0);
      if (isShown) place.complete();
      const { code, text } = await place.stack.destroy();
      expect(code, text).toBe(0);
      expect(text).toContain(
        isShown
          ? type === "DatabaseBackup"
            ? "delete database backup 1/1"
            : "leave backup 1/2"
          : "it leaves state",
      );
      expect(await place.stack.resources()).toEqual([]);
      expect(place.made()).toBe(isShown && type === "DatabaseBackup" ? 0 : 1);
    }
  });
});
