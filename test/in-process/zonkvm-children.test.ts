import { describe, expect, test, vi } from "vitest";
import type { ZonkvmHabits } from "../../provider/src/sandbox/zonkvm/habits";
import type { Site } from "../../provider/src/sandbox/zonkvm/site";
import { prepared, rootOf, siteOf } from "../support/zonkvm-site";

/* What is inside a site: each kind in one life. */

vi.setConfig({ testTimeout: 400_000 });

type Arguments = Readonly<Record<string, unknown>>;

const pem = (kind: string, text: string): string =>
  `-----BEGIN ${kind}-----\n${text}\n-----END ${kind}-----\n`;
const keyText = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
const certificateText = "MIIFazCCA1OgAwIBAgIRAIIQz7DSQONZRGPgu2OCiwAwDQYJKoZI";

interface Life {
  /** Arguments at first; `root` is the site's directory. */
  readonly first: (root: string) => Arguments;
  /** What the panel has of it, one entry each. */
  readonly there: (site: Site, root: string) => readonly unknown[];
  readonly makes: readonly string[];
  /** A change, what it sends, and what the panel has then. */
  readonly change: Arguments;
  readonly changes: readonly string[];
  readonly changed: object;
  /** Takes it away by hand. */
  readonly undo: readonly [
    operation: string,
    params: (one: Readonly<Record<string, string>>, root: string) => Readonly<Record<string, string>>,
  ];
  readonly removes: string;
}

const lives: Readonly<Record<string, Life>> = {
  HostingDomain: {
    first: () => ({ domain: "WWW.example.com" }),
    there: ({ domains }) => domains.slice(1),
    makes: ["add_domain"],
    change: { port: 8080 },
    changes: ["del_domain", "add_domain"],
    changed: { name: "www.example.com", port: "8080" },
    undo: ["hosting_del_domain", ({ name = "", port = "" }) => ({ name, port })],
    removes: "del_domain",
  },
  HostingProxy: {
    first: () => ({ name: "api-of-the-shop", targetUrl: "https://api.example.com", directory: "/api" }),
    there: ({ proxies }) => proxies,
    makes: ["create_proxy"],
    change: { caching: true, cacheHours: 2, replacements: [{ from: "a", to: "b" }] },
    changes: ["modify_proxy"],
    changed: { proxydir: "/api", todomain: "api.example.com", cache: 1, cachetime: 2, advanced: 1, type: 1 },
    undo: ["hosting_delete_proxy", ({ proxyname = "" }) => ({ proxyname })],
    removes: "delete_proxy",
  },
  HostingRedirect: {
    first: () => ({ domains: ["old.example.com", "older.example.com"], targetUrl: "https://example.com" }),
    there: ({ redirects }) => redirects,
    makes: ["create_redirect"],
    change: { domains: ["older.example.com"], kind: "temporary", enabled: false },
    changes: ["modify_redirect"],
    changed: {
      redirectdomain: ["older.example.com"],
      redirecttype: 302,
      type: 0,
      tourl: "https://example.com",
    },
    undo: ["hosting_delete_redirect", ({ redirectname = "" }) => ({ redirectname })],
    removes: "delete_redirect",
  },
  HostingCertificate: {
    first: () => ({
      certificate: pem("CERTIFICATE", certificateText),
      privateKey: pem("PRIVATE KEY", keyText),
    }),
    there: ({ certificate }) => (certificate === null ? [] : [certificate]),
    makes: ["set_ssl"],
    change: { certificate: pem("CERTIFICATE", `${certificateText}2`) },
    changes: ["set_ssl"],
    changed: { pem: pem("CERTIFICATE", `${certificateText}2`) },
    undo: ["hosting_close_ssl_conf", () => ({})],
    removes: "close_ssl_conf",
  },
  HostingFile: {
    first: (root) => ({ path: `${root}/robots.txt`, content: "User-agent: *\n# 中文\n" }),
    there: ({ files }, root) => [files[`${root}/robots.txt`]].filter((one) => one !== undefined),
    makes: ["create_file", "save_file_body"],
    change: { content: "User-agent: none" },
    changes: ["save_file_body"],
    changed: { type: "file" },
    undo: ["hosting_delete_file", (_, root) => ({ path: `${root}/robots.txt` })],
    removes: "delete_file",
  },
};

/** What is sent, without what all names begin with. */
const operations = (sent: readonly { readonly params: Readonly<Record<string, string>> }[]): string[] =>
  sent.map(({ params }) => params.operate?.replace("hosting_", "") ?? "");

const secrets = new RegExp(`${keyText}|${certificateText}`);

const odd: Readonly<Record<string, Partial<ZonkvmHabits>>> = {
  "as in the examples": {},
  "numbers as text": { numbersAsText: true, plainJson: true },
  "empty lists left out": { emptyList: "missing", emptyData: "missing" },
  "empty lists as null": { emptyList: "null", emptyData: "{}" },
  "long names cut": { longestText: 8 },
};

describe.each(Object.entries(lives))("a %s", (type, life) => {
  test.each(Object.entries(odd))(
    "is made, unchanged, changed, made again when it is gone, taken over and deleted (%s)",
    async (_, habits) => {
      const scene = await prepared(habits);
      const { sandbox, stack, site } = scene;
      const root = rootOf(scene);
      const hosting = site.guid;
      const balance = sandbox.ledger().balance;
      const there = () => life.there(siteOf(scene), root);
      const declare = (more: Arguments = {}): void => {
        scene.declare({ one: { hosting, ...life.first(root), ...more } }, type);
      };
      declare();
      expect(await scene.preview()).toContain("create ");
      expect(operations((await scene.up()).sent)).toEqual(life.makes);
      expect(there()).toHaveLength(1);
      await scene.unchanged();
      await scene.refresh();
      await scene.unchanged();
      const { id = "" } = await stack.resource("one");
      expect(id.startsWith(`${hosting}/`)).toBe(true);

      stack.declare({
        one: { type, args: { hosting, ...life.first(root) } },
        seen: { type, get: id },
      });
      expect((await scene.up()).writes).toEqual([]);
      expect((await stack.resource("seen")).outputs).toMatchObject({ hosting, status: "ready" });

      declare(life.change);
      expect(operations((await scene.up()).sent)).toEqual(life.changes);
      expect(there()).toMatchObject([life.changed]);
      await scene.unchanged();

      const [operation, params] = life.undo;
      const [one] = there();
      const texts = Object.fromEntries(Object.entries(one ?? {}).map(([key, value]) => [key, String(value)]));
      await site.operate(operation, params(texts, root));
      expect(there()).toEqual([]);
      expect(await scene.refresh()).toMatch(/1 deleted/);
      expect(operations((await scene.up()).sent)).toEqual(life.makes);
      expect(there()).toHaveLength(1);

      // As after a kill: it is there and in no state.
      stack.continueFrom('{"version":3,"deployment":{"resources":[]}}');
      expect(await scene.preview()).toContain("take over");
      await scene.up();
      expect(there()).toHaveLength(1);
      await scene.unchanged();
      expect(operations((await scene.watch(() => stack.destroy())).sent)).toEqual([life.removes]);
      expect(there()).toEqual([]);
      expect(sandbox.ledger().balance).toBe(balance);
      expect(stack.printed).not.toMatch(secrets);
      expect(await stack.exported()).not.toMatch(secrets);
    },
  );

  test("of one name is one: a second fails in the preview", async () => {
    const scene = await prepared();
    const args = { hosting: scene.site.guid, ...life.first(rootOf(scene)) };
    scene.declare({ one: args, two: args }, type);
    expect(await scene.refused()).toMatch(/is the resource (?:one|two) already: there can be one only/);
    scene.declare({ one: args }, type);
    await scene.up();
    scene.declare({ one: args, two: args }, type);
    expect(await scene.refused()).toMatch(/is the resource (?:one|two) already/);
  });

  test("goes with its hosting, and is not made for one that is not there", async () => {
    const scene = await prepared();
    const { sandbox, site } = scene;
    scene.declare({ one: { hosting: site.guid, ...life.first(rootOf(scene)) } }, type);
    await scene.up();
    sandbox.panel.end(`hosting_${site.guid}`, "deleted");
    expect(await scene.refresh()).toMatch(/1 deleted/);
    expect(await scene.refused()).toMatch(/hosting: account \S+ has no web hosting \d+/);
  });

  test.each(["lostBefore", "lostAfter"] as const)("is one in the end when a reply is %s", async (kind) => {
    const scene = await prepared();
    const { sandbox, stack, site } = scene;
    const root = rootOf(scene);
    const strike = (operation: string): void => {
      sandbox.fault({ action: `hosting_operate/hosting_${operation}`, kind });
    };
    scene.declare({ one: { hosting: site.guid, ...life.first(root) } }, type);
    strike(life.makes[0] ?? "");
    expect((await stack.up()).code === 0).toBe(kind === "lostAfter");
    await scene.up();
    expect(life.there(siteOf(scene), root)).toHaveLength(1);
    await scene.unchanged();
    strike(life.removes);
    await stack.destroy();
    expect((await stack.destroy()).code).toBe(0);
    expect(life.there(siteOf(scene), root)).toEqual([]);
  });
});
