import { hardwareKeys, hyperVmArguments, quotaKeys, systemDisksOf, type HyperVmArguments } from "./arguments";
import { deletion } from "./calls";
import { findArea, findCd, findImage, findNode, type RstackCatalog } from "../catalog";
import type { CheckFailure } from "../../core/errors";
import { isSame } from "../../core/flow/resource";
import type { Kind } from "../../core/kind";
import { resolveNames, type Resolution, type ResolvedNames } from "../../core/names";
import { randomPassword } from "../../core/password";
import { hyperVmFace } from "../faces";
import { userIdsOf } from "../hyper-user";
import { hyperVmObserved, type HyperVmObserved } from "./observed";
import { goesFirst, planHyperVm } from "./plan";
import { carriesToken, isCutRemark } from "./remark";
import { sessionOf } from "../session";

type Wanted = Partial<HyperVmArguments>;

function rules(wanted: Wanted, unknown: ReadonlySet<string>): readonly CheckFailure[] {
  const faults: CheckFailure[] = [];
  const isPlaceKnown = !unknown.has("area") && !unknown.has("node");
  if (isPlaceKnown && (wanted.area === undefined) === (wanted.node === undefined)) {
    faults.push({ property: "node", reason: "exactly one of `area` and `node` is required" });
  }
  const { memoryMb, memoryMinMb } = wanted;
  if (memoryMb !== undefined && memoryMinMb !== undefined && memoryMinMb > memoryMb) {
    faults.push({ property: "memoryMinMb", reason: "must not be more than `memoryMb`" });
  }
  return faults;
}

/** Names → ids. The controller has one list of each for all its nodes: none of them lies within another. */
function resolve(wanted: Wanted, kept: ResolvedNames, catalog: RstackCatalog): Resolution {
  return resolveNames(wanted, kept, [
    { property: "area", find: (text) => findArea(catalog, text) },
    { property: "node", find: (text) => findNode(catalog, text) },
    { property: "image", find: (text) => findImage(catalog, text) },
    { property: "cd", find: (text) => findCd(catalog, text) },
  ]);
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

/** What some reads of the controller leave out, and by which arguments it changes. */
const hyperVmKeeps = {
  ...{ name: [], areaId: [], areaName: [], nodeId: [], nodeName: [], macAddress: [], boughtAt: [] },
  ...{ userId: ["user"], remark: ["remark"], markedRemark: ["remark"], cdId: ["cd"] },
  ...{
    imageId: ["image"],
    imageName: ["image"],
    imageType: ["image"],
    imageFile: ["image"],
    guid: ["image"],
  },
  ...{ ipAddress: ["ipv4", "ipv6"], ipType: ["ipv4"], publicIp: [], sharesAddress: [] },
  ...{ remotePortInUse: ["remotePort", "image"], reinstalls: ["image"], reinstalledOn: ["image"] },
  ...{ trafficGb: ["trafficGb"], trafficUsedGb: [], trafficResetsAt: [] },
  ...{ quotasInForce: ["quotas"], systemDisksInForceGb: ["systemDisksGb"] },
};

/** A Hyper-V virtual machine of an RStack controller. */
export const hyperVm: Kind<HyperVmArguments, HyperVmObserved, RstackCatalog> = {
  ...hyperVmFace,
  title: "virtual machine",
  schemaVersion: 1,
  arguments: hyperVmArguments,
  observed: hyperVmObserved,
  isPrecious: true,
  isFree: true,
  defaultOnDelete: "delete",
  replacedBy: ["name", "area", "node"],
  reinstalledBy: ["image", "systemDisksGb", "reinstallTriggers"],
  keeps: hyperVmKeeps,

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
  rules,
  resolve,
  estimate: () => "not priced by this panel",

  goesFirst,
  plan: planHyperVm,

  ordering: {
    carries: (observed, token) => carriesToken(observed.markedRemark, token),
    echo: (observed) => observed.markedRemark ?? "",
  },

  differences(observed, wanted, names) {
    const differences: string[] = [];
    if (wanted.name !== undefined && observed.name !== undefined && observed.name !== wanted.name) {
      differences.push(`its name is ${observed.name}, not ${wanted.name}`);
    }
    for (const [key, live] of [
      ["area", observed.areaId],
      ["node", observed.nodeId],
    ] as const) {
      const name = names[key];
      if (name === undefined || live === undefined || name.id === live) continue;
      differences.push(`its ${key} is ${live}, not ${name.text} (${name.id})`);
    }
    return differences;
  },

  argumentsOf(observed, names, given) {
    const known = <K extends keyof HyperVmObserved>(...keys: readonly K[]) =>
      keys.flatMap((key) => (observed[key] === undefined ? [] : [[key, observed[key]] as const]));
    const { imageId, cdId, userId, systemDisksInForceGb: disks } = observed;
    const quotas = quotaKeys.flatMap((key) => {
      const quota = observed.quotasInForce?.[key];
      return quota === undefined || given.quotas?.[key] === undefined ? [] : [[key, quota] as const];
    });
    const isCut = given.remark !== undefined && isCutRemark(observed.markedRemark, given.remark);
    return {
      ...Object.fromEntries(known(...hardwareKeys, "trafficGb", "name", "suspended", "locked")),
      // Of one that the controller has cut nothing but what was asked for can be said.
      ...(isCut ? {} : Object.fromEntries(known("remark"))),
      ...(observed.powerState === "running" || observed.powerState === "stopped"
        ? { powerState: observed.powerState }
        : {}),
      ...(quotas.length === 0 ? {} : { quotas: Object.fromEntries(quotas) }),
      ...(disks === undefined || isSame(disks, systemDisksOf(given)) ? {} : { systemDisksGb: disks }),
      ...(userId === undefined ? {} : { user: userId }),
      ...(imageId === undefined || names.image?.id === imageId ? {} : { image: imageId }),
      ...(cdId === undefined || (names.cd?.id ?? "none") === cdId
        ? {}
        : { cd: cdId === "none" ? undefined : cdId }),
    };
  },

  newPassword: randomPassword,

  marks: (observed) => ({
    upgrade: JSON.stringify([
      ...hardwareKeys.map((key) => observed[key] ?? null),
      observed.ipv4Addresses ?? null,
      observed.ipv6Addresses ?? null,
    ]),
  }),

  releaseAdvice:
    "One that is locked, busy or has snapshots may go with `forceDelete: true`: set it and run `pulumi up` before deleting it",
  release: (observed, { forceDelete = false }) => ({
    kind: "release",
    words: `DELETE VM ${observed.serviceId} with its disks`,
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
    const managed = Object.entries(this.argumentsOf(observed, recorded.names, recorded.arguments)).filter(
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
};
