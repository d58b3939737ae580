import { describe, expect, it } from "vitest";
import { RefusedError } from "../../core/errors";
import { leavesOutcomeOpen, problemIn, problemOf, reasonOf } from "./messages";

describe("the reason of a refusal", () => {
  it.each([
    ["签名错误", "the signature is wrong", "signature"],
    ["签名过期", "the signature is too old", "signature"],
    [
      "非白名单IP不允许请求",
      "this machine's address is not on the list of those allowed to call the API",
      undefined,
    ],
    ["错误的请求", "a parameter is missing, or is 0", undefined],
    ["请求错误 ", "a parameter is missing, or is 0", undefined],
    ["请求失败", "the server's panel (BaoTa) gave no usable answer", "panelIsSilent"],
    ["主机不存在", "there is no such host, or it is in the recycle bin", "hostIsGone"],
    ["没有找到有效主机", "there is no such host, or it is in the recycle bin", "hostIsGone"],
    ["用户不存在", "there is no such user", "userIsGone"],
    ["无此用户", "there is no such user", "userIsGone"],
    ["用户名已存在,请勿重复创建", "the user name exists already", "userExists"],
    ["用户名已存在，请勿重复创建", "the user name exists already", "userExists"],
    ["用户名、昵称或密码不能为空", "user name, nickname and password must not be empty", undefined],
    ["时间格式错误,请严格按照Y-m-d格式传递", "the date must be written as YYYY-MM-DD", undefined],
    ["套餐不存在", "there is no such plan", "planIsGone"],
    ["域名池中无可用域名", "the domain pool has no usable domain", "poolIsEmpty"],
    ["主机创建失败->站点信息", "the host could not be made", undefined],
    ["主机信息存储失败", "the host could not be made", undefined],
    ["站点信息构建失败，请重试|x", "the settings of the site could not be put together", undefined],
    ["网站创建失败|您添加的站点已存在!", "the server's panel has a site of this name already", "siteIsLeft"],
    ["指定分类名称已存在!", "the name of the category exists already", "categoryExists"],
    ["指定分类不存在!", "there is no such category", "categoryIsGone"],
    ["指定域名已绑定过!", "the domain is bound already", "domainIsBound"],
    [
      "绑定的目录错误",
      "the directory is not allowed: the host may not bind domains to subdirectories",
      undefined,
    ],
    ["ftp不存在", "there is no such FTP account", undefined],
    ["IP不存在", "there is no such address", undefined],
    ["已绑定", "it is bound already", "addressIsBound"],
    ["未绑定该IP", "the address is not bound", "addressIsNotBound"],
    ["接口停用", "the operation is switched off in this panel", "isSwitchedOff"],
    ["服务器连接失败", "the server's panel (BaoTa) is not reachable", "panelIsSilent"],
    ["主机创建失败->服务器连接测试失败", "the server's panel (BaoTa) is not reachable", "panelIsSilent"],
    ["Failed to get site information", "the server's panel (BaoTa) does not know the site", undefined],
    ["error", "the server's panel (BaoTa) is not reachable, or does not know it", undefined],
  ])("%s: %s", (message, english, problem) => {
    expect(reasonOf(message)?.english).toBe(english);
    expect(problemIn(message)).toBe(problem);
  });

  it("is unknown for unknown words", () => {
    expect(reasonOf("some error text")).toBeUndefined();
    expect(problemIn("some error text")).toBeUndefined();
  });

  it("is the account's only where the account is refused", () => {
    const refusals = ["签名错误", "非白名单IP不允许请求", "接口停用", "主机不存在"].map(
      (words) => reasonOf(words)?.refusal,
    );
    expect(refusals).toEqual(["credentials", "credentials", undefined, undefined]);
  });

  it("is found in an error of the panel's, and in no other", () => {
    expect(problemOf(new RefusedError("no", { vendorMessage: "用户名已存在" }))).toBe("userExists");
    expect(problemOf(new Error("用户名已存在"))).toBeUndefined();
  });
});

describe("a failure", () => {
  it.each([
    ["请求失败", true],
    ["网站创建失败|cURL error 28", true],
    ["操作超时", true],
    ["主机不存在", false],
    ["服务器连接失败", false],
  ])("leaves the outcome open: %s, %s", (message, expected) => {
    expect(leavesOutcomeOpen(message)).toBe(expected);
  });
});
