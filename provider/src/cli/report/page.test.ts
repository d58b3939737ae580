import { afterEach, expect, test } from "vitest";
import { costOf } from "./facts";
import { html } from "./html";
import { reportPage } from "./page";
import { estate, factsWith, serviceWith } from "../../../test-support/report-facts";
import { setLanguage } from "../../core/language/language";
import { registerSecret } from "../../core/redact";

afterEach(() => {
  setLanguage(undefined);
});

/** The words of a page, without its style and its tags. */
function wordsOf(page: string): string {
  return page
    .replace(/<style>.*<\/style>/s, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
}

const hostile = `"><script>alert('1')</script><img src=x onerror=alert(2)> & </style> \${7}`;

test("what a panel or a person names stays text, wherever it stands", () => {
  const service = serviceWith({
    ...{ account: hostile, vendor: hostile, type: hostile, id: hostile, name: hostile, status: hostile },
    ...{ expiresAt: hostile, daysLeft: 3, resource: hostile, tags: { [hostile]: hostile }, isHeld: false },
  });
  const endless = { ...service, expiresAt: "", daysLeft: undefined };
  const page = reportPage(
    factsWith({
      accounts: [hostile],
      states: [hostile],
      services: [service, endless],
      failures: [{ account: hostile, reason: hostile }],
    }),
  );
  expect(page).not.toMatch(/<(?:script|img)/i);
  expect(page.match(/<\/style>/g)).toHaveLength(1);
  const escaped = html`${hostile}`.text;
  expect(escaped).toMatch(/^&quot;&gt;&lt;script&gt;alert\(&#39;1&#39;\)/);
  expect(page.split(escaped).length - 1).toBeGreaterThan(15);
  expect(page.replaceAll(escaped, "")).not.toContain("alert");
});

test("it needs nothing from elsewhere, and its policy allows nothing but its own style", () => {
  const page = reportPage(estate);
  expect(page).toMatch(
    /content="default-src &#39;none&#39;; style-src &#39;sha256-[\w+/]{43}=&#39;; base-uri &#39;none&#39;/,
  );
  expect(page).not.toMatch(/\b(?:src|style|on\w+)=|url\(|@import|href="(?!#)/);
});

test("a secret that a panel says back is not in it", () => {
  registerSecret("EXAMPLE-report-secret-4711");
  const service = serviceWith({ name: "web EXAMPLE-report-secret-4711" });
  const failures = [{ account: "zkeys", reason: "refused EXAMPLE-report-secret-4711&sign=0a1b2c3d4e5f" }];
  const page = reportPage(factsWith({ services: [service], failures }));
  expect(page).toContain("[secret]");
  expect(page).not.toMatch(/report-secret|0a1b2c3d/);
});

test("months are added up by currency, what nobody knows is counted and named, and nothing is guessed", () => {
  const { sums, unknown } = costOf(estate.services);
  expect(sums).toEqual([
    { amount: "2965.00", currency: "CNY" },
    { amount: "42.50", currency: "USD" },
  ]);
  expect(unknown.map(({ id }) => id)).toEqual(["5512", "crawl1"]);
  const words = wordsOf(reportPage(estate));
  expect(words).toContain("All 9 CNY 2,965.00 + USD 42.50 2");
  expect(words).toContain("zkeys 3 CNY 2,940.00 0");
  expect(words).toContain("proxy911 2 USD 42.50 1");
  // Each tag's table has all of the services.
  expect(words).toContain("shop 3 CNY 2,120.00 1");
  expect(words).toContain("without team 3 CNY 820.00 0");
  expect(words).toContain("2 prices not known");
  expect(words).toContain("crawl1 proxy911 · ProxyAccount · crawl1");
  expect(words).toContain("One more month of all of them: CNY 1,680.00 + USD 42.50, and 1 price not known.");
});

test("what is due stands soonest first, what has ended too, and what ends later does not", () => {
  const [, due = ""] = /<section id="due".*?>(.*?)<\/section>/s.exec(reportPage(estate)) ?? [];
  const titles = [...due.matchAll(/<th role="rowheader" scope="row">([^<]*)</g)].map(([, title]) => title);
  expect(titles.map((title) => title?.slice(0, 12))).toEqual([
    "203.0.113.40",
    "203.0.113.17",
    "US static",
    "hz-cloud-che",
  ]);
  expect(due).toContain("ended 2 days ago");
  expect(due).toContain("9 days left");
});

test("orphans are named when states were read, and nothing is said of them otherwise", () => {
  const section = (page: string) => /<section id="orphans".*?<\/section>/s.exec(page)?.[0] ?? "";
  expect(section(reportPage(estate))).toContain("1795997528001009");
  expect(section(reportPage({ ...estate, states: [] }))).toContain("No state was read");
  expect(section(reportPage({ ...estate, states: [] }))).not.toContain("1795997528001009");
  const held = estate.services.filter(({ isHeld }) => isHeld);
  expect(section(reportPage({ ...estate, services: held }))).toContain("Every service is in a state");
});

test("an account that is down is named with the reason, before every sum that it is missing from", () => {
  const page = reportPage(estate);
  expect(page).toContain("<dt>zkeys (second)</dt>");
  expect(page).toContain("签名错误");
  expect(page.indexOf('id="failures"')).toBeLessThan(page.indexOf('class="cards"'));
  expect(reportPage({ ...estate, failures: [] })).not.toContain('id="failures"');
});

test("without a service it says so", () => {
  const words = wordsOf(reportPage(factsWith()));
  expect(words).toContain("Nothing ends until then.");
  expect(words).toContain("Nothing here ends.");
  expect(words).toContain("All 0 nothing 0");
  expect(words).not.toMatch(/NaN|undefined|Infinity/);
});

test("every bar stays on its axis, whatever ends when", () => {
  const services = [-4000, -1, 0, 1, 29, 365, 366, 367, 40_000].map((endsIn) => serviceWith({ endsIn }));
  const page = reportPage(factsWith({ services }));
  const places = [...page.matchAll(/(?:width|cx|x|x1)="(-?[\d.]+)%"/g)].map(([, place]) => Number(place));
  expect(places.length).toBeGreaterThan(20);
  for (const place of places) {
    expect(place).toBeGreaterThanOrEqual(0);
    expect(place).toBeLessThanOrEqual(100);
  }
  expect(page).toContain("ended 1 day ago");
  expect(page).toContain("ends today");
});

test("tables have headings and names, and what is drawn is not read out", () => {
  const page = reportPage(estate);
  const tables = page.match(/<table/g)?.length;
  expect(tables).toBeGreaterThan(4);
  expect(page.match(/<caption/g)).toHaveLength(tables ?? 0);
  for (const [heading] of page.matchAll(/<th[^e][^>]*>/g)) expect(heading).toMatch(/scope="(?:row|col)"/);
  for (const [, drawn = ""] of page.matchAll(/<svg class="([^"]*)"(?![^>]*aria-hidden="true")/g))
    expect(drawn).toBe("none");
});

test("in Chinese it says so to the browser, and only names are in another language", () => {
  setLanguage("zh");
  const page = reportPage(estate);
  expect(page).toContain('<html lang="zh-CN">');
  expect(page).toContain('"Noto Sans CJK SC"');
  const words = wordsOf(page);
  for (const part of [
    "账户里有什么，2026年11月30日 01:00（UTC 时间）",
    "今后 30 天内到期",
    "2 天前已到期",
    "还剩 9 天",
  ])
    expect(words).toContain(part);
  expect(words).toContain("全部续费一个月：CNY 1,680.00 + USD 42.50，另有 1 个价格未知。");
  const facts = JSON.stringify(estate);
  const english = (words.replace(/&\w+;/g, " ").match(/[A-Za-z]{2,}/g) ?? []).filter(
    (word) => !facts.includes(word),
  );
  expect([...new Set(english)]).toEqual(["UTC"]);
});
