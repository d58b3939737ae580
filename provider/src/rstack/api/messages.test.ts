import { describe, expect, it } from "vitest";
import { reasonOf } from "./messages";

describe("the reason of a refusal", () => {
  it.each([
    ["请求已过期", "the time of the request is not accepted"],
    ["api_timestamp error: timestamp expired", "the time of the request is not accepted"],
    ["随机数重复", "the random text of the request was used before"],
    ["签名错误", "the signature is wrong"],
    ["签名失效", "the signature is wrong"],
    ["signature invalid", "the signature is wrong"],
    ["signature verification failed", "the signature is wrong"],
    ["the signature does not match", "the signature is wrong"],
    ["invalid api_sign", "the signature is wrong"],
    ["access denied", "the API key is wrong"],
    ["invalid api_timestamp", "the time of the request is not accepted"],
    ["duplicate api_random", "the random text of the request was used before"],
    ["IP is not allowed", "this machine's address is not on the list of those allowed to call the API"],
    ["ip不在白名单内", "this machine's address is not on the list of those allowed to call the API"],
    ["api秘钥错误", "the API key is wrong"],
    ["接口未开启", "the API is switched off"],
    ["没有可用的公网ip", "there are not enough free addresses"],
    ["not enough free IP addresses", "there are not enough free addresses"],
    ["ip 192.168.1.5已被占用", "the address is in use"],
    ["节点资源不足", "the node has not enough free capacity"],
    ["节点维护中", "the node is in maintenance"],
    ["快照数量已达上限", "the quota of the machine is used up"],
    ["the port mapping quota is exceeded", "the quota of the machine is used up"],
    ["数据盘只能增加不能缩小", "a data disk can only grow"],
    ["云主机不存在", "there is no such machine"],
    ["the virtual machine does not exist", "there is no such machine"],
    ["用户不存在", "there is no such user"],
    ["镜像不存在", "there is no such image"],
    ["请先开机", "the machine must be running"],
    ["云主机任务正在执行中", "the machine is busy"],
    ["任务执行中", "the machine is busy"],
    ["云主机已锁定", "the machine is locked"],
    ["云主机已中止", "the machine is suspended"],
    ["云主机已超流量停机", "the machine's traffic is used up"],
    ["密码长度至少6位", "the password is not accepted"],
    ["域名已存在", "it exists already"],
    ["接口不存在", "the controller has no such operation"],
    ["缺少参数vmid", "a parameter is missing or wrong"],
    ["缺少api_sign", "a parameter is missing or wrong"],
  ])("%s: %s", (message, english) => {
    expect(reasonOf(message)?.english).toBe(english);
  });

  it("is unknown for unknown words", () => {
    expect(reasonOf("error text")).toBeUndefined();
  });

  it("is the account's only where the account is refused", () => {
    expect(reasonOf("签名错误")?.refusal).toBe("credentials");
    expect(reasonOf("api disabled")?.refusal).toBe("blocked");
    expect(reasonOf("用户已被禁用")?.refusal).toBeUndefined();
    expect(reasonOf("请求已过期")?.refusal).toBeUndefined();
  });
});
