import { describe, expect, it } from "vitest";
import { dayFault, textFault } from "./text-faults";

describe("a text", () => {
  it.each([
    "",
    "shop-1",
    "这是备注",
    "a b",
    "line\nline",
    "index",
    "nullable",
    "in or out",
    "Aa1!@#$%^*()_+-=[]{}|;:,./?~`",
  ])("arrives as it is: %j", (value) => {
    expect(textFault(value)).toBeUndefined();
  });

  it.each([
    "a&b",
    "<b>",
    "a>b",
    'a"b',
    "it's",
    " a",
    "a ",
    "a\n",
    "a\u3000",
    "a\0b",
    "in",
    "OR",
    "Like",
    "null",
    "not null",
    "between",
    "NOT BETWEEN",
    "exp",
    "notin",
  ])("does not arrive as it is: %j", (value) => {
    expect(textFault(value)).toMatch(/^must not /);
  });

  it("is not quoted: it may be a password", () => {
    expect(textFault("a&secret")).not.toContain("secret");
  });
});

describe("a day", () => {
  it.each(["2020-09-02", "2028-02-29", "2038-01-19"])("can be stored: %s", (day) => {
    expect(dayFault(day)).toBeUndefined();
  });

  it.each(["2020-9-2", "2030-02-29", "2038-01-20", "2099-12-31", "", "2020-09-02 00:00:00", "20200902"])(
    "cannot be stored: %j",
    (day) => {
      expect(dayFault(day)).toMatch(/^must be /);
    },
  );
});
