import { expect, it } from "vitest";
import { encodeForm } from "./form";

it("writes nested values in PHP's brackets", () => {
  const body = encodeForm({
    guid: "1708330228791024",
    param: [
      { item: "bandwidth", value: 1, date: "2021-09-02 11:03:00", old_value: 6, new_value: "5" },
      { item: "ip", value: ["114.114.8.16-23", "114.114.8.24"], old_value: undefined, new_value: 9 },
    ],
  });
  expect([...new URLSearchParams(body)]).toEqual([
    ["guid", "1708330228791024"],
    ["param[0][item]", "bandwidth"],
    ["param[0][value]", "1"],
    ["param[0][date]", "2021-09-02 11:03:00"],
    ["param[0][old_value]", "6"],
    ["param[0][new_value]", "5"],
    ["param[1][item]", "ip"],
    ["param[1][value][0]", "114.114.8.16-23"],
    ["param[1][value][1]", "114.114.8.24"],
    ["param[1][new_value]", "9"],
  ]);
});

it("sends empty texts, leaves out what is undefined, and encodes what would break the form", () => {
  expect(encodeForm({ buyRemarks: "", auth_name: undefined, password: "a&b=c+d %", name: "小鸟云" })).toBe(
    "buyRemarks=&password=a%26b%3Dc%2Bd+%25&name=%E5%B0%8F%E9%B8%9F%E4%BA%91",
  );
});
