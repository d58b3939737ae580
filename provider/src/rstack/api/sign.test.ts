import { describe, expect, it } from "vitest";
import { commonParameters, sign } from "./sign";

const key = "EXAMPLE-API-KEY-0001";
const now = new Date("2022-08-28T16:00:16.900Z");

describe("the signature", () => {
  it("is the one of the vendor's worked example", () => {
    expect(sign(key, "7f3c9a1e5b2d48608c4e", "1661702416")).toBe("2b41710ceb6390b69de9f0d16e8c2881");
  });

  it("signs the key's bytes in UTF-8", () => {
    expect(sign("秘钥", "a", "1")).not.toBe(sign("??", "a", "1"));
    expect(sign("秘钥", "a", "1")).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe("the common parameters", () => {
  it("are those that the vendor names, with whole seconds", () => {
    const { api_random = "", api_sign, ...rest } = commonParameters("vm_state", key, "english", now);
    expect(rest).toEqual({ api_timestamp: "1661702416", api_type: "hyper", action: "vm_state" });
    // A number, which the vendor may want to read as one.
    expect(api_random).toMatch(/^\d{20,29}$/);
    expect(api_sign).toBe(sign(key, api_random, "1661702416"));
  });

  it("ask for Chinese in so many words, and for English by saying nothing", () => {
    expect(commonParameters("test", key, "chinese", now)).toHaveProperty("api_language", "chinese");
    expect(commonParameters("test", key, "english", now)).not.toHaveProperty("api_language");
  });

  it("never repeat their random text", () => {
    const randoms = Array.from(
      { length: 1000 },
      () => commonParameters("test", key, "english", now).api_random,
    );
    expect(new Set(randoms).size).toBe(1000);
  });
});
