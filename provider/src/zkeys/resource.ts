import type * as pulumi from "@pulumi/pulumi";
import type { baremetalServerOnly } from "./baremetal-server/arguments";
import type { BaremetalServerObserved } from "./baremetal-server/observed";
import type { machineArguments, orderArguments, termArguments } from "../core/arguments";
import type { Estimate } from "../core/estimate";
import { baremetalServerFace } from "./faces";
import { faceOf, isResourceOf, ResellerResource, type ArgsOf } from "../pulumi/resource";

/** Arguments of a {@link BaremetalServer}. */
export type BaremetalServerArgs = ArgsOf<
  typeof orderArguments & typeof termArguments & typeof machineArguments & typeof baremetalServerOnly
>;

const face = faceOf(baremetalServerFace);

/** Access to the machine's management controller. */
export interface Ipmi {
  /** Address of the management controller (`ipmi_ip`). */
  readonly address: string;
  /** Its login name (`ipmi_user`). */
  readonly user?: string;
  /** Secret. Its password (`ipmi_pass`). */
  readonly password?: string;
}

/** Where and how to log in: fits `remote.Command` of `@pulumi/command` as it is. */
export interface Connection {
  /** The main address. */
  readonly host: string;
  /** Port of the image's login, where the panel tells it. */
  readonly port?: number;
  /** Login name of the machine. */
  readonly user: string;
  /** Secret. The password that was set last. */
  readonly password: string;
}

/**
 * A physical server of a ZKEYS panel, paid for by the month.
 *
 * A create buys (`create`), waits for delivery, and adds sizes above the model's (`upgrade`); a destroy gives the server
 * back (`refund`). What each argument's change does stands beside the argument.
 *
 * ```ts
 * const web = new reseller.BaremetalServer("web", {
 *   line: "Hangzhou BGP",
 *   product: "E5-2670 x2 / 64G",
 *   system: "CentOS 7.9 x64",
 *   bandwidthMbps: 10,
 *   renewUntil: "2027-06-30",
 *   maxMonthlyPrice: "950.00",
 * }, { protect: true });
 * ```
 */
export class BaremetalServer extends ResellerResource {
  /** The line, as it was written. */
  declare readonly line: pulumi.Output<string>;
  /** The model, as it was written. */
  declare readonly product: pulumi.Output<string>;
  /** The image, as it was written. */
  declare readonly system: pulumi.Output<string>;
  /** GUID of the line that it is on (`line_guid`). */
  declare readonly lineId: pulumi.Output<string>;
  /** GUID of its model (`product_guid`). */
  declare readonly productId: pulumi.Output<string>;
  /** GUID of the installed image (`system_guid`). */
  declare readonly systemId: pulumi.Output<string>;
  /** The name that the panel gave it. */
  declare readonly name: pulumi.Output<string | undefined>;
  /** Cabinet or asset number. */
  declare readonly cabinet: pulumi.Output<string | undefined>;
  /** The main address. */
  declare readonly ipAddress: pulumi.Output<string>;
  /** All usable addresses that the panel or our upgrades named. Their masks and gateways: `reseller.zkeys.getServers`. */
  declare readonly ipAddresses: pulumi.Output<string[]>;
  /** Login name. */
  declare readonly loginName: pulumi.Output<string>;
  /** Secret. The password that was set last. */
  declare readonly password: pulumi.Output<string | undefined>;
  /** Secret. For `remote.Command` of `@pulumi/command`. */
  declare readonly connection: pulumi.Output<Connection | undefined>;
  /** Bandwidth in effect, in all, in Mbit/s: the model's and the upgrades'. */
  declare readonly bandwidthMbps: pulumi.Output<number>;
  /** DDoS defense in effect, in all, in Gbit/s: the model's and the upgrades'. */
  declare readonly defenseGbps: pulumi.Output<number>;
  /** Billed addresses in effect, in all: the model's and the upgrades'. */
  declare readonly ipCount: pulumi.Output<number>;
  /** What came with the model. The records of upgrades and of decreases: `reseller.zkeys.getServers`. */
  declare readonly included: pulumi.Output<BaremetalServerObserved["included"]>;
  /** What is booked to change, to what, and when. */
  declare readonly scheduledChange: pulumi.Output<BaremetalServerObserved["scheduledChange"]>;
  /** `running`, `stopped`, `locked` or `unknown`. */
  declare readonly powerState: pulumi.Output<BaremetalServerObserved["powerState"]>;
  /** What the purchase was to cost by the published prices. */
  declare readonly estimate: pulumi.Output<Estimate | undefined>;
  /** The published price of a month with these arguments, a decimal string. */
  declare readonly monthlyPrice: pulumi.Output<string | undefined>;
  /** How renewals are priced, as the purchase's reply said: `system`, `monthly` (`renewPrice`) or `byTerm`. */
  declare readonly renewPriceSetting: pulumi.Output<string | undefined>;
  /** Fixed price of a month at renewals (`renew_price`), a decimal string; there when `renewPriceSetting` is `monthly`. */
  declare readonly renewPrice: pulumi.Output<string | undefined>;
  /** Prices of renewals by term (`renew_price`), JSON as the panel writes it; there when `renewPriceSetting` is `byTerm`. */
  declare readonly renewPricesByTerm: pulumi.Output<string | undefined>;
  /** The machine in one line: processors, memory, disks, board. Its parts: `reseller.zkeys.getServers`. */
  declare readonly hardwareSummary: pulumi.Output<string | undefined>;
  /** `bios` or `uefi`. */
  declare readonly bootMode: pulumi.Output<string | undefined>;
  /** The panel's number of the machine in its stock (`stock_id`). */
  declare readonly stockId: pulumi.Output<string | undefined>;
  /** The panel's note on a fixed renewal price. */
  declare readonly renewPriceNote: pulumi.Output<string | undefined>;
  /** Whether the panel renews it by itself. */
  declare readonly autoRenew: pulumi.Output<boolean | undefined>;
  /** Why the panel has it locked (`lock_reason`), in the panel's words. */
  declare readonly lockReason: pulumi.Output<string | undefined>;
  /** Since when the panel has it locked (`lock_time`), ISO 8601 with offset. */
  declare readonly lockedAt: pulumi.Output<string | undefined>;
  /** SSH public key that the panel has of it (`ssh_public_key`). */
  declare readonly sshPublicKey: pulumi.Output<string | undefined>;
  /** Secret. IPMI access, for servers that staff set up, as far as the panel tells it. */
  declare readonly ipmi: pulumi.Output<Ipmi | undefined>;

  constructor(name: string, args: BaremetalServerArgs, opts?: pulumi.CustomResourceOptions) {
    super(face, name, args, opts);
  }

  /** Reads a server that is not managed here. Fails when the account does not have it. */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): BaremetalServer {
    // Nothing is ordered on this way: the required arguments come back from the panel.
    return new BaremetalServer(name, {} as BaremetalServerArgs, { ...opts, id });
  }

  /** Whether a value is a `BaremetalServer`. */
  static override isInstance(value: unknown): value is BaremetalServer {
    return isResourceOf(face.type, value);
  }
}
