import { eachKind, seenSideBySide, type Configured, type Fail, type Failure } from "./accounts";
import type { Column } from "./print";
import type { Holders } from "./states";
import type { Account } from "../core/account";
import { isPaid } from "../core/flow/words";
import type { Kind } from "../core/kind";
import { decimalAmount } from "../core/money";
import { isInEffect, type CommonObserved } from "../core/observed";
import { daysLeft } from "../core/term";

/** Something that an account has. */
export interface Service {
  readonly account: string;
  readonly vendor: string;
  /** The type of the resource that it would be: `BaremetalServer`. */
  readonly type: string;
  readonly id: string;
  /** What people know it by: an address, a domain, a name. */
  readonly name: string;
  readonly status: string;
  /** ISO 8601 with offset; empty where it has no end. */
  readonly expiresAt: string;
  /** Whole days until then. */
  readonly daysLeft: number | undefined;
  /** What a month of it costs, a decimal string, where its row or a state tells. */
  readonly monthlyPrice: string | undefined;
  readonly currency: string;
  /** Whether its vendor asks a price for it. */
  readonly isPaid: boolean;
  /** The resource that it is in a state that was read. */
  readonly resource: string | undefined;
  /** The tags of that resource. */
  readonly tags: Readonly<Record<string, string>>;
  /** Whether a state that was read has it, or what it belongs to. */
  readonly isHeld: boolean;
}

export const serviceColumns: readonly Column<Service>[] = [
  { title: "account", of: ({ account }) => account },
  { title: "type", of: ({ type }) => type },
  { title: "id", of: ({ id }) => id },
  { title: "name", of: ({ name }) => name },
  { title: "status", of: ({ status }) => status },
  { title: "expires", of: ({ expiresAt }) => expiresAt },
  { title: "days left", of: ({ daysLeft: left }) => left?.toString() ?? "" },
  {
    title: "a month",
    of: ({ monthlyPrice, currency }) => (monthlyPrice === undefined ? "" : `${currency} ${monthlyPrice}`),
  },
];

/** What states tell besides. */
export const stateColumns: readonly Column<Service>[] = [
  { title: "resource", of: ({ resource }) => resource ?? "" },
  {
    title: "tags",
    of: ({ tags }) =>
      Object.entries(tags)
        .map(([key, value]) => `${key}=${value}`)
        .join(" "),
  },
];

const naming = ["domain", "name", "displayName", "ipAddress", "username", "remark"] as const;

/** What people know a thing by. */
export function nameOfRow(row: CommonObserved): string {
  for (const key of naming) {
    const value: unknown = Reflect.get(row, key);
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}

/** The price of a month in a row, where it is a decimal string. */
function priceIn(row: CommonObserved): string | undefined {
  for (const key of ["monthlyPrice", "renewalPrice"] as const) {
    const value: unknown = Reflect.get(row, key);
    if (typeof value === "string" && decimalAmount.test(value)) return value;
  }
  return undefined;
}

function serviceOf(
  one: Configured,
  account: Account,
  kind: Kind,
  row: CommonObserved,
  now: Date,
  holders: Holders,
): Service {
  const { serviceId: id, status, expiresAt = "" } = row;
  const held = holders.of(account.key, kind.type, id);
  const parentId = kind.parent?.idOf(row);
  const isWithParent =
    parentId !== undefined && holders.of(account.key, kind.parent?.type ?? "", parentId) !== undefined;
  return {
    ...{
      account: one.name,
      vendor: one.vendor.name,
      type: kind.type,
      id,
      name: nameOfRow(row),
      status,
      expiresAt,
    },
    daysLeft: expiresAt === "" ? undefined : daysLeft(expiresAt, now),
    monthlyPrice: priceIn(row) ?? held?.monthlyPrice,
    currency: account.currency,
    isPaid: isPaid(kind),
    resource: held?.name,
    tags: held?.tags ?? {},
    isHeld: held !== undefined || isWithParent,
  };
}

/** Whether what is of a kind is there by itself, and can be taken over by its id: what was paid for, what holds data, accounts of proxies. */
export function canBeAdopted({ arguments: given }: Kind): boolean {
  return "adopt" in given.shape;
}

/** What an account has of everything that can be taken over. */
async function servicesOf(one: Configured, now: Date, holders: Holders, fail: Fail): Promise<Service[]> {
  const account = one.open();
  const list = async (kind: Kind) => {
    const all = await kind.inventory(account, {}).all(Infinity);
    return all.filter(isInEffect).map((row) => serviceOf(one, account, kind, row, now, holders));
  };
  return eachKind(one.vendor.kinds.filter(canBeAdopted), list, fail);
}

/** What all accounts have, asked side by side; one that cannot be asked stops no other. */
export async function listServices(
  accounts: readonly Configured[],
  holders: Holders,
  now = new Date(),
): Promise<{ services: readonly Service[]; failures: readonly Failure[] }> {
  const { seen, failures } = await seenSideBySide(accounts, (one, fail) =>
    servicesOf(one, now, holders, fail),
  );
  return { services: seen.flat(), failures };
}

/** Those that end within so many days, soonest first; what has ended already and is still there too. */
export function expiringWithin(services: readonly Service[], days: number): readonly Service[] {
  return services
    .filter(({ daysLeft: left }) => left !== undefined && left <= days)
    .toSorted((one, other) => (one.daysLeft ?? 0) - (other.daysLeft ?? 0));
}
