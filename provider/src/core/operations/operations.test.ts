import { afterEach, describe, expect, it } from "vitest";
import { exactlyOne } from "./check";
import { GivenFile } from "./given-file";
import type { FoundOperation, Operation, OpenChoice } from "./operation";
import { chosenBy, operationsOf } from "./table";
import { bit, listOf, needed, neededObject, oneOf, optional, password, text, whole } from "./values";
import { ArgumentError } from "../errors";
import { setLanguage } from "../language/language";
import { redact } from "../redact";
import type { Account } from "../account";
import type { FormValue } from "../wire/form";

type One = Operation<FormValue>;

const id = { id: needed("its id", text) };
const read: One = { effect: "reads", words: "reads it", takes: id };
const order: One = {
  effect: "spends",
  words: "buys it",
  takes: {
    ...id,
    months: needed("months", whole(1, 36)),
    size: neededObject("sizes", { cpu: needed("cores", whole(1)), kind: optional("kind", oneOf("a", "b")) }),
    names: optional("names", listOf(text)),
    loud: optional("1 for yes", bit),
    secret: optional("password", password),
  },
};

const sent: unknown[] = [];
const operations = operationsOf<FormValue, One>(
  {
    read,
    order,
    either: {
      ...read,
      takes: { a: optional("a", text), b: optional("b", text) },
      check: exactlyOne("a", "b"),
    },
    do: {
      words: "does something",
      ...chosenBy<FormValue>("what", String, "do_"),
      among: { stop: read, start: read },
      shows: "both",
    },
  },
  { "reads it": "读取", "its id": "编号", "does something": "操作" },
  (_account, name, _operation, values) => Promise.resolve(sent.push([name, values])),
);

// Nothing looks at it.
const account = {} as Account;

const isFound = (found: FoundOperation | OpenChoice): found is FoundOperation => "prepare" in found;

function prepared(name: string, given: Readonly<Record<string, unknown>>) {
  const found = operations.find(name, given);
  if (!isFound(found)) throw new Error(`${name} is open`);
  return found.prepare(given);
}

/** What is wrong with parameters, by their paths. */
function faults(name: string, given: Readonly<Record<string, unknown>>): Record<string, string> {
  try {
    prepared(name, given);
  } catch (error) {
    if (error instanceof ArgumentError)
      return Object.fromEntries(error.faults.map(({ property, reason }) => [property, reason]));
    throw error;
  }
  return {};
}

const good = { id: 7, months: "3", size: { cpu: 4 } };

describe("an operation", () => {
  it("sends what was given, as the panel takes it", async () => {
    await prepared("order", { ...good, names: '["a","b"]', loud: true, size: '{"cpu":"4","kind":"a"}' }).send(
      account,
    );
    expect(sent.at(-1)).toEqual([
      "order",
      { id: "7", months: 3, size: { cpu: 4, kind: "a" }, names: ["a", "b"], loud: 1 },
    ]);
  });

  it("takes a file in place of a text, and a list place by place", () => {
    const file = new GivenFile("password", Buffer.from("From-A-File-1\n"));
    const { values } = prepared("order", { ...good, secret: file, names: { 0: "a", 1: "b" } });
    expect(values).toMatchObject({ secret: "From-A-File-1", names: ["a", "b"] });
    expect(redact("From-A-File-1")).toBe("[secret]");
  });

  it("names everything that is wrong at once", () => {
    const given = { idd: 1, months: 37, size: { cpus: 4, kind: "c" }, names: [], loud: 2 };
    expect(faults("order", given)).toEqual({
      idd: expect.stringContaining("did you mean id?") as string,
      id: "is missing: its id",
      months: "must be 36 at the most, is 37",
      "size.cpus": expect.stringContaining("did you mean cpu?") as string,
      "size.cpu": "is missing: cores",
      "size.kind": "must be one of a, b",
      names: "must hold something",
      loud: "must be 1 or 0",
    });
  });

  it.each([
    ["a number that was rounded", { ...good, id: 2 ** 60 }, "id"],
    ["an empty text", { ...good, id: "" }, "id"],
    ["a fraction", { ...good, months: 1.5 }, "months"],
    ["an object for a text", { ...good, id: {} }, "id"],
    ["a list for an object", { ...good, size: [] }, "size"],
    ["a text that is no JSON", { ...good, size: "{cpu:4}" }, "size"],
    ["nothing", { ...good, months: null }, "months"],
    ["the name of something that every object has", { ...good, constructor: 1 }, "constructor"],
  ])("refuses %s", (_, given, property) => {
    expect(Object.keys(faults("order", given))).toEqual([property]);
  });

  it("refuses what is right each by itself only", () => {
    expect(faults("either", { a: "1", b: "2" })).toEqual({ "a, b": "exactly one of them is needed" });
    expect(faults("either", { a: "1" })).toEqual({});
  });
});

describe("an operation with parts", () => {
  it.each([
    ["do.stop", {}],
    ["do.do_stop", {}],
    ["do", { what: "do_stop" }],
    ["do", { what: "stop" }],
    ["do.stop", { what: "do_stop" }],
  ])("is found as %s with %j", async (name, given) => {
    const found = operations.find(name, given);
    expect(found).toMatchObject({ name: "do.stop" });
    if (!isFound(found)) return;
    await found.prepare({ id: 1, ...given }).send(account);
    expect(sent.at(-1)).toEqual(["do", { what: "do_stop", id: "1" }]);
  });

  it("is not two parts at once", () => {
    expect(Object.keys(faults("do.stop", { what: "do_start", id: 1 }))).toEqual(["what"]);
  });

  it("is open where nothing tells", () => {
    const found = operations.find("do", {});
    expect(isFound(found) ? [] : found.parts.map(({ name }) => name)).toEqual(["do.stop", "do.start"]);
  });

  it("is listed by itself and by its parts", () => {
    expect(operations.rows.map(({ name }) => name)).toEqual([
      "read",
      "order",
      "either",
      "do",
      "do.stop",
      "do.start",
    ]);
  });

  it.each(["do.stpo", "read.part", "reed", "constructor"])("is not %s", (name) => {
    expect(() => operations.find(name, {})).toThrow(/is no operation of this vendor; did you mean/);
  });
});

describe("an operation in Chinese", () => {
  afterEach(() => {
    setLanguage(undefined);
  });

  it("says what it does, what it takes and what is missing", () => {
    setLanguage("zh");
    expect(operations.rows.map(({ words }) => words).slice(0, 4)).toEqual([
      "读取",
      // What has no translation is said as it is.
      "buys it",
      "读取",
      "操作（由 `what` 决定）",
    ]);
    expect(operations.find("read", {})).toMatchObject({
      operation: { effect: "reads", words: "读取", takes: { id: { words: "编号", isRequired: true } } },
    });
    expect(faults("read", {})).toEqual({ id: "缺失：编号" });
  });
});
