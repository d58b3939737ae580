import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { setLanguage } from "./language";
import { speaker, type Plain } from "./speaker";
import { inOurLanguage } from "./zod-words";

const chinese = {
  "it is gone": "已经不在了",
  "{id} belongs to {name}": "{name} 的 {id}",
  "{id}, again {id}": "{id}，还是 {id}",
} as const;
const say = speaker(chinese);
const held: Plain<keyof typeof chinese> = "it is gone";

afterEach(() => {
  setLanguage(undefined);
});

describe("a voice", () => {
  it("says the sentence as it stands in English", () => {
    setLanguage("en");
    expect(say("it is gone")).toBe("it is gone");
    expect(say("{id} belongs to {name}", { id: 7, name: "web" })).toBe("7 belongs to web");
    expect(say(held)).toBe("it is gone");
  });

  it("says that of the table in Chinese, with what belongs where the table has it", () => {
    setLanguage("zh");
    expect(say("it is gone")).toBe("已经不在了");
    expect(say("{id} belongs to {name}", { id: 7, name: "web" })).toBe("web 的 7");
    expect(say("{id}, again {id}", { id: "a" })).toBe("a，还是 a");
    expect(say(held)).toBe("已经不在了");
  });

  it("leaves braces in a value alone", () => {
    setLanguage("en");
    expect(say("{id} belongs to {name}", { id: "{name}", name: "{id} $& $1" })).toBe(
      "{name} belongs to {id} $& $1",
    );
  });

  it("does not compile without a value, with another one, or for a sentence that the table lacks", () => {
    setLanguage("en");
    // @ts-expect-error: a hole without a value.
    expect(say("{id} belongs to {name}", { id: 7 })).toBe("7 belongs to {name}");
    // @ts-expect-error: no value at all.
    expect(say("{id} belongs to {name}")).toBe("{id} belongs to {name}");
    // @ts-expect-error: it has no holes.
    expect(say("it is gone", { id: 7 })).toBe("it is gone");
    // @ts-expect-error: the table lacks it.
    expect(say("it is back")).toBe("it is back");
    // @ts-expect-error: it has holes, which a constant cannot fill.
    const constant: Plain<keyof typeof chinese> = "{id} belongs to {name}";
    expect(constant).toContain("{id}");
  });
});

describe("zod's own words", () => {
  const schema = z.object({ age: z.number(), name: z.string({ error: () => "ours" }) });
  const words = () =>
    schema.safeParse({ age: "x", name: 1 }, inOurLanguage).error?.issues.map(({ message }) => message);

  it("are in the language of the process, and what a schema says itself is kept", () => {
    setLanguage("en");
    expect(words()).toEqual(["Invalid input: expected number, received string", "ours"]);
    setLanguage("zh");
    expect(words()).toEqual([expect.stringMatching(/\p{Script=Han}/u), "ours"]);
  });

  it("stay as they are where a program parses for itself", () => {
    setLanguage("zh");
    expect(schema.safeParse({ age: "x", name: "a" }).error?.issues[0]?.message).toBe(
      "Invalid input: expected number, received string",
    );
  });
});
