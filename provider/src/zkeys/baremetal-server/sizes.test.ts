import { afterEach, describe, expect, it } from "vitest";
import { startZkeysSandbox, type ZkeysSandbox } from "../../sandbox/index";
import { ZkeysStack } from "../../../test-support/zkeys-stack";

const server = {
  line: "Hangzhou BGP",
  product: "E5-2670 x2 / 64G",
  system: "CentOS 7.9 x64",
  bandwidthMbps: 10,
};

let sandbox: ZkeysSandbox;
afterEach(() => sandbox.close());

describe("a booked decrease of addresses", () => {
  it.each([false, true])(
    "is what was booked, also where the panel names them (%s)",
    async (namesDegradedAddresses) => {
      sandbox = await startZkeysSandbox({ namesDegradedAddresses });
      const stack = new ZkeysStack(sandbox);
      expect((await stack.up({ ...server, ipCount: 9, ipType: "subnet" })).error).toBe("");
      expect((await stack.up({ ...server, ipCount: 1 })).error).toBe("");
      expect(stack.output("scheduledChange")).toMatchObject({ ipCount: 1 });
      const guid = String(stack.output("serviceId"));
      const booked = () => sandbox.panel.service(guid)?.degrades.map(({ status }) => status);
      expect(booked()).toEqual(["0"]);
      await stack.refresh();
      expect(await stack.up({ ...server, ipCount: 1 })).toMatchObject({ operation: "none", error: "" });
      expect(booked()).toEqual(["0"]);
    },
  );
});

describe("a booked decrease", () => {
  it.each(["brackets", "json"])(
    "is written as the config says: %s, with the end customer's identity",
    async (nestedParameters) => {
      sandbox = await startZkeysSandbox();
      const stack = new ZkeysStack(sandbox);
      stack.config = { nestedParameters };
      const identity = { name: "王小明", clientUserId: "77" };
      await stack.up({ ...server, identity });
      expect((await stack.up({ ...server, bandwidthMbps: 5, identity })).error).toBe("");
      const sent = sandbox.requests.filter(({ action }) => action === "degrade").map(({ params }) => params);
      expect(sent).toHaveLength(1);
      expect(Object.keys(sent[0] ?? {})).toEqual(
        expect.arrayContaining(["auth_name", "auth_client_user_id"]),
      );
      expect("param[0][item]" in (sent[0] ?? {})).toBe(nestedParameters === "brackets");
      expect(stack.output("scheduledChange")).toMatchObject({ bandwidthMbps: 5 });
    },
  );
});
