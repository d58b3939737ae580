import { afterEach, describe, expect, test, vi } from "vitest";
import { setLanguage } from "../../provider/src/core/language/language";
import { diagnosticsOf } from "../support/diagnostics";
import { zkeysPanel } from "../support/panels";
import { Scene, type InProcessScene } from "../support/scene";
import { server, type Outcome } from "../support/stack";

vi.setConfig({ testTimeout: 400_000 });

// Files share their process.
afterEach(() => {
  setLanguage(undefined);
});

/** What is written so in Chinese too: names of products, and of what the arguments name. */
const names = new Set(
  ["API", "CPU", "CNY", "Mbps", "ZKEYS", "HTTP", "TLS", "PHP", "JSON", "IPMI", "Pulumi", "stack"].concat([
    "CentOS",
    "Ubuntu",
    "system",
    "Hangzhou",
    "BGP",
    "web",
    "edge",
    "reseller",
    "BaremetalServer",
  ]),
);

/** What the engine writes before our words. */
const engines = /^(?:(?:warning|error|info): )?(?:\d+ errors? occurred:$|\* |pulumi-nodejs:.*$)?/;

/** What belongs to no language: code, addresses, the panel's own words, settings, marks, codes of errors. */
const verbatim =
  /`[^`]*`|https?:\/\/[\w.:/-]+|\[\w+，|“[^”]*”|\b\w+:\w+|\brs-\w+|\([A-Z_]+\)|"\w+"|\d{4}-\d\d-\d\dT[\d:.]+Z?/g;

/** The lines that were said of a resource. */
function saidOf({ text }: Pick<Outcome, "text">, name: string): string[] {
  return diagnosticsOf(text, "BaremetalServer", name)
    .split("\n")
    .map((line) => line.trim().replace(engines, ""))
    .filter((line) => line !== "");
}

const englishIn = (line: string): string[] =>
  (line.replaceAll(verbatim, " ").match(/[A-Za-z]{3,}/g) ?? []).filter((word) => !names.has(word));

/** Holds that all that was said of a resource is Chinese. Gives it as one text. */
function inChinese(outcome: Pick<Outcome, "text">, name: string): string {
  const lines = saidOf(outcome, name);
  expect(lines.length, outcome.text).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line).toMatch(/\p{Script=Han}/u);
    expect(englishIn(line), line).toEqual([]);
  }
  return lines.join("\n");
}

const failed = async (scene: InProcessScene) => {
  const effect = await scene.watch(() => scene.stack.up());
  expect(effect.code, effect.text).not.toBe(0);
  return effect;
};

/** A server's life, in a language: bought, upgraded, refused, bought without an answer, given back. */
async function live(language: "en" | "zh") {
  const scene = await Scene.inProcess(zkeysPanel, { language });
  const { sandbox, stack } = scene;
  const said: Record<string, { text: string }> = {};

  scene.declare({ web: server });
  said.preview = { text: await scene.preview() };
  said.create = await scene.up();

  scene.declare({ web: { ...server, bandwidthMbps: 10 } });
  said.upgrade = await scene.up();

  const reinstalled = { ...server, bandwidthMbps: 10, system: "Ubuntu 22.04 x64" };
  scene.declare({ web: reinstalled });
  said.consent = { text: await scene.refused() };

  const renewed = { ...server, bandwidthMbps: 10, keepPaid: { whenDaysLeft: 90, months: 3 } };
  scene.declare({ web: renewed });
  sandbox.fault({ action: "renew", kind: "refused", message: "余额不足" });
  said.refused = await failed(scene);
  sandbox.fault({ action: "renew", kind: "refused", message: "insufficient balance" });
  said.refusedInEnglish = await failed(scene);
  said.renew = await scene.up();

  scene.declare({ web: renewed, edge: server });
  sandbox.fault({ action: "create", kind: "lostBefore" });
  said.unknown = await failed(scene);
  said.pending = await failed(scene);
  stack.set({ RESELLER_QUARANTINE_MINUTES: "0" });
  said.again = await scene.up();

  const { outputs } = await stack.resource("web");
  return { scene, said, outputs };
}

describe("with `reseller:language` zh", () => {
  test("everything is said in Chinese, done as in English, and state is the same", async () => {
    const chinese = await live("zh");
    const { scene, said } = chinese;
    const of = (step: string, name = "web") => inChinese(said[step] ?? { text: "" }, name);

    expect(of("preview")).toContain("购买 1 个月");
    expect(of("preview")).toContain("：CNY 860.00");
    expect(of("create")).toContain("CNY 860.00");
    expect(of("upgrade")).toMatch(/升级 5 → 10 Mbps：每月多 CNY 50\.00（本次应付：未公布）/);
    expect(of("consent")).toContain("需要 `allowReinstall: true` 或 `allowReinstall:");
    // A panel's own words stay; they are explained only to those who cannot read them.
    expect(of("refused")).toMatch(/面板返回：“余额不足”(?!（)/);
    expect(of("refusedInEnglish")).toMatch(/面板返回：“insufficient balance”（\p{Script=Han}+）/u);
    expect(of("renew")).toContain("续费 3 个月，付到 ");
    expect(of("unknown", "edge")).toContain("没有收到可信的应答");
    expect(of("pending", "edge")).toMatch(/不会重新下单（reseller:quarantineMinutes）/);
    expect(of("again", "edge")).toMatch(/结果不明的订单：查找 rs-\w+；如果不存在：购买 1 个月/);

    const english = await live("en");
    expect(english.scene.paid()).toEqual(scene.paid());
    expect(english.outputs.estimate).toEqual(chinese.outputs.estimate);
    expect(Object.keys(english.outputs).toSorted()).toEqual(Object.keys(chinese.outputs).toSorted());

    for (const language of ["en", "zh"]) {
      scene.stack.set({ RESELLER_LANGUAGE: language });
      await scene.refresh();
      await scene.unchanged();
    }

    const destroyed = await scene.watch(() => scene.stack.destroy());
    expect(destroyed.code, destroyed.text).toBe(0);
    expect(destroyed.writes).toEqual(["refund", "refund"]);
    expect(inChinese(destroyed, "web")).toContain("完成");
    expect(await scene.stack.resources()).toEqual([]);
  });

  test("a language that there is none of is a fault of the config, in the machine's", async () => {
    const scene = await Scene.inProcess(zkeysPanel, { language: "French" });
    scene.declare({ web: server });
    expect(await scene.refused()).toMatch(/the stack's config is not usable: reseller:language/);
  });
});
