import { describe, expect, it } from "vitest";
import { reasonOf, saysServiceIsGone } from "./messages";

describe("a refusal of the account", () => {
  it.each([
    ["签名错误", "credentials"],
    ["sign error", "credentials"],
    ["API秘钥错误", "credentials"],
    ["权限令牌无效", "credentials"],
    ["会员不存在", "credentials"],
    ["用户ID不存在", "credentials"],
    ["您的IP不在API白名单内", "credentials"],
    ["余额不足，请先充值", "balance"],
    ["账户余额不足", "balance"],
    ["账户已被冻结", "blocked"],
    ["会员已禁用", "blocked"],
    ["账号状态异常", "blocked"],
  ])("is recognised in %s", (message, refusal) => {
    expect(reasonOf(message)?.refusal).toBe(refusal);
  });

  it.each([
    "业务已锁定",
    "业务不存在",
    "线路不存在",
    "密码格式错误",
    "用户名错误",
    "请提交白名单",
    "库存不足",
    "服务器异常",
    "请求已过期",
    "业务已过期",
    "",
  ])("is not seen in %s", (message) => {
    expect(reasonOf(message)?.refusal).toBeUndefined();
  });
});

describe("a reason", () => {
  it.each([
    ["时间戳错误", "the time of the request is not accepted"],
    ["请求已过期", "the time of the request is not accepted"],
    ["签名已过期", "the time of the request is not accepted"],
    ["业务已过期", "the service has expired"],
    ["库存不足", "out of stock"],
    ["线路已关闭购买", "not for sale at the moment"],
    ["线路已关闭续费", "renewal is not offered"],
    ["线路已关闭防御升级", "upgrades are not offered"],
    ["线路不支持降配预约", "downgrades are not offered"],
    ["该业务不允许退款", "the refund is refused"],
    ["该可用区需要实名认证，缺少参数：auth_name", "the end customer's identity is required"],
    ["带宽与IP数量比例不符合要求", "too little bandwidth for so many addresses"],
    ["防御不符合步长", "not a multiple of the step"],
    ["带宽超出线路最大值", "more than the maximum"],
    ["购买时长错误", "the term is not offered"],
    ["带宽、IP、防御不能同时为空", "a parameter is missing or wrong"],
    ["业务正在操作中，请稍后再试", "the service is busy"],
    ["关机状态下才能重置密码", "the machine must be off"],
    ["业务未运行，不能重启", "the machine is off"],
    ["登录密码强度不够", "the password is not accepted"],
    ["业务已锁定", "the service is locked"],
    ["业务不存在", "it does not exist"],
    ["操作过于频繁", "too many requests"],
    ["系统繁忙", "the panel has a fault or is busy"],
  ])("is given for %s", (message, english) => {
    expect(reasonOf(message)?.english).toBe(english);
  });

  it("is not made up", () => {
    expect(reasonOf("请联系客服")).toBeUndefined();
  });
});

describe("that a service is gone", () => {
  it.each(["业务不存在", "该服务器不存在", "未找到该业务", "业务已删除", "The service does not exist"])(
    "is believed of %s",
    (message) => {
      expect(saysServiceIsGone(message)).toBe(true);
    },
  );

  it.each(["会员不存在", "接口不存在", "线路不存在", "page not found", "不存在", "业务正在操作中", ""])(
    "is not believed of %s",
    (message) => {
      expect(saysServiceIsGone(message)).toBe(false);
    },
  );
});
