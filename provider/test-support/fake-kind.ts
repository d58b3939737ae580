import { z } from "zod";
import { FakeSession, shown, type FakeMachine } from "./fake-panel";
import type { Account } from "../src/core/account";
import { machineArguments, orderArguments, termArguments } from "../src/core/arguments";
import { powerCycleConsent, reinstallConsent } from "../src/core/consent";
import { UnavailableError } from "../src/core/errors";
import { lifecycleOf } from "../src/core/flow/flow";
import { isSame } from "../src/core/flow/resource";
import type { Kind, PlanInput } from "../src/core/kind";
import { money } from "../src/core/money";
import { statuses } from "../src/core/observed";
import { holdsToken, withToken } from "../src/core/order/token";
import type { CallContext, Change, Order, Plan } from "../src/core/plan";
import { dateOf, expiryAfter, planPurchaseTerm, planRenewal } from "../src/core/term";

/* One kind of machine, small enough to read at a glance: 100.00 a month, 10.00 for each size above 5. */

const fakeArguments = z.strictObject({
  ...orderArguments,
  ...termArguments,
  ...machineArguments,
  model: z.string(),
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

type Steps = Change<FakeObserved>[];

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

function renewals(calls: readonly number[], from: string, size: number): Steps {
  let paid = 0;
  return calls.map((months) => ({
    kind: "renew",
    words: `renew ${months} months, paid until ${dateOf(expiryAfter(from, (paid += months), offer.timeZone), offer.timeZone)}`,
    due: money((100 + 10 * (size - 5)) * months, "CNY"),
    spends: true,
    limits: { months },
    applies: ["renewUntil", "keepPaid"],
    calls(observed, context) {
      const until = expiryAfter(observed.expiresAt ?? "", months, offer.timeZone);
      const send = call("renew", observed.serviceId, `+${months}`, context, () => ({
        expiresAt: until,
        status: "ready",
      }));
      return [{ send, isDone: (row) => row.expiresAt === until }];
    },
  }));
}

function upgrade(from: number, to: number | undefined): Steps {
  if (to === undefined || to <= from) return [];
  return [
    {
      kind: "upgrade",
      words: `upgrade ${from} → ${to}`,
      due: money(10 * (to - from), "CNY"),
      spends: true,
      limits: { size: to - from },
      applies: ["size"],
      calls: ({ serviceId }, context) => [
        {
          send: call("upgrade", serviceId, `+${to - from}`, context, (row) => ({
            size: row.size + to - from,
          })),
          isDone: (row) => row.size === to,
        },
      ],
    },
  ];
}

function planPurchase({ wanted, names, now }: Input): Plan<FakeObserved> {
  const term = planPurchaseTerm(wanted, offer, now);
  if ("reason" in term) return { steps: [], faults: [term], warnings: [], replaces: [] };
  const [months = 1, ...later] = term.calls;
  const order: Order<FakeObserved> = {
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
  };
  const steps = [
    ...renewals(later, expiryAfter(now.toISOString(), months, offer.timeZone), 5),
    ...upgrade(5, wanted.size),
  ];
  return { order, steps, faults: [], warnings: [], replaces: [] };
}

function planChange(input: Input, observed: FakeObserved): Plan<FakeObserved> {
  const { wanted, recorded, names, now } = input;
  const none: Plan<FakeObserved> = { steps: [], faults: [], warnings: [], replaces: [] };
  if (names.model !== undefined && names.model.id !== observed.modelId)
    return { ...none, replaces: ["model"] };
  const term = planRenewal(
    wanted,
    offer,
    { startedAt: observed.startedAt ?? "", expiresAt: observed.expiresAt ?? "" },
    now,
  );
  if ("reason" in term) return { ...none, faults: [term] };
  const before = recorded?.arguments ?? {};
  const isChanged = (key: keyof FakeArguments) =>
    !input.unknown.has(key) && !isSame(before[key], wanted[key]);
  const steps: Steps = [
    ...renewals(term.calls, observed.expiresAt ?? "", observed.size),
    ...upgrade(observed.size, wanted.size),
  ];
  if (isChanged("reinstallTriggers")) {
    steps.push({
      kind: "reinstall",
      words: "REINSTALL: erases all disks",
      destroys: true,
      interrupts: true,
      consent: reinstallConsent("reinstallTriggers", "image-1", wanted),
      applies: ["reinstallTriggers", "password", "passwordTriggers"],
      calls: ({ serviceId, installs }, context) => [
        {
          send: call("reinstall", serviceId, "", context, (row) => ({
            installs: row.installs + 1,
            password: context.password ?? "",
          })),
          isDone: (row) => row.installs > installs,
        },
      ],
    });
  } else if (
    input.passwordLost ||
    isChanged("passwordTriggers") ||
    (isChanged("password") && wanted.password !== undefined)
  ) {
    const interrupts = observed.powerState === "running";
    const consent = interrupts ? powerCycleConsent("password") : undefined;
    steps.push({
      kind: "password",
      words: "set a new password",
      interrupts,
      consent,
      applies: ["password", "passwordTriggers"],
      calls: ({ serviceId }, context) => [
        {
          send: call("password", serviceId, "", context, () => ({ password: context.password ?? "" })),
          isDone: () => true,
        },
      ],
    });
  }
  if (isChanged("rebootTriggers")) {
    steps.push({
      kind: "reboot",
      words: "restart",
      interrupts: true,
      applies: ["rebootTriggers"],
      calls: ({ serviceId }, context) => [
        { send: call("reboot", serviceId, "", context, () => ({})), isDone: () => true },
      ],
    });
  }
  if (wanted.powerState !== undefined && wanted.powerState !== observed.powerState) {
    const to = wanted.powerState;
    const words = to === "stopped" ? "stop the machine" : "start the machine";
    steps.push({
      kind: "power",
      words,
      interrupts: to === "stopped",
      target: to,
      applies: ["powerState"],
      calls: ({ serviceId }, context) => [
        {
          send: call("power", serviceId, to, context, () => ({ powerState: to })),
          isDone: (row) => row.powerState === to,
        },
      ],
    });
  }
  return { ...none, steps };
}

export const fakeKind: Kind<FakeArguments, FakeObserved, FakeCatalog> = {
  vendor: "fake",
  type: "Machine",
  title: "machine",
  schemaVersion: 1,
  arguments: fakeArguments,
  observed: fakeObserved,
  outputs: ["modelId", "size", "remark", "powerState", "password", "connection"],
  secretArguments: ["password", "identity"],
  secretOutputs: ["password", "identity", "connection"],
  isPrecious: true,
  defaultOnDelete: "refund",
  replacedBy: ["model"],
  reinstalledBy: ["reinstallTriggers"],
  pricedBy: ["size", "renewUntil"],

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
  rules: (wanted) =>
    wanted.renewUntil !== undefined && wanted.keepPaid !== undefined
      ? [{ property: "keepPaid", reason: "excludes `renewUntil`" }]
      : [],
  resolve(wanted, kept, catalog) {
    const text = wanted.model;
    if (text === undefined) return { names: {}, faults: [] };
    if (kept.model?.text === text) return { names: { model: kept.model }, faults: [] };
    const [id] = [...catalog].find(([key, name]) => key === text || name === text) ?? [];
    if (id === undefined)
      return {
        names: {},
        faults: [
          {
            property: "model",
            reason: `there is no ${text}; there are: ${[...catalog.values()].join(", ")}`,
          },
        ],
      };
    return { names: { model: { text, id } }, faults: [] };
  },
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
  plan: (input) => (input.observed === undefined ? planPurchase(input) : planChange(input, input.observed)),
  ordering: {
    carries: (observed, token) => holdsToken(observed.remark, token),
    echo: (observed) => observed.remark,
  },
  differences(observed, _wanted, names) {
    const name = names.model;
    return name === undefined || name.id === observed.modelId
      ? []
      : [`its model is ${observed.modelId ?? ""}, not ${name.text}`];
  },
  argumentsOf: (observed) => ({ size: observed.size, powerState: observed.powerState }),
  newPassword: () => `random-${(passwords.made += 1)}`,
  marks: (observed) => ({ renew: observed.expiresAt ?? "", upgrade: String(observed.size) }),
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
};

const passwords = { made: 0 };

export const fakeLifecycle = lifecycleOf(fakeKind);
