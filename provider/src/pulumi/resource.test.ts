import * as pulumi from "@pulumi/pulumi";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { holdsToken, purchaseToken } from "../core/order/token";
import { providerText, type KindFace } from "./face";
import { ResellerResource } from "./reseller-resource";
import { resource } from "./resource";
import { aliasesBeside, urnType } from "./urns";
import { BaremetalServer } from "../zkeys/resources";

const registered: pulumi.runtime.MockResourceArgs[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        registered.push(args);
        return {
          id: args.id === undefined || args.id === "" ? `${args.name}-id` : args.id,
          state: { ...(args.inputs as object), ipAddress: "10.0.0.1" },
        };
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

const face: KindFace = {
  vendor: "fake",
  type: "Machine",
  secretArguments: ["password"],
  secretOutputs: ["password", "connection"],
  outputs: ["size", "connection"],
};
class Machine extends ResellerResource {
  constructor(name: string, args?: object, opts?: pulumi.CustomResourceOptions) {
    super(face, name, args, opts);
  }
}
class Order extends ResellerResource {
  constructor(name: string, args?: object, opts?: pulumi.CustomResourceOptions) {
    super({ ...face, type: "Order", isMarked: true }, name, args, opts);
  }
}
const child = (name: string, parent: pulumi.Resource) => new Machine(name, {}, { parent });
const urnIn = (inputs: unknown): unknown => (inputs as Record<string, unknown>).__urn;

const known = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => void output.apply(resolve));

async function inputsOf(resource: pulumi.CustomResource): Promise<Record<string, unknown>> {
  await known(resource.urn);
  return registered.at(-1)?.inputs as Record<string, unknown>;
}

describe("a resource", () => {
  it("has a provider of one line, short and frozen", async () => {
    const inputs = await inputsOf(new Machine("web", {}));
    expect(inputs.__provider).toBe(
      'exports.handler=()=>require("pulumi-reseller/dynamic").handler("fake:Machine")',
    );
    expect(providerText("zkeys:BaremetalServer").length).toBeLessThanOrEqual(120);
    expect(providerText("zkeys:BaremetalServer")).not.toContain("\n");
  });

  it("knows its own URN, and the token of its purchase", async () => {
    const machine = new Machine("web", { purchaseTriggers: ["a"] });
    const inputs = await inputsOf(machine);
    expect(inputs.__urn).toBe(await known(machine.urn));
    expect(inputs.__urn).toBe(`urn:pulumi:dev::shop::${urnType(face)}::web`);
    expect(inputs.__token).toBe(
      purchaseToken({
        organization: "acme",
        urn: String(inputs.__urn),
        namespace: "",
        purchaseTriggers: ["a"],
      }),
    );
    expect(holdsToken(`mine ${String(inputs.__token)}`, String(inputs.__token))).toBe(true);
  });

  it("has another token by another name, and by other purchaseTriggers, also when those are outputs", async () => {
    const machines = [
      new Machine("a", {}),
      new Machine("b", {}),
      new Machine("c", { purchaseTriggers: [1] }),
    ];
    await Promise.all(machines.map((machine) => known(machine.urn)));
    const all = new Set(registered.map(({ inputs }) => (inputs as Record<string, unknown>).__token));
    expect(all.size).toBe(3);
    const plain = await inputsOf(new Machine("d", { purchaseTriggers: ["x"] }));
    const late = await inputsOf(new Machine("d", { purchaseTriggers: [pulumi.output("x")] }));
    expect(late.__token).toBe(plain.__token);
  });

  it("makes its secret arguments secret, and passes all others on", async () => {
    const machine = new Machine("web", { password: "in the clear", size: 5 });
    const inputs = await inputsOf(machine);
    expect(inputs).toMatchObject({ size: 5 });
    expect(JSON.stringify(inputs.password)).not.toBe("undefined");
    const output = (machine as unknown as Record<string, pulumi.Output<unknown>>).password;
    expect(output === undefined ? undefined : await pulumi.isSecret(output)).toBe(true);
  });

  it("marks outputs that turn out to have no value, but not what was never given", async () => {
    const nothing = pulumi.output<number | undefined>(undefined);
    const args = {
      size: nothing,
      zones: { a: 1, b: nothing, c: undefined },
      list: [nothing],
      remark: nothing,
    };
    const inputs = await inputsOf(new Machine("web", { ...args, late: Promise.resolve(undefined) }));
    expect(inputs).toMatchObject({ size: null, zones: { a: 1, b: null }, list: [null], late: null });
    expect(inputs).not.toHaveProperty("zones.c");
    expect(inputs).not.toHaveProperty("remark");
  });

  it("has outputs that a program can read", async () => {
    const server = new BaremetalServer("web", { line: "a", product: "b", system: "c" });
    expect(await known(server.ipAddress)).toBe("10.0.0.1");
    expect(server.connection).toBeDefined();
  });

  it("that is looked up is no purchase: it has neither URN nor token", async () => {
    const inputs = await inputsOf(new Machine("web", {}, { id: "170833" }));
    expect(inputs.__urn).toBeUndefined();
    expect(inputs.__token).toBeUndefined();
    expect(inputs.__provider).toContain("fake:Machine");
    expect(registered.at(-1)?.id).toBe("170833");
  });

  const shapes: [string, (parent: pulumi.Resource) => pulumi.Resource[]][] = [
    ["two in one component", (parent) => [child("one", parent), child("two", parent)]],
    [
      "an order alone in a component, with its mark beside it",
      (parent) => [new Order("order", { size: 1 }, { parent })],
    ],
    [
      "those in a component of a component",
      (parent) => {
        const inner = new pulumi.ComponentResource("test:Inner", "inner", {}, { parent });
        return [child("deep", inner), child("deeper", inner), child("beside", parent)];
      },
    ],
    [
      "those that read a sibling",
      (parent) => {
        const first = child("first", parent);
        return [first, new Machine("second", { size: first.orderId }, { parent })];
      },
    ],
  ];
  it.each(shapes)("waits for no other child of its parent: %s", async (_what, make) => {
    const children = make(new pulumi.ComponentResource("test:Group", "group"));
    const urns = await Promise.all(children.map(({ urn }) => known(urn)));
    // The mocks leave all parents but the last out of a URN.
    const last = (urn: unknown) => String(urn).replace(/.*[:$](test:\w+\$)/, "$1");
    const own = registered.map(({ inputs }) => last(urnIn(inputs)));
    expect(own).toEqual(expect.arrayContaining(urns.map(last)));
  });

  it("tells by which names it went, and its mark went with it", async () => {
    const urn = (type: string, name: string) =>
      `urn:pulumi:dev::shop::${urnType({ vendor: "fake", type })}::${name}`;
    const group = new pulumi.ComponentResource("test:Group", "group", {}, { aliases: [{ name: "old" }] });
    const inside = await inputsOf(child("old-one", group));
    expect(inside.__formerUrns).toEqual([expect.stringContaining("test:Group$")]);
    expect((await inputsOf(new Machine("web", {}))).__formerUrns).toBeUndefined();
    const order = new Order(
      "order",
      {},
      {
        aliases: [{ name: "first" }, urn("Order", "second"), { parent: group }],
        protect: true,
        retainOnDelete: true,
      },
    );
    expect((await inputsOf(order)).__formerUrns).toEqual([
      urn("Order", "first"),
      urn("Order", "second"),
      expect.stringContaining("test:Group$"),
    ]);
    const aliases = [{ name: "first" }, urn("Order", "second"), { parent: group }, { type: "test:Order" }];
    const beside = pulumi.all(aliasesBeside(aliases, { name: "-mark", type: "Mark" }));
    expect(await known(beside)).toEqual([
      { name: "first-mark" },
      urn("OrderMark", "second-mark"),
      { parent: group },
      { type: "test:OrderMark" },
    ]);
  });

  it("that is imported says in a sentence how to take over what exists", () => {
    expect(() => new Machine("web", { size: 1 }, { import: "1688" })).toThrow(
      'web: import: is not known to dynamic resources: take over what exists with the argument `adopt: "1688"` instead; nothing is bought then',
    );
    expect(registered).toEqual([]);
  });

  it("is told from others by its type", () => {
    const server = new BaremetalServer("web", { line: "a", product: "b", system: "c" });
    expect(BaremetalServer.isInstance(server)).toBe(true);
    expect(BaremetalServer.isInstance(new Machine("other", {}))).toBe(false);
    expect(BaremetalServer.isInstance(undefined)).toBe(false);
  });

  it("is told from one of the same name of another vendor", async () => {
    const others = { outputs: [], secretArguments: [], secretOutputs: [] };
    class Server extends resource<object, ResellerResource>({ ...others, vendor: "first", type: "Server" }) {}
    class Other extends resource<object, ResellerResource>({ ...others, vendor: "second", type: "Server" }) {}
    const [server, other] = [new Server("web", {}), Other.get("web", "341")];
    expect([Server.isInstance(server), Other.isInstance(server)]).toEqual([true, false]);
    expect([Server.isInstance(other), Other.isInstance(other)]).toEqual([false, true]);
    expect(await known(server.urn)).toBe(
      "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/reseller/first:Server::web",
    );
    expect(await known(other.urn)).not.toBe(await known(server.urn));
    // Resources of the test before may still be on their way.
    const servers = registered.filter(({ type }) => type.endsWith(":Server"));
    expect(servers.map(({ inputs }) => (inputs as Record<string, unknown>).__provider).sort()).toEqual([
      providerText("first:Server"),
      providerText("second:Server"),
    ]);
  });
});
