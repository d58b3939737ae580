import type { Fault } from "../core/errors";
import type { Step } from "../core/plan";
import { isSame } from "../core/flow/resource";
import type { BaremetalServerArguments } from "./baremetal-arguments";
import { judgeRepartition } from "./baremetal-rules";
import type { BaremetalServerObserved } from "./baremetal-observed";
import type { BaremetalInput, Detail, Sold } from "./baremetal-steps";
import { stoppedForPassword } from "./extras";
import type { System } from "./wire";

/** Reinstall, password, power: what happens to the machine itself. */
export function planMachine(
  input: BaremetalInput,
  observed: BaremetalServerObserved,
  sold: Sold,
): { steps: Step<Detail>[]; faults: Fault[]; warnings: string[] } {
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
  const faults: Fault[] = [];
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
    const reinstall = reinstallStep(input, observed, system, isOtherSystem, isRepartition);
    if (reinstall.detail.do === "reinstall")
      faults.push(...judgeRepartition(sold, reinstall.detail.partitionMb));
    return {
      steps: [
        reinstall,
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
  const passwords = isPassword ? [passwordStep(input, observed)] : [];
  const isReboot = isChanged("rebootTriggers");
  const reboot: Step<Detail> = {
    kind: "reboot",
    words: "restart the machine",
    interrupts: true,
    applies: ["rebootTriggers"],
    detail: { do: "reboot" },
  };
  if (isReboot && wanted.powerState === "stopped")
    faults.push({
      property: "rebootTriggers",
      reason: "a machine that is to be stopped cannot be restarted",
    });
  const startsFirst =
    wanted.powerState === "running" ||
    passwords.some(({ detail }) => detail.do === "password" && detail.startAfter);
  const isOff = isReboot && observed.powerState !== "running" && !startsFirst;
  return {
    steps: [
      ...powerSteps(input, observed, "before"),
      ...passwords,
      ...powerSteps(input, observed, "after"),
      ...(isReboot ? [reboot] : []),
    ],
    faults,
    warnings: isOff ? ["the machine is stopped: the panel may refuse to restart it"] : [],
  };
}

function reinstallStep(
  input: BaremetalInput,
  observed: BaremetalServerObserved,
  system: System | undefined,
  isOtherSystem: boolean,
  isRepartition: boolean,
): Step<Detail> {
  const { wanted, names, catalog } = input;
  const name = system?.name ?? names.system?.text ?? "the image";
  const old = catalog?.systems.find((one) => one.guid === observed.systemId);
  // A class that is not known may be another one.
  const isOtherClass =
    isOtherSystem &&
    (old?.classGuid === undefined || system?.classGuid === undefined || old.classGuid !== system.classGuid);
  // The partitions stay where they can; otherwise the user's size counts, or the whole disk.
  const partitionMb = isRepartition || isOtherClass ? (wanted.systemPartitionSizeMb ?? -1) : 0;
  const installType = partitionMb !== 0 || isOtherClass ? "replace" : "install";
  const property = isOtherSystem ? "system" : isRepartition ? "systemPartitionSizeMb" : "reinstallTriggers";
  return {
    kind: "reinstall",
    words: `REINSTALL ${name}: erases all disks`,
    destroys: true,
    interrupts: true,
    consent: { by: "allowReinstall", property, image: wanted.system ?? name },
    target: names.system?.id ?? observed.systemId,
    applies: [
      "system",
      "systemPartitionSizeMb",
      "reinstallTriggers",
      "loginName",
      "password",
      "rebootTriggers",
      ...(isSame(input.recorded?.arguments.passwordTriggers, wanted.passwordTriggers)
        ? []
        : ["passwordTriggers"]),
    ],
    detail: {
      do: "reinstall",
      systemId: names.system?.id ?? observed.systemId ?? "",
      system,
      partitionMb,
      installType,
    },
  };
}

function passwordStep(input: BaremetalInput, observed: BaremetalServerObserved): Step<Detail> {
  const { wanted } = input;
  const stopFirst = observed.powerState === "running" && wanted.powerState !== "stopped";
  const startAfter =
    wanted.powerState !== "stopped" && (stopFirst || stoppedForPassword(input.recorded?.extra));
  return {
    kind: "password",
    words: `set a new password${stopFirst ? " (stops and starts the machine)" : ""}`,
    interrupts: stopFirst,
    consent: stopFirst
      ? { by: "allowPowerCycle", property: wanted.password === undefined ? "passwordTriggers" : "password" }
      : undefined,
    applies: ["password", "passwordTriggers"],
    detail: { do: "password", stopFirst, startAfter },
  };
}

/** A stop comes before what needs the machine off, a start after it. */
function powerSteps(
  input: BaremetalInput,
  observed: BaremetalServerObserved,
  when: "before" | "after",
): Step<Detail>[] {
  const to = input.wanted.powerState;
  if (to === undefined || observed.powerState === to || (when === "before") !== (to === "stopped")) return [];
  return [
    {
      kind: "power",
      words: to === "stopped" ? "stop the machine" : "start the machine",
      interrupts: to === "stopped",
      target: to,
      applies: ["powerState"],
      detail: { do: "power", to },
    },
  ];
}
