import { z } from "zod";
import { machineArguments, orderArguments, termArguments } from "../../core/arguments";
import { documentedStrictObject } from "../../core/documented";
import { say } from "../language/say";

const size = (least: number) => z.int().min(least);

/** What is known of the reseller's own end customer, for zones that ask for real names. All of it is secret. */
const identity = documentedStrictObject({
  /** The customer's id at the reseller (`auth_client_user_id`). */
  clientUserId: z.string().min(1).optional(),
  /** Real name (`auth_name`). */
  name: z.string().min(1).optional(),
  /** Mobile number, 11 digits (`auth_mobile`). */
  mobile: z
    .string()
    .regex(/^\d{11}$/, { error: () => say("must be 11 digits") })
    .optional(),
  /** Number of the identity card (`auth_idnum`). */
  idNumber: z.string().min(1).optional(),
  /** Address that the customer comes from (`auth_from_ip`). */
  fromIp: z.string().min(1).optional(),
  /** QQ number (`auth_qq`). */
  qq: z.string().min(1).optional(),
});

/** What only a `BaremetalServer` takes. By itself, because editors show its doc comments. */
export const baremetalServerOnly = {
  /** Zone, by name or GUID: only tells lines of the same name apart when ordering. A change is recorded and does nothing. */
  zone: z.string().min(1).optional(),
  /** Line, by name or GUID (`sync_line`). A change is a replacement: buys anew, then gives the old server back. */
  line: z.string().min(1),
  /** Machine model, by name or GUID (`sync_product`). A change is a replacement. */
  product: z.string().min(1),
  /** Image, by name or GUID (`getsystems`). A change reinstalls (`install`): erases all disks, needs `allowReinstall`. */
  system: z.string().min(1),
  /** Login name. Default: the image's. May change together with `system` only. */
  loginName: z.string().min(1).optional(),
  /** Size of the system partition in MB; `-1` (default) does not partition, `0` (reinstalls only) uses the first partition. A change reinstalls. */
  systemPartitionSizeMb: z.int().min(-1).optional(),
  /** Bandwidth in Mbit/s, in all. Default: the model's. More is an `upgrade` in place; less is a `degrade`, scheduled for `downgradeAt`. */
  bandwidthMbps: size(0).optional(),
  /** DDoS defense in Gbit/s, in all. Default: the model's. Changes like `bandwidthMbps`, in the line's steps. */
  defenseGbps: size(0).optional(),
  /** Billed addresses, in all (a subnet of 8 has 5 usable ones). Default: the model's. Changes like `bandwidthMbps`, by the counts that the line sells. */
  ipCount: size(0).optional(),
  /** How addresses are added: one by one, or as a subnet. Default: what the line offers, `single` first. A change does nothing by itself: it counts for the addresses that are added next. */
  ipType: z.enum(["single", "subnet"]).optional(),
  /** When a decrease is executed: a date or a time with offset. Default: the line's days ahead from now. Used when scheduling, never compared later. */
  downgradeAt: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], {
      error: () => say("is not a date, or a time with offset, such as 2027-06-30T12:00:00+08:00"),
    })
    .optional(),
  /** Remark for the panel's staff, sent with the purchase. A change is recorded and does nothing. */
  remark: z.string().optional(),
  /** Your own user id, sent with purchases and upgrades. Default: the account's user id. A change is recorded and does nothing. */
  clientUserId: z.string().min(1).optional(),
  /** Secret. The end customer, for zones that ask for real names (`identityRequired` of `getZones`). A change is recorded and does nothing. */
  identity: identity.optional(),
};

/**
 * The arguments of a `BaremetalServer`. References take a name or a GUID; an unknown or ambiguous name fails in the preview
 * and lists the candidates.
 */
export const baremetalServerArguments = z.strictObject({
  ...orderArguments,
  ...termArguments,
  ...machineArguments,
  ...baremetalServerOnly,
});

/** Arguments as checked. */
export type BaremetalServerArguments = z.output<typeof baremetalServerArguments>;
