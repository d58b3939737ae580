import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZkeysSandbox, type ZkeysSandbox } from "./sandbox";
import { buy, call, offered, read, type Sent } from "./caller";

let sandbox: ZkeysSandbox;
let guid: string;
beforeEach(async () => {
  sandbox = await startZkeysSandbox({ openingSeconds: 0, busySeconds: 30 });
  guid = await buy(sandbox);
});
afterEach(() => sandbox.close());

const later = (): void => {
  sandbox.clock.advance({ seconds: 31 });
};
const state = async (): Promise<[unknown, unknown]> => {
  const { run_status, act_status } = await read(sandbox, guid);
  return [run_status, act_status];
};
const done = async (action: string, params: Sent = {}): Promise<void> => {
  expect(Number((await call(sandbox, action, { guid, ...params })).code)).toBe(0);
  later();
};
const image = (changes: Sent = {}): Sent => ({
  systemGuid: offered("systems", "Ubuntu 22.04 x64"),
  loginPassword: "YTUzNTAyOTI3OSE=",
  system_partition_size: "0",
  installType: "install",
  install_mode: "1",
  ...changes,
});
const anew = async (changes: Sent): Promise<unknown> =>
  (await call(sandbox, "install", { guid, ...image(changes) })).message;

describe("power", () => {
  it("goes off and on, busy in between", async () => {
    expect(await call(sandbox, "stop", { guid })).toMatchObject({ code: "0", data: [] });
    expect(await state()).toEqual(["1", "6"]);
    later();
    expect(await state()).toEqual(["-1", "0"]);
    expect(await call(sandbox, "start", { guid })).toMatchObject({ code: 0, data: [] });
    expect(await state()).toEqual(["-1", "5"]);
    later();
    expect(await state()).toEqual(["1", "0"]);
  });

  it("restarts", async () => {
    expect(await call(sandbox, "restart", { guid })).toMatchObject({ code: 0 });
    expect(await state()).toEqual(["1", "1"]);
    later();
    expect(await state()).toEqual(["1", "0"]);
  });

  it("refuses to start what runs and to restart what is off", async () => {
    expect(await call(sandbox, "start", { guid })).toMatchObject({ code: 1, message: "关机状态下才能开机" });
    await done("stop");
    expect(await call(sandbox, "restart", { guid })).toMatchObject({
      code: 1,
      message: "业务未运行，不能重启",
    });
  });

  it.each(["stop", "start", "restart", "setpass", "install"])(
    "refuses %s while busy, locked or expired",
    async (action) => {
      const own = { install: image(), setpass: { loginPassword: "YTUzNTAyOTI3OSE=" } };
      const message = async (): Promise<string> =>
        (
          await call(sandbox, action, {
            guid,
            ...(action === "install" || action === "setpass" ? own[action] : {}),
          })
        ).message;
      sandbox.panel.editService(guid, { act_status: "2" });
      expect(await message()).toBe("业务正在操作中，请稍后再试");
      sandbox.panel.editService(guid, { act_status: "0", run_status: "-2" });
      expect(await message()).toBe("业务已锁定");
      sandbox.panel.editService(guid, { order_status: "3" });
      expect(await message()).toBe("业务已过期");
      sandbox.panel.removeService(guid);
      expect(await message()).toBe("业务不存在");
    },
  );
});

describe("setpass", () => {
  it("sets a password while the server is off", async () => {
    expect(sandbox.panel.passwordIs(guid, "Aa535029279!")).toBe(true);
    await done("stop");
    expect(await call(sandbox, "setpass", { guid, loginPassword: "YTUzNTAyOTI3OSE=" })).toMatchObject({
      code: "0",
    });
    expect(await state()).toEqual(["-1", "3"]);
    expect(sandbox.panel.passwordIs(guid, "a535029279!")).toBe(false);
    later();
    expect(await state()).toEqual(["-1", "0"]);
    expect(sandbox.panel.passwordIs(guid, "a535029279!")).toBe(true);
  });

  it("refuses a running server and a password that is not base64", async () => {
    expect(await call(sandbox, "setpass", { guid, loginPassword: "YTUzNTAyOTI3OSE=" })).toMatchObject({
      code: "1",
      message: "关机状态下才能重置密码",
      data: {},
    });
    for (const loginPassword of ["a535029279!", "YTUzNTAyOTI3OSE", "////", ""]) {
      expect(await call(sandbox, "setpass", { guid, loginPassword })).toMatchObject({
        message: "参数错误：loginPassword（密码必须是base64编码）",
      });
    }
  });
});

describe("install", () => {
  it("puts the image on and runs the server, at the end", async () => {
    const before = await read(sandbox, guid);
    await done("stop");
    expect(await call(sandbox, "install", { guid, ...image() })).toMatchObject({ code: 0, data: [] });
    expect(await read(sandbox, guid)).toMatchObject({ act_status: "2", system_guid: before.system_guid });
    later();
    expect(await read(sandbox, guid)).toMatchObject({
      act_status: "0",
      run_status: "1",
      system_guid: image().systemGuid,
      login_name: "root",
    });
    expect(sandbox.panel.passwordIs(guid, "a535029279!")).toBe(true);
  });

  it("is to replace when the kind of system changes", async () => {
    const windows = { systemGuid: offered("systems", "Windows Server 2019") };
    expect(await anew(windows)).toBe("重装类型错误，应为replace");
    expect(await anew({ ...windows, installType: "replace" })).toBe("success");
    later();
    expect(await read(sandbox, guid)).toMatchObject({ login_name: "Administrator" });
  });

  it("is to replace when partitions change, and not otherwise", async () => {
    expect(await anew({ system_partition_size: "-1" })).toBe("重装类型错误，应为replace");
    expect(await anew({ system_partition_size: "51200" })).toBe("重装类型错误，应为replace");
    expect(await anew({ installType: "replace" })).toBe("重装类型错误，应为install");
    expect(await anew({ system_partition_size: "51200", installType: "replace" })).toBe("success");
  });

  it.each<[string, Sent, string]>([
    ["an unknown image", { systemGuid: "1633652801461000" }, "操作系统不存在"],
    [
      "an image only to buy with",
      { systemGuid: offered("systems", "Factory Image x64") },
      "操作系统不支持该操作",
    ],
    ["UEFI", { install_mode: "2" }, "参数错误：install_mode"],
    ["a type that is none", { installType: "format" }, "参数错误：installType"],
    [
      "a partition in GB",
      { system_partition_size: "50" },
      "参数错误：system_partition_size（系统分区大小错误，单位为M）",
    ],
    ["no password", { loginPassword: undefined }, "缺少参数：loginPassword"],
  ])("refuses %s", async (_, changes, message) => {
    expect(await anew(changes)).toBe(message);
  });
});
