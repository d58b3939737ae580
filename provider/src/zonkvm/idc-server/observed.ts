import { z } from "zod";
import type { IdcServer } from "../api/idc-servers";
import { documentedObject } from "../../core/documented";
import { withoutGaps } from "../../core/gaps";
import { observePhysical, physicalObserved } from "../physical/observed";

/** What only colocation tells. */
const space = {
  /** Its power supply: `0.5A/220V`. */
  power: z.string().optional(),
  /** Its height: `1U`. */
  size: z.string().optional(),
};

/** A place in colocation as the panel has it, in our words. */
export const idcServerObserved: z.ZodObject<typeof physicalObserved & typeof space> = documentedObject({
  ...physicalObserved,
  ...space,
});
export type IdcServerObserved = z.output<typeof idcServerObserved>;

/** A row of the panel as what is observed of the resource. */
export function observeIdcServer(server: IdcServer): IdcServerObserved {
  const { power, size } = server;
  return { ...observePhysical(server), ...withoutGaps({ power, size }) };
}
