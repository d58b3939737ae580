import { expect, test, vi } from "vitest";
import { prepared, rootOf, siteOf } from "../support/zonkvm-site";

/* What is particular to one kind inside a site. */

vi.setConfig({ testTimeout: 400_000 });

test("a HostingBackup is waited for, made again by its triggers, and left by a destroy that says so", async () => {
  const scene = await prepared();
  const { stack, site } = scene;
  const backups = () => siteOf(scene).backups.length;
  const declare = (triggers?: readonly number[]): void => {
    scene.declare({ one: { hosting: site.guid, ...(triggers && { triggers }) } }, "HostingBackup");
  };
  declare();
  expect(await scene.preview()).toContain(`create backup of web hosting ${site.guid}`);
  await scene.up();
  expect(backups()).toBe(1);
  expect(await stack.resource("one")).toMatchObject({
    outputs: { status: "ready", sizeBytes: 1_048_576, hosting: site.guid },
  });
  await scene.unchanged();
  declare([1]);
  expect(await scene.preview()).toMatch(/create backup of .*; then leave backup \d+\/\d+ where it is/);
  const { text } = await scene.up();
  expect(text).toContain("delete it in the panel, or set zonkvm:backupDeletion");
  expect(backups()).toBe(2);
  const left = await scene.watch(() => stack.destroy());
  expect(left).toMatchObject({ code: 0, writes: [] });
  expect(left.text).toContain("the vendor documents no call that names it");
  expect(backups()).toBe(2);
});

test("a HostingBackup is deleted where the config says how", async () => {
  const scene = await prepared({}, { ZONKVM_BACKUP_DELETION: "bak_guid" });
  const { stack, site } = scene;
  scene.declare({ one: { hosting: site.guid }, two: { hosting: site.guid } }, "HostingBackup");
  await scene.up();
  expect(siteOf(scene).backups).toHaveLength(2);
  expect(await stack.destroy()).toMatchObject({ code: 0 });
  expect(siteOf(scene).backups).toEqual([]);
});

test.each(["lostBefore", "lostAfter"] as const)(
  "a HostingBackup whose reply is %s is one in the end",
  async (kind) => {
    // What may come late is looked for until this time is over, and made again only then.
    const scene = await prepared({}, { RESELLER_QUARANTINE_MINUTES: "0.001" });
    const { sandbox, stack, site } = scene;
    scene.declare({ one: { hosting: site.guid } }, "HostingBackup");
    sandbox.fault({ action: "hosting_operate/hosting_to_backup", kind });
    expect((await stack.up()).code === 0).toBe(kind === "lostAfter");
    await scene.up();
    expect(siteOf(scene).backups).toHaveLength(1);
  },
);

test("ten domains side by side are bound once each, and one list in a refresh", async () => {
  const scene = await prepared();
  const { sandbox, stack, site } = scene;
  sandbox.panel.editCatalog("hostingProducts", () => true, { domain: 20 });
  const ten = Array.from({ length: 10 }, (_, index) => `d${index}`);
  scene.declare(
    Object.fromEntries(ten.map((one) => [one, { hosting: site.guid, domain: `${one}.example.com` }])),
    "HostingDomain",
  );
  expect((await scene.up()).writes).toHaveLength(10);
  expect(siteOf(scene).domains).toHaveLength(11);
  const before = sandbox.count("hosting_operate");
  await scene.refresh();
  expect(sandbox.count("hosting_operate") - before).toBe(1);
  expect(await stack.destroy()).toMatchObject({ code: 0 });
  expect(siteOf(scene).domains).toHaveLength(1);
});

test("a HostingFile overwrites by consent, has bytes too, and stays inside its site", async () => {
  const scene = await prepared();
  const { site } = scene;
  const root = rootOf(scene);
  const declare = (args: object): void => {
    const file = { hosting: site.guid, path: `${root}/index.html`, content: "<h1>Ours</h1>", ...args };
    scene.declare({ one: file }, "HostingFile");
  };
  declare({});
  expect(await scene.refused()).toContain(
    "its content is another one (`allowOverwrite: true` overwrites it)",
  );
  declare({ allowOverwrite: true });
  expect(await scene.preview()).toMatch(/take over .*; then write 13 bytes to file/);
  await scene.up();
  await scene.unchanged();
  await site.operate("hosting_save_file_body", {
    file_type: "1",
    path: `${root}/index.html`,
    text: "by hand",
  });
  await scene.refresh();
  expect(await scene.preview()).toContain("write 13 bytes");
  await scene.up();
  expect(
    await site.seen("hosting_get_file_body", { rewrite: "x", path: `${root}/index.html` }),
  ).toMatchObject({
    data: "<h1>Ours</h1>",
  });
  const bytes = Buffer.from([0, 255, 254, 10, 128]);
  declare({ path: `${root}/a.bin`, content: undefined, contentBase64: bytes.toString("base64") });
  await scene.up();
  await scene.unchanged();
  for (const path of ["/etc/passwd", `${root}x/a`, `${root}/../a`, root, `${root}/a/`, "a.html"]) {
    declare({ path });
    expect(await scene.refused()).toContain("path: ");
  }
  declare({ contentBase64: "QQ==" });
  expect(await scene.refused()).toContain("give either `content` or `contentBase64`");
  declare({ content: "x".repeat(1_048_577) });
  expect(await scene.refused()).toContain("content: has more than 1048576 bytes");
});

test("a HostingRedirect is for domains or for a path, whatever code the panel has for its kind", async () => {
  const scene = await prepared({ leavesOut: { hosting_operate: ["redirecttype"] } });
  const { site } = scene;
  const declare = (args: object): void => {
    scene.declare(
      { one: { hosting: site.guid, targetUrl: "https://example.com", ...args } },
      "HostingRedirect",
    );
  };
  declare({});
  expect(await scene.refused()).toContain("give one of them");
  declare({ domains: ["b.example.com", "a.example.com"] });
  await scene.up();
  declare({ domains: ["a.example.com", "b.example.com"] });
  expect(await scene.preview()).not.toContain("change domains");
  declare({ path: "/old" });
  await scene.up();
  await scene.unchanged();
  expect(siteOf(scene).redirects).toMatchObject([{ domainorpath: "path", redirectpath: "/old" }]);
});

test("a site's things with anything wrong are refused, and nothing is sent", async () => {
  const scene = await prepared();
  const hosting = scene.site.guid;
  const wrong: readonly [string, object, readonly string[]][] = [
    ["HostingDomain", { hosting: "h1", domain: "http://a.com", port: 0 }, ["hosting", "domain", "port"]],
    [
      "HostingProxy",
      { hosting, name: "a b", targetUrl: "a.com", directory: "api", cacheHours: -1 },
      ["name", "targetUrl", "directory", "cacheHours"],
    ],
    ["HostingRedirect", { hosting, targetUrl: "a", kind: "303", path: "x" }, ["targetUrl", "kind", "path"]],
    [
      "HostingCertificate",
      { hosting, certificate: "MIIFcert-secret", privateKey: "MIIEkey-secret" },
      ["certificate", "privateKey"],
    ],
    ["HostingBackup", { hosting: "", extra: 1 }, ["hosting", "extra"]],
    ["HostingFile", { hosting, path: "a", contentBase64: "%" }, ["path", "contentBase64"]],
  ];
  for (const [type, args, properties] of wrong) {
    scene.stack.declare({ one: { type, args: { ...args } } });
    const text = await scene.refused();
    for (const property of properties) expect(text).toContain(`${property}: `);
    expect(text).not.toMatch(/-secret/);
  }
  expect(scene.sandbox.writes()).toBe(1);
});
