import { describe, expect, it } from "vitest";
import { AccountRefusedError, RefusedError } from "../../core/errors";
import { concernsAll, reasonOf, saysBeingDeleted } from "./messages";

describe("a refusal", () => {
  it.each([
    [3, "会话已过期", "the app_key is not valid"],
    [156, "", "the customer's real name is not verified"],
    [287, "x", "the customer's phone number is not verified"],
    [400, "Your session has expired, please log in again", "the app_key is not valid"],
    [400, "套餐余额不足", "no package has anything left"],
    [400, "账户余额不足", "the balance is too low"],
    [400, "账号已被冻结", "the customer is blocked"],
    [400, "账号已存在：u1", "the name is taken"],
    [400, "账号不存在：u1", "there is no account of that name"],
    [400, "订单状态不允许取消", "the order cannot be cancelled any more"],
    [400, "库存不足：US", "out of stock"],
    [400, "接口未开放", "the vendor has not opened this operation yet"],
    [400, "参数错误", "a parameter is missing or wrong"],
  ])("with code %i and %o means: %s", (code, message, english) => {
    expect(reasonOf(code, message)?.english).toBe(english);
  });

  it("in unknown words is left as it is", () => {
    expect(reasonOf(400, "未知")).toBeUndefined();
  });

  it("concerns all items, or one of them", () => {
    const refused = (vendorMessage: string) => new RefusedError("no", { vendorMessage });
    expect(concernsAll(refused("账号数量已达上限：5"))).toBe(true);
    expect(concernsAll(refused("账号已存在：u1"))).toBe(false);
    expect(concernsAll(new RefusedError("no"))).toBe(false);
    expect(concernsAll(new AccountRefusedError("credentials", "no"))).toBe(true);
    expect(saysBeingDeleted(refused("账号正在删除中：u1"))).toBe(true);
    expect(saysBeingDeleted(refused("账号不存在：u1"))).toBe(false);
  });
});
