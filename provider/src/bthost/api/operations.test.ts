import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Documented } from "../../../test-support/documented";
import { bare, operations, settings } from "../../../test-support/bthost-operations";
import { BthostPanel, no, WithStatus, yes } from "../../../test-support/bthost-panel";
import { ArgumentError } from "../../core/errors";
import { redact } from "../../core/redact";
import type { BthostClient } from "./client";
import { operations as table } from "./operations";

const panel = new BthostPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});

/** Each with the data that it is answered with. */
const rows = [...operations, ...bare].map(
  ([operation, call, fields, data = []]) => [operation, call, fields, data] as const,
);

/** These the framework takes for itself. */
const framework = ["callback", "s", "_method", "_ajax", "lang", "token"];

const documented = new Documented(table);
/** Known, and not documented. */
const undocumented = ["php_list", "deployment_list", "server_status"];

describe("the operation", () => {
  it.each(rows)("%s", async (operation, call, fields, data) => {
    panel.answer = () => yes(data);
    await call(panel.client());
    expect(panel.seen).toHaveLength(1);
    expect(panel.seen).toMatchObject([
      {
        method: "POST",
        path: `/api/vhost/${operation}`,
        queryNames: ["time", "random", "signature"],
        isSigned: true,
      },
    ]);
    expect(panel.seen[0]?.fields).toEqual(fields);
    expect(framework.filter((name) => name in fields)).toEqual([]);
    if (!undocumented.includes(operation)) documented.insist(operation, fields);
  });

  it("is each of those that are documented, and of those that are not", () => {
    const names = new Set(operations.map(([operation]) => operation));
    // Of 47 documented ones, the login is never sent; three are not documented.
    expect(names.size).toBe(47 - 1 + undocumented.length);
    expect(documented.unsent).toEqual(["host_login"]);
  });

  it.each(["sort_list", "ippools_list", "index", "domainpools_list", "plans_list"])(
    "%s goes by GET where the server takes nothing else, as it is documented",
    async (name) => {
      const row = operations.find(([operation]) => operation === name);
      const client = panel.client();
      panel.answer = ({ method }) => (method === "GET" ? yes([]) : new WithStatus(405, ""));
      await row?.[1](client);
      await row?.[1](client);
      expect(panel.seen.map(({ method }) => method)).toEqual(["POST", "GET", "GET"]);
      expect(panel.seen.every(({ isSigned }) => isSigned)).toBe(true);
      expect(new Set(panel.seen.map(({ signature }) => signature)).size).toBe(3);
    },
  );

  it("that is not there is asked for once", async () => {
    panel.answer = () => new WithStatus(404, "");
    await expect(panel.client().hosts.list()).rejects.toThrow(/404/);
    await expect(panel.client().hosts.start("1")).rejects.toThrow(/404/);
    expect(panel.seen).toHaveLength(2);
  });
});

describe("what cannot be meant", () => {
  const refused: readonly (readonly [string, (client: BthostClient) => Promise<unknown>])[] = [
    ["an id that is none", ({ hosts }) => hosts.find("12abc")],
    ["an id of 0", ({ hosts }) => hosts.start("0")],
    ["a plan and own settings", ({ hosts }) => hosts.build({ planId: "1", settings, endsOn: "2030-01-01" })],
    ["neither", ({ hosts }) => hosts.build({ endsOn: "2030-01-01" })],
    ["a date without zeros", ({ hosts }) => hosts.setEnd("1", "2030-1-1")],
    ["a day that is none", ({ hosts }) => hosts.setEnd("1", "2030-02-30")],
    ["a day that cannot be stored", ({ hosts }) => hosts.setEnd("1", "2038-01-20")],
    ["a limit of 0 as a change", ({ hosts }) => hosts.edit("1", { siteMaxMb: 0 })],
    ["0 domains as a change", ({ hosts }) => hosts.edit("1", { domainMax: 0 })],
    ["the category 0 as a change", ({ hosts }) => hosts.edit("1", { categoryId: "0" })],
    ["no change of a host", ({ hosts }) => hosts.edit("1", {})],
    ["no change of a user", ({ users }) => users.edit("1", {})],
    ["an empty remark", ({ hosts }) => hosts.setRemark("1", "")],
    ["an empty password", ({ hosts }) => hosts.setPassword("1", "ftp", "")],
    ["an empty name", ({ categories }) => categories.create("")],
    ["no limit of speed", ({ hosts }) => hosts.limitSpeed("1", { connectionMax: 0, rateLimitKb: 1 })],
    [
      "a limit that is no number",
      ({ hosts }) => hosts.build({ settings: { ...settings, port: Number.NaN }, endsOn: "2030-01-01" }),
    ],
  ];

  it.each(refused)("is not sent: %s", async (_, call) => {
    await expect(call(panel.client())).rejects.toThrow(ArgumentError);
    expect(panel.seen).toEqual([]);
  });
});

describe("what is not there", () => {
  it("is told of a host, also of one in the recycle bin", async () => {
    panel.answer = () => no("主机不存在");
    expect(await panel.client().hosts.find("1")).toBeUndefined();
  });

  it("is not taken from another refusal", async () => {
    panel.answer = () => no("错误的请求");
    await expect(panel.client().hosts.find("1")).rejects.toThrow(/a parameter is missing/);
  });

  it.each([
    ["user_info", "user_list", (client: BthostClient) => client.users.find("2")],
    ["plans_info", "plans_list", (client: BthostClient) => client.plans.find("2")],
  ])("is decided by the list where %s fails, at once", async (single, list, find) => {
    const client = panel.client();
    let rows: unknown[] = [{ id: 1 }];
    panel.answer = ({ path }) => (path.endsWith(list) ? yes(rows) : new WithStatus(500, "<html></html>"));
    expect(await find(client)).toBeUndefined();
    rows = [{ id: 1 }, { id: 2 }];
    expect(await find(client)).toMatchObject({ id: "2" });
    expect(panel.seen.map(({ path }) => path.split("/").at(-1))).toEqual([single, list, single, list]);
  });

  it.each([
    ["ftp_info", (client: BthostClient) => client.ftpAccounts.find("2")],
    ["domain_info", (client: BthostClient) => client.domains.find("2")],
    ["ipaddress_info", (client: BthostClient) => client.ipAddresses.find("2")],
  ])("is told by an empty reply of %s", async (_, find) => {
    for (const nothing of [null, [], ""]) {
      panel.answer = () => yes(nothing);
      expect(await find(panel.client())).toBeUndefined();
    }
  });
});

describe("a login", () => {
  it("is a form for a browser, and is not sent", () => {
    const form = panel.client().loginForm({ account: "ypackz1", password: "O9shMvuWFiJ5", hostId: "120" });
    expect(form).toEqual({
      url: `${panel.site}/api/vhost/host_login`,
      method: "POST",
      fields: { id: "120", account: "ypackz1", password: "O9shMvuWFiJ5" },
    });
    expect(redact("O9shMvuWFiJ5")).toBe("[secret]");
    expect(panel.seen).toEqual([]);
  });

  it("may leave the host to the user", () => {
    const { fields } = panel.client().loginForm({ account: "a", password: "O9shMvuWFiJ6" });
    expect(fields).toEqual({ account: "a", password: "O9shMvuWFiJ6" });
  });

  it("has nothing that would arrive as something else", () => {
    expect(() => panel.client().loginForm({ account: "a", password: "O9sh&MvuWFiJ6" })).toThrow(
      ArgumentError,
    );
  });
});
