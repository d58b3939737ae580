import { z } from "zod";
import type { SystemRow } from "./catalog-rows";
import type { ZonkvmPanel } from "./panel";
import { noSystem } from "./refusal";
import type { Machine } from "./service";

interface Use {
  kind: Machine["kind"];
  for: "create" | "install";
  /** GUID of the line's zone. */
  zone: string;
  cpu: number;
  memory: number;
}

/**
 * The image, if it suits the machine. What a row does not say rules nothing out.
 * @throws ZonkvmRefusal
 */
export function suitableSystem(panel: ZonkvmPanel, systemGuid: string, use: Use): SystemRow {
  const system = panel.find(panel.catalog.systems, systemGuid, noSystem);
  const lists = (text: string | undefined, wanted: string): boolean =>
    text === undefined || text.split(",").includes(wanted);
  const zones = system.lines === undefined ? [use.zone] : z.array(z.string()).parse(JSON.parse(system.lines));
  const suits =
    system.status === 1 &&
    lists(system.type, use.for) &&
    lists(system.support, use.kind) &&
    zones.includes(use.zone) &&
    use.cpu >= system.cpu_limit &&
    use.memory >= system.ram_limit;
  if (!suits) throw noSystem;
  return system;
}
