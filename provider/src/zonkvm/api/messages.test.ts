import { describe, expect, it } from "vitest";
import { leavesOutcomeOpen } from "../../core/wire/reply";
import { reasonOf, saysOrderIsGone, saysTooLateForRefund } from "./messages";

describe("a refusal", () => {
  it.each([
    ["缺少必要参数", "a required parameter is missing", undefined],
    ["权限不足", "the app id or the app key is wrong, or the account has no API permission", "credentials"],
    ["请求错误", "the panel does not know this operation", undefined],
    ["该线路节点不存在或已下架", "the line does not exist or is no longer sold", undefined],
    ["余额不足", "the balance is too low", "balance"],
    ["未找到产品记录", "there is no such order, or it belongs to another user", undefined],
    ["产品超出可退款时间", "the time in which it can be refunded is over", undefined],
    ["操作失败：余额不足，请充值", "the balance is too low", "balance"],
    [
      "IP不在白名单内",
      "this machine's address is not on the list of those allowed to call the API",
      "credentials",
    ],
    ["appkey错误", "the app id or the app key is wrong", "credentials"],
    ["用户不存在", "the account does not exist", "credentials"],
    ["账户已被冻结", "the account is blocked", "blocked"],
    ["请先完成实名认证", "a verified real name is asked for", undefined],
    ["该商品不允许API接口退款", "this product cannot be refunded through the API", undefined],
    ["该产品不支持退款", "it cannot be refunded", undefined],
    ["库存不足", "out of stock", undefined],
    ["该线路暂停销售", "not for sale at the moment", undefined],
    ["不支持续费", "renewal is not offered", undefined],
    ["该线路已关闭升级", "upgrades are not offered", undefined],
    ["CPU不能低于原值", "a value must not be lower than it is", undefined],
    ["请先关机", "the machine must be off", undefined],
    ["服务器未开机", "the machine is off", undefined],
    ["密码长度不符合要求", "the password is not accepted", undefined],
    ["服务器已锁定", "the service is locked", undefined],
    ["产品已到期", "the service has expired", undefined],
    ["订单号重复", "it exists already, or has been asked for already", undefined],
    ["镜像不存在", "it does not exist", undefined],
    ["操作频繁", "too many requests", undefined],
    ["page不能为空", "a parameter is missing or wrong", undefined],
    ["系统繁忙", "the panel has a fault or is busy", undefined],
  ])("%o means: %s", (message, english, refusal) => {
    expect(reasonOf(message)).toMatchObject({ english });
    expect(reasonOf(message)?.refusal).toBe(refusal);
  });

  it("in unknown words is left as it is", () => {
    expect(reasonOf("未知")).toBeUndefined();
  });

  it.each([
    ["请求超时", true],
    ["cURL error 28: Operation timed out", true],
    ["SQLSTATE[HY000]: General error", true],
    ['Undefined array key "id"', true],
    ["余额不足", false],
    ["产品超出可退款时间", false],
  ])("of %o: whether it leaves open what happened is %s", (message, expected) => {
    expect(leavesOutcomeOpen(message)).toBe(expected);
  });

  it("says that an order is gone, or that its time for refunds is over", () => {
    expect(["未找到产品记录", "镜像不存在"].map(saysOrderIsGone)).toEqual([true, false]);
    expect(["产品超出可退款时间", "余额不足"].map(saysTooLateForRefund)).toEqual([true, false]);
  });
});
