import { addresses, goesFirst } from "./addresses";
import { hyperVmArguments, type HyperVmArguments } from "./arguments";
import { call, type Calls } from "./calls";
import { findArea, findNode, type RstackCatalog } from "../catalog";
import { isReinstalled } from "../../core/aspects/aspect";
import { composed } from "../../core/aspects/composed";
import { place } from "../../core/aspects/place";
import { power } from "../../core/aspects/power";
import type { Kind } from "../../core/kind";
import { randomPassword } from "../../core/password";
import { hyperVmFace } from "../faces";
import { hardware } from "./hardware";
import { userIdsOf } from "../hyper-user";
import { image } from "./image";
import { hyperVmObserved, noReason, type HyperVmObserved } from "./observed";
import { asCreated, orderHyperVm } from "./order";
import { record, suspension } from "./record";
import { carriesToken, isCutRemark } from "./remark";
import { sessionOf } from "../session";
import { binding, cd, password, remotePort, restart } from "./settings";
import type { HyperVmAspect } from "./steps";
import { say } from "../language/say";

/** Starts or stops (`vm_start`, `vm_stop`, `vm_force_stop`). */
function setPower(to: "running" | "stopped", isForced: boolean): Calls {
  return ({ serviceId }, context) => [
    call(
      context,
      (client) => {
        if (to === "running") return client.startVm(serviceId);
        return isForced ? client.forceStopVm(serviceId) : client.stopVm(serviceId);
      },
      (row) => row.powerState === to,
    ),
  ];
}

/** Deletes the VM (`vm_delete`). */
function deletion(force: boolean): Calls {
  return ({ serviceId }, context) => [
    call(
      context,
      (client) => client.deleteVm(serviceId, { force }),
      (row) => row.status === "deleted",
    ),
  ];
}

/**
 * Where a machine is reached: address and port of the same side. The remote port of a machine with a shared address is one of that
 * address; its system's own port is one of its private address.
 */
function wayTo(
  observed: HyperVmObserved,
  asked: number | undefined,
  ownPort: number,
): { readonly host: string; readonly port: number } | undefined {
  const { ipAddress, publicIp, sharesAddress = publicIp !== undefined } = observed;
  // A random port is known when the controller tells it.
  const port = observed.remotePortInUse ?? (asked === 1 ? undefined : (asked ?? 0));
  const isSideUnknown = observed.ipType === "privateIpv4" && observed.sharesAddress === undefined;
  if (port === undefined || (port > 0 && publicIp === undefined && isSideUnknown)) return undefined;
  const host = sharesAddress && port > 0 ? publicIp : ipAddress;
  return host === undefined ? undefined : { host, port: port > 0 ? port : ownPort };
}

/** The name of the machine, for good. */
const name: HyperVmAspect = {
  replacedBy: ["name"],
  differences: ({ name: live }, { name: asked }) =>
    asked === undefined || live === undefined || live === asked
      ? []
      : [say("its name is {live}, not {asked}", { live, asked })],
  argumentsOf: ({ name: live }) => (live === undefined ? {} : { name: live }),
  plan: ({ wanted, observed }) => ({
    replaces: wanted.name !== undefined && wanted.name !== (observed.name ?? wanted.name) ? ["name"] : [],
  }),
};

/** Where it is: an area, in which the controller picks a node, or a node. The controller has one list of each. */
const area: HyperVmAspect = {
  ...place<HyperVmArguments, HyperVmObserved, RstackCatalog>({
    property: "area",
    liveOf: ({ areaId }) => areaId,
    find: findArea,
  }),
  rules({ area: inArea, node: onNode }, unknown) {
    const isKnown = !unknown.has("area") && !unknown.has("node");
    if (!isKnown || (inArea === undefined) !== (onNode === undefined)) return [];
    return [{ property: "node", reason: say("exactly one of `area` and `node` is required") }];
  },
};
const node: HyperVmAspect = place({ property: "node", liveOf: ({ nodeId }) => nodeId, find: findNode });

const state: HyperVmAspect = power({
  calls: (to, { forcePower }) => setPower(to, to === "stopped" && forcePower === true),
  words: (to, { forcePower }) => {
    if (to === "running") return say("start the machine");
    return forcePower === true ? say("cut the power of the machine") : say("stop the machine");
  },
});

const first = ["name", "area", "node", "record", "image"] as const;
const online = ["addresses", "password", "remotePort", "binding", "restart"] as const;
const last = ["cd", "suspension"] as const;
const inOrder = [...first, "hardware", "state", ...online, ...last] as const;

/** A Hyper-V virtual machine of an RStack controller. */
export const hyperVm: Kind<HyperVmArguments, HyperVmObserved, RstackCatalog> = composed({
  ...hyperVmFace,
  title: () => say("virtual machine"),
  schemaVersion: 1,
  arguments: hyperVmArguments,
  observed: hyperVmObserved,
  isPrecious: true,
  isFree: true,
  defaultOnDelete: "delete",

  aspects: {
    ...{ name, area, node, record, image, hardware, state, addresses },
    ...{ password, remotePort, binding, restart, cd, suspension },
  },
  // What needs the machine comes before it is stopped, and after it was started.
  sequence: ({ wanted }) =>
    wanted.powerState === "stopped" ? [...first, ...online, "state", "hardware", ...last] : inOrder,
  keepsAlways: [
    ...(["name", "areaId", "areaName", "nodeId", "nodeName", "macAddress", "boughtAt"] as const),
    ...(["publicIp", "sharesAddress", "trafficUsedGb", "trafficResetsAt"] as const),
  ],
  goesFirst,
  order: orderHyperVm,
  asOrdered: asCreated,
  // Of a machine that was not installed nothing can be used.
  obstacle({ observed: { failure } }, steps) {
    if (failure === undefined || isReinstalled(steps)) return undefined;
    const reason = say(
      "the installation failed ({failure}): install again with `reinstallTriggers` and `allowReinstall`, or ask for another VM with `purchaseTriggers`",
      { failure: failure === noReason ? say(noReason) : failure },
    );
    return { faults: [{ property: "image", reason }] };
  },

  ordering: {
    carries: (observed, token) => carriesToken(observed.markedRemark, token),
    echo: (observed) => observed.markedRemark ?? "",
  },
  async catalog(account) {
    const [catalog, userIds] = await Promise.all([sessionOf(account).catalog(), userIdsOf(account)]);
    return { ...catalog, userIds };
  },
  inventory: (account) => sessionOf(account).vms,
  // Its power can only be asked of each VM alone: that is done for those whose power is managed, and before a change.
  attend(account, serviceId, given, purpose) {
    const session = sessionOf(account);
    if (given.powerState !== undefined || purpose === "change") session.follow(serviceId);
    if (purpose === "take" || purpose === "change") session.detail(serviceId);
    if (purpose === "get") session.showAll(serviceId);
  },
  // State keeps it: it is the same in every language.
  estimate: () => "not priced by this panel",
  newPassword: randomPassword,
  releaseAdvice: () =>
    say(
      "One that is locked, busy or has snapshots may go with `forceDelete: true`: set it and run `pulumi up` before deleting it",
    ),
  release: (observed, { forceDelete = false }) => ({
    kind: "release",
    words: say("DELETE VM {serviceId} with its disks", { serviceId: observed.serviceId }),
    destroys: true,
    applies: [],
    calls: deletion(forceDelete),
  }),

  derive(observed, recorded, account) {
    // One that is only read has no password of ours.
    const isOurs = recorded.token !== "";
    const { panelPassword } = observed;
    const { remark } = recorded.arguments;
    const { password: own } = recorded.lifecycle;
    const password = isOurs ? (own ?? panelPassword) : (panelPassword ?? own);
    const { ipv4Addresses, ipv6Addresses } = observed;
    const isWindows = observed.imageType?.toLowerCase() === "windows";
    const way = wayTo(observed, recorded.arguments.remotePort, isWindows ? 3389 : 22);
    const connection = way && { ...way, user: isWindows ? "Administrator" : "root", password };
    // A refresh shows what is there, also where an argument has another name than what is observed.
    const managed = Object.entries(hyperVm.argumentsOf(observed, recorded.names, recorded.arguments)).filter(
      ([key, value]) => value !== undefined && key in recorded.arguments,
    );
    return {
      ...Object.fromEntries(managed),
      ...(isCutRemark(observed.markedRemark, remark ?? "") ? { remark } : {}),
      // Where the controller does not tell them, those that it told last stay.
      ...(ipv4Addresses === undefined && ipv6Addresses === undefined
        ? {}
        : { ipAddresses: [...(ipv4Addresses ?? []), ...(ipv6Addresses ?? [])] }),
      accountKey: account.key,
      ...(isOurs ? {} : { password }),
      connection: password === undefined ? undefined : connection,
    };
  },
});
