import type { Aspect, Situation } from "../../core/aspects/aspect";
import { term } from "../../core/aspects/term";
import type { CommonObserved } from "../../core/observed";
import type { PlanInput } from "../../core/kind";
import type { Price } from "../../core/money";
import type { CallContext, Change } from "../../core/plan";
import type { TermOffer, TermWish } from "../../core/term";
import { say } from "../language/say";

/** What of a line says for how long is sold on it. */
interface TermLine {
  readonly guid: string;
  readonly name?: string | undefined;
  readonly months?: readonly number[] | undefined;
  readonly renewalOpen?: boolean | undefined;
}

/** What is sold on a line. One that names no terms rules none out. */
export function offerOf(line: TermLine | undefined, timeZone: string): TermOffer {
  const months =
    line === undefined ? [] : (line.months ?? Array.from({ length: 36 }, (_, index) => index + 1));
  return { months, timeZone };
}

const endOf = (expiresAt: string | undefined): number =>
  expiresAt === undefined ? -Infinity : Date.parse(expiresAt);

/** A renewal, which adds months. The reply tells nothing: it is proved by the end having moved. */
export function renewalBy<O extends CommonObserved>(
  send: (observed: O, months: number, context: CallContext) => Promise<void>,
): (months: number) => Change<O>["calls"] {
  return (months) => (observed, context) => [
    {
      send: () => send(observed, months, context).then(() => undefined),
      isDone: (row) =>
        endOf(row.expiresAt) > endOf(observed.expiresAt) &&
        (row.status !== "expired" || endOf(row.expiresAt) <= context.now.getTime()),
    },
  ];
}

/** How long a server is paid for. */
export function paidTerm<A extends TermWish, O extends CommonObserved, C>({
  lineOf,
  due,
  calls,
}: {
  readonly lineOf: (input: PlanInput<A, O, C>) => TermLine | undefined;
  readonly due: (situation: Situation<A, O, C>, months: number) => Price;
  readonly calls: (situation: Situation<A, O, C>) => (months: number) => Change<O>["calls"];
}): Aspect<A, O, C> {
  return term({
    offerOf: (situation) => {
      const line = lineOf(situation);
      return line === undefined ? undefined : offerOf(line, situation.account.timeZone);
    },
    refusal(situation) {
      const line = lineOf(situation);
      return line?.renewalOpen === false
        ? say("the line {name} sells no renewals", { name: line.name ?? line.guid })
        : undefined;
    },
    renewal: (situation, months) => ({ due: due(situation, months), calls: calls(situation)(months) }),
  });
}
