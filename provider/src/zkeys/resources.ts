import type { baremetalServerOnly } from "./baremetal-server/arguments";
import type { BaremetalServerDerived } from "./baremetal-server/outputs";
import type { BaremetalServerObserved } from "./baremetal-server/shape";
import type { machineArguments, orderArguments, termArguments } from "../core/arguments";
import { baremetalServerFace } from "./faces";
import type { ResellerResource } from "../pulumi/reseller-resource";
import { resource, type ArgsOf, type OutputsOf } from "../pulumi/resource";

export type { Connection } from "./baremetal-server/outputs";
export type { Ipmi } from "./baremetal-server/shape";

/** Arguments of a {@link BaremetalServer}. */
export type BaremetalServerArgs = ArgsOf<
  typeof orderArguments & typeof termArguments & typeof machineArguments & typeof baremetalServerOnly
>;

interface BaremetalServerOutputs
  extends
    ResellerResource,
    OutputsOf<typeof baremetalServerFace, BaremetalServerObserved, BaremetalServerDerived> {}

/**
 * A physical server of a ZKEYS panel, paid for by the month.
 *
 * A create buys (`create`), waits for delivery, and adds sizes above the model's (`upgrade`); a destroy gives the server
 * back (`refund`). What each argument's change does stands beside the argument. The parts of the machine, and the records of its
 * upgrades and decreases: `reseller.zkeys.getServers`.
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
export class BaremetalServer extends resource<BaremetalServerArgs, BaremetalServerOutputs>(
  baremetalServerFace,
) {}
