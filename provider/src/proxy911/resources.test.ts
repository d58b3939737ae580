import * as pulumi from "@pulumi/pulumi";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ProxyAccount, ProxyAccountSet } from "./resources";
import { proxy911 } from "./vendor";

const registered: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        registered.push(args);
        return { id: `${args.name}-id`, state: { ...(args.inputs as object), usernames: ["u1"] } };
      },
      call: (args) => args.inputs as Record<string, unknown>,
    },
    "shop",
    "dev",
    false,
    "acme",
  );
});
beforeEach(() => {
  registered.length = 0;
});

const known = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => void output.apply(resolve));

async function inputsOf(resource: pulumi.CustomResource): Promise<Record<string, unknown>> {
  await known(resource.urn);
  return registered.at(-1)?.inputs as Record<string, unknown>;
}

const productType = "dynamicResidentialTraffic";
/** How a secret travels to the engine. */
const secret = (value: unknown) => expect.objectContaining({ value }) as unknown;

describe("a set", () => {
  it("makes its accounts secret, with the passwords that may be in them", async () => {
    const accounts = { a: { password: "first111" }, b: pulumi.output({ remark: "y" }), c: {} };
    const all = { a: { password: "first111" }, b: { remark: "y" }, c: {} };
    for (const given of [accounts, pulumi.output(accounts)]) {
      const inputs = await inputsOf(new ProxyAccountSet("s", { productType, accounts: given, remark: "x" }));
      // The mocks carry a secret inside up to the argument that it is in.
      expect(inputs.accounts).toEqual(secret(all));
      expect(inputs.remark).toBe("x");
    }
  });

  it("has outputs that a program can read, and a type of its own", async () => {
    const set = new ProxyAccountSet("s", { productType, usernamePrefix: "u", count: 1 });
    expect(await known(set.usernames)).toEqual(["u1"]);
    expect(ProxyAccountSet.isInstance(set)).toBe(true);
    expect(ProxyAccount.isInstance(set)).toBe(false);
  });

  it("is found again by its handler", async () => {
    const inputs = await inputsOf(new ProxyAccountSet("s", { productType, usernamePrefix: "u", count: 1 }));
    expect(inputs.__provider).toContain("proxy911:ProxyAccountSet");
    expect(Object.keys(proxy911.resources)).toContain("ProxyAccountSet");
  });
});

describe("an account", () => {
  it("has a secret password", async () => {
    const account = new ProxyAccount("a", { productType, password: "first111" });
    const inputs = await inputsOf(account);
    expect(inputs.password).toEqual(secret("first111"));
    expect(await pulumi.isSecret(account.password)).toBe(true);
    expect(inputs.__provider).toContain("proxy911:ProxyAccount");
  });

  it("is looked up by its username without being added", async () => {
    const account = ProxyAccount.get("a", "user1");
    expect((await inputsOf(account)).__token).toBeUndefined();
    expect(registered.at(-1)?.id).toBe("user1");
    expect(ProxyAccount.isInstance(account)).toBe(true);
  });
});
