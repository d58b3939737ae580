import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { Brakes } from "../brakes";
import { collectionArguments, type CollectionKind } from "./collection-kind";
import { collectionLifecycle } from "./collection-lifecycle";
import { HalfDoneError, messageOf, RefusedError, UnknownOutcomeError } from "../errors";
import type { Properties } from "../flow/resource";
import { Inventory } from "../inventory";
import { Journal } from "../journal";
import type { Lifecycle } from "../lifecycle";
import { Run } from "../run";
import { runSettings } from "../run-settings";

/* All redirects of a hosting order: named only, each with an id of the vendor's, gone at once when they are deleted, one call at a time. */

const redirect = z.object({
  domain: z.string(),
  serviceId: z.string(),
  order: z.string(),
  target: z.string(),
});
type Redirect = z.output<typeof redirect> & { readonly status: "ready" };
const own = z.strictObject({ target: z.string().min(1).optional() });
const shape = {
  ...collectionArguments,
  order: z.string(),
  target: z.string().optional(),
  redirects: z.record(z.string(), own).optional(),
};
const redirectArguments = z.strictObject(shape);

let rows: Redirect[];
let sent: string[];
let failures: Map<string, Error>;
let underWay: number;
let mostUnderWay: number;
let lists: number;

/** One request, which fails where a test says so: before it is carried out, or after it. */
async function request(words: string, work: () => void): Promise<undefined> {
  underWay += 1;
  mostUnderWay = Math.max(mostUnderWay, underWay);
  await new Promise((resolve) => setTimeout(resolve, 1));
  underWay -= 1;
  sent.push(words);
  const failure = failures.get(words);
  if (failure === undefined || failure instanceof UnknownOutcomeError) work();
  if (failure !== undefined) throw failure;
  return undefined;
}

let inventory: Inventory<Redirect>;
const newInventory = (): Inventory<Redirect> =>
  new Inventory<Redirect>({
    list: () => {
      lists += 1;
      return Promise.resolve(rows);
    },
    read: (id) => Promise.resolve(rows.find(({ serviceId }) => serviceId === id)),
    idOf: ({ serviceId }) => serviceId,
    rowsPerRequest: 100,
  });

const redirects: CollectionKind<z.output<typeof redirectArguments>, Redirect, z.output<typeof own>> = {
  vendor: "hosting",
  type: "Redirects",
  title: () => "list of redirects",
  words: { one: "redirect", many: "redirects" },
  member: { type: "Redirect" },
  schemaVersion: 1,
  arguments: redirectArguments,
  secretOutputs: [],
  replacedBy: [],
  named: {
    argument: "redirects",
    own,
    secrets: [],
    faultOf: (name) => (name.includes(".") ? undefined : "is not a domain"),
  },
  inventory: () => inventory,
  nameOf: ({ domain }) => domain,
  takenWords: (name) => `${name} leads somewhere else already`,
  carries: ({ order, target }, { want, wanted }) => order === wanted.order && target === want?.target,
  addition: (domain, { target = "" }, { order = "" }) => ({
    order: {
      kind: "create",
      words: `add ${domain} → ${target}`,
      applies: [],
      async place() {
        const observed = { domain, serviceId: `r-${domain}`, order, target, status: "ready" } as const;
        await request(`add ${domain}`, () => rows.push(observed));
        return { observed };
      },
    },
    steps: [],
  }),
  changes: ({ domain, target: is }, { target }) =>
    target === undefined || target === is
      ? []
      : [
          {
            kind: "settings",
            words: `to ${target}`,
            applies: ["target"],
            calls: ({ serviceId }) => [
              {
                send: () =>
                  request(`change ${serviceId}`, () => {
                    rows = rows.map((row) => (row.domain === domain ? { ...row, target } : row));
                  }),
                isDone: (row) => row.target === target,
              },
            ],
          },
        ],
  deletion: ({ serviceId }) => ({
    kind: "release",
    words: `delete ${serviceId}`,
    destroys: true,
    applies: [],
    calls: () => [
      {
        send: () =>
          request(`delete ${serviceId}`, () => {
            rows = rows.filter((row) => row.serviceId !== serviceId);
          }),
        isDone: () => true,
      },
    ],
  }),
  lane: ({ order }) => order,
  outputsOf: (members) => ({ members: Object.fromEntries(members.map((row) => [row.domain, row])) }),
  membersIn: ({ members = {} }) =>
    Object.values(z.record(z.string(), redirect).parse(members)).map((row) => ({ ...row, status: "ready" })),
  lookupAdvice: "`getRedirects` lists them",
};

const account = {
  vendor: "hosting",
  alias: "default",
  key: "hosting/1",
  currency: "CNY",
  timeZone: "Asia/Shanghai",
  session: undefined,
};
let said: string[];
let outputs: Record<string, unknown> | undefined;
let flow: Lifecycle;

function newRun(): Run {
  const settings = runSettings.parse({});
  const voice = {
    say: (_urn: string, words: string, kind: string) => {
      if (kind !== "progress") said.push(words);
    },
  };
  const open = () => account;
  const now = () => new Date("2026-01-01T00:00:00Z");
  return new Run(settings, new Brakes(settings), new Journal(undefined), voice, open, now, () =>
    Promise.resolve(),
  );
}

beforeEach(() => {
  [rows, sent, said] = [[], [], []];
  [underWay, mostUnderWay, lists] = [0, 0, 0];
  failures = new Map();
  outputs = undefined;
  inventory = newInventory();
  flow = collectionLifecycle(redirects);
});

/** One `up`. Returns the words of what failed. */
async function up(given: Properties): Promise<string> {
  const run = newRun();
  said = [];
  const news = { order: "7", ...given, __urn: "urn:pulumi:dev::shop::x::all", __token: "rs-1" };
  try {
    const { inputs, faults } = await flow.check(run, outputs && news, news);
    if (faults.length > 0) return faults.map(({ property, reason }) => `${property}: ${reason}`).join("; ");
    if (outputs === undefined) outputs = (await flow.create(run, inputs)).outputs;
    else {
      await flow.diff(run, outputs, inputs);
      outputs = await flow.update(run, outputs, inputs);
    }
    return "";
  } catch (error) {
    if (error instanceof HalfDoneError) outputs = { ...error.outputs };
    return messageOf(error);
  }
}

const to = (...targets: [domain: string, target: string | undefined][]): Properties => ({
  redirects: Object.fromEntries(targets.map(([domain, target]) => [domain, { target }])),
});
const live = (): string[] => rows.map(({ domain, target }) => `${domain} → ${target}`);

describe("a collection whose members have ids of their own, in one lane", () => {
  it("adds, changes and deletes by name, one call after the other, and says so before", async () => {
    expect(await up({ ...to(["a.cn", "x"], ["b.cn", undefined]), target: "all" })).toBe("");
    expect(said).toEqual(["add 2 (a.cn, b.cn)"]);
    expect(live()).toEqual(["a.cn → x", "b.cn → all"]);
    expect(await up(to(["b.cn", "y"], ["c.cn", "z"]))).toBe("");
    expect(said).toEqual(["add 1 (c.cn), delete 1 (a.cn), change 1 (b.cn: to y)"]);
    expect(sent.slice(2).toSorted()).toEqual(["add c.cn", "change r-b.cn", "delete r-a.cn"]);
    expect(sent.at(-1)).toBe("delete r-a.cn");
    expect(live()).toEqual(["b.cn → y", "c.cn → z"]);
    expect(mostUnderWay).toBe(1);
    const looks = lists;
    expect(await up(to(["b.cn", "y"], ["c.cn", "z"]))).toBe("");
    expect([said, sent.length, lists]).toEqual([[], 5, looks]);
  });

  it("adds a name again as soon as it was deleted", async () => {
    await up(to(["a.cn", "x"], ["b.cn", "x"]));
    await up(to(["b.cn", "x"]));
    expect(outputs?.__deleting).toEqual({});
    expect(await up(to(["a.cn", "x"], ["b.cn", "x"]))).toBe("");
    expect(live().toSorted()).toEqual(["a.cn → x", "b.cn → x"]);
  });

  it("takes over what an interrupted run added, and nobody else's", async () => {
    await up(to(["a.cn", "x"]));
    outputs = undefined;
    expect(await up(to(["a.cn", "x"], ["b.cn", "y"]))).toBe("");
    expect(said).toEqual([
      "take over 1 that an interrupted run added (a.cn); add 1 (b.cn)",
      "took over 1 that an interrupted run added (a.cn)",
    ]);
    outputs = undefined;
    expect(await up(to(["a.cn", "elsewhere"]))).toBe("redirects.a.cn: a.cn leads somewhere else already");
    expect(sent).toEqual(["add a.cn", "add b.cn"]);
  });

  it("keeps what is done when a member fails, and looks before it goes on", async () => {
    failures.set("add a.cn", new RefusedError("no")).set("add b.cn", new UnknownOutcomeError("lost"));
    const wanted = to(["a.cn", "x"], ["b.cn", "x"], ["c.cn", "x"]);
    expect(await up(wanted)).toContain("1 redirect not done, 2 in state: a.cn: no");
    failures.clear();
    expect(await up(wanted)).toBe("");
    expect(sent).toEqual(["add a.cn", "add b.cn", "add c.cn", "add a.cn"]);
  });

  it("adds no more than the preview said, also where it said that something is added", async () => {
    await up(to(["a.cn", "x"]));
    rows = [];
    inventory = newInventory();
    expect(await up(to(["a.cn", "x"], ["b.cn", "x"]))).toContain(
      "it would now take what the preview did not show: add a.cn → x; add b.cn → x. Nothing was sent",
    );
    expect(said).toEqual(["add 1 (b.cn)"]);
    expect(sent).toEqual(["add a.cn"]);
  });

  it.each([
    { shownLate: ["target"], outcome: /^$/, target: "y" },
    { shownLate: [], outcome: /1 redirect not done/, target: "x" },
  ])("believes a change that the list does not show where it shows it late: $shownLate", async (late) => {
    flow = collectionLifecycle({ ...redirects, shownLate: late.shownLate });
    await up(to(["a.cn", "x"]));
    const before = [...rows];
    const list = vi.spyOn(inventory, "allNow").mockResolvedValue(before);
    expect(await up(to(["a.cn", "y"]))).toMatch(late.outcome);
    expect(list).toHaveBeenCalledOnce();
    expect(outputs?.members).toMatchObject({ "a.cn": { target: late.target } });
    expect(live()).toEqual(["a.cn → y"]);
  });

  it("is deleted whole", async () => {
    await up(to(["a.cn", "x"], ["b.cn", "x"]));
    await flow.delete(newRun(), "rs-1", outputs ?? {});
    expect(said.at(-1)).toBe("deleted 2 redirects");
    expect(rows).toEqual([]);
  });

  it("knows no numbers, and is not read by an id", async () => {
    expect(await up({})).toBe("redirects: is required");
    expect(await up(to(["a", "x"]))).toBe("redirects.a: is not a domain");
    await expect(flow.read(newRun(), "rs-1", {})).rejects.toThrow(
      "a list of redirects cannot be read by an id (rs-1). `getRedirects` lists them",
    );
  });
});
