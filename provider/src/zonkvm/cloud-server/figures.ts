import type { CloudServerSizes } from "../api/cloud-servers";
import type { CloudServerArguments } from "./arguments";
import type { Amounts } from "../../core/aspects/sizes";
import { packageOf, type CloudInput } from "./steps";

/** The sizes that are plain amounts. */
export type SizeKey = "cpu" | "memoryGb" | "bandwidthMbps" | "defenseGbps";

/** What a purchase is of, in full. */
export interface Figures extends CloudServerSizes {
  readonly ipCount: number;
}

/** The sizes that are asked for, by a package or one by one; `undefined` for one that is not. */
export function askedFigures(input: Pick<CloudInput, "catalog" | "names" | "wanted">): Partial<Figures> {
  const { wanted } = input;
  const sold = packageOf(input);
  if (sold === undefined) return givenFigures(wanted);
  const { systemDiskGb, dataDiskGb } = sold;
  const disks = [systemDiskGb, dataDiskGb].filter((size): size is number => (size ?? 0) > 0);
  return withoutGaps({
    cpuCores: sold.cpuCores,
    memoryGb: sold.memoryGb,
    bandwidthMbps: sold.bandwidthMbps,
    defenseGbps: sold.defenseGbps,
    diskSizesGb: disks.length === 0 ? undefined : disks,
    ipCount: sold.ipCount,
  });
}

function givenFigures(wanted: Partial<CloudServerArguments>): Partial<Figures> {
  const { cpu, memoryGb, bandwidthMbps, defenseGbps, diskSizesGb, ipCount } = wanted;
  return withoutGaps({ cpuCores: cpu, memoryGb, bandwidthMbps, defenseGbps, diskSizesGb, ipCount });
}

function withoutGaps(figures: { readonly [K in keyof Figures]?: Figures[K] | undefined }): Partial<Figures> {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined));
}

/** Figures as amounts, by the names of the arguments. */
export function amountsOf(figures: Partial<Figures>): Amounts<SizeKey> {
  const { cpuCores, memoryGb, bandwidthMbps, defenseGbps } = figures;
  return {
    ...(cpuCores === undefined ? {} : { cpu: cpuCores }),
    ...(memoryGb === undefined ? {} : { memoryGb }),
    ...(bandwidthMbps === undefined ? {} : { bandwidthMbps }),
    ...(defenseGbps === undefined ? {} : { defenseGbps }),
  };
}
