const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #888; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 0 auto; max-width: 72rem; padding: 1rem; }
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

/* Everything that a panel says is put in as text, never as HTML. */
const script = `
"use strict";
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
    row.forEach((cell, index) => line.append(make("td", cell, titles[index] === "amount" ? "number" : undefined)));
    inner.append(line);
  }
  outer.append(inner);
  return outer;
};
const shortest = (moment) => moment.replace("T", " ").replace(/(?:\\.\\d+)?(?:Z|[+-]\\d\\d:\\d\\d)$/, "");
const section = (panel) => {
  const box = make("section");
  const head = make("header");
  head.append(make("h2", panel.title), make("span", "port " + panel.port, "soft"));
  head.append(make("span", shortest(panel.now), "soft"));
  head.append(make("span", panel.requests + " requests, " + panel.writes + " of them writes", "soft"));
  if (panel.balance !== undefined) head.append(make("span", "balance " + panel.balance, "balance"));
  box.append(head);
  const services = panel.services.map((one) => [one.kind, one.id, one.name, one.status, shortest(one.ends)]);
  if (services.length > 0) box.append(table(["kind", "id", "name", "status", "ends"], services));
  const orders = panel.orders.slice(-20).reverse();
  const lines = orders.map((one) => [shortest(one.at), one.kind, one.amount, one.what]);
  if (lines.length > 0) box.append(table(["order of", "what", "amount", "for"], lines));
  if (services.length + lines.length === 0) box.append(make("p", "nothing yet", "soft"));
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
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<h1>Sandbox: nothing here costs money</h1>
<p id="gone">The sandbox has ended.</p>
<main id="panels"></main>
<script nonce="${nonce}">${script}</script>
</body>
</html>
`;
}
