import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { CommonArguments } from "../arguments";
import { Progress } from "./progress";
import { FakeClock } from "../../../test-support/clock";
import { fakeKind, fakeObserved, type FakeObserved } from "../../../test-support/fake-kind";
import { fakeAccount, FakePanel } from "../../../test-support/fake-panel";

const panel = new FakePanel(new FakeClock());
const parts = z.record(z.string(), z.string().optional()).optional();
const kind = {
  ...fakeKind,
  observed: fakeObserved.extend({ parts }),
  keeps: { modelId: [], remark: ["note"], parts: [] },
};
const row = { serviceId: "m1", status: "ready", size: 5, powerState: "running", installs: 0 } as const;

type Row = FakeObserved & { readonly parts?: Readonly<Record<string, string | undefined>> };

function progressOf(...rows: readonly Partial<Row>[]) {
  const progress = new Progress(kind, fakeAccount(panel), {
    // Of this kind alone: the flow itself does not know it.
    arguments: { note: "mine" } as Partial<CommonArguments>,
    observed: undefined,
    lifecycle: { origin: "bought", claim: 0, supersedes: [], passwordLost: false },
    names: {},
    urn: "",
    token: "",
    extra: {},
  });
  const observe = (told: Partial<Row>) => {
    // A read may leave out whatever it likes.
    progress.observe({ ...row, ...told });
  };
  rows.forEach(observe);
  return { progress, observe };
}

describe("what a read does not tell", () => {
  it("stays as it was told before, and what it tells counts", () => {
    const { progress, observe } = progressOf({ modelId: "1", remark: "a" }, { modelId: undefined, size: 6 });
    expect(progress.outputs()).toMatchObject({ modelId: "1", remark: "a", size: 6 });
    observe({ modelId: "2" });
    expect(progress.outputs()).toMatchObject({ modelId: "2", remark: "a" });
  });

  it("stays part by part where it has parts", () => {
    const { progress } = progressOf(
      { parts: { cpu: "x", board: "y" } },
      { parts: { cpu: "z", board: undefined } },
    );
    expect(progress.outputs()).toMatchObject({ parts: { cpu: "z", board: "y" } });
  });

  it("goes where its absence means something, and with another service", () => {
    const { progress, observe } = progressOf({ busyWith: "installing", modelId: "1" }, {});
    expect(progress.outputs()).not.toHaveProperty("busyWith");
    observe({ serviceId: "m2" });
    expect(progress.outputs()).not.toHaveProperty("modelId");
  });

  it("is not known any more after a step that may have changed it, unless it was told since", () => {
    const { progress, observe } = progressOf({ modelId: "1", remark: "a" });
    progress.beginStep();
    observe({});
    progress.endStep(["note"]);
    expect(progress.outputs()).not.toHaveProperty("remark");
    expect(progress.outputs()).toMatchObject({ modelId: "1", note: "mine" });
    progress.beginStep();
    observe({ remark: "b" });
    progress.endStep(["note"]);
    expect(progress.outputs()).toMatchObject({ remark: "b" });
  });
});
