/** The whole look. Colours only repeat what words say. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f6f6f3; --card: #fff; --ink: #1b1f24; --soft: #5b636d; --line: #e3e3de;
  --later: #2f6f8f; --due: #a85a00; --ended: #b3261e; --window: #a85a0012; --alarm: #fff6e9;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --card: #1c2024; --ink: #e8eaec; --soft: #9aa3ad; --line: #2e343a;
    --later: #6fb3d2; --due: #f0a63c; --ended: #ff8a80; --window: #f0a63c14; --alarm: #2a2318;
  }
}
* { box-sizing: border-box; }
body {
  background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif;
  margin: 0 auto; max-width: 76rem; overflow-wrap: anywhere; padding: 2rem 1.5rem; -webkit-text-size-adjust: 100%;
}
header { align-items: baseline; display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; margin-bottom: 1.25rem; }
h1 { font-size: 1.6rem; letter-spacing: -.015em; line-height: 1.2; margin: 0; }
h2 { font-size: 1.1rem; margin: 0 0 .75rem; }
h3 { font-size: .9rem; margin: 1rem 0 .4rem; }
p { margin: 0 0 .5rem; }
.soft, header p { color: var(--soft); font-weight: 400; }
.hidden { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; white-space: nowrap; width: 1px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; margin: 0 0 1.25rem; padding: 1.25rem; position: relative; scroll-margin-top: 1rem; }
section > :last-child { margin-bottom: 0; }
section.warning { border: 2px solid var(--ended); }
dl { display: grid; gap: .35rem 1.25rem; grid-template-columns: minmax(7rem, max-content) 1fr; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(4, 1fr); list-style: none; margin: 0 0 1.25rem; padding: 0; }
.cards a { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; color: inherit; display: block; height: 100%; padding: .9rem 1.1rem; text-decoration: none; }
.cards a:hover, .cards a:focus-visible { border-color: var(--later); outline: 2px solid var(--later); outline-offset: 1px; }
.cards a.alarm { background: var(--alarm); border-color: var(--due); }
.cards span { display: block; font-size: .87rem; }
.cards .value { font-size: 1.45rem; font-variant-numeric: tabular-nums; font-weight: 650; letter-spacing: -.01em; line-height: 1.35; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; width: 100%; }
th, td { border-top: 1px solid var(--line); padding: .5rem .75rem .5rem 0; text-align: left; vertical-align: top; }
thead th { border-top: 0; color: var(--soft); font-size: .82rem; font-weight: 500; padding-top: 0; }
tbody th { font-weight: 600; }
tfoot th, tfoot td { border-top: 2px solid var(--line); font-weight: 650; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; }
.list td { overflow-wrap: break-word; }
.list time { white-space: nowrap; }
.list td strong { color: var(--soft); font-weight: 500; white-space: nowrap; }
#due .list td strong { color: var(--due); font-weight: 600; }
.total { border-top: 2px solid var(--line); font-weight: 650; padding-top: .6rem; }
.timeline .name { width: 32%; }
.timeline .name .title, .timeline .name .soft { display: block; line-height: 1.35; }
.timeline .name .soft, .ends, .names .soft { font-size: .87rem; }
.timeline .line { padding-bottom: 0; padding-top: 0; vertical-align: middle; }
.timeline .ends { padding-left: .9rem; white-space: nowrap; width: 8.5rem; }
.timeline .ends time, .timeline .ends .left { display: block; line-height: 1.4; }
.timeline .price { text-align: right; white-space: nowrap; width: 8rem; }
.left.due { color: var(--due); font-weight: 600; }
.left.ended { color: var(--ended); font-weight: 600; }
svg { display: block; overflow: visible; }
.scale text { fill: var(--soft); font-size: 12px; }
.tick { stroke: var(--line); }
.window { fill: var(--window); }
.bar .length { opacity: .55; }
.bar.later rect.length, .bar.later .end, .beyond { fill: var(--later); }
.bar.due rect.length, .bar.due .end { fill: var(--due); }
.bar.ended .end { fill: var(--card); stroke: var(--ended); stroke-width: 2; }
.side-by-side { display: grid; gap: 0 3rem; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); }
.side-by-side h3 { margin-top: 0; }
.side-by-side > * { margin-bottom: 1.25rem; min-width: 0; }
.costs td:nth-child(3) { padding-left: 1.5rem; width: 45%; }
.costs th:nth-child(3) { padding-left: 1.5rem; }
.amount + .amount { margin-top: .35rem; }
.share rect { fill: var(--later); opacity: .7; }
.names { columns: 22rem; gap: 2rem; list-style: none; margin: 0; padding: 0; }
.names li { break-inside: avoid; padding: .15rem 0; }
footer { font-size: .87rem; }
@media (max-width: 60rem) { .cards { grid-template-columns: repeat(2, 1fr); } }
@media (max-width: 44rem) {
  body { padding: 1.25rem .9rem; }
  section { padding: 1rem; }
  .cards { gap: .6rem; }
  .cards a { padding: .7rem .8rem; }
  .cards .value { font-size: 1.15rem; }
  dl { grid-template-columns: 1fr; }
  .list, .list tbody { display: block; }
  .list thead { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }
  .list tr { border-top: 1px solid var(--line); display: block; padding: .6rem 0; }
  .list tbody tr:first-child { border-top: 0; padding-top: 0; }
  .list th, .list td { border: 0; display: block; padding: 0; }
  .list td { display: grid; gap: .6rem; grid-template-columns: 5rem 1fr; overflow-wrap: anywhere; }
  .list td::before { color: var(--soft); content: attr(data-title); }
  .list td:has(time) { grid-template-columns: 5rem auto 1fr; }
  .timeline, .timeline thead, .timeline tbody { display: block; }
  .timeline tr { border-top: 1px solid var(--line); display: grid; gap: 0 .75rem; grid-template-areas: "name ends" "name price" "line line"; grid-template-columns: 1fr auto; padding: .5rem 0; }
  .timeline thead tr { border-top: 0; padding: 0; }
  .timeline thead th:not(.line) { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px; }
  .timeline th, .timeline td { border: 0; padding: 0; width: auto; }
  .timeline .name { grid-area: name; width: auto; }
  .timeline .line { grid-area: line; }
  .timeline .ends { grid-area: ends; padding: 0; text-align: right; width: auto; }
  .timeline .price { color: var(--soft); font-size: .87rem; grid-area: price; width: auto; }
  .costs th, .costs td { padding-right: .5rem; }
  .costs th:nth-child(3), .costs td:nth-child(3) { padding-left: .5rem; }
}
@media print {
  :root { color-scheme: light; --page: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --later: #2f6f8f; --due: #a85a00; --ended: #b3261e; --window: #a85a0012; --alarm: #fff; }
  body { font-size: 11px; max-width: none; padding: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  section { border: 0; border-radius: 0; padding: 0; }
  h2, h3 { break-after: avoid; }
  tr, .cards li { break-inside: avoid; }
}
`;
