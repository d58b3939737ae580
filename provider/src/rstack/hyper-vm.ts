import type { Fault } from "../core/errors";
import { isSame } from "../core/flow/resource";
import { resolveNames } from "../core/names";
import type { Noun, Resolution, ResolvedNames } from "../core/noun";
import { randomPassword } from "../core/password";
import { findArea, findCd, findImage, findNode, type RstackCatalog } from "./catalog";
import {
  hardwareKeys,
  hyperVmArguments,
  quotaKeys,
  systemDisksOf,
  type HyperVmArguments,
} from "./hyper-vm-arguments";
import { actOnHyperVm, createHyperVm } from "./hyper-vm-calls";
import { hyperVmObserved, type HyperVmObserved } from "./hyper-vm-observed";
import { goesFirst, planHyperVm } from "./hyper-vm-plan";
import type { Detail } from "./hyper-vm-steps";
import { userIdsOf } from "./hyper-user";
import { carriesToken } from "./remark";
import { sessionOf } from "./session";

type Wanted = Partial<HyperVmArguments>;

/** The operations ask for 6 or for more than 6: 8 is enough for all. */
const shortestPassword = 8;

function rules(wanted: Wanted, unknown: ReadonlySet<string>): readonly Fault[] {
  const faults: Fault[] = [];
  const isPlaceKnown = !unknown.has("area") && !unknown.has("node");
  if (isPlaceKnown && (wanted.area === undefined) === (wanted.node === undefined)) {
    faults.push({ property: "node", reason: "exactly one of `area` and `node` is required" });
  }
  const { memoryMb, memoryMinMb, password } = wanted;
  if (memoryMb !== undefined && memoryMinMb !== undefined && memoryMinMb > memoryMb) {
    faults.push({ property: "memoryMinMb", reason: "must not be more than `memoryMb`" });
  }
  if (password !== undefined && password.length < shortestPassword) {
    faults.push({ property: "password", reason: `must have at least ${shortestPassword} characters` });
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

/** A Hyper-V virtual machine of an RStack controller. */
export const hyperVm: Noun<HyperVmArguments, HyperVmObserved, RstackCatalog, Detail> = {
  vendor: "rstack",
  type: "HyperVm",
  title: "virtual machine",
  schemaVersion: 1,
  arguments: hyperVmArguments,
  observed: hyperVmObserved,
  // What a person or another resource looks at. Weights, limits, quotas in force and the like: `getVms`.
  outputs: [
    "areaName",
    "nodeId",
    "nodeName",
    "imageId",
    "imageName",
    "guid",
    "macAddress",
    "powerState",
    "suspended",
    "locked",
    "failure",
    "quotasInForce",
    "overTraffic",
    "stoppedForTraffic",
    "cpu",
    "memoryMb",
    "dataDiskGb",
    "portMbps",
    "trafficGb",
    "trafficUsedGb",
    "trafficResetsAt",
    "ipAddress",
    "ipAddresses",
    "publicIp",
    "remotePortInUse",
    "password",
    "connection",
  ],
  secretArguments: ["password"],
  secretOutputs: ["password", "connection"],
  isPrecious: true,
  isFree: true,
  defaultOnDelete: "delete",
  replacedBy: ["name", "area", "node"],
  reinstalledBy: ["image", "systemDisksGb", "reinstallTriggers"],

  async catalog(account) {
    const [catalog, userIds] = await Promise.all([sessionOf(account).catalog(), userIdsOf(account)]);
    return { ...catalog, userIds };
  },
  services: (account) => sessionOf(account).vms,
  // Its power can only be asked of each VM alone: that is done for those whose power is managed, and before a change.
  attend(account, serviceId, given, purpose) {
    if (given.powerState !== undefined || purpose === "change") sessionOf(account).follow(serviceId);
  },
  rules,
  resolve,
  estimate: () => "not priced by this panel",

  goesFirst,
  plan: planHyperVm,

  carries: (observed, token) => carriesToken(observed.markedRemark, token),

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
    return {
      ...Object.fromEntries(known(...hardwareKeys, "trafficGb", "name", "remark", "suspended", "locked")),
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
  buy: (account, _step, input, context) => createHyperVm(account, input, context),
  act: actOnHyperVm,

  marks: (observed) => ({
    upgrade: JSON.stringify([
      ...hardwareKeys.map((key) => observed[key] ?? null),
      observed.ipv4Addresses,
      observed.ipv6Addresses,
    ]),
  }),

  releaseAdvice:
    "One that is locked, busy or has snapshots may go with `forceDelete: true`: set it and run `pulumi up` before deleting it",
  release: (observed, { forceDelete = false }) => ({
    kind: "release",
    words: `DELETE VM ${observed.serviceId} with its disks`,
    destroys: true,
    applies: [],
    detail: { do: "release", force: forceDelete },
  }),

  derive(observed, recorded, account) {
    const { password } = recorded.lifecycle;
    const { ipAddress: host, imageType, remotePortInUse: port = 0 } = observed;
    const isWindows = imageType?.toLowerCase() === "windows";
    const connection = {
      host,
      port: port > 0 ? port : isWindows ? 3389 : 22,
      user: isWindows ? "Administrator" : "root",
      password,
    };
    // A refresh shows what is there, also where an argument has another name than what is observed.
    const managed = Object.entries(this.argumentsOf(observed, recorded.names, recorded.arguments)).filter(
      ([key, value]) => value !== undefined && key in recorded.arguments,
    );
    return {
      ...Object.fromEntries(managed),
      ipAddresses: [...observed.ipv4Addresses, ...observed.ipv6Addresses],
      accountKey: account.key,
      connection: host === undefined || password === undefined ? undefined : connection,
    };
  },
};
