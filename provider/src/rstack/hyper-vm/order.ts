import { freeOn, objections, placeOf } from "./addresses";
import type { AddressWish, CreateOrder } from "../api/requests";
import type { Node } from "../api/wire";
import { systemDisksOf, type HyperVmArguments } from "./arguments";
import { candidateNodes, type RstackCatalog } from "../catalog";
import type { CheckFailure } from "../../core/errors";
import { called } from "../../core/find";
import { clauses } from "../../core/language/lists";
import { passwordIn, type CallContext, type Placed, type Order, type Plan } from "../../core/plan";
import { observe, type HyperVmObserved } from "./observed";
import { orderRemark } from "./remark";
import { sessionOf } from "../session";
import { isShort, shortestPassword } from "./settings";
import { countOf, families, labels, type HyperVmInput, type Family } from "./steps";
import { say } from "../language/say";

function required<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new TypeError(`a VM was to be created without ${name}`);
}

function addressWish(wanted: Partial<HyperVmArguments>, family: Family): AddressWish | undefined {
  const wish = wanted[family];
  if (wish !== undefined && "addresses" in wish) return wish;
  const count = countOf(wanted, family);
  return count === 0 ? undefined : { count };
}

/** The order in the client's words. Every size is said, because the vendor does not say what it does without. */
function orderOf(input: HyperVmInput, context: CallContext): CreateOrder {
  const { wanted, names, account } = input;
  const memoryMb = required(wanted.memoryMb, "memory");
  const ipTypes = { public: "publicIpv4", private: "privateIpv4" } as const;
  return {
    userId: required(wanted.user, "an owner"),
    nodeId: names.node?.id,
    areaId: names.area?.id,
    imageId: required(names.image?.id, "an image"),
    name: required(wanted.name, "a name"),
    cpu: required(wanted.cpu, "cores"),
    cpuLimitPercent: wanted.cpuLimitPercent ?? 100,
    cpuWeight: wanted.cpuWeight ?? 10,
    memoryMb,
    memoryMinMb: wanted.memoryMinMb ?? memoryMb,
    memoryBufferPercent: wanted.memoryBufferPercent ?? 20,
    memoryWeight: wanted.memoryWeight ?? 50,
    systemDisksGb: systemDisksOf(wanted),
    dataDiskGb: wanted.dataDiskGb ?? 0,
    systemDiskIops: wanted.systemDiskIops ?? 0,
    dataDiskIops: wanted.dataDiskIops ?? 0,
    portMbps: required(wanted.portMbps, "a speed"),
    trafficGb: required(wanted.trafficGb, "traffic"),
    snapshots: wanted.quotas?.snapshots ?? 0,
    backups: wanted.quotas?.backups ?? 0,
    portMappings: wanted.quotas?.portMappings ?? 0,
    natWebsites: wanted.quotas?.natWebsites ?? 0,
    password: passwordIn(context),
    ipv4: addressWish(wanted, "ipv4") ?? { count: 1 },
    ipv6: addressWish(wanted, "ipv6"),
    ipType: wanted.ipType === undefined ? undefined : ipTypes[wanted.ipType],
    randomIps: wanted.randomIps,
    remotePort: wanted.remotePort ?? 0,
    remark: orderRemark(wanted.remark, context.token, context.now, account.timeZone),
  };
}

/** Creates one VM (`vm_create`). */
function creation(input: HyperVmInput) {
  return async (context: CallContext): Promise<Placed<HyperVmObserved>> => {
    const vm = await sessionOf(context.account).client.createVm(orderOf(input, context));
    // Whatever the reply leaves out, the machine is not there before the list says so.
    const observed: HyperVmObserved = { ...observe(vm), status: "opening" };
    const { ipv4Addresses = [], ipv6Addresses = [] } = observed;
    const ipAddresses = [...ipv4Addresses, ...ipv6Addresses];
    return { observed, outputs: ipAddresses.length === 0 ? {} : { ipAddresses } };
  };
}

/** The creation of a machine, and what speaks against it. */
export function orderHyperVm(
  input: HyperVmInput,
): Pick<Plan<HyperVmObserved>, "order" | "faults" | "warnings"> {
  const { wanted, catalog } = input;
  const order: Order<HyperVmObserved> = {
    kind: "create",
    words: wordsOfCreation(wanted),
    target: wanted.name,
    applies: [],
    place: creation(input),
  };
  const named = families.map((family) => objections(input, family));
  return {
    order,
    faults: [...nameFaults(wanted), ...named.flatMap(({ faults }) => faults)],
    warnings: [
      ...ownerWarnings(input),
      ...passwordWarnings(wanted),
      ...(catalog === undefined || isPlaceUnknown(input) ? [] : placeWarnings(input, catalog)),
      ...named.flatMap(({ warnings }) => warnings),
    ],
  };
}

function wordsOfCreation({
  cpu,
  memoryMb,
  name = say("(name not known yet)"),
}: Partial<HyperVmArguments>): string {
  if (cpu === undefined || memoryMb === undefined)
    return say("create VM {name} (not priced by this panel)", { name });
  return cpu === 1
    ? say("create VM {name} with 1 core, {memoryMb} MB (not priced by this panel)", { name, memoryMb })
    : say("create VM {name} with {cpu} cores, {memoryMb} MB (not priced by this panel)", {
        name,
        cpu,
        memoryMb,
      });
}

/** A machine that is there may have another name. */
function nameFaults({ name }: Partial<HyperVmArguments>): CheckFailure[] {
  if (name === undefined || /^[A-Za-z0-9]{2,}$/.test(name)) return [];
  return [{ property: "name", reason: say("is not letters and digits, at least 2") }];
}

function passwordWarnings(wanted: Partial<HyperVmArguments>): string[] {
  return isShort(wanted)
    ? [
        say("the password has less than {shortestPassword} characters: the controller may refuse it", {
          shortestPassword,
        }),
      ]
    : [];
}

/** Who is to own the machine and is not among the users: the program may make that one first, so that this is no fault. */
export function ownerWarnings({ wanted: { user }, catalog }: HyperVmInput): string[] {
  if (user === undefined || catalog?.userIds?.has(user) !== false) return [];
  return [
    say("the controller has no user {user} now, and refuses the VM unless there is one by then", { user }),
  ];
}

function isPlaceUnknown({ unknown, names }: HyperVmInput): boolean {
  return (
    ["area", "node", "cpu", "memoryMb", "dataDiskGb"].some((key) => unknown.has(key)) ||
    (names.area ?? names.node) === undefined
  );
}

/**
 * Why no node seems able to take the machine: nothing, as soon as one is. The vendor does not say what the figures of its lists
 * hold for: the controller decides.
 */
function placeWarnings(input: HyperVmInput, catalog: RstackCatalog): string[] {
  const nodes = candidateNodes(catalog, placeOf(input));
  if (nodes.length === 0)
    return [say("the controller may refuse the VM: no node of the area is listed as out of maintenance")];
  const shortages = nodes.flatMap((node) => shortageOf(input, node) ?? []);
  return shortages.length < nodes.length
    ? []
    : [say("the controller may refuse the VM: {shortages}", { shortages: clauses(shortages) })];
}

/** What a node lacks for the machine. */
function shortageOf(input: HyperVmInput, place: Node): string | undefined {
  const { cpu = 0, memoryMb = 0, dataDiskGb = 0 } = input.wanted;
  const { maxCpu = Infinity, freeMemoryMb = Infinity, freeDiskGb = Infinity } = place;
  const node = called(say("node"), place.id, place.name);
  if (place.status === "maintenance") return say("{node} is in maintenance", { node });
  if (cpu > maxCpu) return say("{node} offers {maxCpu} cores at most", { node, maxCpu });
  if (memoryMb > freeMemoryMb) return say("{node} has {freeMemoryMb} MB free", { node, freeMemoryMb });
  if (dataDiskGb > freeDiskGb) return say("{node} has {freeDiskGb} GB free", { node, freeDiskGb });
  for (const family of families) {
    const free = freeOn(input, place.id, family);
    const count = countOf(input.wanted, family);
    if (free !== undefined && free < count)
      return say("{node} has {free} of {count} {label} addresses free", {
        node,
        free,
        count,
        label: labels[family],
      });
  }
  return undefined;
}

/** The machine as its creation leaves it: running, with everything that was asked for at once. */
export function asCreated(input: HyperVmInput): HyperVmObserved {
  const { wanted, names } = input;
  const addresses = (family: "ipv4" | "ipv6") => {
    const wish = wanted[family];
    return wish !== undefined && "addresses" in wish
      ? wish.addresses
      : Array.from({ length: countOf(wanted, family) }, () => "");
  };
  return {
    serviceId: "",
    status: "ready",
    powerState: "running",
    suspended: false,
    locked: false,
    overTraffic: false,
    stoppedForTraffic: false,
    imageId: names.image?.id,
    cdId: "none",
    ipv4Addresses: addresses("ipv4"),
    ipv6Addresses: addresses("ipv6"),
    remotePortInUse: wanted.remotePort,
  };
}
