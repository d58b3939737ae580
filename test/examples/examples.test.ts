import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startZkeysSandbox, type ZkeysSandbox } from "../../provider/src/sandbox";
import { bthostPanel, environmentOf, proxy911Panel, rstackPanel, zonkvmPanel } from "../support/panels";
import { Stack } from "../support/stack";

const examples = join(__dirname, "..", "..", "examples");

describe("the examples", () => {
  let sandbox: ZkeysSandbox;

  beforeAll(async () => {
    sandbox = await startZkeysSandbox({ openingSeconds: 0.1, busySeconds: 0.05 });
  });

  afterAll(() => sandbox.close());

  test.each([
    ["quickstart", "buy 1 month: CNY 860.00; then upgrade 5 → 10 Mbps"],
    ["gitops", "buy 1 month: CNY 860.00"],
  ])("%s comes up with its price", async (name, words) => {
    const stack = new Stack(sandbox, {}, { example: join(examples, name) });
    try {
      const before = sandbox.ledger().orders.length;
      expect(await stack.up()).toMatchObject({ code: 0, text: expect.stringContaining(words) as string });
      expect(sandbox.ledger().orders.length).toBeGreaterThan(before);
    } finally {
      stack.remove();
    }
  });

  test("template is what `pulumi new` takes, and previews with its price", async () => {
    const maker = new Stack(sandbox);
    // The engine starts its Node host in the new folder, and that finds Pulumi's package above it.
    const folder = join(maker.folder, "shop");
    const template = join(examples, "template", "servers");
    const made = await maker.run(
      ...["new", template, "--generate-only", "--yes", "--force"],
      ...["--name", "shop", "--description", "Servers of the shop", "--dir", folder],
    );
    expect(made.code, made.text).toBe(0);
    expect(readFileSync(join(folder, "package.json"), "utf8")).toContain('"name": "shop"');
    const stack = new Stack(sandbox, {}, { example: folder });
    try {
      expect(await stack.preview()).toMatchObject({
        code: 0,
        text: expect.stringContaining("buy 1 month: CNY 860.00") as string,
      });
    } finally {
      stack.remove();
      maker.remove();
    }
  });

  test("fleet comes up on five panels, with the price of everything in its preview", async () => {
    const [zonkvm, rstack, bthost, proxy911] = await Promise.all([
      zonkvmPanel.start(zonkvmPanel.quick),
      rstackPanel.start(rstackPanel.quick),
      bthostPanel.start(bthostPanel.quick),
      proxy911Panel.start(proxy911Panel.quick),
    ]);
    const environment = {
      ...environmentOf(zonkvmPanel, zonkvm),
      ...environmentOf(rstackPanel, rstack),
      ...environmentOf(bthostPanel, bthost),
      ...environmentOf(proxy911Panel, proxy911),
    };
    const stack = new Stack(sandbox, {}, { example: join(examples, "fleet"), environment });
    try {
      const preview = await stack.preview();
      expect(preview.code, preview.text).toBe(0);
      expect(preview.text.match(/buy 1 month: CNY 500\.00/g)?.length).toBeGreaterThanOrEqual(3);
      const before = sandbox.ledger().orders.length;
      const { code, text } = await stack.up();
      expect(code, text).toBe(0);
      expect(sandbox.ledger().orders.length - before).toBe(3);
      expect(zonkvm.ledger().orders.filter(({ kind }) => kind === "create")).toHaveLength(2);
      expect(rstack.ledger().vms).toHaveLength(1);
      expect(bthost.ledger().hosts).toHaveLength(1);
      expect(proxy911.ledger().accounts).toHaveLength(1);
    } finally {
      stack.remove();
      for (const panel of [zonkvm, rstack, bthost, proxy911]) await panel.close();
    }
  });

  test("keep-paid renews what ends soon, and nothing dearer than it may be", async () => {
    const stack = new Stack(sandbox, {}, { example: join(examples, "keep-paid") });
    try {
      const bought = await stack.up();
      expect(bought.code, bought.text).toBe(0);
      const { id = "" } = await stack.resource("web");
      const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 19).replace("T", " ");
      sandbox.panel.editService(id, { end_time: soon });
      stack.set({ RESELLER_ALLOW_STEPS: "renew" });
      expect(await stack.refresh()).toMatchObject({ code: 0 });
      const before = sandbox.ledger().orders.length;
      const night = await stack.up();
      expect(night.code, night.text).toBe(0);
      expect(sandbox.ledger().orders.slice(before)).toMatchObject([{ kind: "renew", serviceGuid: id }]);
    } finally {
      stack.remove();
    }
  });

  test("adopt-existing takes a server over and buys nothing", async () => {
    const id = sandbox.panel.addService({
      lineName: "Hangzhou BGP",
      productName: "E5-2670 x2 / 64G",
      systemName: "CentOS 7.9 x64",
    });
    const stack = new Stack(sandbox, {}, { example: join(examples, "adopt-existing") });
    try {
      const before = sandbox.ledger().orders.length;
      await stack.config("adopt", id);
      expect(await stack.up()).toMatchObject({
        code: 0,
        text: expect.stringContaining(`adopt ${id}: buys nothing`) as string,
      });
      expect(sandbox.ledger().orders).toHaveLength(before);
    } finally {
      stack.remove();
    }
  });

  test("proxies orders a package once and adds its accounts", async () => {
    const vendor = await proxy911Panel.start(proxy911Panel.quick);
    const environment = environmentOf(proxy911Panel, vendor);
    const stack = new Stack(undefined, {}, { example: join(examples, "proxies"), environment });
    try {
      const { code, text } = await stack.up();
      expect(code, text).toBe(0);
      expect(text).toContain("order package 101 (price not published)");
      expect(vendor.ledger().orders).toHaveLength(1);
      expect(vendor.ledger().accounts).toHaveLength(51);
      expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    } finally {
      stack.remove();
      await vendor.close();
    }
  });

  test("virtual-machines creates a machine and its snapshot", async () => {
    const controller = await rstackPanel.start(rstackPanel.quick);
    const environment = environmentOf(rstackPanel, controller);
    const stack = new Stack(undefined, {}, { example: join(examples, "virtual-machines"), environment });
    try {
      const { code, text } = await stack.up();
      expect(code, text).toBe(0);
      expect(text).toContain("not priced by this panel");
      expect(controller.ledger()).toMatchObject({ vms: [{ name: "web1" }], snapshots: [{}] });
      expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    } finally {
      stack.remove();
      await controller.close();
    }
  });

  test("cloud buys a server with its rules, and a database that lets only it in", async () => {
    const panel = await zonkvmPanel.start(zonkvmPanel.quick);
    const environment = environmentOf(zonkvmPanel, panel);
    const stack = new Stack(undefined, {}, { example: join(examples, "cloud"), environment });
    try {
      const { code, text } = await stack.up();
      expect(code, text).toBe(0);
      expect(text).toContain("buy 4 CPU, 8 GB memory, 20 Mbps");
      const { orders, policies } = panel.ledger();
      expect(orders.filter(({ kind }) => kind === "create")).toHaveLength(2);
      expect(policies.map(({ name }) => name).sort()).toEqual(["allow 443", "allow 80"]);
      expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    } finally {
      stack.remove();
      await panel.close();
    }
  });

  test("hosting buys a site with its price, binds a domain, and puts a page there", async () => {
    const panel = await zonkvmPanel.start(zonkvmPanel.quick);
    const environment = environmentOf(zonkvmPanel, panel);
    const stack = new Stack(undefined, {}, { example: join(examples, "hosting"), environment });
    // A value that begins with a dash would be read as an option.
    const pem = (kind: string): string => `\n-----BEGIN ${kind}-----\nAAAA\n-----END ${kind}-----\n`;
    try {
      await stack.config("domain", "www.example.com");
      await stack.config("certificate", pem("CERTIFICATE"));
      await stack.config("privateKey", pem("PRIVATE KEY"));
      const { code, text } = await stack.up();
      expect(code, text).toBe(0);
      expect(text).toContain("CNY 80.00");
      expect(panel.ledger().orders).toMatchObject([{ kind: "create", amount: "80.00" }]);
      expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    } finally {
      stack.remove();
      await panel.close();
    }
  });

  test("websites makes the hosts of a customer, files them, and binds their domains", async () => {
    const panel = await bthostPanel.start(bthostPanel.quick);
    const environment = environmentOf(bthostPanel, panel);
    const stack = new Stack(undefined, {}, { example: join(examples, "websites"), environment });
    try {
      const { code, text } = await stack.up();
      expect(code, text).toBe(0);
      expect(text).toContain("create host (a name of its own) by plan 默认 (1)");
      const { hosts, users, bindings, categories } = panel.ledger();
      const owner = users.at(-1)?.id;
      expect(hosts.map(({ userId, notice }) => [userId, notice]).sort()).toEqual([
        [owner, "blog of Example Ltd"],
        [owner, "shop of Example Ltd"],
      ]);
      expect(bindings.map(({ domain }) => domain)).toEqual(
        expect.arrayContaining(["shop.example.com", "blog.example.com"]),
      );
      expect(categories.map(({ name }) => name)).toContain("shops");
      expect(await stack.preview("--expect-no-changes")).toMatchObject({ code: 0 });
    } finally {
      stack.remove();
      await panel.close();
    }
  });
});
