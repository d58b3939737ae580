import { z } from "zod";
import { laneOfVm } from "./children";
import { childArguments, childKind } from "../core/child-kind";
import { shown } from "../core/shown";
import { natRuleObserved, natRules, sharingFaults, type NatRuleObserved } from "./nat-rules";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** What only a `NatWebsite` takes. By itself, because editors show its doc comments. */
export const natWebsiteOnly = {
  /** The VM, by its `id` or `serviceId`. It must share an address. A change is a replacement. */
  vm: z.string().min(1),
  /** The domain, which is to point to the shared address; capitals make no difference. A change is a replacement. */
  domain: z
    .string()
    .toLowerCase()
    .regex(/^[^\s,/:]+$/, { error: () => say('is not a domain such as "www.example.com"') }),
  /** Port of the machine's web server, 1–65535. A change is a replacement. */
  privatePort: z.int().min(1).max(65_535),
};

/** The arguments of a `NatWebsite`. */
export const natWebsiteArguments = z.strictObject({ ...childArguments, ...natWebsiteOnly });
export type NatWebsiteArguments = z.output<typeof natWebsiteArguments>;

/** A domain of the shared address that a machine serves. */
export const natWebsite = childKind<NatWebsiteArguments, NatRuleObserved>({
  vendor: "rstack",
  type: "NatWebsite",
  title: () => say("NAT website"),
  schemaVersion: 1,
  arguments: natWebsiteArguments,
  observed: natRuleObserved,
  parent: { type: "HyperVm", argument: "vm" },
  replacedBy: ["vm", "domain", "privatePort"],
  goesFirst: () => say("a domain stands for one machine"),

  inventory: natRules,
  createFaults: (account, { vm }) => sharingFaults(account, vm),
  words: ({ vm, domain, privatePort }) =>
    say("NAT website {domain} on port {port} of VM {vm}", {
      domain: shown(domain),
      port: shown(privatePort),
      vm: shown(vm),
    }),
  hasNameOf: (observed, { domain }) =>
    observed.domain !== undefined && observed.domain.toLowerCase() === domain,
  argumentsOf: ({ vm, domain, privatePort }) => ({ vm, domain: domain?.toLowerCase(), privatePort }),
  lane: laneOfVm,

  async create(account, { vm, domain, privatePort }) {
    await sessionOf(account).client.addNatWebsite(vm, domain, privatePort);
    // The reply does not tell the number.
    return undefined;
  },
  remove: (account, { serviceId }) => sessionOf(account).client.deleteNatWebsite(serviceId),
});
