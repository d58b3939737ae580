import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { Approval, approvalText, type ApprovalBody } from "./approval";
import { Brakes } from "./brakes";
import { FakeClock } from "../../test-support/clock";
import { fakeAccount, FakePanel } from "../../test-support/fake-panel";
import { money } from "./money";
import { plannedStepOf } from "./planned-step";
import { runSettings } from "./run-settings";
import type { Step } from "./step";

const urn = (name: string, stack = "dev") =>
  `urn:pulumi:${stack}::shop::reseller/zkeys:BaremetalServer::${name}`;
const step = (change: Partial<Step>): Step => ({ kind: "buy", words: "buy 1 month", applies: [], ...change });
const buy = (amount: string) => step({ spends: true, due: money(amount, "CNY"), limits: { months: 1 } });
const upgrade = step({ kind: "upgrade", words: "upgrade", spends: true, due: "not published" });

const body: ApprovalBody = {
  version: 1,
  project: "shop",
  stack: "dev",
  madeAt: "2026-01-02T03:04:05.000Z",
  resources: [
    { urn: urn("web"), steps: [buy("860"), upgrade].map(plannedStepOf), deletes: [] },
    { urn: urn("old"), steps: [], deletes: [{ id: "1688", does: "refund" }] },
    { urn: urn("kept"), steps: [], deletes: [{ id: "1700", does: "keep" }] },
  ],
  totals: [{ currency: "CNY", due: "860.00" }],
};
const approval = () => new Approval(body, "approved.json");

function fileWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "approval-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  writeFileSync(join(folder, "approved.json"), text);
  return join(folder, "approved.json");
}

describe("an approval", () => {
  it("allows what it has and less", () => {
    const held = approval();
    for (const steps of [[buy("860"), upgrade], [buy("859.99")], [upgrade], []])
      held.assertPlan(urn("web"), steps);
    held.assertCall(urn("web"), buy("860"));
    held.assertDelete(urn("old"), "1688");
    held.assertCall(urn("old"), step({ kind: "release", words: "REFUND 1688", destroys: true }));
    held.assertDelete(urn("kept"), "1700");
  });

  it.each<[string, string, Step[]]>([
    ["a higher price", urn("web"), [buy("860.01")]],
    ["the same twice", urn("web"), [buy("430.01"), buy("430.01")]],
    ["a longer term", urn("web"), [{ ...buy("860"), limits: { months: 2 } }]],
    ["another currency", urn("web"), [{ ...buy("860"), due: money("860", "USD") }]],
    ["a price that is not published any more", urn("web"), [{ ...buy("860"), due: "not published" }]],
    ["a kind that it does not have", urn("web"), [step({ kind: "reinstall", destroys: true })]],
    ["also one that costs nothing", urn("web"), [step({ kind: "settings", words: "set the remark" })]],
    ["a resource that it does not have", urn("edge"), [buy("1")]],
  ])("refuses %s", (_what, resource, steps) => {
    expect(() => {
      approval().assertPlan(resource, steps);
    }).toThrow(/is not approved: approved\.json of 2026-01-02T03:04:05\.000Z does not have it/);
  });

  it("holds a price that nobody publishes to the most that it was to be", () => {
    const bounded = { ...upgrade, monthlyMore: money("50", "CNY"), dueAtMost: money("100", "CNY") };
    const resources = [{ urn: urn("web"), steps: [plannedStepOf(bounded)], deletes: [] }];
    const held = new Approval({ ...body, resources }, "approved.json");
    for (const due of ["not published" as const, money("99", "CNY")])
      held.assertPlan(urn("web"), [{ ...bounded, due }]);
    for (const dearer of [
      { ...bounded, due: money("100.01", "CNY") },
      { ...bounded, dueAtMost: money("150", "CNY") },
      upgrade,
    ])
      expect(() => {
        held.assertCall(urn("web"), dearer);
      }).toThrow("is not approved");
  });

  it("refuses the deletion of what it does not have, of another id, and a refund where it has that it is kept", () => {
    const held = approval();
    for (const [resource, id] of [[urn("web"), "1"] as const, [urn("old"), "1689"] as const])
      expect(() => {
        held.assertDelete(resource, id);
      }).toThrow(`"the deletion of ${id}" is not approved`);
    expect(() => {
      held.assertCall(urn("kept"), step({ kind: "release", words: "REFUND 1700", destroys: true }));
    }).toThrow('"REFUND 1700" is not approved');
  });

  it("says what it has, whose it is, and what to do", () => {
    expect(() => {
      approval().assertPlan(urn("web"), [buy("900")]);
    }).toThrow(
      "for web it has: buy 1 month: CNY 860.00; then upgrade (price not published)). Nothing was sent. The program or the panel's " +
        "record is not what it was when that was made. Make it anew with `reseller plan --out`, and have that approved",
    );
    expect(() => {
      approval().assertPlan(urn("web", "prod"), [buy("1")]);
    }).toThrow("it is for shop/dev");
  });

  it("is read from its file, and not when that was changed, is half, is older, or is not there", () => {
    const text = approvalText(body);
    Approval.read(fileWith(text)).assertPlan(urn("web"), [buy("860")]);
    const strange = [
      text.replace('"860.00"', '"8600.00"'),
      text.slice(0, 300),
      text.replace('"version": 1', '"version": 0'),
      "[]",
    ];
    for (const one of strange)
      expect(() => Approval.read(fileWith(one))).toThrow("is no approval of this version, or was changed");
    expect(() => Approval.read("/nowhere/approved.json")).toThrow("is not there (reseller:approved)");
  });
});

describe("the brakes of a run with approvals", () => {
  const account = fakeAccount(new FakePanel(new FakeClock()));
  const other = new Approval({ ...body, resources: [] }, "empty.json");

  it("hold each of them: in the preview, before each call, before each deletion", () => {
    const held = new Brakes(runSettings.parse({}), [approval()]);
    held.plan(urn("web"), [buy("860")]);
    held.beforeCall(buy("860"), account, urn("web"));
    held.beforeDelete(urn("old"), "1688");
    const heldTwice = new Brakes(runSettings.parse({}), [approval(), other]);
    for (const act of [
      () => heldTwice.plan(urn("web"), [buy("860")]),
      () => {
        heldTwice.beforeCall(buy("860"), account, urn("web"));
      },
      () => {
        heldTwice.beforeDelete(urn("old"), "1688");
      },
    ])
      expect(act).toThrow("empty.json");
  });

  it("hold all that was approved against maxSpendPerRun before the first order", () => {
    const held = new Brakes(runSettings.parse({ maxSpendPerRun: "500" }), [approval()]);
    expect(() => held.plan(urn("web"), [buy("1")])).toThrow(
      "what was approved would spend CNY 860.00 in all",
    );
  });
});
