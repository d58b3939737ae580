import { costOf, titleOf, type Cost, type Facts } from "./facts";
import { html, type Html } from "./html";
import { counted } from "./words";
import type { Service } from "../services";
import { formatMoney, type Money } from "../../core/money";
import { say } from "../language/say";

/** Services that are counted together. */
interface Group {
  readonly title: string;
  readonly services: readonly Service[];
}

/** The highest sum of all groups, for each currency: the longest bar. */
type Longest = ReadonlyMap<string, number>;

function longestOf(costs: readonly Cost[]): Longest {
  const longest = new Map<string, number>();
  for (const { amount, currency } of costs.flatMap(({ sums }) => sums))
    longest.set(currency, Math.max(longest.get(currency) ?? 0, Number(amount)));
  return longest;
}

/** One sum, with a bar beside the others of its currency. A picture may be a float, the amount is none. */
function amount(sum: Money, longest: Longest): Html {
  const part = (100 * Number(sum.amount)) / Math.max(longest.get(sum.currency) ?? 0, 0.01);
  return html`<div class="amount">
    ${formatMoney(sum)}<svg class="share" width="100%" height="6" aria-hidden="true" focusable="false">
      <rect width="${part.toFixed(1)}%" height="6" rx="3" />
    </svg>
  </div>`;
}

function sumsOrNone({ sums, unknown }: Cost): string {
  if (sums.length > 0) return sums.map(formatMoney).join(" + ");
  return unknown.length > 0 ? say("not known") : say("nothing");
}

function row({ title, services }: Group, cost: Cost, longest: Longest): Html {
  const { sums, unknown } = cost;
  return html`<tr>
    <th scope="row">${title}</th>
    <td class="number">${services.length}</td>
    <td>
      ${sums.length > 0 ? sums.map((sum) => amount(sum, longest)) : html`<span class="soft">${sumsOrNone(cost)}</span>`}
    </td>
    <td class="number">${unknown.length}</td>
  </tr>`;
}

function table(what: string, caption: string, groups: readonly Group[], total: Cost): Html {
  const costs = groups.map((group) => ({ group, cost: costOf(group.services) }));
  const longest = longestOf(costs.map(({ cost }) => cost));
  const count = groups.reduce((all, { services }) => all + services.length, 0);
  return html`<table class="costs">
    <caption class="hidden">
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${what}</th>
        <th scope="col" class="number">${say("Services")}</th>
        <th scope="col">${say("A month")}</th>
        <th scope="col" class="number">${say("Price not known")}</th>
      </tr>
    </thead>
    <tbody>
      ${costs.map(({ group, cost }) => row(group, cost, longest))}
    </tbody>
    <tfoot>
      <tr>
        <th scope="row">${say("All")}</th>
        <td class="number">${count}</td>
        <td>${sumsOrNone(total)}</td>
        <td class="number">${total.unknown.length}</td>
      </tr>
    </tfoot>
  </table>`;
}

function groupsBy(
  services: readonly Service[],
  titleFor: (service: Service) => string | undefined,
  titleOfRest: string,
): Group[] {
  const groups = new Map<string, Service[]>();
  const rest: Service[] = [];
  for (const service of services) {
    const title = titleFor(service);
    if (title === undefined) rest.push(service);
    else groups.set(title, [...(groups.get(title) ?? []), service]);
  }
  const named = [...groups].map(([title, members]) => ({ title, services: members }));
  const sorted = named.toSorted((one, other) => one.title.localeCompare(other.title, "en"));
  return rest.length === 0 ? sorted : [...sorted, { title: titleOfRest, services: rest }];
}

/** Each tag has a table of its own, and all of the services are in each of them: none is counted twice in a sum. */
function byTag({ services }: Facts, total: Cost): Html[] {
  const keys = new Set(services.flatMap(({ tags }) => Object.keys(tags)));
  return [...keys]
    .toSorted((one, other) => one.localeCompare(other, "en"))
    .map((key) => {
      const ofTag = (service: Service) => (Object.hasOwn(service.tags, key) ? service.tags[key] : undefined);
      const groups = groupsBy(services, ofTag, say("without {key}", { key }));
      return html`<div>
        <h3>${say("By the tag {key}", { key })}</h3>
        ${table(key, say("What a month costs by the tag {key}", { key }), groups, total)}
      </div>`;
    });
}

function unknownNamed({ unknown }: Cost): Html | undefined {
  if (unknown.length === 0) return undefined;
  const names = unknown.map(
    (service) =>
      html`<li>
        ${titleOf(service)} <span class="soft">${service.account} · ${service.type} · ${service.id}</span>
      </li>`,
  );
  return html`<h3>${say("{prices} not known", { prices: counted(unknown.length, "price") })}</h3>
    <p class="soft">
      ${say("Neither the panel nor a state that was read tells what these cost. They are in no sum.")}
    </p>
    <ul class="names">
      ${names}
    </ul>`;
}

/** What a month costs by vendor and by tag. */
export function costs(facts: Facts): Html {
  const total = costOf(facts.services);
  const tags = byTag(facts, total);
  const noTags =
    facts.states.length === 0
      ? say("Tags are in states: with --cwd or --state-file costs stand here by tag, too.")
      : say("No resource in the states that were read has tags.");
  return html`<section id="costs" aria-labelledby="costs-title">
    <h2 id="costs-title">${say("What a month costs")}</h2>
    <div class="side-by-side">
      <div>
        <h3>${say("By vendor")}</h3>
        ${table(
          say("Vendor"),
          say("What a month costs by vendor"),
          groupsBy(facts.services, ({ vendor }) => vendor, ""),
          total,
        )}
      </div>
      ${tags.length > 0 ? tags : html`<p class="soft">${noTags}</p>`}
    </div>
    ${unknownNamed(total)}
  </section>`;
}
