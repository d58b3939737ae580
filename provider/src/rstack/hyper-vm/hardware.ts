import type { VmChanges } from "../api/requests";
import { hardwareKeys, quotaKeys, type HardwareKey, type HyperVmArguments } from "./arguments";
import { changeHardware, changeRecord } from "./calls";
import { powerCycleConsent } from "../../core/consent";
import type { CheckFailure } from "../../core/errors";
import type { HyperVmObserved } from "./observed";
import { isCutRemark, withText } from "./remark";
import type { HyperVmInput, HyperVmStep } from "./steps";

type Before = Partial<HyperVmArguments>;

const names: Readonly<Record<HardwareKey, readonly [name: string, unit: string]>> = {
  cpu: ["CPU", ""],
  cpuLimitPercent: ["CPU limit", " %"],
  cpuWeight: ["CPU weight", ""],
  memoryMb: ["memory", " MB"],
  memoryMinMb: ["minimum of memory", " MB"],
  memoryBufferPercent: ["memory buffer", " %"],
  memoryWeight: ["memory weight", ""],
  dataDiskGb: ["data disk", " GB"],
  systemDiskIops: ["system disk limit", ""],
  dataDiskIops: ["data disk limit", ""],
  portMbps: ["network", " Mbps"],
};

/** What the hardware is to be. Memory without a minimum is static. */
function wantedHardware(wanted: Partial<HyperVmArguments>): Partial<Record<HardwareKey, number>> {
  const given = hardwareKeys.flatMap((key) =>
    wanted[key] === undefined ? [] : [[key, wanted[key]] as const],
  );
  const minimum = wanted.memoryMinMb ?? wanted.memoryMb;
  return { ...Object.fromEntries(given), ...(minimum === undefined ? {} : { memoryMinMb: minimum }) };
}

/** One call changes all hardware that differs. */
export function planHardware(
  input: HyperVmInput,
  observed: HyperVmObserved,
  before: Before,
): { steps: HyperVmStep[]; faults: CheckFailure[]; warnings: string[] } {
  const wanted = wantedHardware(input.wanted);
  const live = { ...wantedHardware(before), ...observed };
  const changed = hardwareKeys.filter((key) => wanted[key] !== undefined && wanted[key] !== live[key]);
  if (changed.length === 0) return { steps: [], faults: [], warnings: [] };
  const words = changed
    // Static memory is one number to its owner.
    .filter((key) => key !== "memoryMinMb" || input.wanted.memoryMinMb !== undefined || changed.length === 1)
    .map((key) => `${names[key][0]} ${live[key] ?? "?"} → ${wanted[key] ?? ""}${names[key][1]}`);
  const isOff = observed.powerState === "stopped" || input.wanted.powerState === "stopped";
  const [property = "cpu"] = changed;
  return {
    steps: [
      {
        kind: "upgrade",
        words: `change ${words.join(", ")}${isOff ? "" : " (may restart the machine)"}`,
        interrupts: !isOff,
        consent: isOff ? undefined : powerCycleConsent(property),
        target: JSON.stringify(changed.map((key) => [key, wanted[key]])),
        applies: changed,
        calls: changeHardware(Object.fromEntries(changed.map((key) => [key, wanted[key]]))),
      },
    ],
    faults: shrinkFaults(wanted, live),
    warnings: capacityWarnings(input, observed, wanted, live),
  };
}

type Hardware = Readonly<Partial<Record<HardwareKey, number | undefined>>>;

function shrinkFaults(wanted: Hardware, live: Hardware): CheckFailure[] {
  const { dataDiskGb: is = 0 } = live;
  if (wanted.dataDiskGb === undefined || wanted.dataDiskGb >= is) return [];
  const reason = `cannot shrink: the data disk has ${is} GB, and the controller only lets it grow`;
  return [{ property: "dataDiskGb", reason }];
}

/** Where a node seems to lack what is wanted. The vendor does not say what these figures of its list hold for. */
function capacityWarnings(
  input: HyperVmInput,
  observed: HyperVmObserved,
  wanted: Hardware,
  live: Hardware,
): string[] {
  const node = input.catalog?.nodes.find(({ id }) => id === observed.nodeId);
  if (node === undefined) return [];
  const { maxCpu = Infinity, freeMemoryMb = Infinity, freeDiskGb = Infinity } = node;
  const more = (key: HardwareKey) => (wanted[key] ?? 0) - (live[key] ?? 0);
  const place = `the node ${node.name ?? node.id}`;
  return [
    ...(more("cpu") > 0 && (wanted.cpu ?? 0) > maxCpu ? [`${place} offers ${maxCpu} cores at most`] : []),
    ...(wanted.memoryMb !== undefined && more("memoryMb") > freeMemoryMb
      ? [`${place} has ${freeMemoryMb} MB free`]
      : []),
    ...(wanted.dataDiskGb !== undefined && more("dataDiskGb") > freeDiskGb
      ? [`${place} has ${freeDiskGb} GB free`]
      : []),
  ];
}

/** What is to change in the controller's record alone. */
export interface RecordChange {
  readonly words: string;
  readonly applies: readonly string[];
  readonly changes: VmChanges;
}

/** The one call that changes the record. */
export function recordStep({ words, applies, changes }: RecordChange): HyperVmStep {
  return { kind: "settings", words, isRecordOnly: true, applies, calls: changeRecord(changes) };
}

/** Traffic, quotas, owner and remark. */
export function planRecord(
  input: HyperVmInput,
  observed: HyperVmObserved,
  before: Before,
): RecordChange | undefined {
  const { wanted } = input;
  const words: string[] = [];
  const applies: string[] = [];
  let changes: VmChanges = {};
  const change = (property: keyof HyperVmArguments, said: string, part: VmChanges) => {
    words.push(said);
    applies.push(property);
    changes = { ...changes, ...part };
  };
  const traffic = observed.trafficGb ?? before.trafficGb;
  if (wanted.trafficGb !== undefined && wanted.trafficGb !== traffic) {
    change("trafficGb", `traffic ${traffic ?? "?"} → ${wanted.trafficGb} GB a month`, {
      trafficGb: wanted.trafficGb,
    });
  }
  for (const key of quotaKeys) {
    const [to, from] = [wanted.quotas?.[key], observed.quotasInForce?.[key] ?? before.quotas?.[key]];
    if (to !== undefined && to !== from) change("quotas", `${key} ${from ?? "?"} → ${to}`, { [key]: to });
  }
  const owner = observed.userId ?? before.user;
  if (wanted.user !== undefined && wanted.user !== owner) {
    change("user", `give it from user ${owner ?? "?"} to ${wanted.user}`, { userId: wanted.user });
  }
  const remark = observed.remark ?? before.remark ?? "";
  const isDropped =
    wanted.remark === undefined && before.remark !== undefined && !input.unknown.has("remark");
  const { lifecycle, token } = input.recorded ?? {};
  // A VM that was adopted has never had one.
  const own = lifecycle?.origin === "adopted" ? undefined : token;
  // Sending it again would not make a controller that cuts long texts keep more of it.
  const isCut =
    before.remark === wanted.remark && isCutRemark(observed.markedRemark, wanted.remark ?? "", own);
  if ((wanted.remark !== undefined || isDropped) && (wanted.remark ?? "") !== remark && !isCut) {
    const whole = withText(observed.markedRemark, wanted.remark ?? "", own);
    // An empty one is no text to the controller: it stays as it is.
    if (whole !== "") change("remark", "set the remark", { remark: whole });
  }
  return words.length === 0
    ? undefined
    : { words: words.join(", "), applies: [...new Set(applies)], changes };
}
