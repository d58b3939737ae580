import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FakeClock } from "../../../test-support/clock";
import { fakeKind, type FakeArguments, type FakeObserved } from "../../../test-support/fake-kind";
import { FakePanel } from "../../../test-support/fake-panel";
import { Stack } from "../../../test-support/stack";
import type { Recorded } from "../record";
import { recall, remember } from "./state";

const text = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const observed: fc.Arbitrary<FakeObserved> = fc.record({
  serviceId: fc.constant("m1"),
  status: fc.constantFrom("ready", "opening", "expired", "missing"),
  busyWith: optional(text),
  expiresAt: optional(text),
  modelId: optional(text),
  size: fc.integer({ min: 5, max: 50 }),
  remark: text,
  powerState: fc.constantFrom("running", "stopped"),
  installs: fc.nat(),
});

/** What the vendor shows itself is kept as it shows it: such arguments (`size`, `powerState`) are not compared here. */
const recorded: fc.Arbitrary<Recorded<FakeArguments, FakeObserved>> = fc.record({
  arguments: fc.record(
    {
      model: text,
      months: fc.integer({ min: 1, max: 12 }),
      tags: fc.dictionary(text, text, { noNullPrototype: true }),
      purchaseTriggers: fc.array(text),
      note: text,
      onDelete: fc.constantFrom("keep", "refuse"),
    },
    { requiredKeys: ["model"] },
  ),
  observed: optional(observed),
  lifecycle: fc.record({
    serviceId: fc.constant(undefined),
    accountKey: text,
    currency: fc.constant("CNY"),
    origin: fc.constantFrom("bought", "adopted", "takenOver"),
    claim: fc.nat(),
    supersedes: fc.array(text),
    leftAlone: optional(fc.array(text)),
    lost: optional(fc.record({ serviceId: text, what: text, at: text })),
    orderedAt: optional(text),
    pendingChange: optional(fc.record({ what: text, from: text, at: text })),
    password: optional(text),
    passwordLost: fc.boolean(),
    foundDelivered: optional(fc.boolean()),
  }),
  names: fc.dictionary(text, fc.record({ text, id: text }), { noNullPrototype: true }),
  urn: text,
  token: text,
  extra: fc.record({ orderId2: text, told: fc.array(text) }),
});

describe("a resource in state", () => {
  it("is recalled as it was remembered, through JSON", () => {
    fc.assert(
      fc.property(recorded, (given) => {
        const serviceId = given.observed?.serviceId;
        const known = { ...given, lifecycle: { ...given.lifecycle, serviceId } };
        const state: unknown = JSON.parse(JSON.stringify(remember(fakeKind, known, {})));
        const again = recall(fakeKind, state as Record<string, unknown>);
        // When its order was sent is not asked any more.
        const orderedAt = serviceId === undefined ? given.lifecycle.orderedAt : undefined;
        const kept = { ...known, lifecycle: { ...known.lifecycle, orderedAt } };
        expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify(kept)));
      }),
    );
  });

  it("has nothing undefined, and says its schema when it is not the first", () => {
    const [sample] = fc.sample(recorded, 1);
    if (sample === undefined) throw new TypeError("no sample");
    const outputs = remember(fakeKind, sample, { derived: undefined });
    expect(Object.values(outputs)).not.toContain(undefined);
    expect(outputs.__schema).toBeUndefined();
    expect(remember({ ...fakeKind, schemaVersion: 2 }, sample, {}).__schema).toBe(2);
  });

  it("is an order as long as nothing of it is known", () => {
    const again = recall(fakeKind, {
      status: "ordering",
      __token: "rs-1",
      orderedAt: "2026-01-01T00:00:00.000Z",
    });
    expect(again).toMatchObject({
      observed: undefined,
      arguments: {},
      token: "rs-1",
      lifecycle: { orderedAt: "2026-01-01T00:00:00.000Z" },
    });
  });
});

describe("an old state", () => {
  it.each([
    "__schema",
    "claim",
    "supersedes",
    "leftAlone",
    "passwordLost",
    "foundDelivered",
    "origin",
    "onDelete",
    "estimate",
    "powerState",
    "installs",
    "currency",
  ])("that lacks %s makes no difference", async (key) => {
    const stack = new Stack(new FakePanel(new FakeClock()));
    const args = { model: "small", tags: { a: "b" } };
    await stack.up(args);
    const without = (properties: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(Object.entries(properties).filter(([name]) => name !== key));
    const entry = stack.entry;
    if (entry === undefined) throw new TypeError("nothing in state");
    stack.entry = { ...entry, outputs: without(entry.outputs) };
    expect(await stack.preview(args)).toMatchObject({ error: "", line: "", operation: "none" });
    await stack.refresh();
    expect(await stack.up(args)).toMatchObject({ error: "", line: "", operation: "none" });
    expect(stack.panel.ledger).toEqual(["buy m1"]);
  });

  it("that says too little of the service asks for a refresh, and never plans a purchase", async () => {
    const stack = new Stack(new FakePanel(new FakeClock()));
    await stack.up({ model: "small" });
    const entry = stack.entry;
    if (entry === undefined) throw new TypeError("nothing in state");
    stack.entry = { ...entry, outputs: { ...entry.outputs, status: undefined } };
    expect(await stack.up({ model: "small" })).toMatchObject({
      line: "",
      error: expect.stringContaining("`pulumi refresh`") as string,
    });
    await stack.refresh();
    expect(await stack.up({ model: "small" })).toMatchObject({ error: "", operation: "none" });
    expect(stack.panel.ledger).toEqual(["buy m1"]);
  });
});
