import type { Account } from "../core/account";
import type { Offers } from "../core/vendor";
import { sessionOf } from "./session";

/** What the vendor lists of what it sells: of its packages nothing, whose numbers come from its customer service. */
export async function offers(account: Account): Promise<Offers> {
  const { client } = sessionOf(account);
  const [residential, datacenter, groups] = await Promise.all([
    client.getStaticIpStock("staticResidentialIp"),
    client.getStaticIpStock("staticDatacenterIp"),
    client.getPaymentMethods(),
  ]);
  return {
    "static residential IP": residential,
    "static datacenter IP": datacenter,
    "payment method": groups.flatMap(({ methods }) => methods),
  };
}
