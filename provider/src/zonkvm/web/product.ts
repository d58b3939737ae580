import { Big } from "big.js";
import type { DatabaseProduct } from "../api/databases";
import { byGuid, findProduct, type WebCatalog } from "../catalog";
import type { Aspect, Part, Situation } from "../../core/aspects/aspect";
import type { Change } from "../../core/plan";
import { difference, priceOf } from "./prices";
import { productFaults } from "./sale";
import { askedProduct, calledOf, liveProduct, type WebObserved } from "./steps";
import { say } from "../language/say";

/** Figures of a product of which one with less is a smaller product. */
type Figure<P> = (product: P) => number | undefined;

function isSmaller<P extends DatabaseProduct>(from: P, to: P, figures: readonly Figure<P>[]): boolean {
  const isLess = figures.some((figure) => (figure(to) ?? Infinity) < (figure(from) ?? 0));
  return isLess || new Big(to.price ?? "0").lt(from.price ?? "0");
}

/**
 * The product that an order is of: to one with nothing less in place, to any other by another order.
 * @param upgrade the calls that change it (`hosting_upgrade`, `sql_upgrade`).
 */
export function product<A, O extends WebObserved, P extends DatabaseProduct>({
  figures,
  upgrade,
}: {
  readonly figures: readonly Figure<P>[];
  readonly upgrade: (productGuid: string) => Change<O>["calls"];
}): Aspect<A, O, WebCatalog<P>> {
  const move = (situation: Situation<A, O, WebCatalog<P>>, live: string, to: string): Part<O> => {
    const { catalog, account, names } = situation;
    const [from, target] = [liveProduct(situation), askedProduct(situation)];
    if (catalog === undefined || target === undefined) {
      const reason = say("{name}: what it has cannot be told, because the catalogue cannot be had", {
        name: names.product?.text ?? to,
      });
      return { faults: [{ property: "product", reason }] };
    }
    if (from !== undefined && isSmaller(from, target, figures)) return { replaces: ["product"] };
    const step: Change<O> = {
      kind: "upgrade",
      words: say("upgrade {from} → {to}", {
        from: from === undefined ? live : calledOf(from),
        to: calledOf(target),
      }),
      spends: true,
      due: "not published",
      monthlyMore: difference(
        priceOf(from?.price, account.currency),
        priceOf(target.price, account.currency),
      ),
      target: to,
      applies: ["product"],
      calls: upgrade(to),
    };
    const closed =
      from?.upgradeOpen === false
        ? [
            {
              property: "product",
              reason: say("{name} cannot be upgraded", { name: calledOf(from) }),
            },
          ]
        : [];
    return { steps: [step], faults: [...closed, ...productFaults(target)] };
  };
  return {
    pricedBy: ["product"],
    references: (catalog) => [
      {
        property: "product",
        within: ["line"],
        find: (text, { line = "" }) => byGuid(findProduct(catalog, text, line)),
      },
    ],
    argumentsOf: ({ productId }, { product: named }) =>
      productId === undefined || named?.id === productId ? {} : { product: productId },
    differences({ productId }, _wanted, { product: named }) {
      return named === undefined || productId === undefined || named.id === productId
        ? []
        : [
            say("its product is {live}, not {asked} ({id})", {
              live: productId,
              asked: named.text,
              id: named.id,
            }),
          ];
    },
    plan(situation) {
      const to = situation.names.product?.id;
      const live = situation.observed.productId ?? situation.recorded?.names.product?.id;
      return to === undefined || live === undefined || to === live ? {} : move(situation, live, to);
    },
  };
}
