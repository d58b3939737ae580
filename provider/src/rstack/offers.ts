import type { Account } from "../core/account";
import type { Offers } from "../core/vendor";
import { sessionOf } from "./session";

/** Everything that machines of a controller are made of. */
export async function offers(account: Account): Promise<Offers> {
  const { areas, nodes, images, pools } = await sessionOf(account).catalog();
  return { area: areas, node: nodes, image: images, "IP pool": pools };
}
