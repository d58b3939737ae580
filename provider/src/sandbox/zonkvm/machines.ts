import { z } from "zod";
import { command, query, type ZonkvmOperation } from "./operation";
import type { ZonkvmPanel } from "./panel";
import { catalogGuid, guid, integer, newPassword, optional, port, text } from "./params";
import type { Machine } from "./service";
import { suitableSystem } from "./systems";

/* What is done to machines that are there. */

type MachineKind = Machine["kind"];

/** Turns a machine on or off; one that is so already stays so. */
export const power = (kind: MachineKind, doing: "start" | "stop"): ZonkvmOperation =>
  command(z.strictObject({ guid }), (panel, { guid: id }) => {
    const machine: Machine = panel.idle(kind, id);
    if (machine.runStatus !== (doing === "start" ? 1 : -1)) panel.begin(machine, { doing });
  });

export const restart = (kind: MachineKind): ZonkvmOperation =>
  command(z.strictObject({ guid }), (panel, { guid: id }) => {
    panel.begin(panel.idle(kind, id), { doing: "restart" });
  });

/** What the image must suit. */
function hardware(panel: ZonkvmPanel, machine: Machine): { zone: string; cpu: number; memory: number } {
  const { catalog } = panel;
  if (machine.kind === "server") {
    const { line_guid: zone } = panel.known(catalog.cloudLines, machine.lineGuid);
    return { zone, cpu: machine.cpu, memory: machine.memory };
  }
  if (machine.kind === "idc") {
    const { line_guid: zone } = panel.known(catalog.idcLines, machine.lineGuid);
    return { zone, cpu: Infinity, memory: Infinity };
  }
  const { line_guid: zone } = panel.known(catalog.leaseLines, machine.lineGuid);
  const product = panel.known(catalog.leaseProducts, machine.productGuid);
  return { zone, cpu: product.cpu_value, memory: product.memory_num };
}

function install(
  panel: ZonkvmPanel,
  machine: Machine,
  order: { systemID: string; password: string; port?: number },
): void {
  const use = { kind: machine.kind, for: "install", ...hardware(panel, machine) } as const;
  const system = suitableSystem(panel, order.systemID, use);
  machine.loginName = system.login_name;
  panel.begin(machine, {
    doing: "install",
    systemGuid: system.guid,
    password: order.password,
    port: order.port ?? Number(system.port),
  });
}

const system = { guid, systemID: catalogGuid, password: newPassword };

export const serverInstall = command(z.strictObject(system), (panel, params) => {
  install(panel, panel.idle("server", params.guid), params);
});

const rackInstall = (kind: "lease" | "idc"): ZonkvmOperation =>
  command(
    z.strictObject({
      ...system,
      port,
      system_partition: optional(text),
      system_partition_size: optional(integer(1, 1e6)),
      install_reason: optional(text),
    }),
    (panel, params) => {
      install(panel, panel.idle(kind, params.guid), params);
    },
  );
export const leaseInstall = rackInstall("lease");
export const idcInstall = rackInstall("idc");

/** Cloud servers take a new password at once: they have no number for being busy with it. */
export const setPassword = (kind: MachineKind): ZonkvmOperation =>
  command(z.strictObject({ guid, password: newPassword }), (panel, params) => {
    const machine: Machine = panel.idle(kind, params.guid);
    if (machine.kind === "server") machine.password = params.password;
    else panel.begin(machine, { doing: "password", password: params.password });
  });

export const serverSetvnc = command(z.strictObject({ guid, password: newPassword }), (panel, params) => {
  panel.usable("server", params.guid).vncPassword = params.password;
});

export const vncUrl = (kind: MachineKind): ZonkvmOperation =>
  query(z.strictObject({ guid }), (panel, { guid: id }) => {
    const machine: Machine = panel.usable(kind, id);
    return { url: `https://vnc.example.com/${kind}/${machine.id}?token=sandbox` };
  });
