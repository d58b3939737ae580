import { z } from "zod";
import type { machineArguments, orderArguments, termArguments } from "../../core/arguments";
import type { purchaseArguments } from "../purchase-arguments";

const size = (least: number) => z.int().min(least).max(1_000_000);

/** What physical servers and places in colocation both take. By itself, because editors show its doc comments. */
export const physicalOnly = {
  /** Bandwidth in Mbit/s, as a total. Default: the product's own. More is an upgrade in place (`lease_upgrade`, `idc_upgrade`), by what is missing when it is sent; less is a replacement. */
  bandwidthMbps: size(0).optional(),
  /** DDoS defense in Gbit/s, as a total. Default: the product's own. Changes like `bandwidthMbps`. */
  defenseGbps: size(0).optional(),
  /** Number of addresses, as a total. Default: the product's own. Changes like `bandwidthMbps`. */
  ipCount: size(1).optional(),
  /** Port of the remote login, 1 to 65535. Default: the image's. Only a reinstall sets it (`lease_install`, `idc_install`), also after a purchase: needs `allowReinstall`. */
  remotePort: z.int().min(1).max(65_535).optional(),
  /** Kind of the partition (`system_partition`), in the panel's word, of which the vendor documents none. Default: left to the panel. Only a reinstall sets it, also after a purchase; nothing reads it back. */
  systemPartition: z.string().min(1).optional(),
  /** Size of that partition in GB (`system_partition_size`). Default: left to the panel. Only a reinstall sets it, like `systemPartition`. */
  systemPartitionSizeGb: size(1).optional(),
  /** Why it is reinstalled (`install_reason`), for the vendor's staff: goes out with the next reinstall. A change is recorded and does nothing by itself. */
  reinstallReason: z.string().min(1).optional(),
  /** A number of your own for the order (`user_id`), up to 2147483647. Default: one made of the order's token. Orders are not documented to show it. A change is recorded and does nothing. */
  clientUserId: z.int().min(1).max(2_147_483_647).optional(),
};

type ShapeOutput<S extends z.ZodRawShape> = z.output<z.ZodObject<S>>;

/** Arguments of both kinds, as checked: each has those of them that its schema has. */
export interface PhysicalArguments
  extends
    ShapeOutput<typeof orderArguments>,
    ShapeOutput<typeof termArguments>,
    ShapeOutput<typeof machineArguments>,
    ShapeOutput<typeof purchaseArguments>,
    ShapeOutput<typeof physicalOnly> {
  readonly line: string;
  readonly product: string;
  readonly power?: string | undefined;
  readonly system?: string | undefined;
}
