import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { Approval, approvalText } from "../../core/approval";
import { setLanguage } from "../../core/language/language";
import { money } from "../../core/money";
import type { PlanLine } from "../../core/plan-file";
import { plannedStepOf } from "../../core/planned-step";
import { runSettings } from "../../core/run-settings";
import type { Step } from "../../core/step";
import { providerText } from "../../pulumi/face";
import { surroundingsOf } from "./kinds";
import { approvalOf, planOf, type Limits, type Plan } from "./plan";
import { previewOf } from "./preview";
import { markerOf, reportOf } from "./report";
import { rowsOf } from "./rows";

const urn = (name: string, type = "BaremetalServer") =>
  `urn:pulumi:prod::shop::pulumi-nodejs:dynamic/reseller/zkeys:${type}::${name}`;
const invoice = (monthlyPrice: string) => ({
  purchasePrice: monthlyPrice,
  monthlyPrice,
  words: "by the list",
});
const server = { line: "Hangzhou BGP", product: "E5", __provider: providerText("zkeys:BaremetalServer") };

/** A resource as the engine's preview has it. */
const state = (id: string, inputs: object, outputs: object = {}) => ({
  custom: true,
  id,
  inputs: { ...server, ...inputs },
  outputs,
});

const kept = z.object({
  deployment: z.object({
    resources: z.array(
      z.object({
        urn: z.string(),
        id: z.string().optional(),
        outputs: z.record(z.string(), z.unknown()).optional(),
      }),
    ),
  }),
});

/** What a state has of a resource, its secrets as the preview shows them. */
function resourceOf(name: string, type: string) {
  const file = join(__dirname, `../../../../test/fixtures/states/${name}.json`);
  const { resources } = kept.parse(JSON.parse(readFileSync(file, "utf8"))).deployment;
  const {
    urn: of = "",
    id = "",
    outputs = {},
  } = resources.find((one) => one.urn.includes(`:${type}::`)) ?? {};
  const shown = Object.entries(outputs).map(([key, value]) => [
    key,
    typeof value === "object" && value !== null && "plaintext" in value ? "[secret]" : value,
  ]);
  return { urn: of, id, outputs: Object.fromEntries(shown) as Record<string, unknown> };
}
const { outputs } = resourceOf("zkeys", "BaremetalServer");

/** What is in state of a server that is there. */
const there = (id: string, more: object = {}, given: object = {}) =>
  state(
    id,
    { onDelete: "refund", estimate: invoice("860.00"), ...given },
    {
      ...outputs,
      ...{ serviceId: id, currency: "CNY", monthlyPrice: "860.00", expiresAt: "2026-12-30T07:54:48+08:00" },
      __state: String(outputs.__state).replace(/"__urn":"[^"]*"/, `"__urn":"${urn("web")}"`),
      ...more,
    },
  );

const step = (change: Partial<Step>): Step => ({
  kind: "buy",
  words: "buy 1 month",
  applies: [],
  spends: true,
  ...change,
});
const buy = step({ due: money("860", "CNY") });
const upgrade = step({
  kind: "upgrade",
  words: "upgrade 5 → 10 Mbps",
  due: "not published",
  monthlyMore: money("50", "CNY"),
});

const line = (name: string, steps: readonly Step[], more: Partial<PlanLine> = {}): PlanLine => ({
  version: 1,
  urn: urn(name),
  currency: "CNY",
  steps: steps.map(plannedStepOf),
  words: steps.map(({ words }) => words).join("; then "),
  warnings: [],
  priceDependsOn: [],
  ...more,
});

const stack = { op: "same", urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod" };

interface Scene {
  readonly steps: readonly object[];
  readonly lines?: readonly PlanLine[];
  readonly limits?: Partial<Limits>;
  readonly settings?: object;
  readonly approvals?: readonly Approval[];
  readonly errors?: readonly string[];
}

async function planned({
  steps,
  lines = [],
  limits,
  settings = {},
  approvals = [],
  errors,
}: Scene): Promise<Plan> {
  const diagnostics = (errors ?? []).map((message) => ({
    message: `error: ${message}\n`,
    severity: "error",
  }));
  const digest = JSON.stringify({ steps: [stack, ...steps], diagnostics });
  const preview = previewOf(digest, new Map(lines.map((one) => [one.urn, one])), errors !== undefined);
  const source = (key: string) =>
    ({ "zkeys:endpoint": "https://panel.example", "zkeys:userId": "7", "zkeys:apiKey": "[secret]" })[key];
  const given = { settings: { ...runSettings.parse({}), ...settings }, approvals };
  const around = await surroundingsOf(preview.steps, source, {}, given);
  const all = { failOn: [], allowUnknown: false, ...limits };
  return planOf(preview, rowsOf(preview, around), all, new Date("2026-11-30T00:00:00Z"));
}

const created = { op: "create", urn: urn("web"), newState: state("", { estimate: invoice("910.00") }) };
const unchanged = { op: "same", urn: urn("edge"), oldState: there("1"), newState: there("1") };

describe("a plan", () => {
  it("of a purchase says what is due, what a month of the stack costs, and that it is new", async () => {
    const plan = await planned({ steps: [created, unchanged], lines: [line("web", [buy])] });
    expect(plan).toMatchObject({
      version: 1,
      project: "shop",
      stack: "prod",
      headline: "shop/prod: buy 1; CNY 860.00 due now; CNY 860.00 → CNY 1,770.00 a month",
      resources: [
        {
          name: "web",
          type: "BaremetalServer",
          kinds: ["buy"],
          why: ["new"],
          monthlyAfter: money("910", "CNY"),
        },
      ],
      totals: [{ currency: "CNY", dueNow: "860.00", monthlyBefore: "860.00", monthlyAfter: "1770.00" }],
      unknown: [],
      objections: [],
    });
  });

  it("of a change names the arguments, and the price that nobody knows", async () => {
    const before = there("1", {}, { bandwidthMbps: 5, password: "[secret]" });
    const after = state("1", {
      onDelete: "refund",
      bandwidthMbps: 10,
      password: "[secret]",
      estimate: invoice("910.00"),
    });
    const changed = {
      op: "update",
      urn: urn("web"),
      oldState: before,
      newState: after,
      diffReasons: ["bandwidthMbps", "password", "__token"],
    };
    const plan = await planned({ steps: [changed], lines: [line("web", [upgrade])] });
    expect(plan.resources[0]).toMatchObject({
      why: ["bandwidthMbps: 5 → 10", "password: changed"],
      what: ["upgrade 5 → 10 Mbps: CNY 50.00 more a month (due now: not published)"],
      monthlyBefore: money("860", "CNY"),
      monthlyAfter: money("910", "CNY"),
    });
    expect(plan.unknown).toMatchObject([{ name: "web", of: "due now" }]);
    expect(plan.headline).toContain(
      "upgrade 1; nothing due now; CNY 860.00 → CNY 910.00 a month; 1 price not known",
    );
  });

  it("of a renewal that no change of the program asks for names the argument behind it", async () => {
    const kept = there("1", {}, { keepPaid: { whenDaysLeft: 10 } });
    const renew = step({
      kind: "renew",
      words: "renew 1 month",
      due: money("860", "CNY"),
      applies: ["renewUntil", "keepPaid"],
    });
    const plan = await planned({
      steps: [{ op: "update", urn: urn("web"), oldState: kept, newState: kept }],
      lines: [line("web", [renew])],
    });
    expect(plan.resources[0]?.why).toEqual(['keepPaid: {"whenDaysLeft":10}']);
  });

  const gone = (more: object, given: object = {}) => ({
    op: "delete",
    urn: urn("web"),
    oldState: there("1688", more, given),
  });
  it.each<[string, object, object, string, string[]]>([
    ["a refund", {}, {}, "REFUND 1688", ["delete", "refund"]],
    [
      "to keep it",
      { onDelete: "keep" },
      {},
      "keep 1688 until it expires at 2026-12-30T07:54:48+08:00",
      ["delete", "keep"],
    ],
    [
      "a refund, or to keep it",
      { onDelete: "refundOrKeep" },
      {},
      "REFUND 1688 (kept until it expires if refused)",
      ["delete", "refund"],
    ],
    [
      "to fail",
      { onDelete: "refuse" },
      {},
      'FAIL to delete 1688 (onDelete is "refuse")',
      ["delete", "refuse"],
    ],
    [
      "to keep what the stack lists",
      {},
      { keep: ["BaremetalServer:1688"] },
      "(it is listed in reseller:keep)",
      ["delete", "keep"],
    ],
  ])("of a deletion says that it is %s", async (_what, outputs, settings, words, kinds) => {
    const { resources } = await planned({ steps: [gone(outputs)], settings });
    expect(resources).toMatchObject([
      { kinds, why: ["not declared any more"], what: [expect.stringContaining(words)] },
    ]);
  });

  const set = resourceOf("proxy911", "ProxyAccountSet");
  const members = z.object({ usernames: z.array(z.string()) }).parse(set.outputs).usernames;
  it.each<[string, readonly string[], string, string[]]>([
    ["all of it", [], `delete all ${members.length} accounts`, ["delete"]],
    [
      "nothing, where the set is listed with its type",
      [`ProxyAccountSet:${set.id}`],
      `keep ${set.id}`,
      ["delete", "keep"],
    ],
    ["nothing, where the set is listed", [set.id], `keep ${set.id}`, ["delete", "keep"]],
    [
      "what is not listed with its type",
      [`ProxyAccount:${members[0] ?? ""}`],
      `delete ${members.length - 1} accounts and keep 1 (listed in reseller:keep)`,
      ["delete"],
    ],
    [
      "all of it where another type is listed",
      [`ProxyAccount:${set.id}`],
      `delete all ${members.length} accounts`,
      ["delete"],
    ],
  ])("of a set's deletion says that it takes %s", async (_what, keep, words, kinds) => {
    const oldState = state(set.id, { __provider: providerText("proxy911:ProxyAccountSet") }, set.outputs);
    const { resources } = await planned({
      steps: [{ op: "delete", urn: set.urn, oldState }],
      settings: { keep },
    });
    expect(resources).toMatchObject([{ kinds, what: [words] }]);
  });

  it("of a replacement has what is bought and what is given back, and of what was replaced before only the refund", async () => {
    const oldState = { ...there("1"), delete: true };
    const newState = state("", { estimate: invoice("910.00"), product: "E6" });
    const plan = await planned({
      steps: [
        { op: "replace", urn: urn("web"), oldState, newState, replaceReasons: ["product"] },
        { op: "delete", urn: urn("web"), oldState: { ...there("0"), delete: true } },
      ],
      lines: [line("web", [buy])],
    });
    expect(plan.resources).toMatchObject([
      {
        kinds: ["replace", "buy", "refund"],
        why: expect.arrayContaining(["product: E5 → E6"]) as string[],
        leaving: { id: "1" },
      },
      { kinds: ["delete", "refund"], why: ["replaced before"], leaving: { id: "0" } },
    ]);
    expect(plan.totals).toMatchObject([{ monthlyBefore: "860.00", monthlyAfter: "910.00" }]);
  });

  it("leaves marks, providers and what is only read out, and names what is of other packages", async () => {
    const other = {
      op: "create",
      urn: "urn:pulumi:prod::shop::aws:s3/bucket:Bucket::logs",
      newState: { custom: true },
    };
    const mark = { ...created, urn: urn("web-mark", "ProxyOrderMark") };
    mark.newState = state("", { __provider: providerText("proxy911:ProxyOrderMark") });
    const read = { op: "read", urn: urn("seen"), newState: { ...there("9"), external: true } };
    const provider = {
      op: "create",
      urn: "urn:pulumi:prod::shop::pulumi:providers:pulumi-nodejs::default",
      newState: { custom: true },
    };
    const plan = await planned({ steps: [other, mark, read, provider] });
    expect(plan).toMatchObject({ resources: [], others: [{ urn: other.urn, operation: "create" }] });
    expect(plan.headline).toBe("shop/prod: nothing to do");
  });
});

describe("limits", () => {
  const all = { steps: [created, unchanged], lines: [line("web", [buy])] };
  it.each<[string, Partial<Limits>, string[]]>([
    ["that are kept", { maxDueNow: "860", maxMonthly: { CNY: "1770" } }, []],
    ["of what is due", { maxDueNow: "859.99" }, ["due now: CNY 860.00 is over --max-due-now 859.99"]],
    [
      "of a month of the whole stack",
      { maxMonthly: { CNY: "1769" } },
      ["per month: CNY 1,770.00 is over --max-monthly CNY 1769"],
    ],
    ["of another currency", { maxDueNow: { USD: "1" } }, ["due now: CNY 860.00 is over --max-due-now USD 1"]],
    ["of kinds", { failOn: ["buy", "reinstall"] }, ["web: buy is forbidden here (--fail-on)"]],
  ])("%s", async (_what, limits, objections) => {
    const plan = await planned({ ...all, limits });
    expect(plan.objections).toEqual(objections);
    expect(plan.headline.startsWith("REFUSED: ")).toBe(objections.length > 0);
  });

  it("are exceeded by what nobody knows, unless that is allowed", async () => {
    const scene = { steps: [created], lines: [line("web", [buy, upgrade])] };
    expect((await planned({ ...scene, limits: { maxDueNow: "99999" } })).objections).toEqual([
      expect.stringMatching(/^web: upgrade .*: what nobody knows is over any --max-due-now/),
    ]);
    expect(
      (await planned({ ...scene, limits: { maxDueNow: "99999", allowUnknown: true } })).objections,
    ).toEqual([]);
    // Of what stays as it is, it is only counted.
    const open = { op: "same", urn: urn("old"), oldState: state("1", { estimate: "not published" }) };
    const plan = await planned({ steps: [open], limits: { maxMonthly: "1" } });
    expect(plan).toMatchObject({ objections: [], unknownUnchanged: 1 });
    const later = line("web", [buy], { priceDependsOn: ["bandwidthMbps"] });
    expect(
      (await planned({ steps: [created], lines: [later], limits: { maxDueNow: "99999" } })).objections,
    ).toHaveLength(1);
  });

  it("of the stack's own config show as what they refuse, also where the engine has no step", async () => {
    const refused = "this run would spend CNY 860.00";
    const plan = await planned({
      steps: [],
      lines: [line("web", [buy], { refused })],
      errors: [`web: ${refused}`, "preview failed"],
    });
    expect(plan).toMatchObject({
      resources: [{ operation: "refused" }],
      objections: [`web: ${refused}`],
      failures: [],
    });
  });

  it("say nothing of a preview that failed, which is another matter", async () => {
    const plan = await planned({ steps: [], errors: ["the program is wrong", "preview failed"] });
    expect(plan).toMatchObject({
      objections: [],
      failures: ["the program is wrong"],
      headline: "FAILED: shop/prod: the preview failed",
    });
  });
});

describe("an approval of a plan", () => {
  const read = (plan: Plan) => JSON.parse(approvalOf(plan)) as { resources: object[]; totals: object[] };

  it("has the steps and the deletions of each resource, and nothing else", async () => {
    const gone = { op: "delete", urn: urn("renamed"), oldState: there("1688") };
    const plan = await planned({ steps: [created, unchanged, gone], lines: [line("web", [buy])] });
    // A deletion is held by the URN that is in state.
    expect(read(plan)).toMatchObject({
      resources: [
        {
          urn: urn("web"),
          steps: [{ kind: "buy", due: "860.00" }],
          deletes: [{ id: "1688", does: "refund" }],
        },
      ],
      totals: [{ currency: "CNY", due: "860.00" }],
    });
  });

  it("is not all that forbids deletions: reseller:allowSteps does too", async () => {
    const gone = { op: "delete", urn: urn("web"), oldState: there("1688") };
    const plan = await planned({ steps: [gone], settings: { allowSteps: ["renew"] } });
    expect(plan.objections).toEqual([expect.stringContaining('"REFUND 1688" is not allowed here')]);
    expect((await planned({ steps: [gone], settings: { allowSteps: ["release"] } })).objections).toEqual([]);
    const kept = { op: "delete", urn: urn("web"), oldState: there("1688", { onDelete: "keep" }) };
    expect((await planned({ steps: [kept], settings: { allowSteps: ["renew"] } })).objections).toEqual([]);
  });

  it("that holds already refuses deletions in the plan, which the engine asks nobody about", async () => {
    const body = {
      version: 1 as const,
      project: "shop",
      stack: "prod",
      madeAt: "x",
      resources: [],
      totals: [],
    };
    expect(approvalText(body)).toContain("hash");
    const gone = { op: "delete", urn: urn("web"), oldState: there("1688") };
    const plan = await planned({ steps: [gone], approvals: [new Approval(body, "approved.json")] });
    expect(plan.objections).toEqual([expect.stringContaining('"the deletion of 1688" is not approved')]);
  });
});

describe("a report", () => {
  afterEach(() => {
    setLanguage(undefined);
  });

  const scene = {
    steps: [created, unchanged],
    lines: [line("web", [buy, upgrade], { warnings: ["expires <soon> & @everyone"] })],
    limits: { maxDueNow: "1" },
  };

  it("for a pull request says all in its first line, and is found again by its last", async () => {
    const plan = await planned(scene);
    const lines = reportOf(plan, "markdown").split("\n");
    expect(lines[0]).toBe(
      "**REFUSED: shop/prod: buy 1, upgrade 1; CNY 860.00 due now; CNY 860.00 → CNY 1,770.00 a month; 1 price not known**",
    );
    expect(lines.at(-1)).toBe(markerOf(plan));
    expect(lines.filter((one) => one.startsWith("<details>"))).toEqual([
      "<details><summary><b>web</b> · buy 1 month: CNY 860.00 … · CNY 860.00 + not known due now · a month – → CNY 910.00</summary>",
    ]);
    expect(lines).toContain("| CNY | CNY 860.00 | CNY 860.00 | CNY 1,770.00 |");
    const text = lines.join("\n");
    expect(text).toContain("expires &lt;soon&gt; &amp; @\u200beveryone");
    expect(text).not.toContain("@everyone");
  });

  it("for a pull request is no longer than a comment may be", async () => {
    const names = Array.from({ length: 400 }, (_, index) => `web${index}`);
    const steps = names.map((name) => ({ ...created, urn: urn(name) }));
    const text = reportOf(
      await planned({ steps, lines: names.map((name) => line(name, [buy])) }),
      "markdown",
    );
    expect(text.length).toBeLessThan(60_000);
    expect(text).toMatch(/and \d+ more: see what the job printed/);
  });

  it("is a table for people, and the plan itself for programs", async () => {
    const plan = await planned(scene);
    const table = reportOf(plan, "table");
    for (const words of [
      "REFUSED: shop/prod",
      "│ web ",
      "total: CNY 860.00 due now",
      "refused: due now: CNY 860.00 is over",
      "warning: web: ",
    ])
      expect(table).toContain(words);
    expect(JSON.parse(reportOf(plan, "json"))).toEqual(JSON.parse(JSON.stringify(plan)));
  });

  it("in Chinese has its words, and everything that is found again or read by programs as it is", async () => {
    const english = await planned(scene);
    setLanguage("zh");
    const plan = await planned(scene);
    const table = reportOf(plan, "table");
    for (const words of [
      "已拒绝：shop/prod：购买 1、升级 1；现在应付 CNY 860.00；每月 CNY 860.00 → CNY 1,770.00；1 个价格未知",
      "│ 资源 ",
      "│ 原因 ",
      "│ 新增 ",
      "合计：现在应付 CNY 860.00；整个 stack 每月 CNY 860.00 → CNY 1,770.00",
      "已拒绝：现在应付：CNY 860.00 超出 --max-due-now 1",
      "警告：web：",
    ])
      expect(table).toContain(words);
    const lines = reportOf(plan, "markdown").split("\n");
    expect(lines).toContain("| | 现在应付 | 之前每月 | 之后 |");
    expect(lines).toContain("- 原因：新增");
    expect(lines.at(-1)).toBe("<!-- reseller plan of shop/prod -->");
    const read = ({ resources, totals, unknown }: Plan) => [
      resources.map(({ operation, kinds }) => ({ operation, kinds })),
      totals,
      unknown.map(({ of }) => of),
    ];
    expect(read(plan)).toEqual(read(english));
    expect(approvalOf(plan)).toBe(approvalOf(english));
  });
});
