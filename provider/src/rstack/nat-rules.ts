import { z } from "zod";
import { noVm, trusted } from "./children";
import type { Account } from "../core/account";
import { documentedObject } from "../core/documented";
import type { CheckFailure } from "../core/errors";
import { withoutGaps } from "../core/gaps";
import { sharedList } from "../core/listed-by";
import { statuses } from "../core/observed";
import { sessionOf, type RstackSession } from "./session";
import { say } from "./language/say";

/** What is observed of a port mapping or a NAT website. */
export const natRuleObserved = documentedObject({
  /** The controller's number of the rule: what `get` takes. */
  serviceId: z.string(),
  /** `ready` as soon as it is listed. */
  status: z.enum(statuses),
  /** `portMapping` or `website`. */
  ruleType: z.string().optional(),
  /** The VM, by its number. */
  vm: z.string().optional(),
  /** The domain of a website (`domainname`); capitals make no difference. */
  domain: z.string().optional(),
  /** Port of the machine. */
  privatePort: z.number().optional(),
  /** Port of the shared address; that of a port mapping the controller picked. */
  publicPort: z.number().optional(),
  /** The shared address, where the controller's list of VMs tells it: a domain is to point to it. */
  publicIp: z.string().optional(),
  /** The machine's own address. */
  privateIp: z.string().optional(),
  /** Owner of the VM, by your number (`userid`). */
  userId: z.string().optional(),
  /** Node of the VM, by id (`nodeid`). */
  nodeId: z.string().optional(),
});
export type NatRuleObserved = z.output<typeof natRuleObserved>;

async function listRules(session: RstackSession): Promise<readonly NatRuleObserved[]> {
  const [rules, vms] = await Promise.all([session.client.getNatRules(), session.vms.all(5_000)]);
  const publicIps = new Map(vms.map(({ serviceId, publicIp }) => [serviceId, publicIp]));
  const rows = rules.map(({ id, type, vmId, domain, privatePort, publicPort, ip, userId, nodeId }) =>
    withoutGaps({
      serviceId: id,
      status: "ready" as const,
      ruleType: type,
      vm: vmId,
      domain,
      privatePort,
      publicPort,
      publicIp: publicIps.get(vmId ?? ""),
      privateIp: ip,
      userId,
      nodeId,
    }),
  );
  return trusted(session, rows);
}

/** All port mappings and NAT websites (`hypernat`): one list, which has no filter by the rule's own number. */
export const natRules = sharedList<NatRuleObserved>((account) => {
  const session = sessionOf(account);
  return {
    list: () => listRules(session),
    read: async (id) => (await listRules(session)).find(({ serviceId }) => serviceId === id),
    idOf: ({ serviceId }) => serviceId,
    rowsPerRequest: Infinity,
  };
});

/** Why a machine cannot have a rule, as far as the preview can tell: it is not there, or shares no address. */
export async function sharingFaults(
  account: Account,
  vm: string | undefined,
): Promise<readonly CheckFailure[]> {
  if (vm === undefined) return [];
  const session = sessionOf(account);
  if ((await session.vms.get(vm)) === undefined) return [noVm(account, vm)];
  // Whether one is shared is what this field tells; a controller that does not tell decides.
  const { sharesAddress } = await session.client.getVmDetails(vm);
  return sharesAddress === false
    ? [{ property: "vm", reason: say("VM {vm} has no shared address", { vm }) }]
    : [];
}
