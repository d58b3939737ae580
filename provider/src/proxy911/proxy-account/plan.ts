import type { ProxyAccountArguments } from "./arguments";
import { addition, changeEnabled, changeLimit, changePassword, changeRemark, deleteAccount } from "./calls";
import type { CheckFailure } from "../../core/errors";
import type { PlanInput } from "../../core/kind";
import { emptyPlan, type Change, type Order, type Plan } from "../../core/plan";
import type { ProxyAccountObserved } from "./observed";
import { say } from "../language/say";
import { hasChinese } from "../../core/language/language";

export type AccountInput = PlanInput<ProxyAccountArguments, ProxyAccountObserved, null>;
type Wanted = Partial<ProxyAccountArguments>;
type State = Pick<ProxyAccountObserved, "remark" | "trafficLimitGb" | "enabled" | "password">;

function limitWords(limitGb: number): string {
  return limitGb === 0 ? say("unlimited") : `${limitGb} GB`;
}

/** What differs between an account and what is wanted: only that is sent. */
export function changes(now: State, wanted: Wanted): Change<ProxyAccountObserved>[] {
  const steps: Change<ProxyAccountObserved>[] = [];
  const { trafficLimitGb, enabled, remark, password } = wanted;
  // An account must not run without its limit longer than it has to.
  if (trafficLimitGb !== undefined && trafficLimitGb !== now.trafficLimitGb) {
    steps.push({
      kind: "settings",
      words: say("limit {from} → {to}", {
        from: limitWords(now.trafficLimitGb),
        to: limitWords(trafficLimitGb),
      }),
      applies: ["trafficLimitGb"],
      calls: changeLimit(trafficLimitGb),
    });
  }
  if (enabled !== undefined && enabled !== now.enabled) {
    steps.push({
      kind: "settings",
      words: enabled ? say("enable") : say("disable (it works, and costs, for about five minutes more)"),
      applies: ["enabled"],
      calls: changeEnabled(enabled),
    });
  }
  if (password !== undefined && now.password !== undefined && password !== now.password) {
    steps.push({
      kind: "password",
      words: say("set the password (the old one works for five more minutes)"),
      applies: ["password"],
      calls: changePassword,
    });
  }
  if (remark !== undefined && remark !== now.remark) {
    steps.push({
      kind: "settings",
      words: say("remark {remark}", { remark: JSON.stringify(remark) }),
      applies: ["remark"],
      calls: changeRemark(remark),
    });
  }
  return steps;
}

/** The limit of a remark is told for letters of one kind. */
function lengthOf({ remark = "" }: Wanted): string[] {
  const letters = Array.from(remark);
  const width = letters.length + letters.filter(hasChinese).length;
  return width > 64
    ? [say("911Proxy takes 64 Latin or 32 Chinese characters in a remark, and may refuse this mixture")]
    : [];
}

/** A name and a type are for good: a new name is a new account, and a type comes with a new name only. */
function replacement(
  observed: ProxyAccountObserved,
  wanted: Wanted,
): { replaces: string[]; faults: CheckFailure[] } {
  const { username, productType } = wanted;
  const isRetyped = productType !== undefined && productType !== observed.productType;
  if (username !== undefined && username !== observed.username) {
    return { replaces: ["username", ...(isRetyped ? ["productType"] : [])], faults: [] };
  }
  if (!isRetyped) return { replaces: [], faults: [] };
  const way =
    username === undefined
      ? say("change `purchaseTriggers` with it, which makes a new name")
      : say("change `username` with it");
  const reason = say(
    "cannot become {productType}: an account of another type is a new one, and the name {username} of a deleted account must not be reused; {way}",
    { productType, username: observed.username, way },
  );
  return { replaces: [], faults: [{ property: "productType", reason }] };
}

/** What is to be done with an account. */
export function planProxyAccount({ observed, wanted }: AccountInput): Plan<ProxyAccountObserved> {
  if (observed === undefined) {
    const fresh = {
      remark: wanted.remark ?? "",
      trafficLimitGb: 0,
      enabled: true,
      password: wanted.password,
    };
    const { username, productType = say("type not known yet") } = wanted;
    const order: Order<ProxyAccountObserved> = {
      kind: "create",
      words:
        username === undefined
          ? say("add account named by its token ({productType})", { productType })
          : say("add account {username} ({productType})", { username, productType }),
      applies: [],
      place: addition(wanted),
    };
    return { ...emptyPlan, order, steps: changes(fresh, wanted), warnings: lengthOf(wanted) };
  }
  const { replaces, faults } = replacement(observed, wanted);
  const warnings = wanted.remark === observed.remark ? [] : lengthOf(wanted);
  return { steps: replaces.length > 0 ? [] : changes(observed, wanted), faults, warnings, replaces };
}

/** The step that deletes an account. */
export function deletion(observed: ProxyAccountObserved): Change<ProxyAccountObserved> {
  return {
    kind: "release",
    words: say(
      "DELETE account {username} (it works, and costs, for about five minutes more; its traffic records are lost)",
      { username: observed.username },
    ),
    destroys: true,
    applies: [],
    calls: deleteAccount,
  };
}
