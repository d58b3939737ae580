import { z } from "zod";
import type { Account } from "../src/core/account";
import { machineArguments, orderArguments, termArguments } from "../src/core/arguments";
import type { Aspect } from "../src/core/aspects/aspect";
import { composed } from "../src/core/aspects/composed";
import { password } from "../src/core/aspects/password";
import { place } from "../src/core/aspects/place";
import { power } from "../src/core/aspects/power";
import { reboot } from "../src/core/aspects/reboot";
import { reinstall } from "../src/core/aspects/reinstall";
import { renewStep, term } from "../src/core/aspects/term";
import { powerCycleConsent } from "../src/core/consent";
import { UnavailableError } from "../src/core/errors";
import { lifecycleOf } from "../src/core/flow/flow";
import type { Kind, PlanInput } from "../src/core/kind";
import { money } from "../src/core/money";
import { statuses } from "../src/core/observed";
import { holdsToken, withToken } from "../src/core/order/token";
import { emptyPlan, type CallContext, type Change, type Plan } from "../src/core/plan";
import { expiryAfter, planPurchaseTerm } from "../src/core/term";
import { FakeSession, shown, type FakeMachine } from "./fake-panel";

/* One kind of machine, small enough to read at a glance: 100.00 a month, 10.00 for each size above 5. */

const fakeArguments = z.strictObject({
  ...orderArguments,
  ...termArguments,
  ...machineArguments,
  model: z.string(),
  image: z.string().optional(),
  size: z.int().min(5).max(50).optional(),
  note: z.string().optional(),
  identity: z.strictObject({ mobile: z.string().regex(/^\d{11}$/, "must be 11 digits") }).optional(),
});
export type FakeArguments = z.output<typeof fakeArguments>;

export const fakeObserved = z.object({
  serviceId: z.string(),
  status: z.enum(statuses),
  busyWith: z.string().optional(),
  startedAt: z.string().optional(),
  expiresAt: z.string().optional(),
  boughtAt: z.string().optional(),
  modelId: z.string().optional(),
  size: z.number().default(5),
  remark: z.string().default(""),
  powerState: z.enum(["running", "stopped"]).default("running"),
  /** How often it was installed anew. */
  installs: z.number().default(0),
});
export type FakeObserved = z.infer<typeof fakeObserved>;

/** Names of models, by id. */
export type FakeCatalog = ReadonlyMap<string, string>;

type Input = PlanInput<FakeArguments, FakeObserved, FakeCatalog>;

const offer = { months: [1, 3, 6, 12], timeZone: "Asia/Shanghai" };

function sessionOf(account: Account): FakeSession {
  if (account.session instanceof FakeSession) return account.session;
  throw new TypeError("not an account of the fake panel");
}

type FakeAspect = Aspect<FakeArguments, FakeObserved, FakeCatalog>;

/** One call of the panel's for a machine. */
function call(
  kind: Change["kind"],
  id: string,
  words: string,
  { account }: CallContext,
  change: (row: FakeMachine) => Partial<FakeMachine>,
) {
  return (): Promise<undefined> =>
    Promise.resolve().then(() => {
      sessionOf(account).panel.call(kind, id, words, change);
      return undefined;
    });
}

/** The price and the call of a renewal. */
function renewal(months: number, observed: Pick<FakeObserved, "size">) {
  return {
    due: money((100 + 10 * (observed.size - 5)) * months, "CNY"),
    calls: (row: FakeObserved, context: CallContext) => {
      const until = expiryAfter(row.expiresAt ?? "", months, offer.timeZone);
      const change = () => ({ expiresAt: until, status: "ready" as const });
      return [
        {
          send: call("renew", row.serviceId, `+${months}`, context, change),
          isDone: ({ expiresAt }: FakeObserved) => expiresAt === until,
        },
      ];
    },
  };
}

const model: FakeAspect = place({
  property: "model",
  liveOf: ({ modelId }) => modelId,
  find(catalog, text) {
    const [id] = [...catalog].find(([key, name]) => key === text || name === text) ?? [];
    return id === undefined
      ? { fault: `there is no ${text}; there are: ${[...catalog.values()].join(", ")}` }
      : { match: { id } };
  },
});

const paidTerm: FakeAspect = term({
  offerOf: () => offer,
  renewal: ({ observed }, months) => renewal(months, observed),
});

function upgrade(from: number, to: number | undefined): Change<FakeObserved>[] {
  if (to === undefined || to <= from) return [];
  const more = to - from;
  return [
    {
      kind: "upgrade",
      words: `upgrade ${from} → ${to}`,
      due: money(10 * more, "CNY"),
      spends: true,
      limits: { size: more },
      applies: ["size"],
      calls: ({ serviceId }, context) => [
        {
          send: call("upgrade", serviceId, `+${more}`, context, (row) => ({ size: row.size + more })),
          isDone: (row) => row.size === to,
        },
      ],
    },
  ];
}

const size: FakeAspect = {
  pricedBy: ["size"],
  argumentsOf: (observed) => ({ size: observed.size }),
  marks: (observed) => ({ upgrade: String(observed.size) }),
  plan: ({ observed, wanted }) => ({ steps: upgrade(observed.size, wanted.size) }),
};

const disks: FakeAspect = reinstall({
  image: "image",
  isOther: () => false,
  install: () => ({
    image: "image-1",
    words: "REINSTALL: erases all disks",
    calls: ({ serviceId, installs }, context) => [
      {
        send: call("reinstall", serviceId, "", context, (row) => ({
          installs: row.installs + 1,
          password: context.password ?? "",
        })),
        isDone: (row) => row.installs > installs,
      },
    ],
  }),
});

const secret: FakeAspect = password({
  argument: "password",
  set: ({ observed: { powerState } }) => ({
    interrupts: powerState === "running",
    consent: powerState === "running" ? powerCycleConsent("password") : undefined,
    calls: ({ serviceId }, context) => [
      {
        send: call("password", serviceId, "", context, () => ({ password: context.password ?? "" })),
        isDone: () => true,
      },
    ],
  }),
});

const restart: FakeAspect = reboot({
  words: () => "restart",
  calls:
    () =>
    ({ serviceId }, context) => [
      { send: call("reboot", serviceId, "", context, () => ({})), isDone: () => true },
    ],
});

const state: FakeAspect = power({
  calls:
    (to) =>
    ({ serviceId }, context) => [
      {
        send: call("power", serviceId, to, context, () => ({ powerState: to })),
        isDone: (row) => row.powerState === to,
      },
    ],
});

/** A purchase, with what brings it to its term and its size. */
function order({ wanted, names, now }: Input): Plan<FakeObserved> {
  const terms = planPurchaseTerm(wanted, offer, now);
  if ("reason" in terms) return { ...emptyPlan, faults: [terms] };
  const [months = 1, ...later] = terms.calls;
  let until = expiryAfter(now.toISOString(), months, offer.timeZone);
  const renewals = later.map((more) => {
    until = expiryAfter(until, more, offer.timeZone);
    return renewStep<FakeObserved>(more, until, offer.timeZone, renewal(more, { size: 5 }));
  });
  return {
    ...emptyPlan,
    steps: [...renewals, ...upgrade(5, wanted.size)],
    order: {
      kind: "buy",
      words: `buy ${months} months`,
      due: money(100 * months, "CNY"),
      spends: true,
      limits: { months },
      target: names.model?.id,
      applies: [],
      place: (context) =>
        Promise.resolve().then(() => {
          const { panel } = sessionOf(context.account);
          const id = panel.buy({
            modelId: names.model?.id ?? "",
            months,
            remark: withToken(wanted.note, context.token),
            password: context.password ?? "",
          });
          return { observed: shown(panel.machine(id)), outputs: { orderId: context.orderNumber } };
        }),
    },
  };
}

export const fakeKind: Kind<FakeArguments, FakeObserved, FakeCatalog> = composed({
  vendor: "fake",
  type: "Machine",
  title: () => "machine",
  schemaVersion: 1,
  arguments: fakeArguments,
  observed: fakeObserved,
  outputs: ["modelId", "size", "remark", "powerState", "password", "connection"],
  secretArguments: ["password", "identity"],
  secretOutputs: ["password", "identity", "connection"],
  isPrecious: true,
  defaultOnDelete: "refund",
  aspects: { model, paidTerm, size, disks, secret, state, restart },
  order,

  catalog(account) {
    const { panel } = sessionOf(account);
    if (panel.hasNoCatalog) return Promise.reject(new UnavailableError("the catalogue does not answer"));
    return Promise.resolve(
      new Map([
        ["1", "small"],
        ["2", "large"],
      ]),
    );
  },
  inventory: (account) => sessionOf(account).services,
  estimate(wanted, names, _catalog, _account, now) {
    const term = planPurchaseTerm(wanted, offer, now);
    if (names.model === undefined || "reason" in term) return undefined;
    const months = term.calls.reduce((total, one) => total + one, 0);
    const monthly = money(100 + 10 * ((wanted.size ?? 5) - 5), "CNY").amount;
    return {
      purchasePrice: money(100 * months, "CNY").amount,
      monthlyPrice: monthly,
      words: "a machine",
    };
  },
  ordering: {
    carries: (observed, token) => holdsToken(observed.remark, token),
    echo: (observed) => observed.remark,
  },
  newPassword: () => `random-${(passwords.made += 1)}`,
  release: (observed) => ({
    kind: "release",
    words: `REFUND ${observed.serviceId}`,
    destroys: true,
    applies: [],
    calls: ({ serviceId }, context) => [
      {
        send: call("release", serviceId, "", context, () => ({ status: "deleted" })),
        isDone: (row) => row.status === "deleted",
      },
    ],
  }),
  derive: (observed, recorded, account) => ({
    accountKey: account.key,
    connection:
      recorded.lifecycle.password === undefined
        ? undefined
        : { host: observed.serviceId, password: recorded.lifecycle.password },
  }),
});

const passwords = { made: 0 };

export const fakeLifecycle = lifecycleOf(fakeKind);
