import type { Account } from "../core/account";
import type { Offers } from "../core/vendor";
import { sessionOf } from "./session";

/** Everything that a panel sells bare metal with. */
export async function offers(account: Account): Promise<Offers> {
  const { zones, lines, products, systems, harddisks } = await sessionOf(account).catalog();
  const images = systems.filter(({ businesses }) => businesses?.includes("baremetal") ?? true);
  return { zone: zones, line: lines, product: products, image: images, disk: harddisks };
}
