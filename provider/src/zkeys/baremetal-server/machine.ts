import type { System } from "../api/wire";
import type { BaremetalServerArguments } from "./arguments";
import { password, power, reboot, reinstall, type Reinstallation } from "./calls";
import { powerCycleConsent, reinstallConsent } from "../../core/consent";
import type { CheckFailure } from "../../core/errors";
import { isSame } from "../../core/flow/resource";
import { stoppedForPassword } from "./extras";
import type { BaremetalServerObserved } from "./observed";
import { judgeRepartition } from "./rules";
import type { BaremetalInput, BaremetalStep, Sold } from "./steps";

/** Reinstall, password, power: what happens to the machine itself. */
export function planMachine(
  input: BaremetalInput,
  observed: BaremetalServerObserved,
  sold: Sold,
): { steps: BaremetalStep[]; faults: CheckFailure[]; warnings: string[] } {
  const { wanted, recorded, names } = input;
  const { system } = sold;
  const before = recorded?.arguments ?? {};
  const isChanged = (key: keyof BaremetalServerArguments) =>
    !input.unknown.has(key) && !isSame(before[key], wanted[key]);
  const systemId = names.system?.id;
  const isOtherSystem =
    systemId !== undefined && observed.systemId !== undefined && systemId !== observed.systemId;
  const isRepartition = isChanged("systemPartitionSizeMb") && wanted.systemPartitionSizeMb !== undefined;
  const isReinstall = isOtherSystem || isRepartition || isChanged("reinstallTriggers");
  const faults: CheckFailure[] = [];
  if (
    !isReinstall &&
    wanted.loginName !== undefined &&
    observed.loginName !== undefined &&
    wanted.loginName !== observed.loginName &&
    isChanged("loginName")
  ) {
    faults.push({
      property: "loginName",
      reason: `cannot change by itself: the panel sets it with the image (it is ${observed.loginName}); change \`system\` with it, or write ${observed.loginName}`,
    });
  }
  if (isReinstall) {
    const { loginName, name = "" } = system ?? {};
    if (wanted.loginName !== undefined && loginName !== undefined && wanted.loginName !== loginName) {
      faults.push({
        property: "loginName",
        reason: `the image ${name} sets ${loginName}: a reinstall takes no other name`,
      });
    }
    if (wanted.password === undefined && recorded?.lifecycle.password === undefined) {
      faults.push({
        property: "password",
        reason: "a reinstall sets a password, and none is recorded of this server: set one",
      });
    }
    const installation = installationOf(input, observed, system, isOtherSystem, isRepartition);
    faults.push(...judgeRepartition(sold, installation.partitionMb));
    return {
      steps: [
        reinstallStep(input, installation, isOtherSystem, isRepartition),
        // The machine runs after an installation, whatever it did before.
        ...powerSteps(input, { ...observed, powerState: "running" }, "before"),
      ],
      faults,
      warnings: [],
    };
  }
  const isPassword =
    input.passwordLost ||
    isChanged("passwordTriggers") ||
    (isChanged("password") && wanted.password !== undefined);
  const startsForPassword = isPassword && startsAfter(input, observed);
  const passwords = isPassword ? [passwordStep(input, observed)] : [];
  const isReboot = isChanged("rebootTriggers");
  const restart: BaremetalStep = {
    kind: "reboot",
    words: "restart the machine",
    interrupts: true,
    applies: ["rebootTriggers"],
    calls: reboot,
  };
  if (isReboot && wanted.powerState === "stopped")
    faults.push({
      property: "rebootTriggers",
      reason: "a machine that is to be stopped cannot be restarted",
    });
  const startsFirst = wanted.powerState === "running" || startsForPassword;
  const isOff = isReboot && observed.powerState !== "running" && !startsFirst;
  return {
    steps: [
      ...powerSteps(input, observed, "before"),
      ...passwords,
      ...powerSteps(input, observed, "after"),
      ...(isReboot ? [restart] : []),
    ],
    faults,
    warnings: isOff ? ["the machine is stopped: the panel may refuse to restart it"] : [],
  };
}

/** What is installed, and on which partitions. */
function installationOf(
  { wanted, names, catalog }: BaremetalInput,
  observed: BaremetalServerObserved,
  system: System | undefined,
  isOtherSystem: boolean,
  isRepartition: boolean,
): Reinstallation {
  const old = catalog?.systems.find((one) => one.guid === observed.systemId);
  // A class that is not known may be another one.
  const isOtherClass =
    isOtherSystem &&
    (old?.classGuid === undefined || system?.classGuid === undefined || old.classGuid !== system.classGuid);
  // The partitions stay where they can; otherwise the user's size counts, or the whole disk.
  const partitionMb = isRepartition || isOtherClass ? (wanted.systemPartitionSizeMb ?? -1) : 0;
  const installType = partitionMb !== 0 || isOtherClass ? "replace" : "install";
  return { systemId: names.system?.id ?? observed.systemId ?? "", system, partitionMb, installType };
}

function reinstallStep(
  { wanted, names, recorded }: BaremetalInput,
  installation: Reinstallation,
  isOtherSystem: boolean,
  isRepartition: boolean,
): BaremetalStep {
  const name = installation.system?.name ?? names.system?.text ?? "the image";
  const property = isOtherSystem ? "system" : isRepartition ? "systemPartitionSizeMb" : "reinstallTriggers";
  return {
    kind: "reinstall",
    words: `REINSTALL ${name}: erases all disks`,
    destroys: true,
    interrupts: true,
    consent: reinstallConsent(property, wanted.system ?? name, wanted),
    target: installation.systemId === "" ? undefined : installation.systemId,
    applies: [
      "system",
      "systemPartitionSizeMb",
      "reinstallTriggers",
      "loginName",
      "password",
      "rebootTriggers",
      ...(isSame(recorded?.arguments.passwordTriggers, wanted.passwordTriggers) ? [] : ["passwordTriggers"]),
    ],
    calls: reinstall(installation),
  };
}

/** Whether the machine has to be stopped for a new password. */
function stopsFirst({ wanted }: BaremetalInput, { powerState }: BaremetalServerObserved): boolean {
  return powerState === "running" && wanted.powerState !== "stopped";
}

/** Whether it is started after it, also where an earlier run has stopped it and has not come to that. */
function startsAfter(input: BaremetalInput, observed: BaremetalServerObserved): boolean {
  const isStopped = stopsFirst(input, observed) || stoppedForPassword(input.recorded?.extra);
  return input.wanted.powerState !== "stopped" && isStopped;
}

function passwordStep(input: BaremetalInput, observed: BaremetalServerObserved): BaremetalStep {
  const { wanted } = input;
  const stopFirst = stopsFirst(input, observed);
  return {
    kind: "password",
    words: `set a new password${stopFirst ? " (stops and starts the machine)" : ""}`,
    interrupts: stopFirst,
    consent: stopFirst
      ? powerCycleConsent(wanted.password === undefined ? "passwordTriggers" : "password")
      : undefined,
    applies: ["password", "passwordTriggers"],
    calls: password(stopFirst, startsAfter(input, observed)),
  };
}

/** A stop comes before what needs the machine off, a start after it. */
function powerSteps(
  input: BaremetalInput,
  observed: BaremetalServerObserved,
  when: "before" | "after",
): BaremetalStep[] {
  const to = input.wanted.powerState;
  if (to === undefined || observed.powerState === to || (when === "before") !== (to === "stopped")) return [];
  return [
    {
      kind: "power",
      words: to === "stopped" ? "stop the machine" : "start the machine",
      interrupts: to === "stopped",
      target: to,
      applies: ["powerState"],
      calls: power(to),
    },
  ];
}
