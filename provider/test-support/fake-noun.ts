import { z } from "zod";
import { machineArguments, orderArguments, termArguments } from "../src/core/arguments";
import { UnavailableError } from "../src/core/errors";
import { lifecycleOf } from "../src/core/lifecycle";
import { money } from "../src/core/money";
import { statuses, type Action, type Noun, type PlanInput } from "../src/core/noun";
import type { Plan, Step } from "../src/core/plan";
import { isSame } from "../src/core/flow/resource";
import type { Account } from "../src/core/run";
import { dateOf, expiryAfter, planPurchaseTerm, planRenewal } from "../src/core/term";
import { holdsToken, withToken } from "../src/core/token";
import { FakeSession, shown } from "./fake-panel";

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

export type FakeDetail =
  | { readonly do: "buy" | "renew"; readonly months: number }
  | { readonly do: "upgrade"; readonly by: number; readonly to: number }
  | { readonly do: "reinstall" | "password" | "reboot" | "release" }
  | { readonly do: "power"; readonly to: "running" | "stopped" };

/** Names of models, by id. */
export type FakeCatalog = ReadonlyMap<string, string>;

type Input = PlanInput<FakeArguments, FakeObserved, FakeCatalog>;

const offer = { months: [1, 3, 6, 12], timeZone: "Asia/Shanghai" };

function sessionOf(account: Account): FakeSession {
  if (account.session instanceof FakeSession) return account.session;
  throw new TypeError("not an account of the fake panel");
}

function renewals(calls: readonly number[], from: string, size: number): Step<FakeDetail>[] {
  let paid = 0;
  return calls.map((months) => ({
    kind: "renew",
    words: `renew ${months} months, paid until ${dateOf(expiryAfter(from, (paid += months), offer.timeZone), offer.timeZone)}`,
    due: money((100 + 10 * (size - 5)) * months, "CNY"),
    spends: true,
    limits: { months },
    applies: ["renewUntil", "keepPaid"],
    detail: { do: "renew", months },
  }));
}

function upgrade(from: number, to: number | undefined): Step<FakeDetail>[] {
  if (to === undefined || to <= from) return [];
  return [
    {
      kind: "upgrade",
      words: `upgrade ${from} → ${to}`,
      due: money(10 * (to - from), "CNY"),
      spends: true,
      limits: { size: to - from },
      applies: ["size"],
      detail: { do: "upgrade", by: to - from, to },
    },
  ];
}

function planPurchase({ wanted, names, now }: Input): Plan<FakeDetail> {
  const term = planPurchaseTerm(wanted, offer, now);
  if ("reason" in term) return { steps: [], faults: [term], warnings: [], replaces: [] };
  const [months = 1, ...later] = term.calls;
  const buy: Step<FakeDetail> = {
    kind: "buy",
    words: `buy ${months} months`,
    due: money(100 * months, "CNY"),
    spends: true,
    limits: { months },
    target: names.model?.id,
    applies: [],
    detail: { do: "buy", months },
  };
  const steps = [
    buy,
    ...renewals(later, expiryAfter(now.toISOString(), months, offer.timeZone), 5),
    ...upgrade(5, wanted.size),
  ];
  return { steps, faults: [], warnings: [], replaces: [] };
}

function planChange(input: Input, observed: FakeObserved): Plan<FakeDetail> {
  const { wanted, recorded, names, now } = input;
  const none: Plan<FakeDetail> = { steps: [], faults: [], warnings: [], replaces: [] };
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
  const steps: Step<FakeDetail>[] = [
    ...renewals(term.calls, observed.expiresAt ?? "", observed.size),
    ...upgrade(observed.size, wanted.size),
  ];
  if (isChanged("reinstallTriggers")) {
    steps.push({
      kind: "reinstall",
      words: "REINSTALL: erases all disks",
      destroys: true,
      interrupts: true,
      consent: { by: "allowReinstall", property: "reinstallTriggers", image: "image-1" },
      applies: ["reinstallTriggers", "password", "passwordTriggers"],
      detail: { do: "reinstall" },
    });
  } else if (
    input.passwordLost ||
    isChanged("passwordTriggers") ||
    (isChanged("password") && wanted.password !== undefined)
  ) {
    const interrupts = observed.powerState === "running";
    const consent = interrupts ? { by: "allowPowerCycle" as const, property: "password" } : undefined;
    steps.push({
      kind: "password",
      words: "set a new password",
      interrupts,
      consent,
      applies: ["password", "passwordTriggers"],
      detail: { do: "password" },
    });
  }
  if (isChanged("rebootTriggers")) {
    steps.push({
      kind: "reboot",
      words: "restart",
      interrupts: true,
      applies: ["rebootTriggers"],
      detail: { do: "reboot" },
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
      detail: { do: "power", to },
    });
  }
  return { ...none, steps };
}

export const fakeNoun: Noun<FakeArguments, FakeObserved, FakeCatalog, FakeDetail> = {
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
  services: (account) => sessionOf(account).services,
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
  carries: (observed, token) => holdsToken(observed.remark, token),
  echo: (observed) => observed.remark,
  differences(observed, _wanted, names) {
    const name = names.model;
    return name === undefined || name.id === observed.modelId
      ? []
      : [`its model is ${observed.modelId ?? ""}, not ${name.text}`];
  },
  argumentsOf: (observed) => ({ size: observed.size, powerState: observed.powerState }),
  newPassword: () => `random-${(passwords.made += 1)}`,
  buy(account, step, input, context) {
    const { panel } = sessionOf(account);
    if (step.detail.do !== "buy") throw new TypeError("not a purchase");
    const { months } = step.detail;
    const order = {
      modelId: input.names.model?.id ?? "",
      months,
      remark: withToken(input.wanted.note, context.token),
      password: context.password ?? "",
    };
    return Promise.resolve().then(() => {
      const id = panel.buy(order);
      return { observed: shown(panel.machine(id)), outputs: { orderId: context.orderNumber } };
    });
  },
  act(account, step, observed, context): readonly Action<FakeObserved>[] {
    const { panel } = sessionOf(account);
    const id = observed.serviceId;
    const { detail } = step;
    const call = (words: string, change: Parameters<typeof panel.call>[3]) => () =>
      Promise.resolve().then(() => {
        panel.call(step.kind, id, words, change);
        return undefined;
      });
    const password = context.password ?? "";
    switch (detail.do) {
      case "renew": {
        const until = expiryAfter(observed.expiresAt ?? "", detail.months, offer.timeZone);
        return [
          {
            send: call(`+${detail.months}`, () => ({ expiresAt: until, status: "ready" })),
            isDone: (row) => row.expiresAt === until,
          },
        ];
      }
      case "upgrade":
        return [
          {
            send: call(`+${detail.by}`, (row) => ({ size: row.size + detail.by })),
            isDone: (row) => row.size === detail.to,
          },
        ];
      case "reinstall":
        return [
          {
            send: call("", (row) => ({ installs: row.installs + 1, password })),
            isDone: (row) => row.installs > observed.installs,
          },
        ];
      case "password":
        return [{ send: call("", () => ({ password })), isDone: () => true }];
      case "reboot":
        return [{ send: call("", () => ({})), isDone: () => true }];
      case "power":
        return [
          {
            send: call(detail.to, () => ({ powerState: detail.to })),
            isDone: (row) => row.powerState === detail.to,
          },
        ];
      case "release":
        return [{ send: call("", () => ({ status: "deleted" })), isDone: (row) => row.status === "deleted" }];
      case "buy":
        throw new TypeError("a purchase");
    }
  },
  marks: (observed) => ({ renew: observed.expiresAt ?? "", upgrade: String(observed.size) }),
  release: (observed) => ({
    kind: "release",
    words: `REFUND ${observed.serviceId}`,
    destroys: true,
    applies: [],
    detail: { do: "release" },
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

export const fakeLifecycle = lifecycleOf(fakeNoun);
