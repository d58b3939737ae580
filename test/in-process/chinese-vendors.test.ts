import { afterEach, expect, test, vi } from "vitest";
import { setLanguage } from "../../provider/src/core/language/language";
import { vendorLoaders } from "../../provider/src/vendors";
import { host, settled } from "../support/bthost";
import { bthostPanel, proxy911Panel, rstackPanel, zonkvmPanel, type PanelKind } from "../support/panels";
import type { Sandbox } from "../support/panels";
import { vm } from "../support/rstack";
import { Scene } from "../support/scene";
import { cloud, hosting, lease } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

// Files share their process.
afterEach(() => {
  setLanguage(undefined);
});

/* What is said of the kinds of each vendor in Chinese; of BaremetalServer in `chinese.test.ts`. */

/** What is written so in Chinese too: products, protocols, names in the stand-ins. */
const names = new Set(
  ["API", "BGP", "CPU", "CNY", "ESSD", "Gbps", "IDC", "Mbps", "PHP", "Pulumi", "stack", "HTTP"].concat([
    ...["CentOS", "Debian", "Ubuntu", "MySQL", "centos", "debian", "ubuntu", "windows", "php", "http"],
    ...["large", "static", "limited", "retired", "two", "domains", "crawl", "other", "shop", "web", "mark"],
    ...["nope", "host", "port", "speed", "bty", "com", "rescue"],
  ]),
);

/** What belongs to no language: code, addresses, a panel's own words, settings, marks, values, times. */
const verbatim =
  /`[^`]*`|https?:\/\/[\w.:/-]+|\[[\w ]+，|“[^”]*”|\b\w+:\w+|\brs-\w+|\([A-Z_]+\)|"[^"]*"|\d{4}-\d\d-\d\dT[\d:.+]+Z?|\b[a-z0-9]{12,}\b/g;

/** What the engine writes before our words. */
const engines =
  /^ *(?:[~+-]{1,2} +)?pulumi-nodejs:\S+ (?!resource )[\w-]+ +(?:(?:creat|updat|delet|replac|refresh)\w+(?: replacement| original)? ?)?(?:\[diff: [^\]]*\];? ?)?/;
const severity = /^(?:error|warning): /;
const problem = /^pulumi-nodejs:\S+ resource '[\w-]+' has a problem: /;
const own = /^(?:$|Diagnostics|Resources|Previewing|Updating|Destroying|\d+ |\* )|:$|\d+ errors? occurred/;

/** All that a command said of resources, without the engine's words. */
function saidIn(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(engines, "").trim().replace(severity, "").replace(problem, ""))
    .filter((line) => !own.test(line));
}

type Change = Readonly<Record<string, unknown>>;
interface Story {
  readonly panel: PanelKind<Sandbox, never>;
  readonly first: Change;
  /** Each as a change of the first. */
  readonly changes: readonly Change[];
}

// `as`: no options are given to any.
const on = (panel: unknown) => panel as PanelKind<Sandbox, never>;
const productType = "dynamicResidentialTraffic";
const stories: Readonly<Record<string, Story>> = {
  HyperVm: {
    panel: on(rstackPanel),
    first: vm,
    changes: [
      { cpu: 4, memoryMb: 4096 },
      { image: "debian11", allowReinstall: true, powerState: "stopped" },
      { node: "2", quotas: { snapshots: 2 }, cd: "rescue" },
      { cpu: 1000, memoryMb: -1, speed: 3, timeouts: { create: "x" }, image: "nope" },
    ],
  },
  CloudServer: {
    panel: on(zonkvmPanel),
    first: cloud,
    changes: [
      { bandwidthMbps: 50, diskSizesGb: [40, 120], renewUntil: "2029-12-31" },
      { diskSizesGb: [40, 20] },
      { system: "Ubuntu 22.04 64位", allowReinstall: true, powerState: "stopped" },
      { line: "绍兴BGP", months: 99, speed: 1, maxMonthlyPrice: "1" },
    ],
  },
  LeaseServer: {
    panel: on(zonkvmPanel),
    first: lease,
    changes: [
      { bandwidthMbps: 100 },
      { purchaseTriggers: ["a"] },
      { months: 99, speed: 1, product: "nope" },
      { powerState: "stopped" },
    ],
  },
  WebHosting: {
    panel: on(zonkvmPanel),
    first: hosting,
    changes: [
      { trafficGb: 100, displayName: "shop" },
      { programVersion: "php56", powerState: "stopped" },
      { encoding: "gbk" },
      { months: 99, speed: 1 },
    ],
  },
  ProxyAccount: {
    panel: on(proxy911Panel),
    first: { username: "crawl1", productType },
    changes: [
      { remark: "商店", trafficLimitGb: 5, enabled: false },
      { username: "crawl2" },
      { username: "a_b", password: "no good", productType: "x", trafficLimitGb: 200_000, enabled: "yes" },
    ],
  },
  ProxyAccountSet: {
    panel: on(proxy911Panel),
    first: { usernamePrefix: "u", count: 3, productType },
    changes: [{ count: 5 }, { count: 1, maxDeletes: 10 }, { count: 0 }, { count: -1, accounts: { a_b: {} } }],
  },
  BtHost: {
    panel: on(bthostPanel),
    first: host,
    changes: [
      { ...settled, plan: undefined },
      { powerState: "stopped", expiresOn: "2036-01-01" },
      { username: "other1" },
      { plan: "nope", expiresOn: "soon", speed: 1 },
    ],
  },
};

/** How the arguments of a kind are called, at any depth. */
async function argumentsOf(vendorName: string, type: string): Promise<ReadonlySet<string>> {
  const vendor = await vendorLoaders[vendorName]?.();
  const kind = [...(vendor?.kinds ?? []), ...(vendor?.collections ?? [])].find((one) => one.type === type);
  return new Set(Object.keys(kind?.arguments.shape ?? {}));
}

test.each(Object.entries(stories))(
  "a %s is spoken of in Chinese",
  async (type, { panel, first, changes }) => {
    const scene = await Scene.inProcess(panel, { language: "zh" });
    const known = await argumentsOf(panel.vendor, type);
    const plain = new Set([...names, ...known, ...Object.keys(settled.settings)]);
    const values = new Set(
      [first, ...changes].flatMap((one) => JSON.stringify(one).match(/[A-Za-z]{3,}/g) ?? []),
    );
    let count = 0;
    const hold = (text: string): void => {
      for (const line of saidIn(text)) {
        count += 1;
        expect(line, text).toMatch(/\p{Script=Han}/u);
        const words = line.replaceAll(verbatim, " ").match(/[A-Za-z]{3,}/g) ?? [];
        expect(
          words.filter((word) => !plain.has(word) && !values.has(word)),
          line,
        ).toEqual([]);
      }
    };
    for (const change of [{}, ...changes]) {
      scene.declare({ web: { ...first, ...change } }, type);
      hold((await scene.stack.preview()).text);
      hold((await scene.stack.up()).text);
    }
    scene.declare({ web: first }, type);
    await scene.stack.up();
    hold((await scene.stack.destroy()).text);
    expect(count).toBeGreaterThan(changes.length * 3);
  },
);
