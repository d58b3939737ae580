import type { Account } from "../core/run";
import { RefusedError } from "../core/errors";
import type { Action, Bought, CallContext } from "../core/noun";
import type { Step } from "../core/plan";
import { withToken } from "../core/token";
import {
  observe,
  renewalOutputs,
  sizeKinds,
  type BaremetalServerObserved,
  type UpgradeRecord,
} from "./baremetal-observed";
import type { BaremetalInput, Detail } from "./baremetal-steps";
import { extrasOf } from "./extras";
import type { DegradeItem } from "./orders";
import { sessionOf, type ZkeysSession } from "./session";

type Observed = BaremetalServerObserved;

function passwordOf(context: CallContext): string {
  if (context.password !== undefined) return context.password;
  throw new TypeError("a call that sets a password was made without one");
}

/** Buys one server (`create`). */
export async function buyBaremetalServer(
  account: Account,
  step: Step<Detail>,
  input: BaremetalInput,
  context: CallContext,
): Promise<Bought<Observed>> {
  const session = sessionOf(account);
  const { wanted, names } = input;
  if (step.detail.do !== "buy") throw new TypeError(`"${step.words}" is not a purchase`);
  const { system, months } = step.detail;
  const services = await session.client.create({
    lineGuid: names.line?.id ?? "",
    productGuid: names.product?.id ?? "",
    systemGuid: names.system?.id ?? "",
    loginName: wanted.loginName ?? system?.loginName ?? "root",
    password: passwordOf(context),
    buyRemarks: withToken(wanted.remark, context.token),
    months,
    clientOrderNo: context.orderNumber,
    clientUserId: wanted.clientUserId ?? session.userId,
    systemPartitionMb: wanted.systemPartitionSizeMb,
    identity: wanted.identity,
  });
  const [service] = services;
  if (service === undefined) throw new TypeError("the client returned a purchase without a server");
  const observed = observe(service);
  return {
    // The terms of renewals are known from the reply until a read tells others.
    observed: { ...observed, renewal: undefined },
    outputs: { orderId: context.orderNumber, loginPort: system?.port, ...renewalOutputs(observed) },
  };
}

/** The calls of every other step. */
export function actOnBaremetalServer(
  account: Account,
  step: Step<Detail>,
  observed: Observed,
  context: CallContext,
): readonly Action<Observed>[] {
  const session = sessionOf(account);
  const { client } = session;
  const guid = observed.serviceId;
  const { detail } = step;
  const nothing = (call: Promise<unknown>) => call.then(() => undefined);
  const stop: Action<Observed> = {
    send: () => nothing(client.stop(guid)),
    isDone: (row) => row.powerState === "stopped",
  };
  const start: Action<Observed> = {
    send: () => nothing(client.start(guid)),
    isDone: (row) => row.powerState === "running",
  };
  switch (detail.do) {
    case "renew":
      return [renew(session, observed, detail, context)];
    case "upgrade":
      return [upgrade(session, observed, detail, context)];
    case "downgrade":
      return [downgrade(session, observed, detail)];
    case "cancelDowngrade":
      return [
        {
          send: () => nothing(client.cancelDegrade(guid, detail.degradeId)),
          isDone: (row) =>
            !row.downgrades.some((record) => record.id === detail.degradeId && record.status === "waiting"),
        },
      ];
    case "power":
      return [detail.to === "stopped" ? stop : start];
    case "reboot":
      return [
        {
          send: () => nothing(client.restart(guid)),
          isDone: (row) => row.powerState === "running",
          lags: true,
        },
      ];
    case "password":
      return [
        ...(detail.stopFirst
          ? [
              {
                ...stop,
                send: () => client.stop(guid).then(() => ({ stoppedForPassword: detail.startAfter })),
              },
            ]
          : []),
        {
          send: () => nothing(client.resetPassword(guid, passwordOf(context))),
          isDone: () => true,
          lags: true,
        },
        ...(detail.startAfter
          ? [{ ...start, send: () => client.start(guid).then(() => ({ stoppedForPassword: false })) }]
          : []),
      ];
    case "reinstall":
      return [reinstall(session, observed, detail, context)];
    case "release":
      return [{ send: () => nothing(client.refund(guid)), isDone: (row) => row.status === "deleted" }];
    case "buy":
      throw new TypeError(`"${step.words}" is a purchase`);
  }
}

const dayMs = 86_400_000;

const endOf = ({ expiresAt }: Observed): number | undefined =>
  expiresAt === undefined ? undefined : Date.parse(expiresAt);

type Of<K extends Detail["do"]> = Extract<Detail, { readonly do: K }>;

/** It is proved by the end having moved, as far as the reply says, wherever it lies; a server that is in its term again must be back too. */
function renew(
  session: ZkeysSession,
  observed: Observed,
  detail: Of<"renew">,
  context: CallContext,
): Action<Observed> {
  const before = endOf(observed) ?? -Infinity;
  let confirmed = -Infinity;
  return {
    send: async () => {
      const { months } = detail;
      const order = { guid: observed.serviceId, months, clientOrderNo: context.orderNumber };
      const { expiresAt } = await session.client.renew(order);
      confirmed = Date.parse(expiresAt);
      return { confirmedExpiresAt: expiresAt };
    },
    isDone: (row) => {
      const end = endOf(row) ?? -Infinity;
      // The reply and the record may round a day differently.
      const isShown = end > before && end >= confirmed - dayMs;
      return isShown && (row.status !== "expired" || end <= context.now.getTime());
    },
  };
}

function upgrade(
  session: ZkeysSession,
  observed: Observed,
  detail: Of<"upgrade">,
  context: CallContext,
): Action<Observed> {
  return {
    send: async () => {
      const reply = await session.client.upgrade({
        guid: observed.serviceId,
        ...detail.sizes,
        ipKind: detail.ipKind,
        clientOrderNo: context.orderNumber,
        clientUserId: detail.clientUserId ?? session.userId,
      });
      const { orderNo } = reply;
      const { confirmedUpgrades, addedAddresses } = extrasOf(context.extra);
      return {
        confirmedUpgrades:
          orderNo === undefined ? confirmedUpgrades : [...confirmedUpgrades, { orderNo, ...detail.sizes }],
        addedAddresses: [
          ...addedAddresses,
          ...reply.addresses.map(({ address, kind }) => ({ address, kind, orderNo })),
        ],
      };
    },
    isDone: (row) =>
      sizeKinds.every((size) => detail.sizes[size] === undefined || row[size] === detail.totals[size]),
  };
}

/** The strings of the panel's list that make up an upgrade's addresses. */
function addressesOf(record: UpgradeRecord, degradable: readonly string[]): string[] {
  const parts = (record.value ?? "").split(/[\s,]+/).filter((part) => part !== "");
  const found = parts.filter((part) => degradable.includes(part));
  if (found.length > 0 && found.length === parts.length) return found;
  throw new RefusedError(
    `the addresses ${record.value ?? "(not named)"} of an upgrade are not among those that can be given up: ${degradable.join(", ")}`,
  );
}

function downgrade(session: ZkeysSession, observed: Observed, detail: Of<"downgrade">): Action<Observed> {
  const { records, from, at, identity } = detail;
  const addresses = records.filter((record) => record.size === "ipCount");
  const isBooked = (row: Observed, record: UpgradeRecord) => {
    const isNew = (id: string) => !observed.downgrades.some((one) => one.id === id);
    return row.downgrades.some(
      (one) => one.size === record.size && isNew(one.id) && one.status !== "cancelled",
    );
  };
  return {
    send: async () => {
      const degradable =
        addresses.length === 0 ? [] : await session.client.getDegradableAddresses(observed.serviceId);
      const listed = degradable.map(({ address }) => address);
      const items: DegradeItem[] = records.flatMap((record): DegradeItem[] => {
        if (record.size === "ipCount") return [];
        const item = record.size === "bandwidthMbps" ? "bandwidth" : "defense";
        return [
          {
            item,
            amount: record.amount,
            oldValue: from[record.size],
            newValue: from[record.size] - record.amount,
          },
        ];
      });
      if (addresses.length > 0) {
        items.push({
          item: "ip",
          addresses: addresses.flatMap((record) => addressesOf(record, listed)),
          count: addresses.reduce((sum, record) => sum + record.amount, 0),
        });
      }
      await session.client.degrade({ guid: observed.serviceId, items, applyAt: at, identity });
      return undefined;
    },
    isDone: (row) => records.every((record) => isBooked(row, record)),
  };
}

function reinstall(
  session: ZkeysSession,
  observed: Observed,
  detail: Of<"reinstall">,
  context: CallContext,
): Action<Observed> {
  const { systemId, system, partitionMb, installType } = detail;
  const isOtherSystem = systemId !== observed.systemId;
  return {
    send: async () => {
      const password = passwordOf(context);
      await session.client.reinstall({
        guid: observed.serviceId,
        systemGuid: systemId,
        password,
        systemPartitionMb: partitionMb,
        installType,
      });
      return system?.port === undefined ? undefined : { loginPort: system.port };
    },
    isDone: (row) => !isOtherSystem || row.systemId === systemId,
    lags: !isOtherSystem,
  };
}
