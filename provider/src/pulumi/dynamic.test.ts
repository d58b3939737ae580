import { describe, expect, it, vi } from "vitest";
import { ArgumentError, HalfDoneError, RefusedError } from "../core/errors";
import type { Lifecycle } from "../core/lifecycle";
import { registerSecret } from "../core/redact";
import { UNKNOWN } from "../core/arguments";
import { dynamicProvider } from "./dynamic";
import { Session } from "./session";

const wire = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unused = () => Promise.reject(new Error("not called"));
const none: Lifecycle = {
  check: unused,
  diff: unused,
  create: unused,
  read: unused,
  update: unused,
  delete: unused,
};

function provider(part: Partial<Lifecycle>, config: Record<string, string> = {}) {
  const made = dynamicProvider(() => Promise.resolve({ ...none, ...part }), new Session({}, undefined));
  void made.configure?.({
    config: { get: (key: string) => config[key], require: (key: string) => config[key] ?? "" },
  });
  return made;
}
async function failure(work: Promise<unknown> | undefined): Promise<Record<string, unknown> & Error> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error as Error & Record<string, unknown>;
  }
  throw new TypeError("nothing was thrown");
}

describe("check", () => {
  // Of a property that is named the engine prints the value, secret or not.
  it("takes empty old inputs for a create, and says every fault with its property in words", async () => {
    const check = vi.fn<Lifecycle["check"]>((_run, _olds, news) =>
      Promise.resolve({
        inputs: { ...news, extra: UNKNOWN },
        faults: [
          { property: "a", reason: "is wrong" },
          { property: "b.c", reason: "too" },
        ],
      }),
    );
    const result = await provider({ check }).check?.({}, { size: wire });
    expect(check.mock.calls[0]?.slice(1)).toEqual([undefined, { size: UNKNOWN }]);
    expect(result).toEqual({
      inputs: { size: wire, extra: wire },
      failures: [
        { property: "", reason: "a: is wrong" },
        { property: "", reason: "b.c: too" },
      ],
    });
    await provider({ check }).check?.({ a: 1 }, {});
    expect(check.mock.calls[1]?.[1]).toEqual({ a: 1 });
  });
});

describe("diff", () => {
  it("leaves changes out where the engine is to compare the inputs itself", async () => {
    const answer = (changes: boolean | undefined, replaces: string[] = []) =>
      provider({ diff: () => Promise.resolve({ changes, replaces }) }).diff?.("id", {}, {});
    expect(await answer(undefined, ["line"])).toEqual({ replaces: ["line"] });
    expect(await answer(false)).toEqual({ changes: false, replaces: [] });
    expect(await answer(true)).toEqual({ changes: true, replaces: [] });
  });
});

describe("create, read, update and delete", () => {
  it("return what the flow returns, without anything undefined", async () => {
    const made = provider({
      create: () => Promise.resolve({ id: "1", outputs: { a: 1, b: undefined } }),
      update: () => Promise.resolve({ a: 2, b: undefined }),
      read: () => Promise.resolve({ id: "1", outputs: { a: 3 }, inputs: { a: 4 } }),
      delete: () => Promise.resolve(),
    });
    expect(await made.create({})).toEqual({ id: "1", outs: { a: 1 } });
    expect(await made.update?.("1", {}, {})).toEqual({ outs: { a: 2 } });
    expect(await made.read?.("1", {})).toEqual({ id: "1", props: { a: 3 }, inputs: { a: 4 } });
    await made.delete?.("1", {});
  });

  it("show all of what is looked up, and of what is managed what people look at", async () => {
    const outputs = { size: 1, records: [1], __token: "" };
    const made = provider({
      shown: new Set(["size"]),
      read: (_run, _id, before) =>
        Promise.resolve({ id: "1", outputs: { ...outputs, __token: before.__token ?? "" }, inputs: {} }),
    });
    expect(await made.read?.("1", {})).toMatchObject({ props: { size: 1, records: [1] } });
    expect(await made.read?.("1", { __token: "rs-1" })).toMatchObject({
      props: { size: 1, __state: JSON.stringify({ records: [1], __token: "rs-1" }) },
    });
  });

  it("say that what costs nothing is gone by an answer without an id", async () => {
    expect(await provider({ read: () => Promise.resolve(undefined) }).read?.("1", {})).toEqual({});
  });
});

describe("an error", () => {
  it("that is half-done carries the id, everything known, and the reason, so that the engine keeps the resource", async () => {
    const create = () =>
      Promise.reject(
        new HalfDoneError("7", { status: "opening", nothing: undefined }, "delivery was not seen", {
          resource: "web",
        }),
      );
    const error = await failure(provider({ create }).create({ __provider: "the text" }));
    expect(error.message).toBe("web: delivery was not seen");
    expect(error).toMatchObject({
      id: "7",
      properties: { status: "opening", __provider: "the text" },
      reasons: ["web: delivery was not seen"],
    });
    expect(Object.keys(error.properties as object)).toEqual(["status", "__provider"]);
  });

  it("of any other kind carries nothing of it, and no stack", async () => {
    const error = await failure(
      provider({ create: () => Promise.reject(new RefusedError("no", { resource: "web" })) }).create({}),
    );
    expect(error.message).toBe("web: no");
    expect(error.stack).toBe("");
    expect("id" in error).toBe(false);
  });

  it("of arguments names each property", async () => {
    const faults = [
      { property: "size", reason: "too much" },
      { property: "", reason: "and more" },
    ];
    const error = await failure(
      provider({ diff: () => Promise.reject(new ArgumentError(faults, { resource: "web" })) }).diff?.(
        "1",
        {},
        {},
      ),
    );
    expect(error.message).toBe("web: size: too much; and more");
  });

  it("never shows a secret, whatever threw it", async () => {
    registerSecret("hidden-password-1");
    const plain = await failure(
      provider({ delete: () => Promise.reject(new Error("went wrong with hidden-password-1")) }).delete?.(
        "1",
        {},
      ),
    );
    expect(plain.message).toBe("went wrong with [secret]");
    const half = await failure(
      provider({
        update: () => Promise.reject(new HalfDoneError("7", {}, "went wrong with hidden-password-1")),
      }).update?.("1", {}, {}),
    );
    expect(JSON.stringify([half.message, half.reasons, half.stack])).not.toContain("hidden-password-1");
  });

  it("of the stack's config stops every call, and says which key", async () => {
    const made = provider(
      { check: () => Promise.resolve({ inputs: {}, faults: [] }) },
      { "reseller:maxUnavailable": "0" },
    );
    expect((await failure(made.check?.({}, {}))).message).toContain("reseller:maxUnavailable");
  });
});
