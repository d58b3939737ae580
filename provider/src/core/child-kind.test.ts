import { beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { FakeClock } from "../../test-support/clock";
import { FakePanel } from "../../test-support/fake-panel";
import { newRun } from "../../test-support/stack";
import { childArguments, childKind } from "./child-kind";
import { UnreadableReplyError } from "./errors";
import { lifecycleOf } from "./flow/flow";
import type { Properties } from "./flow/resource";
import { Inventory } from "./inventory";
import { statuses } from "./observed";

/* Domains of a site, which the vendor lists site by site, and whose id no reply tells. */

const domainArguments = z.strictObject({
  ...childArguments,
  site: z.string(),
  name: z.string(),
  isMain: z.boolean().optional(),
});
const domainObserved = z.object({
  serviceId: z.string(),
  status: z.enum(statuses),
  site: z.string(),
  name: z.string(),
  isMain: z.boolean(),
});
type Domain = z.output<typeof domainObserved>;

let domains: Domain[];
let asked: string[];
let isReplyLost: boolean;
let clock: FakeClock;
let lists: Map<string, Inventory<Domain>>;

function inventoryOf(site: string): Inventory<Domain> {
  const known =
    lists.get(site) ??
    new Inventory<Domain>(
      {
        list() {
          asked.push(site);
          return Promise.resolve(domains.filter((one) => one.site === site));
        },
        read: (id) => Promise.resolve(domains.find(({ serviceId }) => serviceId === id)),
        idOf: ({ serviceId }) => serviceId,
        rowsPerRequest: Infinity,
      },
      clock,
    );
  lists.set(site, known);
  return known;
}

const lifecycle = lifecycleOf(
  childKind<z.output<typeof domainArguments>, Domain>({
    vendor: "fake",
    type: "Domain",
    title: () => "domain",
    schemaVersion: 1,
    arguments: domainArguments,
    observed: domainObserved,
    replacedBy: ["site", "name"],
    inventory: (_account, { site }, serviceId) => inventoryOf(site ?? serviceId?.split("/")[0] ?? ""),
    words: ({ site = "?", name = "?" }) => `domain ${name} of site ${site}`,
    hasNameOf: (observed, { name }) => observed.name === name,
    argumentsOf: ({ site, name, isMain }) => ({ site, name, isMain }),
    lane: ({ site }) => site,
    create(_account, { site, name, isMain = false }) {
      domains.push({ serviceId: `${site}/${name}`, status: "ready", site, name, isMain });
      return isReplyLost ? Promise.reject(new UnreadableReplyError("no answer")) : Promise.resolve(undefined);
    },
    change: ({ target: { isMain = false }, changed }) => ({
      step: {
        kind: "settings",
        words: isMain ? "make it the main one" : "make it one of many",
        applies: changed,
        calls: ({ serviceId }) => [
          {
            send() {
              domains = domains.map((one) => (one.serviceId === serviceId ? { ...one, isMain } : one));
              return Promise.resolve(undefined);
            },
            isDone: (row) => row.isMain === isMain,
          },
        ],
      },
    }),
    remove(_account, { serviceId }) {
      domains = domains.filter((one) => one.serviceId !== serviceId);
      return Promise.resolve();
    },
  }),
);

beforeEach(() => {
  domains = [];
  asked = [];
  isReplyLost = false;
  clock = new FakeClock();
  lists = new Map();
});

/** A run, which begins with nothing listed. */
function newOne() {
  lists = new Map();
  return newRun(new FakePanel(clock), { pollSeconds: 1, settleSeconds: 5 }).run;
}
const inputsOf = (args: Properties, name = "it"): Properties => ({
  ...args,
  __urn: `urn:pulumi:dev::shop::fake:Domain::${name}`,
  __token: "rs-000000000000",
});

async function create(args: Properties, name?: string, run = newOne()) {
  const { inputs, faults } = await lifecycle.check(run, undefined, inputsOf(args, name));
  if (faults.length > 0) throw new Error(faults.map(({ reason }) => reason).join("; "));
  return lifecycle.create(run, inputs);
}

describe("what is listed by its parent", () => {
  it("is made, read and deleted by the list of its own parent", async () => {
    const { id, outputs } = await create({ site: "a", name: "www" });
    expect(id).toBe("a/www");
    await expect(lifecycle.read(newOne(), id, outputs)).resolves.toMatchObject({ id });
    await lifecycle.delete(newOne(), id, outputs);
    expect(domains).toEqual([]);
    expect(new Set(asked)).toEqual(new Set(["a"]));
  });

  it("may have the name of another parent's", async () => {
    const run = newOne();
    await create({ site: "a", name: "www" }, "one", run);
    await create({ site: "b", name: "www" }, "two", run);
    expect(domains.map(({ serviceId }) => serviceId)).toEqual(["a/www", "b/www"]);
  });

  it("names its parent where it is read without arguments", async () => {
    await create({ site: "a", name: "www", isMain: true });
    const live = await lifecycle.read(newOne(), "a/www", {});
    expect(live).toMatchObject({ inputs: { site: "a", name: "www", isMain: true } });
  });
});

describe("what is known by its name", () => {
  it("is found when its reply is lost, and taken over when nobody has it, never made twice", async () => {
    isReplyLost = true;
    const { outputs } = await create({ site: "a", name: "www" });
    expect(outputs).toMatchObject({ origin: "bought", serviceId: "a/www" });
    const again = await create({ site: "a", name: "www" });
    expect(again.outputs).toMatchObject({ origin: "takenOver", serviceId: "a/www" });
    expect(domains).toHaveLength(1);
  });

  it("is not taken over when it is another thing, or another resource's", async () => {
    const run = newOne();
    await create({ site: "a", name: "www" }, "one", run);
    await expect(create({ site: "a", name: "www" }, "two", run)).rejects.toThrow(
      "is the resource one already",
    );
    await expect(create({ site: "a", name: "www", isMain: true })).rejects.toThrow(
      "its isMain is false, not true",
    );
    expect(domains).toHaveLength(1);
  });

  it("changes in place, and is gone from state when it is gone", async () => {
    const { id, outputs } = await create({ site: "a", name: "www" });
    const run = newOne();
    const { inputs } = await lifecycle.check(
      run,
      outputs,
      inputsOf({ site: "a", name: "www", isMain: true }),
    );
    await expect(lifecycle.diff(run, outputs, inputs)).resolves.toMatchObject({ replaces: [] });
    await lifecycle.update(run, outputs, inputs);
    expect(domains).toMatchObject([{ isMain: true }]);
    domains = [];
    await expect(lifecycle.read(newOne(), id, outputs)).resolves.toBeUndefined();
  });
});
