import { ArgumentError } from "../core/errors";
import { nearest } from "../core/find";
import { listed } from "../core/language/lists";
import type { Fault, FaultKind } from "../sandbox";
import { vendorLoaders } from "../vendors";
import { say } from "./language/say";

/** What can go wrong: by its own name, or before or after what is asked for was done. */
const kinds: Readonly<Record<string, FaultKind>> = {
  before: "lostBefore",
  after: "lostAfter",
  lostBefore: "lostBefore",
  lostAfter: "lostAfter",
  http500Before: "http500Before",
  http500After: "http500After",
  htmlBefore: "htmlBefore",
  htmlAfter: "htmlAfter",
  halfJsonBefore: "halfJsonBefore",
  halfJsonAfter: "halfJsonAfter",
  slow: "slow",
  refused: "refused",
  http429: "http429",
};

/** The names of what can go wrong. */
export const faultKinds: readonly string[] = Object.keys(kinds);

/** A fault as it is asked for. */
export interface AskedFault {
  readonly kind: FaultKind;
  /** An operation by its documented name, `buy` for that which buys, `*` for any. */
  readonly operation: string;
  readonly times: number;
}

function refuse(text: string, reason: string): never {
  throw new ArgumentError([{ property: `--fault ${text}`, reason }]);
}

/** Reads `after:buy` or `http500Before:sync_baremetal:3`. @throws {ArgumentError} */
export function readFault(text: string): AskedFault {
  const [, when = "", operation = "", times = "1"] = /^([^:]+):([^:]+)(?::([1-9]\d{0,3}))?$/.exec(text) ?? [];
  const kind = kinds[when];
  if (kind === undefined)
    return refuse(
      text,
      say("must be <kind>:<operation>, with one of the kinds {kinds}", { kinds: listed(faultKinds) }),
    );
  return { kind, operation, times: Number(times) };
}

/** The name of an operation that a vendor documents, without that of its part. */
async function namesOf(vendor: string): Promise<readonly string[]> {
  const rows = (await (await vendorLoaders[vendor]?.())?.operations())?.rows ?? [];
  return [...new Set(rows.map(({ name }) => name.replace(/\..*$/, "")))];
}

/**
 * The faults of each stand-in: those whose operations it has.
 * @param buying the operation that buys, by vendor.
 * @throws {ArgumentError} for an operation that none of them has.
 */
export async function faultsOf(
  asked: readonly AskedFault[],
  buying: Readonly<Record<string, string>>,
): Promise<ReadonlyMap<string, readonly Fault[]>> {
  const vendors = Object.keys(buying);
  const names = new Map(
    await Promise.all(vendors.map(async (vendor) => [vendor, await namesOf(vendor)] as const)),
  );
  const faults = new Map<string, Fault[]>();
  for (const { kind, operation, times } of asked) {
    const isIts = (name: string): boolean => operation === name || operation.startsWith(`${name}/`);
    const struck = vendors.filter(
      (vendor) => operation === "*" || operation === "buy" || names.get(vendor)?.some(isIts) === true,
    );
    if (struck.length === 0) {
      const like = nearest(operation, [...names.values()].flat());
      refuse(
        `${kind}:${operation}`,
        like === undefined
          ? say("no stand-in has this operation")
          : say("no stand-in has this operation; did you mean {name}?", { name: like }),
      );
    }
    for (const vendor of struck) {
      const action = operation === "buy" ? (buying[vendor] ?? "") : operation;
      faults.set(vendor, [...(faults.get(vendor) ?? []), { action, kind, times }]);
    }
  }
  return faults;
}
