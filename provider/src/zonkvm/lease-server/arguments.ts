import { z } from "zod";
import { machineArguments, orderArguments, termArguments } from "../../core/arguments";
import { physicalOnly } from "../physical/arguments";
import { purchaseArguments } from "../purchase-arguments";

/** What only a `LeaseServer` takes. By itself, because editors show its doc comments. */
export const leaseServerOnly = {
  /** Line, by name or GUID (`lease_lines`). A change is a replacement: buys anew, then gives the old server back. */
  line: z.string().min(1),
  /** Model of the machine, by name or GUID (`lease_product`): processors, memory and disks come with it. A change is a replacement. */
  product: z.string().min(1),
  /** Image, by name or GUID (`getsystems`). A change reinstalls (`lease_install`): needs `allowReinstall`. Whether data disks survive that, the vendor does not say. */
  system: z.string().min(1),
};

/**
 * The arguments of a `LeaseServer`. References take a name or a GUID; an unknown or ambiguous name fails in the preview and lists the
 * candidates.
 */
export const leaseServerArguments = z.strictObject({
  ...orderArguments,
  ...termArguments,
  ...machineArguments,
  ...purchaseArguments,
  ...physicalOnly,
  ...leaseServerOnly,
});
