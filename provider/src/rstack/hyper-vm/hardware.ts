import { hardwareKeys, type HardwareKey, type HyperVmArguments } from "./arguments";
import { call, restarting, type Calls } from "./calls";
import { powerCycleConsent } from "../../core/consent";
import type { CheckFailure } from "../../core/errors";
import { listed } from "../../core/language/lists";
import type { HyperVmObserved } from "./observed";
import type { HyperVmAspect, HyperVmPart, HyperVmSituation } from "./steps";
import { say, type Sentence } from "../language/say";

const names: Readonly<Record<HardwareKey, readonly [name: Sentence, unit: string]>> = {
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

/** Changes hardware (`vm_update`). The controller restarts a machine that was on; it must be back. */
function changeHardware(changes: Readonly<Partial<Record<HardwareKey, number>>>): Calls {
  return (observed, context) => {
    const hasHardware = (row: HyperVmObserved): boolean => {
      const isRecorded = Object.entries(changes).every(([key, value]) => {
        const live: unknown = Reflect.get(row, key);
        return live === undefined || live === value;
      });
      return isRecorded && (observed.powerState !== "running" || row.powerState === "running");
    };
    const { serviceId } = observed;
    return [
      restarting(
        observed,
        call(context, (client) => client.updateVm(serviceId, changes, true), hasHardware, true),
      ),
    ];
  };
}

/** One call changes all hardware that differs. */
function planHardware(situation: HyperVmSituation): HyperVmPart {
  const { observed, before, ...input } = situation;
  const wanted = wantedHardware(input.wanted);
  const live = { ...wantedHardware(before), ...observed };
  const changed = hardwareKeys.filter((key) => wanted[key] !== undefined && wanted[key] !== live[key]);
  if (changed.length === 0) return {};
  const words = changed
    // Static memory is one number to its owner.
    .filter((key) => key !== "memoryMinMb" || input.wanted.memoryMinMb !== undefined || changed.length === 1)
    .map((key) => {
      const [name, unit] = names[key];
      return `${say(name)} ${live[key] ?? "?"} → ${wanted[key] ?? ""}${unit}`;
    });
  const changes = listed(words);
  const isOff = observed.powerState === "stopped" || input.wanted.powerState === "stopped";
  const [property = "cpu"] = changed;
  return {
    steps: [
      {
        kind: "upgrade",
        words: isOff
          ? say("change {changes}", { changes })
          : say("change {changes} (may restart the machine)", { changes }),
        interrupts: !isOff,
        consent: isOff ? undefined : powerCycleConsent(property),
        target: JSON.stringify(changed.map((key) => [key, wanted[key]])),
        applies: changed,
        calls: changeHardware(Object.fromEntries(changed.map((key) => [key, wanted[key]]))),
      },
    ],
    faults: shrinkFaults(wanted, live),
    warnings: capacityWarnings(situation, wanted, live),
  };
}

type Hardware = Readonly<Partial<Record<HardwareKey, number | undefined>>>;

function shrinkFaults(wanted: Hardware, live: Hardware): CheckFailure[] {
  const { dataDiskGb: is = 0 } = live;
  if (wanted.dataDiskGb === undefined || wanted.dataDiskGb >= is) return [];
  const reason = say("cannot shrink: the data disk has {is} GB, and the controller only lets it grow", {
    is,
  });
  return [{ property: "dataDiskGb", reason }];
}

/** Where a node seems to lack what is wanted. The vendor does not say what these figures of its list hold for. */
function capacityWarnings(
  { catalog, observed }: HyperVmSituation,
  wanted: Hardware,
  live: Hardware,
): string[] {
  const node = catalog?.nodes.find(({ id }) => id === observed.nodeId);
  if (node === undefined) return [];
  const { maxCpu = Infinity, freeMemoryMb = Infinity, freeDiskGb = Infinity } = node;
  const more = (key: HardwareKey) => (wanted[key] ?? 0) - (live[key] ?? 0);
  const place = say("the node {node}", { node: node.name ?? node.id });
  return [
    ...(more("cpu") > 0 && (wanted.cpu ?? 0) > maxCpu
      ? [say("{node} offers {maxCpu} cores at most", { node: place, maxCpu })]
      : []),
    ...(wanted.memoryMb !== undefined && more("memoryMb") > freeMemoryMb
      ? [say("{node} has {freeMemoryMb} MB free", { node: place, freeMemoryMb })]
      : []),
    ...(wanted.dataDiskGb !== undefined && more("dataDiskGb") > freeDiskGb
      ? [say("{node} has {freeDiskGb} GB free", { node: place, freeDiskGb })]
      : []),
  ];
}

/** Cores, memory, disks and network (`vm_update`), which may restart the machine. */
export const hardware: HyperVmAspect = {
  rules({ memoryMb, memoryMinMb }) {
    if (memoryMb === undefined || memoryMinMb === undefined || memoryMinMb <= memoryMb) return [];
    return [{ property: "memoryMinMb", reason: say("must not be more than `memoryMb`") }];
  },
  argumentsOf: (observed) =>
    Object.fromEntries(
      hardwareKeys.flatMap((key) => (observed[key] === undefined ? [] : [[key, observed[key]] as const])),
    ),
  marks: (observed) => ({
    upgrade: JSON.stringify([
      ...hardwareKeys.map((key) => observed[key] ?? null),
      // Addresses are added in the same way.
      observed.ipv4Addresses ?? null,
      observed.ipv6Addresses ?? null,
    ]),
  }),
  plan: planHardware,
};
