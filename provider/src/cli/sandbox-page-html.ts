import { languageTag } from "./report/words";
import { say } from "./language/say";

const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #888; }
body { font: 15px/1.45 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; margin: 0 auto; max-width: 72rem; padding: 1rem; }
h1 { font-size: 1.2rem; margin: 0 0 1rem; }
h2 { font-size: 1rem; margin: 0; }
section { border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 1rem; overflow: hidden; }
header { align-items: baseline; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .6rem .8rem; }
header .balance { font-weight: 600; margin-left: auto; }
.soft { color: var(--soft); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border-top: 1px solid var(--line); padding: .3rem .8rem; text-align: left; white-space: nowrap; }
th { font-weight: 500; color: var(--soft); }
td.number { font-variant-numeric: tabular-nums; text-align: right; }
#gone { display: none; }
body.gone #gone { display: block; }
`;

/** What the script of the page says. Where a value stands in a sentence it has its name in braces. */
const words = () => ({
  port: say("port {port}", { port: "{port}" }),
  requests: say("{requests} requests, {writes} of them writes", {
    requests: "{requests}",
    writes: "{writes}",
  }),
  balance: say("balance {balance}", { balance: "{balance}" }),
  services: [say("kind"), say("id"), say("name"), say("status"), say("ends")],
  orders: [say("order of"), say("what"), say("amount"), say("for")],
  nothing: say("nothing yet"),
});

/* Everything that a panel says is put in as text, never as HTML. */
const script = `
const fill = (sentence, panel) => sentence.replace(/\\{(\\w+)\\}/g, (hole, name) => panel[name]);
const make = (tag, words, name) => {
  const element = document.createElement(tag);
  if (words !== undefined) element.textContent = words;
  if (name !== undefined) element.className = name;
  return element;
};
const table = (titles, rows) => {
  const outer = make("div", undefined, "scroll");
  const inner = make("table");
  const head = make("tr");
  for (const title of titles) head.append(make("th", title));
  inner.append(head);
  for (const row of rows) {
    const line = make("tr");
    row.forEach((cell, index) => line.append(make("td", cell, titles[index] === words.orders[2] ? "number" : undefined)));
    inner.append(line);
  }
  outer.append(inner);
  return outer;
};
const shortest = (moment) => moment.replace("T", " ").replace(/(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)$/, "");
const section = (panel) => {
  const box = make("section");
  const head = make("header");
  head.append(make("h2", panel.title), make("span", fill(words.port, panel), "soft"));
  head.append(make("span", shortest(panel.now), "soft"));
  head.append(make("span", fill(words.requests, panel), "soft"));
  if (panel.balance !== undefined) head.append(make("span", fill(words.balance, panel), "balance"));
  box.append(head);
  const services = panel.services.map((one) => [one.kind, one.id, one.name, one.status, shortest(one.ends)]);
  if (services.length > 0) box.append(table(words.services, services));
  const orders = panel.orders.slice(-20).reverse();
  const lines = orders.map((one) => [shortest(one.at), one.kind, one.amount, one.what]);
  if (lines.length > 0) box.append(table(words.orders, lines));
  if (services.length + lines.length === 0) box.append(make("p", words.nothing, "soft"));
  return box;
};
let last = "";
const look = async () => {
  try {
    const text = await (await fetch("/state.json")).text();
    document.body.classList.remove("gone");
    // What people select or scroll stays while nothing changes but the clock.
    const panels = JSON.parse(text);
    const now = JSON.stringify(panels.map((panel) => ({ ...panel, now: panel.now.slice(0, 16) })));
    if (now !== last) document.getElementById("panels").replaceChildren(...panels.map(section));
    last = now;
  } catch {
    document.body.classList.add("gone");
  }
  setTimeout(look, 1000);
};
look();
`;

/** The page: one text, with nothing of the panels in it, which it asks for by itself. @param nonce by which its script and style are known. */
export function pageHtml(nonce: string): string {
  return `<!doctype html>
<html lang="${languageTag()}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say("Sandbox")}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<h1>${say("Sandbox: nothing here costs money")}</h1>
<p id="gone">${say("The sandbox has ended.")}</p>
<main id="panels"></main>
<script nonce="${nonce}">"use strict";
const words = ${JSON.stringify(words())};${script}</script>
</body>
</html>
`;
}
