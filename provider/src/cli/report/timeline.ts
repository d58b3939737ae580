import { dueIn, leftWords, priceWords, titleOf, type Facts } from "./facts";
import { html, type Html } from "./html";
import { counted, dateWords } from "./words";
import type { Service } from "../services";
import { say } from "../language/say";

const dayMs = 86_400_000;
/** No axis is longer: what ends in ten years would leave no room for what ends soon. */
const longestAxisDays = 366;
const mostTicks = 6;
const shortestAxisDays = 45;

/** The axis: from now for so many days. */
interface Axis {
  readonly days: number;
  readonly ticks: readonly { readonly at: string; readonly label: string }[];
}

/** A place on the axis. */
function percent(days: number, axisDays: number): string {
  return `${Math.min(100, Math.max(0, (100 * days) / axisDays)).toFixed(2)}%`;
}

function monthLabel(start: Date): string {
  const month = dateWords(start, { month: "short" });
  return start.getUTCMonth() === 0 ? String(start.getUTCFullYear()) : month;
}

/** The first of each month, or of every second one and so on, so that there is room for their names. */
function axisOf({ services, withinDays, madeAt }: Facts): Axis {
  const ends = services.map(({ daysLeft }) => daysLeft ?? 0);
  const longest = ends.reduce((most, end) => Math.max(most, end), Math.max(shortestAxisDays, withinDays));
  const days = Math.min(longestAxisDays, Math.ceil(longest * 1.05));
  const step = Math.max(1, Math.ceil(days / 30.4 / mostTicks));
  const starts = Array.from({ length: Math.ceil(days / 28) }, (_, index) =>
    Date.UTC(madeAt.getUTCFullYear(), madeAt.getUTCMonth() + 1 + index),
  );
  const ticks = starts
    .map((start) => ({ start: new Date(start), after: (start - madeAt.getTime()) / dayMs }))
    // The name of a tick stands to the right of it, and beside that of today.
    .filter(({ start, after }) => start.getUTCMonth() % step === 0 && after < 0.9 * days)
    .map(({ start, after }) => ({ at: percent(after, days), label: monthLabel(start) }));
  return { days, ticks };
}

/** How near the end of a service is: it decides the colour, and stands there in words too. */
function nearness({ daysLeft = Infinity }: Service, withinDays: number): "ended" | "due" | "later" {
  if (daysLeft < 0) return "ended";
  return daysLeft <= withinDays ? "due" : "later";
}

function grid({ ticks }: Axis, height: number): Html[] {
  return ticks.map(({ at }) => html`<line class="tick" x1="${at}" x2="${at}" y1="0" y2="${height}" />`);
}

/** The head of the axis. The first name is today's; those that would stand in it have only their line. */
function scale(axis: Axis): Html {
  const named = axis.ticks.filter(({ at }) => parseFloat(at) > 16);
  return html`<svg class="scale" width="100%" height="22" aria-hidden="true" focusable="false">
    ${grid(axis, 22)}
    <text x="0" y="14">${say("today")}</text>
    ${named.map(({ at, label }) => html`<text x="${at}" dx="4" y="14">${label}</text>`)}
  </svg>`;
}

/** The bar of a service, from now to its end. What it says stands beside it in words. */
function bar(service: Service, axis: Axis, withinDays: number): Html {
  const { daysLeft = 0 } = service;
  const end = percent(daysLeft, axis.days);
  const isBeyond = daysLeft > axis.days;
  return html`<svg
    class="bar ${nearness(service, withinDays)}"
    width="100%"
    height="22"
    aria-hidden="true"
    focusable="false"
  >
    <rect class="window" x="0" y="0" width="${percent(withinDays, axis.days)}" height="22" />
    ${grid(axis, 22)}
    <rect class="length" x="0" y="7" width="${end}" height="8" rx="4" />
    ${
      isBeyond
        ? html`<svg x="100%" y="5" width="12" height="12" overflow="visible">
            <path class="beyond" d="M-14 -1 L0 6 L-14 13 Z" />
          </svg>`
        : html`<circle class="end" cx="${end}" cy="11" r="5" />`
    }
  </svg>`;
}

function row(service: Service, axis: Axis, { withinDays }: Facts): Html {
  const { account, type, id, resource, status, expiresAt } = service;
  const near = nearness(service, withinDays);
  const about = [account, type, ...(resource === undefined ? [] : [resource]), status];
  return html`<tr role="row">
    <th role="rowheader" scope="row" class="name">
      <span class="title">${titleOf(service)}</span> <span class="soft">${about.join(" · ")}</span
      ><span class="hidden"> ${id}</span>
    </th>
    <td role="cell" class="line">${bar(service, axis, withinDays)}</td>
    <td role="cell" class="ends">
      <time datetime="${expiresAt}">${expiresAt.slice(0, 10)}</time>
      <span class="left ${near}">${leftWords(service)}</span>
    </td>
    <td role="cell" class="price">${priceWords(service)}</td>
  </tr>`;
}

/** What has no end: it stands below, by name. */
function endless(services: readonly Service[]): Html | undefined {
  if (services.length === 0) return undefined;
  const names = services.map(
    (service) =>
      html`<li>${titleOf(service)} <span class="soft">${service.account} · ${service.type}</span></li>`,
  );
  return html`<h3>${say("{services} without an end", { services: counted(services.length, "service") })}</h3>
    <ul class="names">
      ${names}
    </ul>`;
}

/** Every service up to its end, soonest first. */
export function timeline(facts: Facts): Html {
  const ending = dueIn({ ...facts, withinDays: Infinity });
  const axis = axisOf(facts);
  const table = html`<table role="table" class="timeline">
    <caption class="hidden">
      ${say("Services by the day on which they end, soonest first")}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col" class="name">${say("Service")}</th>
        <th role="columnheader" scope="col" class="line">
          <span class="hidden">${say("Time until it ends")}</span>${scale(axis)}
        </th>
        <th role="columnheader" scope="col" class="ends">${say("Ends")}</th>
        <th role="columnheader" scope="col" class="price">${say("A month")}</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${ending.map((service) => row(service, axis, facts))}
    </tbody>
  </table>`;
  return html`<section id="timeline" aria-labelledby="timeline-title">
    <h2 id="timeline-title">${say("Until when it is paid")}</h2>
    ${ending.length === 0 ? html`<p class="soft">${say("Nothing here ends.")}</p>` : table}
    ${endless(facts.services.filter(({ daysLeft }) => daysLeft === undefined))}
  </section>`;
}
