import { z } from "zod";
import { laneOfVm } from "./children";
import { childArguments, childKind } from "../core/child-kind";
import { shown } from "../core/shown";
import { natRuleObserved, natRules, sharingFaults, type NatRuleObserved } from "./nat-rules";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** What only a `PortMapping` takes. By itself, because editors show its doc comments. */
export const portMappingOnly = {
  /** The VM, by its `id` or `serviceId`. It must share an address. A change is a replacement. */
  vm: z.string().min(1),
  /** Port of the machine, 1–65535. The controller picks the public one. A change is a replacement. */
  privatePort: z.int().min(1).max(65_535),
};

/** The arguments of a `PortMapping`. */
export const portMappingArguments = z.strictObject({ ...childArguments, ...portMappingOnly });
export type PortMappingArguments = z.output<typeof portMappingArguments>;

/** A port of the shared address that leads to one of a machine. */
export const portMapping = childKind<PortMappingArguments, NatRuleObserved>({
  vendor: "rstack",
  type: "PortMapping",
  title: () => say("port mapping"),
  schemaVersion: 1,
  arguments: portMappingArguments,
  observed: natRuleObserved,
  parent: { type: "HyperVm", argument: "vm" },
  replacedBy: ["vm", "privatePort"],
  goesFirst: () => say("the machine may have no second port mapping (its quota)"),

  inventory: natRules,
  createFaults: (account, { vm }) => sharingFaults(account, vm),
  words: ({ vm, privatePort }) =>
    say("port mapping to port {port} of VM {vm}", { port: shown(privatePort), vm: shown(vm) }),
  hasNameOf: (observed, { vm, privatePort }) =>
    observed.ruleType !== "website" && observed.vm === vm && observed.privatePort === privatePort,
  argumentsOf: ({ vm, privatePort }) => ({ vm, privatePort }),
  lane: laneOfVm,

  async create(account, { vm, privatePort }) {
    await sessionOf(account).client.addPortMapping(vm, privatePort);
    // The reply does not tell the number.
    return undefined;
  },
  remove: (account, { serviceId }) => sessionOf(account).client.deletePortMapping(serviceId),
});
