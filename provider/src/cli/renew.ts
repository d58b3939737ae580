import { Spending, type Caps } from "./caps";
import { renewableOf, type Asked, type Due } from "./due";
import type { Column } from "./print";
import { nameOfRow } from "./services";
import {
  ConfigurationError,
  messageOf,
  ResellerError,
  UnknownOutcomeError,
  WaitTimeoutError,
  withoutAdvice,
} from "../core/errors";
import { renew } from "../core/flow/renewal";
import { listed } from "../core/language/lists";
import { formatMoney } from "../core/money";
import type { Run } from "../core/run";
import { lineOfAll, publishedDues, type Step } from "../core/step";
import { daysLeft } from "../core/term";
import { say } from "./language/say";

/** What becomes of one service. */
export interface Renewed {
  readonly account: string;
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly expiresAt: string;
  readonly daysLeft: number;
  /** What is done, with its price. */
  readonly renewal: string;
  /** `to be renewed`, `renewed`, `over the cap`, `not renewed`, `failed`. */
  readonly result: "to be renewed" | "renewed" | "over the cap" | "not renewed" | "failed";
  /** Why, or until when. */
  readonly words: string;
}

export const renewedColumns: readonly Column<Renewed>[] = [
  { title: "account", of: ({ account }) => account },
  { title: "type", of: ({ type }) => type },
  { title: "id", of: ({ id }) => id },
  { title: "name", of: ({ name }) => name },
  { title: "expires", of: ({ expiresAt }) => expiresAt },
  { title: "days left", of: ({ daysLeft: left }) => String(left) },
  { title: "renewal", of: ({ renewal }) => renewal, width: 40 },
  { title: "result", of: ({ result }) => result, shown: ({ result }) => say(result) },
  { title: "", of: ({ words }) => words, width: 50 },
];

/** Whether a step spends what nobody knows. */
function isUnpriced({ spends, due }: Step): boolean {
  return spends === true && (due === undefined || due === "not published");
}

export function rowOf(
  { name, kind, observed, plan }: Due,
  run: Run,
  outcome: Pick<Renewed, "result" | "words">,
): Renewed {
  const { serviceId, expiresAt = "" } = observed;
  return {
    ...{ account: name, type: kind.type, id: serviceId, name: nameOfRow(observed), expiresAt },
    daysLeft: daysLeft(expiresAt, run.now()),
    renewal: plan === undefined ? "" : lineOfAll(plan.steps),
    ...outcome,
  };
}

/** What fits under the caps, soonest first, and what does not. */
export interface Chosen {
  readonly chosen: readonly Due[];
  readonly rest: readonly { readonly due: Due; readonly outcome: Pick<Renewed, "result" | "words"> }[];
  /** What the chosen ones cost, as far as it is published: `CNY 860.00, USD 12.00`. */
  readonly total: string;
}

/**
 * Chooses what fits: soonest first, each by itself.
 * @throws {ConfigurationError} when one number is to bound several currencies.
 */
export function choose(all: readonly Due[], caps: Caps, allowsUnknown: boolean): Chosen {
  const dues = all.flatMap(({ plan, obstacle }) =>
    obstacle === undefined ? publishedDues(plan?.steps ?? []) : [],
  );
  const currencies = [...new Set(dues.map(({ currency }) => currency))];
  if (caps.has("") && currencies.length > 1)
    throw new ConfigurationError(
      say("one cap cannot bound {currencies}", {
        currencies: currencies.reduce((all, one) => say("{all} and {one}", { all, one })),
      }),
      {
        advice: say("Give one for each: {options}", {
          options: currencies.map((currency) => `--max ${currency}=…`).join(" "),
        }),
      },
    );
  const spending = new Spending(caps);
  const chosen: Due[] = [];
  const rest: { due: Due; outcome: Pick<Renewed, "result" | "words"> }[] = [];
  for (const due of all) {
    const steps = due.plan?.steps ?? [];
    if (due.obstacle !== undefined)
      rest.push({ due, outcome: { result: "not renewed", words: due.obstacle } });
    else if (steps.some(isUnpriced) && !allowsUnknown)
      rest.push({
        due,
        outcome: { result: "over the cap", words: say("its price is not published (--allow-unknown)") },
      });
    else if (spending.takes(publishedDues(steps))) chosen.push(due);
    else
      rest.push({
        due,
        outcome: {
          result: "over the cap",
          words: say("with {totals} before it", {
            totals: listed(spending.totals.map(formatMoney)) || say("nothing"),
          }),
        },
      });
  }
  return { chosen, rest, total: listed(spending.totals.map(formatMoney)) };
}

/** Why a renewal failed, and what to do here. */
function wordsOf(error: ResellerError): string {
  if (!(error instanceof UnknownOutcomeError) && !(error instanceof WaitTimeoutError))
    return messageOf(error);
  return say(
    "{failure}. The journal remembers it: run `reseller renew` again, which looks at the record first",
    { failure: withoutAdvice(error) },
  );
}

/** Renews one service. @param waitMs how long its effect is waited for. */
export async function renewOne(
  { kind, account, observed, plan }: Due,
  run: Run,
  asked: Asked,
  waitMs: number,
): Promise<Pick<Renewed, "result" | "words">> {
  if (plan === undefined) throw new TypeError("a service was renewed without a plan");
  try {
    const after = await renew(run, renewableOf(kind, account, observed, asked), plan, waitMs);
    return { result: "renewed", words: say("paid until {expiresAt}", { expiresAt: after.expiresAt ?? "?" }) };
  } catch (error) {
    if (!(error instanceof ResellerError)) throw error;
    return { result: "failed", words: wordsOf(error) };
  }
}
