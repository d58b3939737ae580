import { z } from "zod";
import { machineArguments, orderArguments, termArguments } from "../../core/arguments";
import { purchaseArguments } from "../purchase-arguments";

const size = (least: number) => z.int().min(least).max(1_000_000);

/** What only a `CloudServer` takes. By itself, because editors show its doc comments. */
export const cloudServerOnly = {
  /** Line, by name or GUID (`getlines`). A change is a replacement: buys anew, then gives the old server back. */
  line: z.string().min(1),
  /** Image, by name or GUID (`getsystems`). A change reinstalls (`server_install`): needs `allowReinstall`. Whether data disks survive that, the vendor does not say. */
  system: z.string().min(1),
  /** Package, by name (`getproduct`), on a line that sells packages: it says all sizes. A change to one with nothing less is an upgrade in place; to any other, a replacement. */
  package: z.string().min(1).optional(),
  /** Cores. Required without `package`. More is an upgrade in place (`server_upgrade`), less a replacement. */
  cpu: size(1).optional(),
  /** Memory in GB. Required without `package`. Changes like `cpu`. */
  memoryGb: size(1).optional(),
  /** Bandwidth in Mbit/s. Required without `package`. Changes like `cpu`. */
  bandwidthMbps: size(0).optional(),
  /** Sizes of the disks in GB, the system disk first: by the vendor's samples it is the image's. Required without `package`. A disk more, or a larger one, is an upgrade in place; a smaller or missing one fails, for it would lose data. */
  diskSizesGb: z.array(size(1)).min(1).optional(),
  /** DDoS defense in Gbit/s. Default: what the line gives free of charge. Changes like `cpu`. */
  defenseGbps: size(0).optional(),
  /** Number of addresses. Default 1. A change is a replacement: no operation adds one, and none tells how many there are. */
  ipCount: size(1).optional(),
  /** Secret. Password of the VNC console (`server_setvnc`), set after the purchase; a change sets it in place. Nothing reads it back. */
  vncPassword: z.string().min(1).optional(),
  /**
   * A number of your own for the order (`user_id`), up to 2147483647. It takes the place of the token by which an order is found whose reply was
   * lost: such an order is never repeated by itself. A change is recorded and does nothing.
   */
  clientUserId: z.int().min(1).max(2_147_483_647).optional(),
};

/**
 * The arguments of a `CloudServer`. References take a name or a GUID; an unknown or ambiguous name fails in the preview and lists the
 * candidates.
 */
export const cloudServerArguments = z.strictObject({
  ...orderArguments,
  ...termArguments,
  ...machineArguments,
  ...purchaseArguments,
  ...cloudServerOnly,
});

/** Arguments as checked. */
export type CloudServerArguments = z.output<typeof cloudServerArguments>;

/** The sizes that a package says, and that are given without one. */
export const packagedSizes = [
  "cpu",
  "memoryGb",
  "bandwidthMbps",
  "diskSizesGb",
  "defenseGbps",
  "ipCount",
] as const;
