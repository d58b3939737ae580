import type { cloudServerOnly } from "./cloud-server/arguments";
import type { CloudServerObserved } from "./cloud-server/observed";
import type { CloudServerDerived } from "./cloud-server/outputs";
import type { machineArguments, orderArguments, termArguments } from "../core/arguments";
import { cloudServerFace } from "./faces";
import type { purchaseArguments } from "./purchase-arguments";
import type { ResellerResource } from "../pulumi/reseller-resource";
import { resource, type ArgsOf, type OutputsOf } from "../pulumi/resource";

export type { CloudServerConnection } from "./cloud-server/outputs";

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
