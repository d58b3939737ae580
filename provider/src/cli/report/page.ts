import { createHash } from "node:crypto";
import { costs } from "./costs";
import { costOf, dueIn, orphansIn, type Facts } from "./facts";
import { html, verbatim, type Html } from "./html";
import { due, failures, orphans } from "./lists";
import { style } from "./style";
import { timeline } from "./timeline";
import { counted, dateWords, languageTag } from "./words";
import { listed } from "../../core/language/lists";
import { formatMoney, type Money } from "../../core/money";
import { say } from "../language/say";

/** Only the style is allowed, by what it is: no script, no picture, nothing from elsewhere. */
const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'`;

function moment(at: Date): string {
  return say("{date}, {time} UTC", {
    date: dateWords(at, { day: "numeric", month: "long", year: "numeric" }),
    time: at.toISOString().slice(11, 16),
  });
}

/** A number that leads to what it is of. */
function card(to: string, title: string, values: readonly string[], note: string, isAlarm = false): Html {
  return html`<li>
    <a href="#${to}" ${isAlarm ? html` class="alarm"` : ""}
      ><span class="soft">${title}</span>
      ${values.map((value) => html`<span class="value">${value}</span>`)}
      <span class="soft">${note}</span></a
    >
  </li>`;
}

function sumWords(sums: readonly Money[]): readonly string[] {
  return sums.length === 0 ? ["–"] : sums.map(formatMoney);
}

function unknownWords(count: number): string {
  return count === 0
    ? say("all prices known")
    : say("and {prices} not known", { prices: counted(count, "price") });
}

function cards(facts: Facts): Html {
  const all = costOf(facts.services);
  const soon = dueIn(facts);
  const soonCost = costOf(soon);
  const strays = orphansIn(facts);
  const priceOfSoon = soonCost.sums.map(formatMoney).join(" + ");
  return html`<ul class="cards">
    ${card("timeline", say("Services"), [String(facts.services.length)], say("of {accounts}", { accounts: counted(facts.accounts.length, "account") }))}
    ${card("costs", say("A month"), sumWords(all.sums), unknownWords(all.unknown.length))}
    ${card("due", say("Due in {days}", { days: counted(facts.withinDays, "day") }), [String(soon.length)], priceOfSoon === "" ? unknownWords(soonCost.unknown.length) : say("{price} for a month", { price: priceOfSoon }), soon.length > 0)}
    ${card("orphans", say("In no state"), [strays === undefined ? "–" : String(strays.length)], strays === undefined ? say("no state was read") : say("of {states} read", { states: counted(facts.states.length, "state") }), (strays ?? []).length > 0)}
  </ul>`;
}

/** The whole page, in one text that needs nothing else. */
export function reportPage(facts: Facts): string {
  const { madeAt, accounts, states } = facts;
  return html`<!doctype html>
    <html lang="${languageTag()}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>${say("What the accounts have, {at}", { at: moment(madeAt) })}</title>
        ${verbatim(`<style>${style}</style>`)}
      </head>
      <body>
        <header>
          <h1>${say("What the accounts have")}</h1>
          <p class="soft"><time datetime="${madeAt.toISOString()}">${moment(madeAt)}</time></p>
        </header>
        <main>
          ${failures(facts)} ${cards(facts)} ${due(facts)} ${timeline(facts)} ${costs(facts)}
          ${orphans(facts)}
        </main>
        <footer class="soft">
          <p>
            ${say("Asked: {accounts}.", { accounts: listed(accounts) })}
            ${states.length === 0 ? say("No state was read.") : say("Read: {states}.", { states: listed(states) })}
          </p>
          <p>
            ${say("Prices are of one month, as rows of the panels or states tell them; currencies are never added up. Days end as the panels' clocks say.")}
          </p>
        </footer>
      </body>
    </html> `.text;
}
