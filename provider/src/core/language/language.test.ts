import { afterEach, describe, expect, it } from "vitest";
import { language, languageNamed, languageOf, setLanguage } from "./language";

describe("the language of a machine", () => {
  it.each([
    ["nothing", {}, "en"],
    ["a Chinese locale", { LANG: "zh_CN.UTF-8" }, "zh"],
    ["Chinese without a country", { LANG: "zh" }, "zh"],
    ["a tag", { LANG: "zh-Hans" }, "zh"],
    ["Taiwan", { LANG: "zh_TW.Big5" }, "zh"],
    ["a modifier", { LANG: "zh@pinyin" }, "zh"],
    ["English", { LANG: "en_US.UTF-8" }, "en"],
    ["another language", { LANG: "de_DE.UTF-8" }, "en"],
    ["a name that only begins so", { LANG: "zha_CN" }, "en"],
    ["C", { LANG: "C.UTF-8" }, "en"],
    ["POSIX", { LANG: "POSIX" }, "en"],
    ["LC_ALL before LC_MESSAGES and LANG", { LC_ALL: "C", LC_MESSAGES: "zh_CN", LANG: "zh_CN" }, "en"],
    ["LC_MESSAGES before LANG", { LC_MESSAGES: "zh_CN.UTF-8", LANG: "en_US.UTF-8" }, "zh"],
    ["an empty LC_ALL, which is none", { LC_ALL: "", LANG: "zh_CN.UTF-8" }, "zh"],
    ["a locale of other things", { LC_CTYPE: "zh_CN.UTF-8", LC_TIME: "zh_CN.UTF-8" }, "en"],
    ["RESELLER_LANGUAGE before all", { RESELLER_LANGUAGE: "zh", LC_ALL: "C" }, "zh"],
    ["RESELLER_LANGUAGE before a Chinese locale", { RESELLER_LANGUAGE: "en", LC_ALL: "zh_CN" }, "en"],
    ["an empty RESELLER_LANGUAGE, which is none", { RESELLER_LANGUAGE: "", LANG: "zh_CN" }, "zh"],
    ["what is no language of ours", { RESELLER_LANGUAGE: "French", LANG: "zh_CN" }, "zh"],
  ] as const)("is told by %s", (_, environment, expected) => {
    expect(languageOf(environment)).toBe(expected);
  });
});

describe("the language of this process", () => {
  afterEach(() => {
    setLanguage(undefined);
  });

  it("is the machine's until one is chosen, and again when none is", () => {
    const own = languageOf(process.env);
    const other = own === "en" ? "zh" : "en";
    expect(language()).toBe(own);
    setLanguage(other);
    expect(language()).toBe(other);
    setLanguage(undefined);
    expect(language()).toBe(own);
  });

  it.each([
    ["en", "en"],
    ["zh", "zh"],
    ["zh_CN", undefined],
    ["", undefined],
    [undefined, undefined],
  ] as const)("has the name %s: %s", (name, expected) => {
    expect(languageNamed(name)).toBe(expected);
  });
});
