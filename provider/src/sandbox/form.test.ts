import { describe, expect, it } from "vitest";
import { FormError, formFields, formTree } from "./form";

const tree = (body: string): unknown => formTree(formFields(body));

describe("a form", () => {
  it("is decoded as UTF-8 with plus for space", () => {
    expect(tree("date=2021-09-02+11%3A03%3A00&name=%E5%B0%8F&empty=")).toEqual({
      date: "2021-09-02 11:03:00",
      name: "小",
      empty: "",
    });
  });

  it("becomes lists and maps by PHP's brackets, encoded or not", () => {
    expect(
      tree("param%5B0%5D%5Bitem%5D=ip&param[0][value][0]=a&param[0][value][1]=b&param[1][item]=x"),
    ).toEqual({
      param: [{ item: "ip", value: ["a", "b"] }, { item: "x" }],
    });
  });

  it("is a map, not a list, when the keys do not count up from 0", () => {
    expect(tree("a[1]=x&b[0]=y&b[2]=z")).toEqual({ a: { "1": "x" }, b: { "0": "y", "2": "z" } });
  });

  it("keeps everything after the first equals sign", () => {
    expect(tree("password=YTUz=")).toEqual({ password: "YTUz=" });
  });

  it.each(["a=1&a=2", "a=1&a[0]=2", "a[0]=1&a=2", "a[]=1", "a[0=1", "a.b=1", "=1", "a=%E5%B0", "a=%zz"])(
    "refuses %s",
    (body) => {
      expect(() => tree(body)).toThrow(FormError);
    },
  );

  it("does not reach into prototypes", () => {
    expect(tree("__proto__[x]=1")).not.toHaveProperty("x");
    expect({}).not.toHaveProperty("x");
  });
});
