import { setting } from "../../core/aspects/setting";
import { isSame } from "../../core/flow/resource";
import type { Call, CallContext } from "../../core/plan";
import type { BtHostArguments } from "./arguments";
import type { BtHostObserved } from "./observed";
import { call, type HostAspect } from "./steps";
import { say } from "../language/say";

type SpeedLimit = NonNullable<BtHostArguments["speedLimit"]>;

/** Sets the limits of a host's connections, or lifts them. */
export function limitSpeed(limit: SpeedLimit, hostId: string, context: CallContext): Call<BtHostObserved> {
  return {
    ...call(
      context,
      (hosts) =>
        limit === "off"
          ? hosts.unlimitSpeed(hostId)
          : hosts.limitSpeed(hostId, { connectionMax: limit.connections, rateLimitKb: limit.rateKb }),
      () => true,
    ),
    // Only the panel's yes tells, and to set it again does no harm.
    look: () => Promise.resolve("unseen"),
  };
}

/** The same in words. */
export function speedInWords(limit: SpeedLimit): string {
  return limit === "off"
    ? say("lift the limits of its connections")
    : say("limit it to {connections} connections of {rateKb} KB a second", {
        connections: limit.connections,
        rateKb: limit.rateKb,
      });
}

/** The limits of its connections (`host_speed`, `host_speedoff`), of which nothing can be read back. */
export const speedLimit: HostAspect = setting({
  property: "speedLimit",
  isOther: ({ wanted, before }) =>
    wanted.speedLimit !== undefined && !isSame(before.speedLimit, wanted.speedLimit),
  words: ({ wanted: { speedLimit: limit = "off" } }) => speedInWords(limit),
  calls:
    ({ wanted: { speedLimit: limit = "off" } }) =>
    ({ serviceId }, context) => [limitSpeed(limit, serviceId, context)],
});
