import type { DegradeItem } from "../api/orders";
import type { System } from "../api/wire";
import { RefusedError } from "../../core/errors";
import { withToken } from "../../core/order/token";
import type { Call, CallContext, Change, Placed } from "../../core/plan";
import { extrasOf } from "./extras";
import {
  observe,
  renewalOutputs,
  sizeKinds,
  type BaremetalServerObserved,
  type SizeKind,
  type UpgradeRecord,
} from "./observed";
import { sessionOf } from "../session";
import type { Sizes } from "./size-plan";
import type { BaremetalInput } from "./steps";

type Observed = BaremetalServerObserved;
type Calls = Change<Observed>["calls"];

function passwordOf(context: CallContext): string {
  if (context.password !== undefined) return context.password;
  throw new TypeError("a call that sets a password was made without one");
}

const nothing = (call: Promise<unknown>): Promise<undefined> => call.then(() => undefined);

/** Buys one server (`create`). */
export function purchase({ wanted, names }: BaremetalInput, months: number, system: System | undefined) {
  return async (context: CallContext): Promise<Placed<Observed>> => {
    const session = sessionOf(context.account);
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
  };
}

function stop({ serviceId }: Observed, { account }: CallContext): Call<Observed> {
  return {
    send: () => nothing(sessionOf(account).client.stop(serviceId)),
    isDone: ({ powerState }) => powerState === "stopped",
  };
}

function start({ serviceId }: Observed, { account }: CallContext): Call<Observed> {
  return {
    send: () => nothing(sessionOf(account).client.start(serviceId)),
    isDone: ({ powerState }) => powerState === "running",
  };
}

/** Stops or starts the machine (`stop`, `start`). */
export function power(to: "running" | "stopped"): Calls {
  return (observed, context) => [to === "stopped" ? stop(observed, context) : start(observed, context)];
}

/** Restarts the machine (`restart`). */
export const reboot: Calls = ({ serviceId }, { account }) => [
  {
    send: () => nothing(sessionOf(account).client.restart(serviceId)),
    isDone: ({ powerState }) => powerState === "running",
    lags: true,
  },
];

/** Sets the password (`resetpwd`), which the panel only does on a machine that is off. */
export function password(stopFirst: boolean, startAfter: boolean): Calls {
  return (observed, context) => {
    const { client } = sessionOf(context.account);
    const guid = observed.serviceId;
    const stopped = (send: Promise<unknown>, stoppedForPassword: boolean) =>
      send.then(() => ({ stoppedForPassword }));
    return [
      ...(stopFirst
        ? [{ ...stop(observed, context), send: () => stopped(client.stop(guid), startAfter) }]
        : []),
      {
        send: () => nothing(client.resetPassword(guid, passwordOf(context))),
        isDone: () => true,
        lags: true,
      },
      ...(startAfter
        ? [{ ...start(observed, context), send: () => stopped(client.start(guid), false) }]
        : []),
    ];
  };
}

/** Takes back a decrease that is booked (`canceldegrade`). */
export function cancelDowngrade(degradeId: string): Calls {
  return ({ serviceId }, { account }) => [
    {
      send: () => nothing(sessionOf(account).client.cancelDegrade(serviceId, degradeId)),
      isDone: ({ downgrades }) =>
        !downgrades.some(({ id, status }) => id === degradeId && status === "waiting"),
    },
  ];
}

/** Gives the server back (`refund`). */
export const refund: Calls = ({ serviceId }, { account }) => [
  {
    send: () => nothing(sessionOf(account).client.refund(serviceId)),
    isDone: ({ status }) => status === "deleted",
  },
];

const dayMs = 86_400_000;

const endOf = ({ expiresAt }: Observed): number | undefined =>
  expiresAt === undefined ? undefined : Date.parse(expiresAt);

/**
 * Renews (`renew`). It is proved by the end having moved, as far as the reply says, wherever it lies; a server that is in its term again
 * must be back too.
 */
export function renewal(months: number): Calls {
  return (observed, context) => {
    const before = endOf(observed) ?? -Infinity;
    let confirmed = -Infinity;
    return [
      {
        send: async () => {
          const order = { guid: observed.serviceId, months, clientOrderNo: context.orderNumber };
          const { expiresAt } = await sessionOf(context.account).client.renew(order);
          confirmed = Date.parse(expiresAt);
          return { confirmedExpiresAt: expiresAt };
        },
        isDone: (row) => {
          const end = endOf(row) ?? -Infinity;
          // The reply and the record may round a day differently.
          const isShown = end > before && end >= confirmed - dayMs;
          return isShown && (row.status !== "expired" || end <= context.now.getTime());
        },
      },
    ];
  };
}

/** What an upgrade adds, and what there is in all once it is in effect. */
export interface Upgrade {
  readonly sizes: Sizes;
  readonly ipKind: "single" | "subnet";
  readonly totals: Readonly<Record<SizeKind, number>>;
  readonly clientUserId: string | undefined;
}

/** Adds to the sizes (`upgrade`). */
export function upgrade({ sizes, ipKind, totals, clientUserId }: Upgrade): Calls {
  return ({ serviceId }, context) => {
    const send = async () => {
      const session = sessionOf(context.account);
      const reply = await session.client.upgrade({
        guid: serviceId,
        ...sizes,
        ipKind,
        clientOrderNo: context.orderNumber,
        clientUserId: clientUserId ?? session.userId,
      });
      const { orderNo } = reply;
      const { confirmedUpgrades, addedAddresses } = extrasOf(context.extra);
      return {
        confirmedUpgrades:
          orderNo === undefined ? confirmedUpgrades : [...confirmedUpgrades, { orderNo, ...sizes }],
        addedAddresses: [
          ...addedAddresses,
          ...reply.addresses.map(({ address, kind }) => ({ address, kind, orderNo })),
        ],
      };
    };
    const isDone = (row: Observed) =>
      sizeKinds.every((size) => sizes[size] === undefined || row[size] === totals[size]);
    return [{ send, isDone }];
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

/** A decrease that is booked for a day. */
export interface Downgrade {
  readonly records: readonly UpgradeRecord[];
  readonly from: Readonly<Record<SizeKind, number>>;
  /** ISO 8601 with offset. */
  readonly at: string;
  readonly identity: BaremetalInput["wanted"]["identity"];
}

/** Books a decrease (`degrade`). */
export function downgrade({ records, from, at, identity }: Downgrade): Calls {
  const addresses = records.filter((record) => record.size === "ipCount");
  return ({ serviceId, downgrades }, { account }) => {
    const isNew = (id: string) => !downgrades.some((one) => one.id === id);
    const isBooked = (row: Observed, { size }: UpgradeRecord) =>
      row.downgrades.some((one) => one.size === size && isNew(one.id) && one.status !== "cancelled");
    const send = async () => {
      const { client } = sessionOf(account);
      const degradable = addresses.length === 0 ? [] : await client.getDegradableAddresses(serviceId);
      const listed = degradable.map(({ address }) => address);
      const items: DegradeItem[] = records.flatMap(({ size, amount }): DegradeItem[] => {
        if (size === "ipCount") return [];
        const item = size === "bandwidthMbps" ? "bandwidth" : "defense";
        return [{ item, amount, oldValue: from[size], newValue: from[size] - amount }];
      });
      if (addresses.length > 0) {
        items.push({
          item: "ip",
          addresses: addresses.flatMap((record) => addressesOf(record, listed)),
          count: addresses.reduce((sum, record) => sum + record.amount, 0),
        });
      }
      await client.degrade({ guid: serviceId, items, applyAt: at, identity });
      return undefined;
    };
    return [{ send, isDone: (row) => records.every((record) => isBooked(row, record)) }];
  };
}

/** What is installed, and how. */
export interface Reinstallation {
  readonly systemId: string;
  readonly system: System | undefined;
  readonly partitionMb: number;
  readonly installType: "install" | "replace";
}

/** Installs the machine anew (`install`). */
export function reinstall({ systemId, system, partitionMb, installType }: Reinstallation): Calls {
  return (observed, context) => {
    const isOtherSystem = systemId !== observed.systemId;
    const send = async () => {
      await sessionOf(context.account).client.reinstall({
        guid: observed.serviceId,
        systemGuid: systemId,
        password: passwordOf(context),
        systemPartitionMb: partitionMb,
        installType,
      });
      return system?.port === undefined ? undefined : { loginPort: system.port };
    };
    return [{ send, isDone: (row) => !isOtherSystem || row.systemId === systemId, lags: !isOtherSystem }];
  };
}
