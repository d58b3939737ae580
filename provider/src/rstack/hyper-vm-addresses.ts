import type { Fault } from "../core/errors";
import { isSame } from "../core/flow/resource";
import { addressFault, candidateNodes, freeAddresses, type AddressKind } from "./catalog";
import type { HyperVmArguments } from "./hyper-vm-arguments";
import type { HyperVmObserved } from "./hyper-vm-observed";
import { addressKeys, families, type Family, type HyperVmInput, type HyperVmStep } from "./hyper-vm-steps";

interface Planned {
  readonly steps: readonly HyperVmStep[];
  readonly faults: readonly Fault[];
}

const nothing: Planned = { steps: [], faults: [] };
const label: Readonly<Record<Family, string>> = { ipv4: "IPv4", ipv6: "IPv6" };

/** The addresses from what is there to what is wanted. Those that are not managed stay. */
export function planAddresses(input: HyperVmInput, observed: HyperVmObserved): Planned {
  const planned = families.map((family) => planFamily(input, observed, family));
  return { steps: planned.flatMap(({ steps }) => steps), faults: planned.flatMap(({ faults }) => faults) };
}

function planFamily(input: HyperVmInput, observed: HyperVmObserved, family: Family): Planned {
  const wish = input.wanted[family];
  const live = observed[addressKeys[family]];
  if (wish === undefined) return nothing;
  if ("addresses" in wish) {
    if (isSame(wish.addresses, live)) return unboundSteps(input, observed, family);
    if (isLastFurtherIpv6(family, live, wish.addresses.length)) return lastFurtherIpv6(`${family}.addresses`);
    return { steps: [setStep(family, live, wish.addresses)], faults: namedFaults(input, family, observed) };
  }
  const { count } = wish;
  if (count === live.length) {
    // Addresses that were given up still work inside the machine.
    const isShorter = countOf(input.recorded?.arguments ?? {}, family) > count;
    return isShorter ? unboundSteps(input, observed, family) : nothing;
  }
  if (count === 0) {
    return {
      steps: [],
      faults: [
        {
          property: `${family}.count`,
          reason: "cannot be 0 again: the controller takes the last address away only with the VM",
        },
      ],
    };
  }
  if (isLastFurtherIpv6(family, live, count)) return lastFurtherIpv6(`${family}.count`);
  if (count < live.length) return { steps: [setStep(family, live, live.slice(0, count))], faults: [] };
  const add = count - live.length;
  const free = freeOn(input, observed.nodeId, family);
  const faults =
    free !== undefined && free < add
      ? [
          {
            property: `${family}.count`,
            reason: `the node has ${free} of ${add} more ${label[family]} addresses free`,
          },
        ]
      : [];
  const step: HyperVmStep = {
    kind: "upgrade",
    words: `add ${add} ${label[family]} ${add === 1 ? "address" : "addresses"} (${live.length} → ${count})`,
    limits: { [family]: add },
    target: family,
    applies: [family],
    detail: { do: "addIps", family, add, total: count },
  };
  return { steps: [step], faults };
}

/** Whether the last further IPv6 address would go: a list of them that is empty means "as it is" to the controller. */
function isLastFurtherIpv6(family: Family, live: readonly string[], count: number): boolean {
  return family === "ipv6" && live.length > 1 && count === 1;
}

function lastFurtherIpv6(property: string): Planned {
  const reason =
    "cannot go down to one again: the controller takes the last further IPv6 address away only with the VM";
  return { steps: [], faults: [{ property, reason }] };
}

/** What is left to do when the record has the addresses, but nobody has seen the machine being told: an earlier run ended between the two. */
function unboundSteps(input: HyperVmInput, observed: HyperVmObserved, family: Family): Planned {
  const { recorded, wanted } = input;
  const isConfirmed = recorded === undefined || isSame(recorded.arguments[family], wanted[family]);
  // A machine that is off binds its addresses when it starts.
  if (isConfirmed || observed.powerState === "stopped") return nothing;
  const words = `bind the ${label[family]} addresses in the machine`;
  const step: HyperVmStep = { kind: "settings", words, applies: [family], detail: { do: "bindIps" } };
  return { steps: [step], faults: [] };
}

/** A list that replaces the old one; what is not in it goes back to the pool and may be given to others. */
function setStep(family: Family, live: readonly string[], addresses: readonly string[]): HyperVmStep {
  const lost = live.filter((address) => !addresses.includes(address));
  const givenUp = lost.length === 0 ? "" : `, giving up ${lost.join(", ")}`;
  return {
    kind: lost.length === 0 ? "settings" : "downgrade",
    words: `set the ${label[family]} addresses to ${addresses.join(", ")}${givenUp}`,
    destroys: lost.length > 0,
    target: addresses.join(","),
    applies: [family],
    detail: { do: "setIps", family, addresses },
  };
}

/** What speaks against the addresses that are named. */
export function namedFaults(input: HyperVmInput, family: Family, observed?: HyperVmObserved): Fault[] {
  const wish = input.wanted[family];
  if (wish === undefined || !("addresses" in wish) || input.catalog === undefined) return [];
  const place = observed === undefined ? placeOf(input) : { nodeId: observed.nodeId };
  const { catalog } = input;
  const nodes = candidateNodes(catalog, place);
  return wish.addresses.flatMap((address, index) => {
    const property = `${family}.addresses[${index}]`;
    if (wish.addresses.indexOf(address) < index) return [{ property, reason: `${address} is named twice` }];
    // What the VM itself holds, or the one that it replaces, is free for it.
    const holder = observed ?? input.replacing;
    const reason = addressFault(catalog, address, nodes, holder?.serviceId);
    return reason === undefined ? [] : [{ property, reason }];
  });
}

/** Node or area, by id. */
export function placeOf(input: HyperVmInput): { nodeId?: string | undefined; areaId?: string | undefined } {
  return { nodeId: input.names.node?.id, areaId: input.names.area?.id };
}

/** How many addresses a purchase takes by number. */
export function countOf(wanted: Partial<HyperVmArguments>, family: Family): number {
  const wish = wanted[family];
  if (wish === undefined) return family === "ipv4" ? 1 : 0;
  return "count" in wish ? wish.count : 0;
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
