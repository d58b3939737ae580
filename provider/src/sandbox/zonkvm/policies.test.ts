import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startZonkvmSandbox, type ZonkvmSandbox } from "./sandbox";
import { buy, call, dataOf } from "./caller";

let sandbox: ZonkvmSandbox;
beforeEach(async () => {
  sandbox = await startZonkvmSandbox({ openingSeconds: 0 });
});
afterEach(() => sandbox.close());

const said = async (action: string, params: Record<string, string>): Promise<string> =>
  (await call(sandbox, action, params)).msg ?? "";

describe("security rules", () => {
  const rule = {
    name: "允许HTTP访问",
    weight: "100",
    direction: "Inbound",
    operation: "allow",
    protocol: "tcp",
    remote_ip: "0.0.0.0/0",
    local_port: "80",
  };

  it("are added, listed and deleted", async () => {
    const guid = await buy(sandbox, "server");
    const other = await buy(sandbox, "server");
    expect((await call(sandbox, "server_add_hardpolicy", { guid, ...rule })).data).toBe("");
    const list = (id: string) =>
      dataOf<Record<string, string>[]>(sandbox, "get_security_policy", { guid: id });
    expect(await list(guid)).toMatchObject([
      {
        id: 1,
        product_id: 1001,
        name: "允许HTTP访问",
        weight: 100,
        action: "allow",
        local_port: "80",
        status: 1,
      },
    ]);
    const policy_guid = (await list(guid))[0]?.guid ?? "";
    expect(policy_guid).toMatch(/^SP\d{8}0001$/);
    expect(await said("server_del_hardpolicy", { guid: other, policy_guid })).toBe("安全策略不存在");
    await call(sandbox, "server_del_hardpolicy", { guid, policy_guid });
    expect(await list(guid)).toEqual([]);
  });

  it("are refused when they are malformed, and go with their server", async () => {
    const guid = await buy(sandbox, "server");
    const add = (patch: Record<string, string>) => said("server_add_hardpolicy", { guid, ...rule, ...patch });
    expect(await add({ remote_ip: "10.0.0.0/33" })).toBe("缺少必要参数（remote_ip）");
    expect(await add({ direction: "in" })).toBe("缺少必要参数（direction）");
    expect(await add({ local_port: "" })).toBe("缺少必要参数（local_port）");
    expect(await add({ local_port: "", protocol: "icmp" })).toBe("操作成功");
    await call(sandbox, "server_refund", { guid });
    expect(sandbox.ledger().policies).toEqual([]);
  });
});
