import type { cloudServerOnly } from "./cloud-server/arguments";
import type { CloudServerObserved } from "./cloud-server/observed";
import type { CloudServerDerived } from "./cloud-server/outputs";
import type { machineArguments, orderArguments, termArguments } from "../core/arguments";
import { cloudServerFace, idcServerFace, leaseServerFace, webHostingFace } from "./faces";
import type { idcServerOnly } from "./idc-server/arguments";
import type { IdcServerObserved } from "./idc-server/observed";
import type { leaseServerOnly } from "./lease-server/arguments";
import type { LeaseServerObserved } from "./lease-server/observed";
import type { physicalOnly } from "./physical/arguments";
import type { PhysicalDerived } from "./physical/outputs";
import type { purchaseArguments } from "./purchase-arguments";
import type { ResellerResource } from "../pulumi/reseller-resource";
import { resource, type ArgsOf, type OutputsOf } from "../pulumi/resource";
import type { webHostingOnly } from "./web-hosting/arguments";
import type { WebHostingObserved } from "./web-hosting/observed";
import type { WebHostingDerived } from "./web-hosting/outputs";

export type { CloudServerConnection } from "./cloud-server/outputs";
export type { PhysicalConnection } from "./physical/outputs";

/** Arguments of a {@link CloudServer}. */
export type CloudServerArgs = ArgsOf<
  typeof orderArguments &
    typeof termArguments &
    typeof machineArguments &
    typeof purchaseArguments &
    typeof cloudServerOnly
>;

interface CloudServerOutputs
  extends ResellerResource, OutputsOf<typeof cloudServerFace, CloudServerObserved, CloudServerDerived> {}

/**
 * A cloud server of a Zonkvm finance system, paid for by the month.
 *
 * A create buys (`create_order`) and waits for delivery; a destroy gives the server back (`server_refund`). What each argument's change
 * does stands beside the argument. The order carries a number by which it is found again when a reply is lost.
 *
 * ```ts
 * const web = new reseller.CloudServer("web", {
 *   line: "德阳电信",
 *   system: "Debian 12 64位",
 *   cpu: 4,
 *   memoryGb: 8,
 *   bandwidthMbps: 20,
 *   diskSizesGb: [40, 80],
 *   renewUntil: "2027-06-30",
 * }, { protect: true });
 * ```
 */
export class CloudServer extends resource<CloudServerArgs, CloudServerOutputs>(cloudServerFace) {}

/** Arguments of a {@link WebHosting}. */
export type WebHostingArgs = ArgsOf<
  typeof orderArguments & typeof termArguments & typeof purchaseArguments & typeof webHostingOnly
>;

interface WebHostingOutputs
  extends ResellerResource, OutputsOf<typeof webHostingFace, WebHostingObserved, WebHostingDerived> {}

/**
 * A web hosting of a Zonkvm finance system, paid for by the month.
 *
 * A create buys (`create_order`) and waits for delivery; a destroy gives the hosting back with all that is in it (`hosting_refund`). What
 * each argument's change does stands beside the argument. What is inside the site is done with `client().hosting`.
 *
 * ```ts
 * const site = new reseller.zonkvm.WebHosting("site", {
 *   line: "浙江专线二区",
 *   product: "防劫持IP空间-A型",
 *   program: "php",
 *   programVersion: "php81",
 *   databaseType: "mysql",
 *   encoding: "utf8",
 *   renewUntil: "2027-06-30",
 * }, { protect: true });
 * ```
 */
export class WebHosting extends resource<WebHostingArgs, WebHostingOutputs>(webHostingFace) {}

/** Arguments of a {@link LeaseServer}. */
export type LeaseServerArgs = ArgsOf<
  typeof orderArguments &
    typeof termArguments &
    typeof machineArguments &
    typeof purchaseArguments &
    typeof physicalOnly &
    typeof leaseServerOnly
>;

interface LeaseServerOutputs
  extends
    ResellerResource,
    OutputsOf<
      typeof leaseServerFace,
      LeaseServerObserved,
      PhysicalDerived & {
        /** The image, as it was written. */
        readonly system: string;
      }
    > {}

/**
 * A physical server of a Zonkvm finance system, paid for by the month.
 *
 * A create buys (`create_order`) and waits for delivery; a destroy gives the server back (`lease_refund`). What each argument's change does
 * stands beside the argument. Nothing of ours comes back with an order: one whose reply is lost is never repeated by itself, but named for
 * you to decide (`adopt`, or `purchaseTriggers`).
 *
 * ```ts
 * const db = new reseller.LeaseServer("db", {
 *   line: "浙江专线二区",
 *   product: "基础型 24核16G(ESSD)",
 *   system: "Debian 12 64位",
 *   bandwidthMbps: 50,
 *   renewUntil: "2027-06-30",
 * }, { protect: true });
 * ```
 */
export class LeaseServer extends resource<LeaseServerArgs, LeaseServerOutputs>(leaseServerFace) {}

/** Arguments of an {@link IdcServer}. */
export type IdcServerArgs = ArgsOf<
  typeof orderArguments &
    typeof termArguments &
    typeof machineArguments &
    typeof purchaseArguments &
    typeof physicalOnly &
    typeof idcServerOnly
>;

interface IdcServerOutputs
  extends ResellerResource, OutputsOf<typeof idcServerFace, IdcServerObserved, PhysicalDerived> {}

/**
 * A place for a server in colocation, of a Zonkvm finance system, paid for by the month.
 *
 * A create buys (`create_order`) and waits for delivery; a destroy gives the place back (`idc_refund`). A purchase takes neither an image nor
 * a password: both are set after delivery, the image by a reinstall that needs `allowReinstall`. What each argument's change does stands
 * beside the argument. Nothing of ours comes back with an order: one whose reply is lost is never repeated by itself, but named for you to
 * decide (`adopt`, or `purchaseTriggers`).
 *
 * ```ts
 * const place = new reseller.zonkvm.IdcServer("place", {
 *   line: "温州BGP",
 *   product: "1U",
 *   power: "0.5A/220V",
 *   keepPaid: { whenDaysLeft: 10, months: 1 },
 * }, { protect: true });
 * ```
 */
export class IdcServer extends resource<IdcServerArgs, IdcServerOutputs>(idcServerFace) {}
