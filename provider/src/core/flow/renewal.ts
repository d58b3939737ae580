import type { Account } from "../account";
import type { CommonArguments } from "../arguments";
import type { CheckFailure } from "../errors";
import type { Kind, PlanInput } from "../kind";
import type { CommonObserved } from "../observed";
import { planFor } from "./planning";
import { Progress } from "./progress";
import type { PendingChange, Recorded } from "../record";
import type { Properties } from "./resource";
import type { Run } from "../run";
import type { Step } from "../step";
import { runSteps } from "./steps";
import { dateOf, expiryAfter } from "../term";

/** Something that is paid for, and that no program needs to declare. */
export interface Renewable {
  readonly kind: Kind;
  readonly account: Account;
  readonly observed: CommonObserved;
  /** A renewal of it that was sent before, as far as that is remembered. */
  readonly pending: PendingChange | undefined;
  /** Outputs that belong to its kind alone, as far as a state has them: what its purchase said of renewals. */
  readonly extra?: Properties;
}

/** What a renewal takes, or why there is none. */
export interface RenewalPlan {
  readonly steps: readonly Step[];
  /** The day that it is paid through then, `YYYY-MM-DD` in the vendor's zone. */
  readonly until: string;
  readonly faults: readonly CheckFailure[];
  readonly warnings: readonly string[];
}

/** How a service is called where no program gave it a name. */
function urnOf({ kind, observed }: Pick<Renewable, "kind" | "observed">): string {
  return `${kind.type} ${observed.serviceId}`;
}

/** A kind of which nothing is done but renewals, and what brings a service back with them. */
function onlyRenewed(kind: Kind): Kind {
  return {
    ...kind,
    plan(input) {
      const plan = kind.plan(input);
      const steps = plan.steps.filter((step) => step.kind === "renew" || step.restores === true);
      return { ...plan, steps, replaces: [] };
    },
  };
}

/** The arguments as the service has them: so that nothing but its end is asked to be another. */
function liveOf(kind: Kind, observed: CommonObserved): Partial<CommonArguments> {
  return kind.argumentsOf(observed, {}, {});
}

/** What is told of it and is neither observed as it is nor an argument: as a state would have it. */
function extraOf(kind: Kind, account: Account, recorded: Recorded, observed: CommonObserved): Properties {
  const derived = Object.entries(kind.derive(observed, recorded, account));
  return Object.fromEntries(
    derived.filter(
      ([key, value]) =>
        value !== undefined && !(key in kind.observed.shape) && !(key in kind.arguments.shape),
    ),
  );
}

function recordOf({ kind, account, observed, pending, extra = {} }: Renewable): Recorded {
  const recorded: Recorded = {
    arguments: liveOf(kind, observed),
    observed,
    lifecycle: {
      serviceId: observed.serviceId,
      origin: "adopted",
      claim: 0,
      supersedes: [],
      passwordLost: false,
      accountKey: account.key,
      currency: account.currency,
      pendingChange: pending,
    },
    names: {},
    urn: urnOf({ kind, observed }),
    token: "",
    extra,
  };
  return { ...recorded, extra: { ...extra, ...extraOf(kind, account, recorded, observed) } };
}

function inputOf(
  run: Run,
  account: Account,
  until: string,
  catalog: unknown,
  observed: CommonObserved,
  recorded: Recorded,
): PlanInput {
  return {
    ...{ observed, recorded, catalog, account },
    wanted: { ...recorded.arguments, renewUntil: until },
    unknown: new Set(),
    names: {},
    now: run.now(),
    passwordLost: false,
  };
}

/** What it takes to pay for so many months more, from the end that is paid now. Nothing is sent but reads of the catalogue. */
export async function planRenewalOf(run: Run, renewable: Renewable, months: number): Promise<RenewalPlan> {
  const { kind, account, observed } = renewable;
  const { timeZone } = account;
  const { expiresAt = run.now().toISOString() } = observed;
  const until = dateOf(expiryAfter(expiresAt, months, timeZone), timeZone);
  const catalog = await kind.catalog(account);
  const input = inputOf(run, account, until, catalog, observed, recordOf(renewable));
  const plan = planFor(onlyRenewed(kind), input, run.settings.quarantineMinutes);
  return {
    until,
    steps: plan.steps,
    faults: [...plan.faults, ...(plan.held ?? [])],
    warnings: plan.warnings,
  };
}

/**
 * Carries a planned renewal out, from the live record, and no more than was planned: each call is sent once, and believed when the
 * record's end has moved.
 * @param timeoutMs how long its effect is waited for.
 * @returns the record then.
 */
export async function renew(
  run: Run,
  renewable: Renewable,
  plan: RenewalPlan,
  timeoutMs: number,
): Promise<CommonObserved> {
  const { kind, account } = renewable;
  const progress = new Progress(onlyRenewed(kind), account, recordOf(renewable));
  const catalog = await kind.catalog(account);
  const work = { run, progress, wanted: { renewUntil: plan.until }, urn: urnOf(renewable), timeoutMs };
  await runSteps(work, plan.steps, (observed) =>
    inputOf(run, account, plan.until, catalog, observed, progress.recorded),
  );
  return progress.recorded.observed ?? renewable.observed;
}
