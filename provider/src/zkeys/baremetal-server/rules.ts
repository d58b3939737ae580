import type { CheckFailure } from "../../core/errors";
import { listed } from "../../core/language/lists";
import type { BaremetalInput, Sold } from "./steps";
import { say } from "../language/say";

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
      ...(isClosed ? [{ property: "line", reason: say("{name} is not open for purchase", { name }) }] : []),
      ...(isGone ? [{ property: "product", reason: say("{model} is not on sale", { model }) }] : []),
    ],
    warnings:
      line?.status === "hidden" && !isClosed
        ? [say("the line {name} is hidden in the panel, which may refuse purchases on it", { name })]
        : [],
  };
}

function judgeImage({ product, system }: Sold): Verdict {
  const { minCpuCores = 0, minMemory = 0, name = say("the image") } = system ?? {};
  const cores = Math.max(product?.cpuCores ?? 0, product?.cpuCount ?? 0);
  if (cores > 0 && minCpuCores > cores)
    return fault(
      "system",
      say("{name} needs {needed} cores, the model has {cores}", { name, needed: minCpuCores, cores }),
    );
  const memoryGb = product?.memoryGb ?? 0;
  // The unit is not documented: 2048 looks like MB.
  return memoryGb > 0 && minMemory > memoryGb
    ? warning(
        say(
          "{name} needs at least {minMemory} of memory, in a unit that the panel does not name, and the model has {memoryGb} GB: the panel may refuse",
          { name, minMemory, memoryGb },
        ),
      )
    : nothing;
}

function judgePartition({ product }: Sold, { wanted }: BaremetalInput): Verdict {
  const size = wanted.systemPartitionSizeMb;
  if (size === undefined || size === -1) return nothing;
  if (product?.partitioningSupported === false)
    return fault(
      "systemPartitionSizeMb",
      say("the model {name} takes no partitions: leave it out", { name: product.name ?? product.guid }),
    );
  return size === 0
    ? warning(
        say(
          "`systemPartitionSizeMb` 0 (use the first partition) is documented for reinstalls: the panel may refuse it at a purchase",
        ),
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
  const words = {
    name: zone.name ?? zone.guid,
    missing: listed(missing.map((key) => `\`identity.${key}\``)),
  };
  return warning(
    missing.length === 1
      ? say(
          "the zone {name} asks for the end customer's real name, and {missing} is not set: the panel does not say which of them it needs, and may refuse",
          words,
        )
      : say(
          "the zone {name} asks for the end customer's real name, and {missing} are not set: the panel does not say which of them it needs, and may refuse",
          words,
        ),
  );
}

/** A partition that a reinstallation is to make. */
export function judgeRepartition({ product }: Sold, partitionMb: number): readonly CheckFailure[] {
  if (partitionMb <= 0 || product?.partitioningSupported !== false) return [];
  const reason = say(
    "the model {name} takes no partitions: write -1 for the whole disk, or 0 for the first partition",
    { name: product.name ?? product.guid },
  );
  return [{ property: "systemPartitionSizeMb", reason }];
}
