import type { Configured } from "./accounts";
import type { Column } from "./print";
import { ResellerError, messageOf } from "../core/errors";
import type { Kind } from "../core/kind";
import { isInEffect, type CommonObserved } from "../core/observed";
import { daysLeft } from "../core/term";

/** Something that an account has. */
export interface Service {
  readonly account: string;
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
}

/** An account that could not be asked. */
export interface Failure {
  readonly account: string;
  readonly reason: string;
}

export const serviceColumns: readonly Column<Service>[] = [
  { title: "account", of: ({ account }) => account },
  { title: "type", of: ({ type }) => type },
  { title: "id", of: ({ id }) => id },
  { title: "name", of: ({ name }) => name },
  { title: "status", of: ({ status }) => status },
  { title: "expires", of: ({ expiresAt }) => expiresAt },
  { title: "days left", of: ({ daysLeft: left }) => left?.toString() ?? "" },
];

const naming = ["domain", "name", "displayName", "ipAddress", "username", "remark"] as const;

function nameOf(row: CommonObserved): string {
  for (const key of naming) {
    const value: unknown = Reflect.get(row, key);
    if (typeof value === "string" && value !== "") return value;
  }
  return "";
}

function serviceOf(account: string, kind: Kind, row: CommonObserved, now: Date): Service {
  const { serviceId: id, status, expiresAt = "" } = row;
  const left = expiresAt === "" ? undefined : daysLeft(expiresAt, now);
  return { account, type: kind.type, id, name: nameOf(row), status, expiresAt, daysLeft: left };
}

/** What an account has of everything that was paid for or holds data. */
async function servicesOf({ vendor, name, open }: Configured, now: Date): Promise<Service[]> {
  const account = open();
  const kinds = vendor.kinds.filter(({ isPrecious }) => isPrecious);
  const rows = await Promise.all(
    kinds.map(async (kind) => {
      const all = await kind.inventory(account, {}).all(Infinity);
      return all.filter(isInEffect).map((row) => serviceOf(name, kind, row, now));
    }),
  );
  return rows.flat();
}

/** What all accounts have, asked side by side; one that cannot be asked stops no other. */
export async function listServices(
  accounts: readonly Configured[],
  now = new Date(),
): Promise<{ services: readonly Service[]; failures: readonly Failure[] }> {
  const failures: Failure[] = [];
  const found = await Promise.all(
    accounts.map(async (one) => {
      try {
        return await servicesOf(one, now);
      } catch (error) {
        if (!(error instanceof ResellerError)) throw error;
        failures.push({ account: one.name, reason: messageOf(error) });
        return [];
      }
    }),
  );
  return { services: found.flat(), failures };
}

/** Those that end within so many days, soonest first; what has ended already and is still there too. */
export function expiringWithin(services: readonly Service[], days: number): readonly Service[] {
  return services
    .filter(({ daysLeft: left }) => left !== undefined && left <= days)
    .toSorted((one, other) => (one.daysLeft ?? 0) - (other.daysLeft ?? 0));
}
