import type { z } from "zod";
import { at, record } from "../../core/wire/table";
import { enabledStatuses } from "./replies";
import { flag, guid, integer, names, password, rows, text, texts, time, word } from "./scalars";

/* What all kinds of servers share of the catalogue, on the wire, and ours beside it. */

/** A zone (可用区): what lines are grouped in. Disabled ones are listed too. */
export const zone = record({
  /** GUID of the zone: what `zone` takes. */
  guid: at("guid", guid),
  /** Name of the zone: what `zone` takes too. */
  name: at("name", text),
  /** Whether it is in use (`status`). */
  status: at("status", word(enabledStatuses)),
  /** Whether the customer's real name must be verified (`identityStatus`). */
  identityRequired: at("identityStatus", flag),
  /** Whether an allow-list (白名单) must be filed (`whiteListStatus`). */
  whitelistRequired: at("whiteListStatus", flag),
  /** Where it stands in the panel's list (`sort`). */
  sortOrder: at("sort", integer),
});
export type Zone = z.output<typeof zone>;

/** An image of an operating system. @param timeZone the IANA zone of the panel's wall. */
export function createImageSchema(timeZone: string) {
  const moment = time(timeZone);
  return record({
    /** GUID of the image: what `image` takes. */
    guid: at("guid", guid),
    /** Name of the image: what `image` takes too. */
    name: at("name", text),
    /** Whether it is in use (`status`). */
    status: at("status", word(enabledStatuses)),
    /** The kind of system (`type_id`). */
    family: at("type_id", word({ "1": "windows", "2": "linux" })),
    /** The panel's name of that kind (`type_name`). */
    familyName: at("type_name", text),
    /** Name of its administrator (`login_name`). */
    loginName: at("login_name", text),
    /** Its default password, where the panel shows it (`login_password`). */
    loginPassword: at("login_password", password),
    /** Port of its remote login (`port`). */
    loginPort: at("port", integer),
    /** The panel's own name of the image (`mirror_name`). */
    mirrorName: at("mirror_name", text),
    /** Fewest cores that it runs on, 0 for any (`cpu_limit`). */
    minCpuCores: at("cpu_limit", integer),
    /** Least memory that it runs on, in GB, 0 for any (`ram_limit`). */
    minMemoryGb: at("ram_limit", integer),
    /** What it can be used for: `create` (a purchase), `install` (a reinstallation) (`type`). */
    uses: at("type", texts),
    /** Size of the system disk, in GB (`system_harddisk`). */
    systemDiskGb: at("system_harddisk", integer),
    /** What it runs on: `server` (cloud servers), `lease` (physical servers), `idc` (colocation) (`support`). */
    kinds: at("support", texts),
    /** GUIDs of the zones that have it. On the wire it is `lines`, although no lines are meant. */
    zoneGuids: at("lines", texts),
    /** Their names (`zone_names`). */
    zoneNames: at("zone_names", names),
    /** Where it stands in the panel's list (`sort`). */
    sortOrder: at("sort", integer),
    /** When it was made, ISO 8601 with offset. */
    createdAt: at("create_time", moment),
    /** When it was changed, ISO 8601 with offset. */
    updatedAt: at("update_time", moment),
  });
}
export type Image = z.output<ReturnType<typeof createImageSchema>>;

export const zones = rows(zone);
