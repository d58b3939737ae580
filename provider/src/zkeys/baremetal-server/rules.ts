import { plural } from "../../core/aspects/term";
import type { CheckFailure } from "../../core/errors";
import type { BaremetalInput, Sold } from "./steps";

/*
 * What the panel's document says of a purchase. Only what it states as a rule, or what arithmetic proves, is a fault; what it leaves
 * open is said, and left to the panel.
 */

export interface Verdict {
  readonly faults: readonly CheckFailure[];
  readonly warnings: readonly string[];
}

/** @param input of a purchase. */
export function judgePurchase(sold: Sold, input: BaremetalInput): Verdict {
  const verdicts = [
    judgeSale(sold),
    judgeImage(sold),
    judgePartition(sold, input),
    judgeIdentity(sold, input),
  ];
  return {
    faults: verdicts.flatMap(({ faults }) => faults),
    warnings: verdicts.flatMap(({ warnings }) => warnings),
  };
}

const nothing: Verdict = { faults: [], warnings: [] };
const fault = (property: string, reason: string): Verdict => ({
  faults: [{ property, reason }],
  warnings: [],
});
const warning = (words: string): Verdict => ({ faults: [], warnings: [words] });

function judgeSale({ line, product }: Sold): Verdict {
  const name = line?.name ?? line?.guid ?? "";
  const isClosed = line?.status === "deleted" || line?.purchaseOpen === false;
  const model = product?.name ?? product?.guid ?? "";
  const isGone = product?.status === "deleted" || product?.status === "disabled";
  return {
    faults: [
      ...(isClosed ? [{ property: "line", reason: `${name} is not open for purchase` }] : []),
      ...(isGone ? [{ property: "product", reason: `${model} is not on sale` }] : []),
    ],
    warnings:
      line?.status === "hidden" && !isClosed
        ? [`the line ${name} is hidden in the panel, which may refuse purchases on it`]
        : [],
  };
}

function judgeImage({ product, system }: Sold): Verdict {
  const { minCpuCores = 0, minMemory = 0, name = "the image" } = system ?? {};
  const cores = Math.max(product?.cpuCores ?? 0, product?.cpuCount ?? 0);
  if (cores > 0 && minCpuCores > cores)
    return fault("system", `${name} needs ${plural(minCpuCores, "core")}, the model has ${cores}`);
  const memoryGb = product?.memoryGb ?? 0;
  // The unit is not documented: 2048 looks like MB.
  return memoryGb > 0 && minMemory > memoryGb
    ? warning(
        `${name} needs at least ${minMemory} of memory, in a unit that the panel does not name, and the model has ${memoryGb} GB: the panel may refuse`,
      )
    : nothing;
}

function judgePartition({ product }: Sold, { wanted }: BaremetalInput): Verdict {
  const size = wanted.systemPartitionSizeMb;
  if (size === undefined || size === -1) return nothing;
  if (product?.partitioningSupported === false)
    return fault(
      "systemPartitionSizeMb",
      `the model ${product.name ?? product.guid} takes no partitions: leave it out`,
    );
  return size === 0
    ? warning(
        "`systemPartitionSizeMb` 0 (use the first partition) is documented for reinstalls: the panel may refuse it at a purchase",
      )
    : nothing;
}

function judgeIdentity({ line }: Sold, { wanted, unknown, catalog }: BaremetalInput): Verdict {
  const zone = catalog?.zones.find(({ guid }) => guid === line?.zoneGuid);
  if (zone?.identityRequired !== true || unknown.has("identity")) return nothing;
  const missing = (["name", "mobile", "idNumber"] as const).filter(
    (key) => wanted.identity?.[key] === undefined,
  );
  if (missing.length === 0) return nothing;
  return warning(
    `the zone ${zone.name ?? zone.guid} asks for the end customer's real name, and ${missing.map((key) => `\`identity.${key}\``).join(", ")} ` +
      `${missing.length === 1 ? "is" : "are"} not set: the panel does not say which of them it needs, and may refuse`,
  );
}

/** A partition that a reinstallation is to make. */
export function judgeRepartition({ product }: Sold, partitionMb: number): readonly CheckFailure[] {
  if (partitionMb <= 0 || product?.partitioningSupported !== false) return [];
  const reason = `the model ${product.name ?? product.guid} takes no partitions: write -1 for the whole disk, or 0 for the first partition`;
  return [{ property: "systemPartitionSizeMb", reason }];
}
