import type { HyperVmArguments } from "./arguments";
import { bindAddresses, call, type Calls } from "./calls";
import { addressObjection, candidateNodes, freeAddresses, type AddressKind } from "../catalog";
import { DecisionNeededError, type CheckFailure } from "../../core/errors";
import { isSame } from "../../core/flow/resource";
import { listed } from "../../core/language/lists";
import type { Call, CallContext } from "../../core/plan";
import type { HyperVmObserved } from "./observed";
import { sessionOf } from "../session";
import {
  countOf,
  addressKeys,
  families,
  labels,
  type Family,
  type HyperVmAspect,
  type HyperVmInput,
  type HyperVmStep,
} from "./steps";
import { say } from "../language/say";

/** So many looks after its answer, at growing intervals, show whether the controller has given up the addresses. */
const mostLooksAtAddresses = 8;

/**
 * Sets the addresses of the record. That an empty list of further ones takes them away is not documented: a controller may
 * read it as "unchanged", answer well, and do nothing.
 */
function recordAddresses(
  { account }: CallContext,
  vmId: string,
  family: Family,
  addresses: readonly string[],
  isSet: (row: HyperVmObserved) => boolean,
): Call<HyperVmObserved> {
  let isAccepted = false;
  let looks = 0;
  return {
    async send() {
      await sessionOf(account).client.updateVm(vmId, { [family]: addresses }, false);
      isAccepted = true;
      return undefined;
    },
    isDone(row) {
      if (isSet(row)) return true;
      looks += isAccepted ? 1 : 0;
      if (addresses.length > 1 || looks < mostLooksAtAddresses) return false;
      const left = row[addressKeys[family]]?.filter((address) => !addresses.includes(address)) ?? [];
      throw new DecisionNeededError(
        say(
          'the controller accepted the change and left {left} assigned: an empty list of further addresses seems to mean "unchanged" to it',
          { left: listed(left) },
        ),
        {
          advice: say(
            "Take them away in its back office and run `pulumi refresh`, or ask for as many as there are",
          ),
        },
      );
    },
  };
}

/** Adds addresses (`vm_addip`). @param total how many there are then. */
function addAddresses(family: Family, add: number, total: number): Calls {
  return ({ serviceId }, context) => [
    call(
      context,
      (client) => client.addIps(serviceId, { [family]: add }, true),
      (row) => (row[addressKeys[family]]?.length ?? 0) >= total,
    ),
  ];
}

/** Sets which addresses it has (`vm_update`), and binds them in the machine (`vm_setips`). */
function setAddresses(family: Family, addresses: readonly string[]): Calls {
  return (observed, context) => {
    const isSet = (row: HyperVmObserved) => {
      const live = row[addressKeys[family]];
      return live === undefined || live.join() === addresses.join();
    };
    const record = recordAddresses(context, observed.serviceId, family, addresses, isSet);
    // A machine that is off binds its addresses when it starts.
    return observed.powerState === "stopped" ? [record] : [record, bindAddresses(observed, context, isSet)];
  };
}

interface Planned {
  readonly steps: readonly HyperVmStep[];
  readonly faults: readonly CheckFailure[];
  readonly warnings: readonly string[];
}

const nothing: Planned = { steps: [], faults: [], warnings: [] };

/** The addresses from what is there to what is wanted. Those that are not managed stay. */
export const addresses: HyperVmAspect = {
  keeps: { ipAddress: ["ipv4", "ipv6"], ipType: ["ipv4"] },
  plan(situation) {
    const planned = families.map((family) => planFamily(situation, situation.observed, family));
    return {
      steps: planned.flatMap(({ steps }) => steps),
      faults: planned.flatMap(({ faults }) => faults),
      warnings: planned.flatMap(({ warnings }) => warnings),
    };
  },
};

function planFamily(input: HyperVmInput, observed: HyperVmObserved, family: Family): Planned {
  const wish = input.wanted[family];
  const live = observed[addressKeys[family]];
  if (wish === undefined) return nothing;
  if (live === undefined) return planUntold(input, observed, family, wish);
  if ("addresses" in wish) {
    if (isSame(wish.addresses, live)) return unboundSteps(input, observed, family);
    if (isLastFurtherIpv6(family, live, wish.addresses.length)) return lastFurtherIpv6(`${family}.addresses`);
    return { steps: [setStep(family, live, wish.addresses)], ...objections(input, family, observed) };
  }
  const { count } = wish;
  if (count === live.length) {
    // Addresses that were given up still work inside the machine.
    const isShorter = countOf(input.recorded?.arguments ?? {}, family) > count;
    return isShorter ? unboundSteps(input, observed, family) : nothing;
  }
  if (count === 0) {
    const reason = say("cannot be 0 again: the controller takes the last address away only with the VM");
    return { ...nothing, faults: [{ property: `${family}.count`, reason }] };
  }
  if (isLastFurtherIpv6(family, live, count)) return lastFurtherIpv6(`${family}.count`);
  if (count < live.length) return { ...nothing, steps: [setStep(family, live, live.slice(0, count))] };
  const add = count - live.length;
  const label = labels[family];
  const free = freeOn(input, observed.nodeId, family);
  const warnings =
    free !== undefined && free < add
      ? [say("the node has {free} of {add} more {label} addresses free", { free, add, label })]
      : [];
  const step: HyperVmStep = {
    kind: "upgrade",
    words:
      add === 1
        ? say("add 1 {label} address ({from} → {to})", { label, from: live.length, to: count })
        : say("add {add} {label} addresses ({from} → {to})", { add, label, from: live.length, to: count }),
    limits: { [family]: add },
    target: family,
    applies: [family],
    calls: addAddresses(family, add, count),
  };
  return { ...nothing, steps: [step], warnings };
}

/** What can be done where the controller does not tell which addresses the machine has: nothing, unless something else is wanted than before. */
function planUntold(
  input: HyperVmInput,
  observed: HyperVmObserved,
  family: Family,
  wish: NonNullable<HyperVmArguments[Family]>,
): Planned {
  const before = input.recorded?.arguments ?? {};
  if (isSame(before[family], wish)) return nothing;
  if ("addresses" in wish)
    return { steps: [setStep(family, undefined, wish.addresses)], ...objections(input, family, observed) };
  if (countOf(before, family) === wish.count) return nothing;
  const reason = say("cannot be changed: the controller does not tell which {label} addresses the VM has", {
    label: labels[family],
  });
  return { ...nothing, faults: [{ property: `${family}.count`, reason }] };
}

/** Whether the last further IPv6 address would go: a list of them that is empty means "as it is" to the controller. */
function isLastFurtherIpv6(family: Family, live: readonly string[], count: number): boolean {
  return family === "ipv6" && live.length > 1 && count === 1;
}

function lastFurtherIpv6(property: string): Planned {
  const reason = say(
    "cannot go down to one again: the controller takes the last further IPv6 address away only with the VM",
  );
  return { ...nothing, faults: [{ property, reason }] };
}

/** What is left to do when the record has the addresses, but nobody has seen the machine being told: an earlier run ended between the two. */
function unboundSteps(input: HyperVmInput, observed: HyperVmObserved, family: Family): Planned {
  const { recorded, wanted } = input;
  const isConfirmed = recorded === undefined || isSame(recorded.arguments[family], wanted[family]);
  // A machine that is off binds its addresses when it starts.
  if (isConfirmed || observed.powerState === "stopped") return nothing;
  const words = say("bind the {label} addresses in the machine", { label: labels[family] });
  const calls: Calls = (live, context) => [bindAddresses(live, context)];
  const step: HyperVmStep = { kind: "settings", words, applies: [family], calls };
  return { ...nothing, steps: [step] };
}

/** A list that replaces the old one; what is not in it goes back to the pool and may be given to others. */
function setStep(
  family: Family,
  live: readonly string[] | undefined,
  addresses: readonly string[],
): HyperVmStep {
  const lost = live?.filter((address) => !addresses.includes(address)) ?? [say("whatever else it has")];
  const set = { label: labels[family], addresses: listed(addresses) };
  return {
    kind: lost.length === 0 ? "settings" : "downgrade",
    words:
      lost.length === 0
        ? say("set the {label} addresses to {addresses}", set)
        : say("set the {label} addresses to {addresses}, giving up {lost}", { ...set, lost: listed(lost) }),
    destroys: lost.length > 0,
    target: addresses.join(","),
    applies: [family],
    calls: setAddresses(family, addresses),
  };
}

/**
 * What speaks against the addresses that are named: faults where one address would be at two places, warnings where only the
 * controller's lists seem to be against it.
 */
export function objections(
  input: HyperVmInput,
  family: Family,
  observed?: HyperVmObserved,
): Pick<Planned, "faults" | "warnings"> {
  const wish = input.wanted[family];
  const faults: CheckFailure[] = [];
  const warnings: string[] = [];
  if (wish === undefined || !("addresses" in wish)) return { faults, warnings };
  const place = observed === undefined ? placeOf(input) : { nodeId: observed.nodeId };
  const { catalog } = input;
  const nodes = catalog === undefined ? [] : candidateNodes(catalog, place);
  // What the VM itself holds, or the one that it replaces, is free for it.
  const holder = observed ?? input.replacing;
  for (const [index, address] of wish.addresses.entries()) {
    const property = `${family}.addresses[${index}]`;
    if (wish.addresses.indexOf(address) < index) {
      faults.push({ property, reason: say("{address} is named twice", { address }) });
      continue;
    }
    const objection =
      catalog === undefined ? undefined : addressObjection(catalog, address, nodes, holder?.serviceId);
    if (objection?.isTaken === true) faults.push({ property, reason: objection.words });
    else if (objection !== undefined) warnings.push(objection.words);
  }
  return { faults, warnings };
}

/** Node or area, by id. */
export function placeOf(input: HyperVmInput): { nodeId?: string | undefined; areaId?: string | undefined } {
  return { nodeId: input.names.node?.id, areaId: input.names.area?.id };
}

/** How many addresses of a family are free on a node; `undefined` when that is not known. */
export function freeOn(input: HyperVmInput, nodeId: string | undefined, family: Family): number | undefined {
  const kinds = { public: "publicIpv4", private: "privateIpv4" } as const;
  const { ipType } = input.wanted;
  const kind: AddressKind = family === "ipv6" || ipType === undefined ? family : kinds[ipType];
  return input.catalog === undefined || nodeId === undefined
    ? undefined
    : freeAddresses(input.catalog, nodeId, kind);
}

/** Why a machine and its successor cannot be there at once: two cannot have the same addresses. */
export function goesFirst(
  wanted: Partial<HyperVmArguments>,
  unknown: ReadonlySet<string>,
): string | undefined {
  if (families.some((family) => "addresses" in (wanted[family] ?? {}))) return say("the addresses are named");
  return families.some((family) => unknown.has(family)) ? say("the addresses may be named") : undefined;
}
