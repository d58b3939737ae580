import type { System } from "../api/wire";
import { findSystem, type ZkeysCatalog } from "../catalog";
import { isReinstalled } from "../../core/aspects/aspect";
import { reinstall } from "../../core/aspects/reinstall";
import type { CheckFailure } from "../../core/errors";
import type { ResolvedNames } from "../../core/names";
import { passwordIn } from "../../core/plan";
import { byId } from "./place";
import { judgeRepartition } from "./rules";
import { sessionOf } from "../session";
import {
  type BaremetalCalls,
  soldFor,
  type BaremetalAspect,
  type BaremetalInput,
  type BaremetalSituation,
} from "./steps";
import { say } from "../language/say";

/** What is installed, and how. */
interface Reinstallation {
  readonly systemId: string;
  readonly system: System | undefined;
  readonly partitionMb: number;
  readonly installType: "install" | "replace";
}

/** Installs the machine anew (`install`). */
function installCalls({ systemId, system, partitionMb, installType }: Reinstallation): BaremetalCalls {
  return (observed, context) => {
    const isOtherSystem = systemId !== observed.systemId;
    const send = async () => {
      await sessionOf(context.account).client.reinstall({
        guid: observed.serviceId,
        systemGuid: systemId,
        password: passwordIn(context),
        systemPartitionMb: partitionMb,
        installType,
      });
      return system?.port === undefined ? undefined : { loginPort: system.port };
    };
    return [{ send, isDone: (row) => !isOtherSystem || row.systemId === systemId, lags: !isOtherSystem }];
  };
}

/** The image that a name stands for, among those of a line. */
function systemOf(
  catalog: ZkeysCatalog,
  wanted: BaremetalInput["wanted"],
  kept: ResolvedNames,
  text: string,
  line: string,
) {
  const onLine = (use: "create" | "install") => findSystem(catalog, line, text, use);
  const isOrdered = wanted.adopt === undefined && kept.system === undefined;
  if (isOrdered) return onLine("create");
  // A server that is taken over, or that moves, may come to its image either way.
  const isMoved = kept.line !== undefined && kept.line.id !== line;
  const found = onLine(isMoved ? "create" : "install");
  if (found.match !== undefined || (wanted.adopt === undefined && !isMoved)) return found;
  const other = onLine(isMoved ? "install" : "create");
  return other.match === undefined ? found : other;
}

/** Whether the partitions that are asked for are others than those that were. */
function isRepartition({ wanted, isChanged }: BaremetalSituation): boolean {
  return isChanged("systemPartitionSizeMb") && wanted.systemPartitionSizeMb !== undefined;
}

/** What is installed, and on which partitions: these stay where they can; otherwise the user's size counts, or the whole disk. */
function installationOf(
  { wanted, names, catalog, observed }: BaremetalSituation,
  system: Reinstallation["system"],
  reasons: readonly string[],
): Reinstallation {
  const old = catalog?.systems.find((one) => one.guid === observed.systemId);
  // A class that is not known may be another one.
  const isOtherClass =
    reasons.includes("system") &&
    (old?.classGuid === undefined || system?.classGuid === undefined || old.classGuid !== system.classGuid);
  const isMoved = reasons.includes("systemPartitionSizeMb") || isOtherClass;
  const partitionMb = isMoved ? (wanted.systemPartitionSizeMb ?? -1) : 0;
  const installType = partitionMb !== 0 || isOtherClass ? "replace" : "install";
  return { systemId: names.system?.id ?? observed.systemId ?? "", system, partitionMb, installType };
}

/** What an installation cannot do. */
function installationFaults(
  situation: BaremetalSituation,
  { system, partitionMb }: Reinstallation,
): CheckFailure[] {
  const { wanted, recorded } = situation;
  const { loginName, name = "" } = system ?? {};
  const faults: CheckFailure[] = [];
  if (wanted.loginName !== undefined && loginName !== undefined && wanted.loginName !== loginName) {
    const reason = say("the image {name} sets {loginName}: a reinstall takes no other name", {
      name,
      loginName,
    });
    faults.push({ property: "loginName", reason });
  }
  if (wanted.password === undefined && recorded?.lifecycle.password === undefined) {
    const reason = say("a reinstall sets a password, and none is recorded of this server: set one");
    faults.push({ property: "password", reason });
  }
  return [...faults, ...judgeRepartition(soldFor(situation), partitionMb)];
}

/** The image and the partitions (`install`). */
export const image: BaremetalAspect = reinstall({
  image: "system",
  references: (catalog, wanted, kept) => [
    {
      property: "system",
      within: ["line"],
      find: (text, { line = "" }) => byId(systemOf(catalog, wanted, kept, text, line)),
    },
  ],
  isOther: ({ names: { system }, observed: { systemId } }) =>
    system !== undefined && systemId !== undefined && system.id !== systemId,
  alike: { systemPartitionSizeMb: isRepartition },
  sets: ["loginName"],
  keeps: { systemId: ["system"] },
  argumentsOf: ({ systemId }, { system }) =>
    systemId === undefined || system?.id === systemId ? {} : { system: systemId },
  install(situation, reasons) {
    const { wanted, names } = situation;
    const { system } = soldFor(situation);
    const name = system?.name ?? names.system?.text ?? say("the image");
    const installation = installationOf(situation, system, reasons);
    return {
      image: wanted.system ?? name,
      words: say("REINSTALL {name}: erases all disks", { name }),
      target: installation.systemId === "" ? undefined : installation.systemId,
      calls: installCalls(installation),
      faults: installationFaults(situation, installation),
    };
  },
});

/** The login name, which the panel sets with the image. */
export const loginName: BaremetalAspect = {
  keeps: { loginName: ["system", "loginName"] },
  plan({ wanted, observed, planned, isChanged }) {
    const live = observed.loginName;
    const isOther = wanted.loginName !== undefined && live !== undefined && wanted.loginName !== live;
    if (isReinstalled(planned) || !isOther || !isChanged("loginName")) return {};
    const reason = say(
      "cannot change by itself: the panel sets it with the image (it is {live}); change `system` with it, or write {live}",
      { live },
    );
    return { faults: [{ property: "loginName", reason }] };
  },
};
