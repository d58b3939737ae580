import { countOf, freeOn, objections, placeOf, planAddresses } from "./addresses";
import type { Node } from "../api/wire";
import { systemDisksOf, type HyperVmArguments } from "./arguments";
import {
  bindAddresses,
  changeCd,
  creation,
  power,
  reboot,
  reinstall,
  resetPassword,
  setRemotePort,
} from "./calls";
import { candidateNodes, type RstackCatalog } from "../catalog";
import { reinstallConsent } from "../../core/consent";
import type { CheckFailure } from "../../core/errors";
import { isSame } from "../../core/flow/resource";
import type { Order } from "../../core/plan";
import { planHardware, planRecord, recordStep, type RecordChange } from "./hardware";
import { called } from "../names";
import type { HyperVmObserved } from "./observed";
import { hasTrafficLeft, isTrafficRaised, planStatus, trafficWarnings } from "./status";
import { families, plural, type HyperVmInput, type HyperVmPlan, type HyperVmStep } from "./steps";

/** The steps from what is there to what is wanted, in the order in which they are made. */
export function planHyperVm(input: HyperVmInput): HyperVmPlan {
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

function planCreation(input: HyperVmInput): HyperVmPlan {
  const { wanted, catalog } = input;
  const { cpu, memoryMb } = wanted;
  const size =
    cpu === undefined || memoryMb === undefined ? "" : ` with ${plural(cpu, "core")}, ${memoryMb} MB`;
  const order: Order<HyperVmObserved> = {
    kind: "create",
    words: `create VM ${wanted.name ?? "(name not known yet)"}${size} (not priced by this panel)`,
    target: wanted.name,
    applies: [],
    place: creation(input),
  };
  const named = families.map((family) => objections(input, family));
  // What a creation cannot do follows on the machine as it will be.
  const later = planChange(input, asCreated(input), wanted);
  return {
    order,
    steps: later.steps,
    faults: [...nameFaults(wanted), ...named.flatMap(({ faults }) => faults)],
    warnings: [
      ...ownerWarnings(input),
      ...passwordWarnings(wanted),
      ...(catalog === undefined || isPlaceUnknown(input) ? [] : placeWarnings(input, catalog)),
      ...named.flatMap(({ warnings }) => warnings),
    ],
    replaces: [],
  };
}

/** A machine that is there may have another name. */
function nameFaults({ name }: Partial<HyperVmArguments>): CheckFailure[] {
  if (name === undefined || /^[A-Za-z0-9]{2,}$/.test(name)) return [];
  return [{ property: "name", reason: "is not letters and digits, at least 2" }];
}

/** What setting a password asks for; a creation states no rule. */
const shortestPassword = 6;
const isShort = ({ password }: Partial<HyperVmArguments>): boolean =>
  password !== undefined && password.length < shortestPassword;

function passwordWarnings(wanted: Partial<HyperVmArguments>): string[] {
  return isShort(wanted)
    ? [`the password has less than ${shortestPassword} characters: the controller may refuse it`]
    : [];
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

/**
 * Why no node seems able to take the machine: nothing, as soon as one is. The vendor does not say what the figures of its lists
 * hold for: the controller decides.
 */
function placeWarnings(input: HyperVmInput, catalog: RstackCatalog): string[] {
  const mayRefuse = "the controller may refuse the VM";
  const nodes = candidateNodes(catalog, placeOf(input));
  if (nodes.length === 0) return [`${mayRefuse}: no node of the area is listed as out of maintenance`];
  const reasons = nodes.map((node) => ({ node, reason: shortageOf(input, node) }));
  if (reasons.some(({ reason }) => reason === undefined)) return [];
  const words = reasons.map(({ node, reason }) => `${called("node", node)} ${reason ?? ""}`).join("; ");
  return [`${mayRefuse}: ${words}`];
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
): HyperVmPlan {
  const { wanted } = input;
  const isOtherOwner = wanted.user !== (observed.userId ?? before.user);
  const reinstall = reinstallSteps(input, observed, before);
  const hardware = planHardware(input, observed, before);
  const addresses = planAddresses(input, observed);
  const online = onlineSteps(input, observed, before, reinstall.length > 0);
  const status = planStatus(input, observed, before);
  const warnings = [
    ...trafficWarnings(input, observed, before),
    ...(isOtherOwner ? ownerWarnings(input) : []),
    ...hardware.warnings,
    ...addresses.warnings,
    ...online.warnings,
  ];
  const faults: CheckFailure[] = [...hardware.faults, ...addresses.faults, ...online.faults];
  if (observed.failure !== undefined && reinstall.length === 0) {
    faults.push({
      property: "image",
      reason: `the installation failed (${observed.failure}): install again with \`reinstallTriggers\` and \`allowReinstall\`, or ask for another VM with \`purchaseTriggers\``,
    });
    return { steps: [], faults, warnings, replaces: [] };
  }
  const [back, away] = [status.filter(isBack), status.filter((step) => !isBack(step))];
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
  return {
    steps: [
      ...firstSteps(input, observed, before, record, back),
      ...middle,
      ...cdSteps(input, observed, before),
      ...away,
    ],
    faults,
    warnings,
    replaces: [],
  };
}

/** What is done to the record before anything else. */
function firstSteps(
  input: HyperVmInput,
  observed: HyperVmObserved,
  before: Partial<HyperVmArguments>,
  record: RecordChange | undefined,
  back: readonly HyperVmStep[],
): HyperVmStep[] {
  if (record === undefined) return [...back];
  const [normal] = back;
  // Once the record has the higher limit, only what is used would tell that the machine is to come back.
  const isOneCall = isTrafficRaised(input, observed, before) && !hasTrafficLeft(input, observed);
  // With the old limit the controller would stop it again.
  if (normal === undefined || !isOneCall)
    return observed.stoppedForTraffic ? [recordStep(record), ...back] : [...back, recordStep(record)];
  const both = {
    words: `${record.words}, ${normal.words}`,
    applies: [...record.applies, ...normal.applies],
    changes: { ...record.changes, status: "normal" as const },
  };
  return [{ ...recordStep(both), isRecordOnly: false, restores: true }];
}

/** Whether a change of status brings the machine back. */
const isBack = ({ restores }: HyperVmStep): boolean => restores === true;

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
  const erases = wanted.reinstallErases ?? "systemDisk";
  const lost = erases === "allDisks" ? "ALL disks" : "the system disk";
  const resized = isOtherDisks
    ? `, system disk of ${disks.windows} GB (Windows) or ${disks.linux} GB (Linux)`
    : "";
  return [
    {
      kind: "reinstall",
      words: `REINSTALL ${name}${resized}: erases ${lost}`,
      destroys: true,
      losesPassword: true,
      interrupts: true,
      consent: reinstallConsent(
        isOtherImage ? "image" : isOtherDisks ? "systemDisksGb" : "reinstallTriggers",
        wanted.image ?? name,
        wanted,
      ),
      target: `${imageId ?? observed.imageId ?? ""}${isOtherDisks ? JSON.stringify(disks) : ""}`,
      applies: [
        "image",
        "systemDisksGb",
        "reinstallTriggers",
        "rebootTriggers",
        "password",
        ...(isChanged(input, before, "passwordTriggers") ? ["passwordTriggers"] : []),
      ],
      calls: reinstall({
        imageId: imageId ?? observed.imageId ?? "",
        erases,
        systemDisksGb: isOtherDisks ? disks : undefined,
      }),
    },
  ];
}

/** What is done inside the running machine: password, remote port, restart. */
function onlineSteps(
  input: HyperVmInput,
  observed: HyperVmObserved,
  before: Partial<HyperVmArguments>,
  isReinstalled: boolean,
): { steps: HyperVmStep[]; faults: CheckFailure[]; warnings: string[] } {
  const { wanted, passwordLost } = input;
  const steps: HyperVmStep[] = [];
  const short: CheckFailure[] = [];
  const asks = (key: keyof HyperVmArguments) => isChanged(input, before, key) && wanted[key] !== undefined;
  const setsPassword = passwordLost || isChanged(input, before, "passwordTriggers") || asks("password");
  if (setsPassword && isShort(wanted))
    short.push({ property: "password", reason: `must have at least ${shortestPassword} characters` });
  if (!isReinstalled && setsPassword) {
    steps.push({
      kind: "password",
      words: "set a new password",
      applies: ["password", "passwordTriggers"],
      calls: resetPassword,
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
      calls: setRemotePort(remotePort),
    });
  }
  const isOff = !isReinstalled && observed.powerState === "stopped" && wanted.powerState !== "running";
  // A machine that is off binds its addresses when it starts.
  if (!isReinstalled && !isOff && isChanged(input, before, "bindTriggers")) {
    steps.push({
      kind: "settings",
      words: "bind the addresses in the machine again",
      applies: ["bindTriggers"],
      calls: bindAddresses,
    });
  }
  if (!isReinstalled && isChanged(input, before, "rebootTriggers")) {
    const isForced = wanted.forcePower === true;
    steps.push({
      kind: "reboot",
      words: isForced ? "restart the machine by cutting its power" : "restart the machine",
      interrupts: true,
      applies: ["rebootTriggers"],
      calls: reboot(isForced),
    });
  }
  if (!isOff) return { steps, faults: short, warnings: [] };
  // A password is set online, and what is off cannot be restarted. Of the rest the vendor does not say so.
  const needsPower = ({ kind }: HyperVmStep) => kind === "password" || kind === "reboot";
  const faults = steps.filter(needsPower).map(({ applies: [property = ""], words }) => ({
    property,
    reason: `${words}: only a running machine can do that`,
  }));
  const others = steps.filter((step) => !needsPower(step));
  const warnings = others.map(
    ({ words }) => `${words}: the machine is off, and the controller may refuse it`,
  );
  return { steps: others, faults: [...short, ...faults], warnings };
}

function powerSteps(
  input: HyperVmInput,
  observed: HyperVmObserved,
  before: Partial<HyperVmArguments>,
): HyperVmStep[] {
  const to = input.wanted.powerState;
  if (to === undefined || (observed.powerState ?? before.powerState) === to) return [];
  const isForced = to === "stopped" && input.wanted.forcePower === true;
  const stop = isForced ? "cut the power of the machine" : "stop the machine";
  return [
    {
      kind: "power",
      words: to === "stopped" ? stop : "start the machine",
      interrupts: to === "stopped",
      target: to,
      applies: ["powerState"],
      calls: power(to, isForced),
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
      calls: changeCd(wantedId),
    },
  ];
}
