import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startRstackSandbox, type RstackSandbox } from "./sandbox";
import { call, create, rows, vmRow, type Form } from "./caller";

let sandbox: RstackSandbox;
beforeEach(async () => {
  sandbox = await startRstackSandbox({ installSeconds: 0, taskSeconds: 0, powerSeconds: 0 });
});
afterEach(() => sandbox.close());

const bob: Form = {
  userid: "9001",
  username: "bob",
  password: "secret",
  email: "bob@example.com",
  status: "0",
};

describe("a user", () => {
  it("is added with the controller's own number, changed by that, and deleted by its own", async () => {
    expect(await call(sandbox, "user_add", { ...bob, remark: "a reseller", login_ip: "10.0.0.9" })).toBe(
      "0|341",
    );
    expect(await rows(sandbox, "user_info", { userid: "9001" })).toMatchObject([
      { id: "341", username: "bob", vcount: "0", utype: "0", mail_verified: "0" },
    ]);
    expect(await rows(sandbox, "user_info", { remark: "resell" })).toHaveLength(1);
    expect(await rows(sandbox, "user_info", { login_ip: "10.0.0.9" })).toHaveLength(1);
    expect(
      await call(sandbox, "user_update", { id: "341", name: "Bob", mail_verified: "1", status: "1" }),
    ).toBe("0");
    expect(await rows(sandbox, "user_info", { id: "341" })).toMatchObject([
      { name: "Bob", mail_verified: "1", status: "1", email: "bob@example.com" },
    ]);
    expect(await call(sandbox, "user_delete", { userid: "341" })).toBe("-1|the user does not exist");
    expect(await call(sandbox, "user_delete", { userid: "9001" })).toBe("0");
    expect(await call(sandbox, "user_info", { userid: "9001" })).toBe("");
  });

  it.each(["userid", "username", "password", "email", "status"])("is not added without %s", async (name) => {
    expect(await call(sandbox, "user_add", { ...bob, [name]: "" })).toBe(`-1|missing parameter ${name}`);
  });

  it.each<[string, Form, string]>([
    ["a password of 5", { password: "12345" }, "invalid parameter password"],
    ["no address of mail", { email: "bob" }, "invalid parameter email"],
    ["a status that there is not", { status: "2" }, "invalid parameter status"],
    ["a number that is taken", { userid: "8080" }, "the userid already exists"],
    ["a name that is taken", { username: "agent" }, "the username already exists"],
  ])("is not added with %s", async (_, change, message) => {
    expect(await call(sandbox, "user_add", { ...bob, ...change })).toBe(`-1|${message}`);
    expect(sandbox.ledger().users).toHaveLength(1);
  });

  it.each<[string, Form, string]>([
    ["two passwords", { password1: "secret77", password2: "secret78" }, "the passwords are not the same"],
    ["a password of 6", { password1: "secret", password2: "secret" }, "invalid parameter password1"],
    ["one password", { password1: "secret77" }, "the passwords are not the same"],
    ["the controller's number of nobody", { id: "1" }, "the user does not exist"],
  ])("is not changed with %s", async (_, change, message) => {
    expect(await call(sandbox, "user_update", { id: "188", ...change })).toBe(`-1|${message}`);
  });

  it("keeps its machines when its number changes, and cannot be deleted with them", async () => {
    const vmid = await create(sandbox);
    expect(await call(sandbox, "user_delete", { userid: "8080" })).toBe(
      "-1|the user still has virtual machines",
    );
    expect(await call(sandbox, "user_update", { id: "188", userid: "8081" })).toBe("0");
    expect((await vmRow(sandbox, vmid))?.userid).toBe("8081");
  });
});
