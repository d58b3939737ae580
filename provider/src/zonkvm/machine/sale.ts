import type { Image } from "../api/common";
import type { SharedCatalog } from "../catalog";
import { say } from "../language/say";

/** What an image needs, by the catalogue, of a machine that has less. */
export function imageNeeds(
  { guid, name = guid, minCpuCores = 0, minMemoryGb = 0 }: Image,
  has: { readonly cpuCores?: number | undefined; readonly memoryGb?: number | undefined },
): string[] {
  const { cpuCores = minCpuCores, memoryGb = minMemoryGb } = has;
  return [
    ...(minCpuCores > cpuCores
      ? [say("{name} needs {minCpuCores} cores, by the list: the panel may refuse it", { name, minCpuCores })]
      : []),
    ...(minMemoryGb > memoryGb
      ? [
          say("{name} needs {minMemoryGb} GB of memory, by the list: the panel may refuse it", {
            name,
            minMemoryGb,
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
  const { identityRequired = false, whitelistRequired = false } = zone ?? {};
  const name = zone?.name ?? zoneGuid ?? "";
  if (identityRequired && whitelistRequired)
    return [
      say(
        "the zone {name} asks for a verified real name of the account, and an allow-list for what is run on it",
        { name },
      ),
    ];
  if (identityRequired)
    return [say("the zone {name} asks for a verified real name of the account", { name })];
  return whitelistRequired
    ? [say("the zone {name} asks for an allow-list for what is run on it", { name })]
    : [];
}
