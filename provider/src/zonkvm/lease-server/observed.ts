import { z } from "zod";
import type { LeaseServer } from "../api/lease-servers";
import { documentedObject } from "../../core/documented";
import { withoutGaps } from "../../core/gaps";
import { observePhysical, physicalObserved } from "../physical/observed";

/** What only physical servers tell. */
const machine = {
  /** Model of its processors. */
  cpuModel: z.string().optional(),
  /** Cores in all. */
  cpuCores: z.number().optional(),
  /** Memory in GB. */
  memoryGb: z.number().optional(),
  /** GUIDs of its disks, which `getLeaseDisks` explains (`harddisk_guid`). */
  diskIds: z.array(z.string()).optional(),
  /** Height of its chassis, in rack units. */
  rackUnits: z.number().optional(),
  /** Where it stands (`cabinet_sn`). */
  cabinet: z.string().optional(),
};

/** A physical server as the panel has it, in our words. */
export const leaseServerObserved: z.ZodObject<typeof physicalObserved & typeof machine> = documentedObject({
  ...physicalObserved,
  ...machine,
});
export type LeaseServerObserved = z.output<typeof leaseServerObserved>;

/** A row of the panel as what is observed of the resource. */
export function observeLeaseServer(server: LeaseServer): LeaseServerObserved {
  const { cpuModel, cpuCores, memoryGb, diskGuids, rackUnits, cabinet } = server;
  return {
    ...observePhysical(server),
    ...withoutGaps({ cpuModel, cpuCores, memoryGb, diskIds: diskGuids, rackUnits, cabinet }),
  };
}
