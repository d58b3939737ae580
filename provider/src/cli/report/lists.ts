import { costOf, dueIn, leftWords, orphansIn, priceWords, titleOf, type Facts } from "./facts";
import { html, type Content, type Html } from "./html";
import { counted } from "./words";
import type { Service } from "../services";
import { formatMoney } from "../../core/money";
import { say, type Sentence } from "../language/say";

interface ListColumn {
  readonly title: Sentence;
  readonly of: (service: Service) => Content;
}

const columns: readonly ListColumn[] = [
  { title: "Account", of: ({ account }) => account },
  { title: "Type", of: ({ type }) => type },
  { title: "Id", of: ({ id }) => id },
  { title: "Status", of: ({ status }) => status },
  {
    title: "Ends",
    of: (service) =>
      service.expiresAt === ""
        ? leftWords(service)
        : html`<time datetime="${service.expiresAt}">${service.expiresAt.slice(0, 10)}</time>
            <strong>${leftWords(service)}</strong>`,
  },
  { title: "A month", of: priceWords },
];

/** A table that becomes a list of cards where there is little room. Its roles stay what they are then. */
function list(caption: string, services: readonly Service[]): Html {
  const heads = columns.map(({ title }) => html`<th role="columnheader" scope="col">${say(title)}</th>`);
  const rows = services.map(
    (service) =>
      html`<tr role="row">
        <th role="rowheader" scope="row">${titleOf(service)}</th>
        ${columns.map(({ title, of }) => html`<td role="cell" data-title="${say(title)}">${of(service)}</td>`)}
      </tr>`,
  );
  return html`<table role="table" class="list">
    <caption class="hidden">
      ${caption}
    </caption>
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">${say("Name")}</th>
        ${heads}
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${rows}
    </tbody>
  </table>`;
}

/** What to renew, with what a month of it costs. */
export function due(facts: Facts): Html {
  const services = dueIn(facts);
  const title = say("Due in the next {days}", { days: counted(facts.withinDays, "day") });
  const { sums, unknown } = costOf(services);
  const known = sums.map(formatMoney).join(" + ") || say("nothing known");
  const total =
    unknown.length === 0
      ? say("One more month of all of them: {sums}.", { sums: known })
      : say("One more month of all of them: {sums}, and {prices} not known.", {
          sums: known,
          prices: counted(unknown.length, "price"),
        });
  return html`<section id="due" aria-labelledby="due-title">
    <h2 id="due-title">${title}</h2>
    ${
      services.length === 0
        ? html`<p class="soft">${say("Nothing ends until then.")}</p>`
        : [list(title, services), html`<p class="total">${total}</p>`]
    }
  </section>`;
}

/** What is paid for and in no state. */
export function orphans(facts: Facts): Html {
  const found = orphansIn(facts);
  const inside =
    found === undefined
      ? html`<p class="soft">
          ${say("No state was read. With --cwd or --state-file, what no state has stands here.")}
        </p>`
      : found.length === 0
        ? html`<p class="soft">${say("Every service is in a state that was read.")}</p>`
        : list(say("What no state has that was read"), found);
  return html`<section id="orphans" aria-labelledby="orphans-title">
    <h2 id="orphans-title">${say("In no state")}</h2>
    ${inside}
  </section>`;
}

/** Accounts that could not be asked: what they have is missing everywhere else. */
export function failures({ failures: failed }: Facts): Html | undefined {
  if (failed.length === 0) return undefined;
  const rows = failed.map(
    ({ account, reason }) =>
      html`<dt>${account}</dt>
        <dd>${reason}</dd>`,
  );
  return html`<section id="failures" class="warning" aria-labelledby="failures-title">
    <h2 id="failures-title">${say("Could not be asked")}</h2>
    <p>${say("What these have is missing from everything below, sums included.")}</p>
    <dl>${rows}</dl>
  </section>`;
}
