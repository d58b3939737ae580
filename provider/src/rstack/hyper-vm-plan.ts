import type { Fault } from "../core/errors";
import type { Plan } from "../core/plan";
import { isSame } from "../core/flow/resource";
import { candidateNodes, type RstackCatalog } from "./catalog";
import { countOf, freeOn, namedFaults, placeOf, planAddresses } from "./hyper-vm-addresses";
import { systemDisksOf, type HyperVmArguments } from "./hyper-vm-arguments";
import { planHardware, planRecord } from "./hyper-vm-hardware";
import type { HyperVmObserved } from "./hyper-vm-observed";
import { planStatus, trafficWarnings } from "./hyper-vm-status";
import { families, plural, type Detail, type HyperVmInput, type HyperVmStep } from "./hyper-vm-steps";
import { called } from "./names";
import type { Node } from "./wire";

/** The steps from what is there to what is wanted, in the order in which they are made. */
export function planHyperVm(input: HyperVmInput): Plan<Detail> {
  const { observed, recorded } = input;
  if (observed === undefined) return planCreation(input);
  const replaces = replacesOf(input, observed);
  if (replaces.length > 0) return { steps: [], faults: [], warnings: [], replaces };
  return planChange(input, observed, recorded?.arguments ?? {});
}

/** Two machines cannot have the same addresses. */
export function goesFirst(
  wanted: Partial<HyperVmArguments>,
  unknown: ReadonlySet<string>,
): string | undefined {
  if (families.some((family) => "addresses" in (wanted[family] ?? {}))) return "the addresses are named";
  return families.some((family) => unknown.has(family)) ? "the addresses may be named" : undefined;
}

function planCreation(input: HyperVmInput): Plan<Detail> {
  const { wanted, catalog } = input;
  const { cpu, memoryMb } = wanted;
  const size =
    cpu === undefined || memoryMb === undefined ? "" : ` with ${plural(cpu, "core")}, ${memoryMb} MB`;
  const create: HyperVmStep = {
    kind: "create",
    words: `create VM ${wanted.name ?? "(name not known yet)"}${size} (not priced by this panel)`,
    target: wanted.name,
    applies: [],
    detail: { do: "create" },
  };
  const faults = catalog === undefined || isPlaceUnknown(input) ? [] : placeFaults(input, catalog);
  // What a creation cannot do follows on the machine as it will be.
  const later = planChange(input, asCreated(input), wanted);
  return {
    steps: [create, ...later.steps],
    faults: [...faults, ...families.flatMap((family) => namedFaults(input, family))],
    warnings: ownerWarnings(input),
    replaces: [],
  };
}

/** Who is to own the machine and is not among the users: the program may make that one first, so that this is no fault. */
function ownerWarnings({ wanted: { user }, catalog }: HyperVmInput): string[] {
  if (user === undefined || catalog?.userIds?.has(user) !== false) return [];
  return [`the controller has no user ${user} now, and refuses the VM unless there is one by then`];
}

function isPlaceUnknown({ unknown, names }: HyperVmInput): boolean {
  return (
    ["area", "node", "cpu", "memoryMb", "dataDiskGb"].some((key) => unknown.has(key)) ||
    (names.area ?? names.node) === undefined
  );
}

/** Why no node can take the machine: nothing, as soon as one can. */
function placeFaults(input: HyperVmInput, catalog: RstackCatalog): Fault[] {
  const nodes = candidateNodes(catalog, placeOf(input));
  const property = input.wanted.node === undefined ? "area" : "node";
  if (nodes.length === 0) return [{ property, reason: "has no node that is not in maintenance" }];
  const reasons = nodes.map((node) => ({ node, reason: shortageOf(input, node) }));
  if (reasons.some(({ reason }) => reason === undefined)) return [];
  return [
    {
      property,
      reason: reasons.map(({ node, reason }) => `${called("node", node)} ${reason ?? ""}`).join("; "),
    },
  ];
}

/** What a node lacks for the machine. */
function shortageOf(input: HyperVmInput, node: Node): string | undefined {
  const { cpu = 0, memoryMb = 0, dataDiskGb = 0 } = input.wanted;
  if (node.status === "maintenance") return "is in maintenance";
  if (cpu > (node.maxCpu ?? Infinity)) return `offers ${node.maxCpu ?? 0} cores at most`;
  if (memoryMb > (node.freeMemoryMb ?? Infinity)) return `has ${node.freeMemoryMb ?? 0} MB free`;
  if (dataDiskGb > (node.freeDiskGb ?? Infinity)) return `has ${node.freeDiskGb ?? 0} GB free`;
  for (const family of families) {
    const free = freeOn(input, node.id, family);
    const count = countOf(input.wanted, family);
    if (free !== undefined && free < count)
      return `has ${free} of ${count} ${family === "ipv4" ? "IPv4" : "IPv6"} addresses free`;
  }
  return undefined;
}

/** The machine as its creation leaves it: running, with everything that was asked for at once. */
function asCreated(input: HyperVmInput): HyperVmObserved {
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

function replacesOf({ wanted, names }: HyperVmInput, observed: HyperVmObserved): string[] {
  const { name = wanted.name, areaId, nodeId } = observed;
  const differs = (key: "area" | "node", live: string | undefined) =>
    names[key] !== undefined && wanted[key] !== undefined && live !== undefined && names[key].id !== live;
  return [
    ...(wanted.name !== undefined && wanted.name !== name ? ["name"] : []),
    ...(differs("area", areaId) ? ["area"] : []),
    ...(differs("node", nodeId) ? ["node"] : []),
  ];
}

function planChange(
  input: HyperVmInput,
  observed: HyperVmObserved,
  before: Partial<HyperVmArguments>,
): Plan<Detail> {
  const { wanted } = input;
  const isOtherOwner = wanted.user !== (observed.userId ?? before.user);
  const warnings = [...trafficWarnings(input, observed), ...(isOtherOwner ? ownerWarnings(input) : [])];
  const reinstall = reinstallSteps(input, observed, before);
  const hardware = planHardware(input, observed, before);
  const addresses = planAddresses(input, observed);
  const online = onlineSteps(input, observed, before, reinstall.length > 0);
  const status = planStatus(input, observed);
  const faults: Fault[] = [...hardware.faults, ...addresses.faults, ...online.faults];
  if (observed.failure !== undefined && reinstall.length === 0) {
    faults.push({
      property: "image",
      reason: `the installation failed (${observed.failure}): install again with \`reinstallTriggers\` and \`allowReinstall\`, or ask for another VM with \`purchaseTriggers\``,
    });
    return { steps: [], faults, warnings, replaces: [] };
  }
  const [back, away] = [status.filter(isToNormal), status.filter((step) => !isToNormal(step))];
  // A machine that is installed anew runs, whatever it did before.
  const power = powerSteps(
    input,
    reinstall.length > 0 ? { ...observed, powerState: "running" } : observed,
    before,
  );
  const record = planRecord(input, observed, before);
  const middle =
    wanted.powerState === "stopped"
      ? [...reinstall, ...addresses.steps, ...online.steps, ...power, ...hardware.steps]
      : [...reinstall, ...hardware.steps, ...power, ...addresses.steps, ...online.steps];
  // With the old limit the controller would stop it again.
  const first = observed.stoppedForTraffic ? [...record, ...back] : [...back, ...record];
  return {
    steps: [...first, ...middle, ...cdSteps(input, observed, before), ...away],
    faults,
    warnings,
    replaces: [],
  };
}

const isToNormal = ({ detail }: HyperVmStep): boolean => detail.do === "status" && detail.to === "normal";

const isChanged = (
  input: HyperVmInput,
  before: Partial<HyperVmArguments>,
  key: keyof HyperVmArguments,
): boolean => !input.unknown.has(key) && !isSame(before[key], input.wanted[key]);

function reinstallSteps(
  input: HyperVmInput,
  observed: HyperVmObserved,
  before: Partial<HyperVmArguments>,
): HyperVmStep[] {
  const { wanted, names, catalog } = input;
  const imageId = names.image?.id;
  // What the controller does not say is as it was recorded.
  const isOtherImage =
    observed.imageId === undefined
      ? isChanged(input, before, "image")
      : imageId !== undefined && imageId !== observed.imageId;
  const disks = systemDisksOf(wanted);
  const isOtherDisks =
    disks !== undefined && !isSame(disks, observed.systemDisksInForceGb ?? systemDisksOf(before));
  const isTriggered = isChanged(input, before, "reinstallTriggers");
  if (!isOtherImage && !isOtherDisks && !isTriggered) return [];
  const name = catalog?.images.find(({ id }) => id === imageId)?.name ?? names.image?.text ?? "the image";
  const resized = isOtherDisks
    ? `, system disk of ${disks.windows} GB (Windows) or ${disks.linux} GB (Linux)`
    : "";
  return [
    {
      kind: "reinstall",
      words: `REINSTALL ${name}${resized}: erases the system disk`,
      destroys: true,
      losesPassword: true,
      interrupts: true,
      consent: {
        by: "allowReinstall",
        property: isOtherImage ? "image" : isOtherDisks ? "systemDisksGb" : "reinstallTriggers",
        image: wanted.image ?? name,
      },
      target: `${imageId ?? observed.imageId ?? ""}${isOtherDisks ? JSON.stringify(disks) : ""}`,
      applies: [
        "image",
        "systemDisksGb",
        "reinstallTriggers",
        "rebootTriggers",
        "password",
        ...(isChanged(input, before, "passwordTriggers") ? ["passwordTriggers"] : []),
      ],
      detail: {
        do: "reinstall",
        imageId: imageId ?? observed.imageId ?? "",
        systemDisksGb: isOtherDisks ? disks : undefined,
      },
    },
  ];
}

/** What is done inside the running machine: password, remote port, restart. */
function onlineSteps(
  input: HyperVmInput,
  observed: HyperVmObserved,
  before: Partial<HyperVmArguments>,
  isReinstalled: boolean,
): { steps: HyperVmStep[]; faults: Fault[] } {
  const { wanted, passwordLost } = input;
  const steps: HyperVmStep[] = [];
  const asks = (key: keyof HyperVmArguments) => isChanged(input, before, key) && wanted[key] !== undefined;
  if (!isReinstalled && (passwordLost || isChanged(input, before, "passwordTriggers") || asks("password"))) {
    steps.push({
      kind: "password",
      words: "set a new password",
      applies: ["password", "passwordTriggers"],
      detail: { do: "password" },
    });
  }
  const { remotePort } = wanted;
  const live = observed.remotePortInUse ?? before.remotePort;
  const isOtherPort =
    remotePort !== 1 && remotePort !== undefined && live !== undefined && remotePort !== live;
  if (remotePort !== undefined && (isOtherPort || (remotePort === 1 && before.remotePort !== 1))) {
    const to = remotePort === 0 ? "the system's own" : remotePort === 1 ? "a random one" : String(remotePort);
    steps.push({
      kind: "settings",
      words: `set the remote port to ${to}`,
      target: String(remotePort),
      applies: ["remotePort"],
      detail: { do: "remotePort", port: remotePort },
    });
  }
  if (!isReinstalled && isChanged(input, before, "rebootTriggers")) {
    steps.push({
      kind: "reboot",
      words: "restart the machine",
      interrupts: true,
      applies: ["rebootTriggers"],
      detail: { do: "reboot" },
    });
  }
  const isOff = !isReinstalled && observed.powerState === "stopped" && wanted.powerState !== "running";
  if (!isOff) return { steps, faults: [] };
  const faults = steps.map(({ applies: [property = ""], words }) => ({
    property,
    reason: `${words}: only a running machine can do that`,
  }));
  return { steps: [], faults };
}

function powerSteps(
  input: HyperVmInput,
  observed: HyperVmObserved,
  before: Partial<HyperVmArguments>,
): HyperVmStep[] {
  const to = input.wanted.powerState;
  if (to === undefined || (observed.powerState ?? before.powerState) === to) return [];
  return [
    {
      kind: "power",
      words: to === "stopped" ? "stop the machine" : "start the machine",
      interrupts: to === "stopped",
      target: to,
      applies: ["powerState"],
      detail: { do: "power", to },
    },
  ];
}

function cdSteps(
  input: HyperVmInput,
  observed: HyperVmObserved,
  before: Partial<HyperVmArguments>,
): HyperVmStep[] {
  const { wanted, names } = input;
  if (input.unknown.has("cd")) return [];
  const wantedId = wanted.cd === undefined ? undefined : names.cd?.id;
  const live = observed.cdId;
  const isOther =
    live === undefined || (wanted.cd === undefined && before.cd === undefined)
      ? isChanged(input, before, "cd")
      : (wantedId ?? "none") !== live;
  if (!isOther) return [];
  return [
    {
      kind: "settings",
      words: wanted.cd === undefined ? "eject the CD" : `put the CD ${wanted.cd} into the drive`,
      target: wantedId,
      applies: ["cd"],
      detail: { do: "cd", cdId: wantedId },
    },
  ];
}
