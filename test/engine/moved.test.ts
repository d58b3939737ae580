import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { host } from "../support/bthost";
import { bthostPanel, environmentOf, zonkvmPanel } from "../support/panels";
import { Stack } from "../support/stack";
import { cloud, database, hosting, idc, lease } from "../support/zonkvm";

vi.setConfig({ testTimeout: 600_000 });

/** A program of two vendors' kinds in components: what belongs to something is named by its sibling. */
const program = (shop: string, rest: string, remark: string): string => `"use strict";
const pulumi = require("@pulumi/pulumi");
const { BtHost, CloudServer, LeaseServer, bthost, zonkvm } = require("pulumi-reseller");
const args = ${JSON.stringify({ cloud, database, hosting, idc, lease, host: { ...host, remark } })};
class Group extends pulumi.ComponentResource {
  constructor(name, opts) { super("test:Group", name, {}, opts); }
}
const moved = ${JSON.stringify(shop !== rest)};
const shop = new Group(${JSON.stringify(shop)}, moved ? { aliases: [{ name: ${JSON.stringify(rest)} }] } : {});
const inShop = { parent: shop };
// In the second program these stand outside.
const place = moved ? { aliases: [{ parent: shop }] } : inShop;
const web = new CloudServer("web", args.cloud, inShop);
new zonkvm.SecurityRule("https", { server: web.id, name: "https", priority: 100, direction: "inbound", operation: "allow",
  protocol: "tcp", remoteIp: "0.0.0.0/0", localPort: "443" }, inShop);
new LeaseServer("metal", args.lease, place);
new zonkvm.IdcServer("rack", args.idc, inShop);
const site = new zonkvm.WebHosting("site", args.hosting, place);
new zonkvm.HostingDomain("www", { hosting: site.id, domain: "www.example.com" }, inShop);
new zonkvm.CloudDatabase("data", args.database, inShop);
const blog = new BtHost("blog", args.host, place);
new bthost.BtDomain("blog-domain", { host: blog.id, domain: "blog.example.com" }, inShop);
`;

test("what stands in components is made once, moved without a change, and changed alone where it is the target", async () => {
  const [panel, installation] = await Promise.all([
    zonkvmPanel.start(zonkvmPanel.quick),
    bthostPanel.start(bthostPanel.quick),
  ]);
  const environment = { ...environmentOf(zonkvmPanel, panel), ...environmentOf(bthostPanel, installation) };
  const stack = new Stack(undefined, {}, { environment });
  const run = (text: string): void => {
    writeFileSync(join(stack.folder, "index.js"), text);
  };
  run(program("shop", "shop", "first"));
  const first = await stack.up();
  expect(first.code, first.text).toBe(0);
  const bought = () => panel.ledger().orders.map(({ kind }) => kind);
  expect(bought()).toEqual(["create", "create", "create", "create", "create"]);
  expect(installation.ledger().done).toMatchObject({ host_build: 1, host_domain: 1, host_notice: 1 });
  expect((await stack.refresh("--expect-no-changes")).code).toBe(0);

  run(program("store", "shop", "first"));
  const moved = await stack.up();
  expect(moved.code, moved.text).toBe(0);
  expect(moved.text).not.toMatch(/buy|REFUND|RECYCLE|replace/);
  expect(bought()).toHaveLength(5);

  run(program("store", "shop", "second"));
  const urn = (await stack.resource("site")).urn;
  const target = await stack.up("--target", urn);
  expect(target.code, target.text).toBe(0);
  expect(installation.ledger().hosts).toMatchObject([{ notice: "first" }]);
  const rest = await stack.up();
  expect(rest.code, rest.text).toBe(0);
  expect(installation.ledger().hosts).toMatchObject([{ notice: "second" }]);
  const destroyed = await stack.destroy();
  expect(destroyed.code, destroyed.text).toBe(0);
  expect(await stack.resources()).toEqual([]);
  expect(bought()).toHaveLength(5 + 5);
  expect(installation.ledger().hosts).toMatchObject([{ place: "recycled" }]);
  stack.remove();
  await Promise.all([panel.close(), installation.close()]);
});
