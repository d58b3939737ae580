import { leaseServerArguments } from "./arguments";
import { leaseServerFace } from "../faces";
import { leaseServerObserved } from "./observed";
import { physicalKind } from "../physical/physical-kind";
import { sessionOf } from "../session";
import { say } from "../language/say";

/** A physical server of a Zonkvm finance system. */
export const leaseServer = physicalKind({
  ...leaseServerFace,
  title: () => say("physical server"),
  arguments: leaseServerArguments,
  observed: leaseServerObserved,
  trade: {
    user: "lease",
    isInstalledAtOrder: true,
    clientOf: (account) => sessionOf(account).client.leaseServers,
    buy: (account, order) => sessionOf(account).client.leaseServers.create(order()),
  },
  orderedWith: ["system"],
  keepsAlways: ["cpuModel", "cpuCores", "memoryGb", "diskIds", "rackUnits", "cabinet"],
  catalog: (account) => sessionOf(account).leaseCatalog(),
  inventory: (account) => sessionOf(account).leaseServers,
});
