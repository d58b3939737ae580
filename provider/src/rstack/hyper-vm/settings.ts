import type { RstackClient } from "../api/client";
import type { HyperVmArguments } from "./arguments";
import { bindAddresses, call, restarting, setPassword, task, type Calls } from "./calls";
import { findCd } from "../catalog";
import { isReinstalled, powerAfter } from "../../core/aspects/aspect";
import { password as passwordAspect } from "../../core/aspects/password";
import { reboot as rebootAspect } from "../../core/aspects/reboot";
import { setting } from "../../core/aspects/setting";
import type { HyperVmAspect, HyperVmSituation } from "./steps";
import { say } from "../language/say";

/** Sets the port of SSH or remote desktop (`vm_setport`). */
function setRemotePort(port: number): Calls {
  return (observed, context) => [
    task(
      context,
      observed,
      "resetRemotePort",
      (client) => client.setRemotePort(observed.serviceId, port),
      (row) => port === 1 || (row.remotePortInUse ?? port) === port,
    ),
  ];
}

/** Puts a CD into the drive, or ejects the one that is in it (`vm_cd_manage`). */
function changeCd(cdId: string | undefined): Calls {
  return ({ serviceId }, context) => [
    call(
      context,
      (client) => client.changeCd(serviceId, cdId),
      (row) => (row.cdId ?? cdId) === (cdId ?? "none"),
    ),
  ];
}

/** Restarts (`vm_restart`, `vm_force_restart`). */
function reboot(isForced: boolean): Calls {
  return (observed, context) => {
    const { serviceId } = observed;
    const restart = (client: RstackClient) =>
      isForced ? client.forceRestartVm(serviceId) : client.restartVm(serviceId);
    return [
      restarting(
        observed,
        call(context, restart, (row) => row.powerState === "running", true),
      ),
    ];
  };
}

/** What setting a password asks for; a creation states no rule. */
export const shortestPassword = 6;

export function isShort({ password: given }: Partial<HyperVmArguments>): boolean {
  return given !== undefined && given.length < shortestPassword;
}

/** The password, which is set inside the running machine. */
export const password: HyperVmAspect = passwordAspect({
  argument: "password",
  set: () => ({ calls: (observed, context) => [setPassword(observed, context)] }),
  forbids: ({ wanted }) =>
    isShort(wanted) ? [say("must have at least {shortestPassword} characters", { shortestPassword })] : [],
  isOnline: true,
});

const isOff = ({ observed, planned }: HyperVmSituation): boolean =>
  powerAfter(observed, planned) === "stopped";

const portInForce = ({ observed, before }: HyperVmSituation): number | undefined =>
  observed.remotePortInUse ?? before.remotePort;

/** The port of SSH or remote desktop: 0 the system's own, 1 a random one, which stays once it was given. */
export const remotePort: HyperVmAspect = setting({
  property: "remotePort",
  keeps: { remotePortInUse: ["remotePort", "image"] },
  isOther(situation) {
    const { wanted, before } = situation;
    const live = portInForce(situation);
    if (wanted.remotePort === undefined) return false;
    if (wanted.remotePort === 1) return before.remotePort !== 1;
    return live !== undefined && wanted.remotePort !== live;
  },
  words({ wanted: { remotePort: port = 0 } }) {
    if (port === 0) return say("set the remote port to the system's own");
    return port === 1
      ? say("set the remote port to a random one")
      : say("set the remote port to {port}", { port });
  },
  targetOf: ({ wanted }) => String(wanted.remotePort),
  calls: ({ wanted }) => setRemotePort(wanted.remotePort ?? 0),
  warnings: (situation, change) =>
    isOff(situation)
      ? [say("{change}: the machine is off, and the controller may refuse it", { change })]
      : [],
});

/** The addresses inside the machine, bound again. One that is off binds them when it starts, and one that is installed anew has them. */
export const binding: HyperVmAspect = setting({
  property: "bindTriggers",
  isOther: (situation) =>
    situation.isChanged("bindTriggers") && !isReinstalled(situation.planned) && !isOff(situation),
  words: () => say("bind the addresses in the machine again"),
  calls: () => (observed, context) => [bindAddresses(observed, context)],
});

/** A restart. */
export const restart: HyperVmAspect = rebootAspect({
  words: ({ forcePower }) =>
    forcePower === true ? say("restart the machine by cutting its power") : say("restart the machine"),
  calls: ({ forcePower }) => reboot(forcePower === true),
});

/** The CD in the drive; nothing ejects. */
export const cd: HyperVmAspect = setting({
  property: "cd",
  references: (catalog) => [{ property: "cd", find: (text) => findCd(catalog, text) }],
  keeps: { cdId: ["cd"] },
  argumentsOf: ({ cdId }, names) =>
    cdId === undefined || (names.cd?.id ?? "none") === cdId ? {} : { cd: cdId === "none" ? undefined : cdId },
  isOther({ wanted, before, observed: { cdId }, names, isChanged }) {
    const isUnmanaged = wanted.cd === undefined && before.cd === undefined;
    if (cdId === undefined || isUnmanaged) return isChanged("cd");
    return ((wanted.cd === undefined ? undefined : names.cd?.id) ?? "none") !== cdId;
  },
  words: ({ wanted }) =>
    wanted.cd === undefined ? say("eject the CD") : say("put the CD {cd} into the drive", { cd: wanted.cd }),
  targetOf: ({ wanted, names }) => (wanted.cd === undefined ? undefined : names.cd?.id),
  calls: ({ wanted, names }) => changeCd(wanted.cd === undefined ? undefined : names.cd?.id),
});
