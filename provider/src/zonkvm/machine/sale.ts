import type { Image } from "../api/common";
import type { SharedCatalog } from "../catalog";
import { say } from "../language/say";

const mayRefuse = say("the panel may refuse it");

/** What an image needs, by the catalogue, of a machine that has less. */
export function imageNeeds(
  { guid, name = guid, minCpuCores = 0, minMemoryGb = 0 }: Image,
  has: { readonly cpuCores?: number | undefined; readonly memoryGb?: number | undefined },
): string[] {
  const { cpuCores = minCpuCores, memoryGb = minMemoryGb } = has;
  return [
    ...(minCpuCores > cpuCores
      ? [say("{name} needs {minCpuCores} cores, by the list: {mayRefuse}", { name, minCpuCores, mayRefuse })]
      : []),
    ...(minMemoryGb > memoryGb
      ? [
          say("{name} needs {minMemoryGb} GB of memory, by the list: {mayRefuse}", {
            name,
            minMemoryGb,
            mayRefuse,
          }),
        ]
      : []),
  ];
}

/** What the zone of a line asks for before anything is sold in it. */
export function zoneWarnings(
  catalog: SharedCatalog | undefined,
  { zoneGuid }: { readonly zoneGuid?: string | undefined },
): string[] {
  const zone = catalog?.zones.find(({ guid }) => guid === zoneGuid);
  const asks = [
    ...(zone?.identityRequired === true ? [say("a verified real name of the account")] : []),
    ...(zone?.whitelistRequired === true ? [say("an allow-list for what is run on it")] : []),
  ];
  return asks.length === 0
    ? []
    : [
        say("the zone {name} asks for {asks}", {
          name: zone?.name ?? zoneGuid ?? "",
          asks: asks.join(", and "),
        }),
      ];
}
